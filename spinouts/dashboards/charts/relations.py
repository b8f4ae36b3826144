"""Drawings of what binds organisations: contracts and events in time, and holdings.

Days of a time line are first and last days, both included, as contracts print them.
"""

from dataclasses import dataclass
from datetime import date

from spinouts.dashboards.charts.amounts import Series


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
