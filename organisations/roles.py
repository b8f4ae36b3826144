"""Who may do what (DESIGN 7): the one place that admin, pages, imports and exports ask.

Every model of the register stands in `SCOPES` with the way from it to the organisation whose
record it is, and to everything that must be published before the public sees it.
"""

from __future__ import annotations

from collections.abc import Callable
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


NOBODY = Q(pk__in=[])
EVERYBODY = Q()


@dataclass(frozen=True)
class Secret:
    """Who else is kept from rows that are secret: everybody but one body's own officers.

    `unless`: the condition under which a row is no secret. `body`: lookup to the public body
    whose officers keep it. `competition`: lookup to the competition, for leave given on record.
    `account`: lookup to the one account whose row it is, if it is somebody's own. `narrowed`: of
    what an insider may see, the condition that still holds for the account. `is_notice`: the rows
    are read as any record's and only their keeping is the body's own.
    """

    body: str
    unless: Q = NOBODY
    competition: str = ""
    account: str = ""
    narrowed: Callable[[User], Q] | None = None
    is_notice: bool = False


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
    secret: Secret | None = None


def _disclosed(competition: str) -> Q:
    """Give the condition that a competition's bids are no secret (DESIGN 7).

    :param competition: lookup to the competition with its “__”, empty for the competition itself
    """
    return Q(**{f"{competition}status": "signed"}) | Q(**{f"{competition}origin": "reported"})


def _of_bids(bid: str = "", **more: object) -> Scope:
    """Make the scope of bids and of what hangs on them.

    :param bid: lookup to the bid with its “__”, empty for the bid itself
    """
    competition = f"{bid}competition"
    return Scope(
        owners=(f"{competition}__public_body",),
        published=(f"{competition}__state",),
        is_record=True,
        secret=Secret(
            body=f"{competition}__public_body",
            unless=_disclosed(f"{competition}__"),
            competition=competition,
            **more,
        ),
    )


def _own_scores(user: User) -> Q:
    """Give the condition that a score is the account's own, or that all have scored."""
    return Q(assessor=user) | Q(bid__competition__are_scores_shared=True)


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
    "partnerships.partnercompetition": Scope(
        owners=("public_body",),
        published=("state",),
        is_record=True,
        is_addable=True,
        secret=Secret(body="public_body", unless=_disclosed(""), is_notice=True),
    ),
    "partnerships.competitioncriterion": Scope(
        owners=("competition__public_body",),
        published=("competition__state",),
        secret=Secret(
            body="competition__public_body", unless=_disclosed("competition__"), is_notice=True
        ),
    ),
    "partnerships.competitionassessor": Scope(
        owners=("competition__public_body",),
        secret=Secret(body="competition__public_body", competition="competition"),
    ),
    "partnerships.bidgrant": Scope(keeper=Keeper.SUPERUSERS, is_record=True),
    "partnerships.bid": _of_bids(),
    "partnerships.bidder": _of_bids("bid__"),
    "partnerships.bidoffer": _of_bids("bid__"),
    "partnerships.bidscore": _of_bids("bid__", narrowed=_own_scores),
    "partnerships.deal": Scope(
        owners=("venture", "competition__public_body"),
        published=("state", "venture__state"),
        is_record=True,
    ),
    "partnerships.dealstake": Scope(
        owners=("deal__venture", "deal__competition__public_body"),
        published=("deal__state", "deal__venture__state", "stake__state"),
    ),
    "partnerships.dealsketch": Scope(
        secret=Secret(
            body="competition__public_body", competition="competition", account="account"
        ),
    ),
    "partnerships.partnership": Scope(owners=("vehicle",), published=("state",), is_record=True),
    "partnerships.partnershipmember": Scope(
        owners=("partnership__vehicle",), published=("partnership__state",)
    ),
    "partnerships.programmetally": Scope(
        keeper=Keeper.CURATORS,
        owners=("partnership__vehicle",),
        published=("partnership__state",),
    ),
    "partnerships.jvpartner": Scope(
        keeper=Keeper.CURATORS, owners=("organisation",), published=("organisation__state",)
    ),
    "partnerships.contribution": Scope(
        owners=("venture",), published=("venture__state", "partner__state")
    ),
    "partnerships.socialprime": Scope(
        keeper=Keeper.CURATORS, owners=("organisation",), published=("organisation__state",)
    ),
    "partnerships.primethreshold": Scope(keeper=Keeper.CURATORS, is_record=True),
    "partnerships.ownershiprule": Scope(
        owners=("organisation",), published=("organisation__state",)
    ),
    "partnerships.accession": Scope(owners=("group",), published=("group__state",)),
    "partnerships.investment": Scope(owners=("recipient",), published=("state",), is_record=True),
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
    secret, part = scope_of(model).secret, part_of(user)
    if part == Part.ANONYMOUS:
        return public_condition(model)
    seen = _insider_condition(secret, user)
    if part in {Part.CURATOR, Part.SUPERUSER}:
        seen |= secret.unless
    else:
        seen |= public_condition(model)
    return seen if secret.narrowed is None else seen & secret.narrowed(user)


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
    if _is_kept_secret(scope_of(model)):
        return _visible_secret(model, user)
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
    if scope.secret is not None:
        return _change_secret(scope.secret, user)
    if part == Part.SUPERUSER:
        return EVERYBODY
    if part == Part.CURATOR:
        return NOBODY if scope.keeper == Keeper.SUPERUSERS else EVERYBODY
    if part == Part.OFFICER and scope.keeper == Keeper.OFFICERS:
        return _owned_condition(model, user)
    return NOBODY


def _change_secret(secret: Secret, user: User | None) -> Q:
    """Give the condition under which the account may change rows of a model that holds secrets."""
    part = part_of(user)
    if part in {Part.CURATOR, Part.SUPERUSER}:
        return secret.unless
    if part != Part.OFFICER:
        return NOBODY
    return Q(**{secret.account: user}) if secret.account else _of_own_body(secret, user)


def may(user: User | None, action: str, model: type[models.Model], row=None) -> bool:
    """Decide whether an account may view, add, change or delete rows of a model, or one row.

    :param action: view, add, change or delete
    :param row: the row, or None for “any row at all”
    """
    part, scope = part_of(user), scope_of(model)
    if scope.secret is not None:
        return _may_secret(user, action, row)
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


def _may_secret(user: User | None, action: str, row) -> bool:
    """Decide over rows of a model that holds secrets: nobody deletes them, few see them."""
    if part_of(user) not in {Part.OFFICER, Part.CURATOR, Part.SUPERUSER} or action == "delete":
        return False
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
    return _is_among(row, _owned_condition(type(row), user))


def _may_change_evidence(user: User, evidence) -> bool:
    """Evidence hangs on any record: who may change the record may change its evidence."""
    record = getattr(evidence, "record", None)
    return record is not None and may(user, "change", type(record), record)


def _is_among(row: models.Model, condition: Q) -> bool:
    return type(row)._default_manager.filter(condition, pk=row.pk).exists()
