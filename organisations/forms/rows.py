"""Rows of a page: forms and sets of forms that hang on the page's own record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.db import models
from django.http import HttpRequest

from organisations.forms.record import RecordForm


class RowForm(RecordForm):
    """One row; `parent_record` is the page's own record as typed, which may not be stored yet."""

    parent_record: models.Model | None = None

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk:
            for field in self.fields.values():  # the empty row below explains its boxes
                field.help_text = ""

    def row_words(self) -> str:
        """Sum the stored row up in a line, behind which its boxes are folded."""
        return str(self.instance)


class FactRowForm(RowForm):
    """One row that states a fact; without a source of its own it takes the page's."""

    def clean(self) -> dict:
        """Fill an empty source from the page's own record."""
        cleaned = super().clean()
        parent_has_source = getattr(self.parent_record, "source_id", None)
        if "source" in self.fields and not self.cleaned_data.get("source") and parent_has_source:
            self.cleaned_data["source"] = self.parent_record.source
        return cleaned


class StatedRowForm(FactRowForm):
    """One row with a record state; a new one is as public as the page's own record."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        state = self.fields.get("state")
        if state is not None and self.instance.pk is None:
            state.choices = [("", "the same as this page’s record"), *state.choices]
            state.required = False
            state.initial = self.initial["state"] = ""

    def clean(self) -> dict:
        """Take the state of the page's own record where none was chosen."""
        cleaned = super().clean()
        parent_state = getattr(self.parent_record, "state", None)
        if "state" in self.fields and not self.cleaned_data.get("state") and parent_state:
            self.cleaned_data["state"] = parent_state
        return cleaned


class RowsTogether:
    """What sets of rows share: every row knows the page's record, and who asks.

    `request` and `mask` are set by the admin on the class that it makes for one request.
    """

    request: HttpRequest | None = None
    mask: Any = None

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Tell the row whose page it stands on."""
        super().add_fields(form, index)
        form.parent_record = self.instance

    def get_queryset(self) -> Any:
        """Read the rows once, with stand-ins for what the account may not see."""
        if not hasattr(self, "_masked_rows"):
            rows = super().get_queryset()
            self._masked_rows = type(self).mask(rows) if type(self).mask else rows
        return self._masked_rows

    def kept_rows(self) -> list[models.Model]:
        """Give the rows that will stand after saving: unchanged, changed and new ones.

        To be called from `clean`; rows that are wrong by themselves are told there already.
        """
        return [
            form.instance
            for form in self.forms
            if not (self.can_delete and self._should_delete_form(form))
            and (form.instance.pk or form.has_changed())
        ]

    def are_rows_right(self) -> bool:
        """Tell whether every row is right by itself, so that rules across rows make sense."""
        return not any(form.errors for form in self.forms)

    def get_unique_error_message(self, unique_check: tuple[str, ...]) -> str:
        """Say in plain words that a row stands here twice."""
        return "The same row stands here twice: keep one of them."

    def clean(self) -> None:
        """Check the rules across rows, once each row is right by itself."""
        super().clean()
        if self.are_rows_right():
            self.check_rows(self.kept_rows())

    def check_rows(self, rows: list[models.Model]) -> None:
        """Check the rules across rows; sets with such rules say which.

        :raises ValidationError: shown above the rows
        """


class RowFormSet(RowsTogether, forms.BaseInlineFormSet):
    """Rows with a foreign key to the page's record."""


class EvidenceFormSet(RowsTogether, BaseGenericInlineFormSet):
    """Evidence, which may hang on any record."""
