"""F6: power beside delivery in a social prime."""

import datetime

import pandas as pd
import pytest

from partnerships import contract_values, ownership, primes
from partnerships.contract_values import Placement
from tests.registers import (
    changes_frame,
    contract,
    contracts_frame,
    holding,
    holdings_frame,
    link,
    links_frame,
    provider,
    providers_frame,
    sector,
    sectors_frame,
)

Date = datetime.date
DAY = Date(2016, 4, 1)
PRIME, FIRM, CHARITY = 1, 2, 3
SECTORS = sectors_frame(
    [sector(PRIME, "hybrid"), sector(FIRM, "private"), sector(CHARITY, "social")]
)


def power_of(shares, measure="votes"):
    """Give rows of power: fractions by sector, or (low, high) pairs."""
    rows = [
        (PRIME, measure, name, *(share if isinstance(share, tuple) else (share, share)))
        for name, share in shares.items()
    ]
    columns = ["subject_id", "measure", "sector", "fraction_low", "fraction_high"]
    return pd.DataFrame(rows, columns=columns)


def cell(sector_name, low, high=-1, *, contract_id=1, year="2015/16"):
    """Give one cell; it has no upper limit if high is None."""
    return {
        "contract_id": contract_id,
        "sector": sector_name,
        "financial_year": year,
        "value_low_pence": low,
        "value_high_pence": low if high == -1 else high,
        "is_to_come": year > "2016/17",
    }


def delivery_of(*cells, links=(), status=(), contract_ids=(1,), financial_years=None):
    """Give the delivery of contract 1: links as statuses, or as (contract id, status) pairs."""
    columns = list(cell("private", 0))
    links = [item if isinstance(item, tuple) else (1, item) for item in links]
    frame = pd.DataFrame(list(cells), columns=columns)
    frame = frame.astype({"value_low_pence": "int64", "value_high_pence": "Int64"})
    placement = Placement(
        frame.astype({"sector": "category", "is_to_come": bool}),
        pd.DataFrame(list(status), columns=["contract_id", "status"]),
        pd.DataFrame(links, columns=["contract_id", "status"]),
    )
    return primes.delivery(placement, contract_ids, financial_years)


def told(power, delivery):
    found = primes.equivalence(power, delivery)
    assert found.status == primes.TOLD, found.reasons
    return found.low, found.high


def reasons(power, delivery):
    found = primes.equivalence(power, delivery)
    assert (found.low, found.high, found.status) == (None, None, primes.CANNOT_TELL)
    return found.reasons


NINE_TO_ONE = power_of({"private": 0.9, "social": 0.1})
THREE_TO_SEVEN = delivery_of(cell("private", 30_00), cell("social", 70_00))


def split_of(*stakes):
    return ownership.split_on(holdings_frame(stakes), SECTORS, DAY)


# --- power


def test_power_is_the_split_as_fractions():
    split = split_of(
        holding(PRIME, FIRM, 75.1, measure="votes"),
        holding(PRIME, "employees", 20, measure="votes"),
    )

    rows = primes.power(split)

    assert rows.to_dict("split")["data"] == [
        [PRIME, "votes", "employees", 0.2, 0.2],
        [PRIME, "votes", "private", 0.751, 0.751],
        [PRIME, "votes", "not_recorded", 0.049, 0.049],
    ]


def test_power_keeps_a_holder_that_is_not_disclosed_apart():
    rows = primes.power(split_of(holding(PRIME, "not_disclosed", 40), holding(PRIME, FIRM, 60)))

    assert rows["sector"].tolist() == ["not_disclosed", "private"]


def test_power_of_nobody_has_its_columns():
    rows = primes.power(split_of())

    assert rows.columns.tolist() == [
        "subject_id",
        "measure",
        "sector",
        "fraction_low",
        "fraction_high",
    ]


# --- delivery


def test_delivery_gives_fractions_of_the_sums_by_sector():
    rows = delivery_of(
        cell("social", 10_00), cell("social", 60_00, year="2014/15"), cell("private", 30_00)
    ).rows

    assert rows[["sector", "fraction_low", "fraction_high"]].to_dict("split")["data"] == [
        ["private", 0.3, 0.3],
        ["social", 0.7, 0.7],
    ]


def test_delivery_leaves_other_contracts_out():
    made = delivery_of(cell("social", 10_00), cell("private", 30_00, contract_id=2))

    assert made.rows["sector"].tolist() == ["social"]
    assert made.contract_count == 1


def test_delivery_of_some_years_leaves_others_out():
    cells = cell("social", 10_00, year="2014/15"), cell("private", 30_00)

    made = delivery_of(*cells, financial_years=["2014/15"])

    assert made.rows["value_low_pence"].tolist() == [10_00]


def test_delivery_says_that_years_to_come_are_in():
    late = cell("social", 10_00, year="2017/18")

    assert delivery_of(late).has_years_to_come
    assert not delivery_of(late, cell("social", 1), financial_years=["2015/16"]).has_years_to_come


