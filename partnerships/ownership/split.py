"""F1: the ownership split of organisations on a day."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from partnerships.day_numbers import day_number
from partnerships.ownership.stakes import (
    CATEGORIES,
    MEASURES,
    NOT_RECORDED,
    STAFF_CATEGORIES,
    TOLERANCE,
    WHOLE,
    Holdings,
    Stakes,
    not_recorded,
    split_frame,
)

HOLDER_COLUMNS = [
    "stake_id",
    "subject_id",
    "measure",
    "holder_id",
    "holder_key",
    "holder_name",
    "category",
    "percent_low",
    "percent_high",
    "is_size_known",
    "is_about",
    "is_last_seen",
]


def split_on(holdings: pd.DataFrame, sectors: pd.DataFrame, day: datetime.date) -> pd.DataFrame:
    """Split what is held in organisations by category of holder (F1).

    :param holdings: holdings frame
    :param sectors: sectors frame, of every organisation that holds something
    :param day: the day the split is of
    :return: subject_id, measure, category, percent_low, percent_high (0-100), ordered by these;
        one row per category with a stake that day (0 to 0 for a stake of nothing), and
        *not_recorded* where it can be more than 0; no row for a measure without a stake
    """
    arrays = Holdings(holdings, sectors)
    number = day_number(day)
    parts = [split_of(arrays.on(number, measure), measure) for measure in MEASURES]
    split = pd.concat(parts, ignore_index=True)
    return split.sort_values("subject_id", kind="stable", ignore_index=True)


def split_of(stakes: Stakes, measure: str) -> pd.DataFrame:
    """Split stakes of one measure and day by category; see `split_on` for the columns."""
    subjects, lows, highs, is_present = category_bounds(stakes)
    split = split_frame(subjects, lows / 10_000, highs / 10_000, is_present)
    split.insert(1, "measure", np.full(len(split), measure, dtype=object))
    return split


def category_bounds(
    stakes: Stakes,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Work out the bounds of every category in every organisation (F1).

    :return: the organisations' ids; the lows and the highs in ten-thousandths of a per cent, one
        row per organisation and one column per category; and which categories are present
    """
    subjects, places = np.unique(stakes.subjects, return_inverse=True)
    lows, highs, is_present = sums_by_category(stakes, places, len(subjects))
    unknown_low = not_recorded(highs.sum(axis=1))
    unknown_high = not_recorded(lows.sum(axis=1))
    lows[:, NOT_RECORDED] += unknown_low
    highs[:, NOT_RECORDED] += unknown_high
    highs = capped(lows, highs, WHOLE)
    is_present[:, NOT_RECORDED] |= highs[:, NOT_RECORDED] > 0
    return subjects, lows, highs, is_present


def sums_by_category(
    stakes: Stakes, places: np.ndarray, count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Add up stakes by organisation and category.

    :param places: row of each stake's subject
    :param count: number of rows
    :return: lows and highs in ten-thousandths of a per cent, and where there is a stake at all
    """
    shape = (count, len(CATEGORIES))
    cells = places * shape[1] + stakes.categories
    size = shape[0] * shape[1]
    lows, highs, counts = (
        np.bincount(cells, weights=weights, minlength=size).reshape(shape)
        for weights in (stakes.lows, stakes.highs, None)
    )
    return lows.astype(np.int64), highs.astype(np.int64), counts > 0


def capped(lows: np.ndarray, highs: np.ndarray, whole: float) -> np.ndarray:
    """Cap each high at the whole less the lows of the other columns, never below its own low."""
    others = lows.sum(axis=1, keepdims=True) - lows
    return np.maximum(lows, np.minimum(highs, whole - others))


def holders_on(holdings: pd.DataFrame, sectors: pd.DataFrame, day: datetime.date) -> pd.DataFrame:
    """Name the holders behind the split of a day, each with its category that day (F1).

    :return: stake_id, subject_id, measure, holder_id, holder_key, holder_name, category,
        percent_low, percent_high (0-100), is_size_known, is_about, is_last_seen; one row per
        stake and measure that holds the day, by subject, measure and size
    """
    arrays = Holdings(holdings, sectors)
    number = day_number(day)
    parts = [_named(arrays, arrays.on(number, measure)) for measure in MEASURES]
    return pd.concat(parts, ignore_index=True).sort_values(
        "subject_id", kind="stable", ignore_index=True
    )


def _named(arrays: Holdings, stakes: Stakes) -> pd.DataFrame:
    """Give the rows of stakes with their category, the largest first."""
    order = np.lexsort((-stakes.highs, -stakes.lows))
    rows = arrays.frame.iloc[stakes.rows[order]]
    categories = np.array(CATEGORIES, dtype=object)[stakes.categories[order]]
    return rows.assign(category=categories)[HOLDER_COLUMNS]


def staff_percent(split: pd.DataFrame) -> pd.DataFrame:
    """Merge the staff's categories, employees and employee trust, of a split into one (F1).

    :param split: of `split_on`
    :return: subject_id, measure, percent_low, percent_high (0-100), is_known; one row per subject
        and measure of the split. Known is a share whose bounds are equal, if a stake of staff is
        recorded or no more than 0.01 is not recorded
    """
    keys = ["subject_id", "measure"]
    lows = np.rint(split["percent_low"].to_numpy(float) * 10_000).astype(np.int64)
    highs = np.rint(split["percent_high"].to_numpy(float) * 10_000).astype(np.int64)
    is_staff = split["category"].isin(STAFF_CATEGORIES).to_numpy(bool)
    is_unknown = (split["category"] == CATEGORIES[NOT_RECORDED]).to_numpy(bool)
    sums = (
        split[keys]
        .assign(
            low=np.where(is_staff, lows, 0),
            high=np.where(is_staff, highs, 0),
            other=np.where(is_staff, 0, lows),
            unknown=np.where(is_unknown, highs, 0),
            has_staff=is_staff,
        )
        .groupby(keys, sort=False, as_index=False)
        .sum()
    )
    high = np.maximum(sums["low"], np.minimum(sums["high"], WHOLE - sums["other"]))
    is_settled = (sums["has_staff"] > 0) | (sums["unknown"] <= TOLERANCE)
    return sums[keys].assign(
        percent_low=sums["low"] / 10_000,
        percent_high=high / 10_000,
        is_known=(sums["low"] == high) & is_settled,
    )
