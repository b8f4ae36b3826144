"""Publishing and hiding: the archive takes the place of deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from organisations import roles
from organisations.actions.record import save_record
from organisations.actions.sources import fill_sources
from organisations.choices import RecordState

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def set_state(*, record: models.Model, state: RecordState, by: User, reason: str) -> models.Model:
    """Publish, hide or draw back a record; changes its `state`, and sources as `fill_sources` may.

    :param record: an organisation, stake or contract
    :raises PermissionDenied: if the account may not change the record
    :raises ValidationError: if the record may not be published as it stands
    """
    if not roles.may(by, "change", type(record), record):
        raise PermissionDenied
    record.state = state
    save_record(record=record, by=by, reason=reason)
    fill_sources(record=record, by=by, reason=reason)
    return record
