"""The home page: what the register is, its key figures, what changed, three charts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from spinouts.dashboards.figures import register
from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.words import date_words


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the register is and how much it knows on the day."""
    filters = read_filters(request)
    context = {
        "filters": filters,
        "counts": register.counts(request.user, filters.as_of),
        "changes": [
            change_row(change, filters) for change in register.latest_changes(request.user)
        ],
    }
    return render(request, "pages/home.html", context)


def change_row(change: register.RecordChange, filters: Filters) -> dict[str, Any]:
    """Write a change for `changes_list.html`."""
    url = reverse(f"spinouts:{change.kind}-detail", args=[change.slug])
    return {
        "when": date_words(change.changed_on),
        "title": change.name,
        "url": with_query(url, filters.as_of_query),
        "text": f"{change.kind} {'added' if change.is_added else 'changed'}",
    }
