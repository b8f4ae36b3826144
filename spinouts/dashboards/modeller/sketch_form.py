"""The form that keeps a sketch."""

from __future__ import annotations

from django import forms

from spinouts.dashboards.modeller.entries import LONGEST_QUERY, known_query


class SketchForm(forms.Form):
    """A title for what is entered; the entries ride along."""

    title = forms.CharField(
        label="Title of the sketch",
        max_length=120,
        help_text="For example “Two bids compared”.",
        error_messages={"required": "Give the sketch a title.", "max_length": "Write less."},
    )
    query = forms.CharField(
        max_length=LONGEST_QUERY,
        widget=forms.HiddenInput,
        error_messages={"required": "Nothing is entered that could be kept."},
    )

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options, use_required_attribute=False)

    def clean_query(self) -> str:
        """Keep of the entries what the modeller knows.

        :raises ValidationError: if nothing is left
        """
        query = known_query(self.cleaned_data["query"])
        if not query:
            raise forms.ValidationError("Nothing is entered that could be kept.", code="nothing")
        return query
