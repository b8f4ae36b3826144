"""F10: the annual value of contracts, and an organisation's share of those that are live."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import pandas as pd

from partnerships.contract_values import as_of
from partnerships.contract_values.pennies import half_up

DAYS_IN_YEAR = Fraction(1461, 4)
SUMMED_KINDS = ("contract_value", "estimate", "budget", "")
WHOLE = 1_000_000
NEARLY_WHOLE = 100


def annual_value(contracts: pd.DataFrame) -> pd.DataFrame:
    """Give the annual value of contracts (F10).

    Total divided by the term in years (the days from start to planned end, both counted, divided
    by 365.25) where both are known; else the annual value that is recorded.

    :param contracts: contracts frame, brought up to date by `contract_values.as_of`
    :return: contract_id, annual_low_pence (missing: not known), annual_high_pence (missing: not
        known or without limit), rounded half up
    """
    rows = [(row["contract_id"], *_annual(row)) for row in contracts.to_dict("records")]
    columns = ["contract_id", "annual_low_pence", "annual_high_pence"]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return frame.astype({"contract_id": np.int64, columns[1]: "Int64", columns[2]: "Int64"})


def _annual(row: dict) -> tuple[int | None, int | None]:
    """Give the annual value of one contract in pence, missing where it is not known."""
    days = _term_days(row)
    if row["is_total_known"] and days:
        low, high = row["total_low_pence"], row["total_high_pence"]
        per_year = DAYS_IN_YEAR / days
        return half_up(low * per_year), None if pd.isna(high) else half_up(high * per_year)
    if row["is_annual_known"]:
        high = row["annual_high_pence"]
        return int(row["annual_low_pence"]), None if pd.isna(high) else int(high)
    return None, None


def _term_days(row: dict) -> int:
    """Count the days of a contract's planned term; 0 if it is not known."""
    end = row["planned_ends_on"]
    if pd.isna(end):
        end = None if row["has_ended_early"] else row["ends_on"]
    if pd.isna(row["starts_on"]) or pd.isna(end):
        return 0
    return max(0, (end - row["starts_on"]).days + 1)


def live_contracts(
    contracts: pd.DataFrame,
    providers: pd.DataFrame,
    changes: pd.DataFrame,
    organisation_id: int,
    day: datetime.date,
) -> pd.DataFrame:
    """List an organisation's contracts that are live on a day, with its share of their value.

    Live is a contract from its start to its end, both counted; without an end it still is.
    Without a start it is listed, but not as live.

    :param contracts: contracts frame
    :param providers: contract providers frame of these contracts
    :param changes: contract changes frame; those dated after the day are not yet known
    :return: contract_id, has_start, ends_on (None: not known), is_income (False for ceilings and
        revenue managed), annual_low_pence, annual_high_pence (the organisation's share, as
        Fraction; low None: not known; high None: not known or without limit)
    """
    shares = provider_fractions(providers, organisation_id)
    ours = contracts[contracts["contract_id"].isin(list(shares))]
    current = as_of(ours, changes, day)
    values = annual_value(current).set_index("contract_id")
    rows = []
    for row in current.to_dict("records"):
        start, end = row["starts_on"], _end(row)
        if (not pd.isna(start) and start > day) or (end is not None and end < day):
            continue
        share = shares[row["contract_id"]]
        low, high = values.loc[row["contract_id"]]
        rows.append(
            {
                "contract_id": row["contract_id"],
                "has_start": not pd.isna(start),
                "ends_on": end,
                "is_income": row["value_kind"] in SUMMED_KINDS,
                "annual_low_pence": None if pd.isna(low) else share * int(low),
                "annual_high_pence": None if pd.isna(high) else share * int(high),
            }
        )
    columns = [
        "contract_id",
        "has_start",
        "ends_on",
        "is_income",
        "annual_low_pence",
        "annual_high_pence",
    ]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _end(row: dict) -> datetime.date | None:
    """Give the last day of a contract: the actual end, else the planned one."""
    for end in (row["ends_on"], row["planned_ends_on"]):
        if not pd.isna(end):
            return end
    return None


def provider_fractions(providers: pd.DataFrame, organisation_id: int) -> dict[int, Fraction]:
    """Give an organisation's fraction 0-1 of each of its contracts (F4).

    By the recorded fractions where all are known and make 100 per cent to 0.01; else equally.
    """
    is_its = providers["organisation_id"] == organisation_id
    theirs = providers[providers["contract_id"].isin(providers["contract_id"][is_its])]
    found: dict[int, Fraction] = {}
    for contract_id, rows in theirs.groupby("contract_id"):
        parts = parts_of(rows["fraction"].tolist())
        own = (rows["organisation_id"] == organisation_id).tolist()
        found[contract_id] = sum(
            (part for part, is_own in zip(parts, own, strict=True) if is_own), Fraction(0)
        )
    return found


def parts_of(fractions: list[float | None]) -> list[Fraction]:
    """Turn recorded fractions into exact ones that make 1; equal ones where they cannot."""
    if not any(pd.isna(fraction) for fraction in fractions):
        recorded = [round(fraction * WHOLE) for fraction in fractions]
        if abs(sum(recorded) - WHOLE) <= NEARLY_WHOLE:
            return [Fraction(part, sum(recorded)) for part in recorded]
    return [Fraction(1, len(fractions))] * len(fractions)


def total_of(rows: Iterable[dict]) -> tuple[Fraction, Fraction | None]:
    """Add up annual values; the sum has no limit if one of them has none."""
    rows = list(rows)
    low = sum((row["annual_low_pence"] for row in rows), Fraction(0))
    highs = [row["annual_high_pence"] for row in rows]
    return low, None if None in highs else sum(highs, Fraction(0))


def fraction_of(
    rows: Iterable[dict], parts: Iterable[Fraction]
) -> tuple[float | None, float | None]:
    """Give the least and the largest fraction that parts of annual values make of them all.

    The largest comes of the largest values where most counts and the least where least does; which
    contracts are which is found by trying each place to draw the line.

    :param rows: contracts with their annual values
    :param parts: fraction 0-1 of each that counts
    :return: 0-1; None if there is no value, or no limit to one
    """
    values = sorted(
        (
            (part, row["annual_low_pence"], row["annual_high_pence"])
            for row, part in zip(rows, parts, strict=True)
        ),
        key=lambda value: value[0],
    )
    if any(high is None for _, _, high in values) or not sum(low for _, low, _ in values):
        return None, None
    counted = [part for part, _, _ in values]
    lines = {0} | {place for place in range(1, len(values)) if counted[place] > counted[place - 1]}
    tried = [
        _weighed(values[:line], values[line:], is_first_large)
        for line in lines
        for is_first_large in (True, False)
    ]
    return float(min(tried)), float(max(tried))


def _weighed(first: list[tuple], second: list[tuple], is_first_large: bool) -> Fraction:
    """Give the fraction if the values of one list are at their high and those of the other low."""
    large, small = (first, second) if is_first_large else (second, first)
    sizes = [(part, high) for part, _, high in large] + [(part, low) for part, low, _ in small]
    return sum(part * size for part, size in sizes) / sum(size for _, size in sizes)
