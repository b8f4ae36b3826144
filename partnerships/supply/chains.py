"""F5: contract value on its way down the tiers, contract by contract, as of a day."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import numpy as np
import pandas as pd

from partnerships.contract_values.accrual import Worth, worth_on
from partnerships.contract_values.cells import UNDELIVERED
from partnerships.contract_values.links import Links
from partnerships.contract_values.terms import UNVALUED
from partnerships.day_numbers import AFTER_ALL, BEFORE_ALL, day_number
from partnerships.supply.rounding import round_steps
from partnerships.supply.steps import steps_of
from partnerships.supply.sums import HIGH, LOW, added

MOST = "most_pence"


class SupplyChains(NamedTuple):
    """What reached the providers, and each step on from there; see `supply_chains`.

    :ivar reached: one row per contract and sector of its providers
    :ivar steps: one row per supply link, giver and pair of sectors
    :ivar rounding: one row per contract, tier and sector in which pence are left over
    :ivar links: one row per supply link
    """

    reached: pd.DataFrame
    steps: pd.DataFrame
    rounding: pd.DataFrame
    links: pd.DataFrame


def supply_chains(
    contracts: pd.DataFrame,
    providers: pd.DataFrame,
    changes: pd.DataFrame,
    links: pd.DataFrame,
    sectors: pd.DataFrame,
    day: datetime.date,
) -> SupplyChains:
    """Follow contract value from the providers (tier 0) down the supply links (F5).

    Values are those of `contract_values`, over the whole term of what has begun by the day, at the
    sectors of giver and receiver on each day. Tier 0 is to the penny what `place` gives to the
    providers, and the steps of a link add up to what it moves: its recorded value, if it was not
    cut. The delivered cells are rounded by themselves (F4), so that pence are left over.

    A link of tier t passes from tier t - 1 to tier t, whoever gives. One without a giver takes
    from the contract's providers by their shares. Links of other contracts are passed over.

    :param contracts: contracts frame, main contracts only
    :param providers: contract providers frame
    :param changes: contract changes frame; those dated after the day are not yet known
    :param links: supply links frame
    :param sectors: sectors frame of providers, givers and receivers
    :return: reached: contract_id, sector, is_disclosed (False for a contract without a known
        value), value_low_pence, value_high_pence (both missing if it is not disclosed; high
        missing too where no upper limit is known).
        steps: link_id, contract_id, giver_tier, giver_sector, receiver_sector, is_disclosed,
        value_low_pence, value_high_pence (as above), most_pence (the most that givers lose: the
        high; without one, all of the contract's low).
        rounding: contract_id, tier, sector, value_low_pence, value_high_pence (what the delivered
        cells have beyond what the rows above add up to).
        links: link_id, contract_id, status (of `contract_values.delivered`)
    """
    contracts = contracts.reset_index(drop=True)
    is_theirs = links["contract_id"].isin(contracts["contract_id"])
    links = links[is_theirs].reset_index(drop=True)
    own = worth_on(contracts, providers, changes, sectors, day)
    linked = contracts[contracts["contract_id"].isin(links["contract_id"])].reset_index(drop=True)
    theirs = providers[providers["contract_id"].isin(linked["contract_id"])]
    worth = worth_on(linked, theirs, changes, sectors, day, Links(links))
    steps = steps_of(worth, linked, changes, links, day)
    is_disclosed = steps["is_disclosed"].to_numpy(bool)
    moved, left = round_steps(worth, steps[is_disclosed].reset_index(drop=True))
    placed = _placed(own)
    return SupplyChains(
        reached=added(
            _joined([placed, _unvalued(own, day)]), ["contract_id", "sector", "is_disclosed"]
        ),
        steps=_named_steps(worth, links, moved, steps[~is_disclosed]),
        rounding=_left_over(worth, left, placed),
        links=links[["link_id", "contract_id"]].assign(status=worth.linked["status"].to_numpy()),
    )


def _placed(own: Worth) -> pd.DataFrame:
    """Give what reached each provider, by sector and year.

    :return: contract_id, provider_key, sector, is_disclosed, value_low_pence, value_high_pence
    """
    cells = own.cells[own.cells["year"] != UNDELIVERED]
    return pd.DataFrame(
        {
            "contract_id": own.terms.ids[cells["contract"].to_numpy(np.int64)],
            "provider_key": own.parties.keys[cells["party"].to_numpy(np.int64)],
            "sector": own.parties.sector_names[cells["sector"].to_numpy(np.int64)],
            "is_disclosed": True,
            LOW: pd.array(cells["low"].to_numpy(np.int64), dtype="Int64"),
            HIGH: pd.arrays.IntegerArray(
                cells["high"].to_numpy(np.int64), ~cells["has_limit"].to_numpy(bool)
            ),
        }
    )


def _left_over(worth: Worth, left: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Compare what `round_steps` left with what reached the providers.

    :param left: contract, party, sector, tier, low_pence, high_pence
    :param placed: of `_placed`
    """
    named = pd.DataFrame(
        {
            "contract_id": worth.terms.ids[left["contract"].to_numpy(np.int64)],
            "provider_key": worth.parties.keys[left["party"].to_numpy(np.int64)],
            "sector": worth.parties.sector_names[left["sector"].to_numpy(np.int64)],
            "tier": left["tier"].to_numpy(np.int64),
        }
    )
    keys = ["contract_id", "provider_key", "sector"]
    of_linked = placed[placed["contract_id"].isin(worth.terms.ids)]
    own = named.merge(added(of_linked, keys), on=keys, how="left")
    lows = left["low_pence"].to_numpy() - own[LOW].astype("Int64").fillna(0)
    # without a limit nothing can be left over at that end
    own_highs = own[HIGH].astype("Int64").where(own[LOW].notna(), 0)
    highs = (left["high_pence"].array - own_highs).fillna(0)
    rows = named.drop(columns="provider_key").assign(**{LOW: lows.array, HIGH: highs.array})
    is_left = ((rows[LOW] != 0) | (rows[HIGH] != 0)).to_numpy(bool)
    return added(rows[is_left], ["contract_id", "tier", "sector"])


def _unvalued(own: Worth, day: datetime.date) -> pd.DataFrame:
    """List the contracts without a known value by the sectors of their providers on their days.

    Without an end a contract runs to the day asked for; without a start it counts on its last day.
    """
    numbers = own.weights["contract"].to_numpy(np.int64)
    shares = own.weights[own.terms.statuses[numbers] == UNVALUED]
    numbers = shares["contract"].to_numpy(np.int64)
    asked = day_number(day)
    starts = own.terms.starts[numbers]
    lasts = own.terms.lasts(asked)[numbers]
    lasts = np.where(lasts < AFTER_ALL, lasts, np.maximum(starts, asked))
    starts = np.where(starts > BEFORE_ALL, starts, lasts)
    rows, codes, _, _ = own.parties.slices(
        shares["party"].to_numpy(np.int64), starts, np.maximum(starts, lasts)
    )
    return pd.DataFrame(
        {
            "contract_id": own.terms.ids[numbers[rows]],
            "sector": own.parties.sector_names[codes],
            "is_disclosed": False,
            LOW: pd.array([None] * len(rows), dtype="Int64"),
            HIGH: pd.array([None] * len(rows), dtype="Int64"),
        }
    ).drop_duplicates()


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Put parts together; empty ones would blur the types."""
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _named_steps(
    worth: Worth, links: pd.DataFrame, moved: pd.DataFrame, undisclosed: pd.DataFrame
) -> pd.DataFrame:
    """Name the links and sectors of steps; see `supply_chains` for the columns."""
    nothing = pd.array([None] * len(undisclosed), dtype="Int64")
    undisclosed = undisclosed.assign(low_pence=nothing, high_pence=nothing, most_pence=nothing)
    rows = _joined([moved, undisclosed])
    places = rows["link"].to_numpy(np.int64)
    names = worth.parties.sector_names
    return pd.DataFrame(
        {
            "link_id": links["link_id"].to_numpy()[places],
            "contract_id": links["contract_id"].to_numpy()[places],
            "giver_tier": rows["tier"].to_numpy(np.int64) - 1,
            "giver_sector": names[rows["giver_sector"].to_numpy(np.int64)],
            "receiver_sector": names[rows["receiver_sector"].to_numpy(np.int64)],
            "is_disclosed": rows["is_disclosed"].to_numpy(bool),
            LOW: rows["low_pence"].astype("Int64").to_numpy(),
            HIGH: rows["high_pence"].astype("Int64").to_numpy(),
            MOST: rows["most_pence"].astype("Int64").to_numpy(),
        }
    )
