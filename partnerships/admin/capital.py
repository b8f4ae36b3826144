"""Capital and support: investments, with what of them enters no sum."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest

from organisations.admin import EvidenceRows, StateActions
from organisations.admin.access import NOT_PUBLIC
from organisations.admin.queues import WorkQueueFilter
from organisations.choices import RecordState
from organisations.measured_fields import middle_of
from partnerships.admin.naming import NamingAdmin, mask_named
from partnerships.forms import InvestmentForm
from partnerships.models import Investment

_NO_AMOUNT = ~Q(committed_disclosure="known") & ~Q(drawn_disclosure="known")
_NO_SECTOR = Q(investor=None, investor_sector="")


def _nameless_investment(key: int) -> Investment:
    return Investment(pk=key, investor_name=NOT_PUBLIC, recipient_name=NOT_PUBLIC)


class InvestmentQueueFilter(WorkQueueFilter):
    """Investments that something is missing from."""

    queues = {
        "no-amount": ("amount not known", lambda _, rows: rows.filter(_NO_AMOUNT)),
        "undated": ("not dated", lambda _, rows: rows.filter(agreed_on=None)),
        "no-sector": ("investor of no sector", lambda _, rows: rows.filter(_NO_SECTOR)),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
        "drafts": ("drafts", lambda _, rows: rows.filter(state=RecordState.DRAFT)),
    }


@admin.register(Investment)
class InvestmentAdmin(StateActions, NamingAdmin):
    """Who gave what to whom, in what form."""

    form = InvestmentForm
    inlines = (EvidenceRows,)
    actions = ("publish", "hide")
    list_display = (
        "recipient_shown",
        "investor_shown",
        "instrument",
        "committed_shown",
        "agreed_on",
        "basis",
        "role",
        "state",
    )
    list_filter = (InvestmentQueueFilter, "state", "instrument", "role")
    list_select_related = ("investor", "recipient")
    own_words = ("purpose", "programme")
    search_help_text = "Any name of the investor or the recipient, purpose or programme"
    naming_keys = {"investor": "investor_name", "recipient": "recipient_name"}
    autocomplete_fields = ("investor", "recipient", "alternative_to", "deal", "source")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("recipient", "recipient_name"),
                    ("investor", "investor_name", "investor_sector"),
                    ("instrument", "purpose"),
                    ("agreed_on", "basis"),
                    "state",
                )
            },
        ),
        (
            "How much",
            {"fields": (("committed", "drawn"), ("called", "repaid"), "currency")},
        ),
        ("Who says so", {"fields": (("source", "location"), "quote", "note", "is_derived")}),
        (
            "Deal, programme and terms",
            {"classes": ("collapse",), "fields": ("deal", "programme", "terms", "ends_on")},
        ),
        (
            "Rival figures for the same money",
            {"classes": ("collapse",), "fields": (("role", "alternative_to"),)},
        ),
    )

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """Find the investment; its main figure may name somebody the person may not see."""
        investment = super().get_object(request, object_id, from_field)
        if investment is not None:
            naming = ("investor", "recipient")
            mask_named(request, [investment], "alternative_to", naming, _nameless_investment)
        return investment

    def organisation_ids_of(self, record: Investment) -> set[int]:
        """Hold the recipient, if it has a record."""
        return {record.recipient_id} - {None}

    @admin.display(description="to")
    def recipient_shown(self, investment: Investment) -> str:
        """Name the recipient."""
        return investment.recipient.name if investment.recipient_id else investment.recipient_name

    @admin.display(description="by")
    def investor_shown(self, investment: Investment) -> str:
        """Name the investor."""
        return investment.investor.name if investment.investor_id else investment.investor_name

    @admin.display(description="committed", ordering=middle_of("committed"))
    def committed_shown(self, investment: Investment) -> str:
        """Print the sum that was committed, else the one that was drawn."""
        if investment.committed is not None:
            return str(investment.committed)
        return "" if investment.drawn is None else f"{investment.drawn} drawn"
