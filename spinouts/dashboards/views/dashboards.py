"""The dashboards: ownership and contracts, each with its charts as resources."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organisations.choices import PublicBodyKind, Region, Sector
from spinouts.dashboards.builders.contracts import CONTRACT_CHARTS
from spinouts.dashboards.builders.ownership import OWNERSHIP_CHARTS
from spinouts.dashboards.figures.contracts import ContractFigures
from spinouts.dashboards.figures.ownership import OwnershipFigures
from spinouts.dashboards.filter_choices import terms_of, with_any
from spinouts.dashboards.filters import FilterForm, Filters, read_filters
from spinouts.dashboards.listing import active_filters
from spinouts.dashboards.resources import build, chart_response, presented

VIEWS = [("provider", "By provider"), ("delivered", "Where it is delivered")]
COUNTED_BY = [("value", "Value"), ("contracts", "Contracts"), ("organisations", "Organisations")]


class OwnershipFilterForm(FilterForm):
    """Filters of the ownership dashboard."""

    service = forms.ChoiceField(label="Service", choices=terms_of("organisations.ServiceGroup"))
    region = forms.ChoiceField(label="Region", choices=with_any(Region.choices))
    parent = forms.ChoiceField(label="Kind of parent", choices=with_any(PublicBodyKind.choices))


class ContractFilterForm(FilterForm):
    """Filters of the contracts dashboard."""

    view = forms.ChoiceField(label="Count value", choices=VIEWS)
    by = forms.ChoiceField(label="Show", choices=COUNTED_BY)
    service = forms.ChoiceField(label="Service", choices=terms_of("organisations.ServiceGroup"))
    sector = forms.ChoiceField(label="Provider's sector", choices=with_any(Sector.choices))
    region = forms.ChoiceField(label="Provider's region", choices=with_any(Region.choices))
    commissioner_kind = forms.ChoiceField(
        label="Kind of commissioner", choices=with_any(PublicBodyKind.choices)
    )


CONTRACT_DEFAULTS = {"view": "provider", "by": "value"}


def _ownership_filters(request: HttpRequest) -> Filters:
    return read_filters(request, OwnershipFilterForm)


def _contract_filters(request: HttpRequest) -> Filters:
    return read_filters(request, ContractFilterForm, defaults=CONTRACT_DEFAULTS)


def dashboard_index(request: HttpRequest) -> HttpResponse:
    """Show which dashboards there are."""
    filters = read_filters(request)
    return render(request, "dashboards/dashboard_index.html", {"filters": filters})


def ownership_dashboard(request: HttpRequest) -> HttpResponse:
    """Show who holds the equity of spin-outs."""
    filters = _ownership_filters(request)
    figures = OwnershipFigures(filters, request.user)
    charts = presented(OWNERSHIP_CHARTS, figures, request, filters)
    context = _dashboard_context(request, filters, charts) | {"standing_count": len(figures.standing)}
    return render(request, "dashboards/dashboard_ownership.html", context)


def ownership_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Answer with one chart of the ownership dashboard."""
    figures = OwnershipFigures(_ownership_filters(request), request.user)
    return chart_response(build(OWNERSHIP_CHARTS, name, figures), extension)


def contracts_dashboard(request: HttpRequest) -> HttpResponse:
    """Show what contracts are worth, and to which sector."""
    filters = _contract_filters(request)
    figures = ContractFigures(filters, request.user)
    charts = presented(CONTRACT_CHARTS, figures, request, filters)
    context = _dashboard_context(request, filters, charts) | {
        "contract_count": len(figures.records),
        "placed_count": figures.status_count("placed"),
        "unvalued_count": figures.status_count("unvalued"),
        "undated_count": figures.status_count("undated"),
        "never_summed_count": figures.status_count("ceiling")
        + figures.status_count("revenue_managed"),
    }
    return render(request, "dashboards/dashboard_contracts.html", context)


def contracts_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Answer with one chart of the contracts dashboard."""
    figures = ContractFigures(_contract_filters(request), request.user)
    return chart_response(build(CONTRACT_CHARTS, name, figures), extension)


def _dashboard_context(request: HttpRequest, filters: Filters, charts: dict) -> dict:
    hidden = [] if filters.is_as_of_today else [("as_of", filters.as_of.isoformat())]
    chosen = [
        chip
        for chip in active_filters(request, filters)
        if chip["label"] not in {"Count value", "Show"}
    ]
    return {
        "filters": filters,
        "form": filters.form,
        "action": request.path,
        "hidden": hidden,
        "active_filters": chosen,
        "clear_url": f"{request.path}?{filters.as_of_query}".rstrip("?"),
        "charts": charts,
    }
