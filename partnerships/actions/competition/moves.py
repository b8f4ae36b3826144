"""Moving competitions and bids along their allowed paths, one writer at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from organisations import roles
from organisations.actions import save_record
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import Bid, PartnerCompetition
from partnerships.rules.competitions import TAKES_BIDS

if TYPE_CHECKING:
    from organisations.models import User

REASON = "competition page"


def hold_competition(*, competition_id: int, by: User) -> PartnerCompetition:
    """Hold a competition until the transaction ends, and see that the account may change it.

    :raises PermissionDenied: if it may not
    """
    competition = PartnerCompetition.objects.select_for_update().get(pk=competition_id)
    if not roles.may(by, "change", PartnerCompetition, competition):
        raise PermissionDenied
    return competition


def refuse(message: str, code: str) -> None:
    """Refuse with a message above the form.

    :raises ValidationError: always
    """
    raise ValidationError(message, code=code)


@transaction.atomic
def open_competition(*, competition_id: int, by: User, day: date) -> PartnerCompetition:
    """Open a draft for bids; changes its `status`, and `opens_on` where none was set.

    :param day: the day of opening
    :raises ValidationError: without a criterion or a closing day, or after that day
    """
    competition = hold_competition(competition_id=competition_id, by=by)
    if not competition.criteria.exists():
        refuse("Say first by which criteria bids will be judged.", "no_criteria")
    if competition.closes_on is None:
        refuse("Say first until which day bids are taken.", "no_closing_day")
    if competition.closes_on < day:
        refuse(
            "The closing day has passed already: move it before you open the competition.",
            "closed_before_opening",
        )
    competition.status = CompetitionStatus.OPEN
    competition.opens_on = competition.opens_on or day
    return save_record(record=competition, by=by, reason=REASON)


@transaction.atomic
def move_competition(
    *, competition_id: int, to: str, by: User, day: date, why: str = ""
) -> PartnerCompetition:
    """Move a competition to evaluating, or abandon it; changes its status and what explains it.

    :param to: evaluating or abandoned; the other statuses have actions of their own
    :param why: needed to abandon it
    :raises ValidationError: if the status may not follow
    """
    competition = hold_competition(competition_id=competition_id, by=by)
    if to not in {CompetitionStatus.EVALUATING, CompetitionStatus.ABANDONED}:
        refuse("Choose one of the next steps that the page offers.", "step_unknown")
    if to == CompetitionStatus.EVALUATING:
        _check_ready_for_evaluation(competition, day)
    if to == CompetitionStatus.ABANDONED:
        if not why.strip():
            refuse("Say why the competition is abandoned.", "reason_missing")
        competition.abandoned_on, competition.abandoned_why = day, why.strip()
    competition.status = to
    return save_record(record=competition, by=by, reason=REASON)


def _check_ready_for_evaluation(competition: PartnerCompetition, day: date) -> None:
    is_first_time = competition.status == CompetitionStatus.OPEN
    if is_first_time and competition.closes_on and day <= competition.closes_on:
        refuse(
            "Bids are taken until the end of the closing day; they are evaluated after it.",
            "still_open",
        )
    if competition.status == CompetitionStatus.PREFERRED:
        refuse("Withdraw or refuse the preferred bid first.", "bid_preferred")


@transaction.atomic
def move_bid(*, bid_id: int, to: str, by: User, day: date, why: str = "") -> Bid:
    """Move a bid to submitted, shortlisted, lost or withdrawn; changes its status and days.

    When the preferred bid is lost or withdrawn, its competition goes back to evaluating.

    :param day: the day of the move; for submitted, the day on which the bid came in
    :raises ValidationError: if the status may not follow
    """
    competition_id = Bid.objects.values_list("competition_id", flat=True).get(pk=bid_id)
    competition = hold_competition(competition_id=competition_id, by=by)
    bid = Bid.objects.select_for_update().get(pk=bid_id)
    if to in {BidStatus.PREFERRED, BidStatus.SIGNED}:
        refuse("Choose one of the next steps that the page offers.", "step_unknown")
    if competition.status not in (*TAKES_BIDS, CompetitionStatus.PREFERRED):
        refuse("Bids move only while the competition is open or evaluated.", "not_running")
    was_preferred = bid.status == BidStatus.PREFERRED
    bid.status = to
    if to == BidStatus.SUBMITTED:
        bid.submitted_on = bid.submitted_on or day
    if to in {BidStatus.LOST, BidStatus.WITHDRAWN}:
        bid.closed_on, bid.closed_why = day, why.strip()
    save_record(record=bid, by=by, reason=REASON)
    if was_preferred:
        competition.status = CompetitionStatus.EVALUATING
        save_record(record=competition, by=by, reason=REASON)
    return bid


@transaction.atomic
def prefer_bid(*, bid_id: int, by: User) -> Bid:
    """Make a shortlisted bid the preferred one; changes its status and the competition's.

    :raises ValidationError: if the competition is not being evaluated or the bid not shortlisted
    """
    competition_id = Bid.objects.values_list("competition_id", flat=True).get(pk=bid_id)
    competition = hold_competition(competition_id=competition_id, by=by)
    bid = Bid.objects.select_for_update().get(pk=bid_id)
    if competition.status != CompetitionStatus.EVALUATING:
        refuse("A preferred bidder is chosen while bids are evaluated.", "not_evaluating")
    bid.status = BidStatus.PREFERRED
    save_record(record=bid, by=by, reason=REASON)
    competition.status = CompetitionStatus.PREFERRED
    save_record(record=competition, by=by, reason=REASON)
    return bid
