"""Work queues: lists of records that something is missing from, with how many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest

Queue = Callable[[HttpRequest, QuerySet], QuerySet]


class WorkQueueFilter(SimpleListFilter):
    """One list of queues; subclasses name them and say which rows are in each.

    `queues`: name in the address to (words, function of request and rows giving the rows in it).
    """

    title = "work to do"
    parameter_name = "queue"
    queues: dict[str, tuple[str, Queue]] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """List the queues; Django adds the counts."""
        return [(name, words) for name, (words, _) in self.queues.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the rows of the queue that was chosen; an unknown one keeps all."""
        _, choose = self.queues.get(self.value(), ("", lambda _, rows: rows))
        return choose(request, queryset)
