"""A source on every fact: one that names none takes that of the published record it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models, transaction

from organisations import roles
from organisations.actions.record import save_record
from organisations.choices import RecordState
from organisations.models.base import Fact

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def fill_sources(*, record: models.Model, by: User | None, reason: str) -> int:
    """Give every fact that hangs on a published record and names no source the record's source.

    To be called in the transaction of every write that can publish a record or add to it. May
    change the `source` of facts alone.

    :param record: any record; the organisation, stake or contract that it hangs on decides
    :return: how many facts were given one
    """
    root = _root_of(record)
    if root is None or root.state != RecordState.PUBLISHED:
        return 0
    return _fill(root, by, reason)


def _root_of(record: models.Model) -> models.Model | None:
    """Climb to the record with a state of its own on which this one hangs; None without any."""
    while not hasattr(record, "state"):
        way = _way_up(type(record))
        if not way:
            return None
        record = getattr(record, way)
    return record


def _way_up(model: type[models.Model]) -> str:
    """Name the foreign key by which rows of a model hang on their record; empty without any."""
    scope = roles.SCOPES.get(model._meta.label_lower)
    return scope.owners[0].split("__")[0] if scope is not None and scope.owners else ""


def _fill(record: models.Model, by: User | None, reason: str) -> int:
    filled = 0
    for fact in _facts_of(record):
        if fact.source_id is None:
            fact.source_id = record.source_id
            save_record(record=fact, by=by, reason=reason)
            filled += 1
        filled += _fill(fact, by, reason)
    return filled


def _facts_of(record: models.Model) -> Iterator[Fact]:
    """Go through the facts that hang on a record and have no state of their own."""
    for relation in record._meta.related_objects:
        model = relation.related_model
        is_fact = issubclass(model, Fact) and not hasattr(model, "state")
        if is_fact and relation.field.name == _way_up(model):
            yield from model._default_manager.filter(**{relation.field.name: record})
