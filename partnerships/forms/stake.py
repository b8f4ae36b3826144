"""Forms of stakes: one by itself, and all stakes in one organisation together."""

from __future__ import annotations

from organisations.choices import RecordState
from organisations.forms import MainForm, RowFormSet, StatedRowForm
from partnerships.models import Stake
from partnerships.rules import check_stakes_of_one_organisation

ROW_WORDS = {
    "holder": "The holder’s record, if it has one here. Else a class, or a name with its sector.",
    "holder_name": "Without a record: its name. Of a class: its vehicle, “employee benefit trust”.",
}


class StakePageForm(MainForm):
    """One stake on a page of its own; an empty source is taken from the organisation held."""

    def clean(self) -> dict:
        """Fill an empty source."""
        cleaned = super().clean()
        subject = self.cleaned_data.get("subject") or getattr(self.instance, "subject", None)
        if "source" in self.fields and not self.cleaned_data.get("source") and subject:
            self.cleaned_data["source"] = subject.source
        return cleaned


class StakeRowForm(StatedRowForm):
    """One stake on the page of the organisation held."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        for name, words in ROW_WORDS.items():
            if name in self.fields and self.instance.pk is None:
                self.fields[name].help_text = words


class StakeFormSet(RowFormSet):
    """All stakes in one organisation."""

    def check_rows(self, rows: list[Stake]) -> None:
        """Refuse stakes that cannot all be true."""
        standing = [row for row in rows if row.state != RecordState.HIDDEN]
        check_stakes_of_one_organisation(
            standing, self.instance.dissolved_on, self.instance.exited_on
        )
