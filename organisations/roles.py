"""Who may do what (DESIGN 7): the one place that admin, pages, imports and exports ask.

Every model of the register stands in `SCOPES` with the way from it to the organisation whose
record it is, and to everything that must be published before the public sees it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q

from organisations.choices import RecordState, Role

if TYPE_CHECKING:
    from organisations.models import User


class Part(StrEnum):
    """What an account is to the register."""

    ANONYMOUS = "anonymous"
    RESEARCHER = "researcher"
    OFFICER = "officer"
    CURATOR = "curator"
    SUPERUSER = "superuser"


class Keeper(StrEnum):
    """Who enters and changes the rows of a model."""

    OFFICERS = "officers"
    CURATORS = "curators"
    SUPERUSERS = "superusers"


@dataclass(frozen=True)
class Scope:
    """How the rows of one model hang on organisations.

    `owners`: lookups to the organisations whose record a row is ("" for the organisation itself).
    `published`: lookups to the `state` columns that must all be *published* (or reach no row).
    `is_record`: deleting is archiving, so only a superuser deletes.
    `is_addable`: officers may add rows that hang on nobody yet (a source, a new organisation).
    """

    keeper: Keeper = Keeper.OFFICERS
    owners: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    is_record: bool = False
    is_addable: bool = False
    hidden_where: Q = field(default_factory=Q)


SCOPES: dict[str, Scope] = {
    "organisations.organisation": Scope(
        owners=("",), published=("state",), is_record=True, is_addable=True
    ),
    "organisations.organisationname": Scope(
        owners=("organisation",), published=("organisation__state",)
    ),
    "organisations.identifier": Scope(owners=("organisation",), published=("organisation__state",)),
    "organisations.profile": Scope(owners=("organisation",), published=("organisation__state",)),
    "organisations.publicbody": Scope(
        keeper=Keeper.CURATORS, owners=("organisation",), published=("organisation__state",)
    ),
    "organisations.succession": Scope(
        keeper=Keeper.CURATORS,
        owners=("predecessor",),
        published=("predecessor__state", "successor__state"),
    ),
    "organisations.source": Scope(keeper=Keeper.CURATORS, is_addable=True, is_record=True),
    "organisations.sourcelocation": Scope(keeper=Keeper.CURATORS),
    "organisations.evidence": Scope(is_addable=True),
    "organisations.legalform": Scope(keeper=Keeper.CURATORS, is_record=True),
    "organisations.operatingmodel": Scope(keeper=Keeper.CURATORS, is_record=True),
    "organisations.servicegroup": Scope(keeper=Keeper.CURATORS, is_record=True),
    "organisations.user": Scope(keeper=Keeper.SUPERUSERS),
    "organisations.officertie": Scope(keeper=Keeper.SUPERUSERS),
    "partnerships.stake": Scope(
        owners=("subject",), published=("state", "subject__state"), is_record=True
    ),
    "partnerships.stakecondition": Scope(
        owners=("stake__subject",), published=("stake__state", "stake__subject__state")
    ),
    "partnerships.contract": Scope(
        owners=("parties__organisation",),
        published=("state",),
        is_record=True,
        is_addable=True,
    ),
    "partnerships.contractparty": Scope(
        owners=("contract__parties__organisation",), published=("contract__state",)
    ),
    "partnerships.contractchange": Scope(
        owners=("contract__parties__organisation",), published=("contract__state",)
    ),
    "partnerships.supplylink": Scope(
        owners=("contract__parties__organisation",), published=("contract__state",)
    ),
    "spinouts.spinout": Scope(
        owners=("organisation",), published=("organisation__state",), is_record=True
    ),
    "spinouts.spinoutparent": Scope(
        owners=("spin_out__organisation",),
        published=("spin_out__organisation__state", "body__state"),
    ),
    "spinouts.spinoutcohort": Scope(
        owners=("spin_out__organisation",), published=("spin_out__organisation__state",)
    ),
    "spinouts.stageevent": Scope(
        owners=("spin_out__organisation",),
        published=("spin_out__organisation__state",),
        hidden_where=Q(stage__is_public=False),
    ),
    "spinouts.stage": Scope(keeper=Keeper.CURATORS, is_record=True),
    "spinouts.cohort": Scope(keeper=Keeper.CURATORS, is_record=True),
    "spinouts.mutual": Scope(owners=("organisation",), published=("organisation__state",)),
    "spinouts.mutualterms": Scope(
        owners=("mutual__organisation",), published=("mutual__organisation__state",)
    ),
    "spinouts.membershipcount": Scope(owners=("organisation",), published=("organisation__state",)),
}

NOBODY = Q(pk__in=[])
EVERYBODY = Q()


def part_of(user: User | None) -> Part:
    """Tell what part an account plays; an account that was switched off plays none."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Part.ANONYMOUS
    if user.is_superuser:
        return Part.SUPERUSER
    return {Role.OFFICER: Part.OFFICER, Role.CURATOR: Part.CURATOR}.get(user.role, Part.RESEARCHER)


