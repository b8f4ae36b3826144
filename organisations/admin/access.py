"""What the admin asks of `organisations.roles`, answered once for each request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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


def mask_invisible(request: HttpRequest, rows: Iterable[models.Model]) -> list[models.Model]:
    """Put a nameless stand-in wherever a row names a record that the person may not see.

    The keys stay as they are, so that a masked row can be stored; `masked_fields` of the row
    tells which fields are masked.
    """
    rows = list(rows)
    if rows and not _sees_all(request):
        for field in _nameable_fields(type(rows[0])):
            _mask_field(request, rows, field)
    return rows


def _sees_all(request: HttpRequest) -> bool:
    return roles.part_of(request.user) in {roles.Part.CURATOR, roles.Part.SUPERUSER}


def _nameable_fields(model: type[models.Model]) -> list[ForeignKey]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.remote_field.model._meta.label_lower in NAMED_BY
    ]


def _mask_field(request: HttpRequest, rows: list[models.Model], field: ForeignKey) -> None:
    related = field.remote_field.model
    by_key = defaultdict(list)
    for row in rows:
        if (key := getattr(row, field.attname)) is not None:
            by_key[key].append(row)
    if not by_key:
        return
    seen = visible_rows(request, related).in_bulk(list(by_key))
    for key, naming in by_key.items():
        stand_in = related(pk=key, **{NAMED_BY[related._meta.label_lower]: NOT_PUBLIC})
        for row in naming:
            setattr(row, field.name, seen.get(key, stand_in))
            if key not in seen:
                row.masked_fields = {*getattr(row, "masked_fields", ()), field.name}
                _blank_name_beside(request, row, field.name)


def _blank_name_beside(request: HttpRequest, row: models.Model, name: str) -> None:
    """Leave out what a source called a masked record, unless the row is the person's own."""
    if may(request, "change", type(row), row):
        return
    beside = NAME_BESIDE.get(name, "")
    if hasattr(row, beside):
        setattr(row, beside, "")
    blank_words_of_sources(row)


def blank_words_of_sources(row: models.Model) -> None:
    """Leave out the words in which a fact could name a record that the person may not see."""
    for words in ("quote", "note", "location"):
        if hasattr(row, words):
            setattr(row, words, "")
