"""The list of public bodies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.filter_forms import PublicBodyFilters
from spinouts.dashboards.filters import read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists import public_bodies as rows
from spinouts.dashboards.readers import reader_of


@require_safe
def public_body_list(request: HttpRequest) -> HttpResponse:
    """Show public bodies: what left them, and what followed them by the day."""
    filters = read_filters(request, PublicBodyFilters, sorts=list(rows.ORDERS))
    reader = reader_of(request)
    context = list_context(
        request,
        filters,
        rows.listed(filters, reader),
        present=lambda page: rows.present(page, filters),
        columns=rows.COLUMNS,
        noun="public bodies",
        noun_one="public body",
        caption="Public bodies",
    )
    context["facets"] = rows.by_kind(request.path, filters, reader)
    context["facets_title"] = "By kind"
    return render(request, "organisations/public_body_list.html", context)
