"""Forms of deals: what belongs together, and what came of a signing and stays."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from organisations.forms import RowFormSet, SluggedForm
from partnerships.choices import CompetitionOrigin
from partnerships.models import DealStake
from partnerships.rules.deals import check_deal, check_stakes_of_deal

SIGNED_TOGETHER = ("competition", "bid")


class DealForm(SluggedForm):
    """One deal; a bid that was chosen without its competition brings the competition along.

    A deal that was signed here keeps its competition and bid.
    """

    named_by = "title"

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        competition = self.instance.competition
        if competition is not None and competition.origin == CompetitionOrigin.RUN:
            self._keep_what_was_signed()

    def _keep_what_was_signed(self) -> None:
        for name in SIGNED_TOGETHER:
            if name in self.fields:
                chosen = getattr(self.instance, f"{name}_id")
                field = self.fields[name]
                field.disabled = True
                field.queryset = field.queryset.model.objects.filter(pk=chosen)

    def clean(self) -> dict:
        """Bring the competition of the chosen bid along."""
        cleaned = super().clean()
        bid = self.cleaned_data.get("bid")
        if bid is not None and not self.cleaned_data.get("competition"):
            self.cleaned_data["competition"] = bid.competition
        return cleaned

    def _post_clean(self) -> None:
        """Check what belongs together once the deal is as it was typed."""
        super()._post_clean()
        if self.errors:
            return
        try:
            check_deal(self.instance)
        except ValidationError as refusal:
            self.add_error(None, refusal)


class DealStakeFormSet(RowFormSet):
    """The stakes that came of one deal."""

    def check_rows(self, rows: list[DealStake]) -> None:
        """Refuse stakes in another organisation than the venture."""
        check_stakes_of_deal(self.instance.venture_id, [row.stake for row in rows])
