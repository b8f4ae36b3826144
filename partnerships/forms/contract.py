"""Forms of contracts, their parties, changes and supply links."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from organisations import roles
from organisations.forms import FactRowForm, RowFormSet, SluggedForm
from partnerships import rules
from partnerships.choices import PartyRole
from partnerships.models import ContractChange, ContractParty, SupplyLink


class ContractForm(SluggedForm):
    """One contract; its address is made of its title."""

    named_by = "title"


class PartyForm(FactRowForm):
    """One commissioner or provider."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        if "organisation" in self.fields:
            self.fields["organisation"].help_text = "Its record, if it has one here."

    def row_words(self) -> str:
        """Say on which side who stands, with its fraction."""
        party = self.instance
        fraction = "" if party.fraction is None else f" {party.fraction}"
        return f"{party.get_role_display().capitalize()}: {party}{fraction}"


class PartyFormSet(RowFormSet):
    """Everybody on both sides of one contract."""

    def check_rows(self, rows: list[ContractParty]) -> None:
        """Refuse fractions over the whole; an officer's contract names an own organisation."""
        for role in PartyRole.values:
            rules.check_fractions([row.fraction for row in rows if row.role == role])
        if self.request is not None and roles.part_of(self.request.user) == roles.Part.OFFICER:
            self._check_one_is_own(rows)

    def _check_one_is_own(self, rows: list[ContractParty]) -> None:
        named = [row.organisation_id for row in rows if row.organisation_id]
        if not roles.own_organisations(self.request.user).filter(pk__in=named).exists():
            raise ValidationError(
                "Name your own public body, or a spin-out of its, on one side of the contract.",
                code="no_own_party",
            )


class ChangeFormSet(RowFormSet):
    """The changes of one contract."""

    def check_rows(self, rows: list[ContractChange]) -> None:
        """Tell the links below which totals the contract will have."""
        self.instance.new_totals = [row.total_value for row in rows]


class LinkFormSet(RowFormSet):
    """All work passed on under one contract; stands below the changes on the page."""

    def check_rows(self, rows: list[SupplyLink]) -> None:
        """Refuse links that pass on more than reached their tier."""
        rules.check_links_within_contract(
            [self.instance.total_value, *getattr(self.instance, "new_totals", [])],
            [rules.PassedOn(row.tier, row.value) for row in rows],
        )
