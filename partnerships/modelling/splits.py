"""The direct and the look-through split with modelled holders in place of the recorded ones."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pandas as pd

from partnerships import ownership
from partnerships.modelling.holders import Holder

DECIMALS = 4
SPLIT_COLUMNS = ["category", "percent_low", "percent_high"]


def holdings_with(
    holdings: pd.DataFrame, subject_id: int, holders: Iterable[Holder]
) -> pd.DataFrame:
    """Put modelled holders of equity in place of all recorded stakes in an organisation.

    Votes and board seats in it are left out: an offer of equity does not say what becomes of them.

    :param holdings: holdings frame
    :param subject_id: the venture; `NEW_VENTURE` for one without a record
    :return: holdings frame; the modelled stakes hold on every day, per cent to four decimals, and
        carry stake ids below 0
    """
    others = holdings[holdings["subject_id"] != subject_id]
    rows = [
        {
            "stake_id": -number,
            "subject_id": subject_id,
            "measure": "equity",
            "holder_id": holder.holder_id,
            "holder_key": holder.key,
            "holder_name": holder.name,
            "holder_category": "" if holder.holder_id else holder.category,
            "percent_low": _percent(holder.low),
            "percent_high": _percent(holder.high),
            "is_size_known": not (holder.low == 0 and holder.high == 100),
            "is_about": holder.is_about,
            "is_last_seen": False,
            "counts_from": None,
            "counts_to": None,
        }
        for number, holder in enumerate(holders, start=1)
    ]
    modelled = pd.DataFrame(rows, columns=holdings.columns, dtype=object)
    frames = [frame.astype(object) for frame in (others, modelled) if len(frame)]
    frame = pd.concat(frames, ignore_index=True) if frames else modelled
    return frame.astype({"percent_low": float, "percent_high": float})


def _percent(exact) -> float:
    """Round an exact percentage to four decimals, once."""
    return float(round(exact, DECIMALS))


def split_after(
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    subject_id: int,
    ends: Iterable[tuple[Holder, ...]],
    day: datetime.date,
) -> pd.DataFrame:
    """Split the equity of a venture by category with modelled holders (F1).

    :param holdings: holdings frame, of which only the columns are read
    :param sectors: sectors frame, of the modelled holders at least
    :param ends: all modelled holders, for each end that a range of stakes leads to
    :return: category, percent_low, percent_high (0-100) in the order of `ownership.CATEGORIES`;
        the least and the most over the ends
    """
    nothing = holdings.iloc[:0]  # what its holders are held by does not change a direct split
    return _over(
        [
            ownership.split_on(holdings_with(nothing, subject_id, holders), sectors, day)[
                SPLIT_COLUMNS
            ]
            for holders in ends
        ]
    )


def look_through_after(
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    organisations: pd.DataFrame,
    subject_id: int,
    ends: Iterable[tuple[Holder, ...]],
    day: datetime.date,
) -> pd.DataFrame:
    """Follow the equity of a venture to its final holders, with modelled holders (F2).

    :param holdings, sectors: frames of the register, of the holders' own holders at least
    :param organisations: organisations frame of everybody in the chains
    :param ends: as of `split_after`
    :return: as `split_after`
    """
    splits = [
        ownership.look_through_on(
            holdings_with(holdings, subject_id, holders), sectors, organisations, day, [subject_id]
        )[SPLIT_COLUMNS]
        for holders in ends
    ]
    return _over(splits)


def _over(splits: list[pd.DataFrame]) -> pd.DataFrame:
    """Take the least and the most of each category over several splits; absent is nothing."""
    found = [
        dict(zip(split["category"], split[SPLIT_COLUMNS[1:]].to_numpy(float), strict=True))
        for split in splits
    ]
    rows = [
        (
            category,
            min(split[category][0] if category in split else 0.0 for split in found),
            max(split[category][1] if category in split else 0.0 for split in found),
        )
        for category in ownership.CATEGORIES
        if any(category in split for split in found)
    ]
    frame = pd.DataFrame(rows, columns=SPLIT_COLUMNS)
    return frame.astype({"category": object, "percent_low": float, "percent_high": float})
