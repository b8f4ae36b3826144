"""What the admin asks of `organisations.roles`, answered once for each request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db import models
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from organisations import roles
from organisations.roles import SCOPES

NOT_PUBLIC = "not public"
NAMED_BY = {
    "organisations.organisation": "name",
    "partnerships.contract": "title",
    "partnerships.partnercompetition": "title",
    "partnerships.bid": "name",
    "partnerships.deal": "title",
    "partnerships.partnership": "name",
}
"""Records that can be drafts while a public record names them, and the field of their name."""
NAME_BESIDE = {
    "holder": "holder_name",
    "organisation": "name",
    "receiver": "receiver_name",
    "partner": "partner_name",
    "venture": "venture_name",
    "public_body": "public_body_name",
    "investor": "investor_name",
    "recipient": "recipient_name",
    "spin_out": "spin_out_name",
}
"""A key to an organisation, and the field in which a row keeps its name as a source gave it."""


def _decisions(request: HttpRequest) -> dict:
    if not hasattr(request, "register_decisions"):
        request.register_decisions = {}
        roles.remember_bodies(request.user)
    return request.register_decisions


def may(request: HttpRequest, action: str, model: type[models.Model], row: Any = None) -> bool:
    """Decide as `roles.may` does, asking the database once for each question."""
    decisions = _decisions(request)
    key = action, model._meta.label_lower, getattr(row, "pk", None)
    if key not in decisions:
        decisions[key] = roles.may(request.user, action, model, row)
    return decisions[key]


def is_officer(request: HttpRequest) -> bool:
    """Tell whether the person keeps the records of own public bodies only."""
    return roles.part_of(request.user) == roles.Part.OFFICER


def own_bodies(request: HttpRequest) -> frozenset[int]:
    """List the keys of an officer's public bodies; none for anybody else."""
    _decisions(request)
    return roles.body_ids(request.user) if is_officer(request) else frozenset()


def visible_rows(request: HttpRequest, model: type[models.Model]) -> QuerySet:
    """Choose the rows that the person may see."""
    _decisions(request)
    return model._default_manager.filter(roles.visible_condition(model, request.user))


def choosable_rows(request: HttpRequest, db_field: ForeignKey) -> QuerySet:
    """Choose the rows that the person may put into a foreign key.

    Where the key decides whose record the row is, only records that the person may change: else
    an officer could hang a spin-out with the own body as its parent on another's organisation,
    and so take it over.
    """
    _decisions(request)
    related = db_field.remote_field.model
    owners = SCOPES[db_field.model._meta.label_lower].owners
    if any(lookup.split("__")[0] == db_field.name for lookup in owners):
        return related._default_manager.filter(roles.change_condition(related, request.user))
    return visible_rows(request, related)


def mask_invisible(
    request: HttpRequest, rows: Iterable[models.Model], names: Collection[str] | None = None
) -> list[models.Model]:
    """Put a nameless stand-in wherever a row names a record that the person may not see.

    The keys stay as they are, so that a masked row can be stored; `masked_fields` of the row
    tells which fields are masked.

    :param names: the fields that are shown, where the others are not; None: all of them
    """
    rows = list(rows)
    if not rows or _sees_all(request):
        return rows
    fields = _nameable_fields(type(rows[0]), names)
    seen = _seen_records(request, rows, fields)
    masked = []
    for field in fields:
        related = field.remote_field.model
        for row in rows:
            if (key := getattr(row, field.attname)) is None:
                continue
            setattr(row, field.name, seen[related].get(key) or _stand_in(related, key))
            if key not in seen[related]:
                masked.append((row, field.name))
    _mark_masked(request, masked)
    return rows


def _sees_all(request: HttpRequest) -> bool:
    return roles.part_of(request.user) in {roles.Part.CURATOR, roles.Part.SUPERUSER}


def _nameable_fields(model: type[models.Model], names: Collection[str] | None) -> list[ForeignKey]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.remote_field.model._meta.label_lower in NAMED_BY
        and (names is None or field.name in names)
    ]


def _seen_records(
    request: HttpRequest, rows: list[models.Model], fields: list[ForeignKey]
) -> dict[type[models.Model], dict]:
    """Read the records that rows name and the person may see, by model and key."""
    keys = defaultdict(set)
    for field in fields:
        keys[field.remote_field.model] |= {getattr(row, field.attname) for row in rows} - {None}
    return {
        model: visible_rows(request, model).in_bulk(list(wanted)) if wanted else {}
        for model, wanted in keys.items()
    }


def _stand_in(model: type[models.Model], key: Any) -> models.Model:
    return model(pk=key, **{NAMED_BY[model._meta.label_lower]: NOT_PUBLIC})


def _mark_masked(request: HttpRequest, masked: list[tuple[models.Model, str]]) -> None:
    """Note what is masked; unless a row is the person's own, leave out its words about that."""
    if not masked:
        return
    model = type(masked[0][0])
    own = model._default_manager.filter(roles.change_condition(model, request.user))
    own_keys = set(own.filter(pk__in={row.pk for row, _ in masked}).values_list("pk", flat=True))
    for row, name in masked:
        row.masked_fields = {*getattr(row, "masked_fields", ()), name}
        if row.pk in own_keys:
            continue
        beside = NAME_BESIDE.get(name, "")
        if hasattr(row, beside):
            setattr(row, beside, "")
        blank_words_of_sources(row)


def blank_words_of_sources(row: models.Model) -> None:
    """Leave out the words in which a fact could name a record that the person may not see."""
    for words in ("quote", "note", "location"):
        if hasattr(row, words):
            setattr(row, words, "")
