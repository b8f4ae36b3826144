"""What changed in the record of one contract: its own fields, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.db.models import CharField, Model, QuerySet, Value
from django.utils import timezone

from organisations.choices import RecordState
from partnerships.models import Contract, ContractChange, ContractParty, SupplyLink

MOST_CHANGES = 10
ROWS_READ = 40
SILENT = {"register_id", "state", "is_derived", "slug"}
"""Columns whose change tells a reader nothing."""


@dataclass(frozen=True)
class RecordChange:
    """One change of the record.

    :param changed_on: the day in London
    :param kind: contract, party, change or link
    :param what: “+” added, “~” changed, “-” removed
    :param columns: labels of the contract's columns that changed; none for other kinds
    """

    changed_on: date
    kind: str
    what: str
    columns: tuple[str, ...] = ()


def latest_changes(contract: Contract) -> list[RecordChange]:
    """Give the latest changes, the newest first: two queries.

    Of the contract itself only what happened while it was public: what it said as a draft is
    nobody's business.
    """
    dated = [*_own_changes(contract), *_changes_of_parts(contract)]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return list(dict.fromkeys(change for _, change in dated))[:MOST_CHANGES]


def _own_changes(contract: Contract) -> list[tuple[datetime, RecordChange]]:
    rows = list(contract.history.order_by("-history_date", "-history_id")[:ROWS_READ])
    public = [row for row in rows if row.state == RecordState.PUBLISHED]
    found = []
    for newer, older in pairwise(public):
        columns = _changed_columns(newer, older)
        if columns:
            change = RecordChange(_day(newer.history_date), "contract", "~", columns)
            found.append((newer.history_date, change))
    if public:
        first = public[-1]
        found.append((first.history_date, RecordChange(_day(first.history_date), "contract", "+")))
    return found


def _changed_columns(newer: Model, older: Model) -> tuple[str, ...]:
    """Name the columns that differ; the four columns of a measured value have one name."""
    labels = {}
    for field in Contract._meta.concrete_fields:
        name = field.attname
        if field.name in SILENT or not hasattr(newer, name):
            continue
        if getattr(newer, name) != getattr(older, name):
            label = str(field.verbose_name).partition(",")[0]
            labels[label] = None
    return tuple(labels)


def _changes_of_parts(contract: Contract) -> list[tuple[datetime, RecordChange]]:
    parts = [
        _history(model, kind, contract)
        for model, kind in (
            (ContractParty, "party"),
            (ContractChange, "change"),
            (SupplyLink, "link"),
        )
    ]
    first, *others = parts
    rows = first.union(*others, all=True).order_by("-history_date")[:ROWS_READ]
    return [(moment, RecordChange(_day(moment), kind, what)) for kind, what, moment in rows]


def _history(model: type[Model], kind: str, contract: Contract) -> QuerySet:
    return (
        model.history.filter(contract_id=contract.pk)
        .order_by()
        .annotate(kind_of_record=Value(kind, output_field=CharField()))
        .values_list("kind_of_record", "history_type", "history_date")
    )


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
