"""How wide words are, estimated without fonts, and how they are broken into lines.

The estimate follows the widest of the usual page fonts, so that text that fits here fits there.
"""

from functools import lru_cache

_NARROW = frozenset("iljI.,:;'|!()[]/\\` ")
_THIN = frozenset('frt-"*{}°')
_WIDE = frozenset("mwMW@%—…£&QO")
ELLIPSIS = "…"


@lru_cache(maxsize=2048)
def _character_width(character: str) -> float:
    """Return the width of a character as a part of the font size."""
    if character in _NARROW:
        return 0.34
    if character in _THIN:
        return 0.44
    if character in _WIDE:
        return 0.88
    if ord(character) > 0x2E80:
        return 1.0
    return 0.69 if character.isupper() else 0.61


@lru_cache(maxsize=4096)
def _width_in_sizes(words: str) -> float:
    """Return the width of words at size 1."""
    return sum(map(_character_width, words))


def text_width(words: str, size: float, *, is_bold: bool = False) -> float:
    """Estimate the width of words.

    :param size: font size in the units of the picture
    :return: width in the same units
    """
    width = _width_in_sizes(words) * size
    return width * 1.09 if is_bold else width


def shorten(words: str, room: float, size: float, *, is_bold: bool = False) -> str:
    """Cut words with an ellipsis so that they fit into `room`."""
    if text_width(words, size, is_bold=is_bold) <= room:
        return words
    kept = words
    while kept and text_width(kept + ELLIPSIS, size, is_bold=is_bold) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:-") + ELLIPSIS


def wrap(
    words: str, room: float, size: float, *, most_lines: int = 99, is_bold: bool = False
) -> list[str]:
    """Break words into lines that fit into `room`; the last line is cut if there are too many.

    A single word that is wider than the room is broken inside.

    :return: at least one line, possibly empty
    """
    lines: list[str] = []
    line = ""
    for word in words.split():
        candidate = f"{line} {word}".strip()
        if text_width(candidate, size, is_bold=is_bold) <= room:
            line = candidate
            continue
        if line:
            lines.append(line)
        while text_width(word, size, is_bold=is_bold) > room and len(word) > 1:
            head = _head_that_fits(word, room, size, is_bold=is_bold)
            lines.append(head)
            word = word[len(head) :]
        line = word
    lines.append(line)
    if len(lines) > most_lines:
        rest = " ".join(lines[most_lines - 1 :])
        lines = [*lines[: most_lines - 1], shorten(rest, room, size, is_bold=is_bold)]
    return lines


def _head_that_fits(word: str, room: float, size: float, *, is_bold: bool) -> str:
    """Return the longest beginning of a word that fits, at least one character."""
    length = len(word) - 1
    while length > 1 and text_width(word[:length], size, is_bold=is_bold) > room:
        length -= 1
    return word[:length]
