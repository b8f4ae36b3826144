"""F6: the five tests of a social prime, and the nearest misses."""

import datetime
from decimal import Decimal

import pandas as pd
import pytest

from partnerships import primes
from partnerships.primes import CANNOT_TELL, FAIL, PASS, TestResult
from tests.registers import contract, contracts_frame

Date = datetime.date
DAY = Date(2016, 4, 1)


def capitalised(drawn, annual, threshold=Decimal("0.1")):
    """Test capital and annual value, each as a (low, high) pair."""
    return primes.properly_capitalised(
        drawn_low_pence=drawn[0],
        drawn_high_pence=drawn[1],
        annual_low_pence=annual[0],
        annual_high_pence=annual[1],
        threshold=threshold,
    )


@pytest.mark.parametrize(
    ("drawn", "annual", "outcome"),
    [
        ((10, 10), (100, 100), PASS),
        ((9, 9), (100, 100), FAIL),
        ((10, 20), (50, 100), PASS),
        ((8, 12), (100, 100), CANNOT_TELL),
        ((10, 10), (90, 110), CANNOT_TELL),
        ((10, None), (100, 100), PASS),
        ((9, None), (100, 100), CANNOT_TELL),
        ((10, 10), (100, None), CANNOT_TELL),
        ((9, 9), (100, None), FAIL),
        ((0, 0), (0, 100), FAIL),
        ((1, 1), (0, 5), PASS),
        ((1, 1), (0, 50), CANNOT_TELL),
        ((0, 0), (100, 100), FAIL),
    ],
)
def test_properly_capitalised_takes_the_whole_interval(drawn, annual, outcome):
    assert capitalised(drawn, annual).outcome == outcome


@pytest.mark.parametrize("threshold", [0.1, Decimal("0.1")])
def test_properly_capitalised_at_the_threshold_passes_exactly(threshold):
    assert capitalised((3, 3), (30, 30), threshold).outcome == PASS


def test_properly_capitalised_tells_its_inputs():
    assert capitalised((10, 20), (100, 200)).inputs == {
        "drawn_low_pence": 10,
        "drawn_high_pence": 20,
        "annual_low_pence": 100,
        "annual_high_pence": 200,
        "ratio_low": 0.05,
        "ratio_high": 0.2,
    }


@pytest.mark.parametrize(
    ("drawn", "annual", "missing"),
    [
        ((None, None), (100, 100), ("capital_drawn",)),
        ((10, 10), (None, None), ("annual_contract_value",)),
        ((None, None), (None, None), ("capital_drawn", "annual_contract_value")),
        ((pd.NA, pd.NA), (100, 100), ("capital_drawn",)),
        ((10, 10), (0, 0), ("annual_contract_value",)),
    ],
)
def test_properly_capitalised_names_what_is_missing(drawn, annual, missing):
    result = capitalised(drawn, annual)

    assert (result.outcome, result.missing) == (CANNOT_TELL, missing)


@pytest.mark.parametrize(
    ("low", "high", "outcome"),
    [
        (0.5, 0.5, PASS),
        (0.6, 0.9, PASS),
        (0.4, 0.49, FAIL),
        (0.4, 0.5, CANNOT_TELL),
        (0.4, None, CANNOT_TELL),
    ],
)
def test_commercially_driven_takes_the_whole_interval(low, high, outcome):
    result = primes.commercially_driven(fraction_low=low, fraction_high=high, threshold=0.5)

    assert (result.outcome, result.missing) == (outcome, ())


def test_commercially_driven_names_what_is_missing():
    result = primes.commercially_driven(fraction_low=None, fraction_high=None, threshold=0.5)

    assert (result.outcome, result.missing) == (CANNOT_TELL, ("income_from_contracts_and_trade",))
    assert result.inputs == {"fraction_low": None, "fraction_high": None}


def largest(*rows, value="total"):
    return primes.largest_value(contracts_frame(rows), value)


def test_largest_value_of_intervals_takes_the_largest_of_each_end():
    found = largest(contract(1, DAY, DAY, (10, 90)), contract(2, DAY, DAY, (50, 60)))

    assert (found.low_pence, found.high_pence) == (50, 90)


