"""Days as people write them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organisations.dated import Dated, parse_dated


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2012-05-01", date(2012, 5, 1), "day"),
        ("1 May 2012", date(2012, 5, 1), "day"),
        ("01/05/2012", date(2012, 5, 1), "day"),
        ("29 February 2016", date(2016, 2, 29), "day"),
        ("  May   2012 ", date(2012, 5, 1), "month"),
        ("may 2012", date(2012, 5, 1), "month"),
        ("2012-05", date(2012, 5, 1), "month"),
        ("2012", date(2012, 1, 1), "year"),
        ("1968", date(1968, 1, 1), "year"),
        ("2012-05-01 inferred", date(2012, 5, 1), "inferred"),
        ("1 May 2012 (inferred)", date(2012, 5, 1), "inferred"),
        ("1 May 2012 (not known)", date(2012, 5, 1), "unknown"),
    ],
)
def test_parse_dated(text, day, precision):
    assert parse_dated(text) == Dated(day, precision)


@pytest.mark.parametrize("text", ["", "   ", None])
def test_parse_dated_of_nothing(text):
    assert parse_dated(text) is None


@pytest.mark.parametrize(
    "text", ["soon", "2012-13-01", "30 February 2012", "12", "99999", "0999", "2012-05-01x", "12 5"]
)
def test_parse_dated_refuses_with_examples(text):
    with pytest.raises(ValidationError, match="1 May 2012"):
        parse_dated(text)


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        (Dated(date(2012, 5, 1)), "1 May 2012"),
        (Dated(date(2012, 5, 17), "month"), "May 2012"),
        (Dated(date(2012, 5, 17), "year"), "2012"),
        (Dated(date(2012, 5, 1), "inferred"), "1 May 2012 (inferred)"),
        (Dated(date(2012, 5, 1), "unknown"), "1 May 2012 (not known)"),
    ],
)
def test_dated_prints_no_more_than_is_known(dated, words):
    assert str(dated) == words


@pytest.mark.parametrize("precision", ["day", "month", "year", "inferred", "unknown"])
def test_dated_is_read_back_as_printed(precision):
    dated = Dated(date(2012, 1, 1), precision)

    assert parse_dated(str(dated)) == dated
