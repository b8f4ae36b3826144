"""F10: what of an organisation's income comes from the public bodies it was part of."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from partnerships.contract_values.pennies import half_up
from partnerships.income.live import fraction_of, live_contracts, parts_of, total_of


@dataclass(frozen=True)
class Dependence:
    """What of the annual value of live contracts comes from an organisation's parents.

    :ivar low_pence, high_pence: from the parents and their successors
    :ivar fraction_low, fraction_high: of the annual value, 0-1; None if that is 0 or has no limit
    :ivar commissioner_not_known_count: live, valued contracts without a commissioner, in no sum
    :ivar not_valued_count: live contracts without an annual value, in no sum
    """

    low_pence: int
    high_pence: int | None
    fraction_low: float | None
    fraction_high: float | None
    commissioner_not_known_count: int
    not_valued_count: int


def dependence(
    contracts: pd.DataFrame,
    providers: pd.DataFrame,
    changes: pd.DataFrame,
    commissioners: pd.DataFrame,
    parent_ids: Collection[int],
    organisation_id: int,
    day: datetime.date,
) -> Dependence:
    """Give the fraction of an organisation's live annual value that comes from its parents (F10).

    :param commissioners: contract commissioners frame; several share a contract as providers do
    :param parent_ids: its parents and their successors on the day
    """
    listed = live_contracts(contracts, providers, changes, organisation_id, day)
    live = [row for row in listed.to_dict("records") if row["has_start"] and row["is_income"]]
    valued = [row for row in live if row["annual_low_pence"] is not None]
    bought = {
        contract_id: _parent_fraction(rows, parent_ids)
        for contract_id, rows in commissioners.groupby("contract_id")
    }
    known = [row for row in valued if row["contract_id"] in bought]
    parts = [bought[row["contract_id"]] for row in known]
    low, high = total_of(_part(row, part) for row, part in zip(known, parts, strict=True))
    fraction_low, fraction_high = fraction_of(known, parts)
    return Dependence(
        low_pence=half_up(low),
        high_pence=None if high is None else half_up(high),
        fraction_low=fraction_low,
        fraction_high=fraction_high,
        commissioner_not_known_count=len(valued) - len(known),
        not_valued_count=len(live) - len(valued),
    )


def _parent_fraction(rows: pd.DataFrame, parent_ids: Collection[int]) -> Fraction:
    """Give the fraction of one contract that the parents pay for."""
    parts = parts_of(rows["fraction"].tolist())
    buyers = rows["organisation_id"].tolist()
    return sum(
        (part for part, buyer in zip(parts, buyers, strict=True) if buyer in parent_ids),
        Fraction(0),
    )


def _part(row: dict, fraction: Fraction) -> dict:
    """Give the annual value of a part of a contract."""
    high = row["annual_high_pence"]
    return {
        "annual_low_pence": row["annual_low_pence"] * fraction,
        "annual_high_pence": None if high is None else high * fraction,
    }
