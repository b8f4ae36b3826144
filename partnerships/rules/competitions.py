"""Rules of partner competitions, bids and scores: allowed moves, kept dates, no secret undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from organisations.rules import check_has_source
from partnerships.choices import BidStatus, CompetitionOrigin, CompetitionStatus
from partnerships.rules.contracts import check_fractions

if TYPE_CHECKING:
    from partnerships.models import Bid, Bidder, BidScore, PartnerCompetition

COMPETITION_MOVES: Mapping[str, tuple[str, ...]] = {
    CompetitionStatus.DRAFT: (CompetitionStatus.OPEN, CompetitionStatus.ABANDONED),
    CompetitionStatus.OPEN: (CompetitionStatus.EVALUATING, CompetitionStatus.ABANDONED),
    CompetitionStatus.EVALUATING: (CompetitionStatus.PREFERRED, CompetitionStatus.ABANDONED),
    CompetitionStatus.PREFERRED: (
        CompetitionStatus.SIGNED,
        CompetitionStatus.EVALUATING,
        CompetitionStatus.ABANDONED,
    ),
    CompetitionStatus.SIGNED: (),
    CompetitionStatus.ABANDONED: (),
}
"""From a status to those that may follow; back to *evaluating* when a preferred bidder leaves."""

BID_MOVES: Mapping[str, tuple[str, ...]] = {
    BidStatus.INVITED: (BidStatus.SUBMITTED, BidStatus.WITHDRAWN),
    BidStatus.SUBMITTED: (BidStatus.SHORTLISTED, BidStatus.LOST, BidStatus.WITHDRAWN),
    BidStatus.SHORTLISTED: (BidStatus.PREFERRED, BidStatus.LOST, BidStatus.WITHDRAWN),
    BidStatus.PREFERRED: (BidStatus.SIGNED, BidStatus.LOST, BidStatus.WITHDRAWN),
    BidStatus.SIGNED: (),
    BidStatus.LOST: (),
    BidStatus.WITHDRAWN: (),
}
FIRST_BID_STATUSES = (BidStatus.INVITED, BidStatus.SUBMITTED)
STANDING = (
    BidStatus.INVITED,
    BidStatus.SUBMITTED,
    BidStatus.SHORTLISTED,
    BidStatus.PREFERRED,
)
"""Bids that are neither signed, lost nor withdrawn."""
SCORED = (BidStatus.SUBMITTED, BidStatus.SHORTLISTED, BidStatus.PREFERRED)
"""Bids that wait for scores."""
TAKES_BIDS = (CompetitionStatus.OPEN, CompetitionStatus.EVALUATING)
"""Competitions in which bids are entered and mended."""
TAKES_SCORES = (CompetitionStatus.EVALUATING,)
NOTICE_STANDS = (CompetitionStatus.DRAFT, CompetitionStatus.OPEN)
"""Competitions whose closing day and terms may still be changed."""


def is_disclosed(competition: PartnerCompetition) -> bool:
    """Tell whether a competition's bids are no secret: it is signed, or reported."""
    return (
        competition.origin == CompetitionOrigin.REPORTED
        or competition.status == CompetitionStatus.SIGNED
    )


