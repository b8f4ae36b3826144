"""F4: contract value by financial year, worked examples and edges."""

import datetime

import pandas as pd
import pytest

from partnerships import contract_values
from tests.registers import (
    change,
    changes_frame,
    contract,
    contracts_frame,
    provider,
    providers_frame,
    sector,
    sectors_frame,
)

DAY = datetime.date(2026, 1, 1)
Date = datetime.date


def place(*contracts, providers=None, changes=(), sectors=(), day=DAY):
    if providers is None:
        providers = [provider(row["contract_id"], 1) for row in contracts]
    return contract_values.place(
        contracts_frame(contracts),
        providers_frame(providers),
        changes_frame(changes),
        sectors_frame(list(sectors)),
        day,
    )


def by_year(*contracts, **options):
    cells = place(*contracts, **options).cells
    return list(zip(cells["financial_year"], cells["value_low_pence"], strict=True))


def status_of(*contracts, **options):
    return place(*contracts, **options).status.iloc[0]


def test_twenty_one_million_over_five_years():
    assert by_year(contract(1, Date(2014, 1, 1), Date(2018, 12, 31), 2_100_000_000)) == [
        ("2013/14", 1_035_049_29),
        ("2014/15", 4_197_699_89),
        ("2015/16", 4_209_200_44),
        ("2016/17", 4_197_699_89),
        ("2017/18", 4_197_699_89),
        ("2018/19", 3_162_650_60),
    ]


def test_three_days_across_a_year_end():
    assert by_year(contract(1, Date(2015, 3, 31), Date(2015, 4, 2), 1_000_00)) == [
        ("2014/15", 333_33),
        ("2015/16", 666_67),
    ]


def test_raise_keeps_what_had_accrued():
    assert by_year(
        contract(1, Date(2015, 4, 1), Date(2018, 3, 31), 1_200_000_00),
        changes=[change(1, Date(2016, 10, 1), 1_500_000_00)],
    ) == [("2015/16", 400_729_93), ("2016/17", 499_452_22), ("2017/18", 599_817_85)]


def test_change_after_the_day_is_not_yet_known():
    values = by_year(
        contract(1, Date(2015, 4, 1), Date(2018, 3, 31), 1_200_000_00),
        changes=[change(1, Date(2016, 10, 1), 1_500_000_00)],
        day=Date(2016, 9, 30),
    )

    assert sum(pence for _, pence in values) == 1_200_000_00


def test_change_of_end_spreads_the_rest_to_the_new_end():
    assert by_year(
        contract(1, Date(2015, 4, 1), Date(2016, 3, 31), 366_00),
        changes=[change(1, Date(2015, 10, 1), end=Date(2016, 9, 30))],
    ) == [("2015/16", 183_00 + 91_50), ("2016/17", 91_50)]


def test_change_supplies_an_end_that_was_missing():
    row = contract(1, Date(2015, 4, 1), None, 2_00)
    changes = [change(1, Date(2016, 4, 1), end=Date(2017, 3, 30))]

    assert status_of(row, changes=changes, day=Date(2016, 3, 31))["status"] == "undated"
    assert by_year(row, changes=changes) == [("2015/16", 1_00), ("2016/17", 1_00)]


def test_early_end_leaves_a_part_undelivered():
    placed = place(
        contract(
            1,
            Date(2015, 4, 1),
            Date(2016, 3, 31),
            7_31,
            planned=Date(2017, 3, 31),
            early=True,
        )
    )

    assert placed.cells["value_low_pence"].tolist() == [3_66]
    assert placed.status.iloc[0]["undelivered_low_pence"] == 3_65


def test_extension_of_unknown_value_adds_nothing():
    placed = place(
        contract(1, Date(2012, 4, 1), Date(2013, 12, 31), 10_00, planned=Date(2013, 3, 31))
    )

    assert placed.cells["financial_year"].tolist() == ["2012/13"]
    assert placed.status.iloc[0]["undelivered_low_pence"] == 0


