"""What part an account plays, and which public bodies are its own."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q

from organisations.choices import Role

if TYPE_CHECKING:
    from organisations.models import User


class Part(StrEnum):
    """What an account is to the register."""

    ANONYMOUS = "anonymous"
    RESEARCHER = "researcher"
    OFFICER = "officer"
    CURATOR = "curator"
    SUPERUSER = "superuser"


def part_of(user: User | None) -> Part:
    """Tell what part an account plays; an account that was switched off plays none."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Part.ANONYMOUS
    if user.is_superuser:
        return Part.SUPERUSER
    return {Role.OFFICER: Part.OFFICER, Role.CURATOR: Part.CURATOR}.get(user.role, Part.RESEARCHER)


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
    """Choose an officer's organisations: own bodies, their spin-outs, and the ventures of deals.

    A deal's venture is own if an own body signed the deal.
    """
    bodies = body_ids(user)
    organisations = apps.get_model("organisations", "Organisation").objects
    deals = apps.get_model("partnerships", "Deal").objects
    ventures = deals.filter(competition__public_body__in=bodies).values("venture")
    parented = Q(spin_out__parents__body__in=bodies)
    return organisations.filter(Q(pk__in=bodies) | parented | Q(pk__in=ventures))
