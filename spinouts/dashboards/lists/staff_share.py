"""What staff hold directly in the organisations of one page of a list (F1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from organisations.frames import sectors_frame
from organisations.models import Profile
from partnerships.choices import Measure
from partnerships.frames import holdings_frame, organisation_ids_in
from partnerships.models import Stake
from partnerships.ownership import holders_on, split_on, staff_percent
from partnerships.ownership.stakes import STAFF_CATEGORIES
from spinouts.dashboards.words import NOT_KNOWN, percent_words


@dataclass(frozen=True)
class StaffShares:
    """Staff shares of several organisations on a day.

    :param words: organisation key to the share in words, “not known” where it is open
    :param without_shares: organisations that have no shareholders at all
    """

    words: Mapping[int, str]
    without_shares: frozenset[int]

    @classmethod
    def read(cls, organisation_ids: Sequence[int], user, day: date) -> StaffShares:
        """Work the direct staff share of equity out: two queries however many rows."""
        stakes = Stake.objects.seen_by(user).filter(subject__in=organisation_ids)
        holdings = holdings_frame(stakes)
        equity = holdings[holdings["measure"] == Measure.EQUITY]
        holders = organisation_ids_in(equity["holder_id"])
        concerned = holders.union(organisation_ids)
        sectors = sectors_frame(Profile.objects.filter(organisation__in=concerned))
        staff = staff_percent(split_on(equity, sectors, day))
        about = _about_ids(holders_on(equity, sectors, day))
        words = {
            row.subject_id: NOT_KNOWN
            if not row.is_known and row.percent_low == row.percent_high
            else percent_words(row.percent_low, row.percent_high, row.subject_id in about)
            for row in staff.itertuples()
        }
        return cls(words, frozenset(_without_shares(sectors, day)))

    def cell_of(self, organisation_id: int) -> dict[str, Any]:
        """Make the cell of one organisation."""
        if organisation_id in self.words:
            words = self.words[organisation_id]
            return {"text": words, "is_missing": words == NOT_KNOWN}
        if organisation_id in self.without_shares:
            return {"text": "no shareholders", "is_missing": True}
        return {"text": NOT_KNOWN, "is_missing": True}


def _without_shares(sectors: pd.DataFrame, day: date) -> set[int]:
    """Name the organisations that have no share capital on a day."""
    return {
        row.organisation_id
        for row in sectors.itertuples()
        if row.has_share_capital is False
        and (row.valid_from is None or row.valid_from <= day)
        and (row.valid_to is None or row.valid_to > day)
    }


def _about_ids(holders: pd.DataFrame) -> set[int]:
    """Name the organisations in which a staff holder's size is “about”."""
    is_staff = holders["category"].isin(STAFF_CATEGORIES)
    return set(holders[is_staff & holders["is_about"].astype(bool)]["subject_id"])
