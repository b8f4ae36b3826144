"""Days, percentages and money as pages write them."""

from datetime import date

import pytest

from spinouts.dashboards.words import (
    date_words,
    fraction_words,
    last_day_words,
    money_words,
    percent_words,
    period_words,
)


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("day", "31 March 2015"),
        ("month", "March 2015"),
        ("year", "2015"),
        ("inferred", "31 March 2015 (inferred)"),
        ("unknown", "2015 (day not known)"),
    ],
)
def test_date_words_are_as_exact_as_the_date(precision: str, words: str) -> None:
    assert date_words(date(2015, 3, 31), precision) == words


def test_date_words_without_a_date() -> None:
    assert date_words(None) == "date not known"


def test_last_day_words_is_the_day_before_the_end() -> None:
    assert last_day_words(date(2014, 10, 2)) == "1 October 2014"
    assert last_day_words(date(2018, 1, 1), "year") == "2017"


def test_period_words_of_open_periods() -> None:
    assert period_words(date(2012, 5, 1), None, "month") == "from May 2012"
    assert period_words(None, date(2014, 10, 2)) == "until 1 October 2014"
    assert period_words(None, None) == "dates not known"


def test_percent_words_of_ranges_and_unknowns() -> None:
    assert percent_words(24.9, 24.9) == "24.9%"
    assert percent_words(50, 50, is_about=True) == "~50%"
    assert percent_words(75.1, 100) == "75.1 to 100%"
    assert percent_words(0, 100) == "not known"
    assert percent_words(0, 0) == "0%"
    assert percent_words(None, None) == "not known"


def test_fraction_words_are_per_cent() -> None:
    assert fraction_words(0.15, 0.15) == "15%"
    assert fraction_words(None, None) == "not known"


def test_money_words_in_pence() -> None:
    assert money_words(2_100_000_000, 2_100_000_000) == "£21m"
    assert money_words(45_000_000_000, 50_000_000_000) == "£450m to £500m"
    assert money_words(500_000_000, None) == "at least £5m"
    assert money_words(None, None) == "not known"
