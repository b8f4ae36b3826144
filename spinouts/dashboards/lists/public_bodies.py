"""The list of public bodies: what left them, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from organisations.choices import PublicBodyKind
from organisations.models import Organisation, PublicBody, Succession
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells, on_the_day
from spinouts.models import SpinOutParent

ORDERS = {
    "name": Lower("organisation__name"),
    "kind": "kind",
    "region": "organisation__region",
    "spin_outs": "spin_out_count",
}
COLUMNS = [
    cells.column("Name", "name"),
    cells.column("Kind", "kind"),
    cells.column("Region", "region"),
    cells.column("Spin-outs", "spin_outs", is_numeric=True),
    cells.column("On the day"),
    cells.column("Followed by"),
]


def chosen(filters: Filters, user, *, without: str = "") -> QuerySet:
    """Choose the public bodies that the filters keep, with `spin_out_count`.

    :param without: a filter to pass over, for the counts of its own choices
    """
    wanted = {name: value for name, value in filters.values.items() if name != without}
    rows = PublicBody.objects.visible_to(user).filter(organisation__merged_into=None)
    rows = rows.annotate(spin_out_count=_spin_out_count(user))
    if "q" in wanted:
        rows = rows.filter(
            organisation__in=Organisation.objects.named_like(wanted["q"]).values("pk")
        )
    if "kind" in wanted:
        rows = rows.filter(kind=wanted["kind"])
    if "region" in wanted:
        rows = rows.filter(organisation__region=wanted["region"])
    if "spin_outs" in wanted:
        rows = rows.filter(
            **{"spin_out_count__gt" if wanted["spin_outs"] == "yes" else "spin_out_count": 0}
        )
    if "status" in wanted:
        standing = Organisation.objects.filter(
            on_the_day.standing_condition(wanted["status"], filters.as_of)
        )
        rows = rows.filter(organisation__in=standing.values("pk"))
    return rows


def _spin_out_count(user) -> Coalesce:
    """Count the spin-outs that left a body, contrast cases apart."""
    own = (
        SpinOutParent.objects.visible_to(user)
        .filter(body=OuterRef("organisation"), spin_out__is_contrast=False)
        .order_by()
        .values("body")
        .annotate(count=Count("spin_out", distinct=True))
    )
    return Coalesce(Subquery(own.values("count")), 0, output_field=IntegerField())


def listed(filters: Filters, user) -> QuerySet:
    """Choose the public bodies in the order asked for, with what their rows need."""
    successions = Succession.objects.visible_to(user).select_related("successor")
    rows = (
        chosen(filters, user)
        .select_related("organisation")
        .prefetch_related(Prefetch("organisation__successions", queryset=successions))
    )
    return cells.ordered(rows, filters.sort, ORDERS, "name")


def present(rows: Sequence[PublicBody], filters: Filters) -> list[list[dict[str, Any]]]:
    """Make the cells of public bodies."""
    return [cells.labelled(COLUMNS, _row(row, filters)) for row in rows]


def _row(body: PublicBody, filters: Filters) -> list[dict[str, Any]]:
    organisation = body.organisation
    return [
        cells.name_cell(organisation, filters),
        cells.cell(body.get_kind_display()),
        cells.cell(organisation.get_region_display()),
        {"text": str(body.spin_out_count), "is_numeric": True},
        on_the_day.standing_of(organisation, filters.as_of).as_cell(),
        followers_cell(organisation, filters),
    ]


def followers_cell(organisation: Organisation, filters: Filters) -> dict[str, Any]:
    """Make the cell of what had followed a body by the day: the first linked, all named."""
    followers = [
        succession
        for succession in organisation.successions.all()
        if succession.happened_on is None or succession.happened_on <= filters.as_of
    ]
    if not followers:
        return {"text": "–", "is_missing": True}
    first, *others = followers
    names = (
        [f"and {len(others)} more"]
        if len(others) > 3
        else [other.successor.name for other in others]
    )
    note = ", ".join([first.get_extent_display(), *names])
    url = cells.organisation_url(first.successor.slug, filters)
    return cells.cell(first.successor.name, url=url, note=note)


def by_kind(path: str, filters: Filters, user) -> list[dict[str, Any]]:
    """Count the public bodies by kind: one query."""
    counts = (
        chosen(filters, user, without="kind").order_by().values_list("kind").annotate(Count("pk"))
    )
    return cells.facets(path, filters, "kind", dict(PublicBodyKind.choices), counts)
