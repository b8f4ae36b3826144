"""F5: whole pence for the steps of supply chains, so that they agree with the delivered cells.

F4 rounds once, over the cells of a contract, and every table adds these pence. What a party has
delivered is what reached it less what it passed on; so, from the last tier up to the first, what
reached it is taken to be its delivered pence and the pence it passed on. What is left in the end
reached the providers, but for pence.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from partnerships.contract_values.accrual import Worth
from partnerships.contract_values.cells import UNDELIVERED
from partnerships.contract_values.pennies import half_up
from partnerships.contract_values.terms import NO_LIMIT
from partnerships.supply.steps import exact_pence

NO_TIER = 1_000_000
PLACE_COLUMNS = ["contract", "party", "sector"]


@dataclass(frozen=True)
class Places:
    """Where value can be: a contract, a party and a sector of it.

    :ivar lows, highs: pence that are not yet accounted for
    :ivar have_limit: bool; where False, highs mean nothing
    :ivar first_tiers: the lowest tier at which the party provides, gives or receives
    """

    lows: np.ndarray
    highs: np.ndarray
    have_limit: np.ndarray
    first_tiers: np.ndarray


@dataclass(frozen=True)
class Pence:
    """The pence of steps; highs mean nothing where there is no limit."""

    lows: np.ndarray
    highs: np.ndarray
    mosts: np.ndarray


def round_steps(worth: Worth, steps: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Round the disclosed steps to pence, and give what is left of the delivered cells (F4, F5).

    :param worth: with the delivered cells
    :param steps: of `steps.steps_of`, all disclosed
    :return: steps with low_pence, high_pence (missing without limit) and most_pence (the most that
        the giver lost: high_pence where there is one); and what is left, with what was passed on
        added and what was received taken off: contract, party, sector (numbers), tier (the first
        of that party), low_pence, high_pence (missing where what it delivers has no limit)
    """
    cells = worth.cells[worth.cells["year"] != UNDELIVERED]
    rows = pd.concat(
        [
            cells[PLACE_COLUMNS],
            _at(steps, "party", "giver_sector"),
            _at(steps, "receiver", "receiver_sector"),
        ],
        ignore_index=True,
    )
    groups = rows.groupby(PLACE_COLUMNS, sort=True)
    numbers = groups.ngroup().to_numpy(np.int64)
    ends = np.cumsum([len(cells), len(steps)])
    givers, receivers = numbers[ends[0] : ends[1]], numbers[ends[1] :]
    tiers = steps["tier"].to_numpy(np.int64)
    frame = groups.size().reset_index()[PLACE_COLUMNS]
    places = _places(frame, cells, numbers[: ends[0]])
    places.first_tiers[_are_providers(worth, frame)] = 0
    np.minimum.at(places.first_tiers, givers, tiers - 1)
    np.minimum.at(places.first_tiers, receivers, tiers)
    pence = Pence(*np.zeros((3, len(steps)), dtype=np.int64))
    for tier in np.unique(tiers)[::-1].tolist():
        at_tier = np.flatnonzero(tiers == tier)
        _settle(steps, at_tier, tier, receivers, places, pence)
        _account(at_tier, givers, receivers, places, pence)
    has_limit = steps["high"].to_numpy(np.int64) != NO_LIMIT
    rounded = steps.assign(
        low_pence=pence.lows,
        high_pence=pd.arrays.IntegerArray(pence.highs, ~has_limit),
        most_pence=pence.mosts,
    )
    left = frame.assign(
        tier=places.first_tiers,
        low_pence=places.lows,
        high_pence=pd.arrays.IntegerArray(places.highs, ~places.have_limit),
    )
    return rounded, left


def _at(steps: pd.DataFrame, party: str, sector: str) -> pd.DataFrame:
    """Give the places at one end of steps."""
    return steps[["contract", party, sector]].set_axis(PLACE_COLUMNS, axis=1)


