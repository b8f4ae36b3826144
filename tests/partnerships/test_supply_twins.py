"""F5 by tier: the fast way against the slow one, on random contracts with chains of links."""

import functools
import random

import pandas as pd
import pytest

from partnerships import contract_values
from partnerships.supply import flows, retained, supply_chains, value_by_tier_and_sector
from tests import alternatives, alternatives_supply
from tests.registers import RandomContracts, link, links_frame


def deeper_links(made, seed):
    """Let receivers, and now and then others, pass work on to the second and the third tier."""
    draw = random.Random(seed)
    rows = made.links.to_dict("records")
    for row in list(rows):
        for tier in (2, 3):
            if draw.random() < 0.6:
                giver = draw.choice([row["receiver_id"], None, draw.choice(made.ids)])
                others = [number for number in made.ids if number != giver]
                receiver = draw.choice([*others, ("Outsider 9", "social")])
                value = draw.choice([None, draw.randrange(10**6), (5, 90_000), (7, None)])
                rows.append(link(row["contract_id"], giver, receiver, value, tier=tier))
    return links_frame(rows)


@functools.cache
def both_ways(seed):
    made = RandomContracts(seed)
    links = deeper_links(made, seed)
    day = made.days[seed % len(made.days)]
    frames = made.contracts, made.providers, made.changes, links, made.sectors
    slow = alternatives_supply.supply(*(alternatives.rows_of(frame) for frame in frames), day)
    return frames, day, supply_chains(*frames, day), slow


def known(*values):
    return tuple(None if pd.isna(value) else int(value) for value in values)


@pytest.mark.parametrize("seed", range(50))
def test_supply_chains_agree_with_their_slow_twin(seed):
    _, _, chains, (reached, steps, _) = both_ways(seed)

    fast = {
        (row.contract_id, row.sector, *([] if row.is_disclosed else ["undisclosed"])): (
            known(row.value_low_pence, row.value_high_pence) if row.is_disclosed else None
        )
        for row in chains.reached.itertuples()
    }
    assert fast == reached
    found = sorted(
        (row.link_id, row.giver_tier + 1, row.giver_sector, row.receiver_sector, str(pence))
        for row in chains.steps.itertuples()
        for pence in [known(row.value_low_pence, row.value_high_pence, row.most_pence)]
    )
    assert found == sorted(
        (
            step["link_id"],
            step["tier"],
            step["giver"][1],
            step["receiver"][1],
            str(step["pence"] or (None, None, None)),
        )
        for step in steps
    )


@pytest.mark.parametrize("seed", range(50))
def test_what_stays_in_all_tiers_is_what_is_delivered_to_the_penny(seed):
    _, _, chains, (_, _, kept) = both_ways(seed)

    sums = {}
    for row in retained(chains).dropna(subset="value_low_pence").itertuples():
        low, high = known(row.value_low_pence, row.value_high_pence)
        before = sums.get(row.sector, (0, 0))
        is_limited = high is not None and before[1] is not None
        sums[row.sector] = before[0] + low, before[1] + high if is_limited else None
    assert sums == kept


@pytest.mark.parametrize("seed", range(50))
def test_first_tier_is_what_reached_the_providers_to_the_penny(seed):
    (contracts, providers, changes, _, sectors), day, chains, _ = both_ways(seed)

    tiers = value_by_tier_and_sector(chains)
    first = tiers[(tiers["tier"] == 0) & tiers["value_low_pence"].notna()]
    cells = contract_values.place(contracts, providers, changes, sectors, day).cells
    expected = {}
    for sector, rows in cells.groupby("sector", observed=True):
        highs = rows["value_high_pence"]
        high = None if highs.isna().any() else int(highs.sum())
        expected[sector] = int(rows["value_low_pence"].sum()), high
    assert {
        row.sector: known(row.value_low_pence, row.value_high_pence) for row in first.itertuples()
    } == expected


@pytest.mark.parametrize("seed", range(50))
def test_flows_into_a_tier_are_what_reached_it(seed):
    _, _, chains, _ = both_ways(seed)

    sums = {}
    for row in flows(chains).dropna(subset="value_low_pence").itertuples():
        key = row.giver_tier + 1, row.receiver_sector
        low, high = known(row.value_low_pence, row.value_high_pence)
        before = sums.get(key, (0, 0))
        is_limited = high is not None and before[1] is not None
        sums[key] = before[0] + low, before[1] + high if is_limited else None
    tiers = value_by_tier_and_sector(chains)
    later = tiers[(tiers["tier"] > 0) & tiers["value_low_pence"].notna()]
    assert sums == {
        (row.tier, row.sector): known(row.value_low_pence, row.value_high_pence)
        for row in later.itertuples()
    }


@pytest.mark.parametrize("seed", range(50))
def test_pence_left_over_are_few(seed):
    (_, _, changes, _, _), _, chains, _ = both_ways(seed)

    # a change to a narrower value turns intervals round, which the delivered cells undo late
    is_plain = ~chains.rounding["contract_id"].isin(changes["contract_id"])
    left = chains.rounding[is_plain][["value_low_pence", "value_high_pence"]].to_numpy(float)
    # half a penny at most for each year, party and sector among which a contract is rounded
    assert abs(left).max(initial=0) <= 20
