"""What may be done next with a competition and with each bid, for those who run it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import Bid, PartnerCompetition
from partnerships.rules.competitions import BID_MOVES, COMPETITION_MOVES, SCORED, TAKES_BIDS

OPEN, EVALUATING, ABANDONED = (
    CompetitionStatus.OPEN,
    CompetitionStatus.EVALUATING,
    CompetitionStatus.ABANDONED,
)


@dataclass(frozen=True)
class Step:
    """One thing that can be done: its words, where, and whether it is the one to do now."""

    label: str
    url: str
    is_main: bool = False


@dataclass(frozen=True)
class Move:
    """The words of one move: the link to it, its page, and what it brings about.

    `reason_label` names the box for a reason; empty: none is asked for.
    """

    label: str
    title: str
    words: str
    reason_label: str = ""
    is_reason_needed: bool = False


COMPETITION_WORDS = {
    OPEN: Move(
        "Open for bids",
        "Open the competition for bids?",
        "Bids can be entered from now on. The closing day and the terms can still be changed until "
        "you start to evaluate.",
    ),
    EVALUATING: Move(
        "Start evaluating",
        "Start evaluating the bids?",
        "The closing day, the terms and the criteria stay as they are from now on, and the "
        "assessors can score.",
    ),
    ABANDONED: Move(
        "Abandon it",
        "Abandon the competition?",
        "It ends without a partner, for good. Its bids stay on record and stay confidential; the "
        "public page says that it was abandoned, and why.",
        "Why it is abandoned (public)",
        True,
    ),
}
BID_WORDS = {
    BidStatus.SUBMITTED: Move(
        "It came in",
        "Has this bid come in?",
        "It counts as submitted from then on, and its assessors can score it once bids are "
        "evaluated.",
    ),
    BidStatus.SHORTLISTED: Move(
        "Shortlist",
        "Shortlist this bid?",
        "Only a shortlisted bid can become the preferred one.",
    ),
    BidStatus.PREFERRED: Move(
        "Make it the preferred bid",
        "Make this the preferred bid?",
        "The competition then waits for the signing. A preferred bidder holds nothing until it is "
        "signed, and may still be lost or withdraw.",
    ),
    BidStatus.LOST: Move(
        "Not chosen",
        "Is this bid not chosen?",
        "It stays on record as lost, for good.",
        "Why it was not chosen",
    ),
    BidStatus.WITHDRAWN: Move(
        "Withdrawn",
        "Has this bid been withdrawn?",
        "It stays on record as withdrawn, for good.",
        "Why it was withdrawn",
    ),
}


def move_url(competition: PartnerCompetition, to: str) -> str:
    """Give the address of the page that asks whether a competition is to be moved."""
    return reverse("spinouts:competition-move", args=[competition.slug, to])


def bid_url(page: str, bid: Bid, *more: str) -> str:
    """Give the address of a page of a bid."""
    return reverse(f"spinouts:bid-{page}", args=[bid.competition.slug, bid.pk, *more])


def moves_of_competition(competition: PartnerCompetition, day: date) -> tuple[str, ...]:
    """List the statuses to which its own page may move a competition on a day."""
    following = [to for to in COMPETITION_MOVES[competition.status] if to in COMPETITION_WORDS]
    if competition.status == CompetitionStatus.PREFERRED:
        following.remove(EVALUATING)  # it follows when the preferred bid is lost or withdrawn
    closes_on = competition.closes_on
    is_taking_bids = competition.status == OPEN and closes_on is not None and closes_on >= day
    return tuple(to for to in following if not (to == EVALUATING and is_taking_bids))


def moves_of_bid(bid: Bid) -> tuple[str, ...]:
    """List the statuses to which the page of a bid may move it."""
    status = bid.competition.status
    if status not in (*TAKES_BIDS, CompetitionStatus.PREFERRED):
        return ()
    return tuple(
        to
        for to in BID_MOVES[bid.status]
        if to in BID_WORDS and (to != BidStatus.PREFERRED or status == EVALUATING)
    )


def steps_of_competition(
    competition: PartnerCompetition, day: date, *, is_assessor: bool
) -> list[Step]:
    """List what those who run a competition can do with it on a day."""
    page = [competition.slug]
    status = competition.status
    steps = []
    if status in TAKES_BIDS:
        url = reverse("spinouts:bid-new", args=page)
        steps.append(Step("Enter a bid", url, is_main=status == OPEN))
    if status == EVALUATING:
        url = reverse("spinouts:competition-ranking", args=page)
        steps.append(Step("Scores and ranking", url, is_main=not is_assessor))
    if status == CompetitionStatus.PREFERRED:
        url = reverse("spinouts:competition-sign", args=page)
        steps.append(Step("Sign the deal", url, is_main=True))
    moves = moves_of_competition(competition, day)
    steps += [
        Step(COMPETITION_WORDS[to].label, move_url(competition, to), is_main=to != ABANDONED)
        for to in moves
        if to != ABANDONED
    ]
    steps.append(Step("Change the notice", reverse("spinouts:competition-edit", args=page)))
    if status not in {CompetitionStatus.SIGNED, ABANDONED}:
        steps.append(Step("Assessors", reverse("spinouts:competition-assessors", args=page)))
    steps.append(Step("What happened", reverse("spinouts:competition-history", args=page)))
    if ABANDONED in moves:
        steps.append(Step(COMPETITION_WORDS[ABANDONED].label, move_url(competition, ABANDONED)))
    return steps


def steps_of_bid(bid: Bid, *, is_assessor: bool) -> list[Step]:
    """List what those who run a competition can do with one of its bids."""
    steps = []
    is_scored = bid.competition.status == EVALUATING and bid.status in SCORED
    if is_scored and is_assessor:
        steps.append(Step("Your scores", bid_url("scores", bid), is_main=True))
    if bid.competition.status in TAKES_BIDS:
        steps.append(Step("Change the bid", bid_url("edit", bid)))
    return steps + [Step(BID_WORDS[to].label, bid_url("move", bid, to)) for to in moves_of_bid(bid)]
