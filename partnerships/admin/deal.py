"""Deals: one page that ties competition, winning bid, stakes, contract and capital together."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Field, ForeignKey
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from organisations.admin import EvidenceRows, StateActions, TableRows
from organisations.admin.access import NOT_PUBLIC, choosable_rows, visible_rows
from organisations.admin.queues import WorkQueueFilter
from organisations.choices import RecordState
from organisations.measured_fields import middle_of
from organisations.models import Organisation
from partnerships.admin.naming import NamingAdmin, mask_named, mask_words_about
from partnerships.forms import SIGNED_TOGETHER, DealForm, DealStakeForm, DealStakeFormSet
from partnerships.models import Bid, Deal, DealStake, Stake

NOT_TOLD = ("", "unknown")


def _nameless_stake(key: int) -> Stake:
    return Stake(pk=key, holder_name=NOT_PUBLIC, subject=Organisation(name=NOT_PUBLIC))


def _mask_stakes(request: HttpRequest, rows: Any) -> list[DealStake]:
    return mask_named(request, rows, "stake", ("holder", "subject"), _nameless_stake)


class DealStakeRows(TableRows):
    """The stakes that came of the deal; each is entered on the venture's page."""

    model = DealStake
    form = DealStakeForm
    formset = DealStakeFormSet
    verbose_name = "stake"
    verbose_name_plural = "stakes that came of it"
    fields = ("stake",)
    autocomplete_fields = ("stake",)

    def get_formset(self, request: HttpRequest, obj: Deal | None = None, **options: Any) -> type:
        """Name no holder whom the person may not see."""
        formset = super().get_formset(request, obj, **options)
        formset.mask = staticmethod(partial(_mask_stakes, request))
        return formset


class DealQueueFilter(WorkQueueFilter):
    """Deals that something is missing from."""

    queues = {
        "no-stake": ("no stake", lambda _, rows: rows.filter(stakes=None)),
        "no-contract": ("no contract", lambda _, rows: rows.filter(contract=None)),
        "no-price": (
            "price not known",
            lambda _, rows: rows.filter(stake_price_disclosure__in=NOT_TOLD),
        ),
        "undated": ("not dated", lambda _, rows: rows.filter(signed_on=None)),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
        "drafts": ("drafts", lambda _, rows: rows.filter(state=RecordState.DRAFT)),
    }


@admin.register(Deal)
class DealAdmin(StateActions, NamingAdmin):
    """What partners gave for stakes in ventures, and the contracts that went with them."""

    form = DealForm
    inlines = (DealStakeRows, EvidenceRows)
    actions = ("publish", "hide")
    list_display = (
        "title",
        "venture",
        "partner_shown",
        "signed_on",
        "stake_shown",
        "price_shown",
        "basis",
        "state",
    )
    list_filter = (DealQueueFilter, "state", "basis")
    list_select_related = ("venture", "partner")
    own_words = ("title",)
    search_help_text = "Title, or any name of the venture or the partner"
    naming_keys = {"venture": "", "partner": "partner_name"}
    autocomplete_fields = ("venture", "partner", "contract", "competition", "bid", "source")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "venture",
                    ("partner", "partner_name"),
                    ("signed_on", "basis"),
                    "state",
                )
            },
        ),
        (
            "What was given and got",
            {"fields": (("stake", "stake_price", "investment"), "contract")},
        ),
        ("How the partner was chosen", {"fields": (("competition", "bid"),)}),
        ("Who says so", {"fields": (("source", "location"), "quote", "note")}),
        ("Address", {"classes": ("collapse",), "fields": ("slug",)}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Deal | None = None) -> tuple:
        """Keep a deal with the venture for which it was entered."""
        return () if obj is None else ("venture",)

    def get_fieldsets(self, request: HttpRequest, obj: Deal | None = None) -> list:
        """Link to the capital that is recorded with a deal."""
        first, (title, options), *others = super().get_fieldsets(request, obj)
        if obj is not None:
            options = {**options, "description": self._links_to_capital(request, obj)}
        return [first, (title, options), *others]

    def _links_to_capital(self, request: HttpRequest, deal: Deal) -> str:
        listed = format_html(
            '<a href="{}?deal__exact={}">Capital recorded with this deal</a>',
            reverse("admin:partnerships_investment_changelist"),
            deal.pk,
        )
        if not self.has_change_permission(request, deal):
            return listed
        added = format_html(
            '<a href="{}?deal={}&amp;recipient={}">Add capital that came with it</a>',
            reverse("admin:partnerships_investment_add"),
            deal.pk,
            deal.venture_id,
        )
        return format_html("{} · {}", listed, added)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **options: Any
    ) -> Field:
        """Offer own competitions that are signed or reported, and the bids in them.

        A competition that is run here becomes a deal by signing it, and by nothing else.
        """
        if db_field.name in SIGNED_TOGETHER:
            competition = Deal._meta.get_field("competition")
            offered = choosable_rows(request, competition).disclosed()
            if db_field.name == "bid":
                offered = visible_rows(request, Bid).filter(competition__in=offered.values("pk"))
            options.setdefault("queryset", offered)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """Find the deal; show no words of one that names somebody the person may not see.

        Who may change the deal sees it as it is stored.
        """
        deal = super().get_object(request, object_id, from_field)
        if deal is not None and not self.has_change_permission(request, deal):
            holders = Organisation.objects.filter(stakes_held__deals__deal=deal)
            mask_words_about(request, deal, holders, "stakes")
        return deal

    def view_on_site(self, record: Deal) -> str | None:
        """Link to the public page, once it has an address."""
        return record.get_absolute_url() if record.slug else None

    def organisation_ids_of(self, record: Deal) -> set[int]:
        """Hold the venture, to which the deal's stakes belong."""
        return {record.venture_id}

    @admin.display(description="partner")
    def partner_shown(self, deal: Deal) -> str:
        """Name the partner."""
        return deal.partner.name if deal.partner_id else deal.partner_name

    @admin.display(description="stake", ordering=middle_of("stake"))
    def stake_shown(self, deal: Deal) -> str:
        """Print the stake as people write it."""
        return "" if deal.stake is None else str(deal.stake)

    @admin.display(description="price", ordering=middle_of("stake_price"))
    def price_shown(self, deal: Deal) -> str:
        """Print the price of the stake, or that it is withheld."""
        return "" if deal.stake_price is None else str(deal.stake_price)
