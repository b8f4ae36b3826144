"""F5: contract value by tier of the supply chain and by sector, and shares told three ways."""

import datetime

import pandas as pd
import pytest

from partnerships import contract_values
from partnerships.supply import (
    flows,
    retained,
    supply_chains,
    three_denominators,
    value_by_tier_and_sector,
)
from tests.registers import (
    change,
    changes_frame,
    contract,
    contracts_frame,
    link,
    links_frame,
    provider,
    providers_frame,
    sector,
    sectors_frame,
)

DAY = datetime.date(2026, 1, 1)
Date = datetime.date
PRIME, MEMBER, OTHER = 1, 2, 3
SECTORS = [sector(PRIME, "private"), sector(MEMBER, "social"), sector(OTHER, "mutual")]
YEAR = (Date(2015, 4, 1), Date(2016, 3, 31))
THREE_YEARS = (Date(2015, 4, 1), Date(2018, 3, 31))


def chains(contracts, links, providers=None, sectors=SECTORS, changes=(), day=DAY):
    if providers is None:
        providers = [provider(row["contract_id"], PRIME) for row in contracts]
    return supply_chains(
        contracts_frame(contracts),
        providers_frame(providers),
        changes_frame(changes),
        links_frame(links),
        sectors_frame(sectors),
        day,
    )


def rows_of(frame, *columns):
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in frame[list(columns)].itertuples(index=False)
    ]


def tiers_of(made):
    return rows_of(
        value_by_tier_and_sector(made), "tier", "sector", "value_low_pence", "value_high_pence"
    )


def flows_of(made):
    return rows_of(
        flows(made),
        "giver_tier",
        "giver_sector",
        "receiver_sector",
        "value_low_pence",
        "value_high_pence",
    )


def kept_of(made):
    return rows_of(retained(made), "tier", "sector", "value_low_pence", "value_high_pence")


def test_value_by_tier_follows_the_links_down():
    made = chains(
        [contract(1, *YEAR, 100_00)],
        [link(1, PRIME, MEMBER, 30_00), link(1, MEMBER, OTHER, 10_00, tier=2)],
    )

    assert tiers_of(made) == [
        (0, "private", 100_00, 100_00),
        (1, "social", 30_00, 30_00),
        (2, "mutual", 10_00, 10_00),
    ]


def test_flows_name_both_sectors():
    made = chains(
        [contract(1, *YEAR, 100_00)],
        [link(1, PRIME, MEMBER, 30_00), link(1, MEMBER, OTHER, 10_00, tier=2)],
    )

    assert flows_of(made) == [
        (0, "private", "social", 30_00, 30_00),
        (1, "social", "mutual", 10_00, 10_00),
    ]


def test_retained_is_what_reached_a_tier_less_what_it_passed_on():
    made = chains(
        [contract(1, *YEAR, 100_00)],
        [link(1, PRIME, MEMBER, 30_00), link(1, MEMBER, OTHER, 10_00, tier=2)],
    )

    assert rows_of(retained(made), *retained(made).columns) == [
        (0, "private", 0, 100_00, 100_00, 30_00, 30_00, 70_00, 70_00),
        (1, "social", 0, 30_00, 30_00, 10_00, 10_00, 20_00, 20_00),
        (2, "mutual", 0, 10_00, 10_00, 0, 0, 10_00, 10_00),
    ]


def test_value_by_tier_counts_contracts_links_and_what_is_undisclosed():
    made = chains(
        [contract(1, *YEAR, 100_00), contract(2, *YEAR, 50_00), contract(3, *YEAR)],
        [
            link(1, PRIME, MEMBER, 30_00),
            link(1, PRIME, ("Charity", "social"), 5_00),
            link(2, PRIME, MEMBER),
            link(2, PRIME, OTHER),
        ],
    )

    assert rows_of(
        value_by_tier_and_sector(made),
        "tier",
        "sector",
        "contract_count",
        "link_count",
        "undisclosed_count",
        "value_low_pence",
    ) == [
        (0, "private", 2, 0, 1, 150_00),
        (1, "mutual", 0, 0, 1, None),
        (1, "social", 1, 2, 1, 35_00),
    ]


