"""“Sources” and “what changed”: the foot of the page."""

from __future__ import annotations

from typing import Any

from organisations.rules import SCHEMES
from spinouts.dashboards.figures.organisation.history import Change, latest_changes
from spinouts.dashboards.figures.organisation.sources import NumberedSource, Use
from spinouts.dashboards.lists.cells import capital
from spinouts.dashboards.views.organisation.parts import Part, holder_words, listed
from spinouts.dashboards.words import date_words

VERBS = {"+": "Added", "~": "Changed", "-": "Removed"}
NAMED = 3
"""How many records of one change are named; the others are counted."""

KINDS = {
    "organisation": ("the record itself", "the record itself"),
    "names": ("name", "names"),
    "identifiers": ("identifier", "identifiers"),
    "profiles": ("profile", "profiles"),
    "membership_counts": ("membership count", "membership counts"),
    "spin_out": ("spin-out record", "spin-out records"),
    "parents": ("parent", "parents"),
    "events": ("event", "events"),
    "stakes": ("stake of", "stakes of"),
    "contracts": ("contract", "contracts"),
}


def source_items(part: Part) -> list[dict[str, Any]]:
    """Give the numbered sources of everything above, each with its quotes."""
    return [_source_item(part, entry) for entry in part.book.entries()]


def _source_item(part: Part, entry: NumberedSource) -> dict[str, Any]:
    source = entry.source
    told = [use for use in entry.uses if use.quote or use.location or use.is_disputing]
    words = date_words(source.published_on, source.published_on_precision)
    return {
        "number": entry.number,
        "title": source.title,
        "page_url": part.link("source-detail", source.slug),
        "url": source.url if source.is_on_the_web else "",
        "publisher": source.publisher,
        "author": source.author,
        "author_interest": source.author_interest,
        "date_words": words,
        "uses": [_use_item(use) for use in told],
        "words": "" if told else _uses_in_words(entry.uses),
    }


def _use_item(use: Use) -> dict[str, Any]:
    return {
        "words": capital(use.words),
        "quote": use.quote,
        "location": use.location,
        "is_disputing": use.is_disputing,
    }


def _uses_in_words(uses: list[Use]) -> str:
    words = list(dict.fromkeys(use.words for use in uses))
    return capital(listed(words))


def change_items(part: Part) -> list[dict[str, Any]]:
    """Give the latest changes in words: when and what, not by whom."""
    names = _names_of_records(part)
    return [
        {"when": date_words(change.changed_on), "text": _change_words(change, names)}
        for change in latest_changes(part.figures.records)
    ]


def _change_words(change: Change, names: dict[tuple[str, int], str]) -> str:
    """Write what one day added, changed or removed: kind by kind."""
    phrases = [_kind_words(kind, keys, names) for kind, keys in change.records.items()]
    return f"{VERBS[change.what]}: {'; '.join(phrases)}."


def _kind_words(kind: str, keys: tuple[int, ...], names: dict[tuple[str, int], str]) -> str:
    """Name the first records of a kind and count the others."""
    one, many = KINDS[kind]
    known = list(dict.fromkeys(names[kind, key] for key in keys if (kind, key) in names))
    noun = one if len(keys) == 1 else many
    if not known:
        noun = noun.removesuffix(" of")
        return noun if len(keys) == 1 else f"{len(keys)} {noun}"
    shown = known[:NAMED]
    if len(known) > NAMED:
        shown.append(f"{len(known) - NAMED} more")
    return f"{noun} {listed(shown)}"


def _names_of_records(part: Part) -> dict[tuple[str, int], str]:
    """Say in words what each record of the page is, so far as the account may know."""
    records = part.figures.records
    facts = records.facts
    words: dict[tuple[str, int], str] = {}
    words |= {("names", name.pk): f"“{name.name}”" for name in facts["names"]}
    words |= {
        ("identifiers", found.pk): f"{SCHEMES[found.scheme].label} {found.value}"
        for found in facts["identifiers"]
    }
    words |= {("parents", parent.pk): parent.body_name for parent in facts["parents"]}
    words |= {("events", event.pk): f"“{event.stage_name.lower()}”" for event in records.events}
    words |= {("stakes", stake.pk): holder_words(stake) for stake in records.own_stakes}
    words |= {("contracts", found.pk): f"“{found.title}”" for found in records.contracts}
    return words