def test_annual_value_is_due_by_days_of_the_financial_year():
    assert by_year(contract(1, Date(2015, 10, 1), Date(2016, 9, 30), annual=1_000_00)) == [
        ("2015/16", 500_00),
        ("2016/17", 501_37),
    ]


def test_annual_value_rounds_each_year_half_up():
    assert by_year(contract(1, Date(2015, 10, 1), Date(2016, 3, 31), annual=1)) == [("2015/16", 1)]


def test_annual_value_without_an_end_runs_to_the_day():
    placed = place(contract(1, Date(2015, 4, 1), None, annual=366_00), day=Date(2015, 4, 10))

    assert placed.cells["value_low_pence"].tolist() == [10_00]
    assert placed.status.iloc[0]["is_open_ended"]


def test_total_decides_where_both_are_known():
    row = contract(1, Date(2015, 4, 1), Date(2016, 3, 31), 5_00, annual=9_00)

    assert by_year(row) == [("2015/16", 5_00)]


def test_interval_is_spread_at_both_ends():
    row = contract(1, Date(2015, 3, 31), Date(2015, 4, 2), (1_000_00, 2_000_00))

    cells = place(row).cells

    assert cells["value_low_pence"].tolist() == [333_33, 666_67]
    assert cells["value_high_pence"].tolist() == [666_67, 1_333_33]


def test_more_than_has_no_upper_limit():
    row = contract(1, Date(2015, 3, 31), Date(2015, 4, 2), (1_000_00, None))

    cells = place(row).cells

    assert cells["value_low_pence"].tolist() == [333_33, 666_67]
    assert cells["value_high_pence"].isna().all()


def test_true_zero_is_a_value():
    assert by_year(contract(1, Date(2015, 4, 1), Date(2015, 4, 2), 0)) == [("2015/16", 0)]


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (contract(1, None, Date(2016, 3, 31), 5_00), "undated"),
        (contract(1, Date(2015, 4, 1), None, 5_00), "undated"),
        (contract(1, Date(2015, 4, 1), None, 5_00, annual=1_00), "undated"),
        (contract(1, Date(2015, 4, 1), Date(2016, 3, 31), 5_00, early=True), "undated"),
        (contract(1, Date(2015, 4, 1), Date(2016, 3, 31)), "unvalued"),
        (contract(1, None, None), "unvalued"),
        (contract(1, Date(2015, 4, 1), None, 5_00, value_kind="ceiling"), "ceiling"),
        (
            contract(1, Date(2015, 4, 1), Date(2016, 3, 31), 5_00, value_kind="revenue_managed"),
            "revenue_managed",
        ),
        (contract(1, Date(2026, 1, 2), Date(2027, 3, 31), 5_00), "not_begun"),
        (contract(1, Date(2026, 1, 1), Date(2027, 3, 31), 5_00), "placed"),
    ],
)
def test_status_says_why_a_contract_is_not_placed(row, status):
    placed = place(row)

    assert placed.status["status"].tolist() == [status]
    assert placed.cells.empty is (status != "placed")


def test_years_after_the_day_are_to_come():
    cells = place(
        contract(1, Date(2015, 4, 1), Date(2017, 3, 31), 5_00), day=Date(2016, 3, 31)
    ).cells

    assert cells["is_to_come"].tolist() == [False, True]


def test_change_of_sector_splits_the_year():
    cut = Date(2015, 10, 1)
    cells = place(
        contract(1, Date(2015, 4, 1), Date(2016, 3, 31), 366_00),
        sectors=[sector(1, "mutual", to=cut), sector(1, "private", since=cut)],
    ).cells

    assert cells[["sector", "value_low_pence"]].to_numpy().tolist() == [
        ["mutual", 183_00],
        ["private", 183_00],
    ]


def test_sector_of_a_gap_is_not_recorded():
    cells = place(
        contract(1, Date(2015, 4, 1), Date(2016, 3, 31), 366_00),
        sectors=[sector(1, "mutual", to=Date(2015, 10, 1))],
    ).cells

    assert cells["sector"].tolist() == ["mutual", "not_recorded"]


