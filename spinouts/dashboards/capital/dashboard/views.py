"""The partnerships dashboard and its charts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partnerships.capital import total
from spinouts.dashboards.capital.dashboard.bids import win_rates_by_sector
from spinouts.dashboards.capital.dashboard.deals import deals, deals_in_words
from spinouts.dashboards.capital.dashboard.figures import PartnershipFigures
from spinouts.dashboards.capital.dashboard.held import (
    investment_by_year_and_sector,
    primes_by_type,
    stakes_by_size,
    structures_by_launch,
)
from spinouts.dashboards.capital.forms import PartnershipsFilters
from spinouts.dashboards.capital.words import count_words, sum_words
from spinouts.dashboards.filters import read_filters
from spinouts.dashboards.lists.cells import capital, with_query
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented
from spinouts.dashboards.views.dashboards import dashboard_context

PARTNERSHIP_CHARTS = {
    "deals": deals,
    "win-rates": win_rates_by_sector,
    "investment-by-year-and-sector": investment_by_year_and_sector,
    "stakes-by-size": stakes_by_size,
    "structures-by-launch-year": structures_by_launch,
    "primes-by-type": primes_by_type,
}


@require_safe
def partnerships_dashboard(request: HttpRequest) -> HttpResponse:
    """Show what partners gave and got, and how spin-outs stand."""
    filters = read_filters(request, PartnershipsFilters)
    figures = PartnershipFigures(filters, reader_of(request))
    on_page = PARTNERSHIP_CHARTS | {"deals": deals_in_words}
    charts = presented(on_page, figures, request, filters)
    context = dashboard_context(request, filters, charts) | {"key_figures": _key_figures(figures)}
    return render(request, "dashboards/dashboard_partnerships.html", context)


@require_safe
def partnerships_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Answer with one chart of the partnerships dashboard."""
    filters = read_filters(request, PartnershipsFilters)
    figures = PartnershipFigures(filters, reader_of(request))
    return chart_response(build(PARTNERSHIP_CHARTS, name, figures), extension)


def _key_figures(figures: PartnershipFigures) -> list[dict[str, Any]]:
    """Give deals, decided bids, money and stakes, each linked to the records behind it."""
    query = figures.filters.as_of_query
    rates, money = figures.bids.rates, total(figures.rows)
    return [
        _figure(f"{len(figures.deals):,}", "deals on record", _to("deal-list", query)),
        _figure(
            f"{int(rates['decided_count'].sum()):,}",
            "bids known to be won or lost",
            _to("competition-list", query),
        ),
        _figure(
            sum_words(money),
            "invested or given in support",
            _to("capital-list", query),
            note=f"{capital(count_words(money))}.",
            is_missing=not money["investment_count"],
        ),
        _figure(f"{len(figures.stakes):,}", "stakes of partners on the day"),
    ]


def _figure(
    value: str, label: str, url: str = "", *, note: str = "", is_missing: bool = False
) -> dict[str, Any]:
    """Give what `_components/key_figure.html` shows."""
    return {"value": value, "label": label, "url": url, "note": note, "is_missing": is_missing}


def _to(page: str, query: str) -> str:
    """Give the address of a page of records, on the same day."""
    return with_query(reverse(f"spinouts:{page}"), query)
