"""Stakes as arrays: which hold on a day, in which category, and between which bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from partnerships.day_numbers import AFTER_ALL, BEFORE_ALL, day_numbers, whole_numbers
from partnerships.sector_timelines import SectorTimelines

MEASURES = ("equity", "votes", "board_seats")
CATEGORIES = (
    "employees",
    "employee_trust",
    "managers",
    "independents",
    "financial_investors",
    "service_users",
    "community",
    "individuals",
    "not_disclosed",
    "public",
    "private",
    "social",
    "mutual",
    "hybrid",
    "not_recorded",
    "circular",
)
STAFF_CATEGORIES = ("employees", "employee_trust")
CODES = {category: code for code, category in enumerate(CATEGORIES)}
NOT_RECORDED = CODES["not_recorded"]
CIRCULAR = CODES["circular"]
WHOLE = 1_000_000
TOLERANCE = 100
NO_HOLDER = -1


@dataclass(frozen=True)
class Stakes:
    """The stakes of one measure that hold on one day; one element per stake.

    :ivar rows: position of the stake in the holdings frame
    :ivar subjects: organisation in which it is held
    :ivar holders: organisation that holds it, `NO_HOLDER` for a class or an outside holder
    :ivar categories: place in `CATEGORIES`
    :ivar lows, highs: ten-thousandths of a per cent
    """

    rows: np.ndarray
    subjects: np.ndarray
    holders: np.ndarray
    categories: np.ndarray
    lows: np.ndarray
    highs: np.ndarray


class Holdings:
    """A holdings frame with a sectors frame, read once into arrays for many days."""

    def __init__(self, holdings: pd.DataFrame, sectors: pd.DataFrame):
        """Read the frames.

        :param holdings: see `partnerships.frames.holdings_frame`
        :param sectors: see `organisations.frames.sectors_frame`
        """
        self.frame = holdings
        self.timelines = SectorTimelines(sectors)
        self.measures = holdings["measure"].to_numpy(dtype=object)
        self.subjects = whole_numbers(holdings["subject_id"], NO_HOLDER)
        self.holders = whole_numbers(holdings["holder_id"], NO_HOLDER)
        self.lows = ten_thousandths(holdings["percent_low"], 0)
        self.highs = ten_thousandths(holdings["percent_high"], WHOLE)
        self.starts = day_numbers(holdings["counts_from"], BEFORE_ALL)
        self.ends = day_numbers(holdings["counts_to"], AFTER_ALL)
        # a holder without a record has a fixed category; an organisation's depends on the day
        names, uniques = pd.factorize(holdings["holder_category"].to_numpy(dtype=object))
        fixed = np.array([CODES.get(name, NOT_RECORDED) for name in uniques], dtype=np.int64)
        self.fixed_categories = np.append(fixed, NOT_RECORDED)[names]

    def on(self, day: int, measure: str, among: np.ndarray | None = None) -> Stakes:
        """Choose the stakes of a measure whose period holds a day.

        :param day: day number
        :param measure: equity, votes or board_seats
        :param among: subjects to keep; all if None
        """
        holds = (self.starts <= day) & (day < self.ends) & (self.measures == measure)
        if among is not None:
            holds &= np.isin(self.subjects, among)
        rows = np.flatnonzero(holds)
        return Stakes(
            rows=rows,
            subjects=self.subjects[rows],
            holders=self.holders[rows],
            categories=self._categories(day, rows),
            lows=self.lows[rows],
            highs=self.highs[rows],
        )

    def _categories(self, day: int, rows: np.ndarray) -> np.ndarray:
        """Give the categories of stakes on a day: the holder's sector, or its fixed category."""
        categories = self.fixed_categories[rows].copy()
        is_organisation = self.holders[rows] != NO_HOLDER
        holders, place = np.unique(self.holders[rows][is_organisation], return_inverse=True)
        categories[is_organisation] = self.categories_of(day, holders)[place]
        return categories

    def categories_of(self, day: int, organisations: np.ndarray) -> np.ndarray:
        """Give the categories in which organisations count as holders on a day."""
        sectors, are_vehicles = self.timelines.on(day, organisations)
        codes = np.array([CODES.get(sector, NOT_RECORDED) for sector in sectors], dtype=np.int64)
        codes[are_vehicles] = CODES["employee_trust"]
        return codes

    def change_days(self, rows: np.ndarray) -> list[int]:
        """Give the day numbers on which stakes, or the sectors of their holders, change.

        :param rows: bool array over the holdings frame
        :return: ordered, beginning with `BEFORE_ALL` and ending with `AFTER_ALL`
        """
        stakes = np.concatenate([self.starts[rows], self.ends[rows], [BEFORE_ALL, AFTER_ALL]])
        sectors = self.timelines.change_days(self.holders[rows])
        return np.union1d(stakes, sectors).tolist()


def not_recorded(sums: np.ndarray) -> np.ndarray:
    """Give what sums of stakes leave of the whole, none where that is only rounding.

    Thirds written with four decimals leave 0.0001 per cent: F1 allows 0.01 either way.

    :param sums: ten-thousandths of a per cent
    """
    rest = WHOLE - sums
    return np.where(rest < TOLERANCE, 0, rest)


def ten_thousandths(percents: pd.Series, missing: int) -> np.ndarray:
    """Turn per cent into whole ten-thousandths of a per cent, free of binary noise.

    :param percents: 0-100, missing allowed
    :param missing: what stands for a missing one, in ten-thousandths
    """
    values = percents.to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isnan(values), missing, np.rint(values * 10_000)).astype(np.int64)


def split_frame(
    subjects: np.ndarray, lows: np.ndarray, highs: np.ndarray, is_present: np.ndarray
) -> pd.DataFrame:
    """Lay a matrix of subjects by categories out as rows.

    :param subjects: organisation ids, one per row of the matrices
    :param lows, highs: per cent 0-100, one column per category
    :param is_present: bool matrix, which cells become rows
    :return: subject_id, category, percent_low, percent_high
    """
    places, codes = np.nonzero(is_present)
    return pd.DataFrame(
        {
            "subject_id": subjects[places],
            "category": np.array(CATEGORIES, dtype=object)[codes],
            "percent_low": lows[places, codes],
            "percent_high": highs[places, codes],
        }
    )
