"""Answers to /organisations/<slug>/ and to the addresses of its charts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.models import Organisation
from spinouts.dashboards.builders.organisation import BUILDERS
from spinouts.dashboards.figures.organisation import OrganisationFigures, find_organisation
from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented
from spinouts.dashboards.views.organisation.page import page_context

NOT_HERE = "There is no organisation of this address in the register."


@require_safe
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one organisation as of the day; one that was merged leads to what it became part of.

    :raises Http404: if there is none, or the account may not see it
    """
    filters = read_filters(request)
    organisation = _seen(slug, request)
    if organisation.merged_into_id:
        return _moved(request, "spinouts:organisation-detail", organisation.merged_into.slug)
    figures = _figures(organisation, request, filters)
    charts = {name.replace("-", "_"): None for name in BUILDERS}
    charts |= presented(_shown(figures), figures, request, filters)
    context = page_context(figures, filters) | {"charts": charts}
    return render(request, "organisations/organisation_detail.html", context)


@require_safe
def organisation_chart(request: HttpRequest, slug: str, name: str, extension: str) -> HttpResponse:
    """Give one chart of the page as SVG, PNG, CSV or JSON.

    :raises Http404: if there is no such chart, or the account may not see the organisation
    """
    filters = read_filters(request)
    organisation = _seen(slug, request)
    if organisation.merged_into_id:
        target = organisation.merged_into.slug
        return _moved(request, "spinouts:organisation-chart", target, name, extension)
    chart = build(BUILDERS, name, _figures(organisation, request, filters))
    return chart_response(chart, extension)


def _seen(slug: str, request: HttpRequest) -> Organisation:
    organisation = find_organisation(slug, reader_of(request))
    if organisation is None:
        raise Http404(NOT_HERE)
    is_open = organisation.is_target_seen if organisation.merged_into_id else organisation.is_seen
    if not is_open:
        raise Http404(NOT_HERE)
    return organisation


def _moved(request: HttpRequest, view_name: str, *arguments: str) -> HttpResponse:
    query = request.META["QUERY_STRING"]
    url = reverse(view_name, args=arguments)
    return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)


def _figures(
    organisation: Organisation, request: HttpRequest, filters: Filters
) -> OrganisationFigures:
    return OrganisationFigures(organisation, reader_of(request), filters.as_of, filters.as_of_query)


def _shown(figures: OrganisationFigures) -> dict:
    """Choose the charts that the page shows: those that have something to say."""
    own, contracts = figures.ownership, figures.contracts
    is_shown = {
        "ownership": len(own.split) > 0,
        "look-through": own.is_staff_reached_otherwise or own.has_chain,
        "ownership-over-time": own.has_periods,
        "look-through-over-time": len(own.over_time) > 0 and own.is_look_through_different,
        "holdings": own.has_chain,
        "contracts-timeline": contracts.has_dated,
        "contract-value": contracts.has_value,
        "ownership-rules": len(figures.rules.rules) > 0,
    }
    return {name: builder for name, builder in BUILDERS.items() if is_shown[name]}
