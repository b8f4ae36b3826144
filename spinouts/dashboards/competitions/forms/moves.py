"""Small forms: a move along the path, who scores, and what an assessor gives a bid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organisations.models import User
from partnerships.actions.competition import ScoreGiven
from partnerships.models import BidScore, CompetitionCriterion
from spinouts.dashboards.competitions.forms.fields import DayField, text_area
from spinouts.dashboards.competitions.steps import Move


class MoveForm(forms.Form):
    """Yes to a move, with its day and reason where these are asked for."""

    day = DayField(label="Day", required=True)
    why = forms.CharField(required=False, max_length=300, widget=text_area(3))

    def __init__(
        self, *arguments: Any, move: Move, today: date, is_day_asked: bool, **options: Any
    ) -> None:
        super().__init__(*arguments, **{"label_suffix": "", **options})
        self.today = today
        self.fields["day"].initial = today
        if not is_day_asked:
            del self.fields["day"]
        if not move.reason_label:
            del self.fields["why"]
            return
        self.fields["why"].label = move.reason_label
        self.fields["why"].required = move.is_reason_needed

    def clean_day(self) -> date:
        """Refuse a day that has not come.

        :raises ValidationError: for a day after today
        """
        day = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError("That day has not come yet.", code="day_to_come")
        return day


class AssessorsForm(forms.Form):
    """Which officers of the body score the bids."""

    accounts = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Officers who score every bid by every criterion",
        help_text="Each sees the own scores only, until all of them have scored everything.",
    )

    def __init__(self, *arguments: Any, officers: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"label_suffix": "", **options})
        self.fields["accounts"].queryset = officers
        self.fields["accounts"].label_from_instance = account_words


def account_words(account: User) -> str:
    """Name an account as colleagues know it."""
    return account.get_full_name() or account.username


class ScoresForm(forms.Form):
    """An assessor's own scores of one bid: a number and its reason for each criterion."""

    def __init__(
        self,
        *arguments: Any,
        criteria: Sequence[CompetitionCriterion],
        highest: int,
        given: Mapping[int, BidScore],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **{"label_suffix": "", **options})
        self.criteria = criteria
        for criterion in criteria:
            stored = given.get(criterion.pk)
            self.fields[f"score_{criterion.pk}"] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=highest,
                initial=stored.score if stored else None,
                label=f"Score, from 0 to {highest}",
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
            self.fields[f"why_{criterion.pk}"] = forms.CharField(
                required=False,
                max_length=4000,
                initial=stored.why if stored else "",
                label="Reason: what in the bid earns this score",
                widget=text_area(3),
            )

    def rows(self) -> Iterable[dict[str, Any]]:
        """Give each criterion with its two boxes."""
        for criterion in self.criteria:
            yield {
                "criterion": criterion,
                "score": self[f"score_{criterion.pk}"],
                "why": self[f"why_{criterion.pk}"],
            }

    def clean(self) -> dict[str, Any]:
        """Refuse a score without a reason, and a reason without a score."""
        cleaned = super().clean()
        for criterion in self.criteria:
            names = f"score_{criterion.pk}", f"why_{criterion.pk}"
            if any(name in self.errors for name in names):
                continue
            score, why = (self.cleaned_data.get(name) for name in names)
            if score is not None and not why:
                self.add_error(names[1], f"{criterion}: say what in the bid earns this score.")
            if score is None and why:
                self.add_error(names[0], f"{criterion}: give the score for which this is why.")
        return cleaned

    def given(self) -> list[ScoreGiven]:
        """Give the scores that were filled in."""
        return [
            ScoreGiven(
                criterion.pk,
                self.cleaned_data[f"score_{criterion.pk}"],
                self.cleaned_data[f"why_{criterion.pk}"],
            )
            for criterion in self.criteria
            if self.cleaned_data.get(f"score_{criterion.pk}") is not None
        ]
