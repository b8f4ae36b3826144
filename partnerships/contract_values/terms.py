"""The terms of contracts as arrays: from when to when, how much, and whether they can be placed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd

from partnerships.day_numbers import (
    AFTER_ALL,
    BEFORE_ALL,
    day_number,
    day_numbers,
    whole_numbers,
)

PLACED = "placed"
NOT_BEGUN = "not_begun"
CEILING = "ceiling"
REVENUE_MANAGED = "revenue_managed"
UNVALUED = "unvalued"
UNDATED = "undated"
NO_LIMIT = -1


@dataclass
class Terms:
    """The terms of contracts on a day, before any change; one element per contract.

    :ivar ids: contract ids
    :ivar starts: day numbers; `BEFORE_ALL` where missing
    :ivar planned: last planned day, `AFTER_ALL` where missing; for an annual value the last day
        known
    :ivar cuts: last day on which work was done; `AFTER_ALL` where that is the planned one, or
        where none is known
    :ivar are_annual: valued by the year alone
    :ivar lows, highs: pence; highs `NO_LIMIT` where no upper limit is known
    :ivar statuses: object array, one of placed, not_begun, ceiling, revenue_managed, unvalued,
        undated
    :ivar are_unvalued, are_undated: bool, whatever the status is
    :ivar are_open_ended: bool; an annual value without an end, which runs to the day
    :ivar are_lost: bool; ended early on a day that is not known
    """

    ids: np.ndarray
    starts: np.ndarray
    planned: np.ndarray
    cuts: np.ndarray
    are_annual: np.ndarray
    lows: np.ndarray
    highs: np.ndarray
    statuses: np.ndarray
    are_unvalued: np.ndarray
    are_undated: np.ndarray
    are_open_ended: np.ndarray
    are_lost: np.ndarray

    def lasts(self, day: int) -> np.ndarray:
        """Give the last day on which value is placed; the day itself for open-ended contracts."""
        lasts = np.minimum(self.planned, self.cuts)
        return np.where(self.are_open_ended, day, lasts)


def terms_on(contracts: pd.DataFrame, day: datetime.date) -> Terms:
    """Read the terms of contracts as of a day (F4).

    A total value decides where an annual one is known too. Ended early without a planned end, a
    total cannot be placed; nor can it if the day of the early end is not known.

    :param contracts: contracts frame
    """
    starts = day_numbers(contracts["starts_on"], BEFORE_ALL)
    actual = day_numbers(contracts["ends_on"], AFTER_ALL)
    planned = day_numbers(contracts["planned_ends_on"], AFTER_ALL)
    ended_early = contracts["has_ended_early"].to_numpy(dtype=object).astype(bool)
    totals = _pence(contracts, "total")
    annuals = _pence(contracts, "annual")
    are_annual = ~totals.is_known & annuals.is_known
    has_planned = planned < AFTER_ALL
    has_actual = actual < AFTER_ALL
    are_lost = ended_early & ~has_actual
    has_no_plan = ended_early & ~has_planned & ~are_annual
    ends = np.where(has_planned & ~(are_annual & has_actual), planned, actual)
    ends[are_lost | has_no_plan] = AFTER_ALL
    is_cut = has_actual & (ended_early | (has_planned & (actual != planned)))
    are_undated = (starts == BEFORE_ALL) | (ends < starts) | are_lost
    are_undated |= ~are_annual & (ends == AFTER_ALL)
    are_unvalued = ~totals.is_known & ~annuals.is_known
    kinds = contracts["value_kind"].to_numpy(dtype=object)
    number = day_number(day)
    return Terms(
        ids=whole_numbers(contracts["contract_id"], -1),
        starts=starts,
        planned=ends,
        cuts=np.where(is_cut, actual, AFTER_ALL),
        are_annual=are_annual,
        lows=np.where(are_annual, annuals.lows, totals.lows),
        highs=np.where(are_annual, annuals.highs, totals.highs),
        statuses=_statuses(starts > number, kinds, are_unvalued, are_undated),
        are_unvalued=are_unvalued,
        are_undated=are_undated,
        are_open_ended=are_annual & (ends == AFTER_ALL) & ~are_lost,
        are_lost=are_lost,
    )


@dataclass(frozen=True)
class Pence:
    """Money in pence: whether known, the lows, and the highs (`NO_LIMIT` where there is none)."""

    is_known: np.ndarray
    lows: np.ndarray
    highs: np.ndarray


def _pence(contracts: pd.DataFrame, name: str) -> Pence:
    """Read the total or the annual value of contracts."""
    is_known = contracts[f"is_{name}_known"].to_numpy(dtype=object).astype(bool)
    is_known &= contracts[f"{name}_low_pence"].notna().to_numpy(bool)
    return Pence(
        is_known=is_known,
        lows=whole_numbers(contracts[f"{name}_low_pence"], 0),
        highs=whole_numbers(contracts[f"{name}_high_pence"], NO_LIMIT),
    )


def _statuses(
    are_later: np.ndarray, kinds: np.ndarray, are_unvalued: np.ndarray, are_undated: np.ndarray
) -> np.ndarray:
    """Say of each contract why it is placed, or the first reason why it is not."""
    statuses = np.full(len(kinds), PLACED, dtype=object)
    statuses[are_undated] = UNDATED
    statuses[are_unvalued] = UNVALUED
    statuses[kinds == REVENUE_MANAGED] = REVENUE_MANAGED
    statuses[kinds == CEILING] = CEILING
    statuses[are_later] = NOT_BEGUN
    return statuses
