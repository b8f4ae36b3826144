"""How rows hang on organisations, and which of them are secrets: the words of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from organisations.models import User


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
    `account`: lookup to the account that the row is about, which always sees it. `writer`: lookup
    to the one account that may change the row. `narrowed`: of what an insider may see, the
    condition that still holds for the account. `deletable`: the condition under which a superuser
    may delete a record. `is_notice`: the rows are read as any record's and only their keeping is
    the body's own.
    """

    body: str
    unless: Q = NOBODY
    competition: str = ""
    account: str = ""
    writer: str = ""
    narrowed: Callable[[User], Q] | None = None
    deletable: Q = NOBODY
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


def disclosed(competition: str) -> Q:
    """Give the condition that a competition's bids are no secret (DESIGN 7).

    :param competition: lookup to the competition with its “__”, empty for the competition itself
    """
    return Q(**{f"{competition}status": "signed"}) | reported(competition)


def reported(competition: str) -> Q:
    """Give the condition that public sources report a competition: it is not run here.

    :param competition: lookup to the competition with its “__”, empty for the competition itself
    """
    return Q(**{f"{competition}origin": "reported"})


def of_bids(bid: str = "", **more: object) -> Scope:
    """Make the scope of bids and of what hangs on them; a bid is a record, its rows are not.

    :param bid: lookup to the bid with its “__”, empty for the bid itself
    :param more: what else its `Secret` says
    """
    competition = f"{bid}competition"
    return Scope(
        owners=(f"{competition}__public_body",),
        published=(f"{competition}__state",),
        is_record=not bid,
        secret=Secret(
            body=f"{competition}__public_body",
            unless=disclosed(f"{competition}__"),
            competition=competition,
            deletable=reported(f"{competition}__"),
            **more,
        ),
    )


def own_scores(user: User) -> Q:
    """Give the condition that a score is the account's own, or that all have scored."""
    return Q(assessor=user) | Q(bid__competition__are_scores_shared=True)
