"""Partnerships with their members and published counts; joint venture partners; contributions."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from organisations.admin import BlockRows, EvidenceRows, StateActions
from organisations.admin.access import visible_rows
from organisations.admin.queues import WorkQueueFilter
from organisations.choices import RecordState
from organisations.measured_fields import middle_of
from organisations.models import Organisation
from partnerships.admin.naming import NamingAdmin, mask_words_about
from partnerships.choices import PartnershipKind
from partnerships.forms import MemberForm, MemberFormSet, PartnershipForm
from partnerships.models import (
    Contribution,
    JVPartner,
    Partnership,
    PartnershipMember,
    ProgrammeTally,
)

HAS_JOINT_BODY = (PartnershipKind.JOINT_VENTURE, PartnershipKind.PRIME, PartnershipKind.GROUP)
SAID = (("source", "location"), "quote", "note")


class MemberRows(BlockRows):
    """Who takes part, in what role, and from when to when; shares stand in stakes."""

    model = PartnershipMember
    form = MemberForm
    formset = MemberFormSet
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("organisation", "name", "sector"),
                    ("role", "role_words"),
                    ("joined_on", "left_on", "signed_mission_on"),
                    ("source", "location"),
                    "note",
                )
            },
        ),
    )
    autocomplete_fields = ("organisation", "source")


class TallyRows(BlockRows):
    """What a source counted of a programme; kept by curators."""

    model = ProgrammeTally
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("denominator", "sector", "as_at"),
                    ("part_count", "whole_count"),
                    ("part_value", "whole_value"),
                    ("source", "location"),
                    "note",
                )
            },
        ),
    )
    autocomplete_fields = ("source",)
    classes = ("collapse",)


class PartnershipQueueFilter(WorkQueueFilter):
    """Partnerships that something is missing from."""

    queues = {
        "no-members": ("fewer than two members", lambda _, rows: rows.filter(member_count__lt=2)),
        "no-vehicle": (
            "no joint body",
            lambda _, rows: rows.filter(vehicle=None, kind__in=HAS_JOINT_BODY),
        ),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
        "drafts": ("drafts", lambda _, rows: rows.filter(state=RecordState.DRAFT)),
    }


@admin.register(Partnership)
class PartnershipAdmin(StateActions, NamingAdmin):
    """Joint ventures, primes with their partners, consortia, groups and programmes."""

    form = PartnershipForm
    inlines = (MemberRows, TallyRows, EvidenceRows)
    actions = ("publish", "hide")
    list_display = ("name", "kind", "vehicle", "members_shown", "state")
    list_filter = (PartnershipQueueFilter, "state", "kind")
    list_select_related = ("vehicle",)
    own_words = ("name",)
    search_help_text = "Its name, or any name of the joint body or of a member"
    naming_keys = {"vehicle": ""}
    autocomplete_fields = ("vehicle", "source")
    fieldsets = (
        (None, {"fields": ("name", ("kind", "vehicle"), "has_no_shareholders", "state")}),
        ("Who says so", {"fields": SAID}),
        (
            "Description, number of members and address",
            {"classes": ("collapse",), "fields": ("description", "stated_member_count", "slug")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the members that are named along with the partnerships."""
        named = PartnershipMember.objects.filter(partnership=OuterRef("pk")).order_by()
        counted = named.values("partnership").annotate(count=Count("pk")).values("count")
        return super().get_queryset(request).annotate(member_count=Coalesce(Subquery(counted), 0))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search by names of members as well, as far as the person may see them."""
        found, is_repeated = super().get_search_results(request, queryset, search_term)
        if not search_term.split():
            return found, is_repeated
        seen = visible_rows(request, Organisation)
        members = PartnershipMember.objects.filter(
            Q(organisation__in=seen.named_like(search_term).values("pk"))
            | Q(organisation=None, name__icontains=search_term.strip())
        )
        named = queryset.filter(pk__in=members.values("partnership"))
        return queryset.filter(Q(pk__in=found.values("pk")) | Q(pk__in=named.values("pk"))), False

    def get_fieldsets(self, request: HttpRequest, obj: Partnership | None = None) -> list:
        """Link to the contracts of a partnership."""
        (title, options), *others = super().get_fieldsets(request, obj)
        if obj is not None:
            links = format_html(
                '<a href="{}?partnership__exact={}">Contracts of this partnership</a>',
                reverse("admin:partnerships_contract_changelist"),
                obj.pk,
            )
            options = {**options, "description": links}
        return [(title, options), *others]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """Find the partnership; show no words of one with a member the person may not see.

        Who may change the partnership sees it as it is stored.
        """
        partnership = super().get_object(request, object_id, from_field)
        if partnership is not None and not self.has_change_permission(request, partnership):
            members = Organisation.objects.filter(memberships__partnership=partnership)
            mask_words_about(request, partnership, members, "members")
        return partnership

    def view_on_site(self, record: Partnership) -> str | None:
        """Link to the public page, once it has an address."""
        return record.get_absolute_url() if record.slug else None

    @admin.display(description="members", ordering="member_count")
    def members_shown(self, partnership: Partnership) -> str:
        """Print how many members are named, of how many."""
        stated = partnership.stated_member_count
        named = str(partnership.member_count)
        return named if stated is None else f"{named} of {stated}"


class JVPartnerQueueFilter(WorkQueueFilter):
    """Joint venture partners of which something is missing."""

    queues = {
        "no-skills": ("no skills", lambda _, rows: rows.filter(skills="")),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
    }


@admin.register(JVPartner)
class JVPartnerAdmin(NamingAdmin):
    """What organisations offer as partners of joint ventures."""

    inlines = (EvidenceRows,)
    list_display = ("organisation", "service_areas", "works_in", "capital_shown", "source")
    list_filter = (JVPartnerQueueFilter,)
    list_select_related = ("organisation", "source")
    own_words = ("skills", "service_areas", "works_in")
    search_help_text = "Any name of the partner, or words of what it offers"
    naming_keys = {"organisation": ""}
    autocomplete_fields = ("organisation", "source")
    fieldsets = (
        (None, {"fields": ("organisation", "skills", "capital", ("service_areas", "works_in"))}),
        ("Who says so", {"fields": SAID}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: JVPartner | None = None) -> tuple:
        """Keep the part with the organisation for which it was entered."""
        return () if obj is None else ("organisation",)

    def organisation_ids_of(self, record: JVPartner) -> set[int]:
        """Hold the organisation."""
        return {record.organisation_id}

    @admin.display(description="capital", ordering=middle_of("capital"))
    def capital_shown(self, partner: JVPartner) -> str:
        """Print the capital as people write it."""
        return "" if partner.capital is None else str(partner.capital)


class ContributionQueueFilter(WorkQueueFilter):
    """Contributions of which something is missing."""

    queues = {
        "not-told": ("not known whether it came about", lambda _, rows: rows.filter(delivered="")),
        "undated": ("not dated", lambda _, rows: rows.filter(promised_on=None)),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
    }


@admin.register(Contribution)
class ContributionAdmin(NamingAdmin):
    """What partners bring to ventures, and whether it came about."""

    inlines = (EvidenceRows,)
    list_display = ("venture", "partner", "kind", "words", "promised_on", "delivered")
    list_filter = (ContributionQueueFilter, "kind", "delivered")
    list_select_related = ("venture", "partner")
    own_words = ("words",)
    search_help_text = "Any name of the venture or the partner, or words of what is brought"
    naming_keys = {"venture": "", "partner": ""}
    autocomplete_fields = ("partner", "venture", "source")
    fieldsets = (
        (
            None,
            {"fields": ("venture", "partner", ("kind", "words"), ("promised_on", "delivered"))},
        ),
        ("Who says so", {"fields": SAID}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Contribution | None = None) -> tuple:
        """Keep a contribution in the venture for which it was entered."""
        return () if obj is None else ("venture",)

    def organisation_ids_of(self, record: Contribution) -> set[int]:
        """Hold the venture."""
        return {record.venture_id}
