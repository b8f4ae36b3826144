"""Competitions that public sources report.

A competition that is run in the register never appears here, signed or not: its officers work on
its own pages, and the admin's lists, searches, filters and histories have nothing to keep back.
"""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from organisations.admin import EvidenceRows, StateActions, TableRows
from organisations.admin.queues import WorkQueueFilter
from organisations.choices import RecordState
from organisations.forms import RowForm
from partnerships.admin.naming import NamingAdmin
from partnerships.choices import CompetitionOrigin, CompetitionStatus
from partnerships.forms.competition_admin import ReportedCompetitionForm
from partnerships.models import Bid, BidGrant, CompetitionCriterion, PartnerCompetition

SAID = (("source", "location"), "quote", "note")


def _is_search_box_of(request: HttpRequest, model: type[Model]) -> bool:
    """Tell whether a search box of a model's form asks, and not a page of its own."""
    place = request.resolver_match
    is_box = place is not None and place.url_name == "autocomplete"
    return is_box and request.GET.get("model_name") == model._meta.model_name


class CriterionRows(TableRows):
    """By what bids were judged."""

    model = CompetitionCriterion
    form = RowForm
    fields = ("number", "name", "weight", "guidance")
    classes = ("collapse",)


def _without_bids(request: HttpRequest, rows: QuerySet) -> QuerySet:
    bids = Bid.objects.filter(competition=OuterRef("pk"))
    return rows.filter(~Exists(bids), bidder_count_disclosure="")


class CompetitionQueueFilter(WorkQueueFilter):
    """Reported competitions that something is missing from."""

    queues = {
        "no-bids": ("no bids", _without_bids),
        "no-deal": (
            "signed, no deal",
            lambda _, rows: rows.filter(status=CompetitionStatus.SIGNED, deal=None),
        ),
        "undated": ("not dated", lambda _, rows: rows.filter(opens_on=None, signed_on=None)),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
        "drafts": ("drafts", lambda _, rows: rows.filter(state=RecordState.DRAFT)),
    }


@admin.register(PartnerCompetition)
class PartnerCompetitionAdmin(StateActions, NamingAdmin):
    """Partner competitions that public sources report; those run here have pages of their own."""

    form = ReportedCompetitionForm
    inlines = (CriterionRows, EvidenceRows)
    actions = ("publish", "hide")
    list_display = ("title", "body_shown", "venture_shown", "status", "signed_on", "state")
    list_filter = (CompetitionQueueFilter, "status", "state")
    list_select_related = ("public_body", "venture")
    own_words = ("title", "service_area", "slug")
    search_help_text = "Title, or any name of the public body or of the venture"
    naming_keys = {"public_body": "public_body_name", "venture": "venture_name"}
    autocomplete_fields = ("public_body", "venture", "service_group", "source")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    ("public_body", "public_body_name"),
                    ("venture", "venture_name"),
                    ("status", "bidder_count"),
                    "state",
                )
            },
        ),
        ("When", {"fields": (("opens_on", "closes_on"), ("signed_on", "abandoned_on"))}),
        ("Who says so", {"fields": SAID}),
        (
            "What was sought and offered",
            {
                "classes": ("collapse",),
                "fields": (
                    ("service_area", "service_group"),
                    "skills_sought",
                    ("investment_sought", "stake_on_offer"),
                    ("term_months", "contract_value"),
                ),
            },
        ),
        (
            "Why it was abandoned, and its address",
            {"classes": ("collapse",), "fields": ("abandoned_why", "slug")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Choose reported competitions; where leave to read bids is given, those run here."""
        rows = super().get_queryset(request)
        origin = CompetitionOrigin.REPORTED
        if _is_search_box_of(request, BidGrant):
            origin = CompetitionOrigin.RUN
        return rows.filter(origin=origin)

    def get_fieldsets(self, request: HttpRequest, obj: PartnerCompetition | None = None) -> list:
        """Link to the bids of a competition."""
        (title, options), *others = super().get_fieldsets(request, obj)
        if obj is not None:
            links = format_html(
                '<a href="{}?{}">Bids in this competition</a> · '
                '<a href="{}?competition={}">Add a bid</a>',
                reverse("admin:partnerships_bid_changelist"),
                urlencode({"q": obj.slug}),
                reverse("admin:partnerships_bid_add"),
                obj.pk,
            )
            options = {**options, "description": links}
        return [(title, options), *others]

    def view_on_site(self, record: PartnerCompetition) -> str | None:
        """Link to the public page, once it has an address."""
        return record.get_absolute_url() if record.slug else None

    @admin.display(description="public body")
    def body_shown(self, competition: PartnerCompetition) -> str:
        """Name the public body."""
        if competition.public_body_id:
            return competition.public_body.name
        return competition.public_body_name

    @admin.display(description="organisation to be formed")
    def venture_shown(self, competition: PartnerCompetition) -> str:
        """Name the organisation that was to be formed."""
        if competition.venture_id:
            return competition.venture.name
        return competition.venture_name
