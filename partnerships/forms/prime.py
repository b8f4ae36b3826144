"""The form of a test of a social prime."""

from __future__ import annotations

from organisations.forms import MainForm
from partnerships.choices import PrimeTest

WHOLE = 100
NOT_IN_PER_CENT = (PrimeTest.MAJOR, PrimeTest.CAPITALISED)
"""Pounds, and a ratio that may be more than one."""


class PrimeThresholdForm(MainForm):
    """What one test asks for: pounds for major contracts, else per cent."""

    def clean(self) -> dict:
        """Refuse a per cent above the whole, and a highest value where no test has one."""
        cleaned = super().clean()
        test = self.cleaned_data.get("test") or self.instance.test
        highest = self.cleaned_data.get("highest")
        if test == PrimeTest.BALANCED and highest is None:
            self.add_error("highest", "Give the largest share that is still balanced.")
        if test and test != PrimeTest.BALANCED and highest is not None:
            self.add_error("highest", "Only balance has a highest value: leave this empty.")
        if test and test not in NOT_IN_PER_CENT:
            self._refuse_more_than_whole()
        return cleaned

    def _refuse_more_than_whole(self) -> None:
        for name in ("lowest", "highest"):
            if (self.cleaned_data.get(name) or 0) > WHOLE:
                self.add_error(name, "This is in per cent: give a value from 0 to 100.")
