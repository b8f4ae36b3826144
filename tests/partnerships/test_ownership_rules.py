"""F3: the state of ownership rules, on a day and over time."""

import datetime

import pandas as pd
import pytest

from partnerships import ownership_rules
from partnerships.ownership_rules import RULE_COLUMNS
from tests.registers import frame, holding, holdings_frame, sector, sectors_frame

DAY = datetime.date(2015, 3, 31)
EARLIER = datetime.date(2012, 4, 1)
LATER = datetime.date(2017, 11, 1)
NO_SECTORS = sectors_frame([])


def rule(kind, percent, tolerance=0.0, *, whose="staff", since=None, to=None, **more):
    low, high = percent if isinstance(percent, tuple) else (percent, percent)
    return {
        "rule_id": 7,
        "subject_id": 1,
        "kind": kind,
        "measure": "equity",
        "whose": whose,
        "holder_id": None,
        "percent_low": low,
        "percent_high": high,
        "tolerance": tolerance,
        "valid_from": since,
        "valid_to": to,
    } | more


def on_day(one_rule, *rows, sectors=NO_SECTORS):
    states = ownership_rules.rules_on(
        frame([one_rule], RULE_COLUMNS), holdings_frame(rows), sectors, DAY
    )
    return states.iloc[0]


def spans_of(one_rule, *rows, sectors=NO_SECTORS, until=None):
    spans = ownership_rules.rules_over_time(
        frame([one_rule], RULE_COLUMNS), holdings_frame(rows), sectors, until
    )
    columns = ["valid_from", "valid_to", "percent_low", "percent_high", "state"]
    return [tuple(row) for row in spans[columns].astype(object).to_numpy().tolist()]


@pytest.mark.parametrize(
    ("held", "kind", "limit", "tolerance", "state"),
    [
        ((25, 25), "floor", 25, 0, "met"),
        ((24.9999, 24.9999), "floor", 25, 0, "breached"),
        ((24.9999, 25), "floor", 25, 0, "cannot_tell"),
        ((25, 100), "floor", 25, 0, "met"),
        ((25, 25), "cap", 25, 0, "met"),
        ((25.0001, 25.0001), "cap", 25, 0, "breached"),
        ((25, 25.0001), "cap", 25, 0, "cannot_tell"),
        ((0, 25), "cap", 25, 0, "met"),
        ((45, 45), "target", 50, 5, "met"),
        ((55, 55), "target", 50, 5, "met"),
        ((44.9999, 44.9999), "target", 50, 5, "breached"),
        ((55.0001, 55.0001), "target", 50, 5, "breached"),
        ((40, 60), "target", 50, 5, "cannot_tell"),
        ((24.3, 24.3), "target", 50, 5, "breached"),
        ((45, 55), "target", 50, 5, "met"),
        ((0.3, 0.3), "target", 0.1, 0.2, "met"),
    ],
)
def test_state_of_exact_limit(held, kind, limit, tolerance, state):
    assert ownership_rules.state_of(*held, kind, limit, limit, tolerance) == state


@pytest.mark.parametrize(
    ("held", "kind", "state"),
    [
        (30, "floor", "met"),
        (29, "floor", "cannot_tell"),
        (19, "floor", "breached"),
        (20, "cap", "met"),
        (21, "cap", "cannot_tell"),
        (31, "cap", "breached"),
        (25, "target", "met"),
        (24, "target", "cannot_tell"),
        (14, "target", "breached"),
    ],
)
def test_state_of_limit_between_20_and_30_needs_all_or_none_of_it(held, kind, state):
    assert ownership_rules.state_of(held, held, kind, 20, 30, 5) == state


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_state_of_missing_holding_cannot_be_told(missing):
    assert ownership_rules.state_of(missing, missing, "floor", 25, 25, 0) == "cannot_tell"


def test_state_of_missing_limit_cannot_be_told():
    assert ownership_rules.state_of(10, 10, "floor", None, None, 0) == "cannot_tell"


def test_state_of_missing_tolerance_is_never_a_breach():
    assert ownership_rules.state_of(24.3, 24.3, "target", 50, 50, None) == "cannot_tell"


def test_state_of_floor_reads_no_tolerance():
    assert ownership_rules.state_of(24, 24, "floor", 25, 25, 5) == "breached"


