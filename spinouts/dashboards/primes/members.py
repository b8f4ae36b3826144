"""Members of a prime over time, by sector."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

NOT_RECORDED = "not_recorded"
COLUMNS = ["valid_from", "valid_to", "sector", "member_count"]


def sector_on(sectors: pd.DataFrame, organisation_id: int, day: date) -> str:
    """Read the sector of an organisation on a day; *not_recorded* where there is none."""
    for row in sectors[sectors["organisation_id"] == organisation_id].itertuples():
        has_begun = row.valid_from is None or row.valid_from <= day
        if has_begun and (row.valid_to is None or row.valid_to > day):
            return row.sector or NOT_RECORDED
    return NOT_RECORDED


def sector_of_member(member: Any, sectors: pd.DataFrame, day: date) -> str:
    """Give the sector of a row of `prime_members_frame` on a day."""
    if member.organisation_id is None:
        return member.sector_fixed or NOT_RECORDED
    return sector_on(sectors, member.organisation_id, day)


def members_over_time(
    members: pd.DataFrame, sectors: pd.DataFrame, prime_id: int, day: date
) -> pd.DataFrame:
    """Count the members of a prime by sector between every two changes, up to a day.

    A member whose day of joining is not known counts from before all records. The prime itself is
    no member of its own.

    :param members: of `prime_members_frame`, of one prime
    :param sectors: sectors frame of the members
    :return: valid_from, valid_to (half-open; None: since before our records, still on the day),
        sector, member_count; no row for a period without members
    """
    is_other = [key != prime_id for key in members["organisation_id"]]
    others = members[np.array(is_other, bool)]
    ends = [None, *_change_days(others, sectors, day), None]
    rows = []
    for start, end in pairwise(ends):
        counts: dict[str, set[str]] = {}
        for member in others.itertuples():
            if _is_member(member, start, end):
                on = start or _day_before(end, day)
                sector = sector_of_member(member, sectors, on)
                counts.setdefault(sector, set()).add(member.member_key)
        rows += [(start, end, sector, len(keys)) for sector, keys in sorted(counts.items())]
    return pd.DataFrame(rows, columns=COLUMNS)


def _change_days(members: pd.DataFrame, sectors: pd.DataFrame, day: date) -> list[date]:
    """List the days up to a day on which a member joins, leaves or changes its sector."""
    own = sectors[sectors["organisation_id"].isin(members["organisation_id"])]
    found = {
        value
        for column in (
            members["joined_on"],
            members["left_on"],
            own["valid_from"],
            own["valid_to"],
        )
        for value in column
        if value is not None and value <= day
    }
    return sorted(found)


def _is_member(member: Any, start: date | None, end: date | None) -> bool:
    """Tell whether somebody is a member all through a period without changes."""
    joined, left = member.joined_on, member.left_on
    if joined is not None and (start is None or joined > start):
        return False
    if left is None:
        return True
    if start is not None:
        return left > start
    return end is None or left >= end


def _day_before(end: date | None, day: date) -> date:
    """Give a day of the first period: the last one before its end, or the day asked for."""
    return day if end is None else date.fromordinal(max(1, end.toordinal() - 1))
