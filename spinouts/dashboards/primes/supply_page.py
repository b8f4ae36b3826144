"""Supply chains in words: the list of contracts with links, and programmes with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from django import forms
from django.urls import reverse

from partnerships.choices import Denominator
from partnerships.models import Contract, ProgrammeTally
from spinouts.dashboards.builders.supply import SECTORS, tier_label, total_of
from spinouts.dashboards.charts.palette import CATEGORY_LABELS
from spinouts.dashboards.filter_choices import terms_of
from spinouts.dashboards.filters import FilterForm, Filters
from spinouts.dashboards.lists.cells import capital, cell, column, labelled, with_query
from spinouts.dashboards.primes.supply_figures import SupplyFigures
from spinouts.dashboards.primes.words import sector_words
from spinouts.dashboards.words import NOT_KNOWN, date_words, money_words, percent_words
from spinouts.small_numbers import is_rate_told

NOT_DISCLOSED = "not disclosed"
LIST_COLUMNS = [
    column("Contract"),
    column("Links", is_numeric=True),
    column("Tiers", is_numeric=True),
    column("Passed on at first hand", is_numeric=True),
    column("Not disclosed", is_numeric=True),
]
TIER_COLUMNS = [
    column("Tier"),
    column("Sector"),
    column("Reached it", is_numeric=True),
    column("Passed on", is_numeric=True),
    column("Stays", is_numeric=True),
    column("Links out, not disclosed", is_numeric=True),
]
TALLY_COLUMNS = [
    column("Counted by"),
    column("Whose part"),
    column("Part of the whole", is_numeric=True),
    column("Per cent", is_numeric=True),
    column("As at"),
    column("Source"),
]


class SupplyFilters(FilterForm):
    """Filters of the page of supply chains."""

    service = forms.ChoiceField(label="Service", choices=terms_of("organisations.ServiceGroup"))


def listed(figures: SupplyFigures) -> list[Contract]:
    """Choose the contracts with links, those with the most links first."""
    keys = set(figures.linked["contract_id"])
    links = figures.links_by_contract
    rows = [contract for contract in figures.records if contract.pk in keys]
    return sorted(rows, key=lambda row: (-len(links[row.pk]), row.title, row.pk))


def present(
    contracts: Sequence[Contract], figures: SupplyFigures, filters: Filters
) -> list[list[dict[str, Any]]]:
    """Make the cells of contracts with links."""
    return [labelled(LIST_COLUMNS, _row(contract, figures, filters)) for contract in contracts]


def _row(contract: Contract, figures: SupplyFigures, filters: Filters) -> list[dict[str, Any]]:
    links = figures.links_by_contract[contract.pk]
    is_known = links["is_value_known"].astype(bool)
    first = links[(links["tier"] == 1) & is_known]
    low, high = total_of(first)
    url = with_query(f"{contract.get_absolute_url()}", filters.as_of_query)
    return [
        {
            "text": contract.title,
            "url": f"{url}#supply",
            "note": figures.provider_names.get(contract.pk, ""),
        },
        {"text": f"{len(links)}", "is_numeric": True},
        {"text": f"{links['tier'].max()}", "is_numeric": True},
        {
            "text": NOT_DISCLOSED if low is None else money_words(low, high),
            "is_missing": low is None,
            "is_numeric": True,
        },
        {"text": f"{int((~is_known).sum())}", "is_numeric": True},
    ]


def tier_rows(figures: SupplyFigures) -> list[list[dict[str, Any]]]:
    """Make the cells of what reaches, leaves and stays in each tier and sector."""
    order = {sector: place for place, sector in enumerate(SECTORS)}
    frame = figures.retained
    rows = sorted(frame.to_dict("records"), key=lambda row: (row["tier"], order[row["sector"]]))
    return [
        labelled(
            TIER_COLUMNS,
            [
                cell(tier_label(int(row["tier"]))),
                cell(CATEGORY_LABELS[row["sector"]]),
                _money_cell(row["reached_low_pence"], row["reached_high_pence"]),
                _passed_on_cell(row),
                _stays_cell(row),
                {"text": f"{row['undisclosed_count']}", "is_numeric": True},
            ],
        )
        for row in rows
    ]


def _passed_on_cell(row: dict[str, Any]) -> dict[str, Any]:
    """Tell what is passed on; links that are not disclosed may add anything to it."""
    low, high = row["passed_on_low_pence"], row["passed_on_high_pence"]
    if not row["undisclosed_count"]:
        return _money_cell(low, high)
    if not low:
        return {"text": NOT_DISCLOSED, "is_missing": True, "is_numeric": True}
    return _money_cell(low, pd.NA)


def _stays_cell(row: dict[str, Any]) -> dict[str, Any]:
    """Tell what stays; links that are not disclosed may take anything from it."""
    low, high = row["value_low_pence"], row["value_high_pence"]
    if not row["undisclosed_count"] or pd.isna(low):
        return _money_cell(low, high)
    return _money_cell(pd.NA if pd.isna(high) else 0, high)


def _money_cell(low: Any, high: Any) -> dict[str, Any]:
    if pd.isna(low):
        return {"text": NOT_KNOWN, "is_missing": True, "is_numeric": True}
    words = money_words(int(low), None if pd.isna(high) else int(high))
    return {"text": words, "is_numeric": True}


def programmes(figures: SupplyFigures, filters: Filters) -> list[dict[str, Any]]:
    """Give each programme with its published counts, one row each (F5, F13)."""
    by_programme: dict[int, list[ProgrammeTally]] = {}
    for tally in figures.tallies:
        by_programme.setdefault(tally.partnership_id, []).append(tally)
    return [
        {
            "name": tallies[0].partnership.name,
            "table_name": f"programme-{tallies[0].partnership.slug}",
            "url": with_query(tallies[0].partnership.get_absolute_url(), filters.as_of_query),
            "columns": TALLY_COLUMNS,
            "rows": [
                labelled(TALLY_COLUMNS, _tally_row(tally, figures, filters)) for tally in tallies
            ],
        }
        for tallies in by_programme.values()
    ]


def _tally_row(
    tally: ProgrammeTally, figures: SupplyFigures, filters: Filters
) -> list[dict[str, Any]]:
    part, whole = parts_of(tally)
    words = f"{part or NOT_KNOWN} of {whole or NOT_KNOWN}"
    return [
        {"text": capital(tally.get_denominator_display())},
        cell(capital(sector_words(tally.sector)) if tally.sector else "not stated"),
        {"text": words, "is_numeric": True},
        _percent_cell(tally, figures),
        cell(capital(date_words(tally.as_at, tally.as_at_precision)), is_missing=not tally.as_at),
        _source_cell(tally, filters),
    ]


def _source_cell(tally: ProgrammeTally, filters: Filters) -> dict[str, Any]:
    if tally.source_id is None:
        return cell("")
    url = reverse("spinouts:source-detail", args=[tally.source.slug])
    return cell(tally.source.title, url=with_query(url, filters.as_of_query))


def parts_of(tally: ProgrammeTally) -> tuple[Any, Any]:
    """Give part and whole of a published count, in pounds or in numbers; None where not given."""
    if tally.denominator == Denominator.VALUE:
        return tally.part_value, tally.whole_value
    return tally.part_count, tally.whole_count


def is_told(tally: ProgrammeTally) -> bool:
    """Tell whether a published count may be written in per cent: not of fewer than five (F13)."""
    _, whole = parts_of(tally)
    if tally.denominator == Denominator.VALUE or whole is None or not whole.is_known:
        return True
    return is_rate_told(whole.low)


def _percent_cell(tally: ProgrammeTally, figures: SupplyFigures) -> dict[str, Any]:
    row = figures.tally_percents.loc[tally.pk]
    if not is_told(tally):
        return {"text": "too few for a rate", "is_numeric": True}
    if pd.isna(row["percent_low"]):
        return {"text": NOT_KNOWN, "is_missing": True, "is_numeric": True}
    return {"text": percent_words(row["percent_low"], row["percent_high"]), "is_numeric": True}
