"""The form of one record: its measured values, what it may not name, and who else changed it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest
from django.utils.html import format_html

from organisations.dated_fields import DatedFormField, dated_of, put_dated
from organisations.forms.boxes import TextBox
from organisations.measured_fields import MeasuredModelForm
from organisations.slugs import free_slug


class RecordForm(MeasuredModelForm):
    """A form of the admin: one text box for a measured value and for a day with its precision.

    `request` is set by the admin on the class that it makes for one request.
    """

    request: HttpRequest | None = None

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        for name in self._measured_names():
            field = self.fields[name]
            field.widget = TextBox({"class": "measured", "maxlength": field.max_length})
        for name in self._dated_names():
            stored = dated_of(self.instance, name)
            self.initial[name] = self.fields[name].stored = stored
        self._tell_what_is_chosen()

    def _dated_names(self) -> list[str]:
        return [name for name, one in self.fields.items() if isinstance(one, DatedFormField)]

    def _post_clean(self) -> None:
        """Put days with their precision on the record before its own rules look at it."""
        for name in self._dated_names():
            if name in self.cleaned_data:
                self.cleaned_data[name] = put_dated(self.instance, name, self.cleaned_data[name])
        super()._post_clean()

    def _tell_what_is_chosen(self) -> None:
        """Give each search box its present choice, and lock those that may not be named."""
        masked = getattr(self.instance, "masked_fields", ())
        cache = self.instance._state.fields_cache
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if not isinstance(field, forms.ModelChoiceField) or cache.get(name) is None:
                continue
            chosen = cache[name]
            if hasattr(widget, "known"):
                widget.known = {str(chosen.pk): str(chosen)}
            if name in masked:
                field.disabled = True
                field.queryset = type(chosen)._default_manager.filter(pk=chosen.pk)

    def add_error(self, field: str | None, error: Any) -> None:
        """Put an error beside its field, or above the form where the field is not shown."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                shown = name if name in self.fields else NON_FIELD_ERRORS
                super().add_error(None, ValidationError({shown: errors}))
            return
        super().add_error(field if field in self.fields else None, error)


class MainForm(RecordForm):
    """The form of a page's own record: it knows which version of the record it shows.

    Between showing the form and saving it, somebody else may have changed the record. Then nothing
    is stored, the text stays, and the next save is done knowingly.
    """

    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)
    current_version = ""
    latest_change = ""
    history_url = ""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        self.initial["seen_version"] = self.current_version

    def clean(self) -> dict:
        """Refuse what the last attempt to store was refused for, and an overtaken version."""
        cleaned = super().clean()
        for message in getattr(self.request, "refused_because", ()):
            self.add_error(None, message)
        if self.instance.pk and self.cleaned_data.get("seen_version") != self.current_version:
            self._say_overtaken()
        return cleaned

    def _say_overtaken(self) -> None:
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = self.current_version
        self.add_error(
            None,
            ValidationError(
                format_html(
                    "{} Nothing of yours is stored yet, and your text still stands below. "
                    '<a href="{}">See what changed</a>, then save again.',
                    self.latest_change or "Somebody changed this record while you were writing.",
                    self.history_url,
                ),
                code="overtaken",
            ),
        )


class SluggedForm(MainForm):
    """The form of a record with an address; an empty one is made of its name or title."""

    named_by = "name"

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text += " Leave empty to have it made of the name."

    def clean(self) -> dict:
        """Make the address where none was typed."""
        cleaned = super().clean()
        words = self.cleaned_data.get(self.named_by)
        if "slug" in self.fields and words and not self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = free_slug(self._meta.model, words)
        return cleaned
