"""Pages of successions: which public body followed which."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from organisations.admin.access import visible_rows
from organisations.admin.records import RecordAdmin
from organisations.admin.rows import EvidenceRows
from organisations.models import Organisation, Succession


@admin.register(Succession)
class SuccessionAdmin(RecordAdmin):
    """One public body followed by another, wholly or in part."""

    inlines = (EvidenceRows,)
    list_display = ("predecessor", "successor", "happened_on", "extent")
    list_filter = ("extent",)
    list_select_related = ("predecessor", "successor")
    search_fields = ("predecessor__name",)
    autocomplete_fields = ("predecessor", "successor", "source")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("predecessor", "successor"),
                    ("happened_on", "extent"),
                    ("source", "location"),
                    "quote",
                    "note",
                )
            },
        ),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search every name of both bodies."""
        named = visible_rows(request, Organisation).named_like(search_term).values("pk")
        return queryset.filter(Q(predecessor__in=named) | Q(successor__in=named)), False
