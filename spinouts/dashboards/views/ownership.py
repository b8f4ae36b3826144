"""The ownership dashboard and its charts."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.choices import PublicBodyKind, Region
from spinouts.dashboards.builders.ownership import OWNERSHIP_CHARTS
from spinouts.dashboards.figures.ownership import OwnershipFigures
from spinouts.dashboards.filter_choices import terms_of, with_any
from spinouts.dashboards.filters import FilterForm, read_filters
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented
from spinouts.dashboards.views.dashboards import dashboard_context


class OwnershipFilterForm(FilterForm):
    """Filters of the ownership dashboard."""

    service = forms.ChoiceField(label="Service", choices=terms_of("organisations.ServiceGroup"))
    region = forms.ChoiceField(label="Region", choices=with_any(Region.choices))
    parent = forms.ChoiceField(label="Kind of parent", choices=with_any(PublicBodyKind.choices))


@require_safe
def ownership_dashboard(request: HttpRequest) -> HttpResponse:
    """Show who holds the equity of spin-outs."""
    filters = read_filters(request, OwnershipFilterForm)
    figures = OwnershipFigures(filters, reader_of(request))
    charts = presented(OWNERSHIP_CHARTS, figures, request, filters)
    context = dashboard_context(request, filters, charts)
    context["standing_count"] = len(figures.standing)
    return render(request, "dashboards/dashboard_ownership.html", context)


@require_safe
def ownership_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Answer with one chart of the ownership dashboard."""
    figures = OwnershipFigures(read_filters(request, OwnershipFilterForm), reader_of(request))
    return chart_response(build(OWNERSHIP_CHARTS, name, figures), extension)
