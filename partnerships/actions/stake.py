"""Settling stakes: the rules across rows, and the days on which each stake counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from organisations.actions import lock_organisations
from organisations.choices import RecordState
from organisations.models import Organisation
from partnerships import rules
from partnerships.models import Stake

COUNTS_TO = {measure: f"{measure}_counts_to" for measure in rules.MEASURES}


@transaction.atomic
def settle_stakes(*, organisation_ids: Iterable[int]) -> int:
    """Check all stakes in the organisations together, and note on which days each counts.

    To be called in the transaction of every write that touches a stake, or the dissolution or
    exit of an organisation. Holds the organisations, so that two people saving at once meet here
    one after the other. May change the derived columns `counts_from` and `…_counts_to` alone.

    :return: how many stakes' counting changed
    :raises ValidationError: if the stakes cannot all be true
    """
    organisations = lock_organisations(organisation_ids)
    stakes = defaultdict(list)
    kept = Stake.objects.filter(subject__in=organisations).exclude(state=RecordState.HIDDEN)
    for stake in kept.select_related("holder", "subject").order_by("pk"):
        stakes[stake.subject_id].append(stake)
    return sum(_settle_one(organisation, stakes[organisation.pk]) for organisation in organisations)


def _settle_one(organisation: Organisation, stakes: list[Stake]) -> int:
    endings = organisation.dissolved_on, organisation.exited_on
    rules.check_stakes_of_one_organisation(stakes, *endings)
    published = [stake for stake in stakes if stake.state == RecordState.PUBLISHED]
    drafts = [stake for stake in stakes if stake.state != RecordState.PUBLISHED]
    changed = _note_counting(published, rules.counting_periods(published, *endings))
    both = [*drafts, *published]
    return changed + _note_counting(drafts, rules.counting_periods(both, *endings))


def _note_counting(stakes: list[Stake], periods: dict[int, rules.Counting]) -> int:
    changed = 0
    for position, stake in enumerate(stakes):
        counting = periods[position]
        wanted = {"counts_from": counting.start} | {
            column: counting.ends.get(measure) for measure, column in COUNTS_TO.items()
        }
        if any(getattr(stake, column) != value for column, value in wanted.items()):
            Stake.objects.filter(pk=stake.pk).update(**wanted)
            changed += 1
    return changed
