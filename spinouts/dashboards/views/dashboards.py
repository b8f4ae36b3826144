"""The index of dashboards, and what every dashboard page shows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.charts.present import PresentedChart
from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.listing import active_filters

SETTINGS_OF_VIEW = {"view", "by"}
"""Filters that always have a value: they are no choice that a reader could clear."""


@require_safe
def dashboard_index(request: HttpRequest) -> HttpResponse:
    """Show which dashboards there are."""
    filters = read_filters(request)
    return render(request, "dashboards/dashboard_index.html", {"filters": filters})


def dashboard_context(
    request: HttpRequest, filters: Filters, charts: dict[str, PresentedChart]
) -> dict:
    """Give a dashboard its filters and charts (see `dashboard_base.html`)."""
    return {
        "filters": filters,
        "form": filters.form,
        "action": request.path,
        "hidden": [] if filters.is_as_of_today else [("as_of", filters.as_of.isoformat())],
        "active_filters": active_filters(request, filters, but_not=SETTINGS_OF_VIEW),
        "clear_url": f"{request.path}?{filters.as_of_query}".rstrip("?"),
        "charts": charts,
    }