def _are_providers(worth: Worth, frame: pd.DataFrame) -> np.ndarray:
    """Tell the places of providers."""
    pairs = pd.MultiIndex.from_frame(worth.weights[["contract", "party"]])
    return pd.MultiIndex.from_frame(frame[["contract", "party"]]).isin(pairs)


def _places(frame: pd.DataFrame, cells: pd.DataFrame, numbers: np.ndarray) -> Places:
    """Add up the delivered cells of each place over the years."""
    lows, highs = np.zeros((2, len(frame)), dtype=np.int64)
    have_limit = np.ones(len(frame), dtype=bool)
    np.add.at(lows, numbers, cells["low"].to_numpy(np.int64))
    np.add.at(highs, numbers, cells["high"].to_numpy(np.int64))
    np.logical_and.at(have_limit, numbers, cells["has_limit"].to_numpy(bool))
    return Places(lows, highs, have_limit, np.full(len(frame), NO_TIER))


def _settle(
    steps: pd.DataFrame,
    at_tier: np.ndarray,
    tier: int,
    receivers: np.ndarray,
    places: Places,
    pence: Pence,
) -> None:
    """Round the steps of one tier, when those of all later tiers are accounted for.

    A receiver of which this is the first tier got what is not yet accounted for; any other is
    settled at its own first tier.
    """
    order = at_tier[np.argsort(receivers[at_tier], kind="stable")]
    of = receivers[order]
    is_first = np.append(True, of[1:] != of[:-1])[: len(of)]
    sizes = np.diff(np.append(np.flatnonzero(is_first), len(of)))
    is_plain = np.repeat(sizes == 1, sizes)
    is_plain &= (places.first_tiers[of] == tier) & places.have_limit[of]
    alone = order[is_plain]
    pence.lows[alone] = places.lows[receivers[alone]]
    pence.highs[alone] = pence.mosts[alone] = places.highs[receivers[alone]]
    others = order[~is_plain]
    few = steps.iloc[others]
    has_limit = (few["high"] != NO_LIMIT).to_numpy(bool)
    low, high, most = (
        np.array(exact_pence(few, name), dtype=object) for name in ("low", "high", "most")
    )
    for place, rows in pd.Series(receivers[others]).groupby(receivers[others]).groups.items():
        is_closed = places.first_tiers[place] == tier
        has_total = is_closed and places.have_limit[place]
        rows = rows.to_numpy()
        limited = rows[has_limit[rows]]
        lows = shared_out(int(places.lows[place]) if is_closed else None, low[rows].tolist())
        highs = shared_out(int(places.highs[place]) if has_total else None, high[limited].tolist())
        pence.lows[others[rows]] = lows
        pence.mosts[others[rows]] = [half_up(value) for value in most[rows]]
        pence.highs[others[limited]] = pence.mosts[others[limited]] = highs


def _account(
    at_tier: np.ndarray,
    givers: np.ndarray,
    receivers: np.ndarray,
    places: Places,
    pence: Pence,
) -> None:
    """Give the steps of one tier back to their givers, and take them from their receivers."""
    np.add.at(places.lows, givers[at_tier], pence.mosts[at_tier])
    np.add.at(places.highs, givers[at_tier], pence.lows[at_tier])
    np.subtract.at(places.lows, receivers[at_tier], pence.lows[at_tier])
    np.subtract.at(places.highs, receivers[at_tier], pence.highs[at_tier])


def shared_out(total: int | None, values: list[Fraction]) -> list[int]:
    """Round exact values to whole pence that add up to a total, by largest remainder.

    :param total: close to the sum of the values; None for that sum, rounded half up
    :param values: in pence; those of 0 get nothing unless all are 0
    """
    if not values:
        return []
    pence = [value.numerator // value.denominator for value in values]
    total = half_up(sum(values, Fraction(0))) if total is None else total
    takers = [place for place, value in enumerate(values) if value] or list(range(len(values)))
    takers.sort(key=lambda place: pence[place] - values[place])
    each, left = divmod(total - sum(pence), len(takers))
    for number, place in enumerate(takers):
        pence[place] += each + (number < left)
    return pence
