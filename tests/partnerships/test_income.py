"""F10: income at risk, dependence on parents, and concentration."""

import datetime
import random

import pandas as pd
import pytest

from partnerships import income
from tests import alternatives
from tests.registers import (
    RandomContracts,
    change,
    changes_frame,
    contract,
    contracts_frame,
    provider,
    providers_frame,
)

DAY = datetime.date(2016, 2, 29)
Date = datetime.date
START = Date(2014, 4, 1)
OURS, PARTNER, PARENT, OTHER = 1, 2, 8, 9


def at_risk(*contracts, providers=None, changes=(), **options):
    if providers is None:
        providers = [provider(row["contract_id"], OURS) for row in contracts]
    return income.income_at_risk(
        contracts_frame(contracts),
        providers_frame(providers),
        changes_frame(changes),
        OURS,
        DAY,
        **options,
    )


def annual(row):
    low, high = income.annual_value(contracts_frame([row])).iloc[0].tolist()[1:]
    return None if pd.isna(low) else low, None if pd.isna(high) else high


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # 1461 days are four years of 365.25
        (contract(1, Date(2015, 1, 1), Date(2018, 12, 31), 4_000_00), (1_000_00, 1_000_00)),
        (
            contract(1, Date(2015, 1, 1), Date(2018, 12, 31), 4_000_00, annual=5_00),
            (1_000_00, 1_000_00),
        ),
        (contract(1, START, None, 4_000_00, annual=5_00), (5_00, 5_00)),
        (contract(1, START, None, annual=(5_00, None)), (5_00, None)),
        (contract(1, START, None, 4_000_00), (None, None)),
        (contract(1, START, Date(2018, 12, 31)), (None, None)),
        (
            contract(
                1,
                Date(2015, 1, 1),
                Date(2016, 12, 31),
                4_000_00,
                planned=Date(2018, 12, 31),
                early=True,
            ),
            (1_000_00, 1_000_00),
        ),
        (contract(1, START, Date(2018, 12, 31), 4_000_00, early=True), (None, None)),
    ],
)
def test_annual_value_is_the_total_by_its_term_or_as_recorded(row, expected):
    assert annual(row) == expected


@pytest.mark.parametrize(
    ("months", "day"),
    [
        (6, Date(2016, 8, 29)),
        (12, Date(2017, 2, 28)),
        (24, Date(2018, 2, 28)),
        (48, Date(2020, 2, 29)),
    ],
)
def test_months_end_on_the_last_day_there_is(months, day):
    assert income.months_after(DAY, months) == day


def test_income_at_risk_is_the_fraction_that_ends_in_time():
    risk = at_risk(
        contract(1, START, Date(2016, 8, 29), annual=10_00),
        contract(2, START, Date(2016, 8, 30), annual=30_00),
        contract(3, START, Date(2020, 3, 31), annual=40_00),
        contract(4, START, None, annual=20_00),
    )

    assert (risk.annual_low_pence, risk.live_count, risk.valued_count) == (100_00, 4, 4)
    assert {months: ending.fraction_low for months, ending in risk.ending.items()} == {
        6: 0.1,
        12: 0.4,
        24: 0.4,
    }
    assert (risk.end_not_known_count, risk.end_not_known_low_pence) == (1, 20_00)


def test_income_at_risk_counts_beside_what_it_cannot_sum():
    risk = at_risk(
        contract(1, START, Date(2016, 3, 31), annual=10_00),
        contract(2, START, Date(2020, 3, 31)),
        contract(3, START, Date(2020, 3, 31), annual=90_00, value_kind="ceiling"),
        contract(4, None, Date(2020, 3, 31), annual=90_00),
        contract(5, Date(2010, 4, 1), Date(2016, 2, 28), annual=90_00),
        contract(6, Date(2016, 3, 1), Date(2020, 3, 31), annual=90_00),
    )

    assert (risk.annual_low_pence, risk.live_count) == (10_00, 2)
    assert (risk.not_valued_count, risk.not_income_count, risk.start_not_known_count) == (1, 1, 1)
    assert risk.ending[6].fraction_high == 1


def test_income_at_risk_takes_the_share_of_the_organisation():
    risk = at_risk(
        contract(1, START, None, annual=10_00),
        providers=[provider(1, OURS, 0.4), provider(1, PARTNER, 0.6)],
    )

    assert risk.annual_low_pence == 4_00


def test_income_at_risk_of_intervals_is_an_interval():
    risk = at_risk(
        contract(1, START, Date(2016, 3, 31), annual=(10_00, 30_00)),
        contract(2, START, Date(2020, 3, 31), annual=(10_00, 30_00)),
    )

    assert (risk.annual_low_pence, risk.annual_high_pence) == (20_00, 60_00)
    assert (risk.ending[6].fraction_low, risk.ending[6].fraction_high) == (0.25, 0.75)


