"""Contracts: their list, and the page of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.builders.contract import CONTRACT_PAGE_CHARTS, shown_charts
from spinouts.dashboards.figures.contract import ContractPage, find_contract
from spinouts.dashboards.filter_forms import ContractFilters
from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists import contracts as rows
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented
from spinouts.dashboards.views.contract_page import ContractWords

STATUSES = (
    ("live", "live"),
    ("ended", "ended"),
    ("to-come", "to come"),
    ("undated", "undated"),
)


@require_safe
def contract_list(request: HttpRequest) -> HttpResponse:
    """Show contracts, one row each, by how they stood on the day."""
    filters = read_filters(request, ContractFilters, sorts=list(rows.ORDERS))
    reader = reader_of(request)
    parties = rows.parties_asked_for(filters, reader)
    is_rival = bool(filters.value("role"))
    context = list_context(
        request,
        filters,
        rows.listed(filters, reader, parties),
        present=lambda page: rows.present(page, filters),
        columns=rows.COLUMNS,
        noun="rival figures and withdrawn tenders" if is_rival else "contracts",
        noun_one="rival figure or withdrawn tender" if is_rival else "contract",
        caption="Rival figures and withdrawn tenders" if is_rival else "Contracts",
    )
    counts = rows.counts(filters, reader, parties)
    context |= {
        "facets": rows.by_service(request.path, filters, reader, parties),
        "facets_title": "By service",
        "statuses": status_links(request.path, filters, counts),
        "unlisted_count": 0
        if filters.is_as_of_today or filters.value("status")
        else counts["to_come"],
        "unlisted_url": with_query(request.path, filters.query(status="to-come")),
    }
    return render(request, "partnerships/contract_list.html", context)


def status_links(path: str, filters: Filters, counts: dict[str, int]) -> list[dict]:
    """Make links to the contracts of each status on the day."""
    return [
        {
            "label": words,
            "count": counts[name.replace("-", "_")],
            "url": with_query(path, filters.query(status=name, ending=None)),
            "is_active": filters.value("status") == name,
        }
        for name, words in STATUSES
        if counts[name.replace("-", "_")]
    ]


@require_safe
def contract_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one contract as of the day.

    :raises Http404: if there is none, or the account may not see it
    """
    filters = read_filters(request)
    page = _page(request, slug, filters)
    context = ContractWords(page, filters).context() | {
        "filters": filters,
        "charts": presented(shown_charts(page), page, request, filters),
    }
    return render(request, "partnerships/contract_detail.html", context)


@require_safe
def contract_chart(request: HttpRequest, slug: str, name: str, extension: str) -> HttpResponse:
    """Give a chart of the page as SVG, PNG, CSV or JSON.

    :raises Http404: if there is no such chart, or the account may not see the contract
    """
    page = _page(request, slug, read_filters(request))
    return chart_response(build(CONTRACT_PAGE_CHARTS, name, page), extension)


def _page(request: HttpRequest, slug: str, filters: Filters) -> ContractPage:
    reader = reader_of(request)
    contract = find_contract(slug, reader)
    if contract is None:
        raise Http404("There is no contract of this address in the register.")
    return ContractPage(contract, reader, filters.as_of)