def test_flows_of_undisclosed_links_alone_have_no_value():
    made = chains([contract(1, *YEAR, 100_00)], [link(1, PRIME, MEMBER)])

    assert rows_of(flows(made), *flows(made).columns) == [
        (0, "private", "social", 0, 1, None, None)
    ]


def test_retained_counts_links_that_pass_on_without_a_known_value():
    made = chains([contract(1, *YEAR, 100_00)], [link(1, PRIME, MEMBER)])

    assert rows_of(
        retained(made), "tier", "sector", "undisclosed_count", "passed_on_low_pence"
    ) == [(0, "private", 1, 0), (1, "social", 0, 0)]
    assert kept_of(made) == [(0, "private", 100_00, 100_00), (1, "social", None, None)]


def test_flows_follow_the_sectors_of_both_on_each_day():
    sectors = [
        sector(PRIME, "mutual", to=Date(2015, 10, 1)),
        sector(PRIME, "private", since=Date(2015, 10, 1)),
        sector(MEMBER, "social", to=Date(2016, 1, 1)),
        sector(MEMBER, "public", since=Date(2016, 1, 1)),
    ]
    made = chains([contract(1, *YEAR, 366_00)], [link(1, PRIME, MEMBER, 36_60)], sectors=sectors)

    assert flows_of(made) == [
        (0, "mutual", "social", 18_30, 18_30),
        (0, "private", "public", 9_10, 9_10),
        (0, "private", "social", 9_20, 9_20),
    ]
    assert flows(made)["link_count"].tolist() == [1, 1, 1]


def test_link_without_giver_takes_from_the_providers():
    made = chains(
        [contract(1, *YEAR, 100_00)],
        [link(1, None, ("Firm", "hybrid"), 40_00)],
        providers=[provider(1, PRIME, 0.75), provider(1, OTHER, 0.25)],
    )

    assert flows_of(made) == [
        (0, "mutual", "hybrid", 10_00, 10_00),
        (0, "private", "hybrid", 30_00, 30_00),
    ]
    assert kept_of(made) == [
        (0, "mutual", 15_00, 15_00),
        (0, "private", 45_00, 45_00),
        (1, "hybrid", 40_00, 40_00),
    ]


def test_link_stops_at_the_actual_end():
    row = contract(1, *YEAR, 731_00, planned=Date(2017, 3, 31), early=True)
    made = chains([row], [link(1, PRIME, MEMBER, 73_10)])

    assert tiers_of(made) == [(0, "private", 366_00, 366_00), (1, "social", 36_60, 36_60)]


def test_interval_of_a_link_widens_what_stays():
    row = contract(1, *YEAR, (90_00, 100_00))
    made = chains([row], [link(1, PRIME, MEMBER, (10_00, 30_00))])

    assert kept_of(made) == [(0, "private", 60_00, 90_00), (1, "social", 10_00, 30_00)]


def test_link_without_limit_may_take_all_of_the_contract():
    made = chains([contract(1, *YEAR, 100_00)], [link(1, PRIME, MEMBER, (10_00, None))])

    assert tiers_of(made) == [(0, "private", 100_00, 100_00), (1, "social", 10_00, None)]
    assert kept_of(made) == [(0, "private", 0, 90_00), (1, "social", 10_00, None)]


def test_link_without_limit_may_take_all_of_a_contract_as_changed():
    made = chains(
        [contract(1, *YEAR, 100_00)],
        [link(1, PRIME, MEMBER, (10_00, None))],
        changes=[change(1, Date(2015, 10, 1), 150_00)],
    )

    assert kept_of(made) == [(0, "private", 0, 140_00), (1, "social", 10_00, None)]


