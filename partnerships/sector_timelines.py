"""The sector of organisations, on a day and over time, from the sectors frame."""

from __future__ import annotations

import numpy as np
import pandas as pd

from partnerships.day_numbers import AFTER_ALL, BEFORE_ALL, day_numbers, whole_numbers

NOT_RECORDED = "not_recorded"


class SectorTimelines:
    """The profile periods of organisations as arrays, ordered by organisation and start.

    :ivar organisations: int64 organisation ids, one per period
    :ivar starts, ends: int64 day numbers, half-open; `BEFORE_ALL` and `AFTER_ALL` where open
    :ivar sectors: object array of sectors; *not_recorded* where the profile has none
    :ivar are_staff_vehicles: bool array
    """

    def __init__(self, sectors: pd.DataFrame):
        """Read a sectors frame (see `organisations.frames.sectors_frame`)."""
        organisations = whole_numbers(sectors["organisation_id"], -1)
        starts = day_numbers(sectors["valid_from"], BEFORE_ALL)
        order = np.lexsort((starts, organisations))
        self.organisations = organisations[order]
        self.starts = starts[order]
        self.ends = day_numbers(sectors["valid_to"], AFTER_ALL)[order]
        names = sectors["sector"].to_numpy(dtype=object)[order]
        names[pd.isna(names) | (names == "")] = NOT_RECORDED
        self.sectors = names
        are_vehicles = sectors["is_staff_vehicle"].to_numpy(dtype=object).astype(bool)
        self.are_staff_vehicles = are_vehicles[order]

    def on(self, day: int, organisations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the sector of organisations on a day.

        :param day: day number
        :param organisations: int64 ids
        :return: object array of sectors (*not_recorded* without a profile that day), and a bool
            array that is True for employees' trusts and staff vehicles
        """
        holding = np.flatnonzero((self.starts <= day) & (day < self.ends))
        ids = self.organisations[holding]
        places = np.searchsorted(ids, organisations)
        places[places == len(ids)] = 0
        found = ids[places] == organisations if len(ids) else np.zeros(len(organisations), bool)
        rows = holding[places[found]]
        sectors = np.full(len(organisations), NOT_RECORDED, dtype=object)
        are_vehicles = np.zeros(len(organisations), dtype=bool)
        sectors[found] = self.sectors[rows]
        are_vehicles[found] = self.are_staff_vehicles[rows]
        return sectors, are_vehicles

    def change_days(self, organisations: np.ndarray) -> np.ndarray:
        """Give the day numbers on which a profile of the organisations starts or ends."""
        rows = np.isin(self.organisations, organisations)
        return np.unique(np.concatenate([self.starts[rows], self.ends[rows]]))

    def without_gaps(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Give each organisation's sectors from before all days to after all, without gaps.

        :return: organisation ids, sectors, starts, ends (day numbers, half-open), ordered by the
            first and third; a gap between profiles is *not_recorded*
        """
        is_first = np.ones(len(self.organisations), dtype=bool)
        is_first[1:] = self.organisations[1:] != self.organisations[:-1]
        before = np.where(is_first, BEFORE_ALL, np.roll(self.ends, 1))
        gaps = np.flatnonzero(before < self.starts)
        tails = np.flatnonzero(np.roll(is_first, -1) & (self.ends < AFTER_ALL))
        unknown = np.full(len(gaps) + len(tails), NOT_RECORDED, dtype=object)
        ids = self.organisations
        organisations = np.concatenate([ids, ids[gaps], ids[tails]])
        starts = np.concatenate([self.starts, before[gaps], self.ends[tails]])
        ends = np.concatenate([self.ends, self.starts[gaps], np.full(len(tails), AFTER_ALL)])
        order = np.lexsort((starts, organisations))
        sectors = np.concatenate([self.sectors, unknown])
        return organisations[order], sectors[order], starts[order], ends[order]
