"""The date box of forms: one text box for a day and its precision."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from organisations.choices import DatePrecision
from organisations.dated import EXAMPLES, Dated, parse_dated


class DatedFormField(forms.CharField):
    """Read a day, month or year from one box and print it back as people write it.

    `stored` is what the record has: text that was not touched stands for exactly that, so that
    saving a form never moves a day that was entered to the month.
    """

    stored: Dated | None = None

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", f"For example {EXAMPLES}.")
        super().__init__(max_length=60, **options)

    def prepare_value(self, value: Dated | date | str | None) -> str:
        """Print the stored day; text that could not be read stays as typed."""
        if isinstance(value, date):
            value = Dated(value)
        return "" if value is None else str(value)

    def to_python(self, value: str | None) -> Dated | None:
        """Read the text.

        :raises ValidationError: where it cannot be read
        """
        text = super().to_python(value)
        return self.stored if self.stored and text == str(self.stored) else parse_dated(text)

    def clean(self, value: str | None) -> Dated | None:
        """Read the text and check that a required day is there."""
        dated = self.to_python(value)
        if dated is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return dated

    def has_changed(self, initial: Dated | None, data: str | None) -> bool:
        """Compare as days, so that `2012-05-01` and `1 May 2012` are no change."""
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


def precision_name(field: models.Field) -> str | None:
    """Name the column that says how exactly a date column is known; None if it has none."""
    name = f"{field.name}_precision"
    known = {one.name for one in field.model._meta.concrete_fields}
    return name if type(field) is models.DateField and name in known else None


def dated_of(record: models.Model, name: str) -> Dated | None:
    """Read a day of a record with its precision."""
    day = getattr(record, name)
    return None if day is None else Dated(day, getattr(record, f"{name}_precision"))


def put_dated(record: models.Model, name: str, value: Dated | None) -> date | None:
    """Write the precision of a day onto a record.

    :return: the day itself, which Django's form puts onto the record
    """
    setattr(record, f"{name}_precision", DatePrecision.DAY if value is None else value.precision)
    return None if value is None else value.day
