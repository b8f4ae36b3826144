"""F13: how rates and medians over few records are written."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

FEWEST_FOR_RATE = 5
FEWEST_FOR_MEDIAN = 3


def is_rate_told(whole: int) -> bool:
    """Tell whether a rate over so many records may be printed in per cent (F13)."""
    return whole >= FEWEST_FOR_RATE


def is_median_told(count: int) -> bool:
    """Tell whether a median of so many values may be printed (F13)."""
    return count >= FEWEST_FOR_MEDIAN


def rate_words(part: int, whole: int) -> str:
    """Write a rate with its numbers: 83.3% (15 of 18); of fewer than five records, 2 of 3 (F13).

    :param part: records that are so
    :param whole: all records, at least `part`
    """
    told = f"{part:,} of {whole:,}"
    if not is_rate_told(whole):
        return told
    return f"{_short(100 * part / whole)}% ({told})"


def median_words(values: Sequence[float], unit: str = "") -> str:
    """Write a median with its n: 40% (median of 7); of fewer than three values, the values (F13).

    :param values: none missing
    :param unit: written straight after each number, such as %
    :return: empty without any value
    """
    if not is_median_told(len(values)):
        return " and ".join(f"{_short(value)}{unit}" for value in sorted(values))
    return f"{_short(statistics.median(values))}{unit} (median of {len(values):,})"


def _short(value: float) -> str:
    """Write a number to one decimal, without a decimal of 0."""
    return f"{value:,.1f}".removesuffix(".0")
