"""The list of organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import Lower

from organisations.choices import OrganisationKind
from organisations.models import Organisation, OrganisationName, Profile
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells, on_the_day

ORDERS = {"name": Lower("name"), "founded": "founded_on", "kind": "kind", "region": "region"}
COLUMNS = [
    cells.column("Name", "name"),
    cells.column("Part it plays", "kind"),
    cells.column("Sector"),
    cells.column("Legal form"),
    cells.column("Region", "region"),
    cells.column("On the day", "founded"),
]
PROFILE_FILTERS = {
    "sector": "sector",
    "form": "legal_form__slug",
    "model": "operating_model__slug",
}


def chosen(filters: Filters, user, *, without: str = "") -> QuerySet:
    """Choose the organisations that the filters keep.

    :param without: a filter to pass over, for the counts of its own choices
    """
    wanted = {name: value for name, value in filters.values.items() if name != without}
    rows = Organisation.objects.visible_to(user).filter(merged_into=None)
    rows = rows.named_like(wanted.get("q", ""))
    for name in ("kind", "region"):
        if name in wanted:
            rows = rows.filter(**{name: wanted[name]})
    profile = {column: wanted[name] for name, column in PROFILE_FILTERS.items() if name in wanted}
    rows = on_the_day.with_profile(rows, filters.as_of, **profile)
    if "status" in wanted:
        rows = rows.filter(on_the_day.standing_condition(wanted["status"], filters.as_of))
    return rows


def listed(filters: Filters, user) -> QuerySet:
    """Choose the organisations in the order asked for, with what their rows need."""
    rows = chosen(filters, user).prefetch_related(on_the_day.prefetched_profiles(filters.as_of))
    if filters.value("q"):
        names = OrganisationName.objects.order_by("pk")
        rows = rows.prefetch_related(Prefetch("names", queryset=names))
    return cells.ordered(rows, filters.sort, ORDERS, "name")


def present(rows: Sequence[Organisation], filters: Filters) -> list[list[dict[str, Any]]]:
    """Make the cells of organisations."""
    return [cells.labelled(COLUMNS, _row(row, filters)) for row in rows]


def _row(organisation: Organisation, filters: Filters) -> list[dict[str, Any]]:
    profile = organisation.day_profiles[0] if organisation.day_profiles else Profile()
    return [
        cells.name_cell(organisation, filters, other_name(organisation, filters.value("q") or "")),
        cells.cell(organisation.get_kind_display()),
        cells.cell(profile.get_sector_display()),
        cells.cell(profile.legal_form),
        cells.cell(organisation.get_region_display()),
        on_the_day.standing_of(organisation, filters.as_of).as_cell(),
    ]


def other_name(organisation: Organisation, words: str) -> str:
    """Give the further name by which a search found an organisation, empty if by its own."""
    wanted = [word.casefold() for word in words.split()]
    if not wanted or _has_all(organisation.name, wanted):
        return ""
    for name in organisation.names.all():
        if any(word in name.name.casefold() for word in wanted):
            return f"{name.get_kind_display()}: {name.name}"
    return ""


def _has_all(name: str, words: Sequence[str]) -> bool:
    return all(word in name.casefold() for word in words)


def by_kind(path: str, filters: Filters, user) -> list[dict[str, Any]]:
    """Count the organisations by the part that they play: one query."""
    counts = (
        chosen(filters, user, without="kind")
        .order_by()
        .values_list("kind")
        .annotate(Count("pk", distinct=True))
    )
    return cells.facets(path, filters, "kind", dict(OrganisationKind.choices), counts)
