"""F5: tables of contract value by year, sector and provider, and rates beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd

LOW, HIGH = "value_low_pence", "value_high_pence"


def value_by_year_and_sector(cells: pd.DataFrame) -> pd.DataFrame:
    """Add up contract value by financial year and sector (F5).

    :param cells: of `place` or `delivered`
    :return: financial_year, sector, contract_count (contracts with a placed day in that year and
        sector), value_low_pence, value_high_pence (missing: no upper limit known), is_to_come
    """
    return _sums(cells, ["financial_year", "sector"])


def value_by_year(cells: pd.DataFrame, organisation_id: int | None = None) -> pd.DataFrame:
    """Add up contract value by financial year, of one organisation or of all (F4).

    :return: financial_year, contract_count, value_low_pence, value_high_pence (missing: no upper
        limit known), is_to_come
    """
    if organisation_id is not None:
        is_its = cells["organisation_id"].eq(organisation_id).fillna(False).to_numpy(bool)
        cells = cells[is_its]
    return _sums(cells, ["financial_year"])


def value_by_provider(cells: pd.DataFrame) -> pd.DataFrame:
    """Add up contract value by provider over all years, the largest low first (F5).

    :return: provider_key, organisation_id (missing without a record), slug, contract_count,
        value_low_pence, value_high_pence (missing: no upper limit known)
    """
    known = cells[["provider_key", "organisation_id", "slug"]].drop_duplicates("provider_key")
    sums = _sums(cells, ["provider_key"]).drop(columns="is_to_come")
    return (
        known.merge(sums, on="provider_key")
        .sort_values([LOW, "slug", "provider_key"], ascending=[False, True, True])
        .reset_index(drop=True)
    )


def _sums(cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Add up cells; a sum has no upper limit if one of its cells has none."""
    groups = cells.assign(is_unlimited=cells[HIGH].isna()).groupby(keys, as_index=False, sort=True)
    sums = groups.agg(
        contract_count=("contract_id", "nunique"),
        value_low_pence=(LOW, "sum"),
        value_high_pence=(HIGH, "sum"),
        is_to_come=("is_to_come", "all"),
        is_unlimited=("is_unlimited", "any"),
    )
    sums[HIGH] = sums[HIGH].astype("Int64").mask(sums["is_unlimited"].astype(bool))
    return sums.drop(columns="is_unlimited")


def sector_shares(records: pd.DataFrame, by: str, weight: str | None = None) -> pd.DataFrame:
    """Give each sector's share of records, as a count or weighted (F5).

    The three denominators: organisations (one row each), contracts (one row each, or one per
    provider) and value (weighted by pence).

    :param records: one row per record, with its `sector`
    :param by: column whose distinct values are counted; ignored with a weight
    :param weight: column to add up, in pence
    :return: sector, amount (count or pence), total, percent (0-100; missing if the total is 0),
        the largest first
    """
    groups = records.groupby("sector")
    amounts = groups[by].nunique() if weight is None else groups[weight].sum()
    total = records[by].nunique() if weight is None else records[weight].sum()
    shares = amounts.rename("amount").reset_index().assign(total=total)
    percents = 100 * shares["amount"] / total if total else np.nan
    return (
        shares.assign(percent=percents)
        .sort_values(["amount", "sector"], ascending=[False, True])
        .reset_index(drop=True)
    )


def growth_percent(first: float, last: float, years: float) -> float | None:
    """Give the compound growth a year between two values (F5).

    :param first, last: values in the same unit
    :param years: between them
    :return: per cent a year; None where it cannot be told: no time between, or not from a value
        above 0 to one that is not below it
    """
    if years <= 0 or first <= 0 or last < 0:
        return None
    return 100 * ((last / first) ** (1 / years) - 1)


def indexed(values: pd.Series) -> pd.Series:
    """Set the first value to 100 and the others in proportion.

    :param values: in order of years; missing ones stay missing, and the first known one counts
    """
    known = values.dropna()
    if known.empty or not known.iloc[0]:
        return values.astype(float) * np.nan
    return values.astype(float) / float(known.iloc[0]) * 100
