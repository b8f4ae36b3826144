"""What changed in the records of one organisation lately: one query over their histories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import CharField, QuerySet, Value
from django.utils import timezone

from organisations.models import Identifier, Organisation, OrganisationName, Profile
from partnerships.models import Contract, Stake
from spinouts.dashboards.figures.organisation.records import OrganisationRecords
from spinouts.models import MembershipCount, SpinOut, SpinOutParent, StageEvent

ROWS_READ = 200
KINDS = (
    "organisation",
    "names",
    "identifiers",
    "profiles",
    "membership_counts",
    "spin_out",
    "parents",
    "events",
    "stakes",
    "contracts",
)
MOST_CHANGES = 10


@dataclass(frozen=True)
class Change:
    """One day's changes of one sort: what was added, changed or removed.

    :param changed_on: the day in London
    :param what: “+” added, “~” changed, “-” removed
    :param records: kind (“organisation”, “stakes” …) to keys, the latest first, each once
    """

    changed_on: date
    what: str
    records: dict[str, tuple[int, ...]]


def latest_changes(records: OrganisationRecords) -> list[Change]:
    """Give the latest changes of everything that the account may see of the organisation.

    :return: the latest first; changes of one day and sort that follow each other are one
    """
    parts = [_rows(model, kind, choice) for model, kind, choice in _choices(records)]
    first, *others = parts
    rows = first.union(*others, all=True).order_by("-history_date", "-history_id")[:ROWS_READ]
    dated = [
        ((timezone.localtime(moment).date(), what), (kind, key))
        for kind, key, what, moment, _ in rows
    ]
    changes = [
        Change(*sort, _by_kind(record for _, record in same))
        for sort, same in groupby(dated, key=lambda row: row[0])
    ]
    return changes[:MOST_CHANGES]


def _by_kind(records: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Gather the keys of records by their kind, each once, in the order of `KINDS`."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for kind, key in records:
        found[kind][key] = None
    return {kind: tuple(found[kind]) for kind in KINDS if kind in found}


def _choices(records: OrganisationRecords) -> list[tuple]:
    """Choose whose history is read: of the organisation, and of records that may be seen."""
    key = records.organisation.pk
    own = {"organisation_id": key}
    return [
        (Organisation, "organisation", {"id": key}),
        (OrganisationName, "names", own),
        (Identifier, "identifiers", own),
        (Profile, "profiles", own),
        (MembershipCount, "membership_counts", own),
        (SpinOut, "spin_out", own),
        (SpinOutParent, "parents", {"id__in": _keys(records.facts["parents"])}),
        (StageEvent, "events", {"id__in": _keys(records.events)}),
        (Stake, "stakes", {"id__in": _keys(records.own_stakes)}),
        (Contract, "contracts", {"id__in": _keys(records.contracts)}),
    ]


def _keys(records: list) -> list[int]:
    return [record.pk for record in records]


def _rows(model: type, kind: str, choice: dict) -> QuerySet:
    return (
        model.history.filter(**choice)
        .order_by()
        .annotate(kind_of_record=Value(kind, output_field=CharField()))
        .values_list("kind_of_record", "id", "history_type", "history_date", "history_id")
    )