def test_delivery_of_intervals_is_least_where_the_others_have_most():
    rows = delivery_of(cell("private", 10_00, 30_00), cell("social", 30_00, 90_00)).rows

    assert rows[["fraction_low", "fraction_high"]].to_numpy().tolist() == [[0.1, 0.5], [0.5, 0.9]]


def test_delivery_without_limit_leaves_the_others_down_to_nothing():
    rows = delivery_of(cell("private", 10_00, None), cell("social", 30_00)).rows

    assert rows[["fraction_low", "fraction_high"]].to_numpy().tolist() == [[0.25, 1], [0, 0.75]]
    assert rows["value_high_pence"].isna().tolist() == [True, False]


def test_delivery_below_nothing_counts_as_nothing_and_says_so():
    rows = delivery_of(cell("private", -10_00), cell("social", 30_00)).rows

    assert rows["value_low_pence"].tolist() == [-10_00, 30_00]
    assert rows["fraction_low"].tolist() == [0, 1]
    assert rows["is_floored"].tolist() == [True, False]


def test_delivery_takes_ends_a_penny_out_of_order_as_they_are_meant():
    rows = delivery_of(cell("private", 31, 30), cell("social", 70)).rows

    assert rows["fraction_low"].tolist() == [0.3, pytest.approx(70 / 101)]


def test_delivery_nets_a_sector_before_anything_counts_as_nothing():
    rows = delivery_of(
        cell("private", -10_00), cell("private", 20_00, year="2014/15"), cell("social", 30_00)
    ).rows

    assert rows["fraction_low"].tolist() == [0.25, 0.75]
    assert not rows["is_floored"].any()


def test_delivery_of_nothing_has_no_fractions():
    made = delivery_of()

    assert (len(made.rows), made.contract_count) == (0, 0)
    assert delivery_of(cell("private", 0)).rows["fraction_low"].isna().all()


def test_delivery_counts_links_that_tell_no_value():
    made = delivery_of(
        cell("private", 10_00), links=["undisclosed", "moved", "undated", "undisclosed"]
    )

    assert (made.undisclosed_link_count, made.undated_link_count) == (2, 1)


def test_delivery_does_not_count_links_of_contracts_without_value_in_it():
    made = delivery_of(
        cell("private", 10_00), links=[(2, "undisclosed"), (3, "undisclosed")], contract_ids=[1, 2]
    )

    assert made.undisclosed_link_count == 0


def test_delivery_counts_contracts_that_are_in_no_sum():
    statuses = [(1, "placed"), (2, "unvalued"), (3, "unvalued"), (4, "undated"), (5, "undated")]

    made = delivery_of(cell("private", 1), status=statuses, contract_ids=[1, 2, 3, 4])

    assert made.not_placed_counts == {"undated": 1, "unvalued": 2}


def test_delivery_follows_the_links_of_a_register():
    placement = contract_values.delivered(
        contracts_frame([contract(7, Date(2015, 4, 1), Date(2016, 3, 31), 100_00)]),
        providers_frame([provider(7, FIRM)]),
        changes_frame([]),
        links_frame([link(7, FIRM, CHARITY, 70_00), link(7, FIRM, ("Unknown", ""), 10_00)]),
        SECTORS,
        DAY,
    )

    rows = primes.delivery(placement, [7]).rows

    assert dict(zip(rows["sector"], rows["fraction_low"], strict=True)) == {
        "not_recorded": 0.1,
        "private": 0.2,
        "social": 0.7,
    }


# --- equivalence


def test_equivalence_of_nine_to_one_beside_three_to_seven():
    assert told(NINE_TO_ONE, THREE_TO_SEVEN) == (0.4, 0.4)


def test_equivalence_is_whole_where_delivery_follows_power():
    power = power_of({"private": 0.3, "social": 0.7})

    assert told(power, THREE_TO_SEVEN) == (1, 1)


def test_equivalence_of_thirds_is_not_lessened_by_rounding():
    power = power_of({"private": 0.333333, "social": 0.333333, "public": 0.333333})
    done = delivery_of(cell("private", 1), cell("social", 1), cell("public", 1))

    assert told(power, done) == (1, 1)


def test_equivalence_is_nothing_where_those_in_power_deliver_nothing():
    power = power_of({"employees": 1.0})

    assert told(power, THREE_TO_SEVEN) == (0, 0)


def test_equivalence_of_intervals_of_power_takes_both_ends():
    power = power_of({"private": (0.7, 0.9), "social": (0.1, 0.3)})

    assert told(power, THREE_TO_SEVEN) == (0.4, 0.6)


def test_equivalence_of_intervals_of_value_takes_both_ends():
    done = delivery_of(cell("private", 10_00, 30_00), cell("social", 10_00))

    assert told(NINE_TO_ONE, done) == (0.6, 0.85)


