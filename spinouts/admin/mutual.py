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
                    ("valid_from", "valid_to"),
                    ("control", "one_member_one_vote", "asset_lock"),
                    "profit_rule",
                    ("source", "location"),
                )
            },
        ),
        ("More", {"classes": ("collapse",), "fields": ("quote", "note")}),
    )
    autocomplete_fields = ("source",)


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


@admin.register(MembershipCount)
class MembershipCountAdmin(RecordAdmin):
    """How many staff could be members on a day, and how many were."""

    form = SpinOutPageForm
    inlines = (EvidenceRows,)
    list_display = ("organisation", "who", "counted_on", "members_shown", "take_up_shown")
    list_select_related = ("organisation",)
    search_fields = ("organisation__name",)
    autocomplete_fields = ("organisation", "source")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "organisation",
                    ("who", "counted_on"),
                    ("eligible", "members", "take_up"),
                    ("staff_seats", "board_size"),
                    ("source", "location"),
                )
            },
        ),
        ("More", {"classes": ("collapse",), "fields": ("quote", "note")}),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: MembershipCount | None = None
    ) -> tuple:
        """Keep a count with the organisation for which it was entered."""
        return () if obj is None else ("organisation",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search every name of the organisation."""
        named = Organisation.objects.named_like(search_term).values("pk")
        return queryset.filter(organisation__in=named), False

    @admin.display(description="members")
    def members_shown(self, count: MembershipCount) -> str:
        """Print the members as people write them, of how many."""
        if count.members is None:
            return ""
        return f"{count.members} of {count.eligible}" if count.eligible else str(count.members)

    @admin.display(description="take-up")
    def take_up_shown(self, count: MembershipCount) -> str:
        """Print the take-up as people write it."""
        return "" if count.take_up is None else str(count.take_up)
