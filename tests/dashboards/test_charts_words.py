"""How numbers, ranges and days are written."""

from datetime import date

import pytest

from spinouts.dashboards.charts.words import (
    amount_range,
    axis_amount,
    counted,
    day,
    plain_number,
    pounds,
    short_day,
    short_pounds,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "£0"),
        (333.33, "£333.33"),
        (450, "£450"),
        (12_300, "£12,300"),
        (999_999.99, "£1m"),
        (1_035_049.29, "£1.04m"),
        (12_940_000, "£12.9m"),
        (129_000_000, "£129m"),
        (2_400_000_000, "£2.4bn"),
    ],
)
def test_pounds_are_written_as_people_say_them(value, words):
    assert pounds(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(450, "£450"), (12_300, "£12k"), (999_600, "£999,600"), (2e6, "£2m")]
)
def test_short_pounds_save_room(value, words):
    assert short_pounds(value) == words


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (24.9, 4, "24.9"),
        (33.33333, 4, "33.3333"),
        (100.0, 4, "100"),
        (6.25, 1, "6.3"),
        (1234567, 0, "1,234,567"),
        (-0.00001, 2, "0"),
    ],
)
def test_plain_number_has_no_trailing_zeros_and_rounds_half_up(value, places, words):
    assert plain_number(value, places) == words


@pytest.mark.parametrize(
    ("low", "high", "scale", "words"),
    [
        (24.9, 24.9, "percent", "24.9%"),
        (75.1, 100, "percent", "75.1 to 100%"),
        (0, 24.9, "percent", "up to 24.9%"),
        (0, 100, "percent", "not known"),
        (0, 0, "percent", "0%"),
        (None, None, "percent", "not known"),
        (5e6, None, "pounds", "at least £5m"),
        (0, None, "pounds", "not known"),
        (4.5e8, 5e8, "pounds", "£450m to £500m"),
        (3, 5, "count", "3 to 5"),
    ],
)
def test_ranges_are_written_as_people_read_them(low, high, scale, words):
    assert amount_range(low, high, scale) == words


def test_about_keeps_its_sign():
    assert amount_range(50, 50, "percent", is_about=True) == "~50%"


def test_amount_range_whose_ends_were_rounded_apart():
    assert amount_range(0.31, 0.30, "pounds") == amount_range(0.30, 0.31, "pounds")


@pytest.mark.parametrize(
    ("value", "scale", "top", "words"),
    [
        (0, "pounds", 6e6, "£0"),
        (2.5e6, "pounds", 6e6, "£2.5m"),
        (500, "pounds", 2000, "£0.5k"),
        (50, "pounds", 200, "£50"),
        (75, "percent", 100, "75%"),
        (1000, "count", 2000, "1,000"),
    ],
)
def test_axis_amounts_are_short(value, scale, top, words):
    assert axis_amount(value, scale, top) == words


def test_days_are_written_in_words():
    assert day(date(2015, 3, 1)) == "1 March 2015"
    assert short_day(date(2015, 9, 30)) == "30 Sep 2015"


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [
        (47, "contracts", "47 contracts"),
        (1, "contracts", "1 contract"),
        (1, "public bodies", "1 public body"),
        (0, "spin-outs", "0 spin-outs"),
        (1234, "stakes", "1,234 stakes"),
    ],
)
def test_counts_agree_with_their_noun(count, noun, words):
    assert counted(count, noun) == words
