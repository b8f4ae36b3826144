"""F5: each supply link as steps from one giver's sector to the receiver's, with exact values."""

from __future__ import annotations

import datetime
from fractions import Fraction

import numpy as np
import pandas as pd

from partnerships.contract_values import as_of
from partnerships.contract_values.accrual import Worth
from partnerships.contract_values.exact import SUMMED
from partnerships.contract_values.links import MOVED, UNDISCLOSED, giver_shares
from partnerships.contract_values.parties import Parties
from partnerships.contract_values.terms import NO_LIMIT
from partnerships.day_numbers import AFTER_ALL, BEFORE_ALL, day_number, whole_numbers

STEP_KEYS = ["link", "contract", "tier", "party", "receiver", "giver_sector", "receiver_sector"]
CONSTANT = ["low", "high", "most", "weight", "weight_sum", "span", "is_disclosed"]


def steps_of(
    worth: Worth,
    contracts: pd.DataFrame,
    changes: pd.DataFrame,
    links: pd.DataFrame,
    day: datetime.date,
) -> pd.DataFrame:
    """Cut links at the changes of sector of those who give and of those who receive (F5).

    :param worth: of these contracts with these links
    :param links: supply links frame, in the order in which `worth` read it
    :return: one row per link, giver and pair of sectors that has days: link (its place), contract,
        tier, party (who gives), receiver, giver_sector, receiver_sector (numbers of the parties);
        days (of that pair); low, high (`NO_LIMIT`), most (the most that its givers lose; pence, of
        the whole link); weight, weight_sum (of this giver), span (days of the whole link);
        is_disclosed. Links not disclosed have a row too where the contract is one that sums take
    """
    linked = worth.linked.assign(
        link=np.arange(len(links)),
        tier=whole_numbers(links["tier"], 1),
        most=_most(worth, contracts, changes, day),
        is_disclosed=(worth.linked["status"] == MOVED).to_numpy(bool),
    )
    linked = linked[_are_counted(worth)]
    shares = giver_shares(_with_days(linked, day_number(day)), worth.weights)
    rows, giver_sectors, receiver_sectors, days = days_by_sectors(
        worth.parties,
        shares["party"].to_numpy(np.int64),
        shares["receiver"].to_numpy(np.int64),
        shares["first"].to_numpy(np.int64),
        shares["last"].to_numpy(np.int64),
    )
    steps = shares.iloc[rows].assign(
        giver_sector=giver_sectors, receiver_sector=receiver_sectors, days=days
    )
    aggregated = {"days": ("days", "sum")} | {name: (name, "first") for name in CONSTANT}
    return steps.groupby(STEP_KEYS, as_index=False, sort=True).agg(**aggregated)


def _are_counted(worth: Worth) -> np.ndarray:
    """Choose the links that are moved, and those not disclosed of contracts that sums take."""
    status = worth.linked["status"].to_numpy(object)
    of_contract = worth.terms.statuses[worth.linked["contract"].to_numpy(np.int64)]
    is_summed = np.isin(of_contract, np.array(SUMMED, dtype=object))
    return (status == MOVED) | ((status == UNDISCLOSED) & is_summed)


def _with_days(linked: pd.DataFrame, day: int) -> pd.DataFrame:
    """Give links that are not disclosed, and may lack days, at least one on which they count.

    Without an end they run to the day asked for; without a start they count on their last day.
    """
    is_disclosed = linked["is_disclosed"].to_numpy(bool)
    first, last = linked["first"].to_numpy(np.int64), linked["last"].to_numpy(np.int64)
    has_start, has_end = first > BEFORE_ALL, last < AFTER_ALL
    end = np.where(has_end, last, np.where(has_start, np.maximum(first, day), day))
    start = np.where(has_start, first, end)
    return linked.assign(
        first=np.where(is_disclosed, first, start),
        last=np.where(is_disclosed, last, np.maximum(start, end)),
    )


def _most(
    worth: Worth, contracts: pd.DataFrame, changes: pd.DataFrame, day: datetime.date
) -> np.ndarray:
    """Give the most that givers lose by each link; see `links.most_given`.

    A link without an upper limit can be all of the contract's total value as changed by the day.
    """
    linked = worth.linked
    lows, highs = linked["low"].to_numpy(np.int64), linked["high"].to_numpy(np.int64)
    is_unlimited = ((highs == NO_LIMIT) & (linked["status"] == MOVED)).to_numpy(bool)
    if not is_unlimited.any():
        return highs
    numbers = linked["contract"].to_numpy(np.int64)
    places = np.unique(numbers[is_unlimited])
    current = as_of(contracts.iloc[places], changes, day)
    wholes = np.zeros(len(worth.terms.ids), dtype=np.int64)
    totals = whole_numbers(current["total_low_pence"], 0)
    wholes[places] = np.where(current["is_total_known"].to_numpy(object).astype(bool), totals, 0)
    return np.where(is_unlimited, np.maximum(lows, wholes[numbers]), highs)


def days_by_sectors(
    parties: Parties,
    givers: np.ndarray,
    receivers: np.ndarray,
    firsts: np.ndarray,
    lasts: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Cut spans of days at the changes of sector of two parties each.

    :param givers, receivers: numbers of parties, one of each per span
    :param firsts, lasts: day numbers, both counted
    :return: for each piece the place of its span, the codes of both sectors, and its days
    """
    spans, giver_sectors, starts, ends = _cut(parties, givers, firsts, lasts)
    pieces, receiver_sectors, starts, ends = _cut(parties, receivers[spans], starts, ends)
    return spans[pieces], giver_sectors[pieces], receiver_sectors, ends - starts + 1


def _cut(
    parties: Parties, who: np.ndarray, firsts: np.ndarray, lasts: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Cut spans of days at the changes of sector of one party each.

    :return: for each piece the place of its span, the code of its sector, its first and last day
    """
    counts = parties.period_counts[who]
    spans = np.repeat(np.arange(len(who)), counts)
    inner = np.arange(len(spans)) - np.repeat(np.cumsum(counts) - counts, counts)
    periods = parties.period_offsets[who][spans] + inner
    starts = np.maximum(firsts[spans], parties.period_starts[periods])
    ends = np.minimum(lasts[spans], parties.period_ends[periods] - 1)
    keep = starts <= ends
    return spans[keep], parties.period_sectors[periods][keep], starts[keep], ends[keep]


def exact_pence(steps: pd.DataFrame, name: str) -> list[Fraction]:
    """Give the exact value in pence of steps.

    :param steps: of `steps_of`
    :param name: low, high or most; a high without limit is to be left out before
    """
    columns = (steps[column].tolist() for column in (name, "days", "weight", "span", "weight_sum"))
    return [
        Fraction(value * days * weight, span * weight_sum)
        for value, days, weight, span, weight_sum in zip(*columns, strict=True)
    ]
