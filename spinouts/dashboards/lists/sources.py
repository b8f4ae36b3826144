"""The list of sources: the works in which facts were read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from organisations.choices import SourceKind
from organisations.models import Source
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.words import date_words

ORDERS = {
    "title": Lower("title"),
    "publisher": Lower("publisher"),
    "published": "published_on",
    "kind": "kind",
}
COLUMNS = [
    cells.column("Title", "title"),
    cells.column("Publisher", "publisher"),
    cells.column("Kind", "kind"),
    cells.column("Published", "published"),
]
SEARCHED = ("title", "publisher", "author")


def chosen(filters: Filters, user, *, without: str = "") -> QuerySet:
    """Choose the sources that the filters keep.

    :param without: a filter to pass over, for the counts of its own choices
    """
    wanted = {name: value for name, value in filters.values.items() if name != without}
    rows = Source.objects.visible_to(user)
    for word in wanted.get("q", "").split():
        found = Q()
        for column in SEARCHED:
            found |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(found)
    if "kind" in wanted:
        rows = rows.filter(kind=wanted["kind"])
    if "publisher" in wanted:
        rows = rows.filter(publisher__icontains=wanted["publisher"])
    if "year" in wanted:
        year = wanted["year"]
        rows = rows.filter(published_on__range=(date(year, 1, 1), date(year, 12, 31)))
    return rows


def listed(filters: Filters, user) -> QuerySet:
    """Choose the sources in the order asked for."""
    return cells.ordered(chosen(filters, user), filters.sort, ORDERS, "title")


def present(rows: Sequence[Source], filters: Filters) -> list[list[dict[str, Any]]]:
    """Make the cells of sources."""
    return [cells.labelled(COLUMNS, _row(row, filters)) for row in rows]


def _row(source: Source, filters: Filters) -> list[dict[str, Any]]:
    url = cells.with_query(
        reverse("spinouts:source-detail", args=[source.slug]), filters.as_of_query
    )
    return [
        {"text": source.title, "url": url, "note": source.author},
        cells.cell(source.publisher),
        cells.cell(source.get_kind_display()),
        cells.cell(published_words(source)) if source.published_on else cells.cell(""),
    ]


def published_words(source: Source) -> str:
    """Write when a work was published, as exactly as is known."""
    return date_words(source.published_on, source.published_on_precision)


def by_kind(path: str, filters: Filters, user) -> list[dict[str, Any]]:
    """Count the sources by kind: one query."""
    counts = (
        chosen(filters, user, without="kind").order_by().values_list("kind").annotate(Count("pk"))
    )
    return cells.facets(path, filters, "kind", dict(SourceKind.choices), counts)
