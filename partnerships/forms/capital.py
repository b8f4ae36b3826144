"""The form of an investment."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from organisations import roles
from organisations.forms import MainForm


class InvestmentForm(MainForm):
    """One sum; an officer's goes to an organisation that is the officer's to keep."""

    def clean(self) -> dict:
        """Ask an officer for the recipient's record: an investment without one is nobody's."""
        cleaned = super().clean()
        is_officer = roles.part_of(getattr(self.request, "user", None)) == roles.Part.OFFICER
        if is_officer and "recipient" not in self.errors and not self.cleaned_data.get("recipient"):
            self.add_error(
                "recipient",
                ValidationError(
                    "Choose who received it: your own public body, or a spin-out of its. "
                    "Ask a curator to enter capital of others.",
                    code="no_own_recipient",
                ),
            )
        return cleaned
