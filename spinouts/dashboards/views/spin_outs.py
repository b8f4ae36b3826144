"""The list of spin-outs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spinouts.dashboards.filter_forms import SpinOutFilters
from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists import spin_outs as rows
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.readers import reader_of

NOUNS = {
    "": ("spin-outs", "spin-out"),
    "with": ("spin-outs and contrast cases", "spin-out or contrast case"),
    "only": ("contrast cases", "contrast case"),
}
STATUSES = (
    ("standing", "launched, with no dated exit"),
    ("exited", "exited or dissolved"),
    ("later", "not launched by then"),
    ("unknown", "of which the launch date is not known"),
)


@require_safe
def spin_out_list(request: HttpRequest) -> HttpResponse:
    """Show spin-outs with what staff held in them on the day."""
    filters = read_filters(request, SpinOutFilters, sorts=list(rows.ORDERS))
    reader = reader_of(request)
    noun, noun_one = NOUNS[filters.value("contrast") or ""]
    context = list_context(
        request,
        filters,
        rows.listed(filters, reader),
        present=lambda page: rows.present(page, filters, reader),
        columns=rows.COLUMNS,
        noun=noun,
        noun_one=noun_one,
        caption=noun.capitalize(),
    )
    counts = rows.counts(filters, reader)
    context |= {
        "facets": rows.by_service(request.path, filters, reader),
        "facets_title": "By service",
        "statuses": status_links(request.path, filters, counts),
        "contrast_count": 0 if filters.value("contrast") else counts["contrast"],
        "contrast_url": with_query(request.path, filters.query(contrast="only")),
    }
    return render(request, "spinouts/spin_out_list.html", context)


def status_links(path: str, filters: Filters, counts: dict[str, int]) -> list[dict]:
    """Make links to the rows of each status on the day."""
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
