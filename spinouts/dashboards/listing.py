"""Lists: one page of rows with its filters, counts and links, for `templates/_components`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from spinouts.dashboards.filters import FilterError, Filters

ROWS_PER_PAGE = 50


def list_context(
    request: HttpRequest,
    filters: Filters,
    rows: QuerySet | Sequence,
    *,
    present: Callable[[Sequence], list[list[dict[str, Any]]]],
    columns: list[dict[str, Any]],
    noun: str,
    noun_one: str,
    caption: str,
) -> dict[str, Any]:
    """Give a list page what its template shows.

    :param rows: all rows that the filters keep, in order
    :param present: turns the rows of one page into table cells (see `data_table.html`)
    :param columns: headings of the table
    :raises FilterError: for a page beyond the last
    """
    paginator = Paginator(rows, ROWS_PER_PAGE)
    try:
        page = paginator.page(filters.page)
    except EmptyPage:
        raise FilterError(
            {"page": f"There is no page {filters.page}; the last one is {paginator.num_pages}."}
        ) from None
    hidden = [("sort", filters.sort)] if filters.sort else []
    if not filters.is_as_of_today:
        hidden.append(("as_of", filters.as_of.isoformat()))
    return {
        "filters": filters,
        "form": filters.form,
        "action": request.path,
        "hidden": hidden,
        "active_filters": active_filters(request, filters),
        "clear_url": f"{request.path}?{filters.as_of_query}".rstrip("?"),
        "result_count": paginator.count,
        "noun": noun,
        "noun_one": noun_one,
        "page_obj": page,
        "elided_pages": list(
            paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ),
        "columns": columns,
        "rows": present(page.object_list),
        "caption": caption,
        "sort": filters.sort,
    }


def active_filters(
    request: HttpRequest, filters: Filters, but_not: Collection[str] = ()
) -> list[dict[str, str]]:
    """List the filters that are set, each with the address of the page without it.

    :param but_not: names of filters that are always set
    """
    if filters.form is None:
        return []
    return [
        {
            "label": str(filters.form.fields[name].label),
            "value": _words(filters.form.fields[name], text),
            "remove_url": f"{request.path}?{filters.query(**{name: None})}",
        }
        for name, text in filters.raw.items()
        if name not in but_not
    ]


def _words(form_field, text: str) -> str:
    for value, label in getattr(form_field, "choices", []):
        if str(value) == text:
            return str(label)
    return text
