"""Whether an account may do something to a row, or to any row of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from organisations.roles.accounts import Part, part_of
from organisations.roles.conditions import change_condition, owned_condition, visible_condition
from organisations.roles.scopes import Keeper, Scope
from organisations.roles.table import scope_of

if TYPE_CHECKING:
    from organisations.models import User


def may(user: User | None, action: str, model: type[models.Model], row=None) -> bool:
    """Decide whether an account may view, add, change or delete rows of a model, or one row.

    :param action: view, add, change or delete
    :param row: the row, or None for “any row at all”
    """
    part, scope = part_of(user), scope_of(model)
    if scope.secret is not None and scope.keeper != Keeper.SUPERUSERS:
        return _may_secret(user, action, scope, row)
    if scope.secret is not None and action == "delete":
        return False
    if part == Part.SUPERUSER:
        return True
    if part not in {Part.OFFICER, Part.CURATOR}:
        return False
    if scope.keeper == Keeper.SUPERUSERS or (action == "delete" and scope.is_record):
        return False
    if action == "view":
        return row is None or _is_among(row, visible_condition(type(row), user))
    if part == Part.CURATOR:
        return True
    return _may_officer(user, action, scope, row)


def _may_secret(user: User | None, action: str, scope: Scope, row) -> bool:
    """Decide over rows of a model that holds secrets: few see them, and records of them stay."""
    part = part_of(user)
    is_anybodys = scope.secret.writer and scope.secret.writer == scope.secret.account
    if part == Part.ANONYMOUS or (part == Part.RESEARCHER and not is_anybodys):
        return False
    if action == "delete" and scope.is_record:
        is_deletable = row is None or _is_among(row, scope.secret.deletable)
        return part == Part.SUPERUSER and is_deletable
    if row is None or row.pk is None:
        return True
    condition = visible_condition if action == "view" else change_condition
    return _is_among(row, condition(type(row), user))


def _may_officer(user: User, action: str, scope: Scope, row) -> bool:
    if action == "add":
        return scope.is_addable or scope.keeper == Keeper.OFFICERS
    if scope.keeper != Keeper.OFFICERS:
        return False
    if row is None or row.pk is None:
        return True
    if not scope.owners:
        return _may_change_evidence(user, row)
    return _is_among(row, owned_condition(type(row), user))


def _may_change_evidence(user: User, evidence) -> bool:
    """Evidence hangs on any record: who may change the record may change its evidence."""
    record = getattr(evidence, "record", None)
    return record is not None and may(user, "change", type(record), record)


def _is_among(row: models.Model, condition: Q) -> bool:
    return type(row)._default_manager.filter(condition, pk=row.pk).exists()
