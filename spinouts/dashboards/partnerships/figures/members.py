"""Members of a partnership on a day: who, in what role, and of which sector then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from django.db.models import F, QuerySet

from partnerships.choices import MemberRole
from partnerships.models import PartnershipMember
from spinouts.dashboards.partnerships.figures.vehicle import sector_on

ONE_DAY = timedelta(days=1)
ROLES_APART = (MemberRole.STAFF, MemberRole.VEHICLE)


@dataclass(frozen=True)
class MemberOn:
    """One member as of a day.

    :param sector: on the day, or on its last day as a member; empty if not recorded, or if the
        account may not know who it is
    :param is_present: it is a member on the day
    """

    member: PartnershipMember
    sector: str
    is_present: bool

    @property
    def is_masked(self) -> bool:
        """Tell whether the account may not know who it is."""
        return bool(self.member.organisation_id) and not self.member.is_organisation_visible

    @property
    def name(self) -> str:
        """Give its name; empty if the account may not know it."""
        if self.is_masked:
            return ""
        return self.member.record_name if self.member.organisation_id else self.member.name


def members_seen_by(user) -> QuerySet[PartnershipMember]:
    """Choose members with what the account may know of each.

    :return: with `record_name` and `record_slug` of its record, and `body_id`, the joint body
    """
    return (
        PartnershipMember.objects.seen_by(user)
        .annotate(
            record_name=F("organisation__name"),
            record_slug=F("organisation__slug"),
            body_id=F("partnership__vehicle"),
        )
        .order_by(F("joined_on").asc(nulls_last=True), "pk")
    )


def members_by(
    members: Sequence[PartnershipMember], sectors: pd.DataFrame, day: date
) -> list[MemberOn]:
    """Give the members that had joined by a day: present ones first, in the order given.

    :param members: of `members_seen_by`
    :param sectors: sectors frame of the organisations among them
    """
    joined = [one for one in members if one.joined_on is None or one.joined_on <= day]
    found = [_member_on(one, sectors, day) for one in joined]
    return sorted(found, key=lambda one: not one.is_present)


def _member_on(member: PartnershipMember, sectors: pd.DataFrame, day: date) -> MemberOn:
    is_present = member.left_on is None or member.left_on > day
    if not member.organisation_id:
        return MemberOn(member, member.sector, is_present)
    if not member.is_organisation_visible:
        return MemberOn(member, "", is_present)
    told_on = day if is_present else member.left_on - ONE_DAY
    return MemberOn(member, sector_on(sectors, member.organisation_id, told_on), is_present)


def count_by_sector(members: Sequence[MemberOn]) -> dict[str, int]:
    """Count the members present on the day by sector, the most first; "" not recorded.

    People, such as staff, and the joint body itself are members of no sector of their own.
    """
    counts: dict[str, int] = {}
    for one in members:
        if one.is_present and not is_apart(one.member):
            counts[one.sector] = counts.get(one.sector, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] == "", pair[0])))


def is_apart(member: PartnershipMember) -> bool:
    """Tell whether a member is no organisation that joined: staff, or the joint body itself."""
    is_body = member.organisation_id is not None and member.organisation_id == member.body_id
    return is_body or member.role in ROLES_APART
