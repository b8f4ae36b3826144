"""F6: who delivers a prime's contracts, as fractions by sector of delivered value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from partnerships.contract_values.accrual import Placement
from partnerships.contract_values.links import UNDISCLOSED
from partnerships.contract_values.terms import PLACED

LOW, HIGH = "value_low_pence", "value_high_pence"
COLUMNS = ["sector", "fraction_low", "fraction_high", LOW, HIGH, "is_floored"]
UNDATED = "undated"

Bounds = tuple[int, int | None]
"""Pence at least and at most, neither below 0; None where no upper limit is known."""


@dataclass(frozen=True)
class Delivery:
    """Who delivers a prime's contracts in a period.

    :ivar rows: sector, fraction_low and fraction_high (0-1, missing where no value is known),
        value_low_pence and value_high_pence (net of what is passed on, which can be below 0;
        the high is missing where no upper limit is known), is_floored (part of the value is below
        0 and counts as 0 in the fractions); by sector, one row per sector with a cell
    :ivar contract_count: contracts with value in the period
    :ivar undisclosed_link_count: links under these contracts whose value is not known; whatever
        their days, they leave delivery unknown
    :ivar undated_link_count: links under these contracts whose value is known but cannot be placed
    :ivar not_placed_counts: the prime's contracts that are in no sum at all, by the reason of
        `contract_values.place`
    :ivar has_years_to_come: whether years after the day of the cells are in the sums
    """

    rows: pd.DataFrame
    contract_count: int
    undisclosed_link_count: int
    undated_link_count: int
    not_placed_counts: dict[str, int]
    has_years_to_come: bool


def delivery(
    placement: Placement,
    contract_ids: Collection[int],
    financial_years: Collection[str] | None = None,
) -> Delivery:
    """Give the fraction by sector of the delivered value of a prime's contracts (F6).

    A sector that is not known stays one of its own, *not_recorded*. What a sector has in all
    counts after what it passed on; where that is below 0 it counts as 0. The sectors' values are
    taken as independent of each other within their bounds.

    :param placement: of `contract_values.delivered`
    :param contract_ids: the prime's contracts
    :param financial_years: as 2015/16; all, years to come included, if None
    """
    wanted = list(contract_ids)
    cells = placement.cells[placement.cells["contract_id"].isin(wanted).to_numpy(bool)]
    if financial_years is not None:
        cells = cells[cells["financial_year"].isin(list(financial_years)).to_numpy(bool)]
    counted = cells["contract_id"].unique()
    links = placement.links[placement.links["contract_id"].isin(counted).to_numpy(bool)]
    status = placement.status
    beside = status[status["contract_id"].isin(wanted) & (status["status"] != PLACED)]
    counts = beside["status"].value_counts(sort=False)
    return Delivery(
        rows=_rows(cells),
        contract_count=len(counted),
        undisclosed_link_count=int((links["status"] == UNDISCLOSED).sum()),
        undated_link_count=int((links["status"] == UNDATED).sum()),
        not_placed_counts={name: int(counts[name]) for name in sorted(counts.index)},
        has_years_to_come=bool(cells["is_to_come"].any()),
    )


def _rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Add up cells by sector and give the fractions."""
    sectors = cells["sector"].astype(object).to_numpy()
    lows, highs = cells[LOW].tolist(), cells[HIGH].tolist()
    sums: dict[str, Bounds] = {}
    for sector, low, high in zip(sectors, lows, highs, strict=True):
        sum_low, sum_high = sums.get(sector, (0, 0))
        has_limit = sum_high is not None and not pd.isna(high)
        sums[sector] = sum_low + low, sum_high + high if has_limit else None
    names = sorted(sums)
    fractions = fractions_of({name: floored(sums[name]) for name in names})
    return pd.DataFrame(
        {
            "sector": np.array(names, dtype=object),
            "fraction_low": np.array([fractions[name][0] for name in names], dtype=float),
            "fraction_high": np.array([fractions[name][1] for name in names], dtype=float),
            LOW: pd.array([sums[name][0] for name in names], dtype="Int64"),
            HIGH: pd.array([sums[name][1] for name in names], dtype="Int64"),
            "is_floored": np.array([sums[name][0] < 0 for name in names], dtype=bool),
        },
        columns=COLUMNS,
    )


def floored(value: Bounds) -> Bounds:
    """Give net values that are below 0 as 0, with their ends in order.

    The cells of an interval are rounded at each end by itself (F4), so that what is as good as
    exact can have a high a penny below its low.
    """
    low, high = value
    if high is None:
        return max(0, low), None
    return max(0, min(low, high)), max(0, low, high)


def values_of(rows: pd.DataFrame) -> dict[str, Bounds]:
    """Give the values of the rows of a `Delivery` by sector, none of them below 0."""
    return {
        sector: floored((int(low), None if pd.isna(high) else int(high)))
        for sector, low, high in zip(rows["sector"], rows[LOW], rows[HIGH], strict=True)
    }


def has_value(values: dict[str, Bounds]) -> bool:
    """Tell whether there can be any value at all."""
    return any(high is None or high > 0 for _, high in values.values())


def fractions_of(values: dict[str, Bounds]) -> dict[str, tuple[float | None, float | None]]:
    """Give the least and the largest fraction 0-1 that each sector can have of all (F6).

    :return: None where there is no value at all
    """
    if not has_value(values):
        return dict.fromkeys(values, (None, None))
    found = {}
    for sector, (low, high) in values.items():
        others = [bounds for name, bounds in values.items() if name != sector]
        rest_low = sum(bounds[0] for bounds in others)
        rest_high = total_high(others)
        least = least_fraction(low, rest_high)
        found[sector] = float(least), float(1 - least_fraction(rest_low, high))
    return found


def total_high(values: Collection[Bounds]) -> int | None:
    """Add up the most of values; None if one has no upper limit."""
    highs = [high for _, high in values]
    return None if None in highs else sum(highs)


def least_fraction(low: int, rest_high: int | None) -> Fraction:
    """Give the least fraction that a part of at least so much makes beside at most so much.

    :param rest_high: None where the rest has no upper limit
    :return: 0-1; 1 where there is no rest at all
    """
    if rest_high is None:
        return Fraction(0)
    if rest_high == 0:
        return Fraction(1)
    return Fraction(low, low + rest_high)
