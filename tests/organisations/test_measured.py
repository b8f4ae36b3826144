"""The measured value: read as people type it, printed as they write it, counted as an interval."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from organisations.measured import LARGEST, SCALE, Disclosure, Measured, Qualifier, Unit, parse

PERCENT, MONEY, COUNT = Unit.PERCENT, Unit.MONEY, Unit.COUNT


def _parts(measured):
    return measured.low, measured.high, str(measured.qualifier), str(measured.disclosure)


@pytest.mark.parametrize(
    ("text", "unit", "low", "high", "qualifier"),
    [
        ("24.9", PERCENT, 249_000, 249_000, "exact"),
        ("33.3333%", PERCENT, 333_333, 333_333, "exact"),
        ("0", PERCENT, 0, 0, "exact"),
        ("~50%", PERCENT, 500_000, 500_000, "about"),
        ("around 50 per cent", PERCENT, 500_000, 500_000, "about"),
        ("<5", PERCENT, 0, 50_000, "less_than"),
        ("less than 5 per cent", PERCENT, 0, 50_000, "less_than"),
        (">50", PERCENT, 500_000, None, "more_than"),
        ("more than 50%", PERCENT, 500_000, None, "more_than"),
        ("at least 75", PERCENT, 750_000, None, "at_least"),
        ("75+", PERCENT, 750_000, None, "at_least"),
        ("up to 30%", PERCENT, 0, 300_000, "at_most"),
        ("45-55", PERCENT, 450_000, 550_000, "between"),
        ("between 45% and 55%", PERCENT, 450_000, 550_000, "between"),
        ("£21m", MONEY, 2_100_000_000, 2_100_000_000, "exact"),
        ("about £6,000,000", MONEY, 600_000_000, 600_000_000, "about"),
        ("£1,234.56", MONEY, 123_456, 123_456, "exact"),
        ("up to £450k", MONEY, 0, 45_000_000, "at_most"),
        ("£450m-£500m", MONEY, 45_000_000_000, 50_000_000_000, "between"),
        ("£450–500m", MONEY, 45_000_000_000, 50_000_000_000, "between"),
        ("£1.2bn", MONEY, 120_000_000_000, 120_000_000_000, "exact"),
        ("6 million", MONEY, 600_000_000, 600_000_000, "exact"),
        ("about 300", COUNT, 300, 300, "about"),
        ("more than 1,000", COUNT, 1000, None, "more_than"),
        ("1 200", COUNT, 1200, 1200, "exact"),
        ("\u00a0300\u2013400 ", COUNT, 300, 400, "between"),
    ],
)
def test_parse_of_known_values(text, unit, low, high, qualifier):
    assert _parts(parse(text, unit)) == (low, high, qualifier, "known")


@pytest.mark.parametrize(
    ("text", "disclosure"),
    [
        ("withheld", "withheld"),
        ("Commercially sensitive", "withheld"),
        ("unknown", "unknown"),
        ("?", "unknown"),
        ("n/a", "not_applicable"),
    ],
)
@pytest.mark.parametrize("unit", list(Unit))
def test_parse_of_undisclosed_values_has_no_number(text, disclosure, unit):
    assert _parts(parse(text, unit)) == (None, None, "", disclosure)


@pytest.mark.parametrize("text", ["", "   ", None])
def test_parse_of_nothing_is_nothing_and_no_zero(text):
    assert parse(text, PERCENT) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("half", PERCENT),
        ("100.1", PERCENT),
        ("-3", PERCENT),
        ("60-40", PERCENT),
        ("33.33333", PERCENT),
        ("£5", PERCENT),
        ("5m", PERCENT),
        ("5%", MONEY),
        ("£1,23", MONEY),
        ("£1.234", MONEY),
        ("1.5", COUNT),
        ("1e5", COUNT),
        ("5%", COUNT),
        ("12 34", COUNT),
        ("<", PERCENT),
        ("between 5", PERCENT),
        ("10-20-30", PERCENT),
        ("9" * 80, MONEY),
        ("NaN", PERCENT),
        ("Infinity", MONEY),
    ],
)
def test_parse_refuses_what_cannot_be_read(text, unit):
    with pytest.raises(ValidationError):
        parse(text, unit)


@given(st.text(max_size=80), st.sampled_from(list(Unit)))
def test_parse_of_anything_gives_a_value_nothing_or_words(text, unit):
    try:
        measured = parse(text, unit)
    except ValidationError:
        return
    assert measured is None or measured.clean() is None


@st.composite
def measured_values(draw):
    """Draw any value that can be stored."""
    unit = draw(st.sampled_from(list(Unit)))
    disclosure = draw(st.sampled_from(list(Disclosure)))
    if disclosure != Disclosure.KNOWN:
        return Measured.undisclosed(unit, disclosure)
    any_number = st.integers(0, LARGEST[unit])
    round_number = st.sampled_from([1, 50, 10**5, 10**8, 25 * 10**10]).filter(
        lambda number: number <= LARGEST[unit]
    )
    ends = sorted(draw(st.tuples(any_number | round_number, any_number | round_number)))
    values = [Decimal(end) / SCALE[unit] for end in ends]
    qualifier = draw(st.sampled_from(list(Qualifier)))
    if qualifier == Qualifier.BETWEEN:
        return Measured.between(unit, *values)
    return Measured.qualified(unit, values[0], qualifier)


@given(measured_values())
def test_every_value_is_read_back_as_printed(measured):
    assert parse(str(measured), measured.unit) == measured


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("450", "2000000", "£450–£2,000,000"),
        ("1", "2000000", "£1–£2,000,000"),
        ("450000000", "500000000", "£450m–£500m"),
        ("1000000", "2000000000", "£1m–£2bn"),
        ("1000000", "1500000.50", "£1m–£1,500,000.50"),
    ],
)
def test_range_of_money_prints_so_that_no_end_lends_its_million(low, high, words):
    measured = Measured.between(MONEY, low, high)

    assert str(measured) == words
    assert parse(words, MONEY) == measured


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("about 50 per cent", PERCENT, "~50%"),
        ("less than 5", PERCENT, "<5%"),
        ("over 50", PERCENT, ">50%"),
        ("no more than 30", PERCENT, "at most 30%"),
        ("450-500 million", MONEY, "£450m–£500m"),
        ("£1234567.89", MONEY, "£1,234,567.89"),
        ("£2500", MONEY, "£2,500"),
        ("1200", COUNT, "1,200"),
        ("commercially sensitive", MONEY, "withheld"),
        ("not stated", MONEY, "not known"),
    ],
)
def test_values_print_as_people_write_them(text, unit, words):
    assert str(parse(text, unit)) == words


def test_bounds_of_more_than_reach_100_per_cent():
    assert parse(">50", PERCENT).bounds() == (500_000, 1_000_000)


def test_bounds_of_an_undisclosed_percentage_are_everything():
    assert parse("withheld", PERCENT).bounds() == (0, 1_000_000)
    assert parse("unknown", MONEY).bounds() == (None, None)


def test_sum_is_the_interval_that_the_inputs_allow():
    total = parse("45-55", PERCENT) + parse("<5", PERCENT)

    assert (total.low, total.high, total.qualifier) == (450_000, 600_000, Qualifier.BETWEEN)


def test_sum_of_exact_and_about_is_about():
    assert str(parse("20", PERCENT) + parse("~30", PERCENT)) == "~50%"


def test_difference_is_the_interval_that_the_inputs_allow():
    rest = parse("100", PERCENT) - parse("45-55", PERCENT)

    assert (rest.low, rest.high) == (450_000, 550_000)


@pytest.mark.parametrize("operation", ["__add__", "__sub__"])
def test_values_that_are_not_known_are_not_added(operation):
    with pytest.raises(ValidationError, match="not known"):
        getattr(parse("5", PERCENT), operation)(parse("withheld", PERCENT))


def test_values_of_two_units_are_not_added():
    with pytest.raises(ValueError, match="cannot be combined"):
        parse("5", PERCENT) + parse("5", COUNT)


def test_times_rounds_half_up_to_the_penny():
    assert parse("£0.05", MONEY).times(Decimal("0.5")).low == 3


def test_values_sort_by_their_middle_and_unknown_ones_first():
    texts = ["more than 50", "unknown", "10", "<30", "40-50"]

    ordered = sorted(parse(text, PERCENT) for text in texts)

    assert list(map(str, ordered)) == ["not known", "10%", "<30%", "40%–50%", ">50%"]


def test_true_zero_is_known():
    assert parse("0", PERCENT).is_exact
    assert str(parse("0", PERCENT)) == "0%"


@pytest.mark.parametrize(
    ("low", "high", "disclosure"),
    [(5, 4, "known"), (None, None, "known"), (5, 5, "withheld"), (-1, 5, "known")],
)
def test_clean_refuses_bounds_that_do_not_agree(low, high, disclosure):
    with pytest.raises(ValidationError):
        Measured(PERCENT, low, high, "exact", disclosure).clean()
