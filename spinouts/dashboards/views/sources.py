"""Sources: their list, and the page of each work with everything that cites it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.filter_forms import SourceFilters
from spinouts.dashboards.filters import read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists import sources as rows


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """Show the works in which the register's facts were read."""
    filters = read_filters(request, SourceFilters, sorts=list(rows.ORDERS))
    context = list_context(
        request,
        filters,
        rows.listed(filters, request.user),
        present=lambda page: rows.present(page, filters),
        columns=rows.COLUMNS,
        noun="sources",
        noun_one="source",
        caption="Sources",
    )
    context["facets"] = rows.by_kind(request.path, filters, request.user)
    context["facets_title"] = "By kind"
    return render(request, "organisations/source_list.html", context)
