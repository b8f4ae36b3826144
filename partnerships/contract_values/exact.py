"""F4 and F5 for single contracts in exact fractions: those with changes, or with huge numbers."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

import numpy as np
import pandas as pd

from partnerships.contract_values.cells import COLUMNS, UNDELIVERED
from partnerships.contract_values.financial_years import first_days
from partnerships.contract_values.links import giver_shares
from partnerships.contract_values.parties import Parties
from partnerships.contract_values.pennies import exact_largest_remainder
from partnerships.contract_values.segments import NOTHING, Change, Course, Money, course_of
from partnerships.contract_values.terms import NO_LIMIT, PLACED, UNDATED, UNVALUED, Terms
from partnerships.day_numbers import (
    AFTER_ALL,
    BEFORE_ALL,
    EPOCH,
    day_number,
    day_numbers,
    whole_numbers,
)

YEAR_END = 3
SUMMED = (PLACED, UNDATED, UNVALUED)

Cells = dict[tuple[int, int, int], Money]


def changes_by_contract(
    changes: pd.DataFrame, terms: Terms, day: datetime.date
) -> dict[int, list[Change]]:
    """Give the changes known on a day of the contracts that sums take.

    :return: by number of the contract, in the order of their days
    """
    numbers = pd.Index(terms.ids).get_indexer(whole_numbers(changes["contract_id"], -1))
    days = day_numbers(changes["changed_on"], AFTER_ALL)
    ends = day_numbers(changes["ends_on"], AFTER_ALL)
    money = {
        name: (
            changes[f"{name}_low_pence"].notna().to_numpy(bool),
            whole_numbers(changes[f"{name}_low_pence"], 0),
            whole_numbers(changes[f"{name}_high_pence"], NO_LIMIT),
        )
        for name in ("total", "annual")
    }
    rows = np.flatnonzero((days <= day_number(day)) & (numbers >= 0))
    rows = rows[np.isin(terms.statuses[numbers[rows]], np.array(SUMMED, dtype=object))]
    found = defaultdict(list)
    for row in rows[np.argsort(days[rows], kind="stable")].tolist():
        values = {
            name: money_of(int(lows[row]), int(highs[row])) if has_value[row] else None
            for name, (has_value, lows, highs) in money.items()
        }
        end = int(ends[row]) if ends[row] < AFTER_ALL else None
        change = Change(int(days[row]), values["total"], values["annual"], end)
        found[int(numbers[row])].append(change)
    return dict(found)


def money_of(low: int, high: int) -> Money:
    """Give an interval of pence; `NO_LIMIT` as high means that none is known."""
    return Money(Fraction(low), None if high == NO_LIMIT else Fraction(high))


def settle(terms: Terms, number: int, changes: list[Change]) -> Course | None:
    """Work out the course of a contract and bring its terms up to date with its changes.

    A change can give a contract the value or the end that it lacked, or another end.

    :return: None if it cannot be placed
    """
    course = course_of(terms, number, changes)
    if course is not None:
        terms.statuses[number] = PLACED
        terms.are_unvalued[number] = terms.are_undated[number] = False
        terms.are_open_ended[number] = course.last is None
        terms.planned[number] = AFTER_ALL if course.last is None else course.last
    elif terms.statuses[number] == PLACED:
        terms.statuses[number] = UNDATED
        terms.are_undated[number] = True
    return course


def cells_of(
    courses: dict[int, Course],
    parties: Parties,
    weights: pd.DataFrame,
    moved: pd.DataFrame | None,
    day: datetime.date,
) -> pd.DataFrame:
    """Work out and round the cells of single contracts, one after the other.

    :param courses: by number of the contract
    :param moved: links that are moved, of `Links.read`; None in the view by provider
    :return: the cells' `COLUMNS`
    """
    number_of_day = day_number(day)
    shares_of = _by_contract(weights, courses)
    moves_of = {}
    if moved is not None:
        theirs = moved[moved["contract"].isin(list(courses))]
        moves_of = _by_contract(giver_shares(theirs, weights), courses)
    rows = []
    for number, course in courses.items():
        cells = _own_cells(course, parties, shares_of[number], number_of_day)
        for cell, value in cells.items():
            cells[cell] = value.ordered()  # a change can turn the ends round: before links move
        for move in moves_of.get(number, []):
            _move(cells, course, move, parties, number_of_day)
        rows += [(number, *cell) for cell in _rounded(cells, course.value is None)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _by_contract(rows: pd.DataFrame, courses: dict[int, Course]) -> dict[int, list[dict]]:
    """Gather rows by contract, of those contracts that are asked for."""
    found = defaultdict(list)
    for row in rows[rows["contract"].isin(list(courses))].to_dict("records"):
        found[row["contract"]].append(row)
    return found


def _own_cells(course: Course, parties: Parties, shares: list[dict], day: int) -> Cells:
    """Spread a contract over its providers."""
    cells: Cells = defaultdict(lambda: NOTHING)
    last = course.last_on(day)
    for segment in course.segments:
        for share in shares:
            part = Fraction(share["weight"], share["weight_sum"])
            cut = last if segment.last is None else min(last, segment.last)
            for sector, year, days in _slices(parties, share["party"], segment.first, cut):
                value = segment.value_of(days, _year_days(year)).times(part)
                cell = (year, share["party"], sector)
                cells[cell] = cells[cell].plus(value)
    if course.value is not None:
        cells[UNDELIVERED, 0, 0] = _value_after(course, last)
    return cells


def _value_after(course: Course, last: int) -> Money:
    """Add up what was planned for the days after the last one."""
    late = NOTHING
    for segment in course.segments:
        first = max(segment.first, last + 1)
        if first > segment.last:
            continue
        if segment.is_annual:
            late = late.plus(replace(segment, first=first).whole_value())
        else:
            late = late.plus(segment.value_of(segment.last - first + 1, 0))
    return late


@cache
def _first_day(year: int) -> int:
    return int(first_days(year))


def _year_days(year: int) -> int:
    return _first_day(year + 1) - _first_day(year)


def _slices(parties: Parties, party: int, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Cut one span of days; see `Parties.slices`, which is made for many spans."""
    offset = int(parties.period_offsets[party])
    for period in range(offset, offset + int(parties.period_counts[party])):
        start = max(first, int(parties.period_starts[period]))
        end = min(last, int(parties.period_ends[period]) - 1)
        while start <= end:
            day = datetime.date.fromordinal(start + EPOCH)
            year = day.year if day.month > YEAR_END else day.year - 1
            next_start = min(end + 1, _first_day(year + 1))
            yield int(parties.period_sectors[period]), year, next_start - start
            start = next_start


