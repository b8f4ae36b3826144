"""F3: the state of ownership rules on a day, and at every change of stakes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from partnerships.day_numbers import (
    AFTER_ALL,
    BEFORE_ALL,
    day_number,
    day_numbers,
    day_of,
    whole_numbers,
)
from partnerships.ownership.stakes import NO_HOLDER, Holdings
from partnerships.ownership_rules.bounds import bounds_of
from partnerships.ownership_rules.state import state_of

RULE_COLUMNS = [
    "rule_id",
    "subject_id",
    "kind",
    "measure",
    "whose",
    "holder_id",
    "percent_low",
    "percent_high",
    "tolerance",
    "valid_from",
    "valid_to",
]
STATE_COLUMNS = ["percent_low", "percent_high", "state", "has_stakes"]
SPAN_COLUMNS = ["rule_id", "valid_from", "valid_to", *STATE_COLUMNS]


@dataclass(frozen=True)
class _Rule:
    """One row of a rules frame; the period as day numbers, half-open."""

    rule_id: int
    subject: int
    kind: str
    measure: str
    whose: str
    holder: int
    limit_low: float | None
    limit_high: float | None
    tolerance: float | None
    start: int
    end: int

    def state_on(self, arrays: Holdings, day: int) -> tuple[float | None, float | None, str, bool]:
        """Give percent_low, percent_high, state and has_stakes on a day number."""
        stakes = arrays.on(day, self.measure, np.array([self.subject]))
        low, high = bounds_of(stakes, self.whose, self.holder)
        state = state_of(low, high, self.kind, self.limit_low, self.limit_high, self.tolerance)
        return low, high, state, bool(len(stakes.rows))


def rules_over_time(
    rules: pd.DataFrame,
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    until: datetime.date | None,
) -> pd.DataFrame:
    """Follow ownership rules over every change of stakes, or of their holders' sectors (F3).

    :param rules: rules frame (see `RULE_COLUMNS`): kind floor, cap or target; measure; whose is
        staff (employees and employee trust), a category, or holder with its holder_id;
        percent_low and percent_high the limit 0-100; tolerance in points; half-open period
    :param holdings: holdings frame
    :param sectors: sectors frame, of every organisation that holds something
    :param until: leave out spans that begin after this day; None: leave out nothing
    :return: rule_id, valid_from (None: since before our records), valid_to (first day after;
        None: still), percent_low, percent_high (0-100, missing where there is no stake of that
        measure or the holder is missing), state (met, breached or cannot_tell), has_stakes (of
        that measure in the subject, whoever holds them); in the order of the rules, then of time.
        The spans of a rule fill its period; neighbours that are equal are one span
    :raises ValueError: for a kind or a category that there is not
    """
    arrays = _holdings_under(rules, holdings, sectors)
    last = AFTER_ALL if until is None else day_number(until)
    rows = [
        (rule.rule_id, day_of(start), day_of(end), *state)
        for rule in _rules(rules)
        for start, end, state in _spans(rule, arrays)
        if start <= last
    ]
    return _frame(rows, SPAN_COLUMNS)


def rules_on(
    rules: pd.DataFrame, holdings: pd.DataFrame, sectors: pd.DataFrame, day: datetime.date
) -> pd.DataFrame:
    """Give the state of the ownership rules in force on a day (F3).

    :param rules, holdings, sectors: see `rules_over_time`
    :return: rule_id, percent_low, percent_high, state, has_stakes as of `rules_over_time`; one
        row per rule whose period holds the day, in the order of the rules
    """
    arrays = _holdings_under(rules, holdings, sectors)
    number = day_number(day)
    rows = [
        (rule.rule_id, *rule.state_on(arrays, number))
        for rule in _rules(rules)
        if rule.start <= number < rule.end
    ]
    return _frame(rows, ["rule_id", *STATE_COLUMNS])


def _holdings_under(rules: pd.DataFrame, holdings: pd.DataFrame, sectors: pd.DataFrame) -> Holdings:
    """Read the stakes in organisations that have rules."""
    subjects = whole_numbers(rules["subject_id"], NO_HOLDER)
    is_under = np.isin(whole_numbers(holdings["subject_id"], NO_HOLDER), subjects)
    return Holdings(holdings[is_under], sectors)


def _rules(rules: pd.DataFrame) -> Iterator[_Rule]:
    """Read a rules frame row by row."""
    columns = (
        whole_numbers(rules["rule_id"], NO_HOLDER).tolist(),
        whole_numbers(rules["subject_id"], NO_HOLDER).tolist(),
        rules["kind"],
        rules["measure"],
        rules["whose"],
        whole_numbers(rules["holder_id"], NO_HOLDER).tolist(),
        rules["percent_low"],
        rules["percent_high"],
        rules["tolerance"],
        day_numbers(rules["valid_from"], BEFORE_ALL).tolist(),
        day_numbers(rules["valid_to"], AFTER_ALL).tolist(),
    )
    for row in zip(*columns, strict=True):
        yield _Rule(*row)


def _spans(rule: _Rule, arrays: Holdings) -> list[tuple[int, int, tuple]]:
    """Work out a rule between each two changes in its period and join equal neighbours.

    :return: first day number, day number after the last, and what `_Rule.state_on` gives
    """
    if rule.start >= rule.end:
        return []
    is_under = (arrays.subjects == rule.subject) & (arrays.measures == rule.measure)
    inner = [day for day in arrays.change_days(is_under) if rule.start < day < rule.end]
    spans: list[tuple[int, int, tuple]] = []
    for start, end in pairwise([rule.start, *inner, rule.end]):
        state = rule.state_on(arrays, start)
        if spans and spans[-1][2] == state:
            spans[-1] = (spans[-1][0], end, state)
        else:
            spans.append((start, end, state))
    return spans


def _frame(rows: list[tuple], columns: list[str]) -> pd.DataFrame:
    """Make a frame of rows, with its columns also when there are none."""
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    types = {"rule_id": "int64", "percent_low": float, "percent_high": float, "has_stakes": bool}
    return frame.astype(types)
