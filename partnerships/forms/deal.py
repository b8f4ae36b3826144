"""Forms of deals: what belongs together, and what came of a signing and stays."""

from __future__ import annotations

from django.db.models import Q

from organisations.forms import RowForm, RowFormSet, SluggedForm
from organisations.forms.record import RecordForm
from organisations.models import Organisation
from partnerships.choices import CompetitionOrigin
from partnerships.forms.stake import stake_words
from partnerships.models import Bid, Bidder, DealStake
from partnerships.rules.deals import check_stakes_of_deal

SIGNED_TOGETHER = ("competition", "bid")


def _show_choice(form: RecordForm, name: str, words: str) -> None:
    """Print the present choice of a search box in other words than its record's own."""
    field = form.fields.get(name)
    widget = getattr(getattr(field, "widget", None), "widget", None)
    if hasattr(widget, "known"):
        widget.known = {str(getattr(form.instance, f"{name}_id")): words}


class DealForm(SluggedForm):
    """One deal; a bid that was chosen without its competition brings the competition along.

    A deal that was signed here keeps its competition and bid.
    """

    named_by = "title"

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        competition = self.instance.competition
        is_kept = competition is not None and competition.origin == CompetitionOrigin.RUN
        for name in SIGNED_TOGETHER:
            if name in self.fields:
                self._offer_what_stands(name, is_kept)
        bid = self.instance.bid
        if bid is not None and not bid.name and "bid" in self.fields:
            _show_choice(self, "bid", self._bidders_of(bid) or str(bid))

    def _bidders_of(self, bid: Bid) -> str:
        """Name those who made the bid, as far as the account may see them."""
        user = getattr(self.request, "user", None)
        bidders = Bidder.objects.visible_to(user).filter(bid=bid)
        seen = Organisation.objects.visible_to(user).filter(bids__in=bidders)
        outside = bidders.filter(organisation=None)
        names = [row.name for rows in (seen, outside) for row in rows]
        return ", ".join(sorted(names))

    def _offer_what_stands(self, name: str, is_kept: bool) -> None:
        """Take what is stored for a choice, whoever chose it; nothing else if it is kept."""
        field = self.fields[name]
        stored = Q(pk=getattr(self.instance, f"{name}_id"))
        offered = Q(pk__in=[]) if is_kept else Q(pk__in=field.queryset.values("pk"))
        field.queryset = field.queryset.model.objects.filter(offered | stored)
        field.disabled = field.disabled or is_kept

    def clean(self) -> dict:
        """Bring the competition of the chosen bid along."""
        cleaned = super().clean()
        bid = self.cleaned_data.get("bid")
        if bid is not None and not self.cleaned_data.get("competition"):
            self.cleaned_data["competition"] = bid.competition
        return cleaned


class DealStakeForm(RowForm):
    """One stake that came of the deal, with its size and time: a holder often has several."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        if self.instance.stake_id and "stake" not in getattr(self.instance, "masked_fields", ()):
            _show_choice(self, "stake", stake_words(self.instance.stake))


class DealStakeFormSet(RowFormSet):
    """The stakes that came of one deal."""

    def check_rows(self, rows: list[DealStake]) -> None:
        """Refuse stakes in another organisation than the venture."""
        check_stakes_of_deal(self.instance.venture_id, [row.stake for row in rows])
