"""The notice of a competition: its terms and days, and the criteria by which bids are judged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory

from organisations.choices import RecordState
from organisations.forms import RowFormSet
from organisations.models import Organisation, Source, User
from organisations.roles import body_ids
from partnerships.choices import CompetitionOrigin, CompetitionStatus
from partnerships.models import CompetitionCriterion, PartnerCompetition
from partnerships.rules.competitions import NOTICE_STANDS
from spinouts.dashboards.competitions.choosing import RecordField
from spinouts.dashboards.competitions.forms.fields import (
    DayField,
    PageForm,
    VersionedForm,
    text_area,
)

KEPT_AFTER_OPENING = ("decides_on", "source", "is_public")
"""What may still be changed once bids are evaluated."""
GROUPS = (
    (
        "What is sought",
        (
            "title",
            "public_body",
            "venture",
            "venture_name",
            "service_area",
            "service_group",
            "investment_sought",
            "skills_sought",
        ),
    ),
    ("What is on offer", ("stake_on_offer", "term_months", "contract_value")),
    ("Days", ("opens_on", "closes_on", "decides_on")),
    ("Publication", ("source", "is_public")),
    ("How bids are judged", ("highest_score",)),
)
SIGNED_HINT = (
    "The notice, the winner, the sectors of the bidders and what was not kept back can then be "
    "read by everybody. The deal, its stakes and its contract are published on their own pages."
)
TYPED_HINT = (
    "If your body keeps its record already: type its name, or the last part of its page’s address."
)


class CompetitionForm(VersionedForm):
    """The terms and days of a competition that an officer's own body runs."""

    bidder_count = None
    title = forms.CharField(max_length=200, help_text="For example “Partner for school support”.")
    venture = RecordField(label="Organisation to be formed", help_text=TYPED_HINT)
    opens_on = DayField(label="Opens on", help_text="Empty: the day on which you open it.")
    closes_on = DayField(label="Closes on", help_text="The last day for bids.")
    decides_on = DayField(label="Decision planned for")
    source = RecordField(
        named_by="title",
        label="Source",
        help_text="A notice or decision that announces it. Type its title, or the last part of its "
        "page’s address. Sources are public as soon as they are entered.",
    )
    is_public = forms.BooleanField(
        required=False,
        label="The notice is public",
        help_text="Terms, criteria and days can then be read by everybody. Bids and scores stay "
        "with your body until the deal is signed.",
    )

    class Meta:
        model = PartnerCompetition
        fields = [
            "title",
            "public_body",
            "venture",
            "venture_name",
            "service_area",
            "service_group",
            "skills_sought",
            "highest_score",
            "opens_on",
            "closes_on",
            "decides_on",
            "source",
        ]
        widgets = {"skills_sought": text_area()}
        help_texts = {"service_group": "The field of service."}

    def __init__(self, *arguments: Any, user: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.instance.origin = CompetitionOrigin.RUN
        bodies = Organisation.objects.filter(pk__in=body_ids(user)).order_by("name")
        self.fields["public_body"].queryset = bodies
        self.fields["public_body"].required = True
        self.fields["public_body"].empty_label = None
        self.offer("venture", Organisation.objects.kept_by(user))
        self.offer("source", Source.objects.all())
        self.initial["is_public"] = self.instance.state == RecordState.PUBLISHED
        if self.instance.pk:
            self.fields["public_body"].disabled = True
        if self.is_notice_closed:
            for name in set(self.fields) - {*KEPT_AFTER_OPENING, "seen_version"}:
                self.fields[name].disabled = True
        if self.instance.status == CompetitionStatus.OPEN:
            self.fields["closes_on"].required = True
        if self.instance.status == CompetitionStatus.SIGNED:
            self.fields["is_public"].label = "The signed competition is public"
            self.fields["is_public"].help_text = SIGNED_HINT

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Give the boxes in groups, each under its heading."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    @property
    def is_notice_closed(self) -> bool:
        """Tell whether the terms and criteria stay as they are: bids are being evaluated."""
        return self.instance.status not in NOTICE_STANDS

    def clean(self) -> dict[str, Any]:
        """Make the notice public or a draft, as ticked."""
        cleaned = super().clean()
        is_public = self.cleaned_data.get("is_public")
        self.instance.state = RecordState.PUBLISHED if is_public else RecordState.DRAFT
        return cleaned


class CriterionForm(PageForm):
    """One criterion with its weight."""

    class Meta:
        model = CompetitionCriterion
        fields = ["name", "weight", "guidance"]
        widgets = {"guidance": text_area(2)}


class CriterionRows(RowFormSet):
    """All criteria of a competition, in their order."""

    deletion_widget = forms.CheckboxInput

    def get_unique_error_message(self, unique_check: tuple[str, ...]) -> str:
        """Say in plain words that a criterion stands here twice."""
        return "Two criteria have the same name: keep one of them."

    def check_rows(self, rows: list[CompetitionCriterion]) -> None:
        """Refuse to take away the last criterion of a competition that is open.

        :raises ValidationError: shown above the rows
        """
        if not rows and self.instance.status == CompetitionStatus.OPEN:
            raise ValidationError(
                "An open competition needs at least one criterion.", code="no_criteria"
            )


def criterion_rows(empty_rows: int) -> type[CriterionRows]:
    """Make the set of rows with so many empty ones at its end."""
    return inlineformset_factory(
        PartnerCompetition,
        CompetitionCriterion,
        form=CriterionForm,
        formset=CriterionRows,
        extra=empty_rows,
        max_num=50,
    )
