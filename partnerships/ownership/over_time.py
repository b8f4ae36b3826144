"""F1 and F2 over time: the splits of one organisation, period by period."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pandas as pd

from partnerships.day_numbers import AFTER_ALL, day_number, day_of
from partnerships.ownership.look_through import category_rows
from partnerships.ownership.network import network_on, public_body_ids
from partnerships.ownership.split import split_of
from partnerships.ownership.stakes import MEASURES, NO_HOLDER, Holdings

PERIOD_COLUMNS = ["valid_from", "valid_to", "measure", "category", "percent_low", "percent_high"]


def split_over_time(
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    subject_id: int,
    until: datetime.date | None = None,
) -> pd.DataFrame:
    """Split what is held in one organisation, period by period (F1).

    :param holdings: holdings frame
    :param sectors: sectors frame: a holder's change of sector begins a period too
    :param until: leave out periods that begin after this day; None: leave out nothing
    :return: valid_from (None: since before our records), valid_to (first day after; None: still),
        measure, category, percent_low, percent_high (0-100); by measure, then time. Neighbours
        with equal splits are one period; a time without a stake of a measure has no row
    """
    arrays = Holdings(holdings, sectors)
    subject = np.array([subject_id])
    parts = []
    for measure in MEASURES:
        rows = (arrays.subjects == subject_id) & (arrays.measures == measure)
        parts.append(
            _periods(
                arrays.change_days(rows),
                lambda day, measure=measure: split_of(arrays.on(day, measure, subject), measure),
                until,
            )
        )
    return _together(parts)


def look_through_over_time(
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    organisations: pd.DataFrame,
    subject_id: int,
    until: datetime.date | None = None,
) -> pd.DataFrame:
    """Follow the equity in one organisation to its final holders, period by period (F2).

    A change anywhere up the chains begins a period.

    :param organisations: organisations frame
    :return: the columns of `split_over_time`; measure is equity
    """
    arrays = Holdings(holdings, sectors)
    public_bodies = public_body_ids(organisations)
    rows = _ever_upstream(arrays, subject_id, public_bodies)

    def split(day: int) -> pd.DataFrame:
        network = network_on(arrays, public_bodies, day, [subject_id])
        return category_rows(network, [subject_id]).assign(measure="equity")

    return _periods(arrays.change_days(rows), split, until)


def _ever_upstream(arrays: Holdings, subject_id: int, public_bodies: np.ndarray) -> np.ndarray:
    """Tell the equity stakes that led to an organisation on any day."""
    is_equity = arrays.measures == "equity"
    wanted = np.array([subject_id])
    keep = np.zeros(len(is_equity), dtype=bool)
    while len(wanted):
        new = is_equity & np.isin(arrays.subjects, wanted) & ~keep
        keep |= new
        wanted = np.setdiff1d(arrays.holders[new], np.append(public_bodies, NO_HOLDER))
    return keep


def _periods(
    change_days: list[int], split: Callable[[int], pd.DataFrame], until: datetime.date | None
) -> pd.DataFrame:
    """Split each period between changes and join neighbours that are equal.

    :param change_days: ordered day numbers; between two of them nothing changes
    :param split: gives category, measure, percent_low and percent_high on a day number
    """
    last = AFTER_ALL if until is None else day_number(until)
    joined: list[tuple[int, int, pd.DataFrame]] = []
    for start, end in pairwise(change_days):
        if start > last:
            break
        rows = split(start)[PERIOD_COLUMNS[2:]]
        if joined and joined[-1][2].equals(rows):
            joined[-1] = (joined[-1][0], end, rows)
        else:
            joined.append((start, end, rows))
    parts = [
        rows.assign(
            valid_from=pd.Series([day_of(start)] * len(rows), dtype=object),
            valid_to=pd.Series([day_of(end)] * len(rows), dtype=object),
        )[PERIOD_COLUMNS]
        for start, end, rows in joined
        if len(rows)
    ]
    return _together(parts)


def _together(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Put frames of periods into one, with its columns also when there is none."""
    filled = [part for part in parts if len(part)]
    if filled:
        return pd.concat(filled, ignore_index=True)
    empty = pd.DataFrame(columns=PERIOD_COLUMNS, dtype=object)
    return empty.astype({"percent_low": float, "percent_high": float})
