"""Settling the journey: what an exit means for the organisation and the stakes in it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Min, Q

from organisations.models import Organisation
from partnerships.actions import settle_stakes
from spinouts.choices import StageKind


@transaction.atomic
def settle_exits(*, organisation_ids: Iterable[int]) -> None:
    """Note each organisation's first exit, and settle the stakes that it ends.

    To be called in the transaction of every write that touches a stage event. May change the
    derived column `exited_on` of organisations, and what `settle_stakes` may.
    """
    ids = set(organisation_ids)
    is_exit = Q(spin_out__stage_events__stage__kind=StageKind.EXIT)
    exits = Organisation.objects.filter(pk__in=ids).annotate(
        first_exit=Min("spin_out__stage_events__happened_on", filter=is_exit)
    )
    for organisation in exits:
        if organisation.exited_on != organisation.first_exit:
            Organisation.objects.filter(pk=organisation.pk).update(
                exited_on=organisation.first_exit
            )
    settle_stakes(organisation_ids=ids)
