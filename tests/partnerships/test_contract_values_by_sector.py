"""F5: contract value by sector, by provider and delivered, and the rates beside it."""

import datetime

import pandas as pd
import pytest

from partnerships import contract_values
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


def delivered(contracts, links, providers=None, sectors=SECTORS, day=DAY, changes=()):
    if providers is None:
        providers = [provider(row["contract_id"], PRIME) for row in contracts]
    return contract_values.delivered(
        contracts_frame(contracts),
        providers_frame(providers),
        changes_frame(list(changes)),
        links_frame(links),
        sectors_frame(sectors),
        day,
    )


def placed(contracts, providers=None, sectors=SECTORS):
    if providers is None:
        providers = [provider(row["contract_id"], PRIME) for row in contracts]
    return contract_values.place(
        contracts_frame(contracts),
        providers_frame(providers),
        changes_frame([]),
        sectors_frame(sectors),
        DAY,
    ).cells


def by_sector(cells):
    sums = contract_values.value_by_year_and_sector(cells)
    return {
        (row.financial_year, row.sector): (
            row.contract_count,
            row.value_low_pence,
            None if pd.isna(row.value_high_pence) else row.value_high_pence,
        )
        for row in sums.itertuples()
    }


def test_link_moves_its_value_to_the_receiver():
    made = delivered([contract(1, *YEAR, 100_00)], [link(1, PRIME, MEMBER, 30_00)])

    assert by_sector(made.cells) == {
        ("2015/16", "private"): (1, 70_00, 70_00),
        ("2015/16", "social"): (1, 30_00, 30_00),
    }
    assert made.links["status"].tolist() == ["moved"]


def test_undisclosed_link_moves_nothing_and_is_counted():
    made = delivered([contract(1, *YEAR, 100_00)], [link(1, PRIME, MEMBER)])

    assert by_sector(made.cells) == {("2015/16", "private"): (1, 100_00, 100_00)}
    assert made.links["status"].tolist() == ["undisclosed"]


def test_link_moves_over_its_own_days():
    row = contract(1, Date(2015, 4, 1), Date(2017, 3, 31), 731_00)
    made = delivered(
        [row],
        [link(1, PRIME, MEMBER, 100_00, start=Date(2016, 4, 1), end=Date(2016, 4, 10))],
    )

    assert by_sector(made.cells) == {
        ("2015/16", "private"): (1, 366_00, 366_00),
        ("2016/17", "private"): (1, 265_00, 265_00),
        ("2016/17", "social"): (1, 100_00, 100_00),
    }


def test_link_stops_at_the_actual_end():
    row = contract(1, *YEAR, 731_00, planned=Date(2017, 3, 31), early=True)
    made = delivered([row], [link(1, PRIME, MEMBER, 73_10)])

    assert by_sector(made.cells) == {
        ("2015/16", "private"): (1, 366_00 - 36_60, 366_00 - 36_60),
        ("2015/16", "social"): (1, 36_60, 36_60),
    }
    assert made.status.iloc[0]["undelivered_low_pence"] == 365_00


def test_link_at_the_second_tier_takes_from_the_first_receiver():
    made = delivered(
        [contract(1, *YEAR, 100_00)],
        [link(1, PRIME, MEMBER, 30_00), link(1, MEMBER, OTHER, 10_00, tier=2)],
    )

    assert by_sector(made.cells) == {
        ("2015/16", "private"): (1, 70_00, 70_00),
        ("2015/16", "social"): (1, 20_00, 20_00),
        ("2015/16", "mutual"): (1, 10_00, 10_00),
    }


def test_link_without_giver_takes_from_the_providers():
    made = delivered(
        [contract(1, *YEAR, 100_00)],
        [link(1, None, ("Firm", "hybrid"), 40_00)],
        providers=[provider(1, PRIME, 0.75), provider(1, OTHER, 0.25)],
    )

    assert by_sector(made.cells) == {
        ("2015/16", "private"): (1, 45_00, 45_00),
        ("2015/16", "mutual"): (1, 15_00, 15_00),
        ("2015/16", "hybrid"): (1, 40_00, 40_00),
    }


def test_link_follows_the_sectors_of_both_on_each_day():
    cut = Date(2015, 10, 1)
    sectors = [
        sector(PRIME, "mutual", to=cut),
        sector(PRIME, "private", since=cut),
        sector(MEMBER, "social"),
    ]
    made = delivered([contract(1, *YEAR, 366_00)], [link(1, PRIME, MEMBER, 36_60)], sectors=sectors)

    assert by_sector(made.cells) == {
        ("2015/16", "mutual"): (1, 164_70, 164_70),
        ("2015/16", "private"): (1, 164_70, 164_70),
        ("2015/16", "social"): (1, 36_60, 36_60),
    }


def test_interval_of_a_link_widens_what_stays():
    row = contract(1, *YEAR, (90_00, 100_00))
    made = delivered([row], [link(1, PRIME, MEMBER, (10_00, 30_00))])

    assert by_sector(made.cells) == {
        ("2015/16", "private"): (1, 60_00, 90_00),
        ("2015/16", "social"): (1, 10_00, 30_00),
    }


def test_interval_of_a_link_widens_what_a_change_had_turned_round():
    row = contract(1, Date(2015, 4, 1), Date(2017, 3, 31), (100_00, 200_00))
    passed_on = link(1, PRIME, MEMBER, (10_00, 30_00), start=Date(2016, 4, 1))

    made = delivered([row], [passed_on], changes=[change(1, Date(2016, 4, 1), (150_00, 150_00))])

    assert by_sector(made.cells)["2016/17", "private"] == (1, 19_86, 89_93)


