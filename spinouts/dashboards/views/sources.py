"""Sources: their list, and the page of each work with everything that cites it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.models import Source
from spinouts.dashboards.figures.citing import CAPITAL, KINDS, CitingPage, citing
from spinouts.dashboards.filter_forms import SourceFilters
from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.lists import cells
from spinouts.dashboards.lists import sources as rows
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.words import date_words

CITING_COLUMNS = [
    cells.column("Record"),
    cells.column("What rests on it"),
]


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """Show the works in which the register's facts were read."""
    filters = read_filters(request, SourceFilters, sorts=list(rows.ORDERS))
    reader = reader_of(request)
    context = list_context(
        request,
        filters,
        rows.listed(filters, reader),
        present=lambda page: rows.present(page, filters),
        columns=rows.COLUMNS,
        noun="sources",
        noun_one="source",
        caption="Sources",
    )
    context["facets"] = rows.by_kind(request.path, filters, reader)
    context["facets_title"] = "By kind"
    return render(request, "organisations/source_list.html", context)


@require_safe
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one work, where it can be read, and every record that rests on it.

    :raises Http404: if there is none
    """
    filters = read_filters(request)
    reader = reader_of(request)
    source = (
        Source.objects.visible_to(reader).filter(slug=slug).prefetch_related("locations").first()
    )
    if source is None:
        raise Http404("There is no source of this address in the register.")
    found = citing(source, reader)
    context = {
        "filters": filters,
        "source": source,
        "facts": source_facts(source),
        "locations": [
            {"url": location.url if is_web_address(location.url) else "", "text": location.url}
            for location in source.locations.all()
        ],
        "citing": found,
        "columns": CITING_COLUMNS,
        "rows": [citing_row(page, filters) for page in found.pages],
    }
    return render(request, "organisations/source_detail.html", context)


def is_web_address(text: str) -> bool:
    """Tell whether an address can be followed."""
    return text.startswith(("https://", "http://"))


def source_facts(source: Source) -> list[dict[str, Any]]:
    """Give what is known of a work for `summary_list.html`."""
    published = rows.published_words(source) if source.published_on else ""
    accessed = date_words(source.accessed_on) if source.accessed_on else ""
    facts = [
        ("Publisher", source.publisher),
        ("Author", source.author),
        ("Author’s interest", source.author_interest),
        ("Kind", source.get_kind_display()),
        ("Published", published),
        ("Read on", accessed),
        ("Licence", source.licence),
    ]
    always = {"Publisher", "Published"}
    return [
        {
            "term": term,
            "value": cells.capital(value) or cells.NOT_RECORDED_WORDS,
            "is_missing": not value,
        }
        for term, value in facts
        if value or term in always
    ]


def citing_row(page: CitingPage, filters: Filters) -> list[dict[str, Any]]:
    """Make the row of one page that rests on the source."""
    if page.page == CAPITAL:
        address, name = reverse("spinouts:capital-list"), "Capital and support"
    else:
        address, name = reverse(f"spinouts:{page.page}-detail", args=[page.slug]), page.name
    url = cells.with_query(address, filters.as_of_query)
    words = [kind_words(place, count) for place, count in sorted(page.counts.items())]
    return [
        {"text": name, "url": url},
        {"text": ", ".join(words), "label": "What rests on it"},
    ]


def kind_words(place: int, count: int) -> str:
    """Name the records of one kind with their number: 3 stakes."""
    kind = KINDS[place]
    if kind.one == kind.many:
        return kind.one
    return f"{count} {kind.one if count == 1 else kind.many}"
