"""How large the stakes of partners are: by bands, each stake in one of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pandas as pd

from partnerships.ownership import holders_on

PARTNER_SECTORS = ("private", "social", "mutual", "hybrid", "not_recorded")
NOT_SETTLED, NOT_KNOWN = "not_settled", "not_known"
BANDS = (
    "under_10",
    "10_to_25",
    "25_to_50",
    "half",
    "over_half",
    "75_to_100",
    "all",
    NOT_SETTLED,
    NOT_KNOWN,
)
"""From small to large. A band holds its lower end, not its upper; *half* and *all* are exact."""

LOWER_ENDS = {100: "all", 75: "75_to_100", 50: "over_half", 25: "25_to_50", 10: "10_to_25"}
HALF = 50.0
KEYS = ["subject_id", "holder_key"]
STAKE_COLUMNS = [
    *KEYS,
    "holder_id",
    "holder_name",
    "sector",
    "percent_low",
    "percent_high",
    "is_about",
    "band",
]


def partner_stakes(
    holdings: pd.DataFrame, sectors: pd.DataFrame, day: datetime.date, subject_ids: Iterable[int]
) -> pd.DataFrame:
    """Give what partners hold of the equity of organisations on a day.

    A partner is an organisation, with a record or named, that is neither of the public sector nor
    a vehicle of staff. What one partner holds in one organisation is added up.

    :param holdings: holdings frame
    :param sectors: sectors frame, of the holders
    :param subject_ids: the organisations held
    :return: one row per organisation and partner (see `STAKE_COLUMNS`), by these: sector of the
        partner on the day; percent_low, percent_high 0-100; is_about; band, one of `BANDS`
        (*not_settled*: the range lies in several bands; *not_known*: no size is known)
    """
    held = holders_on(holdings, sectors, day)
    is_partner = held["holder_key"].str.startswith(("organisation:", "outside:"))
    held = held[
        (held["measure"] == "equity")
        & held["subject_id"].isin(set(subject_ids))
        & held["category"].isin(PARTNER_SECTORS)
        & is_partner.astype(bool)
    ]
    summed = held.groupby(KEYS, sort=True, as_index=False).agg(
        holder_id=("holder_id", "first"),
        holder_name=("holder_name", "first"),
        sector=("category", "first"),
        percent_low=("percent_low", "sum"),
        percent_high=("percent_high", "sum"),
        is_about=("is_about", "any"),
        is_known=("is_size_known", "any"),
    )
    low, high = (summed[f"percent_{end}"].astype(float).clip(upper=100) for end in ("low", "high"))
    bands = [
        band_of(*ends) if is_known else NOT_KNOWN
        for *ends, is_known in zip(low, high, summed["is_known"], strict=True)
    ]
    return summed.assign(
        percent_low=low.round(4), percent_high=high.round(4), band=pd.Series(bands, dtype=object)
    )[STAKE_COLUMNS]


def band_of(low: float, high: float) -> str:
    """Name the band in which a whole interval of per cent lies; *not_settled* if in none."""
    band = _band(round(low, 4))
    return band if band == _band(round(high, 4)) else NOT_SETTLED


def _band(percent: float) -> str:
    if percent == HALF:
        return "half"
    return next((name for end, name in LOWER_ENDS.items() if percent >= end), "under_10")


def stakes_by_band(stakes: pd.DataFrame) -> pd.DataFrame:
    """Count stakes by band and by the partner's sector.

    :param stakes: of `partner_stakes`
    :return: band, sector, stake_count above 0; in the order of `BANDS`, then by sector
    """
    counts = stakes.groupby(["band", "sector"], sort=True).size().rename("stake_count")
    table = counts.reset_index()
    order = table["band"].map({band: place for place, band in enumerate(BANDS)})
    return (
        table.assign(order=order)
        .sort_values(["order", "sector"], kind="stable", ignore_index=True)
        .drop(columns="order")
        .astype({"stake_count": "int64"})
    )
