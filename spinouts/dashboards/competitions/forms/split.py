"""The split of a venture after signing: one line for each holder."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from organisations.choices import Sector
from organisations.measured import Measured, Unit
from organisations.measured_fields import MeasuredFormField
from organisations.models import Organisation, User
from partnerships.actions.competition import HoldingLine, check_whole
from partnerships.choices import HolderClass
from spinouts.dashboards.competitions.choosing import RecordField

HOLDERS = ("holder", "holder_class", "holder_name")
LARGEST_KEY = 2**63 - 1
LONGEST_KEY = len(str(LARGEST_KEY))


class LineForm(forms.Form):
    """One line of the split after signing: a stake that is there already, or a new one."""

    stake_id = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_KEY, widget=forms.HiddenInput
    )
    holder = RecordField(label="Organisation", help_text="If it has a record: its name or address.")
    holder_class = forms.ChoiceField(
        required=False, choices=[("", "–"), *HolderClass.choices], label="Or people"
    )
    holder_name = forms.CharField(
        required=False, max_length=200, label="Or a name", help_text="Without a record here."
    )
    holder_sector = forms.ChoiceField(
        required=False, choices=[("", "Not recorded"), *Sector.choices], label="Its sector"
    )
    equity = MeasuredFormField(
        unit=Unit.PERCENT, required=False, label="Equity, per cent", help_text="24.9, or withheld."
    )
    votes = MeasuredFormField(
        unit=Unit.PERCENT, required=False, label="Votes, per cent", help_text="If they are known."
    )

    def __init__(self, *arguments: Any, user: User, **options: Any) -> None:
        super().__init__(*arguments, **{"label_suffix": "", **options})
        self.fields["holder"].offer(Organisation.objects.visible_to(user))

    @property
    def held_stake(self) -> int | None:
        """Give the key of the stake that is there already; None for a new line, or for nonsense."""
        text = str(self["stake_id"].value() or "")
        return (
            int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_KEY else None
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a line of nobody, of two holders, or without a figure."""
        cleaned = super().clean()
        if self.errors or self.is_empty:
            return cleaned
        if self.cleaned_data.get("stake_id"):
            if self.cleaned_data.get("equity") is None:
                self.add_error("equity", "Write what is held after signing; 0 if it ends.")
            return cleaned
        named = [name for name in HOLDERS if self.cleaned_data.get(name)]
        if len(named) != 1:
            words = "Say who holds it: an organisation, people or a name, one of them."
            self.add_error("holder", words)
        if self.cleaned_data.get("equity") is None and named != []:
            self.add_error("equity", "Write the equity, or “unknown”.")
        return cleaned

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was entered into the line."""
        return not any(self.cleaned_data.get(name) for name in ("stake_id", *HOLDERS, "equity"))

    def line(self) -> HoldingLine:
        """Give the line of the split."""
        values = self.cleaned_data
        if values["stake_id"]:
            return HoldingLine(values["equity"], stake_id=values["stake_id"])
        holder = values["holder"]
        return HoldingLine(
            values["equity"],
            holder_id=holder.pk if holder else None,
            holder_class=values["holder_class"],
            holder_name=values["holder_name"],
            holder_sector=values["holder_sector"] if values["holder_name"] else "",
            votes=values["votes"],
        )

    def typed(self) -> dict[str, Any]:
        """Give what stands in the boxes, for a table that has to be shown anew."""
        return {name: self[name].value() for name in self.fields}


class SplitTable(forms.BaseFormSet):
    """The whole split after signing."""

    def clean(self) -> None:
        """Refuse an empty split, and exact parts that do not make a whole.

        :raises ValidationError: shown above the table
        """
        if any(form.errors for form in self.forms):
            return
        lines = self.lines()
        if not lines:
            raise ValidationError("Say who holds what after signing.", code="no_split")
        if all(_is_exact(line.equity) for line in lines):
            check_whole(lines)

    def lines(self) -> list[HoldingLine]:
        """Give the lines that were filled in."""
        return [form.line() for form in self.forms if not form.is_empty]


def _is_exact(value: Measured | None) -> bool:
    return value is not None and value.is_exact


def split_table(empty_rows: int) -> type[SplitTable]:
    """Make the table with so many empty rows at its end."""
    return formset_factory(
        LineForm, formset=SplitTable, extra=empty_rows, max_num=100, validate_max=True
    )
