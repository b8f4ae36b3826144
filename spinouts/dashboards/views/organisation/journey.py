"""“The journey”: events in words, parents, cohorts, staff, motive; services spun out of a body."""

from __future__ import annotations

from typing import Any

from spinouts.choices import LastStatus, StageKind
from spinouts.dashboards.lists.cells import capital, cell, column
from spinouts.dashboards.views.organisation.parts import Part, table
from spinouts.dashboards.words import date_words

EVENT_TAGS = {StageKind.EXIT: ("bad", "exit"), StageKind.EVENT: ("quiet", "event")}


def journey_context(part: Part) -> dict[str, Any]:
    """Give everything that the journey section shows."""
    return {
        "events": [_event(part, event) for event in part.figures.events],
        "later_event_count": part.figures.later_event_count,
        "journey_rows": _journey_rows(part),
        "parented": _parented_table(part),
        "parented_later_count": len(part.figures.all_parented) - len(part.figures.parented),
    }


def _event(part: Part, event) -> dict[str, Any]:
    kind, label = EVENT_TAGS.get(event.stage_kind, ("", ""))
    return {
        "when": capital(date_words(event.happened_on, event.happened_on_precision)),
        "words": capital(event.stage_name),
        "tag_kind": kind,
        "tag_label": label,
        "note": event.note,
        "numbers": part.book.numbers(event, event.stage_name.lower()),
    }


def _journey_rows(part: Part) -> list[dict[str, Any]]:
    spin_out = getattr(part.figures.organisation, "spin_out", None)
    if spin_out is None:
        return []
    numbers = part.book.numbers(spin_out, "the spin-out")
    rows = [
        part.row("Service", capital(spin_out.service_area), source_numbers=numbers),
        *_parents_row(part),
        *_cohorts_row(part),
    ]
    if spin_out.structure:
        rows.append(part.row("Structure", capital(spin_out.get_structure_display())))
    rows.append(part.row("Staff transferred", spin_out.staff_transferred))
    if spin_out.policy_route:
        rows.append(part.row("Policy route", capital(spin_out.policy_route)))
    if spin_out.motive:
        rows.append(part.row("Why it left", capital(spin_out.motive)))
    rows += _status_row(part, spin_out)
    return rows


def _parents_row(part: Part) -> list[dict[str, Any]]:
    parents = part.figures.records.facts["parents"]
    if not parents:
        return [part.row("Spun out of", "")]
    first, *others = (
        {
            "value": parent.body_name,
            "url": part.organisation_link(parent.body_slug),
            "note": f"{parent.staff_transferred} staff transferred"
            if parent.staff_transferred
            else "",
        }
        for parent in parents
    )
    numbers = part.numbers(parents, "parents")
    value = first.pop("value")
    return [part.row("Spun out of", value, **first, more=others, source_numbers=numbers)]


def _cohorts_row(part: Part) -> list[dict[str, Any]]:
    cohorts = part.figures.records.facts["cohorts"]
    if not cohorts:
        return []
    first, *others = (
        {"value": cohort.cohort_name, "note": cohort.cohort_definition} for cohort in cohorts
    )
    return [part.row("Programme or wave", first.pop("value"), **first, more=others)]


def _status_row(part: Part, spin_out) -> list[dict[str, Any]]:
    """Say how it stood when last seen, unless that was after the day."""
    seen = spin_out.last_seen_on
    if seen and seen > part.figures.day:
        return []
    freshness = spin_out.get_status_evidence_display() if spin_out.status_evidence else ""
    words = spin_out.last_status_words
    notes = [
        f"latest source: {date_words(seen)}" if seen else "the latest source has no date",
        f"evidence: {freshness}" if freshness else "",
        f"in the source's words: {words}" if words else "",
    ]
    status = LastStatus(spin_out.last_status).label
    note = capital("; ".join(note for note in notes if note))
    return [part.row("Status when last seen", capital(status), note=note)]


def _parented_table(part: Part) -> dict[str, Any] | None:
    """List the services that were spun out of a public body."""
    parented = part.figures.parented
    if not parented:
        return None
    rows = [
        [
            cell(
                parent.organisation_name,
                url=part.organisation_link(parent.organisation_slug),
                source_numbers=part.book.numbers(parent, f"spin-out of {parent.organisation_name}"),
                note="Kept for contrast: not counted as a spin-out" if parent.is_contrast else "",
            ),
            cell(capital(parent.service_area)),
            cell(capital(parent.launch_words)),
        ]
        for parent in parented
    ]
    columns = [column("Organisation"), column("Service"), column("Launched")]
    return table("parented", "Services spun out of this body", columns, rows)
