"""Leave to read the bids of one competition, given on record by superusers."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Field, ForeignKey
from django.http import HttpRequest

from organisations.admin import RecordAdmin
from partnerships.choices import CompetitionOrigin
from partnerships.models import BidGrant


@admin.register(BidGrant)
class BidGrantAdmin(RecordAdmin):
    """Leave to read the bids of one competition; it is ended and never deleted."""

    list_display = ("account", "competition", "why", "is_withdrawn")
    list_filter = ("is_withdrawn",)
    list_select_related = ("account", "competition")
    search_fields = ("account__username", "competition__title", "why")
    autocomplete_fields = ("competition", "account")
    fields = (("competition", "account"), "why", "is_withdrawn")

    def get_readonly_fields(self, request: HttpRequest, obj: BidGrant | None = None) -> tuple:
        """Keep to whom leave was given, and for what."""
        return () if obj is None else ("competition", "account")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **options: Any
    ) -> Field:
        """Offer competitions that are run here, whatever their state: reported ones are open."""
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if db_field.name == "competition":
            field.queryset = field.queryset.filter(origin=CompetitionOrigin.RUN)
        return field
