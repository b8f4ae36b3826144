"""F3: the staff's part of a group's shares before and after each accession, as far as known."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pandas as pd

ACCESSION_COLUMNS = [
    "accession_id",
    "group_id",
    "joined_on",
    "shares_before_low",
    "shares_before_high",
    "staff_before_low",
    "staff_before_high",
    "to_staff_low",
    "to_staff_high",
    "to_others_low",
    "to_others_high",
]
RESULT_COLUMNS = [
    "accession_id",
    "group_id",
    "joined_on",
    "before_percent_low",
    "before_percent_high",
    "after_percent_low",
    "after_percent_high",
]


class _Count(NamedTuple):
    """A count of shares, between bounds; high None where there is none."""

    low: int
    high: int | None


NONE_ISSUED = _Count(0, 0)


def staff_at_accessions(accessions: pd.DataFrame) -> pd.DataFrame:
    """Give the staff's part of a group's shares just before and after each accession.

    :param accessions: accessions frame (see `ACCESSION_COLUMNS`): counts of shares in issue and
        of those that staff hold, before; of new shares to staff and to others. A missing low
        counts as 0, a missing high as without bound
    :return: accession_id, group_id, joined_on, before_percent_low, before_percent_high,
        after_percent_low, after_percent_high (0-100, four decimals; 0 to 100 where nothing is
        known, missing where no shares are in issue); in the order of the accessions
    """
    rows = []
    for row in accessions.to_dict("records"):
        shares, staff = _count(row, "shares_before"), _count(row, "staff_before")
        to_staff, to_others = _count(row, "to_staff"), _count(row, "to_others")
        before = _percents(shares, staff, NONE_ISSUED, NONE_ISSUED)
        after = _percents(shares, staff, to_staff, to_others)
        identity = (row[name] for name in RESULT_COLUMNS[:3])
        rows.append((*identity, *before, *after))
    frame = pd.DataFrame(rows, columns=RESULT_COLUMNS, dtype=object)
    return frame.astype(dict.fromkeys(RESULT_COLUMNS[3:], float))


def _count(row: dict, name: str) -> _Count:
    """Read a count of an accession."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return _Count(0 if pd.isna(low) else int(low), None if pd.isna(high) else int(high))


def _percents(
    shares: _Count, staff: _Count, to_staff: _Count, to_others: _Count
) -> tuple[float | None, float | None]:
    """Give the smallest and the largest percentage of staff that the counts allow.

    Staff never hold more than all shares, so the most for staff leaves the least for others.
    """
    most_before = _least_of(staff.high, shares.high)
    staff_low = staff.low + to_staff.low
    staff_high = _sum(most_before, to_staff.high)
    left = 0 if most_before is None else max(0, shares.low - most_before)
    others_low = left + to_others.low
    others_high = _sum(shares.high, to_others.high, -staff.low)
    if staff_high == others_high == 0:
        return None, None
    return _lowest(staff_low, others_high), _highest(staff_high, others_low)


def _lowest(staff: int, others: int | None) -> float:
    """Give the percentage of the fewest staff shares among the most others."""
    if others is None:
        return 0.0
    if others <= 0:
        return 100.0
    return _percent(staff, staff + others)


def _highest(staff: int | None, others: int) -> float:
    """Give the percentage of the most staff shares among the fewest others."""
    if staff is None:
        return 100.0
    return _percent(staff, staff + others) if staff else 0.0


def _percent(part: int, whole: int) -> float:
    """Round a percentage to four decimals, once."""
    return float(round(Fraction(100 * part, whole), 4))


def _sum(*counts: int | None) -> int | None:
    """Add counts up; without bound if one of them is."""
    return None if None in counts else sum(counts)


def _least_of(*counts: int | None) -> int | None:
    """Give the smallest of counts; without bound if all are."""
    return min((count for count in counts if count is not None), default=None)
