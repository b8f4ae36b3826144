"""Mutuals and their terms over time."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from organisations.admin import BlockRows, EvidenceRows, RecordAdmin
from organisations.models import Organisation
from spinouts.forms import SpinOutPageForm
from spinouts.models import MembershipCount, Mutual, MutualTerms


class TermsRows(BlockRows):
    """How the mutual was owned and controlled over one period."""

    model = MutualTerms
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("valid_from", "valid_from_precision"),
                    ("valid_to", "valid_to_precision"),
                    ("control", "one_member_one_vote", "asset_lock"),
                    "profit_rule",
                    ("source", "location"),
                )
            },
        ),
        ("More", {"classes": ("collapse",), "fields": ("quote", "note")}),
    )
    autocomplete_fields = ("source",)


class MembershipRows(BlockRows):
    """How many staff could be members on a day, and how many were."""

    model = MembershipCount
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "who",
                    ("counted_on", "counted_on_precision"),
                    ("eligible", "members", "take_up"),
                    ("staff_seats", "board_size"),
                    ("source", "location"),
                )
            },
        ),
        ("More", {"classes": ("collapse",), "fields": ("quote", "note")}),
    )
    autocomplete_fields = ("source",)
    classes = ("collapse",)


@admin.register(Mutual)
class MutualAdmin(RecordAdmin):
    """Organisations that a source describes as mutuals."""

    form = SpinOutPageForm
    inlines = (TermsRows, EvidenceRows)
    list_display = ("organisation", "is_derived", "source")
    list_filter = ("is_derived",)
    list_select_related = ("organisation", "source")
    search_fields = ("organisation__name",)
    autocomplete_fields = ("organisation", "source")
    fieldsets = (
        (None, {"fields": ("organisation", ("source", "location"), "is_derived")}),
        ("More", {"classes": ("collapse",), "fields": ("quote", "note")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Mutual | None = None) -> tuple:
        """Keep a mutual with the organisation for which it was entered."""
        return () if obj is None else ("organisation",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search every name of the organisation."""
        named = Organisation.objects.named_like(search_term).values("pk")
        return queryset.filter(organisation__in=named), False

    def organisation_ids_of(self, record: Mutual) -> set[int]:
        """Hold the organisation."""
        return {record.organisation_id}
