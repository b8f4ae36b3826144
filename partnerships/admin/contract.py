"""Contracts: one page with parties, changes, supply links and evidence."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from organisations.admin import BlockRows, EvidenceRows, RecordAdmin, StateActions, TableRows
from organisations.admin.access import NOT_PUBLIC, blank_words_of_sources, visible_rows
from organisations.admin.queues import WorkQueueFilter
from organisations.choices import RecordState
from organisations.measured_fields import middle_of
from organisations.models import Organisation
from organisations.querysets import MOST_WORDS
from partnerships.actions import settle_contracts
from partnerships.choices import PartyRole
from partnerships.forms import ChangeFormSet, ContractForm, LinkFormSet, PartyForm, PartyFormSet
from partnerships.models import Contract, ContractChange, ContractParty, Deal, SupplyLink


class PartyRows(BlockRows):
    """Commissioners and providers."""

    model = ContractParty
    form = PartyForm
    formset = PartyFormSet
    extra = 2
    fieldsets = (
        (
            None,
            {"fields": (("role", "organisation", "fraction"), ("name", "sector"))},
        ),
        (
            "Where this is stated, if elsewhere",
            {"classes": ("collapse",), "fields": (("source", "location"), "quote", "note")},
        ),
    )
    autocomplete_fields = ("organisation", "source")


class ChangeRows(TableRows):
    """What changed in the contract, and from when."""

    model = ContractChange
    formset = ChangeFormSet
    fields = (
        "changed_on",
        "total_value",
        "annual_value",
        "ends_on",
        "reason",
        "source",
    )
    autocomplete_fields = ("source",)
    classes = ("collapse",)


class LinkRows(BlockRows):
    """Work passed on under the contract."""

    model = SupplyLink
    formset = LinkFormSet
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("tier", "kind"),
                    ("giver", "receiver"),
                    ("receiver_name", "receiver_sector"),
                    "value",
                    ("starts_on", "ends_on"),
                    ("does_design", "does_delivery"),
                    ("source", "location"),
                )
            },
        ),
    )
    autocomplete_fields = ("giver", "receiver", "source")
    classes = ("collapse",)


def _without_provider(request: HttpRequest, rows: QuerySet) -> QuerySet:
    providers = ContractParty.objects.filter(contract=OuterRef("pk"), role=PartyRole.PROVIDER)
    return rows.filter(~Exists(providers))


class ContractQueueFilter(WorkQueueFilter):
    """Contracts that something is missing from."""

    queues = {
        "no-value": ("no value", lambda _, rows: rows.unvalued()),
        "undated": ("not dated", lambda _, rows: rows.undated()),
        "no-provider": ("no provider", _without_provider),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
        "drafts": ("drafts", lambda _, rows: rows.filter(state=RecordState.DRAFT)),
    }


@admin.register(Contract)
class ContractAdmin(StateActions, RecordAdmin):
    """Contracts and rival figures for them."""

    form = ContractForm
    inlines = (PartyRows, ChangeRows, LinkRows, EvidenceRows)
    actions = ("publish", "hide")
    list_display = (
        "title",
        "providers_shown",
        "starts_on",
        "ends_on",
        "value_shown",
        "role",
        "state",
    )
    list_filter = (ContractQueueFilter, "state", "value_kind")
    search_fields = ("title", "reference", "ocid", "slug")
    search_help_text = "Title, reference, open contracting ID or any name of a party"
    autocomplete_fields = ("service_group", "partnership", "alternative_to", "source")
    fieldsets = (
        (None, {"fields": ("title", ("service_area", "service_group"), ("partnership", "state"))}),
        (
            "When",
            {"fields": (("starts_on", "ends_on"),)},
        ),
        (
            "What it is worth",
            {
                "fields": (
                    ("total_value", "annual_value"),
                    ("value_kind", "vat", "extensions_in_value"),
                )
            },
        ),
        ("Who says so", {"fields": (("source", "location"), "quote", "note", "is_derived")}),
        (
            "How it was let, and how it ended",
            {
                "classes": ("collapse",),
                "fields": (
                    ("reference", "ocid"),
                    ("procurement_route", "reserved_under"),
                    "extension_options",
                    "planned_ends_on",
                    ("has_ended_early", "early_end_reason"),
                ),
            },
        ),
        (
            "Rival figures and other details",
            {
                "classes": ("collapse",),
                "fields": (
                    ("role", "alternative_to"),
                    "status_words",
                    "seen_on",
                    "currency",
                    "slug",
                ),
            },
        ),
    )

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """Find the contract; show no words of one that names somebody the person may not see.

        Who may change the contract sees it as it is stored.
        """
        contract = super().get_object(request, object_id, from_field)
        if contract is None or self.has_change_permission(request, contract):
            return contract
        named = Q(contract_parts__contract=contract) | Q(links_received__contract=contract)
        involved = Organisation.objects.filter(named | Q(links_given__contract=contract))
        if involved.exclude(pk__in=visible_rows(request, Organisation).values("pk")).exists():
            contract.masked_fields = {"parties"}
            blank_words_of_sources(contract)
        return contract

    def view_on_site(self, record: Contract) -> str | None:
        """Link to the public page, once it has an address."""
        return record.get_absolute_url() if record.slug else None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Read the providers that the person may see along with the contracts."""
        providers = visible_rows(request, ContractParty).filter(role=PartyRole.PROVIDER)
        named = Prefetch("organisation", visible_rows(request, Organisation))
        return (
            super()
            .get_queryset(request)
            .prefetch_related(
                Prefetch("parties", providers.prefetch_related(named), to_attr="providers")
            )
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search by words of the contract, and by names of parties that the person may see."""
        words = search_term.split()
        if not words:
            return queryset, False
        if len(words) > MOST_WORDS:
            return queryset.none(), False
        own_words, party_words = Q(), Q()
        for word in words:
            own_words &= (
                Q(title__icontains=word)
                | Q(reference__icontains=word)
                | Q(ocid__iexact=word)
                | Q(slug__icontains=word)
            )
            party_words &= Q(name__icontains=word)
        seen = visible_rows(request, Organisation)
        named = seen.named_like(search_term).values("pk")
        party_words &= Q(organisation=None) | Q(organisation__in=seen.values("pk"))
        parties = ContractParty.objects.filter(Q(organisation__in=named) | party_words)
        return queryset.filter(own_words | Q(pk__in=parties.values("contract"))), False

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """Say of a contract that is part of a deal why it cannot be deleted."""
        contract = self.get_object(request, object_id)
        is_allowed = contract is not None and self.has_delete_permission(request, contract)
        deals = visible_rows(request, Deal).filter(contract=contract) if is_allowed else ()
        for deal in deals:
            self.message_user(
                request,
                f"“{contract}” is the contract of the deal “{deal}”, so it is not deleted. Take it "
                "out of the deal first, or hide it.",
                messages.ERROR,
            )
        if deals:
            return HttpResponseRedirect(reverse(self._address("change"), args=[object_id]))
        return super().delete_view(request, object_id, extra_context)

    def settle(self, request: HttpRequest, record: Contract) -> None:
        """Check the contract with all that hangs on it."""
        settle_contracts(contract_ids={record.pk})

    @admin.display(description="provider")
    def providers_shown(self, contract: Contract) -> str:
        """Name the providers that the person may see."""
        return ", ".join(
            (party.organisation.name if party.organisation else NOT_PUBLIC)
            if party.organisation_id
            else party.name
            for party in contract.providers
        )

    @admin.display(description="value", ordering=middle_of("total_value"))
    def value_shown(self, contract: Contract) -> str:
        """Print the total value, else the annual one."""
        if contract.total_value is not None:
            return str(contract.total_value)
        return "" if contract.annual_value is None else f"{contract.annual_value} a year"
