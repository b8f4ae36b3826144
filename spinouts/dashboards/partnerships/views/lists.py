"""Lists: all partnerships, deals, and partners."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.partnerships.forms import (
    LATER,
    STATUSES,
    DealFilters,
    PartnerFilters,
    PartnershipFilters,
)
from spinouts.dashboards.partnerships.lists import deals, partners, partnerships
from spinouts.dashboards.readers import reader_of


@require_safe
def partnership_list(request: HttpRequest) -> HttpResponse:
    """Show partnerships of all kinds, one row each, by how they stood on the day."""
    filters = read_filters(request, PartnershipFilters, sorts=list(partnerships.ORDERS))
    reader = reader_of(request)
    context = list_context(
        request,
        filters,
        partnerships.listed(filters, reader),
        present=lambda page: partnerships.present(page, filters),
        columns=partnerships.COLUMNS,
        noun="partnerships",
        noun_one="partnership",
        caption="All partnerships",
    )
    counts = partnerships.counts(filters, reader)
    is_cut = not filters.is_as_of_today and not filters.value("status")
    context |= {
        "facets": partnerships.by_kind(request.path, filters, reader),
        "facets_title": "By kind",
        "statuses": _status_links(request.path, filters, counts),
        "unlisted_count": counts[LATER] if is_cut else 0,
    }
    return render(request, "partnerships/partnership_list.html", context)


def _status_links(path: str, filters: Filters, counts: dict[str, int]) -> list[dict]:
    """Make links to the partnerships of each status on the day."""
    return [
        {
            "label": words,
            "count": counts[name],
            "url": with_query(path, filters.query(status=name)),
            "is_active": filters.value("status") == name,
        }
        for name, words in STATUSES
        if counts[name]
    ]


@require_safe
def deal_list(request: HttpRequest) -> HttpResponse:
    """Show deals signed by the day, one row each."""
    filters = read_filters(request, DealFilters, sorts=list(deals.ORDERS))
    reader = reader_of(request)
    context = list_context(
        request,
        filters,
        deals.listed(filters, reader),
        present=lambda page: deals.present(page, filters),
        columns=deals.COLUMNS,
        noun="deals",
        noun_one="deal",
        caption="Deals",
    )
    context |= {
        "facets": deals.by_sector(request.path, filters, reader),
        "facets_title": "By the partner’s sector",
    }
    return render(request, "partnerships/deal_list.html", context)


@require_safe
def partner_list(request: HttpRequest) -> HttpResponse:
    """Show partners: who holds, or bid for, a stake in a joint venture."""
    filters = read_filters(request, PartnerFilters, sorts=list(partners.ORDERS))
    reader = reader_of(request)
    context = list_context(
        request,
        filters,
        partners.listed(filters, reader),
        present=lambda page: partners.present(page, filters, reader),
        columns=partners.COLUMNS,
        noun="partners",
        noun_one="partner",
        caption="Partners",
    )
    context |= {
        "facets": partners.by_sector(request.path, filters, reader),
        "facets_title": "By sector",
    }
    return render(request, "partnerships/partner_list.html", context)