def test_provider_that_receives_without_limit_keeps_its_own_limit_in_the_first_tier():
    made = chains(
        [contract(1, *YEAR, 100_00)],
        [link(1, PRIME, OTHER, (10_00, None))],
        providers=[provider(1, PRIME, 0.5), provider(1, OTHER, 0.5)],
    )

    assert tiers_of(made)[:2] == [(0, "mutual", 50_00, 50_00), (0, "private", 50_00, 50_00)]
    assert made.rounding.empty


def test_links_agree_with_the_delivered_cells_to_the_penny():
    links = [link(1, PRIME, MEMBER, 10_00)]
    made = chains([contract(1, *THREE_YEARS, 100_00)], links)
    cells = contract_values.delivered(
        contracts_frame([contract(1, *THREE_YEARS, 100_00)]),
        providers_frame([provider(1, PRIME)]),
        changes_frame([]),
        links_frame(links),
        sectors_frame(SECTORS),
        DAY,
    ).cells

    sums = cells.groupby("sector", observed=True)["value_low_pence"].sum().to_dict()
    assert {name: low for _, name, low, _ in kept_of(made)} == sums
    assert made.rounding.empty


def test_link_over_several_years_is_its_recorded_value_to_the_penny():
    five_years = (Date(2015, 7, 14), Date(2020, 7, 13))
    links = [link(1, PRIME, MEMBER, 4_000_000_00), link(1, PRIME, OTHER, 1_000_000_01)]
    made = chains([contract(1, *five_years, 10_000_000_00)], links)

    assert tiers_of(made) == [
        (0, "private", 10_000_000_00, 10_000_000_00),
        (1, "mutual", 1_000_000_01, 1_000_000_01),
        (1, "social", 4_000_000_00, 4_000_000_00),
    ]


def test_pence_of_several_providers_are_left_over_where_rounded_twice():
    # £1 of three sectors over three years, of which one provider passes on 1 penny
    made = chains(
        [contract(1, *THREE_YEARS, 1_00)],
        [link(1, PRIME, OTHER, 1)],
        providers=[provider(1, PRIME), provider(1, MEMBER), provider(1, ("Firm", "hybrid"))],
    )

    left = made.rounding.set_index("sector")["value_low_pence"].to_dict()
    assert left == {"hybrid": -1, "private": 1}
    assert tiers_of(made)[:3] == [
        (0, "hybrid", 34, 34),
        (0, "private", 33, 33),
        (0, "social", 33, 33),
    ]
    assert kept_of(made)[:3] == [
        (0, "hybrid", 33, 33),
        (0, "private", 33, 33),
        (0, "social", 33, 33),
    ]


def test_giver_that_nothing_is_known_to_have_reached_keeps_less_than_nothing():
    made = chains([contract(1, *YEAR, 100_00)], [link(1, MEMBER, OTHER, 10_00, tier=2)])

    assert rows_of(retained(made), "tier", "sector", "reached_low_pence", "value_low_pence") == [
        (0, "private", 100_00, 100_00),
        (1, "social", None, -10_00),
        (2, "mutual", 10_00, 10_00),
    ]


def test_link_that_begins_after_the_day_is_not_yet_there():
    made = chains(
        [contract(1, *YEAR, 100_00)],
        [link(1, PRIME, MEMBER, 30_00, start=Date(2016, 1, 1)), link(1, PRIME, OTHER)],
        day=Date(2015, 12, 31),
    )

    assert tiers_of(made) == [(0, "private", 100_00, 100_00), (1, "mutual", None, None)]
    assert made.links["status"].tolist() == ["not_begun", "undisclosed"]


def test_undisclosed_links_of_contracts_that_sums_do_not_take_are_passed_over():
    rows = [
        contract(1, *YEAR, 100_00, value_kind="ceiling"),
        contract(2, Date(2027, 4, 1), Date(2028, 3, 31), 100_00),
    ]
    made = chains(rows, [link(1, PRIME, MEMBER), link(2, PRIME, MEMBER)])

    assert value_by_tier_and_sector(made).empty
    assert made.links["status"].tolist() == ["undisclosed", "undisclosed"]