def test_largest_value_by_the_year_reads_annual_values():
    rows = contract(1, DAY, DAY, 100, annual=20), contract(2, DAY, DAY, 200, annual=10)

    assert largest(*rows, value="annual").low_pence == 20


def test_largest_value_counts_contracts_without_a_value():
    found = largest(
        contract(1, DAY, DAY, 10),
        contract(2, DAY, DAY),
        contract(3, DAY, DAY, 99, value_kind="ceiling"),
        contract(4, DAY, DAY, 99, value_kind="revenue_managed"),
    )

    assert (found.low_pence, found.not_valued_count) == (10, 3)


def test_largest_value_without_limit_has_none():
    found = largest(contract(1, DAY, DAY, (10, None)), contract(2, DAY, DAY, 20))

    assert (found.low_pence, found.high_pence) == (20, None)


@pytest.mark.parametrize("rows", [[], [contract(1, DAY, DAY)]], ids=["no contract", "no value"])
def test_largest_value_of_nothing_is_missing(rows):
    found = largest(*rows)

    assert (found.low_pence, found.high_pence, found.not_valued_count) == (None, None, len(rows))


def test_largest_value_knows_two_values():
    with pytest.raises(ValueError, match="value must be one of"):
        largest(value="weekly")


@pytest.mark.parametrize(
    ("low", "high", "not_valued", "outcome", "missing"),
    [
        (100, 100, 0, PASS, ()),
        (99, 99, 0, FAIL, ()),
        (90, 110, 0, CANNOT_TELL, ()),
        (100, None, 3, PASS, ()),
        (99, 99, 1, CANNOT_TELL, ("contract_values",)),
        (99, None, 0, CANNOT_TELL, ()),
        (None, None, 0, CANNOT_TELL, ("contract_values",)),
        (None, None, 2, CANNOT_TELL, ("contract_values",)),
    ],
)
def test_wins_major_contracts_cannot_fail_beside_an_unknown_value(
    low, high, not_valued, outcome, missing
):
    result = primes.wins_major_contracts(primes.Largest(low, high, not_valued), 100)

    assert (result.outcome, result.missing) == (outcome, missing)


def test_wins_major_contracts_tells_its_inputs_and_threshold():
    result = primes.wins_major_contracts(primes.Largest(5, 6, 1), 100)

    assert result.inputs == {"largest_low_pence": 5, "largest_high_pence": 6, "not_valued_count": 1}
    assert result.threshold == {"value_pence": 100}


def crossing(shares, measure="votes"):
    rows = [
        (1, measure, name, *(share if isinstance(share, tuple) else (share, share)))
        for name, share in shares.items()
    ]
    columns = ["subject_id", "measure", "sector", "fraction_low", "fraction_high"]
    power = pd.DataFrame(rows, columns=columns)
    return primes.cross_sector(power, threshold_low=0.25, threshold_high=0.75)


@pytest.mark.parametrize(
    ("shares", "outcome"),
    [
        ({"private": 0.75, "social": 0.25}, PASS),
        ({"private": 0.25, "social": 0.75}, PASS),
        ({"private": 0.9, "social": 0.1}, FAIL),
        ({"private": 0.1, "social": 0.9}, FAIL),
        ({"private": 0.5, "employees": 0.5}, FAIL),
        ({"social": 1.0}, FAIL),
        ({"private": (0.2, 0.8), "social": (0.2, 0.8)}, CANNOT_TELL),
        ({"private": (0.4, 0.6), "social": (0.4, 0.6)}, PASS),
        ({"private": 0.4, "social": 0.4, "not_recorded": 0.2}, PASS),
        ({"private": 0.4, "social": 0.2, "not_recorded": 0.4}, CANNOT_TELL),
        ({"private": 0.8, "social": 0.1, "not_disclosed": 0.1}, FAIL),
        ({"social": 0.5, "not_disclosed": 0.5}, CANNOT_TELL),
    ],
)
def test_cross_sector_takes_the_whole_interval(shares, outcome):
    assert crossing(shares).outcome == outcome


