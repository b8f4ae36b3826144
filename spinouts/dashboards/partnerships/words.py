"""Words and cells that the pages of partnerships, deals and partners share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from organisations.choices import Sector
from organisations.measured import SCALE, Disclosure, Measured, Qualifier, Unit
from partnerships.choices import BidStatus
from partnerships.deals import DealRatio
from spinouts.dashboards.charts.words import plain_number
from spinouts.dashboards.lists.cells import capital, cell
from spinouts.dashboards.words import (
    NOT_KNOWN,
    date_words,
    last_day_words,
    money_words,
    percent_words,
)

SECTOR_NOT_RECORDED = "sector not recorded"
SECTOR_WORDS = {
    Sector.PUBLIC: "public sector",
    Sector.PRIVATE: "private sector",
    Sector.SOCIAL: "social sector",
    Sector.MUTUAL: "mutual",
    Sector.HYBRID: "hybrid",
}
SECTOR_GROUPS = {
    Sector.PUBLIC: "of the public sector",
    Sector.PRIVATE: "private",
    Sector.SOCIAL: "of the social sector",
    Sector.MUTUAL: "mutual",
    Sector.HYBRID: "hybrid",
}
PENNY = 0.01
SHORT = (Qualifier.EXACT, Qualifier.ABOUT)


def sector_words(sector: str) -> str:
    """Write a sector: private sector, mutual, sector not recorded."""
    return SECTOR_WORDS.get(sector, SECTOR_NOT_RECORDED)


def sector_cell(sector: str, **more: Any) -> dict[str, Any]:
    """Make the cell of a sector."""
    return cell(capital(SECTOR_WORDS.get(sector, "")), **more)


def sectors_in_words(counts: Mapping[str, int]) -> str:
    """Write how many are of which sector: 2 private, 1 of the social sector."""
    parts = [
        f"{count} {SECTOR_GROUPS.get(name, 'of a sector not recorded')}"
        for name, count in counts.items()
    ]
    return ", ".join(parts)


def measured_cell(value: Measured | None, **more: Any) -> dict[str, Any]:
    """Make the cell of a measured value; withheld and not known stand in words."""
    if value is None:
        return {"text": NOT_KNOWN, "is_missing": True, **more}
    return {"text": str(value), "is_missing": not value.is_known, **more}


def stake_words(value: Measured | None) -> str:
    """Write the size of a stake to one decimal: 40%, ~33.3%, withheld, not known."""
    if value is None:
        return NOT_KNOWN
    if value.qualifier not in SHORT:
        return str(value)
    scale = SCALE[Unit.PERCENT]
    return percent_words(value.low / scale, value.high / scale, value.qualifier == Qualifier.ABOUT)


def per_percent_words(value: Measured) -> str:
    """Write the pounds for 1 per cent (F11): £57,057, ~£1.2m, withheld."""
    if not value.is_known:
        return str(value)
    return money_words(value.low, value.high, value.qualifier == Qualifier.ABOUT)


def ratio_words(ratio: DealRatio) -> str:
    """Write the pounds for each pound of contract (F11): £0.05, £0.05 to £0.07, withheld."""
    if ratio.disclosure != Disclosure.KNOWN:
        return Disclosure(ratio.disclosure).label
    low = _pounds_and_pence(ratio.low)
    if ratio.high is None:
        return f"at least {low}"
    high = _pounds_and_pence(ratio.high)
    mark = "~" if ratio.is_about else ""
    return f"{mark}{low}" if low == high else f"{mark}{low} to {high}"


def _pounds_and_pence(value: float) -> str:
    if 0 < value < PENNY:
        return f"£{plain_number(value, 4)}"
    return f"£{value:,.2f}"


def years_words(years: float | None) -> str:
    """Write the term of a contract: 7 years, 3.5 years, 1 year, not known."""
    if years is None:
        return NOT_KNOWN
    written = plain_number(years, 1)
    return f"{written} year" if written == "1" else f"{written} years"


def since_words(day: date | None, precision: str) -> str:
    """Write the day on which somebody joined; none is not known."""
    return date_words(day, precision) if day else NOT_KNOWN


def until_words(day: date | None, precision: str) -> str:
    """Write the last day as a member from the first day on which it was none."""
    return last_day_words(day, precision)


def outcome_words(status: str, closed_on: date | None, day: date) -> str:
    """Write how a bid came out, as far as that was known on the day.

    :param status: of the bid
    :param closed_on: when it was signed, lost or withdrawn; None: not known
    """
    if closed_on is not None and closed_on > day:
        return "not decided by this day"
    return {
        BidStatus.SIGNED: "won",
        BidStatus.LOST: "lost",
        BidStatus.WITHDRAWN: "withdrawn",
        BidStatus.SHORTLISTED: "shortlisted, outcome not recorded",
        BidStatus.PREFERRED: "preferred, never signed on record",
    }.get(status, "outcome not recorded")


OUTCOME_TAGS = {BidStatus.SIGNED: "good", BidStatus.WITHDRAWN: "warning"}


def outcome_tag(status: str, closed_on: date | None, day: date) -> str:
    """Choose the tag of a bid's outcome (see `_components/tag.html`)."""
    if closed_on is not None and closed_on > day:
        return "planned"
    return OUTCOME_TAGS.get(status, "quiet")
