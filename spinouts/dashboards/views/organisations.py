"""The list of organisations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.filter_forms import OrganisationFilters
from spinouts.dashboards.filters import read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists import organisations as rows
from spinouts.dashboards.readers import reader_of


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Show organisations of all kinds, as they were on the day."""
    filters = read_filters(request, OrganisationFilters, sorts=list(rows.ORDERS))
    reader = reader_of(request)
    context = list_context(
        request,
        filters,
        rows.listed(filters, reader),
        present=lambda page: rows.present(page, filters),
        columns=rows.COLUMNS,
        noun="organisations",
        noun_one="organisation",
        caption="Organisations",
    )
    context["facets"] = rows.by_kind(request.path, filters, reader)
    context["facets_title"] = "By the part they play"
    return render(request, "organisations/organisation_list.html", context)
