"""F1: staff share of equity by year."""

import datetime

import pandas as pd
import pytest

from spinouts import staff_shares
from tests import alternatives
from tests.registers import RandomRegister, holding, holdings_frame, sectors_frame

Date = datetime.date
DAY = Date(2016, 6, 30)
LAUNCH = Date(2014, 4, 1)
COLUMNS = ["organisation_id", "launched_on", "dissolved_on", "exited_on", "service_group"]


def spin_outs_frame(*rows):
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def spin_out(organisation_id, launched=LAUNCH, dissolved=None, exited=None):
    return organisation_id, launched, dissolved, exited, "health"


def by_year(spin_outs, holdings, day=DAY):
    return staff_shares.staff_share_by_year(
        spin_outs_frame(*spin_outs), holdings_frame(holdings), sectors_frame([]), day
    )


def test_quartiles_are_interpolated_between_known_shares():
    shares = {1: 10, 2: 25, 3: 75, 4: 100}
    rows = by_year(
        [spin_out(number) for number in [*shares, 5, 6]],
        [holding(number, "employees", share) for number, share in shares.items()]
        + [holding(5, "employees", None)],
    )

    assert rows.to_numpy().tolist() == [
        [2014, 4, 50.0, 21.25, 81.25, 2],
        [2015, 4, 50.0, 21.25, 81.25, 2],
    ]


def test_year_of_the_day_counts_from_its_31_december_on():
    rows = [holding(1, "employees", 25)]

    assert by_year([spin_out(1)], rows, Date(2014, 12, 30)).empty
    assert by_year([spin_out(1)], rows, Date(2014, 12, 31))["year"].tolist() == [2014]


def test_spin_outs_count_while_they_stand():
    rows = by_year(
        [
            spin_out(1, Date(2014, 12, 31)),
            spin_out(2, Date(2015, 1, 1)),
            spin_out(3, dissolved=Date(2015, 12, 31)),
            spin_out(4, exited=Date(2016, 1, 1)),
            spin_out(5, launched=None),
        ],
        [holding(number, "employees", 10 * number) for number in (1, 2, 3, 4, 5)],
    )

    assert rows[["organisation_count", "median_percent"]].to_numpy().tolist() == [[3, 30], [3, 20]]


def test_year_without_a_known_share_keeps_its_row():
    rows = by_year([spin_out(1)], [])

    assert rows["not_known_count"].tolist() == [1, 1]
    assert rows["median_percent"].isna().all()


def test_without_spin_outs_there_are_no_years():
    assert by_year([], []).empty


def test_share_is_of_each_year_end():
    cut = Date(2015, 12, 31)
    rows = by_year(
        [spin_out(1)],
        [holding(1, "employees", 100, to=cut), holding(1, "employee_trust", 30, since=cut)],
    )

    assert rows["median_percent"].tolist() == [100, 30]


@pytest.mark.parametrize("seed", range(50))
def test_staff_share_by_year_agrees_with_its_slow_twin(seed):
    register = RandomRegister(seed, organisation_count=16)
    pick = register.random
    rows = []
    for number in register.ids:
        launched = Date(pick.randint(1966, 1975), pick.randint(1, 12), pick.randint(1, 28))
        ends = [None, None, launched + datetime.timedelta(days=pick.randint(1, 3000))]
        rows.append(
            spin_out(
                number,
                launched if pick.random() < 0.9 else None,
                pick.choice(ends),
                pick.choice(ends),
            )
        )
    day = Date(1973, 3, 31)

    fast = staff_shares.staff_share_by_year(
        spin_outs_frame(*rows), register.holdings, register.sectors, day
    )
    slow = alternatives.staff_share_by_year(
        alternatives.rows_of(spin_outs_frame(*rows)),
        alternatives.rows_of(register.holdings),
        alternatives.rows_of(register.sectors),
        day,
    )

    assert len(fast) == len(slow)
    for found, expected in zip(fast.to_numpy().tolist(), slow, strict=True):
        assert found == pytest.approx(expected, nan_ok=True)
