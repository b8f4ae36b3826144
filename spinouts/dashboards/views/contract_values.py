"""The contracts dashboard and its charts."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.choices import PublicBodyKind, Region, Sector
from spinouts.dashboards.builders.contracts import CONTRACT_CHARTS
from spinouts.dashboards.figures.contracts import ContractFigures
from spinouts.dashboards.filter_choices import terms_of, with_any
from spinouts.dashboards.filters import FilterForm, Filters, read_filters
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented
from spinouts.dashboards.views.dashboards import dashboard_context

VIEWS = [("provider", "By provider"), ("delivered", "Where it is delivered")]
COUNTED_BY = [("value", "Value"), ("contracts", "Contracts"), ("organisations", "Organisations")]
DEFAULTS = {"view": "provider", "by": "value"}


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


def _filters(request: HttpRequest) -> Filters:
    return read_filters(request, ContractFilterForm, defaults=DEFAULTS)


@require_safe
def contracts_dashboard(request: HttpRequest) -> HttpResponse:
    """Show what contracts are worth, and to which sector."""
    filters = _filters(request)
    figures = ContractFigures(filters, reader_of(request))
    charts = presented(CONTRACT_CHARTS, figures, request, filters)
    context = dashboard_context(request, filters, charts) | {
        "contract_count": len(figures.records),
        "placed_count": figures.status_count("placed"),
        "unvalued_count": figures.status_count("unvalued"),
        "undated_count": figures.status_count("undated"),
        "never_summed_count": figures.never_summed_count,
    }
    return render(request, "dashboards/dashboard_contracts.html", context)


@require_safe
def contracts_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Answer with one chart of the contracts dashboard."""
    figures = ContractFigures(_filters(request), reader_of(request))
    return chart_response(build(CONTRACT_CHARTS, name, figures), extension)
