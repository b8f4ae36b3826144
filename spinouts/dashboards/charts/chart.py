"""What a chart is: the words and the table around a picture, and one drawing per kind of picture.

Everything here is a frozen dataclass and knows nothing of Django, of requests or of colours.
A view (or a chart builder below it) makes a `Chart`; `render.py` turns it into SVG, PNG, CSV and
JSON; `present.py` turns it into what `templates/_components/chart.html` shows.

Numbers in drawings are in the unit of the drawing's `scale`:

* ``"percent"``  0 to 100
* ``"pounds"``   pounds (not pence)
* ``"count"``    whole things
* ``"number"``   anything else; `Chart.unit` says what (months, seats, ...)

A range has `low` and `high`; equal when exact; `high` None where no upper limit is known.
Days are `datetime.date`. All periods in drawings are half-open (`starts_on` <= day < `ends_on`),
except in `Timeline`, whose days are first and last days, both included, as contracts print them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas

Scale = Literal["percent", "pounds", "count", "number"]


@dataclass(frozen=True)
class LeftOut:
    """Records that the chart could not count, and why.

    :param count: how many records; 0 is allowed and is not printed
    :param reason: words that follow the number: "without a value", "not placed in time"
    """

    count: int
    reason: str


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
class Milestone:
    """A dated event on a row of a time line.

    :param on: the day (the middle of the period, if it is known only by month or year)
    :param label: what happened
    :param is_imprecise: the date is not known to the day: drawn hollow
    :param href: address it links to; empty = none
    """

    on: date
    label: str
    is_imprecise: bool = False
    href: str = ""


@dataclass(frozen=True)
class TimelineRow:
    """One row of a time line: a contract, or a lane of events.

    :param label: name of the row
    :param starts_on: first day; None = no bar (events only), or since before records if an
        end is known
    :param ends_on: last day, included; the actual end; None = open-ended (drawn with an arrow)
    :param planned_ends_on: last day as planned; later than ends_on = that part was not delivered
        (outlined only); None = as ends_on
    :param may_extend_to: last day if every extension is taken up; None = none known
    :param is_start_imprecise: first day not known to the day: soft end
    :param is_end_imprecise: last day not known to the day: soft end
    :param words: shown at the bar ("£21m"); empty = none
    :param note: words added to the tooltip; empty = none
    :param href: where the name links to; empty = none
    :param series_key: colour: any palette key
    :param milestones: events drawn on the row
    """

    label: str
    starts_on: date | None
    ends_on: date | None
    planned_ends_on: date | None = None
    may_extend_to: date | None = None
    is_start_imprecise: bool = False
    is_end_imprecise: bool = False
    words: str = ""
    note: str = ""
    href: str = ""
    series_key: str = "series_1"
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """Rows on one time axis, with a line at `Chart.as_of`.

    :param rows: from top to bottom; rows without any date do not belong here (name them in
        `Chart.left_out`)
    :param series: for a legend, when rows have different colours; empty = no legend
    :param starts_on: left end of the axis; None = first day of any row
    :param ends_on: right end; None = last day of any row, or the as-of day
    """

    rows: tuple[TimelineRow, ...]
    series: tuple[Series, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether there is no row."""
        return not self.rows


@dataclass(frozen=True)
class HoldingNode:
    """A holder, or an organisation that is held.

    :param key: unique in the chart: 'organisation:12', 'class:employees|', ...
    :param name: as printed; long names are wrapped
    :param category: palette key that colours its edge ("public"); "not_recorded" if unknown
    :param href: its page; empty = none
    :param note: small words under the name ("private", "dissolved 2016"); empty = none
    :param is_subject: the organisation that the chart is about; exactly one node
    """

    key: str
    name: str
    category: str = "not_recorded"
    href: str = ""
    note: str = ""
    is_subject: bool = False


@dataclass(frozen=True)
class HoldingEdge:
    """Holder holds a share of subject.

    :param holder_key: key of the holder's node
    :param subject_key: key of the node that is held
    :param low: smallest possible share, per cent 0-100
    :param high: largest possible share, per cent 0-100
    :param words: share as printed ("24.9%", "75.1 to 100%", "not known"); empty = from low, high
    :param is_size_known: False = size unknown or withheld: drawn dashed
    """

    holder_key: str
    subject_key: str
    low: float
    high: float
    words: str = ""
    is_size_known: bool = True


@dataclass(frozen=True)
class Holdings:
    """Who holds whom, drawn towards the subject: holders left of (or under) what they hold."""

    nodes: tuple[HoldingNode, ...]
    edges: tuple[HoldingEdge, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether there is no node."""
        return not self.nodes


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


Drawing = StackedColumns | SplitBar | Line | RankedBars | Timeline | Holdings | TileMap


@dataclass(frozen=True, kw_only=True, eq=False)
class Chart:
    """A chart: what it says in words, its table, its picture and where it comes from.

    :param name: last part of its address, lower case with hyphens: "staff-share-by-year"
    :param title: what is shown, in words
    :param summary: one sentence that says what the picture says
    :param unit: words at the axis: "per cent of equity", "£ a year"
    :param table: exactly the columns of the published CSV, in order; text codes as published,
        money in pounds (value_gbp_*), per cent 0-100; missing = None or NaN
    :param column_labels: heading in words for each column; a pair `<stem>_low`, `<stem>_high` is
        shown to readers as one column, headed by the label of `<stem>` if there is one
    :param drawing: the picture
    :param record_count: how many records stand behind it
    :param record_noun: what they are, plural: "contracts"
    :param left_out: records not counted, and why
    :param rule: rule of FIGURES.md that made it: "F1"
    :param as_of: the day that the chart is read on
    :param sources: (title, address) pairs; the address may be empty
    :param notes: further sentences under the chart
    :param cell_labels: words for coded text cells beyond the categories and measures:
        {"by_provider": "By provider"}
    :param about_rows: positions (0-based) of table rows whose figures are "about" (~)
    :param empty_words: sentence shown when there is nothing to draw; empty = a general one
    """

    name: str
    title: str
    summary: str
    unit: str
    table: pandas.DataFrame
    column_labels: Mapping[str, str]
    drawing: Drawing
    record_count: int
    record_noun: str
    rule: str
    as_of: date
    left_out: tuple[LeftOut, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    cell_labels: Mapping[str, str] = field(default_factory=dict)
    about_rows: frozenset[int] = frozenset()
    empty_words: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return self.drawing.is_empty
