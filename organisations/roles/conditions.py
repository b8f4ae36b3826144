"""Which rows an account may see and change, as conditions for any queryset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q

from organisations.choices import RecordState
from organisations.roles.accounts import Part, body_ids, own_organisations, part_of
from organisations.roles.scopes import EVERYBODY, NOBODY, Keeper, Scope, Secret
from organisations.roles.table import scope_of

if TYPE_CHECKING:
    from organisations.models import User


def public_condition(model: type[models.Model]) -> Q:
    """Give the condition under which anybody may see a row."""
    scope = scope_of(model)
    condition = EVERYBODY
    for lookup in scope.published:
        condition &= Q(**{lookup: RecordState.PUBLISHED})
    if _is_kept_secret(scope):
        condition &= scope.secret.unless
        if scope.secret.narrowed is not None:
            return NOBODY
    return condition & ~scope.hidden_where if scope.hidden_where else condition


def _is_kept_secret(scope: Scope) -> bool:
    return scope.secret is not None and not scope.secret.is_notice


def _of_own_body(secret: Secret, user: User) -> Q:
    """Give the condition that the account is an officer of the body that keeps a secret row."""
    if part_of(user) != Part.OFFICER:
        return NOBODY
    return Q(**{f"{secret.body}__in": body_ids(user)})


def _insider_condition(secret: Secret, user: User) -> Q:
    """Give the condition under which the account may see a row although it is secret."""
    condition = _of_own_body(secret, user)
    if secret.competition:
        grants = apps.get_model("partnerships", "BidGrant").objects
        granted = grants.filter(account=user, is_withdrawn=False).values("competition")
        condition |= Q(**{f"{secret.competition}__in": granted})
    if secret.account:
        condition |= Q(**{secret.account: user})
    return condition


def _visible_secret(model: type[models.Model], user: User | None) -> Q:
    """Give the condition under which the account may see rows of a model that holds secrets."""
    scope, part = scope_of(model), part_of(user)
    secret = scope.secret
    if part == Part.ANONYMOUS:
        return public_condition(model)
    if part == Part.SUPERUSER and scope.keeper == Keeper.SUPERUSERS:
        return EVERYBODY
    seen = _insider_condition(secret, user)
    if part in {Part.CURATOR, Part.SUPERUSER}:
        seen |= secret.unless
    else:
        seen |= public_condition(model)
    return seen if secret.narrowed is None else seen & secret.narrowed(user)


def owned_condition(model: type[models.Model], user: User) -> Q:
    """Give the condition that a row hangs on an own organisation; it never repeats a row."""
    own = own_organisations(user).values("pk")
    condition = NOBODY
    for lookup in scope_of(model).owners:
        if "__" in lookup:
            owned = model._default_manager.filter(**{f"{lookup}__in": own})
            condition |= Q(pk__in=owned.values("pk"))
        else:
            condition |= Q(**{f"{lookup}__in" if lookup else "pk__in": own})
    return condition


def visible_condition(model: type[models.Model], user: User | None) -> Q:
    """Give the condition under which the account may see a row."""
    if _is_kept_secret(scope_of(model)):
        return _visible_secret(model, user)
    part = part_of(user)
    if part in {Part.CURATOR, Part.SUPERUSER}:
        return EVERYBODY
    public = public_condition(model)
    if part == Part.OFFICER and public:  # an empty Q means everybody, and vanishes in an “or”
        return public | owned_condition(model, user)
    return public


def change_condition(model: type[models.Model], user: User | None) -> Q:
    """Give the condition under which the account may change a row."""
    part = part_of(user)
    scope = scope_of(model)
    if scope.secret is not None and scope.keeper != Keeper.SUPERUSERS:
        return _change_secret(scope.secret, user)
    if part == Part.SUPERUSER:
        return EVERYBODY
    if part == Part.CURATOR:
        return NOBODY if scope.keeper == Keeper.SUPERUSERS else EVERYBODY
    if part == Part.OFFICER and scope.keeper == Keeper.OFFICERS:
        return owned_condition(model, user)
    return NOBODY


def _change_secret(secret: Secret, user: User | None) -> Q:
    """Give the condition under which the account may change rows of a model that holds secrets."""
    part = part_of(user)
    if part == Part.ANONYMOUS:
        return NOBODY
    if secret.writer:
        written = Q(**{secret.writer: user})
        return written if secret.writer == secret.account else written & _of_own_body(secret, user)
    if part in {Part.CURATOR, Part.SUPERUSER}:
        return secret.unless
    return _of_own_body(secret, user)
