"""Forms of the admin for reported competitions and their bids."""

from __future__ import annotations

from typing import ClassVar

from organisations.forms import FactRowForm, MainForm, RowFormSet, SluggedForm
from partnerships.choices import CompetitionOrigin
from partnerships.models import Bid, Bidder, PartnerCompetition
from partnerships.rules.competitions import check_bidders


class ReportedCompetitionForm(SluggedForm):
    """One competition that public sources report; one that is run here has pages of its own."""

    named_by = "title"

    class Meta:
        help_texts: ClassVar = {"abandoned_on": "The day on which it was given up."}

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk is None:
            self.instance.origin = CompetitionOrigin.REPORTED


class ReportedBidForm(MainForm):
    """One bid as sources report it; an empty source is taken from its competition."""

    class Meta:
        help_texts: ClassVar = {
            "competition": "One that sources report. Type part of its title.",
            "invited_on": "The day on which the bidders were asked.",
        }

    def clean(self) -> dict:
        """Fill an empty source."""
        cleaned = super().clean()
        competition = self.cleaned_data.get("competition") or _competition_of(self.instance)
        if "source" in self.fields and not self.cleaned_data.get("source") and competition:
            self.cleaned_data["source"] = competition.source
        return cleaned


def _competition_of(bid: Bid) -> PartnerCompetition | None:
    return bid.competition if bid.competition_id else None


class BidderForm(FactRowForm):
    """One bidder."""

    def row_words(self) -> str:
        """Say who bids, with its part and share."""
        bidder = self.instance
        parts = [
            bidder.role_words,
            "" if bidder.share is None else str(bidder.share),
            "leads" if bidder.is_lead else "",
        ]
        told = "; ".join(filter(None, parts))
        return f"{bidder}: {told}" if told else str(bidder)


class BidderFormSet(RowFormSet):
    """Everybody who makes one bid."""

    def check_rows(self, rows: list[Bidder]) -> None:
        """Refuse two leaders, somebody twice, and shares of more than the whole."""
        check_bidders(rows)