def test_state_of_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="no such kind of ownership rule: ceiling"):
        ownership_rules.state_of(1, 1, "ceiling", 2, 2, 0)


def test_band_of_target_names_what_it_allows():
    assert ownership_rules.band_of("target", 50, 50, 5) == (45, 55, 45, 55)


def test_band_of_imprecise_floor_is_certain_from_its_high():
    assert ownership_rules.band_of("floor", 20, 30) == (30, float("inf"), 20, float("inf"))


def test_rule_on_staff_adds_employees_and_employee_trust():
    found = on_day(
        rule("floor", 50.0),
        holding(1, "employees", 20),
        holding(1, "employee_trust", 30),
        holding(1, "managers", 50),
    )

    assert (found["percent_low"], found["percent_high"], found["state"]) == (50, 50, "met")


def test_rule_on_staff_counts_a_staff_vehicle():
    vehicle = sectors_frame([sector(2, "social", is_staff_vehicle=True)])

    assert on_day(rule("floor", 25.0), holding(1, 2, 25), sectors=vehicle)["state"] == "met"


def test_rule_on_category_leaves_others_out():
    found = on_day(
        rule("cap", 30.0, whose="private"),
        holding(1, ("P", "private"), 30),
        holding(1, ("Q", "social"), 70),
    )

    assert (found["percent_low"], found["percent_high"], found["state"]) == (30, 30, "met")


def test_rule_on_holder_counts_that_holder_alone():
    sectors = sectors_frame([sector(2, "private"), sector(3, "private")])

    found = on_day(
        rule("cap", 40.0, whose="holder", holder_id=2),
        holding(1, 2, 35),
        holding(1, 3, 65),
        sectors=sectors,
    )

    assert (found["percent_low"], found["percent_high"], found["state"]) == (35, 35, "met")


def test_rule_on_holder_is_capped_by_the_others():
    found = on_day(
        rule("cap", 60.0, whose="holder", holder_id=2),
        holding(1, 2, None),
        holding(1, "employees", 40),
    )

    assert (found["percent_low"], found["percent_high"], found["state"]) == (0, 60, "met")


def test_rule_on_absent_holder_leaves_out_named_holders_of_unknown_sector():
    found = on_day(
        rule("cap", 40.0, whose="holder", holder_id=2),
        holding(1, 3, 70),
        holding(1, "not_disclosed", 20),
        holding(1, "employees", 10),
    )

    assert (found["percent_low"], found["percent_high"], found["state"]) == (0, 20, "met")


def test_rule_on_absent_category_may_hold_what_is_of_unknown_sector():
    found = on_day(
        rule("cap", 60.0, whose="private"), holding(1, 3, 70), holding(1, "employees", 30)
    )

    assert (found["percent_low"], found["percent_high"], found["state"]) == (0, 70, "cannot_tell")


def test_rule_without_holder_cannot_be_told():
    found = on_day(rule("floor", 25.0, whose="holder"), holding(1, "employees", 100))

    assert (found["state"], found["has_stakes"]) == ("cannot_tell", True)


def test_rule_on_absent_staff_cannot_be_told_from_what_is_not_recorded():
    found = on_day(rule("floor", 25.0), holding(1, ("P", "private"), 60))

    assert (found["percent_low"], found["percent_high"], found["state"]) == (0, 40, "cannot_tell")


def test_rule_on_absent_staff_is_breached_where_all_is_recorded():
    found = on_day(rule("floor", 25.0), holding(1, ("P", "private"), 100))

    assert (found["percent_low"], found["percent_high"], found["state"]) == (0, 0, "breached")


def test_rule_on_recorded_staff_takes_the_rest_as_somebody_elses():
    found = on_day(rule("target", 50.0, 5.0), holding(1, "employees", 24.3))

    assert (found["percent_low"], found["percent_high"], found["state"]) == (24.3, 24.3, "breached")


def test_rule_on_about_half_is_met_within_five_points():
    found = on_day(rule("target", 50.0, 5.0), holding(1, "employees", 45, 55))

    assert (found["percent_low"], found["percent_high"], found["state"]) == (45, 55, "met")


def test_rule_without_stakes_of_its_measure_has_no_percent():
    found = on_day(rule("floor", 25.0, measure="votes"), holding(1, "employees", 100))

    assert pd.isna(found["percent_low"])
    assert pd.isna(found["percent_high"])
    assert (found["state"], found["has_stakes"]) == ("cannot_tell", False)


