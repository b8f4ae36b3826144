"""Load spinouts.csv: one row is one service that left one or more parents."""

from __future__ import annotations

from datetime import date

from organisations.measured import Qualifier, Unit
from organisations.models import Organisation, ServiceGroup
from spinouts.choices import LastStatus, StatusEvidence
from spinouts.exchange.register import cells
from spinouts.exchange.register.loading import Loading, quote, term_slug
from spinouts.exchange.register.mutuals import HoldersInRegister, put_mutual, structure_of
from spinouts.exchange.register.reading import Row, Table
from spinouts.exchange.register.vocabularies import COHORTS_OF_ROUTES, EVENTS, EXITS
from spinouts.models import Cohort, SpinOut, SpinOutCohort, SpinOutParent, Stage, StageEvent

COLUMNS = {
    "organisation": "org_key",
    "body": "parent_keys",
    "last_status": "status_code",
    "last_status_words": "status",
    "last_seen_on": "last_source_date",
    "happened_on": "launch_date",
    "source": "source_key",
    "quote": "evidence",
}
LAST_SIGHT = (
    "dated by the last source about it; the day itself is not in the sources and may lie "
    "earlier, or later where the source announces it"
)


def load_spin_outs(table: Table, loading: Loading) -> None:
    """Store every spin-out with parents, cohorts and what is known of its journey.

    Of the journey the files know the launch and the way out: `status_code` closed, returned,
    acquired and taken into council ownership are exits, a lost main contract is an event.
    `unconfirmed` is a matter of evidence, no stage; the column `stage` says the same of every
    row. Only programmes become cohorts, other policy routes stay words. Needs the stakes:
    structure and the control of a mutual follow from them (`mutuals`).
    """
    loading.put_terms(ServiceGroup, (row["service_group"] for row in table))
    holders = HoldersInRegister(loading)

    def store(row: Row) -> None:
        organisation = loading.organisation(row, "org_key")
        is_contrast = cells.is_yes(row, "is_contrast")
        spin_out = loading.put(
            SpinOut,
            row.key,
            {
                "organisation_id": organisation.pk,
                "is_contrast": is_contrast,
                "structure": structure_of(organisation, holders),
                **_spin_out(row, loading),
            },
        )
        _put_parents(row, spin_out, loading)
        _put_events(row, spin_out, organisation, loading)
        _put_cohorts(row, spin_out, loading)
        put_mutual(organisation, spin_out, holders, loading)

    loading.each(table, COLUMNS, store)


def _spin_out(row: Row, loading: Loading) -> dict:
    seen_on, seen_precision = cells.dated(row, "seen_on")
    about = {"approx": Qualifier.ABOUT, "exact": Qualifier.EXACT, "": Qualifier.EXACT}
    staff_qualifier = cells.word(row, "staff_precision", about)
    return {
        "service_area": row["service_area"],
        "service_group_id": loading.term_id(ServiceGroup, row, "service_group"),
        "last_status": cells.word(row, "status_code", LastStatus.values),
        "last_status_words": row["status"],
        "status_evidence": cells.word(row, "status_evidence", ["", *StatusEvidence.values]),
        "last_seen_on": cells.day(row, "last_source_date"),
        "seen_on": seen_on,
        "seen_on_precision": seen_precision,
        "staff_transferred": cells.value(row, "staff_transferred", Unit.COUNT, staff_qualifier),
        "policy_route": row["policy_route"],
        "motive": row["motive"],
        "source_id": loading.source_id(row),
        "quote": quote(row),
        "note": row["note"],
    }


def _put_parents(row: Row, spin_out: SpinOut, loading: Loading) -> None:
    kept = []
    for key in cells.parts(row["parent_keys"]):
        body = loading.organisation(row, "parent_keys", key)
        kept.append(f"{row.key}:parent:{key}")
        loading.put(
            SpinOutParent,
            kept[-1],
            {"spin_out_id": spin_out.pk, "body_id": body.pk, "source_id": spin_out.source_id},
        )
    loading.drop_others(SpinOutParent, kept, spin_out_id=spin_out.pk)


def _put_events(row: Row, spin_out: SpinOut, organisation: Organisation, loading: Loading) -> None:
    launched_on, precision = cells.dated(row, "launch_date")
    events = {"launched": (launched_on, precision, "")} if launched_on else {}
    status = row["status_code"]
    if status in EXITS:
        events[EXITS[status]] = exit_day(organisation, spin_out.last_seen_on, launched_on)
    elif status in EVENTS:
        events[EVENTS[status]] = _last_sight(spin_out.last_seen_on, launched_on)
    kept = []
    for stage, (happened_on, how_exactly, note) in events.items():
        kept.append(f"{row.key}:{stage}")
        loading.put(
            StageEvent,
            kept[-1],
            {
                "spin_out_id": spin_out.pk,
                "stage_id": loading.terms(Stage)[stage].pk,
                "happened_on": happened_on,
                "happened_on_precision": how_exactly,
                "source_id": spin_out.source_id,
                "note": note,
            },
        )
    loading.drop_others(StageEvent, kept, spin_out_id=spin_out.pk)


def exit_day(
    organisation: Organisation, last_seen_on: date | None, launched_on: date | None
) -> tuple[date | None, str, str]:
    """Date an exit: by the organisation's end, else by the last source about it.

    :return: day or None, precision, and a note that says how it was inferred
    """
    if organisation.dissolved_on:
        return organisation.dissolved_on, organisation.dissolved_on_precision, ""
    return _last_sight(last_seen_on, launched_on)


def _last_sight(
    last_seen_on: date | None, launched_on: date | None
) -> tuple[date | None, str, str]:
    if last_seen_on is None:
        return None, "unknown", ""
    if launched_on and last_seen_on < launched_on:
        return (
            None,
            "unknown",
            f"the last source about it ({last_seen_on}) is older than its launch",
        )
    return last_seen_on, "inferred", LAST_SIGHT


def _put_cohorts(row: Row, spin_out: SpinOut, loading: Loading) -> None:
    names = [COHORTS_OF_ROUTES.get(route) for route in cells.parts(row["policy_route"])]
    wanted = {loading.terms(Cohort)[term_slug(name)].pk for name in names if name}
    for cohort_id in sorted(wanted):
        loading.put_part(SpinOutCohort, {"spin_out_id": spin_out.pk, "cohort_id": cohort_id}, {})
    for cohort in SpinOutCohort.objects.filter(spin_out=spin_out).exclude(cohort__in=wanted):
        if loading.wrote_first(cohort):
            loading.remove(cohort)
