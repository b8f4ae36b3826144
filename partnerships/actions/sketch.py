"""Keeping and throwing away sketches of the deal modeller: each belongs to one account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.actions import save_record
from partnerships.models import DealSketch, PartnerCompetition

if TYPE_CHECKING:
    from organisations.models import User

REASON = "deal modeller"


def save_sketch(
    *, title: str, query: str, competition: PartnerCompetition | None, by: User
) -> DealSketch:
    """Keep a state of the modeller for an account.

    :param query: what was entered, as in the modeller's address
    :param competition: that it was made for; its body's officers then see it too
    :raises ValidationError: naming the fields; nothing is stored then
    """
    sketch = DealSketch(account=by, competition=competition, title=title, query=query)
    return save_record(record=sketch, by=by, reason=REASON)


@transaction.atomic
def delete_sketch(*, sketch: DealSketch, by: User) -> None:
    """Throw a sketch away; its history stays.

    :raises PermissionDenied: if it belongs to another account
    """
    if sketch.account_id != by.pk:
        raise PermissionDenied
    sketch._history_user = by
    sketch._change_reason = REASON
    sketch.delete()
