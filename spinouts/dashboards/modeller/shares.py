"""How the modeller writes percentages, counts of shares and terms: never rounded onto a limit."""

from __future__ import annotations

from fractions import Fraction

from organisations.measured import Disclosure, Measured
from spinouts.dashboards.charts.words import PERCENT, plain_number
from spinouts.dashboards.words import NOT_KNOWN

MONTHS_IN_YEAR = 12
MOST_DECIMALS = 12


def percent_words(
    low: Fraction | float | None, high: Fraction | float | None, *, is_about: bool = False
) -> str:
    """Write an exact percentage or its range: 24.9999%, ~40%, 15 to 20%, up to 65%, not known."""
    if low is None or high is None or (low <= 0 and high >= 100):
        return NOT_KNOWN
    first, last = _number(low), _number(high)
    if first == last:
        return f"{'~' if is_about and 0 < low < 100 else ''}{first}{PERCENT}"
    return f"up to {last}{PERCENT}" if low <= 0 else f"{first} to {last}{PERCENT}"


def _number(value: Fraction | float) -> str:
    """Write a number to four decimals; what four decimals would make whole keeps more."""
    exact = value if isinstance(value, Fraction) else Fraction(str(float(value)))
    for places in (4, 8, MOST_DECIMALS):
        rounded = round(exact, places)
        if rounded != round(exact) or exact == rounded:
            break
    return plain_number(float(rounded), places)


def counted_shares(low: int, high: int) -> str:
    """Write a number of shares or its range: 400, 1,200 to 1,667."""
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def shares_words(low: int, high: int) -> str:
    """Write a number of shares with its noun: 1 share, 400 shares."""
    return f"{counted_shares(low, high)} {'share' if low == high == 1 else 'shares'}"


def years_words(months: Measured | None) -> str:
    """Write a term given in months in years: 7, 5 to 7, ~7, withheld; empty if none was given."""
    if months is None:
        return ""
    if not months.is_known:
        return Disclosure(months.disclosure).label
    first = _years(months.low)
    if months.high is None:
        return f"at least {first}"
    last = _years(months.high)
    if first != last:
        return f"up to {last}" if not months.low else f"{first} to {last}"
    return f"~{first}" if str(months).startswith("~") else first


def _years(months: int) -> str:
    return plain_number(months / MONTHS_IN_YEAR, 2)
