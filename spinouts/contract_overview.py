"""Contract value over many providers: the sectors' shares with three denominators (F5)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from partnerships.contract_values import sector_shares

SHARE_COLUMNS = [
    "sector",
    "organisation_count",
    "organisation_percent",
    "contract_count",
    "contract_percent",
    "value_low_pence",
    "value_high_pence",
    "value_percent_low",
    "value_percent_high",
]
PROVIDER_COLUMNS = [
    "slug",
    "name",
    "sector",
    "contract_count",
    "value_low_pence",
    "value_high_pence",
]


def shares_by_sector(cells: pd.DataFrame) -> pd.DataFrame:
    """Give each sector's share by organisations, by contracts and by value (F5).

    :param cells: of `partnerships.contract_values.place` or `delivered`
    :return: one row per sector: organisation_count and contract_count (whole), their shares (per
        cent 0-100), value_low_pence, value_high_pence (missing: no upper limit known), and
        value_percent_low, value_percent_high (0-100): the smallest and largest share that the
        values allow, or the share of the lowest values if some value has no upper limit
    """
    if cells.empty:
        return pd.DataFrame(columns=SHARE_COLUMNS)
    organisations = sector_shares(cells, "provider_key").set_index("sector")
    contracts = sector_shares(cells, "contract_id").set_index("sector")
    groups = cells.groupby("sector")
    lows = groups["value_low_pence"].sum().astype(float)
    highs = groups["value_high_pence"].agg(lambda values: values.sum(skipna=False)).astype(float)
    has_limits = not highs.isna().any()
    percent_low, percent_high = _shares(lows, highs if has_limits else lows)
    shares = pd.DataFrame(
        {
            "organisation_count": organisations["amount"],
            "organisation_percent": organisations["percent"],
            "contract_count": contracts["amount"],
            "contract_percent": contracts["percent"],
            "value_low_pence": lows,
            "value_high_pence": highs,
            "value_percent_low": percent_low,
            "value_percent_high": percent_high,
        }
    )
    return shares.rename_axis("sector").reset_index()[SHARE_COLUMNS]


def _shares(lows: pd.Series, highs: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Give the smallest and the largest share (0-100) of each in the sum of all."""
    least = lows / (lows + highs.sum() - highs).replace(0, np.nan)
    most = highs / (highs + lows.sum() - lows).replace(0, np.nan)
    return 100 * least, 100 * most


def largest_providers(
    by_provider: pd.DataFrame, cells: pd.DataFrame, names: dict[str, str]
) -> pd.DataFrame:
    """Name the providers of `value_by_provider`, each with the sector of its last placed year.

    :param by_provider: of `partnerships.contract_values.value_by_provider`
    :param cells: that it was made from
    :param names: name by provider_key
    :return: slug, name, sector, contract_count, value_low_pence, value_high_pence, largest first
    """
    latest = cells.sort_values("financial_year", kind="stable").groupby("provider_key").last()
    return by_provider.assign(
        name=by_provider["provider_key"].map(names),
        sector=by_provider["provider_key"].map(latest["sector"]),
    )[PROVIDER_COLUMNS]


def organisations_by_year_and_sector(cells: pd.DataFrame) -> pd.DataFrame:
    """Count the providers with placed value in each financial year and sector (F5).

    :return: financial_year, sector, organisation_count
    """
    counts = cells.groupby(["financial_year", "sector"])["provider_key"].nunique()
    return counts.rename("organisation_count").reset_index()
