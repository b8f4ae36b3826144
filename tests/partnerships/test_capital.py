"""Sums of capital: what counts, once and in which year, and how large stakes are."""

import datetime

import pandas as pd
import pytest

from partnerships import capital
from tests.capital_rows import investment, investments_frame
from tests.registers import holding, holdings_frame, sector, sectors_frame

Date = datetime.date
DAY = Date(2020, 6, 30)
SECTORS = [
    sector(1, "social"),
    sector(2, "mutual", to=Date(2015, 1, 1)),
    sector(2, "private", since=Date(2015, 1, 1)),
    sector(3, "public"),
    sector(4, "mutual", is_staff_vehicle=True),
]


def rows_of(*rows, day=DAY):
    return capital.capital_rows(investments_frame(rows), sectors_frame(SECTORS), day)


def status(**more):
    return rows_of(investment(1, committed=100_00, **more))["status"].item()


def bounds(row):
    return tuple(
        None if pd.isna(row[name]) else int(row[name])
        for name in ("value_low_pence", "value_high_pence")
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "counted"),
        ({"role": "alternative"}, "alternative"),
        ({"basis": "planned"}, "planned"),
        ({"instrument": "valuation"}, "valuation"),
        ({"instrument": "fund"}, "fund"),
        ({"currency": "EUR"}, "other_currency"),
        ({"agreed_on": Date(2020, 7, 1)}, "later"),
        ({"agreed_on": Date(2020, 6, 30)}, "counted"),
        ({"role": "alternative", "instrument": "fund"}, "alternative"),
    ],
)
def test_capital_rows_say_why_something_is_in_no_sum(values, expected):
    assert status(**values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"committed": "withheld"}, "withheld"),
        ({"drawn": "withheld"}, "withheld"),
        ({"committed": "unknown"}, "not_known"),
        ({}, "not_known"),
        ({"committed": "withheld", "drawn": 5_00}, "counted"),
    ],
)
def test_capital_rows_without_an_amount_tell_withheld_from_not_known(values, expected):
    assert rows_of(investment(1, **values))["status"].item() == expected


def test_capital_rows_of_nothing_committed_take_what_was_drawn():
    row = rows_of(investment(1, committed="unknown", drawn=40_00)).iloc[0]

    assert bounds(row) == (40_00, 40_00)


def test_capital_rows_take_what_was_committed_before_what_was_drawn():
    row = rows_of(investment(1, committed=100_00, drawn=40_00)).iloc[0]

    assert bounds(row) == (100_00, 100_00)


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ("", (1_000_00, 1_000_00)),
        (400_00, (600_00, 600_00)),
        ((100_00, 400_00), (600_00, 900_00)),
        ((100_00, None), (0, 900_00)),
        ("unknown", (0, 1_000_00)),
        ("withheld", (0, 1_000_00)),
        (1_000_00, (0, 0)),
    ],
)
def test_capital_rows_reduce_a_guarantee_by_what_was_called(called, expected):
    row = rows_of(investment(1, instrument="guarantee", committed=1_000_00, called=called)).iloc[0]

    assert bounds(row) == expected


def test_capital_rows_of_an_unlimited_guarantee_have_no_upper_limit():
    made = investment(1, instrument="guarantee", committed=(1_000_00, None), called=400_00)

    assert bounds(rows_of(made).iloc[0]) == (600_00, None)


def test_capital_rows_give_the_sector_of_the_investor_when_it_was_agreed():
    rows = rows_of(
        investment(1, 2, agreed_on=Date(2014, 12, 31)),
        investment(2, 2, agreed_on=Date(2015, 1, 1)),
        investment(3, 2),
        investment(4, 99),
        investment(5, ("Somebody", "")),
        investment(6, ("Somebody", "social")),
    )

    assert list(rows["sector"]) == [
        *["mutual", "private", "private"],
        *["not_recorded", "not_recorded", "social"],
    ]


