"""Bids, their criteria and scores as frames: the columns are a promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from organisations.frames import object_frame
from partnerships.choices import BidStatus
from partnerships.models import Bid, Bidder, BidScore, CompetitionCriterion

OUTCOME_COLUMNS = ["bid_id", "competition_id", "sector", "outcome", "decided_on"]
CRITERION_COLUMNS = ["criterion_id", "weight"]
SCORE_COLUMNS = ["bid_id", "criterion_id", "assessor_id", "score"]
OUTCOMES = {
    BidStatus.SIGNED: "won",
    BidStatus.LOST: "lost",
    BidStatus.WITHDRAWN: "withdrawn",
}
"""What became of a bid, for win rates (F11); every other status is open."""


def day_of_bid(bid: Bid) -> date | None:
    """Give the day on which the sectors of a bid's bidders are read.

    :param bid: with its competition
    :return: when it came in, else when it was decided, else when bids closed, the competition was
        signed or opened; None if none of these is known
    """
    competition = bid.competition
    known = (
        bid.submitted_on,
        bid.closed_on,
        competition.closes_on,
        competition.signed_on,
        competition.opens_on,
    )
    return next((day for day in known if day is not None), None)


def sectors_on(sectors: pd.DataFrame, day: date | None) -> dict[int, str]:
    """Give the sector of organisations on a day.

    :param sectors: see `organisations.frames.sectors_frame`
    :param day: None: not known; then an organisation has a sector only if it always had the same
    :return: organisation to sector; without those whose sector is not recorded
    """
    found: dict[int, set[str]] = defaultdict(set)
    for row in sectors.itertuples():
        starts_by = row.valid_from is None or day is None or row.valid_from <= day
        ends_after = row.valid_to is None or day is None or row.valid_to > day
        if starts_by and ends_after:
            found[row.organisation_id].add(row.sector)
    return {
        organisation_id: next(iter(held))
        for organisation_id, held in found.items()
        if len(held) == 1 and "" not in held
    }


def sector_of_bid(bidders: Sequence[Bidder], sector_of: Mapping[int, str]) -> str:
    """Give the sector in which a bid is counted: its lead's, or the one that all bidders share.

    :param sector_of: organisation to sector on the day of the bid (see `sectors_on`)
    :return: empty if it is not recorded, or if nobody leads bidders of several sectors
    """
    leads = [bidder for bidder in bidders if bidder.is_lead] or list(bidders)
    found = {
        sector_of.get(bidder.organisation_id, "") if bidder.organisation_id else bidder.sector
        for bidder in leads
    }
    return found.pop() if len(found) == 1 else ""


def bid_outcomes_frame(
    bids: Iterable[Bid], bidders: Iterable[Bidder], sectors: pd.DataFrame
) -> pd.DataFrame:
    """Give what became of bids, for win rates by sector (F11).

    :param bids: those that the reader may see, with their competitions
    :param bidders: of these bids
    :param sectors: of the bidders that have a record (see `sectors_frame`)
    :return: one row per bid: bid_id, competition_id, sector (of the lead on the day of the bid;
        empty: not recorded), outcome (won, lost, withdrawn or open), decided_on (None: not known)
    """
    by_bid: dict[int, list[Bidder]] = defaultdict(list)
    for bidder in bidders:
        by_bid[bidder.bid_id].append(bidder)
    rows = [
        (
            bid.pk,
            bid.competition_id,
            sector_of_bid(by_bid[bid.pk], sectors_on(sectors, day_of_bid(bid))),
            OUTCOMES.get(bid.status, "open"),
            bid.closed_on,
        )
        for bid in bids
    ]
    return object_frame(rows, OUTCOME_COLUMNS)


def criteria_frame(criteria: Iterable[CompetitionCriterion]) -> pd.DataFrame:
    """Give the criteria of a competition: criterion_id, weight (whole number from 1)."""
    return object_frame([(one.pk, one.weight) for one in criteria], CRITERION_COLUMNS)


def scores_frame(scores: Iterable[BidScore]) -> pd.DataFrame:
    """Give scores of bids: bid_id, criterion_id, assessor_id (an account), score (from 0)."""
    rows = [(one.bid_id, one.criterion_id, one.assessor_id, one.score) for one in scores]
    return object_frame(rows, SCORE_COLUMNS)
