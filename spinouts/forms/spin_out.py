"""Forms of spin-outs: on the organisation's page, on a page of their own, and their parents."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from organisations import roles
from organisations.forms import FactRowForm, MainForm, RowFormSet
from organisations.models import Organisation
from spinouts.models import SpinOut, SpinOutParent


class SpinOutRowForm(FactRowForm):
    """What makes the page's organisation a spin-out, with the first of its parents.

    An officer enters only spin-outs of own bodies: `is_needed` makes the row stand, and
    `parent_body` must be an own body, so that the new record is the officer's.
    """

    is_needed = False
    parent_body = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label="Public body it left",
        help_text="Its parent. Further parents are entered on the spin-out’s own page.",
    )

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk:
            del self.fields["parent_body"]
        elif self.is_needed:
            self._offer_own_bodies()

    def _offer_own_bodies(self) -> None:
        bodies = roles.body_ids(self.request.user)
        field = self.fields["parent_body"]
        field.queryset = Organisation.objects.filter(pk__in=bodies)
        field.required = True
        if len(bodies) == 1:
            field.initial = self.initial["parent_body"] = next(iter(bodies))

    def has_changed(self) -> bool:
        """Make a row that is needed stand even if it was left as it came."""
        return (self.is_needed and self.instance.pk is None) or super().has_changed()


class SpinOutPageForm(MainForm):
    """One spin-out on a page of its own; an empty source is taken from its organisation."""

    def clean(self) -> dict:
        """Fill an empty source."""
        cleaned = super().clean()
        organisation = self.cleaned_data.get("organisation") or getattr(
            self.instance, "organisation", None
        )
        if "source" in self.fields and not self.cleaned_data.get("source") and organisation:
            self.cleaned_data["source"] = organisation.source
        return cleaned


class ParentFormSet(RowFormSet):
    """The parents of one spin-out; an officer's spin-out keeps one of the officer's bodies."""

    def check_rows(self, rows: list[SpinOutParent]) -> None:
        """Refuse a spin-out that is its own parent, or one that an officer would give away."""
        spin_out: SpinOut = self.instance
        if any(row.body_id == spin_out.organisation_id for row in rows):
            raise ValidationError("A spin-out cannot be its own parent.", code="own_parent")
        user = getattr(self.request, "user", None)
        if roles.part_of(user) != roles.Part.OFFICER:
            return
        bodies = roles.body_ids(user)
        if spin_out.organisation_id in bodies:
            return
        if not bodies & {row.body_id for row in rows}:
            raise ValidationError(
                "Name one of your own public bodies among the parents.", code="no_own_parent"
            )
