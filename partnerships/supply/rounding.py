"""F5: whole pence for the steps of supply chains, and what they and the delivered cells differ by.

Each link is rounded once, over its steps, so that they add up to what it moves. The delivered cells
of a contract are rounded once as well, and by themselves (F4); what the two differ by is left over.
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
    pence = pence_of(steps)
    _account(givers, receivers, places, pence)
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


def pence_of(steps: pd.DataFrame) -> Pence:
    """Round the steps of each link so that they add up to what the link moves (F4).

    :param steps: of `steps.steps_of`, all disclosed, those of a link one after the other
    """
    has_limit = (steps["high"] != NO_LIMIT).to_numpy(bool)
    low, high, most = (exact_pence(steps, name) for name in ("low", "high", "most"))
    lows, highs, mosts = np.zeros((3, len(steps)), dtype=np.int64)
    links = steps["link"].to_numpy(np.int64)
    firsts = np.flatnonzero(np.append(True, links[1:] != links[:-1])[: len(links)])
    ends = np.append(firsts[1:], len(links))[: len(firsts)]
    for first, end in zip(firsts, ends, strict=True):
        lows[first:end] = shared_out(low[first:end])
        mosts[first:end] = shared_out(most[first:end])
        highs[first:end] = shared_out(high[first:end]) if has_limit[first] else 0
    return Pence(lows, highs, np.where(has_limit, highs, mosts))


def _account(givers: np.ndarray, receivers: np.ndarray, places: Places, pence: Pence) -> None:
    """Give steps back to their givers, and take them from their receivers."""
    np.add.at(places.lows, givers, pence.mosts)
    np.add.at(places.highs, givers, pence.lows)
    np.subtract.at(places.lows, receivers, pence.lows)
    np.subtract.at(places.highs, receivers, pence.highs)


def shared_out(values: list[Fraction]) -> list[int]:
    """Round exact values to whole pence that add up to their sum, by largest remainder.

    :param values: in pence, not below 0
    """
    pence = [value.numerator // value.denominator for value in values]
    left = half_up(sum(values, Fraction(0))) - sum(pence)
    takers = sorted(range(len(values)), key=lambda place: pence[place] - values[place])
    for place in takers[:left]:
        pence[place] += 1
    return pence
