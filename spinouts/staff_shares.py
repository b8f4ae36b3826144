"""Staff share of equity over many spin-outs and years (F1, last paragraph)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from partnerships.ownership import staff_on_days

YEAR_COLUMNS = [
    "year",
    "organisation_count",
    "median_percent",
    "lower_quartile",
    "upper_quartile",
    "not_known_count",
]


def standing_on(spin_outs: pd.DataFrame, day: date) -> pd.DataFrame:
    """Keep spin-outs launched by the day and neither exited nor dissolved on it.

    :param spin_outs: see `spinouts.frames.spin_outs_frame`
    :return: the same columns; a spin-out without a dated launch is not kept
    """
    stands = [
        launched is not None
        and launched <= day
        and (dissolved is None or dissolved > day)
        and (exited is None or exited > day)
        for launched, dissolved, exited in zip(
            spin_outs["launched_on"], spin_outs["dissolved_on"], spin_outs["exited_on"], strict=True
        )
    ]
    return spin_outs[np.array(stands, dtype=bool)].reset_index(drop=True)


def year_ends(spin_outs: pd.DataFrame, day: date) -> list[date]:
    """List the days 31 December from the first launch up to the day.

    :param spin_outs: see `spinouts.frames.spin_outs_frame`
    """
    launches = [launched for launched in spin_outs["launched_on"] if launched is not None]
    if not launches:
        return []
    ends = [date(year, 12, 31) for year in range(min(launches).year, day.year + 1)]
    return [end for end in ends if end <= day]


def staff_share_by_year(
    spin_outs: pd.DataFrame,
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    day: date,
) -> pd.DataFrame:
    """Give the median staff share of equity at the end of every year (F1).

    Counted is every spin-out launched by 31 December and neither exited nor dissolved on it.

    :param spin_outs: published spin-outs without contrast cases (`spin_outs_frame`)
    :param holdings: see `partnerships.frames.holdings_frame`
    :param sectors: see `organisations.frames.sectors_frame`
    :param day: the last year shown ends on or before it
    :return: one row per year: year; organisation_count (share known, *about* included);
        median_percent, lower_quartile, upper_quartile (0-100, by linear interpolation, NaN
        without any); not_known_count (all others)
    """
    ends = year_ends(spin_outs, day)
    shares = staff_on_days(holdings, sectors, ends, spin_outs["organisation_id"].tolist())
    known = shares[shares["is_known"].astype(bool)]
    rows = []
    for end in ends:
        standing = standing_on(spin_outs, end)["organisation_id"]
        on_day = known[known["day"] == end]
        percents = on_day.loc[on_day["subject_id"].isin(standing), "percent_low"].to_numpy(float)
        quartiles = np.percentile(percents, [50, 25, 75]) if len(percents) else [np.nan] * 3
        rows.append((end.year, len(percents), *quartiles, len(standing) - len(percents)))
    return pd.DataFrame(rows, columns=YEAR_COLUMNS)
