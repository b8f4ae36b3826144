"""Who holds the joint body of a partnership, or the venture of a deal: F1 for its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from organisations.frames import sectors_frame
from organisations.models import Organisation, Profile, User
from partnerships.day_numbers import day_number
from partnerships.sector_timelines import NOT_RECORDED, SectorTimelines
from spinouts.dashboards.figures.organisation import OrganisationFigures


class VehicleFigures(OrganisationFigures):
    """The ownership of an organisation, read without its contracts.

    The sectors of whoever else the page names are read along with those of its holders.
    """

    def __init__(
        self,
        organisation: Organisation,
        user: User,
        day: date,
        as_of_query: str,
        others: Callable[[], Iterable[int]],
    ) -> None:
        """Keep whose figures, for whom, for what day, and who else the page names.

        :param others: gives the keys of further organisations whose sectors the page tells
        """
        super().__init__(organisation, user, day, as_of_query)
        self.others = others

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Give the sectors over time of it, of its holders and of the others."""
        keys = {self.organisation.pk, *self.others()}
        keys |= {stake.holder_id for stake in self.records.stakes if stake.holder_id}
        return sectors_frame(Profile.objects.filter(organisation__in=keys))


def sector_on(sectors: pd.DataFrame, organisation_id: int, day: date) -> str:
    """Give the sector of an organisation on a day; empty where none is recorded.

    :param sectors: sectors frame
    """
    timelines = SectorTimelines(sectors)
    found, _ = timelines.on(day_number(day), np.array([organisation_id], dtype=np.int64))
    return "" if found[0] == NOT_RECORDED else found[0]
