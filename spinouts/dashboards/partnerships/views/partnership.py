"""The page of one partnership, and its charts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.partnerships.book import CitedRecords, PageBook
from spinouts.dashboards.partnerships.builders import BUILDERS
from spinouts.dashboards.partnerships.figures.partnership import (
    PartnershipFigures,
    find_partnership,
)
from spinouts.dashboards.partnerships.page_part import PagePart
from spinouts.dashboards.partnerships.partnership_words import page_context
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented

NOT_HERE = "There is no partnership of this address in the register."


@require_safe
def partnership_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one partnership as of the day.

    :raises Http404: if there is none, or the account may not see it
    """
    filters = read_filters(request)
    figures = _figures(request, slug, filters)
    charts: dict = dict.fromkeys(name.replace("-", "_") for name in BUILDERS)
    charts |= presented(_shown(figures), figures, request, filters)
    part = PagePart(figures, PageBook(CitedRecords(figures.records)))
    context = page_context(part, filters) | {"charts": charts}
    return render(request, "partnerships/partnership_detail.html", context)


@require_safe
def partnership_chart(request: HttpRequest, slug: str, name: str, extension: str) -> HttpResponse:
    """Give a chart of the page as SVG, PNG, CSV or JSON.

    :raises Http404: if there is no such chart, or the account may not see the partnership
    """
    figures = _figures(request, slug, read_filters(request))
    drawable = {key: made for key, made in BUILDERS.items() if key != "ownership" or figures.body}
    return chart_response(build(drawable, name, figures), extension)


def _figures(request: HttpRequest, slug: str, filters: Filters) -> PartnershipFigures:
    reader = reader_of(request)
    partnership = find_partnership(slug, reader)
    if partnership is None:
        raise Http404(NOT_HERE)
    return PartnershipFigures(partnership, reader, filters.as_of, filters.as_of_query)


def _shown(figures: PartnershipFigures) -> dict:
    """Choose the charts that the page shows: those that have something to say."""
    is_dated = any(one.member.joined_on or one.member.left_on for one in figures.members)
    is_shown = {
        "members": is_dated,
        "ownership": figures.vehicle is not None and len(figures.vehicle.ownership.split) > 0,
        "denominators": bool(figures.tallies),
    }
    return {name: builder for name, builder in BUILDERS.items() if is_shown[name]}
