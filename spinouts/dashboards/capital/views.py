"""The page of capital and support, and its charts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.capital import rows as investment_rows
from spinouts.dashboards.capital.builders import CAPITAL_CHARTS
from spinouts.dashboards.capital.figures import CapitalFigures
from spinouts.dashboards.capital.forms import LIST_STATUSES, STATUS_WORDS, CapitalFilters
from spinouts.dashboards.capital.words import WHY_NOT, count_words, sum_words
from spinouts.dashboards.filters import read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists.cells import capital, with_query
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented


def _figures(request: HttpRequest) -> CapitalFigures:
    filters = read_filters(request, CapitalFilters, sorts=investment_rows.SORTS)
    return CapitalFigures(filters, reader_of(request))


@require_safe
def capital_list(request: HttpRequest) -> HttpResponse:
    """Show investments and support: sums, what is in none of them, and every row."""
    figures = _figures(request)
    filters = figures.filters
    context = list_context(
        request,
        filters,
        investment_rows.ordered(figures.listed, filters.sort),
        present=lambda page: investment_rows.present(page, figures),
        columns=investment_rows.COLUMNS,
        noun="investments",
        noun_one="investment",
        caption="Capital and support",
    )
    context |= {
        "key_figures": _key_figures(figures),
        "not_counted": _not_counted(request.path, figures),
        "charts": presented(CAPITAL_CHARTS, figures, request, filters),
    }
    return render(request, "capital/capital_list.html", context)


@require_safe
def capital_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Answer with one chart of the page of capital."""
    return chart_response(build(CAPITAL_CHARTS, name, _figures(request)), extension)


def _key_figures(figures: CapitalFigures) -> list[dict[str, Any]]:
    """Give money and guarantees, each with the number of investments behind it."""
    shown = [
        {
            "value": sum_words(figures.money),
            "is_missing": not figures.money["investment_count"],
            "label": "given or promised",
            "note": f"{capital(count_words(figures.money))}.",
        }
    ]
    cover = figures.cover
    if cover["investment_count"] or cover["not_known_count"]:
        shown.append(
            {
                "value": sum_words(cover),
                "is_missing": not cover["investment_count"],
                "label": "still covered by guarantees, no money given",
                "note": f"{capital(count_words(cover))}.",
            }
        )
    return shown


def _not_counted(path: str, figures: CapitalFigures) -> list[dict[str, Any]]:
    """List what is in no sum, or in no year, with links that show it."""
    words = STATUS_WORDS | dict(LIST_STATUSES)
    return [
        {
            "label": capital(words[row.reason]),
            "count": int(row.investment_count),
            "why": WHY_NOT[row.reason],
            "url": with_query(path, figures.filters.query(counted=row.reason)),
            "is_active": figures.filters.value("counted") == row.reason,
        }
        for row in figures.not_counted.itertuples()
    ]