def scope_of(model: type[models.Model] | models.Model) -> Scope:
    """Look a model up; its history has the scope of the rows it tells of.

    :raises KeyError: for a model that the register does not know, so that a new one cannot be
        forgotten
    """
    return SCOPES[model._meta.label_lower]


def body_ids(user: User) -> frozenset[int]:
    """List the public bodies of an officer with all their successors, as organisation keys."""
    if (remembered := getattr(user, "remembered_body_ids", None)) is not None:
        return remembered
    known = set(user.ties.values_list("body_id", flat=True))
    succession = apps.get_model("organisations", "Succession")
    frontier = known
    while frontier:
        successors = succession.objects.filter(predecessor__in=frontier)
        frontier = set(successors.values_list("successor_id", flat=True)) - known
        known = known | frontier
    return frozenset(known)


def remember_bodies(user: User) -> None:
    """Work an officer's bodies out once for as long as this user object lives: one request."""
    if part_of(user) == Part.OFFICER:
        user.remembered_body_ids = body_ids(user)


def own_organisations(user: User) -> models.QuerySet:
    """Choose an officer's organisations: own bodies, and the spin-outs that they parent."""
    bodies = body_ids(user)
    organisations = apps.get_model("organisations", "Organisation").objects
    return organisations.filter(Q(pk__in=bodies) | Q(spin_out__parents__body__in=bodies))


def public_condition(model: type[models.Model]) -> Q:
    """Give the condition under which anybody may see a row."""
    scope = scope_of(model)
    condition = EVERYBODY
    for lookup in scope.published:
        condition &= Q(**{lookup: RecordState.PUBLISHED})
    return condition & ~scope.hidden_where if scope.hidden_where else condition


def _owned_condition(model: type[models.Model], user: User) -> Q:
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
    part = part_of(user)
    if part in {Part.CURATOR, Part.SUPERUSER}:
        return EVERYBODY
    public = public_condition(model)
    if part == Part.OFFICER and public:  # an empty Q means everybody, and vanishes in an “or”
        return public | _owned_condition(model, user)
    return public


def change_condition(model: type[models.Model], user: User | None) -> Q:
    """Give the condition under which the account may change a row."""
    part = part_of(user)
    scope = scope_of(model)
    if part == Part.SUPERUSER:
        return EVERYBODY
    if part == Part.CURATOR:
        return NOBODY if scope.keeper == Keeper.SUPERUSERS else EVERYBODY
    if part == Part.OFFICER and scope.keeper == Keeper.OFFICERS:
        return _owned_condition(model, user)
    return NOBODY


def may(user: User | None, action: str, model: type[models.Model], row=None) -> bool:
    """Decide whether an account may view, add, change or delete rows of a model, or one row.

    :param action: view, add, change or delete
    :param row: the row, or None for “any row at all”
    """
    part, scope = part_of(user), scope_of(model)
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


def _may_officer(user: User, action: str, scope: Scope, row) -> bool:
    if action == "add":
        return scope.is_addable or scope.keeper == Keeper.OFFICERS
    if scope.keeper != Keeper.OFFICERS:
        return False
    if row is None or row.pk is None:
        return True
    if not scope.owners:
        return _may_change_evidence(user, row)
    return _is_among(row, _owned_condition(type(row), user))


def _may_change_evidence(user: User, evidence) -> bool:
    """Evidence hangs on any record: who may change the record may change its evidence."""
    record = getattr(evidence, "record", None)
    return record is not None and may(user, "change", type(record), record)


def _is_among(row: models.Model, condition: Q) -> bool:
    return type(row)._default_manager.filter(condition, pk=row.pk).exists()
