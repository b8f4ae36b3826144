"""The list of investments: one row each, with what it counts for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from django.urls import reverse

from organisations.choices import RecordState
from partnerships.models import Investment
from spinouts.dashboards.capital.figures import CapitalFigures
from spinouts.dashboards.capital.words import (
    amount_notes,
    amount_words,
    instrument_label,
    sector_words,
    status_cell,
)
from spinouts.dashboards.charts.words import day as day_in_words
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.words import date_words

SORTS = ("investor", "recipient", "form", "amount", "agreed")
COLUMNS = [
    cells.column("Investor", "investor"),
    cells.column("Recipient", "recipient"),
    cells.column("Form", "form"),
    cells.column("Amount", "amount", is_numeric=True),
    cells.column("Agreed", "agreed"),
    cells.column("In the sums"),
    cells.column("Source"),
]
KEYS = {
    "investor": lambda row: row["investor_name"].casefold(),
    "recipient": lambda row: row["recipient_name"].casefold(),
    "form": lambda row: instrument_label(row["instrument"]),
    "amount": lambda row: _middle(row["value_low_pence"], row["value_high_pence"]),
    "agreed": lambda row: None if pd.isna(row["agreed_on"]) else row["agreed_on"],
}
"""What each order compares; None comes last, whichever way."""


def _middle(low: Any, high: Any) -> int | None:
    """Give twice the middle of an amount in pence; the lower end twice without an upper one."""
    if pd.isna(low):
        return None
    return int(low) + int(low if pd.isna(high) else high)


def ordered(rows: pd.DataFrame, sort: str) -> list[dict[str, Any]]:
    """Put rows in the order that the address asks for, the latest first unless it does.

    :param rows: of `CapitalFigures.listed`
    :param sort: one of `SORTS`, with “-” for downwards
    """
    wanted = sort or "-agreed"
    key = KEYS[wanted.removeprefix("-")]
    records = rows.to_dict("records")
    known = [row for row in records if key(row) is not None]
    others = [row for row in records if key(row) is None]
    return sorted(known, key=key, reverse=wanted.startswith("-")) + others


def present(rows: Sequence[dict[str, Any]], figures: CapitalFigures) -> list[list[dict[str, Any]]]:
    """Make the cells of investments."""
    records, filters = figures.records(row["investment_id"] for row in rows), figures.filters
    return [
        cells.labelled(COLUMNS, _row(row, records[row["investment_id"]], filters)) for row in rows
    ]


def _row(row: dict[str, Any], record: Investment, filters: Filters) -> list[dict[str, Any]]:
    notes = amount_notes(record, row)
    words = amount_words(record)
    return [
        _party(row, "investor", sector_words(row["sector"]), filters),
        _party(row, "recipient", _state(record), filters),
        cells.cell(instrument_label(row["instrument"]), note=_what_for(record)),
        {
            "text": words,
            "is_missing": pd.isna(row["value_low_pence"]),
            "note": " · ".join(notes),
            "is_numeric": True,
        },
        cells.cell(
            date_words(record.agreed_on, record.agreed_on_precision) if record.agreed_on else "",
            note=_ends(record),
        ),
        status_cell(row),
        _source(record, filters),
    ]


def _party(row: dict[str, Any], side: str, note: str, filters: Filters) -> dict[str, Any]:
    found = {"text": row[f"{side}_name"], "note": note}
    slug = row[f"{side}_slug"]
    return found | {"url": cells.organisation_url(slug, filters)} if slug else found


def _state(record: Investment) -> str:
    """Say that a draft is one."""
    if record.state == RecordState.PUBLISHED:
        return ""
    return f"{record.get_state_display()}: not public"


def _what_for(record: Investment) -> str:
    """Say what the money was for, on what terms, and what programme or deal it was part of."""
    form = str(record.get_instrument_display())
    notes = ["" if record.purpose == form else record.purpose, record.terms, record.programme]
    if record.is_derived:
        notes.append("our reading")
    if record.deal:
        notes.append(f"part of the deal “{record.deal}”")
    return " · ".join(cells.capital(note) for note in notes if note)


def _ends(record: Investment) -> str:
    return f"ends {day_in_words(record.ends_on)}" if record.ends_on else ""


def _source(record: Investment, filters: Filters) -> dict[str, Any]:
    if record.source is None:
        return cells.cell("")
    url = reverse("spinouts:source-detail", args=[record.source.slug])
    return cells.cell(
        record.source.publisher or record.source.title,
        url=cells.with_query(url, filters.as_of_query),
    )
