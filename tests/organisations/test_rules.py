"""Rules of organisations: identifiers, periods, profiles, sources."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from organisations import rules


@pytest.mark.parametrize(
    ("scheme", "typed", "stored"),
    [
        ("GB-COH", "7640786", "07640786"),
        ("GB-COH", " 07640786 ", "07640786"),
        ("GB-COH", "sc 12345", "SC012345"),
        ("GB-COH", "OC303675", "OC303675"),
        ("GB-COH", "ip030872", "IP030872"),
        ("GB-COH", "IP30872R", "IP30872R"),
        ("GB-CHC", "1122345", "1122345"),
        ("GB-NHS", "rxk", "RXK"),
        ("GB-LAE", "man", "MAN"),
        ("GB-PPON", "pybh-2186-gmcp", "PYBH-2186-GMCP"),
        ("XI-LEI", "213800 lyk1xqzbq3hz 24", "213800LYK1XQZBQ3HZ24"),
        ("FR-RCS", "403 201 882", "403201882"),
    ],
)
def test_identifier_is_written_as_its_list_does(scheme, typed, stored):
    assert rules.normalised_identifier(scheme, typed) == stored
    rules.check_identifier(scheme, stored)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("GB-COH", "123456789"),
        ("GB-COH", "ABC12345"),
        ("GB-COH", "0764078X"),
        ("GB-COH", ""),
        ("GB-CHC", "12345"),
        ("GB-SC", "12345"),
        ("GB-NIC", "12"),
        ("GB-MPR", "ABCDEF"),
        ("GB-LAE", "E08000006"),
        ("GB-NHS", "TOO-LONG"),
        ("GB-PPON", "PYBH2186GMCP"),
        ("XI-LEI", "213800"),
        ("FR-RCS", "40320188"),
        ("GB-EDU", "12345"),
        ("GB-UKPRN", "1234567"),
    ],
)
def test_identifier_that_does_not_fit_is_refused_with_the_format(scheme, value):
    with pytest.raises(ValidationError, match="expected"):
        rules.check_identifier(scheme, value)


def test_identifier_of_an_unknown_list_is_refused():
    with pytest.raises(ValidationError, match="not a known scheme"):
        rules.check_identifier("GB-XYZ", "1")


@given(st.sampled_from(sorted(rules.SCHEMES)), st.text(max_size=30))
def test_identifier_is_normalised_once_and_for_all(scheme, typed):
    once = rules.normalised_identifier(scheme, typed)

    assert rules.normalised_identifier(scheme, once) == once


A, B, C, D = date(2008, 1, 1), date(2010, 2, 28), date(2012, 2, 29), date(2016, 1, 1)


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ((A, B), (B, C), False),
        ((B, C), (A, B), False),
        ((A, C), (B, D), True),
        ((A, D), (B, C), True),
        ((A, B), (C, D), False),
        ((None, B), (B, None), False),
        ((None, C), (B, None), True),
        ((None, None), (A, B), True),
        ((None, None), (None, None), True),
        ((A, None), (None, A), False),
    ],
)
def test_periods_overlap_when_they_share_a_day(first, second, overlap):
    assert rules.do_periods_overlap(first, second) is overlap
    assert rules.do_periods_overlap(second, first) is overlap


periods = st.tuples(
    st.none() | st.integers(1, 30).map(lambda day: date(2010, 6, day)),
    st.none() | st.integers(1, 30).map(lambda day: date(2010, 6, day)),
).filter(lambda period: None in period or period[0] < period[1])


@given(st.lists(periods, max_size=5))
def test_profiles_overlap_exactly_when_a_day_has_two(rows):
    days = [date(2010, 5, 31), *(date(2010, 6, day) for day in range(1, 31)), date(2010, 7, 1)]
    has_two = any(
        sum((start or date.min) <= day < (end or date.max) for start, end in rows) > 1
        for day in days
    )

    try:
        rules.check_profiles_do_not_overlap(rows)
    except ValidationError as refusal:
        is_refused = refusal.code == "profiles_overlap"
    else:
        is_refused = False

    assert is_refused == has_two


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_allowed"),
    [
        (A, B, True),
        (None, B, True),
        (A, None, True),
        (None, None, True),
        (A, A, False),
        (B, A, False),
    ],
)
def test_period_runs_forwards(valid_from, valid_to, is_allowed):
    if is_allowed:
        rules.check_period(valid_from, valid_to)
        return
    with pytest.raises(ValidationError) as refusal:
        rules.check_period(valid_from, valid_to)
    assert list(refusal.value.error_dict) == ["valid_to"]


@pytest.mark.parametrize(
    ("founded_on", "dissolved_on", "is_allowed"),
    [(A, B, True), (A, A, True), (B, A, False), (None, A, True), (A, None, True)],
)
def test_founded_before_dissolved(founded_on, dissolved_on, is_allowed):
    if is_allowed:
        rules.check_founded_before_dissolved(founded_on, dissolved_on)
        return
    with pytest.raises(ValidationError, match="before it was founded"):
        rules.check_founded_before_dissolved(founded_on, dissolved_on)


@pytest.mark.parametrize(
    ("source_id", "state", "is_allowed"),
    [
        (1, "published", True),
        (None, "published", False),
        (None, "draft", True),
        (None, "hidden", True),
        (1, "draft", True),
    ],
)
def test_what_is_published_has_a_source(source_id, state, is_allowed):
    if is_allowed:
        rules.check_has_source(source_id, state)
        return
    with pytest.raises(ValidationError, match="Name the source"):
        rules.check_has_source(source_id, state)