def test_by_instrument_counts_one_sum_of_several_reports_once():
    rows = rows_of(
        investment(1, committed=10_00, agreed_on=Date(2011, 12, 1)),
        investment(2, committed=10_00, role="alternative", agreed_on=Date(2011, 1, 1)),
        investment(3, committed=10_00, role="alternative"),
    )

    table = capital.by_instrument(rows)

    assert (table["investment_count"].item(), bounds(table.iloc[0])) == (1, (10_00, 10_00))


def test_by_instrument_names_what_of_guarantees_was_called():
    rows = rows_of(
        investment(1, instrument="guarantee", committed=1_000_00, called=400_00),
        investment(2, instrument="guarantee", committed=500_00),
    )

    row = capital.by_instrument(rows).iloc[0]

    assert bounds(row) == (1_100_00, 1_100_00)
    assert (row["called_low_pence"], row["called_high_pence"]) == (400_00, 400_00)


def test_by_instrument_counts_unknown_amounts_beside_the_sum():
    rows = rows_of(
        investment(1, committed=10_00), investment(2, committed="withheld"), investment(3)
    )

    row = capital.by_instrument(rows).iloc[0]

    assert (row["investment_count"], row["not_known_count"]) == (1, 2)
    assert bounds(row) == (10_00, 10_00)


def test_by_instrument_without_any_known_amount_is_not_nothing():
    row = capital.by_instrument(rows_of(investment(1, committed="unknown"))).iloc[0]

    assert (row["investment_count"], bounds(row)) == (0, (None, None))


def test_by_instrument_carries_about_and_missing_limits():
    rows = rows_of(
        investment(1, committed=10_00, committed_is_about=True),
        investment(2, instrument="loan", committed=(5_00, None)),
        investment(3, instrument="loan", committed=(0, 7_00)),
    )

    table = capital.by_instrument(rows)

    assert list(table["is_about"]) == [True, False]
    assert [bounds(row) for _, row in table.iterrows()] == [(10_00, 10_00), (5_00, None)]


def test_by_year_and_sector_keeps_undated_money_in_a_row_of_its_own():
    rows = rows_of(
        investment(1, 1, committed=10_00, agreed_on=Date(2012, 1, 1)),
        investment(2, 1, committed=5_00),
    )

    table = capital.by_year_and_sector(rows)

    assert [None if pd.isna(year) else year for year in table["year"]] == [2012, None]
    assert list(table["value_low_pence"]) == [10_00, 5_00]


def test_by_year_and_sector_leaves_guarantees_out():
    rows = rows_of(investment(1, 1, instrument="guarantee", committed=10_00))

    assert capital.by_year_and_sector(rows).empty


def test_by_investor_puts_the_largest_first_and_the_unknown_last():
    rows = rows_of(
        investment(1, 1, committed=10_00),
        investment(2, 2, committed="unknown"),
        investment(3, 3, committed=(10_00, 30_00)),
        investment(4, 1, committed=5_00),
    )

    table = capital.by_investor(rows)

    assert list(table["investor_slug"]) == [f"organisation-00{number}" for number in (3, 1, 2)]


def test_by_investor_gives_the_sector_of_the_latest():
    rows = rows_of(
        investment(1, 2, committed=10_00, agreed_on=Date(2016, 1, 1)),
        investment(2, 2, committed=5_00, agreed_on=Date(2014, 1, 1)),
    )

    assert capital.by_investor(rows)["sector"].item() == "private"


def test_total_keeps_guarantees_apart():
    rows = rows_of(
        investment(1, committed=10_00),
        investment(2, instrument="guarantee", committed=99_00, called=9_00),
    )

    assert bounds(capital.total(rows)) == (10_00, 10_00)
    assert bounds(capital.total(rows, of_guarantees=True)) == (90_00, 90_00)


def test_total_of_nothing_is_not_known():
    found = capital.total(rows_of())

    assert (found["investment_count"], bounds(found)) == (0, (None, None))


def test_not_counted_gives_reasons_and_no_sums():
    rows = rows_of(
        investment(1, committed=10_00),
        investment(2, committed=10_00, agreed_on=Date(2012, 1, 1)),
        investment(3, instrument="fund", committed=99_00),
        investment(4, instrument="fund", committed=98_00),
        investment(5, committed="withheld"),
    )

    table = capital.not_counted(rows)

    assert list(table.itertuples(index=False, name=None)) == [
        ("fund", 2),
        ("withheld", 1),
        ("undated", 1),
    ]


