"""The filters of the list pages: one form each, every field of which may be left empty."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from organisations.choices import (
    OrganisationKind,
    PublicBodyKind,
    Region,
    Sector,
    SourceKind,
)
from partnerships.choices import FigureRole, ValueKind
from spinouts.choices import Control, Structure
from spinouts.dashboards.filter_choices import terms_of, with_any
from spinouts.dashboards.filters import LONGEST_SEARCH, FilterForm

NOT_RECORDED = "not-recorded"
MOST_WORDS = 12
FIRST_YEAR, LAST_YEAR = 1900, 2100


class SearchField(forms.CharField):
    """Words to look for."""

    def __init__(self, label: str = "Search", **options) -> None:
        super().__init__(
            label=label,
            max_length=LONGEST_SEARCH,
            error_messages={
                "max_length": "Search for at most %(limit_value)d characters "
                "(this has %(show_value)d)."
            },
            widget=forms.TextInput(attrs={"type": "search"}),
            **options,
        )

    def clean(self, value: str | None) -> str:
        """Refuse more words than a name has.

        :raises ValidationError: with the number allowed
        """
        words = super().clean(value)
        if len(words.split()) > MOST_WORDS:
            raise ValidationError(f"Search for at most {MOST_WORDS} words.", code="many_words")
        return words


class OneOf(forms.ChoiceField):
    """One of a list; a value that is not in it is named, with what the field is about."""

    def __init__(self, label: str, choices, **options) -> None:
        super().__init__(label=label, choices=choices, **options)

    def __deepcopy__(self, memo: dict) -> OneOf:
        """Read choices that come from the database once for each form, not once for each use."""
        own = super().__deepcopy__(memo)
        own.choices = list(own.choices)
        return own

    def validate(self, value: str) -> None:
        """Refuse what is not in the list.

        :raises ValidationError: naming the value and what the list is of
        """
        if value and not self.valid_value(value):
            raise ValidationError(
                "“%(value)s” is not in the list of “%(label)s”. Choose from the page's own list.",
                code="invalid_choice",
                params={"value": value[:40], "label": self.label},
            )


class YearField(forms.IntegerField):
    """A calendar year."""

    def __init__(self, label: str) -> None:
        expected = f"Write a year of four digits, from {FIRST_YEAR} to {LAST_YEAR}."
        super().__init__(
            label=label,
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), expected),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "maxlength": 4}),
        )


class OrganisationField(forms.SlugField):
    """One organisation, by the last part of its page's address; links set it, nobody types it."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            max_length=80,
            widget=forms.HiddenInput,
            error_messages={
                "invalid": "Write the last part of an organisation's address: “mycsp”.",
                "max_length": "No organisation has an address of more than 80 characters.",
            },
        )
        self.choices: Sequence[tuple[str, str]] = ()


def _with_not_recorded(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [*with_any(choices), (NOT_RECORDED, "Not recorded")]


class OrganisationFilters(FilterForm):
    """Filters of /organisations/."""

    q = SearchField("Name or identifier")
    kind = OneOf("Part it plays", with_any(OrganisationKind.choices))
    sector = OneOf("Sector", _with_not_recorded(Sector.choices))
    region = OneOf("Region", with_any(Region.choices))
    form = OneOf("Legal form", terms_of("organisations.LegalForm"))
    model = OneOf("Operating model", terms_of("organisations.OperatingModel"))
    status = OneOf(
        "Status on the day",
        with_any(
            [
                ("existing", "exists, no end recorded"),
                ("dissolved", "dissolved"),
                ("later", "planned or founded later"),
            ]
        ),
    )


class SpinOutFilters(FilterForm):
    """Filters of /spin-outs/."""

    q = SearchField("Name or service")
    service = OneOf("Service", terms_of("organisations.ServiceGroup"))
    region = OneOf("Region", with_any(Region.choices))
    parent = OneOf("Kind of parent", with_any(PublicBodyKind.choices))
    cohort = OneOf("Programme", terms_of("spinouts.Cohort"))
    structure = OneOf(
        "Structure",
        [
            *with_any([choice for choice in Structure.choices if choice[0]]),
            (NOT_RECORDED, "Not recorded"),
        ],
    )
    status = OneOf(
        "Status on the day",
        with_any(
            [
                ("standing", "launched, no dated exit"),
                ("exited", "exited or dissolved"),
                ("later", "not launched by then"),
                ("unknown", "launch date not known"),
            ]
        ),
    )
    launched_from = YearField("Launched from")
    launched_to = YearField("Launched to")
    contrast = OneOf(
        "Contrast cases",
        [("", "Left out"), ("with", "With contrast cases"), ("only", "Contrast cases only")],
    )

    def clean(self) -> dict:
        """Refuse years that run backwards."""
        values = super().clean()
        first, last = values.get("launched_from"), values.get("launched_to")
        if first and last and first > last:
            self.add_error("launched_to", f"{last} is before {first}, the first year asked for.")
        return values


class MutualFilters(FilterForm):
    """Filters of /mutuals/."""

    q = SearchField("Name")
    service = OneOf("Service", terms_of("organisations.ServiceGroup"))
    region = OneOf("Region", with_any(Region.choices))
    control = OneOf(
        "Owned or controlled",
        [
            *with_any([choice for choice in Control.choices if choice[0]]),
            (NOT_RECORDED, "Not recorded"),
        ],
    )


class PublicBodyFilters(FilterForm):
    """Filters of /public-bodies/."""

    q = SearchField("Name or code")
    kind = OneOf("Kind", with_any(PublicBodyKind.choices))
    region = OneOf("Region", with_any(Region.choices))
    spin_outs = OneOf("Spin-outs", with_any([("yes", "has some"), ("no", "none recorded")]))
    status = OneOf(
        "Status on the day",
        with_any([("existing", "exists, no end recorded"), ("dissolved", "abolished")]),
    )


class ContractFilters(FilterForm):
    """Filters of /contracts/."""

    q = SearchField("Title, provider or commissioner")
    service = OneOf("Service", terms_of("organisations.ServiceGroup"))
    sector = OneOf("Provider's sector", _with_not_recorded(Sector.choices))
    status = OneOf(
        "Status on the day",
        with_any(
            [
                ("live", "live"),
                ("ended", "ended"),
                ("to-come", "to come"),
                ("undated", "undated"),
            ]
        ),
    )
    ending = OneOf(
        "Ends within",
        with_any([("6", "6 months"), ("12", "12 months"), ("24", "24 months")]),
    )
    valued = OneOf("Value", with_any([("yes", "known"), ("no", "not known or withheld")]))
    value_kind = OneOf("Kind of value", _with_not_recorded(ValueKind.choices))
    role = OneOf(
        "Show",
        [
            ("", "Contracts"),
            (FigureRole.ALTERNATIVE.value, "Rival figures"),
        ],
    )
    provider = OrganisationField("Provider")
    commissioner = OrganisationField("Commissioner")


class SourceFilters(FilterForm):
    """Filters of /sources/."""

    q = SearchField("Title, publisher or author")
    kind = OneOf("Kind", with_any(SourceKind.choices))
    publisher = forms.CharField(
        label="Publisher", max_length=200, widget=forms.TextInput(attrs={"maxlength": 200})
    )
    year = YearField("Published in")
