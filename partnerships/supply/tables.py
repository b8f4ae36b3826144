"""F5: tables of supply chains: what reached each tier, what went where from it, what stayed."""

from __future__ import annotations

import pandas as pd

from partnerships.supply.chains import MOST, SupplyChains
from partnerships.supply.sums import HIGH, LOW, added, counted, table_of

TIER_KEYS = ["tier", "sector"]
FLOW_KEYS = ["giver_tier", "giver_sector", "receiver_sector"]
REACHED = {LOW: "reached_low_pence", HIGH: "reached_high_pence"}
PASSED_ON = {LOW: "passed_on_low_pence", HIGH: "passed_on_high_pence"}
ROUNDING = {LOW: "rounding_low_pence", HIGH: "rounding_high_pence"}
VALUES = [*REACHED.values(), *PASSED_ON.values()]


def value_by_tier_and_sector(chains: SupplyChains) -> pd.DataFrame:
    """Add up what reached each tier, by the sector of those whom it reached (F5).

    Tier 0 are the providers with the contract values themselves, tier t the receivers of the links
    of tier t. What a tier passes on is still in its sums: see `retained`.

    :param chains: of `supply_chains`
    :return: one row per tier and sector: tier, sector, contract_count (with value in the sum),
        link_count (likewise; 0 in tier 0), undisclosed_count (links, in tier 0 contracts, without
        a known value: beside the sum), value_low_pence (missing where no value is known),
        value_high_pence (missing too where no upper limit is known). Who has been in several
        sectors counts in each of them
    """
    first = table_of(
        chains.reached.assign(tier=0),
        TIER_KEYS,
        {"contract_count": ("contract_id", True), "undisclosed_count": ("contract_id", False)},
    )
    later = table_of(
        _received(chains),
        TIER_KEYS,
        {
            "contract_count": ("contract_id", True),
            "link_count": ("link_id", True),
            "undisclosed_count": ("link_id", False),
        },
    )
    first.insert(3, "link_count", 0)
    return pd.concat([first, later], ignore_index=True)


def _received(chains: SupplyChains) -> pd.DataFrame:
    """Give the steps by the tier and the sector of the receiver."""
    tiers = chains.steps["giver_tier"] + 1
    return chains.steps.assign(tier=tiers, sector=chains.steps["receiver_sector"])


def flows(chains: SupplyChains) -> pd.DataFrame:
    """Add up what went from the sectors of one tier to the sectors of the next (F5).

    The flows into a tier and sector add up to its row in `value_by_tier_and_sector`.

    :param chains: of `supply_chains`
    :return: one row per pair of sectors and tier: giver_tier (the receiver's is the next),
        giver_sector, receiver_sector, link_count (with value in the sum), undisclosed_count (links
        beside it), value_low_pence (missing where no value is known), value_high_pence (missing
        too where no upper limit is known)
    """
    counts = {"link_count": ("link_id", True), "undisclosed_count": ("link_id", False)}
    return table_of(chains.steps, FLOW_KEYS, counts)


def retained(chains: SupplyChains) -> pd.DataFrame:
    """Give what stays in each tier and sector: what reached it less what it passed on (F5).

    In each sector the tiers add up, to the penny, to the value delivered by that sector; for that,
    pence left over are added (see `supply_chains`).

    :param chains: of `supply_chains`
    :return: one row per tier and sector: tier, sector, undisclosed_count (links that pass on
        without a known value, so that less stays), reached_low_pence, reached_high_pence (as in
        `value_by_tier_and_sector`), passed_on_low_pence, passed_on_high_pence (for links without
        an upper limit all that the contract's low allows; 0 where nothing is known to be passed
        on), value_low_pence (missing where nothing is known to have reached it or to leave it;
        below 0 where more is passed on than is known to have reached it), value_high_pence
        (missing too where no upper limit is known)
    """
    given = chains.steps.assign(
        tier=chains.steps["giver_tier"],
        sector=chains.steps["giver_sector"],
        **{HIGH: chains.steps[MOST]},
    )
    reached = pd.concat(
        [
            added(chains.reached.assign(tier=0), TIER_KEYS),
            added(_received(chains), TIER_KEYS),
        ],
        ignore_index=True,
    )
    parts = (
        reached.rename(columns=REACHED),
        added(given, TIER_KEYS).rename(columns=PASSED_ON),
        added(chains.rounding, TIER_KEYS).rename(columns=ROUNDING),
    )
    both = pd.concat([part.set_index(TIER_KEYS) for part in parts], axis=1).sort_index()
    both = both.astype(dict.fromkeys([*VALUES, *ROUNDING.values()], "Int64"))
    reached_low, reached_high, passed_low, passed_high = (both[name] for name in VALUES)
    is_known = reached_low.notna() | passed_low.notna()
    is_unlimited = reached_low.notna() & reached_high.isna()
    low, high = (
        (end.fillna(0) - passed.fillna(0) + both[left].fillna(0)).where(is_known)
        for end, passed, left in zip(
            (reached_low, reached_high), (passed_high, passed_low), ROUNDING.values(), strict=True
        )
    )
    undisclosed = counted(given, TIER_KEYS, "link_id", is_disclosed=False)
    both = both.assign(
        undisclosed_count=undisclosed.reindex(both.index, fill_value=0).astype("int64"),
        passed_on_low_pence=passed_low.fillna(0),
        passed_on_high_pence=passed_high.fillna(0),
        value_low_pence=low,
        value_high_pence=high.mask(is_unlimited),
    )
    return both[["undisclosed_count", *VALUES, LOW, HIGH]].reset_index()
