"""What the forms of competitions share: boxes for days, the seen version, words of refusals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from organisations.forms.record import RecordForm
from spinouts.dashboards.competitions.choosing import RecordField
from spinouts.dashboards.competitions.versions import OvertakenError
from spinouts.dashboards.filters import EARLIEST, LATEST
from spinouts.dashboards.lists import cells


class DayField(forms.DateField):
    """One day, in a browser's own date box."""

    def __init__(self, **options: Any) -> None:
        box = forms.DateInput(
            format="%Y-%m-%d",
            attrs={"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()},
        )
        super().__init__(
            widget=box, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **{"required": False, **options}
        )

    def clean(self, value: Any) -> Any:
        """Read the day.

        :raises ValidationError: for a day that no competition can have
        """
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise ValidationError(
                f"Give a day between {EARLIEST.year} and {LATEST.year}.", code="day_out_of_range"
            )
        return day


def text_area(rows: int = 4) -> forms.Textarea:
    """Make a box for several lines."""
    return forms.Textarea(attrs={"rows": rows})


class PageForm(RecordForm):
    """The form of a record of a competition: typed names of records, and no colons."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"label_suffix": "", **options})

    def offer(self, name: str, rows: QuerySet) -> None:
        """Say which records the box of a foreign key may choose."""
        kept = getattr(self.instance, name)
        self.initial[name] = self.fields[name].offer(rows, kept)

    def typed_names(self) -> list[str]:
        """List the boxes into which the name of a record is typed."""
        return [name for name, field in self.fields.items() if isinstance(field, RecordField)]


class VersionedForm(PageForm):
    """The form of a record that several people may change at once."""

    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def say_overtaken(self, refusal: OvertakenError) -> None:
        """Say who was faster, and take note of the version that stands now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = refusal.version
        self.add_error(None, refusal)


def say_refused(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put what a rule refused into the form, beside its fields where it has them."""
    if isinstance(refusal, OvertakenError) and isinstance(form, VersionedForm):
        form.say_overtaken(refusal)
    elif hasattr(refusal, "error_dict"):
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, refusal)


def problems_of(*parts: forms.BaseForm | forms.BaseFormSet) -> list[dict[str, str]]:
    """List what is wrong with forms and sets of rows, each point with the box that it is about.

    :return: rows of {text, anchor}; the anchor is empty for what is about no single box
    """
    found = []
    for part in parts:
        if not isinstance(part, forms.BaseFormSet):
            found += _problems_of(part)
        elif part.is_bound:
            found += [{"text": text, "anchor": ""} for text in part.non_form_errors()]
            for number, row in enumerate(part.forms, start=1):
                found += _problems_of(row, f"row {number}, ")
    return found


def _problems_of(form: forms.BaseForm, where: str = "") -> list[dict[str, str]]:
    found = []
    for name, errors in form.errors.items():
        box = form[name] if name in form.fields else None
        label = "" if box is None else str(box.label).rstrip(".")
        words = cells.capital(f"{where}{label}".rstrip(", "))
        start = f"{words}: " if words else ""
        anchor = "" if box is None or box.is_hidden else _anchor(box)
        found += [{"text": f"{start}{text}", "anchor": anchor} for text in errors]
    return found


def _anchor(box: forms.BoundField) -> str:
    return f"{box.auto_id}_0" if box.use_fieldset else box.id_for_label
