"""F4: one contract as runs of days with an even value, exactly, changes included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from partnerships.contract_values.financial_years import first_days, first_years, lengths
from partnerships.contract_values.terms import NO_LIMIT, Terms
from partnerships.day_numbers import AFTER_ALL, BEFORE_ALL


@dataclass(frozen=True)
class Money:
    """An interval in pence; no upper limit is known where high is None."""

    low: Fraction
    high: Fraction | None

    def times(self, factor: Fraction) -> Money:
        """Give a part of it."""
        return Money(self.low * factor, None if self.high is None else self.high * factor)

    def plus(self, other: Money) -> Money:
        """Add another interval, end by end."""
        has_limit = self.high is not None and other.high is not None
        return Money(self.low + other.low, self.high + other.high if has_limit else None)

    def less(self, other: Money) -> Money:
        """Take what has accrued off, end by end; the least of it where it had no limit."""
        if self.high is None:
            return Money(self.low - other.low, None)
        accrued = other.low if other.high is None else other.high
        return Money(self.low - other.low, self.high - accrued)

    def ordered(self) -> Money:
        """Give the same with its ends in order: a change may have made the interval narrower."""
        if self.high is None or self.low <= self.high:
            return self
        return Money(self.high, self.low)


NOTHING = Money(Fraction(0), Fraction(0))


@dataclass(frozen=True)
class Segment:
    """A run of days, both ends counted, over which a value is spread evenly.

    :ivar last: None for an annual value without an end
    :ivar value: of all its days; of each financial year if `is_annual`
    """

    first: int
    last: int | None
    value: Money
    is_annual: bool

    def until(self, last: int) -> Segment:
        """Give what is left of it when it is cut after a day."""
        if self.last is not None and self.last <= last:
            return self
        if self.is_annual:
            return replace(self, last=last)
        kept = Fraction(last - self.first + 1, self.last - self.first + 1)
        return replace(self, last=last, value=self.value.times(kept))

    def value_of(self, days: int, year_days: int) -> Money:
        """Give the value of some of its days that lie in one financial year of so many days."""
        length = year_days if self.is_annual else self.last - self.first + 1
        return self.value.times(Fraction(days, length))

    def whole_value(self) -> Money:
        """Give the value of all its days; it must have an end."""
        if not self.is_annual:
            return self.value
        total = NOTHING
        years = first_years(np.array([self.first, self.last]))
        for year in range(int(years[0]), int(years[1]) + 1):
            first = max(self.first, int(first_days(year)))
            last = min(self.last, int(first_days(year + 1)) - 1)
            total = total.plus(self.value.times(Fraction(last - first + 1, int(lengths(year)))))
        return total


@dataclass(frozen=True)
class Change:
    """What a change says; None where it leaves something as it was."""

    day: int
    total: Money | None
    annual: Money | None
    end: int | None


@dataclass(frozen=True)
class Course:
    """One contract as it ran, or is to run, as of a day.

    :ivar segments: in the order of their days
    :ivar last: last day planned after all changes; None without an end
    :ivar cut: last day on which work was done, if that is not the planned one
    :ivar value: of the whole contract; None where only annual values are known
    """

    start: int
    segments: tuple[Segment, ...]
    last: int | None
    cut: int | None
    value: Money | None

    def last_on(self, day: int) -> int:
        """Give the last day on which value is placed as of a day."""
        last = day if self.last is None else self.last
        return last if self.cut is None else min(last, self.cut)


def course_of(terms: Terms, number: int, changes: Iterable[Change]) -> Course | None:
    """Work out the course of one contract.

    A change of value keeps what has accrued before its day and spreads the rest from that day to
    the end. What a contract lacks, an end or any value, is taken from the first change that has
    it, as if it had been so from the start.

    :param terms: of contracts, without changes
    :param number: place of the contract in the terms
    :param changes: of this contract, in the order of their days
    :return: None if the contract cannot be placed: no start, no value, or a total without an end
    """
    changes = list(changes)
    start = int(terms.starts[number])
    total, annual = _first_value(terms, number, changes)
    end = _first_end(terms, number, changes, total is None)
    if start == BEFORE_ALL or terms.are_lost[number] or (total is None and annual is None):
        return None
    if _lacks_days(start, end, total):
        return None
    cut = int(terms.cuts[number])
    segments = [Segment(start, end, annual if total is None else total, total is None)]
    for change in changes:
        end = end if change.end is None else change.end
        total = total if change.total is None else change.total
        annual = annual if change.annual is None else change.annual
        if _lacks_days(start, end, total):
            return None
        segments = _changed(segments, max(change.day, start), end, total, annual)
    return Course(start, tuple(segments), end, None if cut == AFTER_ALL else cut, total)


def _lacks_days(start: int, end: int | None, total: Money | None) -> bool:
    """Tell a contract without days to spread a value over."""
    return total is not None if end is None else end < start


def _first_value(
    terms: Terms, number: int, changes: list[Change]
) -> tuple[Money | None, Money | None]:
    """Give the total or the annual value that a contract has to begin with."""
    if not terms.are_unvalued[number]:
        high = int(terms.highs[number])
        value = Money(
            Fraction(int(terms.lows[number])), None if high == NO_LIMIT else Fraction(high)
        )
        return (None, value) if terms.are_annual[number] else (value, None)
    for change in changes:
        if change.total is not None:
            return change.total, None
        if change.annual is not None:
            return None, change.annual
    return None, None


def _first_end(terms: Terms, number: int, changes: list[Change], is_annual: bool) -> int | None:
    """Give the last day that a contract was planned to have to begin with."""
    end = int(terms.planned[number])
    if end < AFTER_ALL:
        return end
    if is_annual:
        return None
    return next((change.end for change in changes if change.end is not None), None)


def _changed(
    segments: list[Segment],
    day: int,
    end: int | None,
    total: Money | None,
    annual: Money | None,
) -> list[Segment]:
    """Cut segments at the day of a change and let a new one run from there to the end."""
    if end is not None:
        # a total that changes after its last day is put on that day; an annual value just ends
        day = min(day, end if total is not None else end + 1)
    kept = [segment.until(day - 1) for segment in segments if segment.first < day]
    if total is None:
        value, is_annual = annual, True
    else:
        accrued = NOTHING
        for segment in kept:
            accrued = accrued.plus(segment.whole_value())
        value, is_annual = total.less(accrued), False
    if end is None or day <= end:
        kept.append(Segment(day, end, value, is_annual))
    return kept
