"""Ownership over many spin-outs on one day: who holds, and what chains of holdings change."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from partnerships.ownership import staff_percent

OVERVIEW_COLUMNS = ["category", "organisation_count", "majority_count", "sole_count"]
COMPARISON_COLUMNS = [
    "subject_id",
    "direct_low",
    "direct_high",
    "look_through_low",
    "look_through_high",
]
HALF, WHOLE = 50.0, 100.0
SMALLEST = 0.01
"""Per cent: below it a difference is rounding, as in F1."""


def holders_by_category(split: pd.DataFrame, measure: str = "equity") -> pd.DataFrame:
    """Count the organisations in which each category of holder has a stake.

    :param split: of `partnerships.ownership.split_on`
    :param measure: equity, votes or board_seats
    :return: one row per category that holds anything, *not recorded* left out: category;
        organisation_count (its stake can be above 0); majority_count (its stake is certainly
        above 50); sole_count (certainly all); most organisations first
    """
    rows = split[(split["measure"] == measure) & (split["category"] != "not_recorded")]
    rows = rows[rows["percent_high"] > 0]
    counts = (
        rows.assign(
            is_majority=rows["percent_low"] > HALF, is_sole=rows["percent_low"] >= WHOLE - SMALLEST
        )
        .groupby("category", sort=True)
        .agg(
            organisation_count=("subject_id", "nunique"),
            majority_count=("is_majority", "sum"),
            sole_count=("is_sole", "sum"),
        )
        .reset_index()
        .sort_values(["organisation_count", "category"], ascending=[False, True])
    )
    return counts.reset_index(drop=True)[OVERVIEW_COLUMNS]


def staff_direct_and_through(direct: pd.DataFrame, through: pd.DataFrame) -> pd.DataFrame:
    """Set the staff's direct share of equity beside its look-through share.

    :param direct: of `split_on`, any measures
    :param through: of `look_through_on`
    :return: one row per organisation with recorded holders of equity: subject_id; direct_low,
        direct_high, look_through_low, look_through_high (per cent 0-100)
    """
    equity = direct[direct["measure"] == "equity"]
    own = staff_percent(equity).set_index("subject_id")
    chained = staff_percent(through.assign(measure="equity")).set_index("subject_id")
    joined = pd.DataFrame(
        {
            "direct_low": own["percent_low"],
            "direct_high": own["percent_high"],
            "look_through_low": chained["percent_low"].reindex(own.index),
            "look_through_high": chained["percent_high"].reindex(own.index),
        },
        dtype=float,
    )
    return joined.rename_axis("subject_id").reset_index()[COMPARISON_COLUMNS]


def differing(comparison: pd.DataFrame) -> pd.DataFrame:
    """Keep the organisations whose staff share changes when chains are followed.

    :param comparison: of `staff_direct_and_through`
    """
    low = (comparison["direct_low"] - comparison["look_through_low"]).abs()
    high = (comparison["direct_high"] - comparison["look_through_high"]).abs()
    return comparison[(low > SMALLEST) | (high > SMALLEST)].reset_index(drop=True)


@dataclass(frozen=True)
class SplitShape:
    """How many splits are of which kind.

    :ivar mixed_ids: organisations split between several categories, in the order given
    :ivar sole_count: organisations held wholly by one category
    :ivar unknown_count: organisations of which no holder's size is known
    """

    mixed_ids: tuple[int, ...]
    sole_count: int
    unknown_count: int


def shape_of_splits(split: pd.DataFrame) -> SplitShape:
    """Sort equity splits by whether they are held by one, by several or nobody knows.

    :param split: rows of one measure of `split_on`
    """
    lows = split.groupby("subject_id", sort=False)["percent_low"].agg(["max", "sum"])
    is_sole = lows["max"] >= WHOLE - SMALLEST
    is_unknown = lows["sum"] <= SMALLEST
    mixed = lows.index[~is_sole & ~is_unknown]
    return SplitShape(tuple(mixed), int(is_sole.sum()), int(is_unknown.sum()))
