"""Drawings of amounts: columns, splits, lines, bars and the map of regions.

Numbers are in the unit of the drawing's `scale`:

* ``"percent"``  0 to 100
* ``"pounds"``   pounds (not pence)
* ``"count"``    whole things
* ``"number"``   anything else; `Chart.unit` says what (months, seats, ...)

A range has `low` and `high`; equal when exact; `high` None where no upper limit is known.
Periods are half-open (`starts_on` <= day < `ends_on`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Scale = Literal["percent", "pounds", "count", "number"]


@dataclass(frozen=True)
class Series:
    """One category of a drawing: its colour and the words of its legend.

    :param key: a key of `palette.PALETTE`: a category of DESIGN 6 ("employee_trust", "public"),
        or "series_1" ... "series_6" for things that are no ownership category
    :param label: words in the legend; empty = the palette's own words for the key
    """

    key: str
    label: str = ""


@dataclass(frozen=True)
class Part:
    """The amount of one series in one column or bar.

    :param series_key: key of its `Series`
    :param low: smallest possible amount, in the drawing's scale, not below 0
    :param high: largest possible amount; None = no upper limit known; equal to low when exact
    :param is_about: the source says "about" (prints with ~)
    :param href: address the part links to; empty = none
    """

    series_key: str
    low: float
    high: float | None
    is_about: bool = False
    href: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a stacked column chart: a financial year, or a period drawn to scale.

    :param label: short words under the column ("2015/16"); for periods, what the period is called
    :param parts: amounts by series; a series may be absent (nothing), at most one part per series
    :param starts_on: first day of the period; None = since before records (only if time-scaled)
    :param ends_on: day after the last day; None = still (only if time-scaled)
    :param is_to_come: years after the as-of day: drawn lighter, with an outline
    :param note: words added to the tooltip ("12 contracts"); empty = none
    """

    label: str
    parts: tuple[Part, ...]
    starts_on: date | None = None
    ends_on: date | None = None
    is_to_come: bool = False
    note: str = ""


@dataclass(frozen=True)
class StackedColumns:
    """Amounts by series, stacked, over years or over uneven periods.

    :param series: in stacking order, bottom first; those without any amount are not drawn
    :param columns: from left to right
    :param scale: "percent" draws each column as a whole of 100, and what is not settled
        (100 - sum of lows) as one hatched part, "within the range"; the other scales draw
        each series' range hatched above its low
    :param is_time_scaled: draw columns from starts_on to ends_on on a time axis
    :param starts_on: left end of the time axis; None = first known day of a column
    :param ends_on: right end of the time axis; None = `Chart.as_of`
    """

    series: tuple[Series, ...]
    columns: tuple[Column, ...]
    scale: Scale
    is_time_scaled: bool = False
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return not any(column.parts for column in self.columns)


@dataclass(frozen=True)
class Bar:
    """One whole-of-100 bar of a split.

    :param label: what is split: "Equity", "Votes", "Board seats"
    :param parts: percentages by series, in per cent 0-100
    :param message: words in place of the bar where there is nothing to split ("No shareholders:
        a company limited by guarantee"); used only if parts is empty
    :param note: small words beside the label ("10 seats"); empty = none
    """

    label: str
    parts: tuple[Part, ...]
    message: str = ""
    note: str = ""


@dataclass(frozen=True)
class SplitBar:
    """Wholes of 100 %, one bar for each measure, split into series.

    :param series: in drawing order, left first
    :param bars: from top to bottom
    """

    series: tuple[Series, ...]
    bars: tuple[Bar, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to draw, not even a message."""
        return not any(bar.parts or bar.message for bar in self.bars)


@dataclass(frozen=True)
class Point:
    """One point of a line.

    :param at: its place: a day, or a number (a year)
    :param label: words of the place on the axis ("2015", "31 December 2015")
    :param value: None = no value there: the line is broken, never drawn at 0
    :param low: lower edge of the band (lower quartile, smallest possible value); None = no band
    :param high: upper edge of the band; None = no band
    :param count: the n behind the value; None = not a statistic
    :param note: words added to the tooltip ("4 not known")
    """

    at: date | float
    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    count: int | None = None
    note: str = ""


@dataclass(frozen=True)
class LineSeries:
    """One line, in order of time."""

    series: Series
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Benchmark:
    """A level drawn across a line chart, with its words: 25, "a quarter"."""

    value: float
    label: str


@dataclass(frozen=True)
class Line:
    """One or more lines, or steps, over time.

    :param lines: at most six
    :param scale: "percent" runs from 0 to 100 unless `top` says otherwise
    :param is_step: values hold until the next point (drawn as steps)
    :param band_label: what the band is ("middle half of organisations"); empty = no band drawn
    :param benchmarks: levels drawn across
    :param top: upper end of the axis; None = chosen
    """

    lines: tuple[LineSeries, ...]
    scale: Scale
    is_step: bool = False
    band_label: str = ""
    benchmarks: tuple[Benchmark, ...] = ()
    top: float | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether no line has a value."""
        return not any(point.value is not None for line in self.lines for point in line.points)


@dataclass(frozen=True)
class RankedBar:
    """One horizontal bar.

    :param label: name; long names are wrapped, then cut, the whole name in the tooltip
    :param low: smallest possible amount; None = not known (named, no bar)
    :param high: largest possible amount; None with a known low = no upper limit known
    :param href: where the name links to; empty = none
    :param series_key: colour; one of the drawing's series, or any palette key
    :param words: the value as people read it; empty = made from low and high
    :param note: smaller words beside the value ("12 contracts", "75 % of those before")
    :param is_about: the value is "about" (prints with ~)
    """

    label: str
    low: float | None
    high: float | None
    href: str = ""
    series_key: str = "series_1"
    words: str = ""
    note: str = ""
    is_about: bool = False


@dataclass(frozen=True)
class RankedBars:
    """Horizontal bars, drawn in the order given (the caller ranks them).

    :param bars: from top to bottom
    :param scale: what the amounts are
    :param series: for a legend, when bars have different colours; empty = no legend
    """

    bars: tuple[RankedBar, ...]
    scale: Scale
    series: tuple[Series, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether there is no bar."""
        return not self.bars


@dataclass(frozen=True)
class RegionTile:
    """The number of one region.

    :param region: a value of `organisations.choices.Region` ("north_east", ..., "england", "uk",
        "abroad", "unknown")
    :param value: None = not known (drawn hatched, "not known")
    :param words: the value as printed; empty = made from value
    :param href: where the tile links to; empty = none
    :param note: words added to the tooltip; empty = none
    """

    region: str
    value: float | None
    words: str = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class TileMap:
    """UK regions as tiles; regions without a tile given are drawn with 0.

    :param tiles: at most one per region
    :param scale: what the numbers are
    """

    tiles: tuple[RegionTile, ...]
    scale: Scale = "count"

    @property
    def is_empty(self) -> bool:
        """Say whether no region has a number above 0."""
        return not any(tile.value is None or tile.value > 0 for tile in self.tiles)
