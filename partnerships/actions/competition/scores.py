"""Scoring bids: each assessor the own scores, and all of them shared once all have scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from organisations.actions import put_record, save_record
from partnerships.actions.competition.moves import REASON, hold_competition, refuse
from partnerships.models import Bid, BidScore, CompetitionCriterion, PartnerCompetition
from partnerships.rules.competitions import SCORED, TAKES_SCORES

if TYPE_CHECKING:
    from organisations.models import User


@dataclass(frozen=True)
class ScoreGiven:
    """What an assessor gives one bid for one criterion."""

    criterion_id: int
    score: int
    why: str


@transaction.atomic
def save_scores(*, bid_id: int, scores: Iterable[ScoreGiven], by: User) -> PartnerCompetition:
    """Store an assessor's scores of one bid, and share all scores once every one is there.

    :param scores: any number of criteria; the others stay as they are
    :raises PermissionDenied: if the account is no assessor of the competition
    :raises ValidationError: naming the criterion; nothing is stored then
    """
    competition_id = Bid.objects.values_list("competition_id", flat=True).get(pk=bid_id)
    competition = hold_competition(competition_id=competition_id, by=by)
    if not competition.assessors.filter(account=by).exists():
        raise PermissionDenied
    bid = Bid.objects.get(pk=bid_id)
    if competition.status not in TAKES_SCORES or bid.status not in SCORED:
        refuse("Bids are scored while they are evaluated.", "not_evaluating")
    criteria = {one.pk: one for one in competition.criteria.all()}
    for given in scores:
        _store(bid, criteria, given, by)
    if not competition.are_scores_shared and are_all_scored(competition):
        competition.are_scores_shared = True
        save_record(record=competition, by=by, reason=REASON)
    return competition


def _store(
    bid: Bid, criteria: Mapping[int, CompetitionCriterion], given: ScoreGiven, by: User
) -> None:
    if given.criterion_id not in criteria:
        refuse("This criterion is another competition's.", "criterion_of_another")
    try:
        put_record(
            model=BidScore,
            key={"bid_id": bid.pk, "criterion_id": given.criterion_id, "assessor_id": by.pk},
            values={"score": given.score, "why": given.why.strip()},
            by=by,
            reason=REASON,
        )
    except ValidationError as error:
        name = criteria[given.criterion_id].name
        raise ValidationError([f"{name}: {message}" for message in error.messages]) from None


def are_all_scored(competition: PartnerCompetition) -> bool:
    """Tell whether every assessor has scored every criterion of every bid that waits for scores."""
    bids = competition.bids.filter(status__in=SCORED)
    wanted = bids.count() * competition.criteria.count() * competition.assessors.count()
    given = BidScore.objects.filter(
        bid__in=bids, assessor__in=competition.assessors.values("account")
    )
    return wanted > 0 and given.count() == wanted
