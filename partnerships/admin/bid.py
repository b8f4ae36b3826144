"""Bids in competitions that public sources report; those of competitions run here never appear."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Field, ForeignKey, Prefetch, Q, QuerySet
from django.http import HttpRequest

from organisations.admin import BlockRows, EvidenceRows, RecordAdmin, TableRows
from organisations.admin.access import NOT_PUBLIC, visible_rows
from organisations.admin.queues import WorkQueueFilter
from organisations.forms import RowForm
from organisations.models import Organisation
from organisations.querysets import MOST_WORDS
from partnerships.admin.naming import mask_words_about
from partnerships.choices import BidStatus, CompetitionOrigin
from partnerships.forms.competition_admin import BidderForm, BidderFormSet, ReportedBidForm
from partnerships.models import Bid, Bidder, BidOffer

SAID = (("source", "location"), "quote", "note")
MONEY = (("cash", "in_kind", "debt"), "investment")


class BidderRows(BlockRows):
    """Who made the bid, alone or together."""

    model = Bidder
    form = BidderForm
    formset = BidderFormSet
    extra = 2
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("organisation", "name", "sector"),
                    ("is_lead", "share", "role_words"),
                    ("source", "location"),
                )
            },
        ),
    )
    autocomplete_fields = ("organisation", "source")


class OfferRows(TableRows):
    """What the bid brought besides money."""

    model = BidOffer
    form = RowForm
    fields = ("kind", "words")


class BidQueueFilter(WorkQueueFilter):
    """Reported bids that something is missing from."""

    queues = {
        "no-bidder": ("no bidder", lambda _, rows: rows.filter(bidders=None)),
        "no-outcome": (
            "outcome not recorded",
            lambda _, rows: rows.exclude(
                status__in=(BidStatus.SIGNED, BidStatus.LOST, BidStatus.WITHDRAWN)
            ),
        ),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
    }


@admin.register(Bid)
class BidAdmin(RecordAdmin):
    """Bids in competitions that public sources report."""

    form = ReportedBidForm
    inlines = (BidderRows, OfferRows, EvidenceRows)
    list_display = ("bid_shown", "competition", "status", "submitted_on", "closed_on")
    list_filter = (BidQueueFilter, "status")
    list_select_related = ("competition",)
    search_fields = ("name",)
    search_help_text = "Name of the bid, title of the competition or any name of a bidder"
    autocomplete_fields = ("competition", "source")
    fieldsets = (
        (None, {"fields": (("competition", "status"), "name")}),
        (
            "What was offered and asked for",
            {"fields": (*MONEY, ("stake_sought", "stake_price", "term_months"))},
        ),
        ("When", {"fields": (("invited_on", "submitted_on", "closed_on"), "closed_why")}),
        ("Who says so", {"fields": SAID}),
        (
            "In the bidders’ words, and what to keep back",
            {
                "classes": ("collapse",),
                "fields": (
                    "skills",
                    "values_statement",
                    ("is_name_withheld", "are_terms_withheld"),
                ),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Choose bids in reported competitions, with the bidders that the person may see."""
        rows = super().get_queryset(request)
        bidders = visible_rows(request, Bidder)
        named = Prefetch("organisation", visible_rows(request, Organisation))
        return rows.filter(competition__origin=CompetitionOrigin.REPORTED).prefetch_related(
            Prefetch("bidders", bidders.prefetch_related(named), to_attr="bidders_seen")
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Bid | None = None) -> tuple:
        """Keep a bid in the competition for which it was entered."""
        return () if obj is None else ("competition",)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **options: Any
    ) -> Field:
        """Accept reported competitions alone."""
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if db_field.name == "competition":
            field.queryset = field.queryset.filter(origin=CompetitionOrigin.REPORTED)
        return field

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """Find the bid; show no words of one by somebody whom the person may not see.

        Who may change the bid sees it as it is stored.
        """
        bid = super().get_object(request, object_id, from_field)
        if bid is not None and not self.has_change_permission(request, bid):
            involved = Organisation.objects.filter(bids__bid=bid)
            mask_words_about(request, bid, involved, "bidders")
        return bid

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search by words of bid and competition, and by names of bidders that may be seen."""
        words = search_term.split()
        if not words:
            return queryset, False
        if len(words) > MOST_WORDS:
            return queryset.none(), False
        seen = visible_rows(request, Organisation)
        own_words, bidder_words = Q(), Q()
        for word in words:
            own_words &= (
                Q(name__icontains=word)
                | Q(competition__title__icontains=word)
                | Q(competition__slug__icontains=word)
            )
            bidder_words &= Q(name__icontains=word)
        bidder_words &= Q(organisation=None) | Q(organisation__in=seen.values("pk"))
        named = seen.named_like(search_term).values("pk")
        bidders = visible_rows(request, Bidder).filter(Q(organisation__in=named) | bidder_words)
        return queryset.filter(own_words | Q(pk__in=bidders.values("bid"))), False

    def choice_words(self, bid: Bid) -> str:
        """Tell a bid from others in the answers of a search box."""
        return f"{self.bid_shown(bid)} ({bid.competition})"

    @admin.display(description="bid", ordering="name")
    def bid_shown(self, bid: Bid) -> str:
        """Name the bid, else those who made it."""
        names = [
            (bidder.organisation.name if bidder.organisation else NOT_PUBLIC)
            if bidder.organisation_id
            else bidder.name
            for bidder in bid.bidders_seen
        ]
        return bid.name or ", ".join(names) or "not named"
