"""What a chart is: the words and the table around a picture, and one drawing per kind of picture.

Everything here is a frozen dataclass and knows nothing of Django, of requests or of colours.
A view (or a chart builder below it) makes a `Chart`; `render.py` turns it into SVG, PNG, CSV and
JSON; `present.py` turns it into what `templates/_components/chart.html` shows.

The drawings are in `amounts.py`, `limits.py`, `relations.py` and `tiers.py`; import them from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from spinouts.dashboards.charts.amounts import (
    Bar,
    Benchmark,
    Column,
    Line,
    LineSeries,
    Part,
    Point,
    RankedBar,
    RankedBars,
    RegionTile,
    Scale,
    Series,
    SplitBar,
    StackedColumns,
    TileMap,
)
from spinouts.dashboards.charts.limits import AllowedBand, DayMark, HeldAgainstLimits, HeldSpan
from spinouts.dashboards.charts.relations import (
    HoldingEdge,
    HoldingNode,
    Holdings,
    Milestone,
    Timeline,
    TimelineRow,
)
from spinouts.dashboards.charts.tiers import TierFlow, TierFlows, TierPart

if TYPE_CHECKING:
    import pandas

__all__ = [
    "AllowedBand",
    "Bar",
    "Benchmark",
    "Chart",
    "Column",
    "DayMark",
    "Drawing",
    "HeldAgainstLimits",
    "HeldSpan",
    "HoldingEdge",
    "HoldingNode",
    "Holdings",
    "LeftOut",
    "Line",
    "LineSeries",
    "Milestone",
    "Part",
    "Point",
    "RankedBar",
    "RankedBars",
    "RegionTile",
    "Scale",
    "Series",
    "SplitBar",
    "StackedColumns",
    "TierFlow",
    "TierFlows",
    "TierPart",
    "TileMap",
    "Timeline",
    "TimelineRow",
]

Drawing = (
    StackedColumns
    | SplitBar
    | Line
    | RankedBars
    | Timeline
    | Holdings
    | TileMap
    | TierFlows
    | HeldAgainstLimits
)


@dataclass(frozen=True)
class LeftOut:
    """Records that the chart could not count, and why.

    :param count: how many records; 0 is allowed and is not printed
    :param reason: words that follow the number: "without a value", "not placed in time"
    """

    count: int
    reason: str


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
