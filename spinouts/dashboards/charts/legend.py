"""Legends: a swatch and words for every series that occurs, in rows or in a column."""

from collections.abc import Callable
from dataclasses import dataclass

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.measure import shorten, text_width

_SWATCH = 14
_GAP = 7
_BETWEEN = 20


@dataclass(frozen=True)
class LegendEntry:
    """One entry: words, and how its swatch is drawn at (x, y, width, height)."""

    words: str
    draw: Callable[[float, float, float, float], None]


def series_entry(canvas: Canvas, key: str, words: str) -> LegendEntry:
    """Return the entry of a category."""
    return LegendEntry(words, lambda x, y, w, h: canvas.mark(key, x, y, w, h))


def range_entry(canvas: Canvas, keys: tuple[str, ...], words: str) -> LegendEntry:
    """Return the entry of a range."""
    return LegendEntry(words, lambda x, y, w, h: canvas.range_mark(keys, x, y, w, h))


def draw_legend(
    canvas: Canvas, entries: list[LegendEntry], y: float = 0, *, size: float = 13
) -> float:
    """Draw a legend from `y` down: in rows, or on narrow pictures in columns that fit.

    :return: bottom of the legend; `y` if there is no entry
    """
    if not entries:
        return y
    widths = [_SWATCH + _GAP + text_width(entry.words, size) for entry in entries]
    if canvas.is_narrow:
        columns = 2 if max(widths) + _BETWEEN / 2 <= canvas.width / 2 else 1
        places = [
            (canvas.width / columns * (position % columns), position // columns)
            for position in range(len(entries))
        ]
    else:
        places = _flow(widths, canvas.width)
    row_height = size + 9
    for entry, (x, row) in zip(entries, places, strict=True):
        top = y + row * row_height
        entry.draw(x, top + 1, _SWATCH, _SWATCH)
        words = shorten(entry.words, canvas.width - x - _SWATCH - _GAP, size)
        canvas.text(x + _SWATCH + _GAP, top + size - 0.5, words, size=size)
    return y + (places[-1][1] + 1) * row_height


def _flow(widths: list[float], room: float) -> list[tuple[float, int]]:
    """Place entries one after another, in a new row where the room ends."""
    places: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for width in widths:
        if x and x + width > room:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += width + _BETWEEN
    return places
