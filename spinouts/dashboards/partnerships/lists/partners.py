"""The list of joint venture partners: what they offer, hold and signed, and how they bid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from organisations.choices import Sector
from organisations.models import Organisation
from partnerships.choices import BidStatus, MemberRole, PartnershipKind
from partnerships.models import Bidder, Deal, JVPartner, PartnershipMember, Stake
from spinouts.dashboards.figures.register import held_on_any_measure
from spinouts.dashboards.filter_forms import NOT_RECORDED
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells, on_the_day
from spinouts.dashboards.partnerships.figures.bids import is_decided, public_bidders
from spinouts.dashboards.partnerships.figures.deals import seen_deals
from spinouts.dashboards.partnerships.words import sector_cell
from spinouts.small_numbers import rate_words

ORDERS = {"name": Lower("name")}
COLUMNS = [
    cells.column("Partner", "name"),
    cells.column("Sector"),
    cells.column("What it offers"),
    cells.column("Joint ventures"),
    cells.column("Stakes on the day"),
    cells.column("Deals"),
    cells.column("Bids won", is_numeric=True),
]
PARTNERS_ROLES = (MemberRole.LEAD, MemberRole.PARTNER, MemberRole.SHAREHOLDER)
MOST_NAMED = 3


def _memberships(filters: Filters, user) -> QuerySet[PartnershipMember]:
    """Choose the memberships in joint ventures, begun by the day, of those who own or lead."""
    return PartnershipMember.objects.visible_to(user).filter(
        Q(joined_on=None) | Q(joined_on__lte=filters.as_of),
        partnership__kind=PartnershipKind.JOINT_VENTURE,
        role__in=PARTNERS_ROLES,
    )


def _deals(filters: Filters, user) -> QuerySet[Deal]:
    return seen_deals(user).signed_by(filters.as_of)


def _conditions(filters: Filters, user) -> dict[str, Exists]:
    """Give what makes an organisation a partner, by the filter that asks for it."""
    own = OuterRef("pk")
    return {
        "ventures": Exists(_memberships(filters, user).filter(organisation=own)),
        "deals": Exists(_deals(filters, user).filter(partner=own)),
        "bids": Exists(public_bidders(filters.as_of).filter(organisation=own)),
    }


def chosen(filters: Filters, user, *, without: str = "") -> QuerySet[Organisation]:
    """Choose the partners that the filters keep: no public body is one.

    :param without: a filter to pass over, for the counts of its own choices
    """
    wanted = {name: value for name, value in filters.values.items() if name != without}
    conditions = _conditions(filters, user)
    described = Exists(JVPartner.objects.visible_to(user).filter(organisation=OuterRef("pk")))
    is_partner = Q(described)
    for condition in conditions.values():
        is_partner |= Q(condition)
    rows = (
        Organisation.objects.visible_to(user)
        .filter(merged_into=None, public_body=None)
        .filter(is_partner)
    )
    if "q" in wanted:
        rows = _found(rows, wanted["q"], user)
    if "has" in wanted:
        rows = rows.filter(conditions[wanted["has"]])
    if "sector" in wanted:
        rows = on_the_day.with_profile(rows, filters.as_of, sector=wanted["sector"])
    return rows


def _found(rows: QuerySet, words: str, user) -> QuerySet:
    """Keep partners with every word in a name, or in what they offer."""
    offer = Q()
    for word in words.split():
        offer &= Q(skills__icontains=word) | Q(service_areas__icontains=word)
    offering = JVPartner.objects.visible_to(user).filter(offer).values("organisation")
    named = Organisation.objects.named_like(words).values("pk")
    return rows.filter(Q(pk__in=named) | Q(pk__in=offering))


def listed(filters: Filters, user) -> QuerySet[Organisation]:
    """Choose the partners in the order asked for, with what their rows need."""
    described = JVPartner.objects.visible_to(user)
    rows = chosen(filters, user).prefetch_related(
        on_the_day.prefetched_profiles(filters.as_of),
        Prefetch("jv_partner", queryset=described, to_attr="seen_partner"),
    )
    return cells.ordered(rows, filters.sort, ORDERS, "name")


@dataclass(frozen=True)
class PartnersRecords:
    """What the partners of one page of the list have, by the partner's key."""

    memberships: dict[int, list[Model]]
    stakes: dict[int, list[Model]]
    deals: dict[int, list[Model]]
    bids: dict[int, list[Model]]

    @classmethod
    def read(cls, keys: Sequence[int], filters: Filters, user) -> PartnersRecords:
        """Read it all: four queries, however many partners."""
        day = filters.as_of
        stakes = (
            Stake.objects.visible_to(user)
            .counted()
            .filter(held_on_any_measure(day), holder__in=keys)
            .select_related("subject")
        )
        memberships = _memberships(filters, user).filter(organisation__in=keys)
        bids = public_bidders(day).filter(organisation__in=keys).select_related("bid")
        return cls(
            memberships=_by("organisation_id", memberships.select_related("partnership")),
            stakes=_by("holder_id", stakes.order_by("subject__name", "pk")),
            deals=_by("partner_id", _deals(filters, user).filter(partner__in=keys)),
            bids=_by("organisation_id", bids),
        )


