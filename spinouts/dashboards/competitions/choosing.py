"""Choosing a record by typing its name, without a script and without a list of thousands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from organisations.models import Organisation
from spinouts.dashboards.lists.cells import NOT_PUBLIC

MOST_NAMED = 6
LONGEST = 300


def typed_name(rows: QuerySet, record: Model, named_by: str = "name") -> str:
    """Write a record so that it is found again: its name, or its address if others share it.

    :param rows: the records that may be chosen
    """
    name = getattr(record, named_by)
    is_only = rows.filter(**{f"{named_by}__iexact": name}).count() == 1
    return name if is_only else record.slug


class RecordField(forms.CharField):
    """Find one record by its name or title, or by the last part of its page's address.

    `rows`: the records that the account may choose, set by the form; `kept`: the record that
    stands there already, which the account may perhaps not even name.
    """

    def __init__(self, *, named_by: str = "name", **options: Any) -> None:
        super().__init__(max_length=LONGEST, **{"required": False, **options})
        self.named_by = named_by
        self.rows: QuerySet | None = None
        self.kept: Model | None = None

    def offer(self, rows: QuerySet, kept: Model | None = None) -> str:
        """Say which records may be chosen, and which one stands there.

        :return: what the box shows at first
        """
        self.rows, self.kept = rows, kept
        if kept is None:
            return ""
        if not rows.filter(pk=kept.pk).exists():
            self.disabled = True
            return NOT_PUBLIC
        return typed_name(rows, kept, self.named_by)

    def clean(self, value: str | None) -> Model | None:
        """Find the record.

        :raises ValidationError: where none fits, or several do; these are named
        """
        if self.disabled:
            return self.kept
        words = super().clean(value)
        if not words:
            return None
        if self.kept is not None and words == typed_name(self.rows, self.kept, self.named_by):
            return self.kept
        exact = Q(**{f"{self.named_by}__iexact": words}) | Q(slug=words.strip("/").split("/")[-1])
        found = list(self.rows.filter(exact)[:2]) or list(self._like(words)[: MOST_NAMED + 1])
        if len(found) != 1:
            self._refuse(words, found)
        return found[0]

    def _like(self, words: str) -> QuerySet:
        if self.rows.model is Organisation:
            return self.rows.named_like(words)
        fits = Q()
        for word in words.split():
            fits &= Q(**{f"{self.named_by}__icontains": word})
        return self.rows.filter(fits)

    def _refuse(self, words: str, found: list[Model]) -> None:
        if not found:
            raise ValidationError(
                "The register has nothing that is called “%(words)s”.",
                code="not_found",
                params={"words": words[:80]},
            )
        named = "; ".join(
            f"{getattr(one, self.named_by)} ({one.slug})" for one in found[:MOST_NAMED]
        )
        raise ValidationError(
            "Several fit “%(words)s”: %(named)s%(more)s. Type one name in full, or what stands in "
            "brackets after it.",
            code="several_found",
            params={
                "words": words[:80],
                "named": named,
                "more": " and more" if len(found) > MOST_NAMED else "",
            },
        )

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        """Compare what was shown with what was sent."""
        return not self.disabled and (initial or "") != (data or "").strip()