def shared(*providers):
    row = contract(1, Date(2015, 4, 1), Date(2016, 3, 31), 1_00)
    placed = place(row, providers=providers)
    return placed.cells["value_low_pence"].tolist(), bool(placed.status.iloc[0]["is_equal_split"])


def test_providers_share_by_recorded_fractions():
    assert shared(provider(1, 1, 0.9), provider(1, 2, 0.1)) == ([90, 10], False)


def test_providers_share_equally_where_a_fraction_is_missing():
    assert shared(provider(1, 1, 0.9), provider(1, 2)) == ([50, 50], True)


def test_providers_share_equally_where_fractions_do_not_make_the_whole():
    assert shared(provider(1, 1, 0.9), provider(1, 2, 0.2)) == ([50, 50], True)


def test_penny_left_over_goes_to_the_first_slug():
    assert shared(provider(1, 2), provider(1, 1), provider(1, 3)) == ([34, 33, 33], True)


def test_contract_without_provider_is_placed_with_nobody():
    cells = place(contract(1, Date(2015, 4, 1), Date(2016, 3, 31), 1_00), providers=[]).cells

    assert cells[["provider_key", "sector"]].to_numpy().tolist() == [["", "not_recorded"]]


def test_value_too_large_for_64_bits_is_still_exact():
    row = contract(1, Date(1960, 2, 29), Date(2059, 12, 31), 10**15 + 7)

    assert sum(place(row).cells["value_low_pence"]) == 10**15 + 7


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (Date(2016, 2, 29), "2015/16"),
        (Date(2015, 3, 31), "2014/15"),
        (Date(2015, 4, 1), "2015/16"),
        (Date(1969, 12, 31), "1969/70"),
        (Date(1999, 4, 1), "1999/00"),
    ],
)
def test_financial_year_begins_on_1_april(day, year):
    assert contract_values.financial_year(day) == year
    assert by_year(contract(1, day, day, 1_00)) == [(year, 1_00)]


def remaining(row, day, changes=()):
    frame = contract_values.remaining_value(contracts_frame([row]), changes_frame(changes), day)
    return [None if pd.isna(value) else value for value in frame.iloc[0].tolist()[1:]]


def test_remaining_value_is_that_of_the_days_after():
    row = contract(1, Date(2014, 1, 1), Date(2018, 12, 31), 2_100_000_000)

    # 730 of 1826 days
    assert remaining(row, Date(2016, 12, 31)) == [839_539_978, 839_539_978]
    assert remaining(row, Date(2018, 12, 31)) == [0, 0]


def test_remaining_value_follows_changes_and_cuts():
    row = contract(
        1, Date(2015, 4, 1), Date(2015, 4, 8), 10_00, planned=Date(2015, 4, 10), early=True
    )

    assert remaining(row, Date(2015, 4, 4)) == [4_00, 4_00]
    assert remaining(row, Date(2015, 4, 6), [change(1, Date(2015, 4, 6), 20_00)]) == [6_00, 6_00]


@pytest.mark.parametrize(
    "row",
    [
        contract(1, Date(2015, 4, 1), None, annual=5_00),
        contract(1, Date(2015, 4, 1), Date(2016, 3, 31)),
        contract(1, Date(2027, 4, 1), Date(2028, 3, 31), 5_00),
    ],
)
def test_remaining_value_that_cannot_be_told_is_missing(row):
    assert remaining(row, DAY) == [None, None]


def test_contracts_are_brought_up_to_date_with_changes():
    row = contract(1, Date(2015, 4, 1), Date(2018, 3, 31), 1_200_000_00)
    changes = [change(1, Date(2016, 10, 1), 1_500_000_00, end=Date(2019, 3, 31))]

    now = contract_values.as_of(contracts_frame([row]), changes_frame(changes), DAY).iloc[0]
    before = contract_values.as_of(
        contracts_frame([row]), changes_frame(changes), Date(2016, 9, 30)
    ).iloc[0]

    assert (now["total_low_pence"], now["ends_on"]) == (1_500_000_00, Date(2019, 3, 31))
    assert (before["total_low_pence"], before["ends_on"]) == (1_200_000_00, Date(2018, 3, 31))
