"""Which organisations of the register the names that people type stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower

from organisations.models import Organisation, User

MOST_SUGGESTIONS = 5


@dataclass(frozen=True)
class Found:
    """What a typed name stands for.

    :ivar organisation: the one record; None if there is none, or more than one
    :ivar others: records that it may mean instead
    """

    organisation: Organisation | None
    others: tuple[Organisation, ...] = ()


def find_people(texts: Iterable[str], user: User) -> dict[str, Found]:
    """Look typed names up among the organisations that an account may see.

    The last part of a page's address comes first, then the very name, whatever its capitals.

    :return: by text; one query for all that are found
    """
    wanted = {text: text.strip().lower() for text in texts if text.strip()}
    if not wanted:
        return {}
    names = set(wanted.values())
    rows = list(
        Organisation.objects.visible_to(user)
        .filter(merged_into=None)
        .select_related("public_body")
        .annotate(lower_name=Lower("name"))
        .filter(Q(slug__in=names) | Q(lower_name__in=names))
        .order_by("pk")
        .distinct()
    )
    return {text: _found(name, rows, user) for text, name in wanted.items()}


def _found(name: str, rows: list[Organisation], user: User) -> Found:
    by_slug = [row for row in rows if row.slug == name]
    by_name = [row for row in rows if row.lower_name == name]
    matches = by_slug or by_name
    if len(matches) == 1:
        return Found(matches[0])
    if matches:
        return Found(None, tuple(matches[:MOST_SUGGESTIONS]))
    visible = Organisation.objects.visible_to(user).filter(merged_into=None).distinct()
    return Found(None, tuple(visible.named_like(name).order_by("name")[:MOST_SUGGESTIONS]))


def not_found_words(text: str, found: Found, otherwise: str) -> str:
    """Say that a name stands for no record, and what it may mean.

    :param otherwise: what else can be done, as a sentence
    """
    if not found.others:
        return f"The register has no organisation “{text}”. {otherwise}"
    listed = ", ".join(f"{one.name} ({one.slug})" for one in found.others)
    return f"“{text}” is not the exact name of one record. Did you mean {listed}? {otherwise}"
