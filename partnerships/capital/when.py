"""The sector of parties, each on a day of its own."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from partnerships.day_numbers import (
    AFTER_ALL,
    BEFORE_ALL,
    day_number,
    day_numbers,
    whole_numbers,
)
from partnerships.sector_timelines import NOT_RECORDED, SectorTimelines

SPAN = AFTER_ALL - BEFORE_ALL + 1
NOBODY = -1


def sectors_when(parties: pd.DataFrame, sectors: pd.DataFrame, day: datetime.date) -> pd.Series:
    """Give the sector of each party on its own day.

    :param parties: organisation_id (None without a record), sector_fixed (used without a record;
        empty: not recorded), happened_on (None: not known, the day asked for counts)
    :param sectors: see `organisations.frames.sectors_frame`
    :param day: the day asked for
    :return: sectors by the index of the parties; *not_recorded* where there is none
    """
    ids = whole_numbers(parties["organisation_id"], NOBODY)
    days = day_numbers(parties["happened_on"], BEFORE_ALL)
    days = np.where(days == BEFORE_ALL, day_number(day), days)
    organisations, names, starts, _ = SectorTimelines(sectors).without_gaps()
    fixed = parties["sector_fixed"].to_numpy(dtype=object)
    found = np.where(fixed == "", NOT_RECORDED, fixed)
    if len(organisations):
        # periods lie end to end, ordered by organisation and start: the last begun by then holds
        begun = _places(organisations, starts)
        places = np.searchsorted(begun, _places(ids, days), side="right") - 1
        is_theirs = (places >= 0) & (organisations[places] == ids)
        found = np.where(is_theirs, names[places], found)
    return pd.Series(found, index=parties.index, dtype=object)


def _places(organisations: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Give each organisation and day a number, in the order of both."""
    return organisations * SPAN + (days - BEFORE_ALL)
