"""Saving one record: checked, attributed, and only if something changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction

from organisations.models import Organisation

if TYPE_CHECKING:
    from organisations.models import User


class Outcome(StrEnum):
    """What became of a row that was to be stored."""

    CREATED = "created"
    CHANGED = "changed"
    SAME = "same"


def lock_organisations(organisation_ids: Iterable[int]) -> list[Organisation]:
    """Hold the organisations until the transaction ends, so that rules across rows stay true.

    PostgreSQL locks the rows in order of their keys; SQLite has already locked the database.

    :param organisation_ids: keys; the order does not matter
    :return: the organisations as they stand now
    """
    wanted = Organisation.objects.filter(pk__in=set(organisation_ids)).order_by("pk")
    return list(wanted.select_for_update())


@transaction.atomic
def save_record(*, record: models.Model, by: User | None, reason: str) -> models.Model:
    """Check a record by all its rules and store it with who and through what.

    :param by: the account, or None for the machine
    :param reason: the form, import or command that writes, for the history
    :raises ValidationError: naming the fields; nothing is stored then
    """
    record.full_clean(validate_constraints=False)
    record._history_user = by
    record._change_reason = reason
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError:
        # The database checks its constraints anyway; only a refusal needs them said in words.
        record.validate_constraints()
        raise
    return record


@transaction.atomic
def put_record(
    *,
    model: type[models.Model],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    by: User | None,
    reason: str,
) -> tuple[models.Model, Outcome]:
    """Create the record of a key, change it, or leave it if it says the same already.

    :param key: fields that find it; a related record may stand for its key
    :param values: everything else that the row says; measured values as such
    :return: the record and what became of it
    :raises ValidationError: naming the fields; nothing is stored then
    """
    record = model._default_manager.filter(**key).first()
    if record is None:
        created = model(**key, **values)
        return save_record(record=created, by=by, reason=reason), Outcome.CREATED
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    if not changed:
        return record, Outcome.SAME
    for name in changed:
        setattr(record, name, values[name])
    return save_record(record=record, by=by, reason=reason), Outcome.CHANGED
