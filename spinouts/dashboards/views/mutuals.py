"""The list of mutuals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.filter_forms import MutualFilters
from spinouts.dashboards.filters import read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists import mutuals as rows
from spinouts.dashboards.readers import reader_of


@require_safe
def mutual_list(request: HttpRequest) -> HttpResponse:
    """Show what a source describes as a mutual, with its terms on the day."""
    filters = read_filters(request, MutualFilters, sorts=list(rows.ORDERS))
    reader = reader_of(request)
    context = list_context(
        request,
        filters,
        rows.listed(filters, reader),
        present=lambda page: rows.present(page, filters, reader),
        columns=rows.COLUMNS,
        noun="mutuals",
        noun_one="mutual",
        caption="Mutuals",
    )
    context["facets"] = rows.by_service(request.path, filters, reader)
    context["facets_title"] = "By service"
    return render(request, "spinouts/mutual_list.html", context)
