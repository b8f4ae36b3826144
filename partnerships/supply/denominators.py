"""F5: one share told three ways: of the organisations, of the contracts, of the value."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

DENOMINATORS = ("organisations", "contracts", "value")
DECIMALS = 4
NUMBERS = ["part_low", "part_high", "whole_low", "whole_high"]


def three_denominators(parts: pd.DataFrame) -> pd.DataFrame:
    """Give published tallies in per cent of their wholes, beside each other (F5).

    Of 18 primes 15 private are 83.3 per cent; of 40 contracts 36 to companies are 90.0.

    :param parts: denominator (organisations, contracts or value), sector, part_low, part_high,
        whole_low, whole_high; counts, or values in one unit. A missing low is not known; a missing
        high beside a known low has no upper limit
    :return: the same rows in the same order with percent_low and percent_high, 0-100 to 4
        decimals; both missing where part or whole is not known, or where the whole is nothing. A
        part that is published as more than its whole gives more than 100
    :raises ValueError: for another denominator
    """
    if not parts["denominator"].isin(DENOMINATORS).all():
        raise ValueError(f"denominator other than {', '.join(DENOMINATORS)}")
    percents = [
        _percents(*(None if pd.isna(value) else Fraction(str(value)) for value in row))
        for row in parts[NUMBERS].itertuples(index=False)
    ]
    lows, highs = zip(*percents, strict=True) if percents else ((), ())
    return parts.assign(
        percent_low=pd.Series(lows, index=parts.index, dtype=float),
        percent_high=pd.Series(highs, index=parts.index, dtype=float),
    )


def _percents(
    part_low: Fraction | None,
    part_high: Fraction | None,
    whole_low: Fraction | None,
    whole_high: Fraction | None,
) -> tuple[float | None, float | None]:
    """Give the least and the largest percentage; a part is no more than its whole."""
    if part_low is None or whole_low is None or whole_high == 0:
        return None, None
    low = Fraction(0) if whole_high is None else 100 * part_low / whole_high
    if part_high is not None and part_high < whole_low:
        high = 100 * part_high / whole_low
    else:
        high = max(Fraction(100), low)
    return float(round(low, DECIMALS)), float(round(high, DECIMALS))
