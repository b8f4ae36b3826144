"""How capital is written: amounts with what they are, sums with what they leave out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from organisations.choices import Sector
from organisations.measured import Measured
from partnerships.capital import COUNTED, LATER
from partnerships.choices import Category, Instrument
from partnerships.models import Investment
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.lists.cells import capital
from spinouts.dashboards.words import NOT_KNOWN, money_words

POUNDS = "GBP"
SECTORS = ("public", "private", "social", "mutual", "hybrid", "not_recorded")
TAG_WORDS = {
    COUNTED: "added up",
    "withheld": "withheld",
    "not_known": "not known",
    "alternative": "same money",
    "planned": "plan",
    "valuation": "valuation",
    "fund": "whole fund",
    "other_currency": "other currency",
    LATER: "later",
}
"""Of each status of `partnerships.capital`: the short words of a tag."""

WHY_NOT = {
    "alternative": "Several sources report one sum of money: one figure is added up, the others "
    "stand beside it.",
    "planned": "Announced or agreed in principle; what came about is a record of its own.",
    "valuation": "What a company was said to be worth is no money given.",
    "fund": "A whole fund is counted where it was spent, not again as a fund.",
    "other_currency": "Sums are in pounds.",
    "withheld": "The amount exists and is kept from the public.",
    "not_known": "No source that was read gives the amount.",
    LATER: "Agreed after the day that this page is read on.",
    "undated": "In the sums, but in no year: no source says when it was agreed.",
}
"""Why something is in no sum, or in no year: for the page."""


def pence(value: Any) -> int | None:
    """Read whole pence from a frame; missing is None."""
    return None if pd.isna(value) else int(value)


def pounds(value: Any) -> float | None:
    """Turn pence from a frame into pounds; missing is None."""
    return None if pd.isna(value) else float(value) / 100


def sum_words(row: Any) -> str:
    """Write a sum of `partnerships.capital`: £12.9m, ~£3m, at least £5m, not known."""
    low, high = pence(row["value_low_pence"]), pence(row["value_high_pence"])
    return money_words(low, high, bool(row["is_about"]))


def sector_label(sector: str) -> str:
    """Write a sector as charts do."""
    return Category(sector).label


def sector_words(sector: str) -> str:
    """Write a sector in a line of text; not recorded says so."""
    return f"{Sector(sector).label} sector" if sector in Sector.values else "sector not recorded"


def instrument_label(instrument: str) -> str:
    """Write a form of capital with a capital letter."""
    return capital(str(Instrument(instrument).label))


def count_words(row: Any) -> str:
    """Say how many investments are in a sum, and how many stand beside it."""
    words = counted(int(row["investment_count"]), "investments")
    beside = int(row["not_known_count"])
    return f"{words}; {beside} of no known amount" if beside else words


def in_currency(value: Measured, currency: str) -> str:
    """Print an amount in its own currency."""
    return str(value) if currency == POUNDS else str(value).replace("£", f"{currency} ")


def amount_words(investment: Investment) -> str:
    """Write what an investment comes to: what was committed, else what was drawn."""
    committed, drawn = investment.committed, investment.drawn
    if committed is None or (not committed.is_known and drawn is not None and drawn.is_known):
        return in_currency(drawn, investment.currency) if drawn else NOT_KNOWN
    return in_currency(committed, investment.currency)


def _is_shown_amount(investment: Investment) -> bool:
    """Tell whether what was drawn says no more than the amount above it."""
    return investment.committed in (None, investment.drawn)


def amount_notes(investment: Investment, row: Any) -> list[str]:
    """Say what of an amount was drawn, called and repaid, and what a guarantee still covers."""
    notes = []
    for name in ("drawn", "called", "repaid"):
        value = getattr(investment, name)
        if value is None or (name == "drawn" and _is_shown_amount(investment)):
            continue
        told = in_currency(value, investment.currency)
        notes.append(f"{told} {name}" if value.is_known else f"{name}: {told}")
    if row["is_guarantee"] and investment.called is not None:
        low, high = pence(row["value_low_pence"]), pence(row["value_high_pence"])
        notes.append(f"still covered: {money_words(low, high, bool(row['is_about']))}")
    return notes


def status_cell(row: Any) -> dict[str, Any]:
    """Make the cell that says whether an investment is in the sums."""
    status = row["status"]
    if status == COUNTED and row["is_guarantee"]:
        return {"text": "apart", "tag": "info", "note": "no money given"}
    return {"text": TAG_WORDS[status], "tag": "good" if status == COUNTED else "quiet"}
