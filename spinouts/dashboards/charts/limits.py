"""Drawing of what somebody holds over time beside what a rule asks for, in per cent 0 to 100."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HeldSpan:
    """What is held over one period.

    :param starts_on: first day; None = since before records
    :param ends_on: day after the last day; None = still
    :param low: smallest possible per cent; None = nothing recorded (a gap)
    :param high: largest possible per cent; equal to low when exact
    :param note: words added to the tooltip ("rule met"); empty = none
    """

    starts_on: date | None
    ends_on: date | None
    low: float | None
    high: float | None
    note: str = ""


@dataclass(frozen=True)
class AllowedBand:
    """What a rule allows over one period.

    :param low: smallest per cent allowed
    :param high: largest per cent allowed
    :param starts_on: first day; None = since before records
    :param ends_on: day after the last day; None = still
    :param label: the rule in words
    """

    low: float
    high: float
    starts_on: date | None
    ends_on: date | None
    label: str


@dataclass(frozen=True)
class DayMark:
    """Something that happened on one day: drawn as a numbered line.

    :param on: the day
    :param label: words of the tooltip
    """

    on: date
    label: str


@dataclass(frozen=True)
class HeldAgainstLimits:
    """Steps of what is held, the bands that rules allow, and days on which something happened.

    :param held_label: words of the legend: "Staff’s share"
    :param spans: in order of time
    :param bands: drawn behind
    :param marks: in order of time, numbered from 1
    :param marks_label: words of the legend: "Joined the group"
    """

    held_label: str
    spans: tuple[HeldSpan, ...]
    bands: tuple[AllowedBand, ...] = ()
    marks: tuple[DayMark, ...] = ()
    marks_label: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is held and nothing asked for."""
        return not self.bands and not any(span.low is not None for span in self.spans)