def test_equivalence_is_whole_where_the_intervals_meet():
    done = delivery_of(cell("private", 10_00, 100_00), cell("social", 10_00, 20_00))

    assert told(NINE_TO_ONE, done) == (pytest.approx(1 - (0.9 - 1 / 3)), 1)


def test_equivalence_of_a_delivery_without_limit():
    done = delivery_of(cell("private", 30_00, None), cell("social", 70_00))

    assert told(NINE_TO_ONE, done) == (0.4, 1)


def test_equivalence_tries_delivery_of_no_known_sector_with_all():
    power = power_of({"private": 0.5, "social": 0.5})
    done = delivery_of(cell("private", 50_00), cell("social", 30_00), cell("not_recorded", 20_00))

    assert told(power, done) == (0.8, 1)


def test_equivalence_tries_a_holder_not_disclosed_with_all_sectors():
    power = power_of({"private": 0.3, "social": 0.4, "not_disclosed": 0.3})

    assert told(power, THREE_TO_SEVEN) == (0.7, 1)


def test_equivalence_tries_power_that_may_be_not_recorded_with_all_sectors():
    split = split_of(
        holding(PRIME, FIRM, 25, 35, measure="votes"),
        holding(PRIME, CHARITY, 65, 75, measure="votes"),
    )

    assert told(primes.power(split), THREE_TO_SEVEN) == (0.9, 1)


@pytest.mark.parametrize(
    ("measures", "used"),
    [
        (["equity", "votes", "board_seats"], "votes"),
        (["equity", "board_seats"], "board_seats"),
        (["equity"], "equity"),
    ],
)
def test_equivalence_uses_votes_else_board_seats_else_equity(measures, used):
    power = pd.concat([power_of({"private": 1.0}, measure) for measure in measures])

    assert primes.equivalence(power, THREE_TO_SEVEN).measure_used == used


def test_equivalence_does_not_turn_to_equity_where_votes_are_not_all_recorded():
    power = pd.concat(
        [power_of({"private": 1.0}, "equity"), power_of({"private": 0.9, "not_recorded": 0.1})]
    )

    assert reasons(power, THREE_TO_SEVEN) == ("power_not_recorded",)


@pytest.mark.parametrize(
    ("shares", "reason"),
    [
        ({}, "no_power"),
        ({"private": 0.9, "not_recorded": 0.1}, "power_not_recorded"),
        ({"private": 0.9998, "not_recorded": 0.0002}, "power_not_recorded"),
        ({"private": 0.9}, "power_not_recorded"),
        ({"private": 0.9, "social": 0.2}, "power_exceeds_whole"),
        ({"private": (0.0, 1.0), "not_recorded": (0.0, 1.0)}, "range_says_nothing"),
    ],
)
def test_equivalence_cannot_be_told_from_such_power(shares, reason):
    assert reasons(power_of(shares), THREE_TO_SEVEN) == (reason,)


def test_equivalence_allows_a_hundredth_of_one_per_cent_not_recorded():
    power = power_of({"private": 0.9999, "not_recorded": 0.0001})

    assert told(power, delivery_of(cell("private", 1))) == (1, 1)


@pytest.mark.parametrize(
    ("done", "reason"),
    [
        (delivery_of(), "no_delivery_value"),
        (delivery_of(cell("private", 0)), "no_delivery_value"),
        (delivery_of(cell("private", -5)), "no_delivery_value"),
        (delivery_of(cell("private", 5), links=["undisclosed"]), "links_undisclosed"),
        (delivery_of(cell("private", 5), links=["undated"]), "links_undated"),
    ],
)
def test_equivalence_cannot_be_told_from_such_delivery(done, reason):
    assert reasons(NINE_TO_ONE, done) == (reason,)


def test_equivalence_gives_every_reason():
    assert reasons(power_of({}), delivery_of()) == ("no_power", "no_delivery_value")


def test_equivalence_comes_with_its_parts():
    power = power_of({"private": 0.6, "employees": 0.4})

    assert primes.equivalence(power, THREE_TO_SEVEN).parts.to_dict("split")["data"] == [
        ["employees", 0.4, 0.4, 0, 0],
        ["private", 0.6, 0.6, 0.3, 0.3],
        ["social", 0, 0, 0.7, 0.7],
    ]


def test_equivalence_that_cannot_be_told_still_has_its_parts():
    parts = primes.equivalence(NINE_TO_ONE, delivery_of()).parts

    assert parts["power_low"].tolist() == [0.9, 0.1]
    assert parts["delivery_low"].isna().all()


def test_equivalence_without_power_has_parts_of_delivery():
    parts = primes.equivalence(power_of({}), THREE_TO_SEVEN).parts

    assert parts["power_low"].isna().all()
    assert parts["delivery_low"].tolist() == [0.3, 0.7]


def test_equivalence_is_of_one_prime():
    power = pd.concat([NINE_TO_ONE, NINE_TO_ONE.assign(subject_id=2)])

    with pytest.raises(ValueError, match="several primes"):
        primes.equivalence(power, THREE_TO_SEVEN)
