"""The list of partnerships: joint ventures, prime chains, consortia, groups and programmes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Lower

from organisations.choices import RecordState
from organisations.frames import sectors_frame
from organisations.models import Organisation, Profile
from partnerships.choices import PartnershipKind
from partnerships.models import Partnership, PartnershipMember
from spinouts.dashboards.filter_forms import NOT_RECORDED
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.lists.on_the_day import NO_END, Standing, profiles_on
from spinouts.dashboards.partnerships.figures.members import (
    ROLES_APART,
    MemberOn,
    count_by_sector,
    members_by,
    members_seen_by,
)
from spinouts.dashboards.partnerships.forms import ENDED, LATER, STANDING
from spinouts.dashboards.partnerships.words import sectors_in_words
from spinouts.dashboards.words import date_words

ORDERS = {"name": Lower("name"), "kind": "kind", "members": "member_count"}
COLUMNS = [
    cells.column("Partnership", "name"),
    cells.column("Kind", "kind"),
    cells.column("Joint body"),
    cells.column("Members", "members", is_numeric=True),
    cells.column("Who they are"),
    cells.column("On the day"),
]
MOST_NAMED = 3


def narrowed(filters: Filters, user, *, without: str = "") -> QuerySet:
    """Choose the partnerships that the filters keep, whatever their status on the day.

    :param without: a filter to pass over, for the counts of its own choices
    :return: with `member_count` of the day
    """
    wanted = {name: value for name, value in filters.values.items() if name != without}
    day = filters.as_of
    rows = Partnership.objects.seen_by(user).annotate(member_count=_member_count(user, day))
    if "q" in wanted:
        rows = _found(rows, wanted["q"], user)
    if "kind" in wanted:
        rows = rows.filter(kind=wanted["kind"])
    if "sector" in wanted:
        rows = rows.filter(Exists(_of_sector(wanted["sector"], day, user)))
    return rows


def chosen(filters: Filters, user, *, without: str = "") -> QuerySet:
    """Choose the partnerships that the filters keep.

    Read on an earlier day, those that all members joined later are listed on request only.

    :param without: a filter to pass over, for the counts of its own choices
    """
    rows, day = narrowed(filters, user, without=without), filters.as_of
    if "status" in filters.values:
        return rows.filter(status_condition(filters.values["status"], day))
    return rows if filters.is_as_of_today else rows.exclude(status_condition(LATER, day))


def _members(user) -> QuerySet:
    """Choose the organisations that joined the partnership of an outer query."""
    is_body = Q(organisation=F("partnership__vehicle"), partnership__vehicle__isnull=False)
    own = PartnershipMember.objects.visible_to(user).filter(partnership=OuterRef("pk"))
    return own.exclude(role__in=ROLES_APART).exclude(is_body)


def _member_count(user, day: date) -> Coalesce:
    """Count the organisations that are members on the day; staff and the body itself are none."""
    own = (
        _members(user).members_on(day).order_by().values("partnership").annotate(count=Count("pk"))
    )
    return Coalesce(Subquery(own.values("count")), 0, output_field=IntegerField())


def _found(rows: QuerySet, words: str, user) -> QuerySet:
    """Keep partnerships with every word in their name, or in one that takes part."""
    in_name = Q()
    for word in words.split():
        in_name &= Q(name__icontains=word)
    known = Organisation.objects.visible_to(user).named_like(words).values("pk")
    members = PartnershipMember.objects.filter(
        Q(organisation__in=known) | Q(in_name, organisation=None)
    )
    return rows.filter(in_name | Q(vehicle__in=known) | Q(pk__in=members.values("partnership")))


def _of_sector(sector: str, day: date, user) -> QuerySet:
    """Choose the members of the day that may be named and are of the sector."""
    members = _members(user).members_on(day)
    seen = Organisation.objects.visible_to(user)
    members = members.filter(Q(organisation=None) | Q(organisation__in=seen))
    profiles = profiles_on(day).exclude(sector="")
    if sector == NOT_RECORDED:
        recorded = Q(organisation__in=profiles.values("organisation")) | ~Q(sector="")
        return members.exclude(recorded)
    of_sector = Q(organisation__in=profiles.filter(sector=sector).values("organisation"))
    return members.filter(of_sector | Q(sector=sector, organisation=None))


def status_condition(wanted: str, day: date) -> Q:
    """Give the condition under which a partnership stood so on a day, from its members' dates.

    :param wanted: standing (with a member that day, or without any member on record), ended (all
        had left) or later (all joined after)
    """
    members = PartnershipMember.objects.filter(partnership=OuterRef("pk"))
    present = Exists(members.members_on(day))
    left = Exists(members.filter(left_on__lte=day))
    later = Exists(members.filter(joined_on__gt=day))
    return {
        STANDING: Q(present) | ~Q(left) & ~Q(later),
        ENDED: ~Q(present) & Q(left),
        LATER: ~Q(present) & ~Q(left) & Q(later),
    }[wanted]


def listed(filters: Filters, user) -> QuerySet:
    """Choose the partnerships in the order asked for, with what their rows need."""
    rows = (
        chosen(filters, user)
        .select_related("vehicle")
        .prefetch_related(Prefetch("members", queryset=members_seen_by(user)))
    )
    return cells.ordered(rows, filters.sort, ORDERS, "name")


def present(rows: Sequence[Partnership], filters: Filters) -> list[list[dict[str, Any]]]:
    """Make the cells of partnerships: one query for the sectors of all members."""
    rows = list(rows)
    keys = {
        member.organisation_id
        for row in rows
        for member in row.members.all()
        if member.organisation_id
    }
    sectors = sectors_frame(Profile.objects.filter(organisation__in=keys))
    return [cells.labelled(COLUMNS, _row(row, sectors, filters)) for row in rows]


def _row(partnership: Partnership, sectors, filters: Filters) -> list[dict[str, Any]]:
    everyone = list(partnership.members.all())
    members = members_by(everyone, sectors, filters.as_of)
    counts = count_by_sector(members)
    url = cells.with_query(partnership.get_absolute_url(), filters.as_of_query)
    return [
        {"text": partnership.name, "url": url, "note": _draft_note(partnership)},
        cells.cell(cells.capital(partnership.get_kind_display())),
        _body_cell(partnership, filters),
        _count_cell(partnership, sum(counts.values())),
        _names_cell(members, counts),
        standing_of(everyone, filters.as_of).as_cell(),
    ]


def _draft_note(partnership: Partnership) -> str:
    if partnership.state == RecordState.PUBLISHED:
        return ""
    return f"{partnership.get_state_display()}: not public"


def _body_cell(partnership: Partnership, filters: Filters) -> dict[str, Any]:
    if partnership.vehicle_id is None:
        return cells.cell("")
    if not partnership.is_vehicle_visible:
        return {"text": cells.NOT_PUBLIC, "is_missing": True}
    body = partnership.vehicle
    return cells.cell(body.name, url=cells.organisation_url(body.slug, filters))


def _count_cell(partnership: Partnership, count: int) -> dict[str, Any]:
    """Count the members of the day that are named, beside what a source counts."""
    stated = partnership.stated_member_count
    if stated is not None:
        return {"text": str(stated), "note": f"{count} named here", "is_numeric": True}
    return {"text": f"{count:,}" if count else "–", "is_numeric": True}


def _names_cell(members: Sequence[MemberOn], counts: dict[str, int]) -> dict[str, Any]:
    """Name the members of the day with their sectors, or those who were members before."""
    present = [one.name or cells.NOT_PUBLIC for one in members if one.is_present]
    if present or not members:
        return cells.cell(_named(present), note=_sector_note(counts))
    former = [one.name or cells.NOT_PUBLIC for one in members]
    return cells.cell(_named(former), note="No longer members on the day")


def _named(names: list[str]) -> str:
    shown = names[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        shown.append(f"{len(names) - MOST_NAMED} more")
    return ", ".join(shown)


def _sector_note(counts: dict[str, int]) -> str:
    return cells.capital(sectors_in_words(counts)) if counts else ""


def standing_of(members: Sequence[PartnershipMember], day: date) -> Standing:
    """Tell how a partnership stood on a day, from the dates of its members alone."""
    joined = [one.joined_on for one in members if one.joined_on is not None]
    left = [one.left_on for one in members if one.left_on is not None and one.left_on <= day]
    since = f"since {date_words(min(joined), _precision(members))}" if joined else ""
    is_present = any(
        (one.joined_on is None or one.joined_on <= day)
        and (one.left_on is None or one.left_on > day)
        for one in members
    )
    if is_present:
        is_open = any(one.left_on is None for one in members)
        return Standing(NO_END, "", since) if is_open else Standing("standing", "good", since)
    if left:
        return Standing("ended", "quiet", f"by {date_words(max(left))}")
    if joined:
        return Standing("not begun", "planned", since.replace("since", "from"))
    return Standing("no member recorded", "quiet")


def _precision(members: Sequence[PartnershipMember]) -> str:
    """Give how exactly the earliest day of joining is known."""
    dated = [one for one in members if one.joined_on is not None]
    return min(dated, key=lambda one: one.joined_on).joined_on_precision


def counts(filters: Filters, user) -> dict[str, int]:
    """Count the partnerships by their status on the day: one query."""
    conditions = {
        name: Count("pk", filter=status_condition(name, filters.as_of))
        for name in (STANDING, ENDED, LATER)
    }
    return narrowed(filters, user).order_by().aggregate(**conditions)


def by_kind(path: str, filters: Filters, user) -> list[dict[str, Any]]:
    """Count the partnerships by kind: one query."""
    rows = chosen(filters, user, without="kind").order_by().values_list("kind")
    return cells.facets(
        path, filters, "kind", dict(PartnershipKind.choices), rows.annotate(Count("pk"))
    )
