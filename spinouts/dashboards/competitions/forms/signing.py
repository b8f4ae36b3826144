"""Signing: the venture and its split, the contract, the source, and what becomes public."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organisations.choices import Sector
from organisations.measured import Unit
from organisations.measured_fields import MeasuredFormField
from organisations.models import Organisation, Source, User
from partnerships.actions.competition import ContractTerms, HoldingLine, Signing
from partnerships.choices import BidStatus
from partnerships.models import Bid, Contract, PartnerCompetition
from spinouts.dashboards.competitions.choosing import RecordField
from spinouts.dashboards.competitions.forms.fields import DayField
from spinouts.dashboards.competitions.forms.split import LARGEST_KEY

NO_CONTRACT, NEW_CONTRACT, OLD_CONTRACT = "none", "new", "existing"
WINNING = (BidStatus.PREFERRED, BidStatus.SIGNED)
KEPT_HINT = "Only one whose record your body keeps: its name, or the last part of its address."


class SigningForm(forms.Form):
    """All that is signed but the split."""

    bid_id = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, widget=forms.HiddenInput)
    signed_on = DayField(label="Signed on", required=True)
    title = forms.CharField(
        required=False,
        max_length=200,
        label="Title of the deal",
        help_text="Empty: the partner, the venture and the year.",
    )
    venture = RecordField(label="Venture with a record", help_text=KEPT_HINT)
    venture_name = forms.CharField(
        required=False,
        max_length=200,
        label="Or the name of a new venture",
        help_text="Its record is made when you sign.",
    )
    venture_sector = forms.ChoiceField(
        required=False,
        label="Sector of a new venture",
        choices=[("", "not known"), *Sector.choices],
        initial=Sector.HYBRID,
        help_text="Contract values are added up by it.",
    )
    contract_mode = forms.ChoiceField(
        label="Contract",
        choices=[
            (NEW_CONTRACT, "A new contract, entered below"),
            (OLD_CONTRACT, "A contract that is in the register"),
            (NO_CONTRACT, "No contract goes with the stake"),
        ],
        widget=forms.RadioSelect,
        initial=NEW_CONTRACT,
    )
    contract = RecordField(
        named_by="title",
        label="Contract in the register",
        help_text="One of your body’s: its title, or the last part of its address.",
    )
    contract_title = forms.CharField(
        required=False, max_length=200, label="Title of the new contract"
    )
    contract_service_area = forms.CharField(required=False, max_length=120, label="Service")
    contract_starts_on = DayField(label="First day")
    contract_ends_on = DayField(label="Last day")
    contract_total_value = MeasuredFormField(
        unit=Unit.MONEY, required=False, label="Total value", help_text="For example £7m."
    )
    contract_annual_value = MeasuredFormField(
        unit=Unit.MONEY, required=False, label="Value a year", help_text="If no total is known."
    )
    source = RecordField(
        named_by="title",
        label="Source in the register",
        help_text="The decision notice, for example: its title, or the last part of its address.",
    )
    source_title = forms.CharField(
        required=False, max_length=300, label="Or the title of a new source"
    )
    source_publisher = forms.CharField(required=False, max_length=200, label="Its publisher")
    source_url = forms.URLField(
        required=False, max_length=600, label="Its web address", assume_scheme="https"
    )
    source_published_on = DayField(label="Published on")
    named_bids = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Name the bidders of",
        help_text="Of the others the public sees the sector only. The winner is always named.",
    )
    told_bids = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Tell the terms of",
        help_text="Of the others the public sees “withheld” instead of amounts, stakes and words.",
    )
    publishes = forms.BooleanField(
        required=False,
        label="Publish it now",
        help_text="The competition, the deal, the stakes, the contract and the venture become "
        "public. It needs a source. Without it they wait as drafts, and the notice with them.",
    )
    is_sure = forms.BooleanField(
        label="All of this is right. Signing cannot be undone.",
        error_messages={"required": "Tick this when all of it is right."},
    )

    def __init__(
        self,
        *arguments: Any,
        competition: PartnerCompetition,
        bids: Sequence[tuple[Bid, str]],
        user: User,
        today: date,
        **options: Any,
    ) -> None:
        """Make the form.

        :param bids: the bids of the competition, each with its name
        """
        super().__init__(*arguments, **{"label_suffix": "", **options})
        self.competition, self.today = competition, today
        names = [(str(bid.pk), name) for bid, name in bids]
        winners = {str(bid.pk) for bid, _ in bids if bid.status in WINNING}
        self.fields["named_bids"].choices = [pair for pair in names if pair[0] not in winners]
        self.fields["told_bids"].choices = names
        self.initial["venture"] = self.fields["venture"].offer(
            Organisation.objects.kept_by(user), competition.venture
        )
        self.fields["contract"].offer(Contract.objects.kept_by(user))
        self.initial["source"] = self.fields["source"].offer(
            Source.objects.all(), competition.source
        )

    def clean_signed_on(self) -> date:
        """Refuse a day that has not come.

        :raises ValidationError: for a day after today
        """
        day = self.cleaned_data["signed_on"]
        if day > self.today:
            raise ValidationError("That day has not come yet.", code="day_to_come")
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a deal without a venture, half a contract, and two sources."""
        cleaned = super().clean()
        if not (self._has("venture") or self._has("venture_name")):
            self._miss("venture_name", "Name the venture.")
        self._check_contract()
        if self._has("source_title") and self.cleaned_data.get("source"):
            new = self.cleaned_data["source_title"]
            if new.casefold() != self.cleaned_data["source"].title.casefold():
                self._miss("source_title", "Choose a source or enter a new one, not both.")
        if self._has("publishes") and not (self._has("source") or self._has("source_title")):
            self._miss("source", "To publish the deal, name the source that states it.")
        return cleaned

    def _check_contract(self) -> None:
        mode = self.cleaned_data.get("contract_mode")
        if mode == OLD_CONTRACT and not self._has("contract"):
            self._miss("contract", "Say which contract goes with the stake.")
        if mode == NEW_CONTRACT and not self._has("contract_title"):
            self._miss("contract_title", "Give the new contract a title.")
        starts, ends = (self.cleaned_data.get(f"contract_{end}_on") for end in ("starts", "ends"))
        if starts and ends and ends < starts:
            self.add_error("contract_ends_on", "The last day lies before the first.")

    def _has(self, name: str) -> bool:
        return bool(self.cleaned_data.get(name))

    def _miss(self, name: str, message: str) -> None:
        if name not in self.errors:
            self.add_error(name, message)

    def new_source(self) -> Source | None:
        """Make the source that was entered, without an address yet.

        :return: None where one was chosen, or none is named
        """
        title = self.cleaned_data["source_title"]
        if not title or self.cleaned_data["source"]:
            return None
        return Source(
            title=title,
            publisher=self.cleaned_data["source_publisher"],
            url=self.cleaned_data["source_url"],
            published_on=self.cleaned_data["source_published_on"],
            accessed_on=self.today,
        )

    def signing(self, lines: Sequence[HoldingLine]) -> Signing:
        """Put together what is signed; a new source is named by whoever stores it."""
        values = self.cleaned_data
        venture, source = values["venture"], values["source"]
        return Signing(
            bid_id=values["bid_id"],
            signed_on=values["signed_on"],
            lines=tuple(lines),
            venture_id=venture.pk if venture else None,
            venture_name=values["venture_name"],
            venture_sector=values["venture_sector"],
            contract=self._contract(),
            source_id=source.pk if source else None,
            publishes=values["publishes"],
            title=values["title"],
            named_bid_ids=frozenset(map(int, values["named_bids"])),
            told_bid_ids=frozenset(map(int, values["told_bids"])),
        )

    def _contract(self) -> ContractTerms | None:
        values = self.cleaned_data
        if values["contract_mode"] == NO_CONTRACT:
            return None
        if values["contract_mode"] == OLD_CONTRACT:
            return ContractTerms(contract_id=values["contract"].pk)
        return ContractTerms(
            title=values["contract_title"],
            service_area=values["contract_service_area"],
            starts_on=values["contract_starts_on"],
            ends_on=values["contract_ends_on"],
            total_value=values["contract_total_value"],
            annual_value=values["contract_annual_value"],
        )
