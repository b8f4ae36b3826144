"""The home page: what the register is, its key figures, what changed, three charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from spinouts.dashboards.builders.home import HOME_CHARTS, HomeFigures, home_charts
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.figures import register
from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response
from spinouts.dashboards.words import date_words, money_words

QUESTIONS = (
    (
        "How much of the spin-outs do their staff own?",
        "Year by year, with and without the chains of holdings.",
        "dashboard-ownership",
        {},
        "",
    ),
    (
        "Which contracts end within a year?",
        "With provider, commissioner and value.",
        "contract-list",
        {"ending": "12", "sort": "end"},
        "",
    ),
    (
        "Who are the largest providers?",
        "By the value of contracts that can be placed in years.",
        "dashboard-contracts",
        {},
        "chart-largest-providers",
    ),
    (
        "Which spin-outs went back, closed or were bought?",
        "Every exit with its date and source.",
        "spin-out-list",
        {"status": "exited"},
        "",
    ),
    (
        "What left my council or NHS body?",
        "Public bodies from which a service has left.",
        "public-body-list",
        {"spin_outs": "yes", "sort": "-spin_outs"},
        "",
    ),
    (
        "Which contracts have no published value?",
        "Withheld or not known, counted and named.",
        "contract-list",
        {"valued": "no"},
        "",
    ),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the register is and how much it knows on the day."""
    filters = read_filters(request)
    reader = reader_of(request)
    figures = HomeFigures.of(filters, reader)
    counts = register.counts(reader, filters.as_of)
    context = {
        "filters": filters,
        "charts": home_charts(request, filters, figures),
        "counts": counts,
        "key_figures": key_figures(figures, counts, filters),
        "questions": [question(*words, filters) for words in QUESTIONS],
        "changes": [change_row(change, filters) for change in register.latest_changes(reader)],
    }
    return render(request, "pages/home.html", context)


@require_safe
def home_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Give a chart of the home page as SVG, PNG, CSV or JSON.

    :raises Http404: if there is no such chart
    """
    figures = HomeFigures.of(read_filters(request), reader_of(request))
    return chart_response(build(HOME_CHARTS, name, figures), extension)


def key_figures(
    figures: HomeFigures, counts: Mapping[str, int], filters: Filters
) -> list[dict[str, Any]]:
    """Write the key figures of the day for `key_figure.html`."""
    value = register.placed_value(figures.contracts.cells, figures.contracts.statuses)
    return [
        {
            "value": intcomma(len(figures.ownership.standing)),
            "label": "spin-outs launched, with no dated exit",
            "url": _link("spin-out-list", filters, status="standing"),
            "note": f"Of {intcomma(counts['spin_outs'])} on record. "
            f"{counted(counts['contrast_cases'], 'contrast cases')} not counted.",
            "rule": "spin-out-count",
            "is_missing": False,
        },
        {
            "value": money_words(value.low_pence, value.high_pence)
            if value.contract_count
            else "not known",
            "label": f"worth of {counted(value.contract_count, 'contracts')} over their terms",
            "url": _link("contract-list", filters, valued="yes"),
            "note": f"{counted(value.left_out_count, 'contracts')} left out: without a value or "
            "dates, or a figure that is never added up.",
            "rule": "F4",
            "is_missing": not value.contract_count,
        },
        {
            "value": intcomma(counts["organisations"]),
            "label": "organisations on record",
            "url": _link("organisation-list", filters),
            "note": f"{intcomma(counts['public_bodies'])} of them public bodies.",
            "rule": "",
            "is_missing": False,
        },
        {
            "value": intcomma(counts["stakes"]),
            "label": "stakes held on the day",
            "url": _link("dashboard-ownership", filters),
            "note": "Equity, votes or board seats; plans and rival figures left out.",
            "rule": "F1",
            "is_missing": False,
        },
    ]


def _link(view_name: str, filters: Filters, **wanted: str) -> str:
    """Give the address of a page of the register, read on the same day."""
    url = reverse(f"spinouts:{view_name}")
    return with_query(url, Filters(filters.as_of, filters.is_as_of_today).query(**wanted))


def question(
    title: str, text: str, view_name: str, wanted: dict[str, str], anchor: str, filters: Filters
) -> dict[str, str]:
    """Write a question that people ask as a card that leads to its answer."""
    url = _link(view_name, filters, **wanted)
    return {"title": title, "text": text, "url": f"{url}#{anchor}" if anchor else url}


def change_row(change: register.RecordChange, filters: Filters) -> dict[str, Any]:
    """Write a change for `changes_list.html`."""
    url = reverse(f"spinouts:{change.kind}-detail", args=[change.slug])
    return {
        "when": date_words(change.changed_on),
        "title": change.name,
        "url": with_query(url, filters.as_of_query),
        "text": f"{change.kind} {'added' if change.is_added else 'changed'}",
    }
