"""F1: the direct staff share of equity of many organisations on many days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import numpy as np
import pandas as pd

from partnerships.day_numbers import day_number
from partnerships.ownership.split import category_bounds
from partnerships.ownership.stakes import (
    CODES,
    NOT_RECORDED,
    STAFF_CATEGORIES,
    TOLERANCE,
    WHOLE,
    Holdings,
)

STAFF = [CODES[category] for category in STAFF_CATEGORIES]
COLUMNS = ["day", "subject_id", "percent_low", "percent_high", "is_known"]


def staff_on_days(
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    days: Iterable[datetime.date],
    subject_ids: Iterable[int] | None = None,
) -> pd.DataFrame:
    """Give the staff's direct share of equity on each of many days.

    The same figure as `staff_percent` of `split_on`, read once for all days.

    :param holdings: holdings frame; only equity is read
    :param sectors: sectors frame, of every organisation that holds something
    :param days: the days
    :param subject_ids: organisations asked for; all if None
    :return: day, subject_id, percent_low, percent_high (0-100), is_known; one row per day and
        organisation with a holder of equity that day
    """
    arrays = Holdings(holdings, sectors)
    among = None if subject_ids is None else np.fromiter(subject_ids, np.int64)
    parts = [_staff_on(arrays, day, among) for day in days]
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=COLUMNS)


def _staff_on(arrays: Holdings, day: datetime.date, among: np.ndarray | None) -> pd.DataFrame:
    """Merge the staff's categories of one day into one, in whole ten-thousandths."""
    subjects, lows, highs, is_present = category_bounds(arrays.on(day_number(day), "equity", among))
    low = lows[:, STAFF].sum(axis=1)
    others = lows.sum(axis=1) - low
    high = np.maximum(low, np.minimum(highs[:, STAFF].sum(axis=1), WHOLE - others))
    has_staff = is_present[:, STAFF].any(axis=1)
    is_settled = has_staff | (highs[:, NOT_RECORDED] <= TOLERANCE)
    return pd.DataFrame(
        {
            "day": np.full(len(subjects), day, dtype=object),
            "subject_id": subjects,
            "percent_low": low / 10_000,
            "percent_high": high / 10_000,
            "is_known": (low == high) & is_settled,
        }
    )
