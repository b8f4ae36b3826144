"""How sectors, terms and bids are written on the pages of competitions."""

from __future__ import annotations

from typing import Any

from organisations.choices import Sector
from organisations.measured import Measured
from partnerships.disclosure import WITHHELD_NAME, ShownBid
from spinouts.dashboards.lists import cells


def sector_words(sector: str) -> str:
    """Write a sector, or that none is recorded."""
    return cells.capital(Sector(sector).label) if sector else cells.NOT_RECORDED_WORDS


def measured_cell(value: Measured | None, unit: str = "") -> dict[str, Any]:
    """Make the cell of a measured value; nothing entered is said to be not recorded."""
    if value is None:
        return cells.cell("", is_numeric=True)
    words = f"{value} {unit}".strip() if value.is_known else str(value)
    return {"text": words, "is_missing": not value.is_known, "is_numeric": True}


def fact(term: str, value: Any, **more: Any) -> dict[str, Any]:
    """Make a row of `summary_list.html`; nothing at all is said to be not recorded."""
    words = str(value) if value not in (None, "") else cells.NOT_RECORDED_WORDS
    is_unknown = isinstance(value, Measured) and not value.is_known
    is_missing = is_unknown or words in {cells.NOT_RECORDED_WORDS, cells.NOT_PUBLIC}
    return {"term": term, "value": words, "is_missing": is_missing, **more}


def months(value: Measured | None) -> str:
    """Write a term in months; empty if none was entered."""
    if value is None:
        return ""
    return f"{value} months" if value.is_known else str(value)


def bid_name(shown: ShownBid) -> str:
    """Name a bid: by its own name, else by its lead, else by its number in the register."""
    if shown.is_name_withheld:
        return WITHHELD_NAME
    if shown.name:
        return shown.name
    return shown.lead.name if shown.lead else f"bid no. {shown.bid_id}"
