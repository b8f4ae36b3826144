"""The list of spin-outs, with the contrast cases that are kept beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from organisations.choices import OrganisationStatus
from organisations.models import Organisation
from spinouts.choices import LastStatus, StageKind, StatusEvidence
from spinouts.dashboards.filter_forms import NOT_RECORDED
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.lists.on_the_day import Standing
from spinouts.dashboards.lists.staff_share import StaffShares
from spinouts.dashboards.words import NOT_KNOWN, date_words
from spinouts.models import SpinOut, SpinOutParent, StageEvent
from spinouts.querysets import LAUNCHED

LOST_CONTRACT = LastStatus.MAIN_CONTRACT_LOST
ORDERS = {
    "name": Lower("organisation__name"),
    "service": "service_area",
    "region": "organisation__region",
    "launched": "launched_on",
}
COLUMNS = [
    cells.column("Name", "name"),
    cells.column("Service", "service"),
    cells.column("Parent"),
    cells.column("Region", "region"),
    cells.column("Launched", "launched"),
    cells.column("Staff share"),
    cells.column("On the day"),
]


def chosen(filters: Filters, user, *, without: Sequence[str] = ()) -> QuerySet:
    """Choose the spin-outs that the filters keep.

    :param without: filters to pass over, for counts of their own choices
    """
    wanted = {name: value for name, value in filters.values.items() if name not in without}
    rows = SpinOut.objects.visible_to(user).filter(organisation__merged_into=None).with_launch()
    rows = _contrasted(rows, wanted.get("contrast", "") if "contrast" not in without else "with")
    if "q" in wanted:
        rows = _found(rows, wanted["q"])
    if "service" in wanted:
        rows = rows.filter(service_group__slug=wanted["service"])
    if "region" in wanted:
        rows = rows.filter(organisation__region=wanted["region"])
    if "structure" in wanted:
        structure = wanted["structure"]
        rows = rows.filter(structure="" if structure == NOT_RECORDED else structure)
    if "cohort" in wanted:
        own = SpinOut.cohorts.rel.related_model.objects.filter(spin_out=OuterRef("pk"))
        rows = rows.filter(Exists(own.filter(cohort__slug=wanted["cohort"])))
    if "parent" in wanted:
        own = SpinOutParent.objects.visible_to(user).filter(spin_out=OuterRef("pk"))
        rows = rows.filter(Exists(own.filter(body__public_body__kind=wanted["parent"])))
    return _launched(rows, wanted, filters.as_of)


def _contrasted(rows: QuerySet, wanted: str) -> QuerySet:
    if wanted == "with":
        return rows
    return rows.filter(is_contrast=wanted == "only")


def _found(rows: QuerySet, words: str) -> QuerySet:
    """Keep spin-outs whose service, or any name of whose organisation, has the words."""
    named = Organisation.objects.named_like(words).values("pk")
    in_service = Q()
    for word in words.split():
        in_service &= Q(service_area__icontains=word)
    return rows.filter(Q(organisation__in=named) | in_service)


def _launched(rows: QuerySet, wanted: dict, day: date) -> QuerySet:
    if "launched_from" in wanted:
        rows = rows.filter(launched_on__gte=date(wanted["launched_from"], 1, 1))
    if "launched_to" in wanted:
        rows = rows.filter(launched_on__lte=date(wanted["launched_to"], 12, 31))
    if "status" in wanted:
        rows = rows.filter(status_conditions(day)[wanted["status"]])
    return rows


def status_conditions(day: date) -> dict[str, Q]:
    """Give the condition of each status on a day; they exclude one another.

    As in F1 only an exit with a date ends a spin-out; needs the annotation `launched_on`.
    """
    exited = Q(organisation__exited_on__isnull=False, organisation__exited_on__lte=day) | Q(
        organisation__dissolved_on__isnull=False, organisation__dissolved_on__lte=day
    )
    still = (Q(organisation__exited_on=None) | Q(organisation__exited_on__gt=day)) & (
        Q(organisation__dissolved_on=None) | Q(organisation__dissolved_on__gt=day)
    )
    return {
        "exited": exited,
        "standing": still & Q(launched_on__lte=day),
        "later": still & Q(launched_on__gt=day),
        "unknown": still & Q(launched_on=None),
    }


def listed(filters: Filters, user) -> QuerySet:
    """Choose the spin-outs in the order asked for, with what their rows need."""
    seen = Organisation.objects.visible_to(user).values("pk")
    parents = SpinOutParent.objects.visible_to(user).filter(body__in=seen).select_related("body")
    events = StageEvent.objects.visible_to(user).select_related("stage")
    rows = (
        chosen(filters, user)
        .select_related("organisation")
        .prefetch_related(
            Prefetch("parents", queryset=parents), Prefetch("stage_events", queryset=events)
        )
    )
    return cells.ordered(rows, filters.sort, ORDERS, "name")


def present(rows: Sequence[SpinOut], filters: Filters, user) -> list[list[dict[str, Any]]]:
    """Make the cells of spin-outs."""
    rows = list(rows)
    shares = StaffShares.read([row.organisation_id for row in rows], user, filters.as_of)
    return [cells.labelled(COLUMNS, _row(row, shares, filters)) for row in rows]


def _row(spin_out: SpinOut, shares: StaffShares, filters: Filters) -> list[dict[str, Any]]:
    organisation = spin_out.organisation
    note = "contrast case, not counted as a spin-out" if spin_out.is_contrast else ""
    return [
        cells.name_cell(organisation, filters, note),
        cells.cell(cells.capital(spin_out.service_area)),
        parents_cell(spin_out, filters),
        cells.cell(organisation.get_region_display()),
        launch_cell(spin_out),
        shares.cell_of(spin_out.organisation_id),
        standing_of(spin_out, filters.as_of).as_cell(),
    ]


def parents_cell(spin_out: SpinOut, filters: Filters) -> dict[str, Any]:
    """Make the cell of the public bodies that a spin-out left: the first linked, all named."""
    bodies = [parent.body for parent in spin_out.parents.all()]
    if not bodies:
        return cells.cell("")
    first, *others = bodies
    note = "and " + ", ".join(body.name for body in others) if others else ""
    return cells.cell(first.name, url=cells.organisation_url(first.slug, filters), note=note)


def first_launch(spin_out: SpinOut) -> StageEvent | None:
    """Find the first launch that is dated, among the events already read."""
    dated = [
        event
        for event in spin_out.stage_events.all()
        if event.stage.slug == LAUNCHED and event.happened_on is not None
    ]
    return min(dated, key=lambda event: event.happened_on, default=None)


def launch_cell(spin_out: SpinOut) -> dict[str, Any]:
    """Make the cell of the launch, as exactly as it is known."""
    launch = first_launch(spin_out)
    if launch is None:
        return {"text": NOT_KNOWN, "is_missing": True}
    return cells.cell(date_words(launch.happened_on, launch.happened_on_precision))


def standing_of(spin_out: SpinOut, day: date) -> Standing:
    """Tell how a spin-out stood on a day, as far as is recorded.

    :param spin_out: with `stage_events` and their stages, and `organisation`
    """
    events = list(spin_out.stage_events.all())
    return (
        _exit_by(spin_out, events, day)
        or _not_yet(spin_out, events, day)
        or _still(spin_out, events, day)
    )


def _exit_by(spin_out: SpinOut, events: Sequence[StageEvent], day: date) -> Standing | None:
    exits = [event for event in events if event.stage.kind == StageKind.EXIT]
    by_then = [event for event in exits if event.happened_on and event.happened_on <= day]
    if by_then:
        first = min(by_then, key=lambda event: event.happened_on)
        return Standing(
            first.stage.name.lower(),
            "quiet",
            date_words(first.happened_on, first.happened_on_precision),
        )
    organisation = spin_out.organisation
    if organisation.dissolved_on and organisation.dissolved_on <= day:
        words = date_words(organisation.dissolved_on, organisation.dissolved_on_precision)
        return Standing("dissolved", "quiet", f"by {words}")
    if exits and not any(event.happened_on for event in exits):
        return Standing(exits[0].stage.name.lower(), "quiet", "date not known")
    return None


def _not_yet(spin_out: SpinOut, events: Sequence[StageEvent], day: date) -> Standing | None:
    launch = first_launch(spin_out)
    if launch is not None:
        return None if launch.happened_on <= day else Standing("not yet launched", "planned")
    if any(event.stage.slug == LAUNCHED for event in events):
        return None
    reached = [event for event in events if event.happened_on and event.happened_on <= day]
    if not reached:
        is_plan = spin_out.organisation.status == OrganisationStatus.PLANNED
        return Standing("planned", "planned") if is_plan else None
    last = max(reached, key=lambda event: event.happened_on)
    words = date_words(last.happened_on, last.happened_on_precision)
    return Standing(last.stage.name.lower(), "planned", words)


def _still(spin_out: SpinOut, events: Sequence[StageEvent], day: date) -> Standing:
    lost = [event for event in events if event.stage.slug.replace("-", "_") == LOST_CONTRACT]
    for event in lost:
        if event.happened_on is None or event.happened_on <= day:
            words = date_words(event.happened_on, event.happened_on_precision)
            return Standing("lost its main contract", "warning", words)
    seen = spin_out.last_seen_on
    note = f"last seen {date_words(seen)}" if seen else "date of last sight not known"
    if spin_out.last_status == LastStatus.UNCONFIRMED:
        return Standing("not confirmed", "warning", note)
    if spin_out.status_evidence == StatusEvidence.RECENT or (seen and seen >= day):
        return Standing("live", "good", note)
    return Standing("live when last seen", "quiet", note)


def counts(filters: Filters, user) -> dict[str, int]:
    """Count the rows by their status on the day, and the contrast cases beside them: one query.

    :return: existing statuses of `status_conditions`, and “contrast”
    """
    wanted = filters.value("contrast") or ""
    counted = Q() if wanted == "with" else Q(is_contrast=wanted == "only")
    rows = chosen(filters, user, without=("contrast", "status"))
    conditions = status_conditions(filters.as_of)
    in_status = conditions.get(filters.value("status"), Q())
    return rows.order_by().aggregate(
        contrast=Count("pk", filter=Q(is_contrast=True) & in_status),
        **{name: Count("pk", filter=condition & counted) for name, condition in conditions.items()},
    )


def by_service(path: str, filters: Filters, user) -> list[dict[str, Any]]:
    """Count the spin-outs by service group: one query."""
    kept = chosen(filters, user, without=("service",)).values("pk")
    groups = (
        SpinOut.objects.filter(pk__in=kept, service_group__isnull=False)
        .order_by()
        .values("service_group__slug", "service_group__name")
        .annotate(count=Count("pk"))
    )
    rows = list(groups)
    labels = {row["service_group__slug"]: row["service_group__name"] for row in rows}
    found = [(row["service_group__slug"], row["count"]) for row in rows]
    return cells.facets(path, filters, "service", labels, found)