def test_link_of_a_contract_that_is_not_placed_is_counted():
    made = delivered([contract(1, None, None, 1_00)], [link(1, PRIME, MEMBER, 1_00)])

    assert made.cells.empty
    assert made.links["status"].tolist() == ["not_placed"]


def test_link_that_begins_after_the_day_is_not_yet_moved():
    made = delivered(
        [contract(1, *YEAR, 100_00)],
        [link(1, PRIME, MEMBER, 30_00, start=Date(2016, 1, 1))],
        day=Date(2015, 12, 31),
    )

    assert made.links["status"].tolist() == ["not_begun"]
    assert set(made.cells["sector"]) == {"private"}


def test_contracts_are_counted_once_in_a_year_and_sector():
    cells = placed(
        [contract(1, *YEAR, 100_00), contract(2, *YEAR, (1_00, None))],
        [provider(1, PRIME), provider(1, ("Firm", "private")), provider(2, OTHER)],
    )

    assert by_sector(cells) == {
        ("2015/16", "private"): (1, 100_00, 100_00),
        ("2015/16", "mutual"): (1, 1_00, None),
    }


def test_sum_has_no_limit_if_one_member_has_none():
    cells = placed([contract(1, *YEAR, 100_00), contract(2, *YEAR, (1_00, None))])

    assert by_sector(cells) == {("2015/16", "private"): (2, 101_00, None)}


def test_value_by_year_of_one_organisation_is_its_own_part():
    cells = placed(
        [contract(1, *YEAR, 100_00)],
        [provider(1, PRIME, 0.9), provider(1, ("Firm", "private"), 0.1)],
    )

    its = contract_values.value_by_year(cells, PRIME)

    assert its[["financial_year", "value_low_pence"]].to_numpy().tolist() == [["2015/16", 90_00]]
    assert contract_values.value_by_year(cells)["value_low_pence"].tolist() == [100_00]


def test_value_by_provider_ranks_and_names():
    contracts = [contract(1, *YEAR, 100_00), contract(2, *YEAR, 300_00)]
    providers = [provider(1, PRIME), provider(2, ("Firm", "social"))]
    cells = placed(contracts, providers)

    ranked = contract_values.value_by_provider(cells, providers_frame(providers))

    assert ranked[["name", "sector", "contract_count", "value_low_pence"]].to_numpy().tolist() == [
        ["Firm", "social", 1, 300_00],
        ["Organisation 1", "private", 1, 100_00],
    ]


def test_three_denominators_tell_different_stories():
    # 18 primes of which 15 private; 40 contracts of which 36 to companies
    private = [(f"Prime {number}", "private") for number in range(1, 16)]
    social = [(f"Prime {number}", "social") for number in range(16, 19)]
    holders = private * 2 + private[:6] + social + social[:1]
    contracts = [contract(number, *YEAR, 1_00) for number in range(1, 41)]
    providers = [provider(number, who) for number, who in enumerate(holders, 1)]

    shares = contract_values.shares_by_sector(placed(contracts, providers)).set_index("sector")

    private = shares.loc["private"]
    assert (private["organisation_count"], private["contract_count"]) == (15, 36)
    assert private["organisation_percent"] == pytest.approx(83.3, abs=0.05)
    assert private["contract_percent"] == pytest.approx(90.0)
    assert private["value_percent_low"] == pytest.approx(90.0)


def test_shares_by_value_are_ranges():
    contracts = [contract(1, *YEAR, (100_00, 300_00)), contract(2, *YEAR, 100_00)]
    cells = placed(contracts, [provider(1, PRIME), provider(2, OTHER)])

    shares = contract_values.shares_by_sector(cells).set_index("sector")

    assert shares.loc["private", ["value_percent_low", "value_percent_high"]].tolist() == [50, 75]
    assert shares.loc["mutual", ["value_percent_low", "value_percent_high"]].tolist() == [25, 50]


def test_shares_by_value_without_upper_limit_are_those_of_the_lowest():
    contracts = [contract(1, *YEAR, (300_00, None)), contract(2, *YEAR, 100_00)]
    cells = placed(contracts, [provider(1, PRIME), provider(2, OTHER)])

    shares = contract_values.shares_by_sector(cells).set_index("sector")

    assert shares.loc["private", ["value_percent_low", "value_percent_high"]].tolist() == [75, 75]
    assert shares.loc["mutual", ["value_percent_low", "value_percent_high"]].tolist() == [25, 25]


def test_shares_of_nothing_have_no_rows():
    assert contract_values.shares_by_sector(placed([])).empty


def test_growth_is_compound():
    assert contract_values.growth_percent(100, 200, 4) == pytest.approx(18.9, abs=0.05)
    assert contract_values.growth_percent(44, 96, 10) == pytest.approx(8.1, abs=0.05)


@pytest.mark.parametrize(("first", "last", "years"), [(0, 5, 1), (5, 5, 0), (5, -1, 1)])
def test_growth_that_cannot_be_told_is_none(first, last, years):
    assert contract_values.growth_percent(first, last, years) is None


def test_index_begins_at_the_first_known_value():
    values = contract_values.indexed(pd.Series([None, 50.0, 75.0]))

    assert values.isna().tolist() == [True, False, False]
    assert values.tolist()[1:] == [100, 150]
