"""F4: what is still to come of contracts, and what is agreed about them, on a day."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from partnerships.contract_values import exact
from partnerships.contract_values.pennies import half_up
from partnerships.contract_values.segments import NOTHING, Course, Money, Segment
from partnerships.contract_values.terms import PLACED, terms_on
from partnerships.day_numbers import AFTER_ALL, day_number, day_of


def remaining_value(
    contracts: pd.DataFrame, changes: pd.DataFrame, day: datetime.date
) -> pd.DataFrame:
    """Give the value of the days after a day (F4).

    Contracts are worked out one after the other: this is for those of a page, not of a register.

    :return: contract_id, remaining_low_pence, remaining_high_pence (both missing where the
        contract is not placed or its annual value has no end; high missing without a limit too)
    """
    terms = terms_on(contracts, day)
    changes_of = exact.changes_by_contract(changes, terms, day)
    rows = []
    for number, contract_id in enumerate(terms.ids.tolist()):
        course = None
        if number in changes_of or terms.statuses[number] == PLACED:
            course = exact.settle(terms, number, changes_of.get(number, []))
        left = None if course is None else _left(course, day_number(day))
        rows.append((contract_id, *_pence(left)))
    columns = ["contract_id", "remaining_low_pence", "remaining_high_pence"]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return frame.astype({"contract_id": np.int64, columns[1]: "Int64", columns[2]: "Int64"})


def _left(course: Course, day: int) -> Money | None:
    """Add up what falls on the days after a day, up to the actual end."""
    if course.last is None and course.cut is None:
        return None
    left = NOTHING
    last = course.last_on(day)
    for segment in course.segments:
        if segment.first > last:
            break
        cut = segment.until(last)
        left = left.plus(cut.whole_value())
        if cut.first <= day:
            left = _minus(left, cut.until(day))
    return left.ordered()


def _minus(value: Money, done: Segment) -> Money:
    """Take the value of a segment off, end by end."""
    gone = done.whole_value()
    high = None if value.high is None or gone.high is None else value.high - gone.high
    return Money(value.low - gone.low, high)


def _pence(value: Money | None) -> tuple[int | None, int | None]:
    if value is None:
        return None, None
    return half_up(value.low), None if value.high is None else half_up(value.high)


def as_of(contracts: pd.DataFrame, changes: pd.DataFrame, day: datetime.date) -> pd.DataFrame:
    """Bring contracts up to date with the changes dated by a day.

    :return: the contracts frame with the total value, annual value and planned end of each
        contract's latest change that says something of it
    """
    terms = terms_on(contracts, day)
    changed = contracts.reset_index(drop=True).astype(object)
    for number, known in exact.changes_by_contract(changes, terms, day).items():
        for change in known:
            for name, value in (("total", change.total), ("annual", change.annual)):
                if value is not None:
                    changed.at[number, f"is_{name}_known"] = True
                    changed.at[number, f"{name}_low_pence"] = int(value.low)
                    high = None if value.high is None else int(value.high)
                    changed.at[number, f"{name}_high_pence"] = high
            if change.end is not None:
                if terms.cuts[number] == AFTER_ALL:
                    changed.at[number, "ends_on"] = day_of(change.end)
                changed.at[number, "planned_ends_on"] = day_of(change.end)
    return changed
