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

    def without_gaps(self) -> pd.DataFrame:
        """Give each organisation's sectors from before all days to after all, without gaps.

        :return: organisation_id, sector, starts, ends (day numbers, half-open), ordered; a gap
            between profiles is *not_recorded*
        """
        count = len(self.organisations)
        is_first = np.ones(count, dtype=bool)
        is_first[1:] = self.organisations[1:] != self.organisations[:-1]
        is_last = np.roll(is_first, -1)
        before = np.where(is_first, BEFORE_ALL, np.roll(self.ends, 1))
        has_gap = before < self.starts
        has_tail = is_last & (self.ends < AFTER_ALL)
        tail_count, gap_count = has_tail.sum(), has_gap.sum()
        periods = pd.DataFrame(
            {
                "organisation_id": np.concatenate(
                    [self.organisations, self.organisations[has_gap], self.organisations[has_tail]]
                ),
                "sector": np.concatenate(
                    [self.sectors, np.full(gap_count + tail_count, NOT_RECORDED, dtype=object)]
                ),
                "starts": np.concatenate([self.starts, before[has_gap], self.ends[has_tail]]),
                "ends": np.concatenate(
                    [self.ends, self.starts[has_gap], np.full(tail_count, AFTER_ALL)]
                ),
            }
        )
        return periods.sort_values(["organisation_id", "starts"], ignore_index=True)