@pytest.mark.parametrize(
    "make", ["by_instrument", "by_sector", "by_year_and_sector", "by_investor", "not_counted"]
)
def test_sums_of_nothing_have_their_columns(make):
    empty, full = rows_of(), rows_of(investment(1, committed=10_00))

    assert list(getattr(capital, make)(empty).columns) == list(getattr(capital, make)(full).columns)
    assert getattr(capital, make)(empty).empty


def test_sums_by_year_sector_and_investor_make_one_total():
    rows = rows_of(
        investment(1, 1, committed=10_00, agreed_on=Date(2012, 1, 1)),
        investment(2, 2, committed=5_00),
        investment(3, 3, instrument="loan", committed=(1_00, 2_00)),
        investment(4, 3, instrument="guarantee", committed=7_00),
    )

    sums = {
        name: (
            int(getattr(capital, name)(rows)["value_low_pence"].sum()),
            int(getattr(capital, name)(rows)["value_high_pence"].sum()),
        )
        for name in ("by_sector", "by_year_and_sector", "by_investor")
    }

    assert set(sums.values()) == {bounds(capital.total(rows))} == {(16_00, 17_00)}


def stakes_of(*rows):
    return capital.partner_stakes(
        holdings_frame(rows), sectors_frame(SECTORS), DAY, {row["subject_id"] for row in rows}
    )


@pytest.mark.parametrize(
    ("low", "high", "band"),
    [
        (0.5, 0.5, "under_10"),
        (10, 10, "10_to_25"),
        (24.9, 24.9, "10_to_25"),
        (25, 25, "25_to_50"),
        (49.9999, 49.9999, "25_to_50"),
        (50, 50, "half"),
        (50.0001, 50.0001, "over_half"),
        (75, 75, "75_to_100"),
        (100, 100, "all"),
        (26, 49, "25_to_50"),
        (49, 51, "not_settled"),
        (0, 100, "not_settled"),
    ],
)
def test_partner_stakes_are_put_in_bands(low, high, band):
    assert stakes_of(holding(9, 1, low, high))["band"].item() == band


def test_partner_stakes_of_unknown_size_are_in_a_band_of_their_own():
    assert stakes_of(holding(9, 1, None))["band"].item() == "not_known"


def test_partner_stakes_leave_out_public_bodies_staff_and_people():
    found = stakes_of(
        holding(9, 3, 10),
        holding(9, 4, 10),
        holding(9, "employees", 10),
        holding(9, ("A council", "public"), 10),
        holding(9, ("A firm", "private"), 10),
        holding(9, 99, 10),
    )

    assert sorted(found["holder_key"]) == ["organisation:99", "outside:A firm|private"]


def test_partner_stakes_add_up_what_one_partner_holds():
    found = stakes_of(holding(9, 1, 30), holding(9, 1, 20)).iloc[0]

    assert (found["percent_low"], found["percent_high"], found["band"]) == (50, 50, "half")


def test_partner_stakes_take_equity_on_the_day():
    found = stakes_of(
        holding(9, 1, 30, measure="votes"), holding(8, 1, 30, to=DAY), holding(7, 1, 30, since=DAY)
    )

    assert list(found["subject_id"]) == [7]


def test_stakes_by_band_count_from_small_to_large():
    found = stakes_of(
        holding(9, 1, 100),
        holding(8, 1, 5),
        holding(7, 2, 5),
        holding(6, 1, 6),
        holding(5, 1, None),
    )

    assert list(capital.stakes_by_band(found).itertuples(index=False, name=None)) == [
        ("under_10", "private", 1),
        ("under_10", "social", 2),
        ("all", "social", 1),
        ("not_known", "social", 1),
    ]


def test_stakes_by_band_of_nothing_have_their_columns():
    assert list(capital.stakes_by_band(stakes_of()).columns) == ["band", "sector", "stake_count"]
