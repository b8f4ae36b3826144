"""A bid: what it offers and asks for, who makes it with which share, and what else it brings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory

from organisations.choices import Sector
from organisations.forms import RowFormSet
from organisations.measured import SCALE, Unit
from organisations.models import Organisation, User
from partnerships.choices import BidStatus
from partnerships.models import Bid, Bidder, BidOffer
from spinouts.dashboards.competitions.choosing import RecordField
from spinouts.dashboards.competitions.forms.fields import (
    DayField,
    PageForm,
    VersionedForm,
    text_area,
)

GROUPS = (
    ("The bid", ("name", "invited_on", "submitted_on")),
    ("Investment", ("cash", "in_kind", "debt", "investment")),
    ("What it asks for", ("stake_sought", "stake_price", "term_months")),
    ("In words", ("skills", "values_statement")),
)


class BidForm(VersionedForm):
    """What a bid offers and asks for."""

    submitted_on = DayField(
        label="Came in on",
        help_text="Leave empty for a bidder who was invited and has made no bid yet.",
    )
    invited_on = DayField(label="Invited on")

    class Meta:
        model = Bid
        fields = ["name", "invited_on", "submitted_on", "skills", "values_statement"]
        widgets = {"skills": text_area(), "values_statement": text_area()}

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Give the boxes in groups, each under its heading."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    def clean(self) -> dict[str, Any]:
        """Let a new bid that came in begin as submitted."""
        cleaned = super().clean()
        if self.instance.pk is None:
            has_come = bool(self.cleaned_data.get("submitted_on"))
            self.instance.status = BidStatus.SUBMITTED if has_come else BidStatus.INVITED
        return cleaned


class BidderForm(PageForm):
    """One organisation of a bid."""

    organisation = RecordField(
        label="Organisation", help_text="If it has a record here: its name, or its address."
    )
    name = forms.CharField(
        required=False, max_length=200, label="Or its name", help_text="If it has no record here."
    )
    sector = forms.ChoiceField(
        required=False,
        choices=[("", "Not recorded"), *Sector.choices],
        label="Sector",
        help_text="Only without a record.",
    )
    leads = forms.BooleanField(required=False, label="Leads the bid")

    class Meta:
        model = Bidder
        fields = ["organisation", "name", "sector", "role_words"]

    def __init__(self, *arguments: Any, user: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.offer("organisation", Organisation.objects.visible_to(user))
        self.initial["leads"] = self.instance.is_lead


class BidderRows(RowFormSet):
    """All bidders of a bid: one that leads, and shares of not more than the whole."""

    deletion_widget = forms.CheckboxInput

    def check_rows(self, rows: list[Bidder]) -> None:
        """Refuse a bid of nobody, one with two leads, and shares above the whole.

        :raises ValidationError: shown above the rows
        """
        if not rows:
            raise ValidationError("Say who makes the bid.", code="no_bidder")
        leads = [form for form in self.kept_forms() if form.cleaned_data.get("leads")]
        if len(leads) > 1:
            raise ValidationError("Only one of the bidders leads the bid.", code="two_leads")
        if len(rows) > 1 and not leads:
            raise ValidationError("Say which of the bidders leads the bid.", code="no_lead")
        organisations = [row.organisation_id for row in rows if row.organisation_id]
        if len(organisations) != len(set(organisations)):
            raise ValidationError("An organisation stands here twice.", code="bidder_twice")
        known = sum(row.share.low for row in rows if row.share and row.share.is_known)
        if known > 100 * SCALE[Unit.PERCENT]:
            raise ValidationError(
                "The shares of the bid add up to more than 100 per cent.", code="shares_above_whole"
            )

    def kept_forms(self) -> list[BidderForm]:
        """Give the rows that will stand after saving."""
        kept = self.kept_rows()
        return [form for form in self.forms if any(form.instance is row for row in kept)]

    def lead(self) -> Bidder | None:
        """Give the bidder that leads: the one that is ticked, or the only one."""
        kept = self.kept_forms()
        ticked = [form for form in kept if form.cleaned_data.get("leads")]
        chosen = ticked or (kept if len(kept) == 1 else [])
        return chosen[0].instance if chosen else None


class OfferForm(PageForm):
    """One kind of thing that a bid brings besides money."""

    class Meta:
        model = BidOffer
        fields = ["kind", "words"]


class OfferRows(RowFormSet):
    """All that a bid brings besides money, one row for each kind."""

    deletion_widget = forms.CheckboxInput

    def get_unique_error_message(self, unique_check: tuple[str, ...]) -> str:
        """Say in plain words that a kind stands here twice."""
        return "Two rows are of the same kind: write both into one row."


def bidder_rows(empty_rows: int) -> type[BidderRows]:
    """Make the set of bidders with so many empty rows at its end."""
    return inlineformset_factory(
        Bid, Bidder, form=BidderForm, formset=BidderRows, extra=empty_rows, max_num=40
    )


def offer_rows(empty_rows: int) -> type[OfferRows]:
    """Make the set of offers with so many empty rows at its end."""
    return inlineformset_factory(
        Bid, BidOffer, form=OfferForm, formset=OfferRows, extra=empty_rows, max_num=20
    )
