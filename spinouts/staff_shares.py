"""Staff share of equity over many spin-outs and years (F1, last paragraph)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from partnerships.ownership import split_on, staff_percent

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


def staff_share_on(
    spin_outs: pd.DataFrame, holdings: pd.DataFrame, sectors: pd.DataFrame, day: date
) -> pd.DataFrame:
    """Give the direct staff share of equity of each spin-out standing on a day.

    :param holdings: see `partnerships.frames.holdings_frame`
    :param sectors: see `organisations.frames.sectors_frame`
    :return: the columns of `spin_outs`, percent_low, percent_high (0-100, NaN without holders on
        record) and is_known
    """
    standing = standing_on(spin_outs, day)
    own = holdings[
        holdings["subject_id"].isin(standing["organisation_id"])
        & (holdings["measure"] == "equity")
    ]
    shares = staff_percent(split_on(own, sectors, day)).set_index("subject_id")
    found = shares.reindex(standing["organisation_id"])
    return standing.assign(
        percent_low=found["percent_low"].to_numpy(dtype=float),
        percent_high=found["percent_high"].to_numpy(dtype=float),
        is_known=found["is_known"].fillna(value=False).to_numpy(dtype=bool),
    )


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
    rows = []
    for end in year_ends(spin_outs, day):
        shares = staff_share_on(spin_outs, holdings, sectors, end)
        known = shares.loc[shares["is_known"], "percent_low"].to_numpy(dtype=float)
        quartiles = np.percentile(known, [50, 25, 75]) if len(known) else [np.nan] * 3
        rows.append((end.year, len(known), *quartiles, len(shares) - len(known)))
    return pd.DataFrame(rows, columns=YEAR_COLUMNS)