def _move(cells: Cells, course: Course, move: dict, parties: Parties, day: int) -> None:
    """Move what one link passes on from one giver to the receiver, by the giver's share."""
    first = course.start if move["starts"] == BEFORE_ALL else move["starts"]
    planned = day if course.last is None else course.last
    planned = planned if move["ends"] == AFTER_ALL else move["ends"]
    if first > planned:
        return
    value = money_of(move["low"], move["high"]).times(
        Fraction(move["weight"], (planned - first + 1) * move["weight_sum"])
    )
    last = day if course.last is None else course.cut
    last = planned if last is None else min(planned, last)
    lost = _lost(value, course, move, planned - first + 1)
    for party, change in ((move["receiver"], value), (move["party"], lost)):
        for sector, year, days in _slices(parties, party, first, last):
            cell = (year, party, sector)
            cells[cell] = cells[cell].plus(change.times(Fraction(days)))


def _lost(value: Money, course: Course, move: dict, days: int) -> Money:
    """Give what a giver loses in a day; see `links.most_given`."""
    most = value.high
    if most is None:
        whole = Fraction(0) if course.value is None else course.value.low
        share = Fraction(move["weight"], days * move["weight_sum"])
        most = max(value.low, whole * share)
    return Money(-most, -value.low)


def _rounded(cells: Cells, is_annual: bool) -> list[tuple]:
    """Round the cells of one contract; see `cells.rounded`.

    :return: party, sector, year, low, high (low again where there is no limit), has_limit
    """
    groups = defaultdict(list)
    for cell in sorted(cells):
        groups[cell[0] if is_annual else None].append(cell)
    rows = []
    for group in groups.values():
        values = [cells[cell].ordered() for cell in group]
        lows = exact_largest_remainder([value.low for value in values])
        highs = exact_largest_remainder(
            [value.low if value.high is None else value.high for value in values]
        )
        for (year, party, sector), value, low, high in zip(group, values, lows, highs, strict=True):
            rows.append((party, sector, year, low, high, value.high is not None))
    return rows
