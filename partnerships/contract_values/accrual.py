"""F4: contract value by provider, sector and financial year, as of a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from partnerships.contract_values import exact
from partnerships.contract_values.cells import (
    UNDELIVERED,
    Entries,
    cells_frame,
    joined,
    per_day,
    rounded,
    summed,
)
from partnerships.contract_values.links import MOVED, Links, link_entries
from partnerships.contract_values.parties import Parties, provider_weights
from partnerships.contract_values.terms import NO_LIMIT, PLACED, Terms, terms_on
from partnerships.day_numbers import day_number

YEARS_TOGETHER = 365 * 366
TOO_LARGE = 2.0**61
PARTY_COLUMNS = ["provider_key", "organisation_id", "slug", "sector_fixed"]


@dataclass(frozen=True)
class Worth:
    """Contracts spread over years.

    :ivar cells: one row per cell, `UNDELIVERED` ones included
    :ivar terms: with the statuses after changes
    :ivar weights: providers and their shares
    :ivar linked: of `Links.read`; None in the view by provider
    """

    cells: pd.DataFrame
    terms: Terms
    weights: pd.DataFrame
    parties: Parties
    linked: pd.DataFrame | None


class Placement(NamedTuple):
    """Contract value spread over years; see `place` and `delivered` for the columns.

    :ivar cells: one row per contract, provider, sector and financial year
    :ivar status: one row per contract
    :ivar links: one row per supply link; None in the view by provider
    """

    cells: pd.DataFrame
    status: pd.DataFrame
    links: pd.DataFrame | None = None


def place(
    contracts: pd.DataFrame,
    providers: pd.DataFrame,
    changes: pd.DataFrame,
    sectors: pd.DataFrame,
    day: datetime.date,
) -> Placement:
    """Spread the value of contracts over providers, their sectors and financial years (F4).

    :param contracts: contracts frame, main contracts only
    :param providers: contract providers frame
    :param changes: contract changes frame; those dated after the day are not yet known
    :param sectors: sectors frame of the providers
    :param day: contracts that begin later are left out; years after its own are to come
    :return: cells: contract_id, provider_key, organisation_id (missing without a record), slug,
        sector, financial_year, value_low_pence, value_high_pence (missing: no upper limit known),
        is_to_come; ordered by contract (as given), year, slug.
        status, one row per contract: contract_id; status (placed, undated, unvalued, ceiling,
        revenue_managed or not_begun, the first reason that holds); is_undated and is_unvalued,
        whatever the status; is_open_ended; undelivered_low_pence and undelivered_high_pence
        (missing where not placed or without limit); are_dates_to_the_day; is_about;
        is_equal_split
    """
    worth = worth_on(contracts, providers, changes, sectors, day)
    cells = cells_frame(worth.cells, worth.terms.ids, worth.parties, day)
    return Placement(cells, status_frame(contracts, worth))


def worth_on(
    contracts: pd.DataFrame,
    providers: pd.DataFrame,
    changes: pd.DataFrame,
    sectors: pd.DataFrame,
    day: datetime.date,
    links: Links | None = None,
) -> Worth:
    """Spread contracts over years, and move what links pass on; see `place` and `delivered`."""
    terms = terms_on(contracts, day)
    parties = Parties(_everyone(providers, links), sectors)
    weights = provider_weights(terms.ids, providers, parties)
    changes_of = exact.changes_by_contract(changes, terms, day)
    courses = {number: exact.settle(terms, number, changes_of[number]) for number in changes_of}
    linked = None if links is None else links.read(terms, parties, day)
    moved = _moved(linked)
    denominators, fits = _denominators(terms, weights, moved)
    for number in np.flatnonzero(~fits & (terms.statuses == PLACED)).tolist():
        if number not in courses:
            courses[number] = exact.settle(terms, number, [])
    is_plain = terms.statuses == PLACED
    is_plain[list(courses)] = False
    entries = [
        _own_entries(terms, parties, weights, denominators, is_plain, day),
        _undelivered_entries(terms, denominators, is_plain, day),
    ]
    if moved is not None:
        plainly = moved[is_plain[moved["contract"].to_numpy(np.int64)]]
        entries.append(link_entries(plainly, terms, parties, weights, denominators))
    cells = rounded(summed(joined(entries)), denominators, terms.are_annual)
    courses = {number: course for number, course in courses.items() if course is not None}
    if courses:
        worked_out = exact.cells_of(courses, parties, weights, moved, day)
        cells = pd.concat([cells, worked_out], ignore_index=True)
        # the cells of each contract are in order already, and it is worked out in one way only
        order = np.argsort(cells["contract"].to_numpy(np.int64), kind="stable")
        cells = cells.iloc[order].reset_index(drop=True)
    return Worth(cells, terms, weights, parties, linked)


def _moved(linked: pd.DataFrame | None) -> pd.DataFrame | None:
    """Choose the links whose value moves."""
    if linked is None:
        return None
    return linked[(linked["status"] == MOVED).to_numpy(bool)].reset_index(drop=True)


def _everyone(providers: pd.DataFrame, links: Links | None) -> pd.DataFrame:
    """List providers, and the receivers and givers of links."""
    parts = [providers[PARTY_COLUMNS]]
    if links is not None:
        parts += links.everyone()
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _denominators(
    terms: Terms, weights: pd.DataFrame, linked: pd.DataFrame | None
) -> tuple[np.ndarray, np.ndarray]:
    """Give each contract a denominator for all its cells, and tell whether the sums fit 64 bits."""
    spans = np.where(terms.are_annual, YEARS_TOGETHER, terms.planned - terms.starts + 1)
    spans = np.where(terms.statuses == PLACED, spans, 1)
    sums = np.ones(len(spans), dtype=np.int64)
    sums[weights["contract"].to_numpy()] = weights["weight_sum"].to_numpy()
    largest = np.maximum(terms.lows, terms.highs).astype(float)
    sizes = spans.astype(float) * sums
    denominators = np.where(sizes < TOO_LARGE, spans * sums, 1)
    if linked is not None and len(linked):
        numbers = linked["contract"].to_numpy(np.int64)
        np.maximum.at(largest, numbers, linked[["low", "high"]].max(axis=1).to_numpy(float))
        link_spans = linked["span"].to_numpy(np.int64)
        np.multiply.at(sizes, numbers, link_spans * sums[numbers].astype(float))
        _least_common(denominators, numbers, link_spans * sums[numbers], sizes < TOO_LARGE)
        links_of = np.bincount(numbers, minlength=len(spans))
        largest *= 1 + links_of
    # a cell is at most the whole value, a few times over where links meet in it
    fits = (sizes < TOO_LARGE) & (largest * denominators * 4 < TOO_LARGE)
    return denominators, fits


def _least_common(
    denominators: np.ndarray, numbers: np.ndarray, others: np.ndarray, is_small: np.ndarray
) -> None:
    """Raise denominators to their least common multiple with others, where they stay small."""
    keep = is_small[numbers]
    np.lcm.at(denominators, numbers[keep], others[keep])


def _own_entries(
    terms: Terms,
    parties: Parties,
    weights: pd.DataFrame,
    denominators: np.ndarray,
    is_plain: np.ndarray,
    day: datetime.date,
) -> Entries:
    """Spread the plain contracts over their providers."""
    shares = weights[is_plain[weights["contract"].to_numpy(np.int64)]]
    contracts = shares["contract"].to_numpy(np.int64)
    lasts = terms.lasts(day_number(day))
    rows, sectors, years, days = parties.slices(
        shares["party"].to_numpy(np.int64), terms.starts[contracts], lasts[contracts]
    )
    numbers = contracts[rows]
    spans = np.where(terms.are_annual, 0, terms.planned - terms.starts + 1)[numbers]
    part = denominators[numbers] // shares["weight_sum"].to_numpy(np.int64)[rows]
    factors = per_day(part, years, spans) * shares["weight"].to_numpy(np.int64)[rows] * days
    highs = np.where(terms.highs == NO_LIMIT, terms.lows, terms.highs)
    return Entries(
        contracts=numbers,
        parties=shares["party"].to_numpy(np.int64)[rows],
        sectors=sectors,
        years=years,
        lows=terms.lows[numbers] * factors,
        highs=highs[numbers] * factors,
        have_limit=terms.highs[numbers] != NO_LIMIT,
    )


def _undelivered_entries(
    terms: Terms, denominators: np.ndarray, is_plain: np.ndarray, day: datetime.date
) -> Entries:
    """Give what was planned for days after the actual end, as one last cell of each contract."""
    lasts = terms.lasts(day_number(day))
    is_cut = is_plain & ~terms.are_annual & (lasts < terms.planned)
    numbers = np.flatnonzero(is_cut)
    spans = (terms.planned - terms.starts + 1)[numbers]
    days = (terms.planned - np.maximum(lasts, terms.starts - 1))[numbers]
    factors = denominators[numbers] // spans * days
    highs = np.where(terms.highs == NO_LIMIT, terms.lows, terms.highs)
    zeros = np.zeros(len(numbers), dtype=np.int64)
    return Entries(
        contracts=numbers,
        parties=zeros,
        sectors=zeros,
        years=np.full(len(numbers), UNDELIVERED),
        lows=terms.lows[numbers] * factors,
        highs=highs[numbers] * factors,
        have_limit=terms.highs[numbers] != NO_LIMIT,
    )


def status_frame(contracts: pd.DataFrame, worth: Worth) -> pd.DataFrame:
    """Say of each contract whether it is placed; see `place` for the columns."""
    terms = worth.terms
    is_placed = terms.statuses == PLACED
    late = worth.cells[worth.cells["year"] == UNDELIVERED]
    numbers = late["contract"].to_numpy(np.int64)
    lows, highs = np.zeros((2, len(terms.ids)), dtype=np.int64)
    lows[numbers] = late["low"].to_numpy(np.int64)
    highs[numbers] = late["high"].to_numpy(np.int64)
    is_unlimited = ~is_placed
    is_unlimited[numbers] |= ~late["has_limit"].to_numpy(bool)
    is_equal = np.zeros(len(terms.ids), dtype=bool)
    is_equal[worth.weights["contract"].to_numpy(np.int64)] = worth.weights["is_equal_split"]
    return pd.DataFrame(
        {
            "contract_id": terms.ids,
            "status": terms.statuses,
            "is_undated": terms.are_undated,
            "is_unvalued": terms.are_unvalued,
            "is_open_ended": terms.are_open_ended & is_placed,
            "undelivered_low_pence": pd.arrays.IntegerArray(lows, ~is_placed),
            "undelivered_high_pence": pd.arrays.IntegerArray(highs, is_unlimited),
            "are_dates_to_the_day": contracts["are_dates_to_the_day"].to_numpy(bool),
            "is_about": contracts["is_about"].to_numpy(bool),
            "is_equal_split": is_equal,
        }
    )
