"""F5: tables of contract value by year, sector and provider, and rates beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd

LOW, HIGH = "value_low_pence", "value_high_pence"
COUNTED = {"contract_count": "contract_id", "organisation_count": "provider_key"}


def value_by_year_and_sector(cells: pd.DataFrame) -> pd.DataFrame:
    """Add up contract value by financial year and sector (F5).

    :param cells: of `place` or `delivered`
    :return: financial_year, sector, contract_count (contracts with a placed day in that year and
        sector), organisation_count (their providers), value_low_pence, value_high_pence (missing:
        no upper limit known), is_to_come
    """
    return _sums(cells, ["financial_year", "sector"])


def value_by_year(cells: pd.DataFrame, organisation_id: int | None = None) -> pd.DataFrame:
    """Add up contract value by financial year, of one organisation or of all (F4).

    :return: financial_year, contract_count, organisation_count, value_low_pence, value_high_pence
        (missing: no upper limit known), is_to_come
    """
    if organisation_id is not None:
        is_its = cells["organisation_id"].eq(organisation_id).fillna(False).to_numpy(bool)
        cells = cells[is_its]
    return _sums(cells, ["financial_year"])


def value_by_provider(
    cells: pd.DataFrame, providers: pd.DataFrame, links: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Add up contract value by provider over all years, the largest low first (F10).

    :param providers: contract providers frame; gives names
    :param links: supply links frame, if the cells are of `delivered`; gives names of receivers
    :return: provider_key, organisation_id (missing without a record), slug, name, sector (of its
        last year), contract_count, value_low_pence, value_high_pence (missing: no upper limit
        known)
    """
    last = cells.drop_duplicates(["provider_key", "financial_year", "sector"]).sort_values(
        "financial_year", kind="stable"
    )
    known = last.drop_duplicates("provider_key", keep="last")[
        ["provider_key", "organisation_id", "slug", "sector"]
    ].astype({"provider_key": "str", "slug": "str", "sector": "str"})
    names = _names(providers, links)
    keys = zip(known["provider_key"], known["slug"], strict=True)
    known.insert(3, "name", [names.get(key, slug) for key, slug in keys])
    sums = _sums(cells, ["provider_key"]).drop(columns=["is_to_come", "organisation_count"])
    return (
        known.merge(sums, on="provider_key")
        .sort_values([LOW, "slug", "provider_key"], ascending=[False, True, True])
        .reset_index(drop=True)
    )


def _names(providers: pd.DataFrame, links: pd.DataFrame | None) -> dict[str, str]:
    """Give the names of providers and receivers by key."""
    receivers = {}
    if links is not None:
        receivers = dict(zip(links["receiver_key"], links["receiver_name"], strict=True))
    return receivers | dict(zip(providers["provider_key"], providers["name"], strict=True))


def _sums(cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Add up cells; a sum has no upper limit if one of its cells has none."""
    groups = cells.assign(is_unlimited=cells[HIGH].isna()).groupby(
        keys, as_index=False, sort=True, observed=True
    )
    sums = groups.agg(
        value_low_pence=(LOW, "sum"),
        value_high_pence=(HIGH, "sum"),
        is_to_come=("is_to_come", "all"),
        is_unlimited=("is_unlimited", "any"),
    )
    number = groups.ngroup().to_numpy(np.int64)
    for place, (name, column) in enumerate(COUNTED.items(), len(keys)):
        sums.insert(place, name, _distinct(number, cells[column], len(sums)))
    sums[HIGH] = sums[HIGH].astype("Int64").mask(sums["is_unlimited"].astype(bool))
    return sums.drop(columns="is_unlimited").astype(dict.fromkeys(keys, "str"))


def _distinct(groups: np.ndarray, values: pd.Series, count: int) -> np.ndarray:
    """Count the distinct values in each of so many groups."""
    codes, kinds = pd.factorize(values)
    pairs = pd.unique(groups * max(1, len(kinds)) + codes)
    return np.bincount(pairs // max(1, len(kinds)), minlength=count)


def shares_by_sector(cells: pd.DataFrame) -> pd.DataFrame:
    """Give each sector's share by organisations, by contracts and by value (F5).

    :param cells: of `place` or `delivered`; who or what has a cell in several sectors counts in
        each of them, and once in the whole
    :return: sector; organisation_count and organisation_percent; contract_count and
        contract_percent; value_low_pence, value_high_pence, value_percent_low and
        value_percent_high; per cent 0-100, missing where the whole is 0. Where some value has no
        upper limit, so that its share could be anything, both are the share of the lowest values
    """
    sums = _sums(cells, ["sector"]).drop(columns="is_to_come")
    lows = sums[LOW].to_numpy(float)
    highs = sums[HIGH].to_numpy(dtype=float, na_value=np.nan)
    if np.isnan(highs).any():
        highs = lows
    sums = sums.assign(
        organisation_percent=_percent(sums["organisation_count"], cells["provider_key"].nunique()),
        contract_percent=_percent(sums["contract_count"], cells["contract_id"].nunique()),
        value_percent_low=_percent(lows, lows + highs.sum() - highs),
        value_percent_high=_percent(highs, highs + lows.sum() - lows),
    )
    return sums[
        [
            "sector",
            "organisation_count",
            "organisation_percent",
            "contract_count",
            "contract_percent",
            LOW,
            HIGH,
            "value_percent_low",
            "value_percent_high",
        ]
    ]


def _percent(parts, wholes) -> np.ndarray:
    """Give parts in per cent of wholes; NaN where there is nothing."""
    parts = np.asarray(parts, dtype=float)
    wholes = np.broadcast_to(np.asarray(wholes, dtype=float), parts.shape)
    return np.divide(100 * parts, wholes, out=np.full(parts.shape, np.nan), where=wholes > 0)


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
