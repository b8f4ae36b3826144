"""Forms of partnerships and of their members."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from organisations import roles
from organisations.dated_fields import dated_of
from organisations.forms import FactRowForm, RowFormSet, SluggedForm
from partnerships.models import PartnershipMember


class PartnershipForm(SluggedForm):
    """One partnership; an officer's has a joint body that is the officer's to keep."""

    def clean(self) -> dict:
        """Ask an officer for the joint body: a partnership without one is nobody's."""
        cleaned = super().clean()
        is_officer = roles.part_of(getattr(self.request, "user", None)) == roles.Part.OFFICER
        if is_officer and "vehicle" not in self.errors and not self.cleaned_data.get("vehicle"):
            self.add_error(
                "vehicle",
                ValidationError(
                    "Name the joint body: your own public body, or a spin-out of its. "
                    "Ask a curator to enter a partnership that has none.",
                    code="no_own_vehicle",
                ),
            )
        return cleaned


class MemberForm(FactRowForm):
    """One member over one period."""

    def row_words(self) -> str:
        """Say who takes what part, and when."""
        member = self.instance
        joined, left = dated_of(member, "joined_on"), dated_of(member, "left_on")
        part = member.role_words or member.get_role_display()
        since = [f"from {joined}" if joined else "", f"until {left}" if left else ""]
        return f"{member}: {'; '.join(filter(None, [part, ' '.join(filter(None, since))]))}"


class MemberFormSet(RowFormSet):
    """All members of one partnership."""

    def check_rows(self, rows: list[PartnershipMember]) -> None:
        """Refuse the same member twice in one role from the same day."""
        seen = set()
        for row in rows:
            key = row.organisation_id or row.name.casefold(), row.role, row.joined_on
            if key in seen:
                raise ValidationError(
                    "%(member)s stands here twice in the same role from the same day.",
                    code="member_twice",
                    params={"member": row},
                )
            seen.add(key)