def test_links_of_contracts_without_a_value_are_counted_at_the_sector_of_their_days():
    sectors = [
        sector(PRIME, "private"),
        sector(MEMBER, "public", to=Date(2014, 4, 1)),
        sector(MEMBER, "social", since=Date(2014, 4, 1)),
    ]
    made = chains(
        [contract(1, *YEAR), contract(2, None, None)],
        [link(1, PRIME, MEMBER), link(2, PRIME, MEMBER, end=Date(2013, 5, 5))],
        sectors=sectors,
    )

    assert rows_of(flows(made), "giver_sector", "receiver_sector", "undisclosed_count") == [
        ("private", "public", 1),
        ("private", "social", 1),
    ]


def test_links_of_other_contracts_are_passed_over():
    made = chains(
        [contract(1, *YEAR, 100_00)], [link(7, PRIME, MEMBER, 1_00), link(7, None, MEMBER)]
    )

    assert tiers_of(made) == [(0, "private", 100_00, 100_00)]
    assert made.links.empty


def test_tables_of_nothing_have_their_columns():
    made = chains([], [])

    assert list(value_by_tier_and_sector(made)) == [
        "tier",
        "sector",
        "contract_count",
        "link_count",
        "undisclosed_count",
        "value_low_pence",
        "value_high_pence",
    ]
    assert list(flows(made)) == [
        "giver_tier",
        "giver_sector",
        "receiver_sector",
        "link_count",
        "undisclosed_count",
        "value_low_pence",
        "value_high_pence",
    ]
    assert retained(made).empty


def test_contract_without_provider_reaches_a_sector_that_is_not_recorded():
    made = chains([contract(1, *YEAR, 100_00)], [link(1, None, MEMBER, 1_00)], providers=[])

    assert flows_of(made) == [(0, "not_recorded", "social", 1_00, 1_00)]


def tallies(*rows):
    columns = ["denominator", "sector", "part_low", "part_high", "whole_low", "whole_high"]
    made = three_denominators(pd.DataFrame(rows, columns=columns, dtype=object))
    return rows_of(made, "denominator", "percent_low", "percent_high")


def test_three_denominators_stand_beside_each_other():
    # 18 primes of which 15 private; 40 contracts of which 36 to companies
    assert tallies(
        ("organisations", "private", 15, 15, 18, 18), ("contracts", "private", 36, 36, 40, 40)
    ) == [("organisations", 83.3333, 83.3333), ("contracts", 90.0, 90.0)]


def test_three_denominators_of_ranges_are_the_least_and_the_most():
    assert tallies(("value", "private", 10, 20, 40, 50)) == [("value", 20.0, 50.0)]


@pytest.mark.parametrize(
    "row",
    [(None, None, 18, 18), (15, 15, None, None), (0, 0, 0, 0)],
    ids=["part not known", "whole not known", "whole of nothing"],
)
def test_three_denominators_are_missing_where_they_cannot_be_told(row):
    assert tallies(("contracts", "private", *row)) == [("contracts", None, None)]


def test_three_denominators_without_limit_reach_from_nothing_to_all():
    assert tallies(
        ("value", "private", 10, None, 40, 40), ("value", "social", 10, 10, 40, None)
    ) == [("value", 25.0, 100.0), ("value", 0.0, 25.0)]


def test_three_denominators_of_a_part_that_may_be_all_end_at_100():
    assert tallies(("contracts", "private", 30, 45, 40, 50)) == [("contracts", 60.0, 100.0)]


def test_three_denominators_show_a_part_published_as_more_than_its_whole():
    assert tallies(("contracts", "private", 20, 20, 16, 16)) == [("contracts", 125.0, 125.0)]


def test_three_denominators_refuse_a_fourth():
    with pytest.raises(ValueError, match="denominator"):
        tallies(("staff", "private", 1, 1, 2, 2))
