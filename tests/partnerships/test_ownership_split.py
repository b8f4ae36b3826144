"""F1: splits on a day, and the staff's share of them."""

import datetime

import pytest

from partnerships import ownership
from tests import alternatives
from tests.registers import RandomRegister, holding, holdings_frame, sector, sectors_frame

DAY = datetime.date(2015, 3, 31)
NO_SECTORS = sectors_frame([])


def bounds(split, subject_id=1, measure="equity"):
    rows = split[(split["subject_id"] == subject_id) & (split["measure"] == measure)]
    return {
        category: (low, high)
        for category, low, high in zip(
            rows["category"], rows["percent_low"], rows["percent_high"], strict=True
        )
    }


def split_of(*rows, sectors=NO_SECTORS, day=DAY):
    return bounds(ownership.split_on(holdings_frame(rows), sectors, day))


def test_split_of_exact_stakes_adds_up_without_remainder():
    sectors = sectors_frame([sector(2, "private"), sector(3, "public")])

    split = split_of(
        holding(1, 2, 40), holding(1, 3, 35), holding(1, "employees", 25), sectors=sectors
    )

    assert split == {"private": (40, 40), "public": (35, 35), "employees": (25, 25)}


def test_split_of_thirds_leaves_no_dust_not_recorded():
    thirds = (holding(1, holder, 33.3333) for holder in ("employees", "community", "managers"))

    assert split_of(*thirds) == {
        "employees": (33.3333, 33.3333),
        "community": (33.3333, 33.3333),
        "managers": (33.3333, 33.3333),
    }


def test_split_names_what_is_not_recorded():
    assert split_of(holding(1, "employees", 24.9)) == {
        "employees": (24.9, 24.9),
        "not_recorded": (75.1, 75.1),
    }


def test_split_of_unknown_size_is_capped_by_what_is_known():
    assert split_of(holding(1, "employees", None), holding(1, "managers", 30)) == {
        "employees": (0, 70),
        "managers": (30, 30),
        "not_recorded": (0, 70),
    }


def test_split_of_more_than_has_no_upper_end_but_the_whole():
    assert split_of(holding(1, "employees", 50, 100), holding(1, "managers", 20)) == {
        "employees": (50, 80),
        "managers": (20, 20),
        "not_recorded": (0, 30),
    }


def test_split_keeps_a_true_zero():
    assert split_of(holding(1, "employees", 100), holding(1, ("P", "private"), 0)) == {
        "employees": (100, 100),
        "private": (0, 0),
    }


def test_split_without_stakes_has_no_rows():
    assert ownership.split_on(holdings_frame([]), NO_SECTORS, DAY).empty


def test_split_floors_rounding_beyond_the_whole():
    split = split_of(*(holding(1, name, 33.3367) for name in ("employees", "managers", "public")))

    assert split["employees"] == (33.3367, 33.3367)
    assert "not_recorded" not in split


def test_split_of_lows_beyond_the_whole_keeps_them():
    assert split_of(holding(1, "employees", 80), holding(1, "managers", 70)) == {
        "employees": (80, 80),
        "managers": (70, 70),
    }


def test_split_counts_a_staff_vehicle_as_employee_trust():
    sectors = sectors_frame([sector(2, "social", is_staff_vehicle=True)])

    assert split_of(holding(1, 2, 100), sectors=sectors) == {"employee_trust": (100, 100)}


@pytest.mark.parametrize(
    ("day", "category"),
    [
        (datetime.date(2016, 2, 28), "mutual"),
        (datetime.date(2016, 2, 29), "private"),
        (datetime.date(2020, 1, 1), "not_recorded"),
    ],
)
def test_split_takes_the_sector_of_the_day(day, category):
    leap_day = datetime.date(2016, 2, 29)
    sectors = sectors_frame(
        [
            sector(2, "mutual", to=leap_day),
            sector(2, "private", since=leap_day, to=datetime.date(2020, 1, 1)),
        ]
    )

    assert split_of(holding(1, 2, 100), sectors=sectors, day=day) == {category: (100, 100)}


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (datetime.date(1959, 12, 31), False),
        (datetime.date(1960, 1, 1), True),
        (datetime.date(1969, 12, 31), True),
        (datetime.date(1970, 1, 1), False),
    ],
)
def test_split_holds_from_the_first_day_to_the_day_before_the_end(day, holds):
    stake = holding(
        1,
        "employees",
        100,
        since=datetime.date(1960, 1, 1),
        to=datetime.date(1970, 1, 1),
    )

    assert bool(split_of(stake, day=day)) is holds


