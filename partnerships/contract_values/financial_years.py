"""Financial years, 1 April to 31 March: of a day, and of many days at once."""

from __future__ import annotations

import datetime

import numpy as np


def financial_year(day: datetime.date) -> str:
    """Name the financial year of a day, as 2015/16."""
    return financial_year_label(day.year if day.month > 3 else day.year - 1)


def financial_year_label(first_year: int) -> str:
    """Name the financial year that begins in a year, as 2015/16."""
    return f"{first_year}/{(first_year + 1) % 100:02}"


def first_years(days: np.ndarray) -> np.ndarray:
    """Give the years in which the financial years of days begin.

    :param days: int64 day numbers
    """
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months - 3) // 12 + 1970


def first_days(years: np.ndarray) -> np.ndarray:
    """Give the day numbers of 1 April of years."""
    months = (np.asarray(years, dtype=np.int64) - 1970) * 12 + 3
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def lengths(years: np.ndarray) -> np.ndarray:
    """Give the days, 365 or 366, of the financial years that begin in years."""
    years = np.asarray(years, dtype=np.int64)
    return first_days(years + 1) - first_days(years)
