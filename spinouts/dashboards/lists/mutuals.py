"""The list of mutuals: organisations that a source describes as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from organisations.models import Organisation
from spinouts.dashboards.filter_forms import NOT_RECORDED
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells, on_the_day, spin_outs
from spinouts.dashboards.lists.staff_share import StaffShares
from spinouts.dashboards.words import date_words
from spinouts.models import MembershipCount, Mutual, MutualTerms, SpinOut, StageEvent

ORDERS = {
    "name": Lower("organisation__name"),
    "service": "organisation__spin_out__service_area",
    "region": "organisation__region",
}
COLUMNS = [
    cells.column("Name", "name"),
    cells.column("Service", "service"),
    cells.column("Region", "region"),
    cells.column("Owned or controlled"),
    cells.column("Staff share"),
    cells.column("Take-up of membership"),
    cells.column("On the day"),
]


def terms_on(day: date) -> QuerySet:
    """Choose the terms of mutuals that hold on a day."""
    return MutualTerms.objects.filter(Q(valid_from=None) | Q(valid_from__lte=day)).filter(
        Q(valid_to=None) | Q(valid_to__gt=day)
    )


def chosen(filters: Filters, user, *, without: str = "") -> QuerySet:
    """Choose the mutuals that the filters keep.

    :param without: a filter to pass over, for the counts of its own choices
    """
    wanted = {name: value for name, value in filters.values.items() if name != without}
    rows = Mutual.objects.visible_to(user).filter(organisation__merged_into=None)
    if "q" in wanted:
        rows = rows.filter(
            organisation__in=Organisation.objects.named_like(wanted["q"]).values("pk")
        )
    if "service" in wanted:
        rows = rows.filter(organisation__spin_out__service_group__slug=wanted["service"])
    if "region" in wanted:
        rows = rows.filter(organisation__region=wanted["region"])
    if "control" in wanted:
        own = terms_on(filters.as_of).filter(mutual=OuterRef("pk"))
        if wanted["control"] == NOT_RECORDED:
            return rows.exclude(Exists(own.exclude(control="")))
        rows = rows.filter(Exists(own.filter(control=wanted["control"])))
    return rows


def listed(filters: Filters, user) -> QuerySet:
    """Choose the mutuals in the order asked for, with what their rows need."""
    counts = MembershipCount.objects.visible_to(user).filter(
        Q(counted_on=None) | Q(counted_on__lte=filters.as_of)
    )
    events = StageEvent.objects.visible_to(user).select_related("stage")
    rows = (
        chosen(filters, user)
        .select_related("organisation__spin_out__organisation")
        .prefetch_related(
            Prefetch("terms", queryset=terms_on(filters.as_of), to_attr="day_terms"),
            Prefetch("organisation__membership_counts", queryset=counts),
            Prefetch("organisation__spin_out__stage_events", queryset=events),
        )
    )
    return cells.ordered(rows, filters.sort, ORDERS, "name")


def present(rows: Sequence[Mutual], filters: Filters, user) -> list[list[dict[str, Any]]]:
    """Make the cells of mutuals."""
    rows = list(rows)
    shares = StaffShares.read([row.organisation_id for row in rows], user, filters.as_of)
    return [cells.labelled(COLUMNS, _row(row, shares, filters)) for row in rows]


def _row(mutual: Mutual, shares: StaffShares, filters: Filters) -> list[dict[str, Any]]:
    organisation = mutual.organisation
    spin_out: SpinOut | None = getattr(organisation, "spin_out", None)
    if spin_out is None:
        standing = on_the_day.standing_of(organisation, filters.as_of)
    else:
        standing = spin_outs.standing_of(spin_out, filters.as_of)
    terms = mutual.day_terms[0] if mutual.day_terms else MutualTerms()
    return [
        cells.name_cell(organisation, filters),
        cells.cell(cells.capital(spin_out.service_area) if spin_out else ""),
        cells.cell(organisation.get_region_display()),
        cells.cell(terms.get_control_display() if terms.control else ""),
        shares.cell_of(mutual.organisation_id),
        take_up_cell(organisation),
        standing.as_cell(),
    ]


def take_up_cell(organisation: Organisation) -> dict[str, Any]:
    """Make the cell of the latest count of members; take-up is never a stake."""
    for count in organisation.membership_counts.all():
        figure = count.take_up or count.members
        if figure is not None:
            unit = "" if count.take_up else " members"
            day = date_words(count.counted_on, count.counted_on_precision)
            of_whom = f" of {count.who}" if count.who and count.take_up else ""
            return cells.cell(f"{figure}{unit}", note=f"{day}{of_whom}")
    return cells.cell("")


def by_service(path: str, filters: Filters, user) -> list[dict[str, Any]]:
    """Count the mutuals by service group: one query."""
    rows = list(
        chosen(filters, user, without="service")
        .filter(organisation__spin_out__service_group__isnull=False)
        .order_by()
        .values_list(
            "organisation__spin_out__service_group__slug",
            "organisation__spin_out__service_group__name",
        )
        .annotate(Count("pk"))
    )
    labels = {slug: name for slug, name, _ in rows}
    counts = [(slug, count) for slug, _, count in rows]
    return cells.facets(path, filters, "service", labels, counts)