def test_rule_on_unknown_category_is_refused():
    with pytest.raises(ValueError, match="no such category of holders: partners"):
        on_day(rule("cap", 40.0, whose="partners"), holding(1, "employees", 100))


@pytest.mark.parametrize(
    ("since", "to", "count"),
    [(DAY, None, 1), (None, DAY, 0), (LATER, None, 0), (None, LATER, 1)],
)
def test_rules_on_takes_the_rules_in_force(since, to, count):
    rules = frame([rule("floor", 25.0, since=since, to=to)], RULE_COLUMNS)

    states = ownership_rules.rules_on(rules, holdings_frame([]), NO_SECTORS, DAY)

    assert len(states) == count


def test_rule_over_time_changes_with_stakes():
    rows = [
        holding(1, "employees", 100, to=EARLIER),
        holding(1, "employees", 20, since=EARLIER),
        holding(1, "managers", 80, since=EARLIER),
    ]

    assert spans_of(rule("floor", 25.0), *rows) == [
        (None, EARLIER, 100, 100, "met"),
        (EARLIER, None, 20, 20, "breached"),
    ]


def test_rule_over_time_changes_with_the_sector_of_a_holder():
    sectors = sectors_frame([sector(2, "social", to=LATER), sector(2, "private", since=LATER)])

    assert spans_of(rule("cap", 50.0, whose="private"), holding(1, 2, 100), sectors=sectors) == [
        (None, LATER, 0, 0, "met"),
        (LATER, None, 100, 100, "breached"),
    ]


def test_rule_over_time_keeps_to_its_period():
    rows = [holding(1, "employees", 100, to=DAY), holding(1, "employees", 50, since=DAY)]

    assert spans_of(rule("floor", 60.0, since=EARLIER, to=LATER), *rows) == [
        (EARLIER, DAY, 100, 100, "met"),
        (DAY, LATER, 50, 50, "breached"),
    ]


def test_rule_over_time_joins_equal_neighbours():
    rows = [
        holding(1, "employees", 100, to=DAY),
        holding(1, "employees", 60, since=DAY),
        holding(1, "employee_trust", 40, since=DAY),
    ]

    assert spans_of(rule("floor", 25.0), *rows) == [(None, None, 100, 100, "met")]


def test_rule_over_time_leaves_out_spans_that_begin_after_the_last_day():
    rows = [holding(1, "employees", 100, to=LATER), holding(1, "employees", 20, since=LATER)]

    last = LATER - datetime.timedelta(days=1)

    assert spans_of(rule("floor", 25.0), *rows, until=last) == [(None, LATER, 100, 100, "met")]


def test_rule_over_time_keeps_a_span_that_begins_on_the_last_day():
    rows = [holding(1, "employees", 100, to=LATER), holding(1, "employees", 20, since=LATER)]

    assert spans_of(rule("floor", 25.0), *rows, until=LATER)[1:] == [
        (LATER, None, 20, 20, "breached")
    ]


def test_rule_over_time_tells_the_time_without_stakes():
    rules = frame([rule("floor", 25.0)], RULE_COLUMNS)
    holdings = holdings_frame([holding(1, "employees", 100, since=DAY)])

    spans = ownership_rules.rules_over_time(rules, holdings, NO_SECTORS, None)

    assert spans[["valid_from", "state", "has_stakes"]].to_numpy().tolist() == [
        [None, "cannot_tell", False],
        [DAY, "met", True],
    ]


def test_rule_over_time_of_an_empty_period_has_no_span():
    assert spans_of(rule("floor", 25.0, since=DAY, to=DAY), holding(1, "employees", 100)) == []


def test_rules_over_time_without_rules_keep_their_columns():
    spans = ownership_rules.rules_over_time(
        frame([], RULE_COLUMNS), holdings_frame([]), NO_SECTORS, None
    )

    assert list(spans.columns) == [
        "rule_id",
        "valid_from",
        "valid_to",
        "percent_low",
        "percent_high",
        "state",
        "has_stakes",
    ]


def test_rules_on_without_rules_keep_their_columns():
    states = ownership_rules.rules_on(frame([], RULE_COLUMNS), holdings_frame([]), NO_SECTORS, DAY)

    assert list(states.columns) == [
        "rule_id",
        "percent_low",
        "percent_high",
        "state",
        "has_stakes",
    ]