def _by(column: str, rows: Iterable[Model]) -> dict[int, list[Model]]:
    found: dict[int, list[Model]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def present(rows: Sequence[Organisation], filters: Filters, user) -> list[list[dict[str, Any]]]:
    """Make the cells of partners."""
    rows = list(rows)
    records = PartnersRecords.read([row.pk for row in rows], filters, user)
    return [cells.labelled(COLUMNS, _row(row, records, filters)) for row in rows]


def _row(
    organisation: Organisation, records: PartnersRecords, filters: Filters
) -> list[dict[str, Any]]:
    key = organisation.pk
    profiles = organisation.day_profiles
    return [
        cells.name_cell(organisation, filters),
        sector_cell(profiles[0].sector if profiles else ""),
        _offer_cell(getattr(organisation, "seen_partner", None)),
        _ventures_cell(records.memberships.get(key, []), filters),
        _stakes_cell(records.stakes.get(key, [])),
        _deals_cell(records.deals.get(key, []), filters),
        bids_cell(records.bids.get(key, []), filters),
    ]


def _offer_cell(partner: JVPartner | None) -> dict[str, Any]:
    if partner is None:
        return cells.cell("")
    capital = partner.capital
    notes = [
        "" if capital is None else f"capital: {capital}",
        partner.service_areas if partner.skills else "",
        f"works in {partner.works_in}" if partner.works_in else "",
    ]
    offered = partner.skills or cells.capital(partner.service_areas)
    return cells.cell(offered, note="; ".join(note for note in notes if note))


def _ventures_cell(memberships: Sequence[PartnershipMember], filters: Filters) -> dict[str, Any]:
    ventures = {one.partnership.name: one.partnership for one in memberships}
    if not ventures:
        return {"text": "–"}
    (name, first), *others = ventures.items()
    url = cells.with_query(first.get_absolute_url(), filters.as_of_query)
    return {"text": name, "url": url, "note": _further([other for other, _ in others])}


def _stakes_cell(stakes: Sequence[Stake]) -> dict[str, Any]:
    if not stakes:
        return {"text": "–"}
    words = [_stake_words(stake) for stake in stakes]
    return {"text": words[0], "note": _further(words[1:])}


def _stake_words(stake: Stake) -> str:
    size = stake.equity if stake.equity is not None else stake.votes
    if size is None:
        return stake.subject.name
    told = str(size) if size.is_known else f"size {size}"
    return f"{stake.subject.name}, {told}"


def _deals_cell(deals: Sequence[Deal], filters: Filters) -> dict[str, Any]:
    if not deals:
        return {"text": "–"}
    first, *others = deals
    url = cells.with_query(first.get_absolute_url(), filters.as_of_query)
    return {"text": first.title, "url": url, "note": _further([deal.title for deal in others])}


def _further(names: Sequence[str]) -> str:
    """Name what stands in a cell besides the first, and count the rest."""
    if not names:
        return ""
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(f"{len(names) - MOST_NAMED} more")
    return f"and {', '.join(shown)}"


def bids_cell(bidders: Sequence[Bidder], filters: Filters) -> dict[str, Any]:
    """Say how many of the decided bids were won (F11, F13), and how many were not decided."""
    if not bidders:
        return {"text": "–", "is_numeric": True}
    decided = [
        one for one in bidders if is_decided(one.bid.status, one.bid.closed_on, filters.as_of)
    ]
    won = sum(one.bid.status == BidStatus.SIGNED for one in decided)
    others = len(bidders) - len(decided)
    note = f"{others} not decided or withdrawn" if others else ""
    text = rate_words(won, len(decided)) if decided else "none decided"
    return {"text": text, "note": note, "is_numeric": True}


def by_sector(path: str, filters: Filters, user) -> list[dict[str, Any]]:
    """Count the partners by their sector on the day: one query."""
    profiles = on_the_day.profiles_on(filters.as_of).filter(organisation=OuterRef("pk"))
    rows = (
        chosen(filters, user, without="sector")
        .order_by()
        .annotate(day_sector=profiles.exclude(sector="").values("sector")[:1])
        .values_list("day_sector")
        .annotate(Count("pk"))
    )
    counts = [(sector or NOT_RECORDED, count) for sector, count in rows]
    labels = dict(Sector.choices) | {NOT_RECORDED: "not recorded"}
    return cells.facets(path, filters, "sector", labels, counts)
