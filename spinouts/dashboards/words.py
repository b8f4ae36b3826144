"""How days, percentages and money are written on pages: as people say them, unknown named."""

from __future__ import annotations

from datetime import date, timedelta

from organisations.choices import DatePrecision
from spinouts.dashboards.charts import words as chart_words

NOT_KNOWN = chart_words.NOT_KNOWN
NO_DATE = "date not known"
PENCE_IN_POUND = 100


def date_words(day: date | None, precision: str = DatePrecision.DAY) -> str:
    """Write a day as exactly as it is known: 31 March 2015, March 2015, 2015.

    :param day: the day as stored; None: not known
    :param precision: a value of `DatePrecision`
    """
    if day is None:
        return NO_DATE
    if precision == DatePrecision.MONTH:
        return f"{day:%B} {day.year}"
    if precision == DatePrecision.YEAR:
        return str(day.year)
    if precision == DatePrecision.INFERRED:
        return f"{chart_words.day(day)} (inferred)"
    if precision == DatePrecision.UNKNOWN:
        return f"{day.year} (day not known)"
    return chart_words.day(day)


def last_day_words(end: date | None, precision: str = DatePrecision.DAY) -> str:
    """Write the last day of a half-open period from the first day on which it no longer held.

    :param end: first day after the period; None gives “date not known”
    """
    return date_words(None if end is None else end - timedelta(days=1), precision)


def period_words(
    start: date | None,
    end: date | None,
    start_precision: str = DatePrecision.DAY,
    end_precision: str = DatePrecision.DAY,
) -> str:
    """Write a half-open period in words: from May 2012 until 30 June 2014.

    :param start: first day; None: since before our records
    :param end: first day after it; None: still
    """
    first = f"from {date_words(start, start_precision)}" if start else ""
    last = f"until {last_day_words(end, end_precision)}" if end else ""
    return " ".join(part for part in (first, last) if part) or "dates not known"


def percent_words(low: float | None, high: float | None, is_about: bool = False) -> str:
    """Write a percentage with its range: 24.9%, ~50%, 75.1 to 100%, not known.

    :param low: smallest possible value, 0-100; None: not known
    :param high: largest possible value; None: no upper limit known
    :param is_about: the source says “about”
    """
    return chart_words.amount_range(low, high, "percent", is_about=is_about)


def fraction_words(low: float | None, high: float | None) -> str:
    """Write a fraction 0-1 with its range as per cent; None: not known."""
    if low is None or high is None:
        return NOT_KNOWN
    return percent_words(100 * low, 100 * high)


def money_words(low_pence: int | None, high_pence: int | None, is_about: bool = False) -> str:
    """Write an amount of money with its range: £21m, £450m to £500m, at least £5m, not known.

    :param low_pence: smallest possible amount in pence; None: not known
    :param high_pence: largest possible amount in pence; None with a low: no upper limit known
    """
    low = None if low_pence is None else low_pence / PENCE_IN_POUND
    high = None if high_pence is None else high_pence / PENCE_IN_POUND
    return chart_words.amount_range(low, high, "pounds", is_about=is_about)
