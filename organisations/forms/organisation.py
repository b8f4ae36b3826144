"""The organisation's form and those of its names, identifiers and profiles."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join

from organisations import rules
from organisations.dated_fields import dated_of
from organisations.duplicates import Candidate, likely_duplicates
from organisations.forms.record import SluggedForm
from organisations.forms.rows import FactRowForm, RowFormSet
from organisations.models import Identifier, Organisation, Profile

NAME_BOX = re.compile(r"names-\d+-name")


class OrganisationForm(SluggedForm):
    """One organisation; a new one that looks like another is asked about once."""

    is_another = forms.BooleanField(
        label="This is another organisation: save it all the same",
        required=False,
        widget=forms.HiddenInput,
    )

    class Media:
        js = ["js/admin-duplicates.js"]

    def clean(self) -> dict:
        """Ask once before an organisation is entered that may be in the register already."""
        cleaned = super().clean()
        if "is_another" in self.fields and self.instance.pk is None:
            self._ask_about_duplicates()
        return cleaned

    def _ask_about_duplicates(self) -> None:
        candidates = self._candidates()
        if not candidates:
            return
        self.fields["is_another"].widget = forms.CheckboxInput()
        if not self.cleaned_data.get("is_another"):
            self.add_error("name", ValidationError(_warning(candidates), code="duplicate"))

    def _candidates(self) -> list[Candidate]:
        typed = [value for key, value in self.data.items() if NAME_BOX.fullmatch(key)]
        names = [self.cleaned_data.get("name") or "", *typed]
        user = getattr(self.request, "user", None)
        return likely_duplicates(Organisation.objects.visible_to(user), filter(None, names))


def _warning(candidates: list[Candidate]) -> str:
    """List the candidates, each with a link that opens beside the form."""
    links = format_html_join(
        ", ",
        '<a href="../{}/change/" target="_blank">{}</a>',
        ((candidate.organisation_id, candidate.words) for candidate in candidates),
    )
    return format_html_join(
        "",
        "{}{}{}",
        [
            (
                "The register may have this organisation already: ",
                links,
                ". If it is another one, tick the box below and save again.",
            )
        ],
    )


class IdentifierForm(FactRowForm):
    """One identifier, written as its list does; a clash names who has it."""

    def clean(self) -> dict:
        """Normalise the identifier and look for another organisation that has it."""
        cleaned = super().clean()
        scheme, value = self.cleaned_data.get("scheme"), self.cleaned_data.get("value")
        if scheme and value:
            self.cleaned_data["value"] = rules.normalised_identifier(scheme, value)
            self._refuse_clash(scheme, self.cleaned_data["value"])
        return cleaned

    def _refuse_clash(self, scheme: str, value: str) -> None:
        same = Identifier.objects.filter(scheme=scheme, value=value).exclude(pk=self.instance.pk)
        if self.parent_record is not None and self.parent_record.pk:
            same = same.exclude(organisation=self.parent_record)
        if not same.exists():
            return
        user = getattr(self.request, "user", None)
        owner = Organisation.objects.visible_to(user).filter(identifiers__in=same).first()
        self.add_error(
            "value",
            ValidationError(
                "%(owner)s already has the identifier %(scheme)s %(value)s.",
                code="identifier_taken",
                params={
                    "owner": f"“{owner}”" if owner else "An organisation that is not public",
                    "scheme": scheme,
                    "value": value,
                },
            ),
        )


class IdentifierFormSet(RowFormSet):
    """The identifiers of one organisation."""

    def check_rows(self, rows: list[Identifier]) -> None:
        """Refuse one identifier twice, however it was typed."""
        seen = set()
        for row in rows:
            key = row.scheme, rules.normalised_identifier(row.scheme, row.value)
            if key in seen:
                raise ValidationError(
                    "The identifier %(scheme)s %(value)s stands here twice.",
                    code="identifier_twice",
                    params={"scheme": key[0], "value": key[1]},
                )
            seen.add(key)


class ProfileForm(FactRowForm):
    """One profile; whether it overlaps another is asked of all rows at once."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        self.instance.is_checked_with_others = True

    def row_words(self) -> str:
        """Say what the organisation was, and when."""
        start, end = dated_of(self.instance, "valid_from"), dated_of(self.instance, "valid_to")
        since = f"from {start or 'before our records'}"
        return f"{self.instance}; {since}{f' until {end}' if end else ''}"


class ProfileFormSet(RowFormSet):
    """The profiles of one organisation over time."""

    def check_rows(self, rows: list[Profile]) -> None:
        """Refuse profiles that hold on the same day."""
        rules.check_profiles_do_not_overlap((row.valid_from, row.valid_to) for row in rows)
