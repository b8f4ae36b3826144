"""Figures about the register as a whole: how much is on record, and what changed lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from django.db.models import CharField, Count, Model, Q, QuerySet, Value
from django.utils import timezone

from organisations.models import Organisation, PublicBody, Source
from partnerships.choices import FigureRole, Measure
from partnerships.models import Contract, Stake
from spinouts.models import SpinOut

ROWS_READ = 30
"""Of each kind: enough that several changes of one record leave others to show."""

MOST_OF_A_KIND = 4
ADDED = "+"


def held_on_any_measure(day: date) -> Q:
    """Give the condition that a stake carries some right on a day (F1)."""
    condition = Q(pk__in=[])
    for measure in Measure.values:
        ends = f"{measure}_counts_to"
        condition |= ~Q(**{f"{measure}_disclosure": ""}) & (
            Q(**{ends: None}) | Q(**{f"{ends}__gt": day})
        )
    return condition & (Q(counts_from=None) | Q(counts_from__lte=day))


def counts(user, day: date) -> Mapping[str, int]:
    """Count what the account may see: one query.

    :return: organisations, public_bodies, spin_outs and contrast_cases on record; contracts (main
        figures); stakes held on the day; sources
    """
    spin_outs = SpinOut.objects.visible_to(user)
    contracts = Contract.objects.visible_to(user).values("pk")
    rows = {
        "organisations": Organisation.objects.visible_to(user).filter(merged_into=None),
        "public_bodies": PublicBody.objects.visible_to(user),
        "spin_outs": spin_outs.filter(is_contrast=False),
        "contrast_cases": spin_outs.filter(is_contrast=True),
        "contracts": Contract.objects.filter(pk__in=contracts, role=FigureRole.MAIN),
        "stakes": Stake.objects.visible_to(user).counted().filter(held_on_any_measure(day)),
        "sources": Source.objects.visible_to(user),
    }
    first, *others = (_counted(name, chosen) for name, chosen in rows.items())
    return dict.fromkeys(rows, 0) | dict(first.union(*others, all=True))


def _counted(name: str, rows: QuerySet) -> QuerySet:
    """Make a query of one row, the name and the number; of no row where there is nothing."""
    named = rows.order_by().annotate(counted_kind=Value(name, output_field=CharField()))
    return named.values_list("counted_kind").annotate(Count("pk"))


@dataclass(frozen=True)
class PlacedValue:
    """Contract value that can be placed in years (F4), over whole terms.

    :param contract_count: contracts behind it
    :param low_pence: smallest possible sum
    :param high_pence: largest possible sum; None where one contract has no upper limit
    :param left_out_count: contracts begun by the day that could not be placed
    """

    contract_count: int
    low_pence: int
    high_pence: int | None
    left_out_count: int


def placed_value(cells: pd.DataFrame, statuses: pd.Series) -> PlacedValue:
    """Add up the placed value of contracts.

    :param cells: contract value by provider, sector and year, see `contract_values.place`
    :param statuses: number of contracts by status; those not begun by the day count nowhere
    """
    high = cells["value_high_pence"]
    placed = int(statuses.get("placed", 0))
    begun = int(statuses.drop("not_begun", errors="ignore").sum())
    return PlacedValue(
        contract_count=placed,
        low_pence=int(cells["value_low_pence"].sum()),
        high_pence=None if high.isna().any() else int(high.sum()),
        left_out_count=begun - placed,
    )


@dataclass(frozen=True)
class RecordChange:
    """The latest change of one record.

    :param kind: organisation or contract
    :param is_added: it came into the register that day
    """

    kind: str
    name: str
    slug: str
    changed_on: date
    is_added: bool


def latest_changes(user) -> list[RecordChange]:
    """Give the records changed last, each once, among those that the account may see: one query.

    :return: at most `MOST_OF_A_KIND` of each kind, the latest first
    """
    organisations = Organisation.objects.visible_to(user).filter(merged_into=None)
    contracts = Contract.objects.visible_to(user).filter(role=FigureRole.MAIN)
    rows = _history(Organisation, "organisation", "name", organisations).union(
        _history(Contract, "contract", "title", contracts), all=True
    )
    changes: dict[tuple[str, int], RecordChange] = {}
    for kind, key, name, slug, sort, moment in rows.order_by("-history_date", "-id"):
        day = timezone.localtime(moment).date()
        known = changes.get((kind, key))
        if known is None:
            changes[kind, key] = RecordChange(kind, name, slug, day, sort == ADDED)
        elif known.changed_on == day and sort == ADDED:
            changes[kind, key] = RecordChange(kind, known.name, known.slug, day, is_added=True)
    return _some_of_each_kind(changes.values())


def _some_of_each_kind(changes: Iterable[RecordChange]) -> list[RecordChange]:
    seen: Counter[str] = Counter()
    kept = []
    for change in changes:
        seen[change.kind] += 1
        if seen[change.kind] <= MOST_OF_A_KIND:
            kept.append(change)
    return kept


def _history(model: type[Model], kind: str, name: str, visible: QuerySet) -> QuerySet:
    """Choose the latest rows of one model's history, in the columns that all kinds share."""
    latest = (
        model.history.filter(id__in=visible.values("pk"))
        .order_by("-history_date", "-history_id")
        .values("history_id")[:ROWS_READ]
    )
    return (
        model.history.filter(history_id__in=latest)
        .annotate(kind_of_record=Value(kind, output_field=CharField()))
        .order_by()
        .values_list("kind_of_record", "id", name, "slug", "history_type", "history_date")
    )
