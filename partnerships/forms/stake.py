"""Forms of stakes: one by itself, and all stakes in one organisation together."""

from __future__ import annotations

from organisations.choices import DatePrecision, RecordState
from organisations.dated_fields import dated_of
from organisations.forms import MainForm, RowFormSet, StatedRowForm
from partnerships.choices import Basis, FigureRole, PeriodKind
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

    def row_words(self) -> str:
        """Say who holds how much, since when, and whether it counts."""
        return stake_words(self.instance)


def stake_words(stake: Stake) -> str:
    """Sum a stake up in a line: “Cabinet Office: equity 24%; from 1 May 2012”."""
    sizes = [f"{label} {size}" for label, size in _sizes(stake) if size is not None]
    remarks = [
        stake.get_basis_display() if stake.basis != Basis.ACTUAL else "",
        "alternative" if stake.role != FigureRole.MAIN else "",
        stake.get_state_display() if stake.state != RecordState.PUBLISHED else "",
    ]
    parts = [", ".join(sizes) or "size not entered", _time_words(stake), *remarks]
    return f"{stake.holder_words()}: {'; '.join(filter(None, parts))}"


def _sizes(stake: Stake) -> list[tuple[str, object]]:
    seats = stake.board_seats and f"{stake.board_seats} of {stake.board_seats_total or '?'}"
    return [
        ("equity", stake.equity),
        ("votes", stake.votes),
        ("profit share", stake.profit_share),
        ("board seats", seats),
    ]


def _time_words(stake: Stake) -> str:
    if stake.period_kind == PeriodKind.UNDATED:
        return "undated"
    if stake.period_kind == PeriodKind.SNAPSHOT:
        seen_on = dated_of(stake, "seen_on")
        return f"seen {'on' if seen_on.precision == DatePrecision.DAY else 'in'} {seen_on}"
    start, end = dated_of(stake, "valid_from"), dated_of(stake, "valid_to")
    return f"from {start or 'before our records'}" + (f" until {end}" if end else "")


class StakeFormSet(RowFormSet):
    """All stakes in one organisation."""

    def check_rows(self, rows: list[Stake]) -> None:
        """Refuse stakes that cannot all be true."""
        standing = [row for row in rows if row.state != RecordState.HIDDEN]
        check_stakes_of_one_organisation(
            standing, self.instance.dissolved_on, self.instance.exited_on
        )
