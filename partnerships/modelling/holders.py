"""Who holds the equity of a venture, in exact per cent, as the modeller reckons with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pandas as pd

from partnerships import ownership
from partnerships.day_numbers import day_number
from partnerships.sector_timelines import SectorTimelines

NEW_VENTURE = 0
"""Stands for a venture that has no record: no organisation has this key."""
EMPLOYEE_TRUST = "employee_trust"
NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class Holder:
    """One holder of equity.

    :ivar key: as `holder_key` of a holdings frame; one key is one holder
    :ivar name: as readers know it
    :ivar holder_id: organisation, None for a class or somebody without a record
    :ivar category: in which it counts that day, one of `ownership.CATEGORIES`
    :ivar low, high: exact per cent 0-100
    :ivar is_about: a source or a bid calls the size “about” so much
    """

    key: str
    name: str
    holder_id: int | None
    category: str
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    is_about: bool = False

    @property
    def is_exact(self) -> bool:
        """Tell whether its size is one number."""
        return self.low == self.high

    def holding(self, low: Fraction, high: Fraction) -> Holder:
        """Give the same holder with another size."""
        return replace(self, low=low, high=high)


def exact(number: float) -> Fraction:
    """Take a per cent as it is written: 24.9 is 249 tenths."""
    return Fraction(str(float(number)))


def holders_on_day(
    holdings: pd.DataFrame, sectors: pd.DataFrame, subject_id: int, day: datetime.date
) -> tuple[Holder, ...]:
    """Give who holds the equity of an organisation on a day (F1).

    :param holdings: holdings frame
    :param sectors: sectors frame, of every organisation that holds something
    :return: one per holder, the largest first; of unknown size 0 to 100
    """
    rows = ownership.holders_on(holdings, sectors, day)
    own = rows[(rows["subject_id"] == subject_id) & (rows["measure"] == "equity")]
    return merged(
        Holder(
            key=row.holder_key,
            name=row.holder_name,
            holder_id=None if pd.isna(row.holder_id) else int(row.holder_id),
            category=row.category,
            low=exact(row.percent_low),
            high=exact(row.percent_high),
            is_about=bool(row.is_about),
        )
        for row in own.itertuples()
    )


def holders_in_shares(
    counts: Iterable[tuple[Holder, int]], shares_in_issue: int
) -> tuple[Holder, ...]:
    """Turn numbers of shares into exact per cent of all shares in issue.

    :param counts: holders, whose own sizes are passed over, with their shares
    :param shares_in_issue: at least the sum of the counts, more than 0
    """
    whole = Fraction(100, shares_in_issue)
    return merged(holder.holding(count * whole, count * whole) for holder, count in counts)


def merged(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    """Add up what one holder has in several parts; in the order in which they first come."""
    found: dict[str, Holder] = {}
    for holder in holders:
        known = found.get(holder.key)
        found[holder.key] = (
            holder
            if known is None
            else replace(
                known,
                low=min(known.low + holder.low, Fraction(100)),
                high=min(known.high + holder.high, Fraction(100)),
                is_about=known.is_about or holder.is_about,
            )
        )
    return tuple(found.values())


def enclosing(ends: Iterable[tuple[Holder, ...]]) -> tuple[Holder, ...]:
    """Give everybody in any of several ends with the least and the most of their sizes.

    :return: in the order in which they first come; who is missing from an end has nothing there
    """
    sizes = [{holder.key: holder for holder in end} for end in ends]
    everybody = {key: holder for end in sizes for key, holder in end.items()}
    nothing = Fraction(0)
    return tuple(
        replace(
            holder,
            low=min(end[key].low if key in end else nothing for end in sizes),
            high=max(end[key].high if key in end else nothing for end in sizes),
            is_about=any(end[key].is_about for end in sizes if key in end),
        )
        for key, holder in everybody.items()
    )


def category_on(sectors: pd.DataFrame, organisation_id: int, day: datetime.date) -> str:
    """Give the category in which an organisation counts as a holder on a day (F1)."""
    found, are_vehicles = SectorTimelines(sectors).on(day_number(day), np.array([organisation_id]))
    if are_vehicles[0]:
        return EMPLOYEE_TRUST
    return found[0] if found[0] in ownership.CATEGORIES else NOT_RECORDED
