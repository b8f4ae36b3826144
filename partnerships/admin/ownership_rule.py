"""Ownership rules, and spin-outs that join a group."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from organisations.admin import EvidenceRows
from organisations.admin.queues import WorkQueueFilter
from organisations.measured_fields import middle_of
from partnerships.admin.naming import NamingAdmin
from partnerships.models import Accession, OwnershipRule

SAID = (("source", "location"), "quote", "note")


class RuleQueueFilter(WorkQueueFilter):
    """Ownership rules of which something is missing."""

    queues = {
        "no-words": ("not in words", lambda _, rows: rows.filter(words="")),
        "undated": ("not dated", lambda _, rows: rows.filter(valid_from=None)),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
    }


@admin.register(OwnershipRule)
class OwnershipRuleAdmin(NamingAdmin):
    """Floors, caps and targets for who owns how much."""

    inlines = (EvidenceRows,)
    list_display = (
        "organisation",
        "whose_shown",
        "kind",
        "limit_shown",
        "measure",
        "valid_from",
        "valid_to",
    )
    list_filter = (RuleQueueFilter, "kind", "whose", "measure")
    list_select_related = ("organisation", "holder")
    own_words = ("words",)
    search_help_text = "Any name of the organisation or of the holder, or words of the rule"
    naming_keys = {"organisation": "", "holder": ""}
    autocomplete_fields = ("organisation", "holder", "source")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "organisation",
                    ("whose", "holder"),
                    ("kind", "measure", "limit", "tolerance"),
                    "words",
                    ("valid_from", "valid_to"),
                )
            },
        ),
        ("Who says so", {"fields": SAID}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: OwnershipRule | None = None) -> tuple:
        """Keep a rule with the organisation for which it was entered."""
        return () if obj is None else ("organisation",)

    def organisation_ids_of(self, record: OwnershipRule) -> set[int]:
        """Hold the organisation."""
        return {record.organisation_id}

    @admin.display(description="whose part", ordering="whose")
    def whose_shown(self, rule: OwnershipRule) -> str:
        """Name the holder, or whose part it is."""
        return rule.holder.name if rule.holder_id else rule.get_whose_display()

    @admin.display(description="limit", ordering=middle_of("limit"))
    def limit_shown(self, rule: OwnershipRule) -> str:
        """Print the limit, with its tolerance."""
        if rule.tolerance is None:
            return str(rule.limit)
        return f"{rule.limit} ± {rule.tolerance}"


class AccessionQueueFilter(WorkQueueFilter):
    """Accessions of which something is missing."""

    queues = {
        "no-shares": (
            "shares not known",
            lambda _, rows: rows.exclude(
                shares_before_disclosure="known",
                staff_before_disclosure="known",
                issued_to_others_disclosure="known",
            ),
        ),
        "undated": ("not dated", lambda _, rows: rows.filter(joined_on=None)),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
    }


@admin.register(Accession)
class AccessionAdmin(NamingAdmin):
    """Spin-outs joining groups, with the shares issued for it."""

    inlines = (EvidenceRows,)
    list_display = ("group", "spin_out_shown", "joined_on", "to_staff_shown", "to_others_shown")
    list_filter = (AccessionQueueFilter,)
    list_select_related = ("group", "spin_out")
    search_help_text = "Any name of the group or of who joins it"
    naming_keys = {"group": "", "spin_out": "spin_out_name"}
    autocomplete_fields = ("group", "spin_out", "source")
    fieldsets = (
        (None, {"fields": ("group", ("spin_out", "spin_out_name"), "joined_on")}),
        (
            "Shares",
            {
                "fields": (
                    ("shares_before", "staff_before"),
                    ("issued_to_staff", "issued_to_others"),
                )
            },
        ),
        ("Who says so", {"fields": SAID}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Accession | None = None) -> tuple:
        """Keep an accession with the group for which it was entered."""
        return () if obj is None else ("group",)

    def organisation_ids_of(self, record: Accession) -> set[int]:
        """Hold the group."""
        return {record.group_id}

    @admin.display(description="who joins")
    def spin_out_shown(self, accession: Accession) -> str:
        """Name who joins."""
        return accession.spin_out.name if accession.spin_out_id else accession.spin_out_name

    @admin.display(description="issued to staff", ordering=middle_of("issued_to_staff"))
    def to_staff_shown(self, accession: Accession) -> str:
        """Print the shares that staff got."""
        return "" if accession.issued_to_staff is None else str(accession.issued_to_staff)

    @admin.display(description="issued to others", ordering=middle_of("issued_to_others"))
    def to_others_shown(self, accession: Accession) -> str:
        """Print the shares that others got."""
        return "" if accession.issued_to_others is None else str(accession.issued_to_others)