def test_income_at_risk_follows_changes():
    row = contract(1, START, Date(2016, 3, 31), annual=10_00)

    risk = at_risk(row, changes=[change(1, Date(2016, 1, 1), annual=20_00, end=Date(2020, 3, 31))])

    assert (risk.annual_low_pence, risk.ending[24].contract_count) == (20_00, 0)


def test_income_at_risk_without_income_has_no_fraction():
    risk = at_risk(contract(1, START, None))

    assert risk.annual_low_pence == 0
    assert risk.ending[6].fraction_low is None


def test_income_at_risk_without_limit_has_no_fraction():
    risk = at_risk(contract(1, START, Date(2016, 3, 31), annual=(10_00, None)))

    assert risk.annual_high_pence is None
    assert risk.ending[6].fraction_high is None


def depends(contracts, buyers):
    return income.dependence(
        contracts_frame(contracts),
        providers_frame([provider(row["contract_id"], OURS) for row in contracts]),
        changes_frame([]),
        providers_frame(buyers),
        {PARENT},
        OURS,
        DAY,
    )


def test_dependence_is_the_fraction_bought_by_the_parents():
    found = depends(
        [contract(number, START, None, annual=10_00) for number in (1, 2, 3, 4)]
        + [contract(5, START, None)],
        [
            provider(1, PARENT),
            provider(2, OTHER),
            provider(3, PARENT),
            provider(3, OTHER),
        ],
    )

    assert (found.low_pence, found.fraction_low, found.fraction_high) == (15_00, 0.5, 0.5)
    assert (found.commissioner_not_known_count, found.not_valued_count) == (1, 1)


def test_dependence_of_a_shared_contract_does_not_hang_on_its_value():
    found = depends(
        [contract(1, START, None, annual=(10_00, 30_00))],
        [provider(1, PARENT), provider(1, OTHER)],
    )

    assert (found.low_pence, found.high_pence) == (5_00, 15_00)
    assert (found.fraction_low, found.fraction_high) == (0.5, 0.5)


def test_dependence_is_largest_where_what_the_parents_buy_is_worth_most():
    found = depends(
        [
            contract(1, START, None, annual=(10_00, 30_00)),
            contract(2, START, None, annual=(10_00, 30_00)),
            contract(3, START, None, annual=20_00),
        ],
        [provider(1, PARENT), provider(2, OTHER), provider(3, PARENT), provider(3, OTHER)],
    )

    assert found.fraction_low == pytest.approx((10 + 10) / 60)
    assert found.fraction_high == pytest.approx((30 + 10) / 60)


def test_concentration_of_a_few():
    parts = [50, 30, 20]

    assert income.fraction_of_largest(parts, 2) == pytest.approx(0.8)
    assert income.concentration_index(parts) == pytest.approx(0.38)
    assert income.effective_number(parts) == pytest.approx(1 / 0.38)


def test_concentration_of_equals_is_their_number():
    assert income.effective_number([7] * 4) == pytest.approx(4)


def test_concentration_of_nothing_is_none():
    assert income.fraction_of_largest([], 3) is None
    assert income.concentration_index([0, 0]) is None
    assert income.effective_number([]) is None


@pytest.mark.parametrize("seed", range(50))
def test_income_agrees_with_its_slow_twin(seed):
    made = RandomContracts(seed)
    day = made.days[0]
    buyers = [
        provider(row["contract_id"], random.Random(seed * 100 + number).choice([PARENT, OTHER]))
        for number, row in enumerate(made.contracts.to_dict("records"))
        if number % 4
    ]
    rows = [alternatives.rows_of(frame) for frame in (made.contracts, made.providers, made.changes)]

    for organisation_id in made.ids[:3]:
        frames = made.contracts, made.providers, made.changes
        risk = income.income_at_risk(*frames, organisation_id, day)
        found = income.dependence(*frames, providers_frame(buyers), {PARENT}, organisation_id, day)
        slow = alternatives.income_at_risk(*rows, organisation_id, day, buyers, {PARENT})
        assert slow == {
            "low": risk.annual_low_pence,
            "high": risk.annual_high_pence,
            "live": risk.live_count,
            "valued": risk.valued_count,
            "beside": (
                risk.end_not_known_count,
                risk.not_valued_count,
                risk.not_income_count,
                risk.start_not_known_count,
            ),
            "ending": {
                months: (ending.low_pence, ending.high_pence)
                for months, ending in risk.ending.items()
            },
            "parents": (found.low_pence, found.high_pence),
            "parents_fraction": pytest.approx((found.fraction_low, found.fraction_high)),
            "commissioner_not_known": found.commissioner_not_known_count,
        }


def test_rounding_of_half_a_penny_is_upwards():
    row = contract(1, START, None, annual=1)

    risk = at_risk(row, providers=[provider(1, OURS), provider(1, PARTNER)])

    assert risk.annual_low_pence == 1
