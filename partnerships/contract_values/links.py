"""F5: work passed on under contracts, as spans of days from giver to receiver."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from partnerships.contract_values.cells import Entries, joined
from partnerships.contract_values.parties import Parties
from partnerships.contract_values.terms import NO_LIMIT, PLACED, Terms
from partnerships.day_numbers import (
    AFTER_ALL,
    BEFORE_ALL,
    day_number,
    day_numbers,
    whole_numbers,
)

MOVED = "moved"
UNDISCLOSED = "undisclosed"
NO_GIVER = -1


class Links:
    """A supply links frame, read into arrays.

    :ivar frame: the frame as given
    :ivar table: link, contract, receiver, giver (numbers, `NO_GIVER` where no giver is named),
        low, high (pence; `NO_LIMIT`), starts, ends (day numbers as recorded), first, planned,
        last (with the contract's where none are recorded; last is cut at its actual end), span
        (days from first to planned), status; one row per link
    """

    def __init__(self, frame: pd.DataFrame):
        """Take a supply links frame."""
        self.frame = frame.reset_index(drop=True)

    def everyone(self) -> list[pd.DataFrame]:
        """Give receivers and givers in the columns of providers."""
        frame = self.frame
        receivers = pd.DataFrame(
            {
                "provider_key": frame["receiver_key"],
                "organisation_id": frame["receiver_id"],
                "slug": frame["receiver_slug"],
                "sector_fixed": frame["receiver_sector_fixed"],
            }
        )
        named = frame[frame["giver_key"] != ""]
        givers = pd.DataFrame(
            {
                "provider_key": named["giver_key"],
                "organisation_id": named["giver_id"],
                "slug": named["giver_slug"],
            }
        ).assign(sector_fixed="")
        return [receivers, givers]

    def read(self, terms: Terms, parties: Parties, day: datetime.date) -> pd.DataFrame:
        """Give each link its contract, its days and its status as of a day."""
        frame, number = self.frame, day_number(day)
        contracts = pd.Index(terms.ids).get_indexer(whole_numbers(frame["contract_id"], -1))
        starts = day_numbers(frame["starts_on"], BEFORE_ALL)
        ends = day_numbers(frame["ends_on"], AFTER_ALL)
        is_named = (frame["giver_key"] != "").to_numpy(bool)
        givers = np.full(len(frame), NO_GIVER, dtype=np.int64)
        givers[is_named] = parties.number_of(frame["giver_key"][is_named])
        lows = whole_numbers(frame["value_low_pence"], 0)
        highs = whole_numbers(frame["value_high_pence"], NO_LIMIT)
        is_known = frame["is_value_known"].to_numpy(dtype=object).astype(bool)
        is_known &= frame["value_low_pence"].notna().to_numpy(bool)
        # a link whose contract is not there has the number -1 and reads the value appended
        own_starts = np.append(terms.starts, 0)[contracts]
        own_ends = np.append(np.where(terms.are_open_ended, number, terms.planned), 0)[contracts]
        cuts = np.append(np.where(terms.are_open_ended, number, terms.cuts), 0)[contracts]
        is_placed = np.append(terms.statuses == PLACED, False)[contracts]
        first = np.where(starts > BEFORE_ALL, starts, own_starts)
        planned = np.where(ends < AFTER_ALL, ends, own_ends)
        status = np.full(len(frame), MOVED, dtype=object)
        status[first > planned] = "undated"
        status[~is_placed] = "not_placed"
        status[~is_known] = UNDISCLOSED
        status[starts > number] = "not_begun"
        return pd.DataFrame(
            {
                "contract": contracts,
                "receiver": parties.number_of(frame["receiver_key"]),
                "giver": givers,
                "low": lows,
                "high": highs,
                "starts": starts,
                "ends": ends,
                "first": first,
                "planned": planned,
                "last": np.minimum(planned, cuts),
                "span": np.maximum(1, planned - first + 1),
                "status": status,
            }
        )


def giver_shares(linked: pd.DataFrame, weights: pd.DataFrame) -> pd.DataFrame:
    """Say from whom each link takes: the giver named, else the contract's providers by shares.

    :return: the columns of `linked` with party, weight and weight_sum of those who give
    """
    named = linked[linked["giver"] != NO_GIVER]
    named = named.assign(party=named["giver"], weight=1, weight_sum=1)
    others = linked[linked["giver"] == NO_GIVER]
    if not len(others):
        return named
    shares = weights[["contract", "party", "weight", "weight_sum"]]
    return pd.concat([named, others.merge(shares, on="contract")], ignore_index=True)


def link_entries(
    linked: pd.DataFrame,
    terms: Terms,
    parties: Parties,
    weights: pd.DataFrame,
    denominators: np.ndarray,
) -> Entries:
    """Give what links add to receivers and take from givers, day by day (F5).

    :param linked: links that are moved, of `Links.read`
    :param denominators: of each contract; multiples of each link's days and providers' weights
    :return: numerators; a receiver gains [low, high], a giver loses [high, low]
    """
    least, most = linked["low"].to_numpy(np.int64), most_given(linked, terms)
    limits = linked["high"].to_numpy(np.int64)
    has_limit = limits != NO_LIMIT
    gains = linked.assign(
        party=linked["receiver"],
        factor=denominators[linked["contract"].to_numpy(np.int64)] // linked["span"],
        added_low=least,
        added_high=np.where(has_limit, limits, least),
        has_limit=has_limit,
    )
    losses = giver_shares(linked.assign(added_low=-most, added_high=-least), weights)
    part = losses["span"] * losses["weight_sum"]
    whole = denominators[losses["contract"].to_numpy(np.int64)]
    losses = losses.assign(factor=whole // part * losses["weight"], has_limit=True)
    return joined([_spread(gains, parties), _spread(losses, parties)])


def most_given(linked: pd.DataFrame, terms: Terms) -> np.ndarray:
    """Give the most that a giver loses: the link's high; without one, all of the contract's low.

    (A link cannot pass on more than reached it. Of an annual value that is not one sum; then the
    link's own low is taken.)
    """
    contracts = linked["contract"].to_numpy(np.int64)
    lows, highs = linked["low"].to_numpy(np.int64), linked["high"].to_numpy(np.int64)
    whole = np.where(terms.are_annual, 0, terms.lows)[contracts]
    return np.where(highs == NO_LIMIT, np.maximum(lows, whole), highs)


def _spread(moves: pd.DataFrame, parties: Parties) -> Entries:
    """Spread what is added to parties over the days of the links."""
    numbers = moves["party"].to_numpy(np.int64)
    first, last = moves["first"].to_numpy(np.int64), moves["last"].to_numpy(np.int64)
    rows, sectors, years, days = parties.slices(numbers, first, last)
    factors = moves["factor"].to_numpy(np.int64)[rows] * days
    return Entries(
        contracts=moves["contract"].to_numpy(np.int64)[rows],
        parties=numbers[rows],
        sectors=sectors,
        years=years,
        lows=moves["added_low"].to_numpy(np.int64)[rows] * factors,
        highs=moves["added_high"].to_numpy(np.int64)[rows] * factors,
        have_limit=moves["has_limit"].to_numpy(bool)[rows],
    )