def check_move(before: str | None, after: str, moves: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse a status that does not follow from the one before.

    :param before: the stored status; None for a new record
    :raises ValidationError: naming what may follow
    """
    if before is None or before == after or after in moves[before]:
        return
    following = ", ".join(str(status) for status in moves[before]) or "nothing"
    raise ValidationError(
        {
            "status": ValidationError(
                "From “%(before)s” the next is %(following)s, not “%(after)s”.",
                code="move_not_allowed",
                params={"before": before, "after": after, "following": following},
            )
        }
    )


def _refuse(field: str, message: str, code: str, **params: object) -> None:
    raise ValidationError({field: ValidationError(message, code=code, params=params)})


def check_competition(competition: PartnerCompetition) -> None:
    """Refuse a competition that contradicts itself or what it was before.

    :raises ValidationError: naming the field
    """
    stored = competition.stored
    if stored and stored["origin"] != competition.origin:
        _refuse(
            "origin",
            "A competition run here cannot become a reported one, nor the other way round: its "
            "bids would be disclosed.",
            "origin_changed",
        )
    if (
        competition.opens_on
        and competition.closes_on
        and competition.closes_on < competition.opens_on
    ):
        _refuse("closes_on", "The competition closes before it opens.", "closes_before_opening")
    if not competition.public_body_id and not (
        competition.origin == CompetitionOrigin.REPORTED and competition.public_body_name
    ):
        _refuse("public_body", "Say which public body looks for a partner.", "body_missing")
    if competition.origin == CompetitionOrigin.RUN:
        _check_run(competition, stored)
    check_has_source(competition.source_id, competition.state, "competition")


def _check_run(competition: PartnerCompetition, stored: Mapping) -> None:
    if not stored and competition.status != CompetitionStatus.DRAFT:
        _refuse("status", "A new competition begins as a draft.", "begins_as_draft")
    check_move(stored.get("status"), competition.status, COMPETITION_MOVES)
    if not stored:
        return
    if stored["public_body_id"] != competition.public_body_id:
        _refuse("public_body", "The body that runs a competition stays the same.", "body_changed")
    if stored["status"] not in NOTICE_STANDS and stored["closes_on"] != competition.closes_on:
        _refuse(
            "closes_on",
            "Bids have been opened: the closing day stays %(day)s.",
            "closing_day_kept",
            day=stored["closes_on"],
        )


def check_bid(bid: Bid) -> None:
    """Refuse a bid that comes too late, or that moves where it may not.

    :raises ValidationError: naming the field
    """
    if bid.competition_id is None:  # refused already, beside its box
        return
    competition = bid.competition
    check_names_no_source(bid, competition)
    if competition.origin == CompetitionOrigin.REPORTED:
        return
    stored = bid.stored
    if not stored and bid.status not in FIRST_BID_STATUSES:
        _refuse("status", "A new bid is invited or submitted.", "begins_invited")
    check_move(stored.get("status"), bid.status, BID_MOVES)
    if bid.status != BidStatus.INVITED and bid.status != BidStatus.WITHDRAWN:
        check_in_time(bid.submitted_on, competition.opens_on, competition.closes_on)


def check_names_no_source(record: Bid | Bidder, competition: PartnerCompetition) -> None:
    """Refuse a source of a secret bid: sources are public, and their list would tell of the bid.

    :raises ValidationError: naming the field
    """
    if record.source_id and not is_disclosed(competition):
        _refuse(
            "source",
            "Sources are public, and this bid is not yet: name its source after the signing.",
            "source_of_a_secret",
        )


def check_bidders(bidders: Sequence[Bidder]) -> None:
    """Refuse two leaders of one bid, an organisation twice, and shares of more than the whole.

    :raises ValidationError: naming what stands against what
    """
    if sum(bidder.is_lead for bidder in bidders) > 1:
        raise ValidationError("Two bidders lead this bid: tick one of them.", code="two_leads")
    organisation_ids = [one.organisation_id for one in bidders if one.organisation_id]
    if len(organisation_ids) > len(set(organisation_ids)):
        raise ValidationError("An organisation is in this bid twice.", code="bidder_twice")
    check_fractions([bidder.share for bidder in bidders])


def check_in_time(submitted_on: date | None, opens_on: date | None, closes_on: date | None) -> None:
    """Refuse a bid that came before the opening or after the closing day, or on no day.

    :raises ValidationError: naming the closing day
    """
    if submitted_on is None:
        _refuse("submitted_on", "Give the day on which the bid came in.", "day_missing")
    if closes_on and submitted_on > closes_on:
        _refuse(
            "submitted_on",
            "The competition closed on %(day)s; a later bid is not taken.",
            "too_late",
            day=closes_on,
        )
    if opens_on and submitted_on < opens_on:
        _refuse(
            "submitted_on",
            "The competition opened on %(day)s; no bid can have come before.",
            "too_early",
            day=opens_on,
        )


def check_score(score: BidScore) -> None:
    """Refuse a score of another competition's criterion, above the highest, or without a reason.

    :raises ValidationError: naming the field
    """
    competition = score.bid.competition
    if score.criterion.competition_id != competition.pk:
        _refuse("criterion", "This criterion is another competition's.", "criterion_of_another")
    if score.score > competition.highest_score:
        _refuse(
            "score",
            "Scores go from 0 to %(highest)s.",
            "score_too_high",
            highest=competition.highest_score,
        )
    if not score.why.strip():
        _refuse("why", "Say what in the bid earns this score.", "reason_missing")
