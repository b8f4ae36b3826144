"""F13: rates and medians over few records."""

import pytest

from spinouts import small_numbers


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (2, 3, "2 of 3"),
        (0, 0, "0 of 0"),
        (4, 4, "4 of 4"),
        (5, 5, "100% (5 of 5)"),
        (15, 18, "83.3% (15 of 18)"),
        (1200, 2400, "50% (1,200 of 2,400)"),
    ],
)
def test_rate_of_fewer_than_five_is_not_in_per_cent(part, whole, words):
    assert small_numbers.rate_words(part, whole) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], ""),
        ([40], "40%"),
        ([75.1, 25], "25% and 75.1%"),
        ([25, 40, 100], "40% (median of 3)"),
        ([25, 40, 41, 100], "40.5% (median of 4)"),
    ],
)
def test_median_names_its_n_and_few_values_are_given_as_they_are(values, words):
    assert small_numbers.median_words(values, "%") == words
