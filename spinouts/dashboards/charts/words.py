"""How numbers, ranges and days are written for readers: in marks, tooltips and tables."""

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from spinouts.dashboards.charts.chart import Scale

PERCENT = "%"
NOT_KNOWN = "not known"


@lru_cache(maxsize=4096)
def plain_number(value: float, places: int = 4) -> str:
    """Write a number with at most `places` decimals, thousands parted, no trailing zeros."""
    exact = Decimal(repr(float(value)))
    written = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


def percent(value: float, places: int = 1) -> str:
    """Write a percentage 0-100: 24.9%."""
    return f"{plain_number(value, places)}{PERCENT}"


def pounds(value: float) -> str:
    """Write an amount of pounds as people say it: £450, £12,300, £1.03m, £2.4bn."""
    for size, suffix in ((1_000_000_000, "bn"), (1_000_000, "m")):
        if abs(value) >= size * 0.99995:
            return f"£{_three_digits(value / size)}{suffix}"
    places = 2 if abs(value - round(value)) >= 0.005 and abs(value) < 1000 else 0
    return f"£{value:,.{places}f}"


def short_pounds(value: float) -> str:
    """Write an amount of pounds for a tight place: £12k, £1.0m."""
    if 10_000 <= abs(value) < 999_500:
        return f"£{round(value / 1000)}k"
    return pounds(value)


def _three_digits(value: float) -> str:
    """Write a number with three digits that count: 1.03, 12.9, 129."""
    places = max(0, 2 - math.floor(math.log10(max(abs(value), 1))))
    return plain_number(value, places)


def amount(value: float, scale: Scale) -> str:
    """Write one value of a scale."""
    if scale == "percent":
        return percent(value)
    if scale == "pounds":
        return pounds(value)
    return plain_number(value, 0 if scale == "count" else 2)


def amount_range(
    low: float | None, high: float | None, scale: Scale, *, is_about: bool = False
) -> str:
    """Write an interval as people read it.

    :param low: smallest possible value; None = not known
    :param high: largest possible value; None = no upper limit known
    :return: "24.9%", "~50%", "75.1 to 100%", "up to 24.9%", "at least £5m", "not known"
    """
    if low is None:
        return NOT_KNOWN
    if high is None:
        return f"at least {amount(low, scale)}" if low else NOT_KNOWN
    low, high = min(low, high), max(low, high)  # each end is rounded by itself: a penny apart
    if amount(low, scale) == amount(high, scale):
        return ("~" if is_about else "") + amount(low, scale)
    if scale == "percent" and low <= 0 and high >= 100:
        return NOT_KNOWN
    if low <= 0:
        return f"up to {amount(high, scale)}"
    first = amount(low, scale)
    return f"{first.removesuffix(PERCENT)} to {amount(high, scale)}"


def axis_amount(value: float, scale: Scale, top: float) -> str:
    """Write a value on an axis that runs to `top`, as short as can be."""
    if scale == "percent":
        return percent(value, 1)
    if scale == "pounds":
        for size, suffix in ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k")):
            if top >= size:
                return f"£{plain_number(value / size, 2)}{suffix}" if value else "£0"
        return f"£{plain_number(value, 2)}"
    return plain_number(value, 2)


def day(value: date) -> str:
    """Write a day: 31 March 2015."""
    return f"{value.day} {value:%B} {value.year}"


def short_day(value: date) -> str:
    """Write a day for a tight place: 31 Mar 2015."""
    return f"{value.day} {value:%b} {value.year}"


def singular(noun: str) -> str:
    """Return the singular of a plural noun as charts use them: contracts, public bodies."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun.removesuffix("s")


def counted(count: int, noun: str) -> str:
    """Write a count with its noun: 47 contracts, 1 contract."""
    return f"{count:,} {noun if count != 1 else singular(noun)}"