def test_cross_sector_with_one_sector_alone_fails():
    power = pd.DataFrame(
        [(1, "votes", "social", 1.0, 1.0)],
        columns=["subject_id", "measure", "sector", "fraction_low", "fraction_high"],
    )

    assert primes.cross_sector(power, threshold_low=0.25, threshold_high=1).outcome == FAIL


def test_cross_sector_tells_the_measure_and_its_inputs():
    result = crossing({"private": 0.6, "social": 0.3, "not_disclosed": 0.1}, "board_seats")

    assert result.inputs == {
        "measure": "board_seats",
        "social_low": 0.3,
        "social_high": 0.4,
        "sector_count_low": 2,
        "sector_count_high": None,
    }


@pytest.mark.parametrize("shares", [{}, {"private": 0.9, "social": 0.2}])
def test_cross_sector_names_power_that_is_missing_or_too_much(shares):
    result = crossing(shares)

    assert (result.outcome, result.missing) == (CANNOT_TELL, ("power",))


def mission(adopted_on=DAY, signed=4, members=5, **more):
    return primes.shared_mission(
        adopted_on=adopted_on,
        signed_count=signed,
        member_count=members,
        day=DAY,
        threshold=Decimal("0.8"),
        **more,
    )


@pytest.mark.parametrize(
    ("arguments", "outcome", "missing"),
    [
        ({}, PASS, ()),
        ({"signed": 3}, FAIL, ()),
        ({"signed": 3, "not_known_count": 1}, CANNOT_TELL, ("signed_by",)),
        ({"signed": 2, "not_known_count": 1}, FAIL, ()),
        ({"signed": None}, CANNOT_TELL, ("signed_by",)),
        ({"members": None}, CANNOT_TELL, ("members",)),
        ({"members": 0, "signed": 0}, CANNOT_TELL, ("members",)),
        ({"adopted_on": None}, CANNOT_TELL, ("adopted_on",)),
        ({"adopted_on": None, "signed": None}, CANNOT_TELL, ("adopted_on", "signed_by")),
        ({"adopted_on": None, "signed": 0}, FAIL, ()),
        ({"adopted_on": None, "has_mission": False}, FAIL, ()),
        ({"adopted_on": Date(2016, 4, 2)}, FAIL, ()),
        ({"adopted_on": Date(2016, 4, 2), "signed": None}, FAIL, ()),
    ],
)
def test_shared_mission_is_adopted_and_signed(arguments, outcome, missing):
    result = mission(**arguments)

    assert (result.outcome, result.missing) == (outcome, missing)


def test_shared_mission_tells_its_inputs():
    assert mission(not_known_count=1).inputs == {
        "adopted_on": "2016-04-01",
        "signed_count": 4,
        "not_known_count": 1,
        "member_count": 5,
        "fraction_low": 0.8,
        "fraction_high": 1.0,
    }


def results(*outcomes):
    return [
        TestResult(f"test_{number}", outcome, {}, {}) for number, outcome in enumerate(outcomes, 1)
    ]


def test_nearest_misses_are_ordered_by_fails_then_unknowns_then_name():
    misses = primes.nearest_misses(
        {
            "Two fails": results(FAIL, FAIL),
            "beta": results(FAIL, PASS),
            "Gamma": results(FAIL, PASS),
            "Alpha": results(FAIL, CANNOT_TELL),
            "None told": results(CANNOT_TELL, CANNOT_TELL),
        }
    )

    assert [miss.name for miss in misses] == ["None told", "beta", "Gamma", "Alpha", "Two fails"]


def test_nearest_misses_name_what_they_failed():
    (miss,) = primes.nearest_misses({"Prime": results(PASS, FAIL, CANNOT_TELL)})

    assert (miss.failed, miss.cannot_tell) == (("test_2",), ("test_3",))


def test_nearest_misses_leave_out_who_passes_all():
    tested = {"Passes": results(PASS, PASS), "Misses": results(PASS, FAIL), "Not tested": []}

    assert [miss.name for miss in primes.nearest_misses(tested)] == ["Misses"]
    assert primes.passing(tested) == ["Passes"]


def test_passing_of_none_is_an_answer():
    assert primes.passing({"Prime": results(PASS, CANNOT_TELL)}) == []
