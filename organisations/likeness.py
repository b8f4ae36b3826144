"""How alike two names of organisations are: pure functions over text."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

# fmt: off
LEGAL_WORDS = frozenset([
    "limited", "ltd", "plc", "llp", "lp", "cic", "cio", "cooperative", "coop", "company",
    "incorporated", "inc", "the", "and", "of", "for", "in", "uk", "holdings",
])
# fmt: on
"""Words that tell of a legal form or of nothing, left out before names are compared."""

# fmt: off
COMMON_WORDS = frozenset([
    "association", "authority", "board", "borough", "care", "city", "college",
    "commissioning", "community", "council", "county", "district", "education", "employee",
    "employees", "england", "foundation", "group", "health", "healthcare", "homes",
    "hospital", "hospitals", "housing", "learning", "leisure", "libraries", "local", "london",
    "metropolitan", "mutual", "national", "nhs", "partners", "partnership", "primary",
    "public", "school", "schools", "service", "services", "social", "society", "solutions",
    "support", "team", "trust", "trustees", "university", "volunteer", "youth",
])
# fmt: on
"""Words that so many names of this field share that one of them alone is no likeness."""

SHORT = 8
ALIKE = 0.72
"""From this likeness on a person is warned; found on pairs of the starter register."""


def significant_words(name: str) -> list[str]:
    """Split a name into words without accents, capitals, punctuation and legal forms.

    :return: in the order of the name; all words if nothing else would be left
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("&", " and "))
    return [word for word in words if word not in LEGAL_WORDS] or words


def likeness(first: str, second: str) -> float:
    """Measure how alike two names are.

    :return: from 0 (nothing in common) to 1 (the same but for legal form and spaces): the larger
        of the shared trigrams and of the shared words
    """
    words, other_words = significant_words(first), significant_words(second)
    compact, other_compact = "".join(words), "".join(other_words)
    if not compact or not other_compact:
        return 0.0
    if compact == other_compact:
        return 1.0
    return max(
        _shared_trigrams(compact, other_compact),
        _shared_words(set(words), set(other_words)),
        _shared_letters(compact, other_compact),
    )


def search_fragments(name: str) -> list[str]:
    """Give beginnings and ends of a name's telling words, to look for candidates with.

    Short pieces survive a slip of the pen in the rest of the word, and joined words.

    :return: at most 12, the longest words' first
    """
    words = significant_words(name)
    telling = [word for word in words if word not in COMMON_WORDS] or words
    fragments: dict[str, None] = {}
    for word in sorted(telling, key=len, reverse=True)[:6]:
        length = 4 if len(word) > 5 else 3
        fragments[word[:length]] = None
        fragments[word[-length:]] = None
    return list(fragments)


def _shared_letters(first: str, second: str) -> float:
    """Compare two short names letter by letter: one slip leaves them hardly a trigram."""
    if max(len(first), len(second)) > SHORT:
        return 0.0
    return 0.95 * SequenceMatcher(None, *sorted((first, second))).ratio()


def _shared_trigrams(first: str, second: str) -> float:
    """Give Dice's coefficient of the trigrams, padded so that beginnings count more."""
    own, other = _trigrams(first), _trigrams(second)
    return 2 * len(own & other) / (len(own) + len(other))


def _trigrams(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _shared_words(words: set[str], other_words: set[str]) -> float:
    """Tell how much of the shorter name stands in the longer one, by telling words."""
    shared = (words & other_words) - COMMON_WORDS
    if not shared:
        return 0.0
    shorter = min(words, other_words, key=lambda some: (len(some), sum(map(len, some))))
    if shorter <= (words & other_words):
        return 0.9
    return 0.9 * _weight(words & other_words) / _weight(words | other_words)


def _weight(words: set[str]) -> float:
    """Count words, those that many names share as a third of one."""
    common = len(words & COMMON_WORDS)
    return len(words) - common + common / 3
