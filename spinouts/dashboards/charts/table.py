"""The table beside a chart: its columns and cells as people read them.

Columns say by their names what they hold: `value_gbp_*` pounds, `percent_*`, `*_percent` and
quartiles of per cent, `*_count` whole numbers, `*_on`, `valid_from`, `valid_to` days.
"""

from dataclasses import dataclass
from typing import Any

from spinouts.dashboards.charts.chart import Chart
from spinouts.dashboards.charts.palette import CATEGORY_LABELS
from spinouts.dashboards.charts.render import is_money, plain
from spinouts.dashboards.charts.words import (
    NOT_KNOWN,
    PERCENT,
    amount_range,
    day,
    percent,
    plain_number,
    pounds,
)

_CODED = {
    **CATEGORY_LABELS,
    "equity": "Equity",
    "votes": "Votes",
    "board_seats": "Board seats",
    "north_east": "North East",
    "north_west": "North West",
    "yorkshire_humber": "Yorkshire and the Humber",
    "east_midlands": "East Midlands",
    "west_midlands": "West Midlands",
    "east_of_england": "East of England",
    "london": "London",
    "south_east": "South East",
    "south_west": "South West",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern_ireland": "Northern Ireland",
    "england": "England (more than one region)",
    "uk": "United Kingdom (national)",
    "abroad": "Abroad",
    "unknown": "Not known",
}
_CODED_COLUMNS = ("category", "sector", "measure", "region", "holder_category")
_QUARTILES = ("lower_quartile", "upper_quartile")
_EMPTY_DAYS = {"valid_from": "before records began", "valid_to": "still"}


@dataclass(frozen=True)
class Heading:
    """One column of the table.

    :param label: words
    :param is_number: aligned right
    """

    label: str
    is_number: bool


@dataclass(frozen=True)
class Cell:
    """One cell: its words, and whether it is aligned right."""

    words: str
    is_number: bool


@dataclass(frozen=True)
class _Column:
    """One column as shown: one column of the frame, or a low and a high together."""

    stem: str
    sources: tuple[str, ...]
    label: str
    is_number: bool


def _stem(column: str) -> str:
    """Return a column's name without _low or _high."""
    return column.removesuffix("_low").removesuffix("_high")


def _is_percent(column: str) -> bool:
    """Say whether a column holds per cent."""
    return column.startswith("percent") or column.endswith("_percent") or column in _QUARTILES


def _is_number(chart: Chart, column: str) -> bool:
    """Say whether a column holds numbers by its name or its type."""
    if is_money(column) or _is_percent(column) or column.endswith("_count"):
        return True
    return chart.table[column].dtype.kind in "iuf" and column != "year"


def _pair_label(chart: Chart, stem: str) -> str:
    """Return the heading of a low and a high together."""
    if stem in chart.column_labels:
        return chart.column_labels[stem]
    label = chart.column_labels.get(f"{stem}_low", stem.replace("_", " "))
    for ending in (" (lowest)", " (low)", ", lowest", ", low", " lowest", " low"):
        if label.lower().endswith(ending):
            return label[: -len(ending)]
    return label


def _columns(chart: Chart) -> list[_Column]:
    """Return the columns as shown, a low and a high as one."""
    names = [str(name) for name in chart.table.columns]
    shown: list[_Column] = []
    for name in names:
        stem = _stem(name)
        pair = (f"{stem}_low", f"{stem}_high")
        if name != stem and all(half in names for half in pair):
            if name == pair[0]:
                shown.append(_Column(stem, pair, _pair_label(chart, stem), True))
            continue
        label = chart.column_labels.get(name, name.replace("_", " ").capitalize())
        shown.append(_Column(name, (name,), label, _is_number(chart, name)))
    return shown


def table_headings(chart: Chart) -> tuple[Heading, ...]:
    """Return the headings of the table beside a chart."""
    return tuple(Heading(column.label, column.is_number) for column in _columns(chart))


def table_rows(chart: Chart) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of the table beside a chart, as people read them."""
    columns = _columns(chart)
    names = [str(name) for name in chart.table.columns]
    rows = []
    for position, values in enumerate(chart.table.itertuples(index=False, name=None)):
        row = dict(zip(names, values, strict=True))
        is_about = position in chart.about_rows
        rows.append(
            tuple(
                Cell(_words(chart, column, row, is_about=is_about), column.is_number)
                for column in columns
            )
        )
    return tuple(rows)


def _words(chart: Chart, column: _Column, row: dict[str, Any], *, is_about: bool) -> str:
    """Return the words of one cell."""
    if len(column.sources) == 2:
        low, high = (plain(row[source]) for source in column.sources)
        return _range_words(column.stem, low, high, is_about=is_about)
    value = row[column.stem]
    if plain(value) is None:
        return _EMPTY_DAYS.get(column.stem, NOT_KNOWN)
    if hasattr(value, "strftime"):
        return day(value)
    value = plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _text_words(chart, column.stem, value)
    return _number_words(column, value)


def _range_words(stem: str, low: float | None, high: float | None, *, is_about: bool) -> str:
    """Return a low and a high as one range: "24.9%", "75.1 to 100%", "£1.03m"."""
    if low is None and high is not None:
        low = 0.0
    if is_money(stem):
        return amount_range(low, high, "pounds", is_about=is_about)
    if not _is_percent(stem):
        return amount_range(low, high, "number", is_about=is_about)
    if low is None or high is None or (low <= 0 and high >= 100):
        return amount_range(low, high, "percent", is_about=is_about)
    first, last = (plain_number(value) for value in (low, high))
    if first == last:
        return f"{'~' if is_about else ''}{first}{PERCENT}"
    return f"up to {last}{PERCENT}" if low <= 0 else f"{first} to {last}{PERCENT}"


def _text_words(chart: Chart, column: str, value: str) -> str:
    """Return the words of a text cell; codes are spelt out."""
    if value in chart.cell_labels:
        return chart.cell_labels[value]
    if column in _CODED_COLUMNS:
        return _CODED.get(value, value)
    return value or NOT_KNOWN


def _number_words(column: _Column, value: float) -> str:
    """Return the words of a number."""
    if is_money(column.stem):
        return pounds(value)
    if _is_percent(column.stem):
        return percent(value, 4)
    if not column.is_number:
        return f"{value:.0f}" if float(value).is_integer() else str(value)
    return plain_number(value, 2)
