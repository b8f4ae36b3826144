"""The page of one deal, and its chart."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.partnerships.book import CitedRecords, PageBook
from spinouts.dashboards.partnerships.deal_builders import DEAL_BUILDERS
from spinouts.dashboards.partnerships.deal_words import page_context
from spinouts.dashboards.partnerships.figures.deal import DealFigures, find_deal
from spinouts.dashboards.partnerships.page_part import PagePart
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented

NOT_HERE = "There is no deal of this address in the register."


@require_safe
def deal_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one deal as of the day.

    :raises Http404: if there is none, or the account may not know both its sides
    """
    filters = read_filters(request)
    figures = _figures(request, slug, filters)
    has_split = any(len(split) for split in figures.splits.values())
    shown = DEAL_BUILDERS if has_split else {}
    part = PagePart(figures, PageBook(CitedRecords(figures.records)))
    charts: dict = dict.fromkeys(name.replace("-", "_") for name in DEAL_BUILDERS)
    charts |= presented(shown, figures, request, filters)
    context = page_context(part, filters) | {"charts": charts}
    return render(request, "partnerships/deal_detail.html", context)


@require_safe
def deal_chart(request: HttpRequest, slug: str, name: str, extension: str) -> HttpResponse:
    """Give a chart of the page as SVG, PNG, CSV or JSON.

    :raises Http404: if there is no such chart, or the account may not see the deal
    """
    figures = _figures(request, slug, read_filters(request))
    return chart_response(build(DEAL_BUILDERS, name, figures), extension)


def _figures(request: HttpRequest, slug: str, filters: Filters) -> DealFigures:
    reader = reader_of(request)
    deal = find_deal(slug, reader)
    if deal is None:
        raise Http404(NOT_HERE)
    return DealFigures(deal, reader, filters.as_of, filters.as_of_query)