def test_holders_are_named_with_category_and_size():
    rows = [holding(1, "employees", None), holding(1, 2, 30)]

    holders = ownership.holders_on(holdings_frame(rows), sectors_frame([sector(2, "social")]), DAY)

    assert holders[["holder_key", "category", "is_size_known"]].to_numpy().tolist() == [
        ["organisation:2", "social", True],
        ["class:employees|", "employees", False],
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([holding(1, "employees", 25), holding(1, "employee_trust", 10)], (35, 35, True)),
        ([holding(1, "employees", None), holding(1, "employee_trust", 25)], (25, 100, False)),
        ([holding(1, "employees", 25), holding(1, "managers", 10)], (25, 25, True)),
        ([holding(1, "managers", 60)], (0, 0, False)),
        ([holding(1, "managers", 100)], (0, 0, True)),
        ([holding(1, "managers", 99.9999)], (0, 0, True)),
    ],
)
def test_staff_are_employees_and_their_trust(rows, expected):
    split = ownership.split_on(holdings_frame(rows), NO_SECTORS, DAY)

    staff = ownership.staff_percent(split)

    assert staff[["percent_low", "percent_high", "is_known"]].to_numpy().tolist() == [
        list(expected)
    ]


def test_split_over_time_joins_equal_neighbours_and_leaves_gaps():
    first, second, third, fourth = (datetime.date(year, 4, 1) for year in (2010, 2012, 2014, 2016))
    rows = [
        holding(1, "employees", 100, since=first, to=second),
        holding(1, "employees", 100, since=second, to=third),
        holding(1, ("P", "private"), 100, since=fourth),
    ]

    periods = ownership.split_over_time(holdings_frame(rows), NO_SECTORS, 1)

    assert periods.to_numpy().tolist() == [
        [first, third, "equity", "employees", 100, 100],
        [fourth, None, "equity", "private", 100, 100],
    ]


def test_split_over_time_changes_with_the_sector_of_a_holder():
    change = datetime.date(2017, 11, 1)
    sectors = sectors_frame([sector(2, "mutual", to=change), sector(2, "social", since=change)])

    periods = ownership.split_over_time(holdings_frame([holding(1, 2, 100)]), sectors, 1)

    assert periods.to_numpy().tolist() == [
        [None, change, "equity", "mutual", 100, 100],
        [change, None, "equity", "social", 100, 100],
    ]


def test_split_over_time_leaves_out_periods_that_begin_later():
    change = datetime.date(2017, 11, 1)
    rows = [holding(1, "employees", 100, to=change), holding(1, "managers", 100, since=change)]

    periods = ownership.split_over_time(
        holdings_frame(rows), NO_SECTORS, 1, until=datetime.date(2017, 10, 31)
    )

    assert periods.to_numpy().tolist() == [[None, change, "equity", "employees", 100, 100]]


@pytest.mark.parametrize("seed", range(50))
def test_split_agrees_with_its_slow_twin(seed):
    register = RandomRegister(seed)
    holdings = alternatives.rows_of(register.holdings)
    sectors = alternatives.rows_of(register.sectors)

    for day in register.days[:4]:
        split = ownership.split_on(register.holdings, register.sectors, day)
        staff = ownership.staff_percent(split)
        found = {row[:3]: row[3:] for row in split.itertuples(index=False, name=None)}
        found_staff = {row[:2]: row[2:] for row in staff.itertuples(index=False, name=None)}

        expected, expected_staff = {}, {}
        for key, categories in alternatives.split_on(holdings, sectors, day).items():
            for category, (low, high) in categories.items():
                expected[(*key, category)] = (float(low), float(high))
            low, high, is_known = alternatives.staff_percent(categories)
            expected_staff[key] = (float(low), float(high), is_known)
        assert found == expected
        assert found_staff == expected_staff


@pytest.mark.parametrize("seed", range(5))
def test_split_over_time_is_the_split_of_every_day(seed):
    register = RandomRegister(seed)

    for subject in register.ids[:5]:
        periods = ownership.split_over_time(register.holdings, register.sectors, subject)
        rows = alternatives.rows_of(periods)
        for day in register.days:
            found = {
                (row["measure"], row["category"]): (row["percent_low"], row["percent_high"])
                for row in rows
                if alternatives.holds(row, day, "valid_from", "valid_to")
            }
            split = ownership.split_on(register.holdings, register.sectors, day)
            split = split[split["subject_id"] == subject]
            assert found == {
                (measure, category): (low, high)
                for _, measure, category, low, high in split.itertuples(index=False)
            }
