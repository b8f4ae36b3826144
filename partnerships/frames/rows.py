"""Rows of a queryset, or of records already read, and the keys in columns of frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet


def rows_of(records: QuerySet | Sequence[Model]) -> Iterable[Mapping[str, Any]]:
    """Read rows of a queryset, or of records that a page has already read."""
    return records.values() if isinstance(records, QuerySet) else map(vars, records)


def organisation_ids_in(*columns: Iterable) -> set[int]:
    """Collect the organisations named in columns of frames, without the missing ones."""
    return {int(value) for column in columns for value in column if value is not None}
