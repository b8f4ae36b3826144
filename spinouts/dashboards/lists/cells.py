"""Cells of `_components/data_table.html`, and the links that narrow a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from organisations.choices import RecordState
from organisations.models import Organisation
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.words import NOT_KNOWN

NOT_PUBLIC = "not public"
NOT_RECORDED_WORDS = "not recorded"


def cell(text: Any, **more: Any) -> dict[str, Any]:
    """Make a cell; nothing at all is said to be not recorded.

    :param more: label, url, note, tag, is_numeric: see `data_table.html`
    """
    words = str(text) if text not in (None, "") else ""
    if not words:
        return {"text": NOT_RECORDED_WORDS, "is_missing": True, **more}
    return {"text": words, "is_missing": words == NOT_KNOWN, **more}


def with_query(url: str, query: str) -> str:
    """Add a query to an address."""
    return f"{url}?{query}" if query else url


def organisation_url(slug: str, filters: Filters) -> str:
    """Give the address of an organisation's page, read on the same day."""
    return with_query(reverse("spinouts:organisation-detail", args=[slug]), filters.as_of_query)


def name_cell(organisation: Organisation, filters: Filters, note: str = "") -> dict[str, Any]:
    """Make the cell that heads an organisation's row; one not yet public says so."""
    notes = [note] if note else []
    if organisation.state != RecordState.PUBLISHED:
        notes.append(f"{organisation.get_state_display()}: not public")
    return {
        "text": organisation.name,
        "url": organisation_url(organisation.slug, filters),
        "note": " · ".join(notes),
    }


def capital(words: str) -> str:
    """Begin words with a capital letter and leave the rest alone."""
    return words[:1].upper() + words[1:]


def ordered(rows: QuerySet, sort: str, orders: Mapping[str, Any], default: str) -> QuerySet:
    """Put rows in the order that the address asks for; what is not known comes last.

    :param sort: a key of `orders`, with “-” for downwards; empty for the default
    :param orders: key to an expression
    :param default: a key of `orders`
    """
    key = sort or default
    expression = orders[key.removeprefix("-")]
    column = F(expression) if isinstance(expression, str) else expression
    wanted = column.desc(nulls_last=True) if key.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(wanted, "pk")


def facets(
    path: str,
    filters: Filters,
    name: str,
    labels: Mapping[str, str],
    counts: Iterable[tuple[str, int]],
) -> list[dict[str, Any]]:
    """Make links that narrow a list by one filter, the largest first; the present one widens it.

    :param path: address of the list
    :param name: the filter
    :param labels: value of the filter to words; values without words are passed over
    :param counts: value and number of rows
    """
    known = [(value, count) for value, count in counts if count and value in labels]
    return [
        {
            "label": capital(labels[value]),
            "url": with_query(
                path, filters.query(**{name: None if filters.raw.get(name) == value else value})
            ),
            "count": count,
            "is_active": filters.raw.get(name) == value,
        }
        for value, count in sorted(known, key=lambda pair: (-pair[1], labels[pair[0]]))
    ]


def column(label: str, key: str = "", *, is_numeric: bool = False) -> dict[str, Any]:
    """Make a heading; a key makes the column sortable."""
    heading: dict[str, Any] = {"label": label}
    if key:
        heading["key"] = key
    if is_numeric:
        heading["is_numeric"] = True
    return heading


def labelled(columns: Sequence[Mapping[str, Any]], row: Sequence[dict[str, Any]]) -> list:
    """Give each cell after the first its heading, which a phone shows beside it."""
    return [
        dict(item) if position == 0 else {**item, "label": columns[position]["label"]}
        for position, item in enumerate(row)
    ]
