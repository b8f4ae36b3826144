"""Small facts of several kinds read by one query, and given back as the records they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import JSONObject


def fact_rows(records: QuerySet, kind: str, **related: Any) -> QuerySet:
    """Turn records into rows of two columns, so that records of several models make one query.

    :param records: rows of one model with fewer than 45 columns (PostgreSQL takes 100 arguments)
    :param kind: what to call them in the result
    :param related: further values by name: lookups such as `cohort__name`, or expressions
    """
    columns = {field.attname: field.attname for field in records.model._meta.concrete_fields}
    return (
        records.order_by()
        .annotate(
            fact_kind=Value(kind, output_field=CharField()),
            fact_content=JSONObject(**columns, **related),
        )
        .values_list("fact_kind", "fact_content")
    )


def read_facts(kinds: dict[str, QuerySet]) -> dict[str, list[Model]]:
    """Read all rows of several kinds with one query.

    :param kinds: rows of `fact_rows` by their kind
    :return: records by kind, in the order of their keys; a kind without rows has an empty list
    """
    models = {kind: rows.model for kind, rows in kinds.items()}
    first, *others = kinds.values()
    facts: dict[str, list[Model]] = defaultdict(list)
    for kind, content in first.union(*others, all=True):
        facts[kind].append(_restored(models[kind], content))
    for records in facts.values():
        records.sort(key=lambda record: record.pk)
    return facts


def _restored(model: type[Model], content: dict[str, Any]) -> Model:
    """Make a record of its columns as JSON gave them; related values become attributes."""
    values = {
        field.attname: field.to_python(content.pop(field.attname))
        for field in model._meta.concrete_fields
    }
    record = model(**values)
    record._state.adding = False
    for name, value in content.items():
        setattr(record, name, value)
    return record


def in_time(records: Iterable[Model], name: str) -> list[Model]:
    """Order records by a day, those without one last."""
    return sorted(
        records, key=lambda record: (getattr(record, name) is None, getattr(record, name) or 0)
    )
