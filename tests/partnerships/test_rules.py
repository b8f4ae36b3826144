"""Rules of stakes and contracts across rows, on literal rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organisations.measured import Unit, parse
from organisations.models import Organisation
from partnerships import rules
from partnerships.models import Contract, Stake

Y2010, Y2012, Y2014, Y2016 = (date(year, 1, 1) for year in (2010, 2012, 2014, 2016))
CIRCLE, EQUINITI = Organisation(pk=1, name="Circle"), Organisation(pk=2, name="Equiniti")


def _stake(holder="employees", **values):
    if isinstance(holder, Organisation):
        values["holder"] = holder
    elif isinstance(holder, tuple):
        values["holder_name"], values["holder_sector"] = holder
    else:
        values["holder_class"] = holder
    return Stake(subject=CIRCLE, **values)


def _seen(day, holder="employees", **values):
    return _stake(holder, period_kind="snapshot", seen_on=day, **values)


def _code(*stakes, dissolved_on=None, exited_on=None):
    try:
        rules.check_stakes_of_one_organisation(stakes, dissolved_on, exited_on)
    except ValidationError as refusal:
        return refusal.code
    return None


def _codes(refusal):
    return [error.code for errors in refusal.error_dict.values() for error in errors]


@pytest.mark.parametrize(
    "stakes",
    [
        (_stake(equity="50"), _stake("managers", equity="50")),
        (_stake(equity="~50"), _stake("managers", equity="50")),
        (
            _stake(equity="33.34"),
            _stake("managers", equity="33.33"),
            _stake(EQUINITI, equity="33.33"),
        ),
        (_stake(equity="33.34"), _stake("managers", equity="66.67")),
        (_stake(equity="60-80"), _stake("managers", equity="40-50")),
        (_stake(equity="<90"), _stake("managers", equity="<90")),
        (_stake(equity="unknown"), _stake("managers", equity="100")),
        (_stake(equity="60"), _stake("managers", votes="60")),
        (_stake(equity="60", valid_to=Y2012), _stake("managers", equity="60", valid_from=Y2012)),
        (_stake(equity="60"), _stake("managers", equity="60", role="alternative")),
        (_stake(equity="60"), _stake("managers", equity="60", basis="planned")),
        (_stake(equity="60"), _stake("managers", equity="60", period_kind="undated")),
        (_seen(Y2010, equity="60"), _seen(Y2012, "managers", equity="60")),
    ],
)
def test_stakes_that_can_all_be_true(stakes):
    assert _code(*stakes) is None


@pytest.mark.parametrize(
    "stakes",
    [
        (_stake(equity="60"), _stake("managers", equity="41")),
        (_stake(equity="60"), _stake("managers", equity="40.02")),
        (_stake(equity="more than 60"), _stake("managers", equity="at least 41")),
        (_stake(equity="60-80"), _stake("managers", equity="50-60")),
        (_stake(votes="60"), _stake("managers", votes="60")),
        (_stake(profit_share="60"), _stake("managers", profit_share="60")),
        (
            _stake(equity="60", valid_from=Y2010, valid_to=Y2014),
            _stake("managers", equity="60", valid_from=Y2012),
        ),
        (_seen(Y2010, equity="60"), _seen(Y2010, "managers", equity="60")),
        (_stake(equity="60"), _seen(Y2010, "managers", equity="60")),
    ],
)
def test_stakes_over_100_are_refused(stakes):
    assert _code(*stakes) == "over_100"


def test_refusal_names_measure_sum_day_and_holders():
    stakes = _stake(equity="60", valid_from=Y2010), _stake(EQUINITI, equity="51", valid_from=Y2012)

    with pytest.raises(ValidationError) as refusal:
        rules.check_stakes_of_one_organisation(stakes)

    message = refusal.value.messages[0]
    assert message.startswith("Equity adds up to 111 per cent on 2012-01-01")
    assert "employees directly 60%, Equiniti 51%" in message


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("employees", "employees", True),
        ("employees", "managers", False),
        (EQUINITI, EQUINITI, True),
        (EQUINITI, Organisation(pk=3, name="Equiniti"), False),
        (("Acme Ltd", "private"), ("ACME  ltd", "private"), True),
        (("Acme Ltd", "private"), ("Acme Ltd", "social"), False),
        (("Acme Ltd", "private"), ("Bcme Ltd", "private"), False),
    ],
)
@pytest.mark.parametrize("measure", ["equity", "votes", "profit_share"])
def test_one_holder_has_one_main_figure_on_a_day(first, second, is_same, measure):
    stakes = _stake(first, **{measure: "5"}), _stake(second, **{measure: "6"})

    assert _code(*stakes) == ("right_twice" if is_same else None)


def test_classes_are_told_apart_by_their_vehicle():
    first = _stake("employee_trust", holder_name="First trust", equity="5")
    second = _stake("employee_trust", holder_name="Second trust", equity="5")

    assert _code(first, second) is None
    second.holder_name = "first  TRUST"
    assert _code(first, second) == "right_twice"


def test_one_holder_may_hold_two_measures_in_two_rows():
    assert _code(_stake(equity="5"), _stake(votes="5")) is None


def test_board_seats_twice_are_refused_and_never_summed():
    assert (
        _code(
            _stake(board_seats="2", board_seats_total=3),
            _stake(board_seats="1", board_seats_total=3),
        )
        == "right_twice"
    )
    assert (
        _code(
            _stake(board_seats="3", board_seats_total=3),
            _stake("managers", board_seats="3", board_seats_total=3),
        )
        is None
    )


@pytest.mark.parametrize(
    ("dissolved_on", "exited_on", "ends"),
    [
        (None, None, Y2016),
        (Y2014, None, Y2014),
        (None, Y2012, Y2012),
        (Y2014, Y2012, Y2012),
        (Y2010, None, Y2016),
    ],
)
def test_snapshot_counts_until_the_first_of_its_endings(dissolved_on, exited_on, ends):
    stakes = [_seen(Y2010, equity="60"), _seen(Y2016, "managers", equity="50")]

    counting = rules.counting_periods(stakes, dissolved_on, exited_on)

    assert counting[0] == rules.Counting(True, Y2010, {"equity": ends})


@pytest.mark.parametrize(
    "later",
    [
        {"role": "alternative", "equity": "5"},
        {"basis": "planned", "equity": "5"},
        {"votes": "5"},
    ],
)
def test_snapshot_is_not_ended_by_what_does_not_count(later):
    stakes = [_seen(Y2010, equity="60"), _seen(Y2012, "managers", **later)]

    assert rules.counting_periods(stakes, None, None)[0].ends["equity"] is None


def test_period_keeps_its_own_end_after_dissolution():
    stakes = [_stake(equity="60", valid_from=Y2010, valid_to=Y2016)]

    assert rules.counting_periods(stakes, Y2012, None)[0].ends == {"equity": Y2016}


@pytest.mark.parametrize(
    ("seats", "total", "expected"),
    [
        ("2", 9, "22.2222%"),
        ("9", 9, "100%"),
        ("0", 9, "0%"),
        ("2-3", 9, "22.2222%–33.3333%"),
        ("unknown", 9, "not known"),
        ("2", None, "not known"),
        (None, 9, "None"),
    ],
)
def test_seats_percent(seats, total, expected):
    measured = None if seats is None else parse(seats, Unit.COUNT)

    assert str(rules.seats_percent(measured, total)) == expected


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"holder": CIRCLE, "holder_class": ""}, "stake_in_itself"),
        ({"holder_class": ""}, "one_holder"),
        ({"holder": EQUINITI}, "one_holder"),
        ({"holder_sector": "private", "holder_name": "Acme"}, "one_holder"),
        ({"holder_class": "", "holder_sector": "private"}, "holder_unnamed"),
        ({"valid_from": Y2012, "valid_to": Y2010}, "period_backwards"),
        ({"period_kind": "snapshot"}, "day_missing"),
        ({"board_seats": "5", "board_seats_total": 4}, "seats_exceed_board"),
        ({"state": "published"}, "source_missing"),
    ],
)
def test_stake_that_contradicts_itself_is_refused(values, code):
    stake = Stake(**{"subject": CIRCLE, "holder_class": "employees", "equity": "5"} | values)

    with pytest.raises(ValidationError) as refusal:
        rules.check_stake(stake)

    assert [error.code for errors in refusal.value.error_dict.values() for error in errors] == [
        code
    ]


@pytest.mark.parametrize(
    ("fractions", "is_allowed"),
    [
        ([], True),
        (["50", "50"], True),
        (["50", None], True),
        (["60", "40.01"], True),
        (["60", "40.02"], False),
        (["60", "unknown"], True),
        (["more than 60", "at least 50"], False),
        (["<90", "<90"], True),
    ],
)
def test_fractions_stay_within_the_whole(fractions, is_allowed):
    values = [None if text is None else parse(text, Unit.PERCENT) for text in fractions]

    if is_allowed:
        rules.check_fractions(values)
        return
    with pytest.raises(ValidationError, match="cannot exceed 100"):
        rules.check_fractions(values)


@pytest.mark.parametrize(
    ("totals", "links", "is_allowed"),
    [
        (["£10m"], [], True),
        (["£10m"], [(1, "£10m")], True),
        (["£10m"], [(1, "£6m"), (1, "£4,000,000.01")], False),
        (["£10m"], [(1, "£6m"), (2, "£6m")], True),
        (["£10m"], [(1, "£6m"), (2, "£7m")], False),
        (["£10m", "£20m"], [(1, "£15m")], True),
        (["£10m", None], [(1, "£15m")], False),
        (["unknown"], [(1, "£15m")], True),
        ([None], [(1, "£15m")], True),
        (["more than £10m"], [(1, "£15m")], True),
        (["£8m-£12m"], [(1, "£12m")], True),
        (["£8m-£12m"], [(1, "£13m")], False),
        (["£10m"], [(1, "withheld"), (2, "£15m")], True),
        (["£10m"], [(1, "up to £15m")], True),
        (["£10m"], [(1, "at least £11m")], False),
    ],
)
def test_links_pass_on_no_more_than_reached_their_tier(totals, links, is_allowed):
    values = [None if text is None else parse(text, Unit.MONEY) for text in totals]
    passed_on = [rules.PassedOn(tier, parse(text, Unit.MONEY)) for tier, text in links]

    if is_allowed:
        rules.check_links_within_contract(values, passed_on)
        return
    with pytest.raises(ValidationError, match="reached that tier"):
        rules.check_links_within_contract(values, passed_on)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"starts_on": Y2012, "ends_on": Y2010}, "ends_before_start"),
        ({"starts_on": Y2012, "planned_ends_on": Y2010}, "ends_before_start"),
        ({"total_value": "£5m"}, "kind_missing"),
        ({"annual_value": "£5m"}, "kind_missing"),
        ({"pk": 7, "alternative_to_id": 7}, "itself"),
        ({"state": "published"}, "source_missing"),
    ],
)
def test_contract_that_contradicts_itself_is_refused(values, code):
    with pytest.raises(ValidationError) as refusal:
        rules.check_contract(Contract(title="Care", **values))

    assert [error.code for errors in refusal.value.error_dict.values() for error in errors] == [
        code
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"starts_on": Y2012, "ends_on": Y2012},
        {"total_value": "withheld"},
        {"total_value": "£5m", "value_kind": "budget"},
        {"ends_on": Y2010},
    ],
)
def test_contract_that_can_be_true(values):
    rules.check_contract(Contract(title="Care", **values))
