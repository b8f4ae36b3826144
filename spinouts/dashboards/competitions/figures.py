"""What the pages of one competition need, each part read once and only as far as it may be."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

import pandas as pd
from django.db.models import Count

from organisations import roles
from organisations.frames import sectors_frame
from organisations.models import Evidence, Organisation, Profile
from partnerships.choices import BidStatus, CompetitionOrigin
from partnerships.deals import weighted_scores
from partnerships.disclosure import ShownBid, sees_all, shown_bid
from partnerships.frames.bids import (
    criteria_frame,
    day_of_bid,
    scores_frame,
    sector_of_bid,
    sectors_on,
)
from partnerships.models import (
    Bid,
    Bidder,
    BidOffer,
    BidScore,
    CompetitionAssessor,
    CompetitionCriterion,
    Deal,
    PartnerCompetition,
)
from partnerships.rules.competitions import SCORED


class CompetitionPage:
    """One competition for one reader, read as of a day."""

    def __init__(self, competition: PartnerCompetition, user, day: date) -> None:
        self.competition = competition
        self.user = user
        self.day = day

    @cached_property
    def is_insider(self) -> bool:
        """Whether the reader may read its bids whole although others may not."""
        return sees_all(self.user, self.competition)

    @cached_property
    def is_own(self) -> bool:
        """Whether the reader is an officer of the body that runs it in this register."""
        is_run = self.competition.origin == CompetitionOrigin.RUN
        is_officer = roles.part_of(self.user) == roles.Part.OFFICER
        own = roles.body_ids(self.user) if is_officer else frozenset()
        return is_run and self.competition.public_body_id in own

    @property
    def is_told(self) -> bool:
        """Whether the page tells of bids: to insiders, and to all once it is disclosed.

        Read on a day before it was signed, outsiders see the notice alone.
        """
        if self.is_insider or self.competition.origin == CompetitionOrigin.REPORTED:
            return True
        signed_on = self.competition.signed_on
        return self.competition.is_disclosed and (signed_on is None or signed_on <= self.day)

    @cached_property
    def criteria(self) -> list[CompetitionCriterion]:
        """Its criteria in their order."""
        return list(self.competition.criteria.all())

    @cached_property
    def bids(self) -> list[Bid]:
        """The bids that the reader may see."""
        if not self.is_told:
            return []
        rows = Bid.objects.visible_to(self.user).filter(competition=self.competition)
        bids = list(rows.select_related("source").order_by("pk"))
        for bid in bids:
            bid.competition = self.competition
        return bids

    @cached_property
    def bidders(self) -> dict[int, list[Bidder]]:
        """The bidders of each bid, the lead first."""
        rows = Bidder.objects.visible_to(self.user).filter(bid__in=[bid.pk for bid in self.bids])
        found: dict[int, list[Bidder]] = defaultdict(list)
        for bidder in rows.select_related("organisation", "source").order_by("-is_lead", "pk"):
            found[bidder.bid_id].append(bidder)
        return found

    @cached_property
    def offers(self) -> dict[int, list[BidOffer]]:
        """What each bid brings besides money."""
        rows = BidOffer.objects.visible_to(self.user).filter(bid__in=[bid.pk for bid in self.bids])
        found: dict[int, list[BidOffer]] = defaultdict(list)
        for offer in rows.order_by("pk"):
            found[offer.bid_id].append(offer)
        return found

    @cached_property
    def _organisation_ids(self) -> list[int]:
        named = {one.organisation_id for rows in self.bidders.values() for one in rows}
        return sorted(named - {None})

    @cached_property
    def organisations(self) -> dict[int, Organisation]:
        """Bidders with a record that the reader may see."""
        return Organisation.objects.visible_to(self.user).in_bulk(self._organisation_ids)

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Sectors of the bidders over time (see `sectors_frame`)."""
        return sectors_frame(Profile.objects.filter(organisation__in=self._organisation_ids))

    @cached_property
    def shown(self) -> dict[int, ShownBid]:
        """Each bid as the reader may know it."""
        return {
            bid.pk: shown_bid(
                bid,
                self.bidders[bid.pk],
                self.offers[bid.pk],
                sectors_on(self.sectors, day_of_bid(bid)),
                is_whole=self.is_insider,
                nameable_ids=self.organisations,
            )
            for bid in self.bids
        }

    def sector_of(self, bid: Bid) -> str:
        """Give the sector in which a bid is counted; empty if it is not recorded."""
        return sector_of_bid(self.bidders[bid.pk], sectors_on(self.sectors, day_of_bid(bid)))

    @cached_property
    def assessors(self) -> list[CompetitionAssessor]:
        """Who scores; none for outsiders."""
        rows = CompetitionAssessor.objects.visible_to(self.user).filter(
            competition=self.competition
        )
        return list(rows.select_related("account").order_by("account__username"))

    @property
    def is_assessor(self) -> bool:
        """Whether the reader scores the bids."""
        return any(one.account_id == self.user.pk for one in self.assessors)

    @cached_property
    def scores(self) -> list[BidScore]:
        """The scores that the reader may see: the own ones, and all once all have scored."""
        rows = BidScore.objects.visible_to(self.user).filter(bid__in=[bid.pk for bid in self.bids])
        return list(rows.select_related("assessor").order_by("pk"))

    @property
    def are_scores_told(self) -> bool:
        """Whether the reader may see everybody's scores."""
        return self.is_insider and self.competition.are_scores_shared

    @cached_property
    def scored_bids(self) -> list[Bid]:
        """The bids that wait for scores, or that have some."""
        with_scores = {score.bid_id for score in self.scores}
        return [bid for bid in self.bids if bid.status in SCORED or bid.pk in with_scores]

    @cached_property
    def ranking(self) -> pd.DataFrame:
        """The weighted scores of the bids with their ranks (see `weighted_scores`, F11)."""
        return weighted_scores(
            criteria_frame(self.criteria),
            scores_frame(self.scores),
            [bid.pk for bid in self.scored_bids],
            [one.account_id for one in self.assessors] or {one.assessor_id for one in self.scores},
        )

    @cached_property
    def given_counts(self) -> dict[int, int]:
        """How many scores each assessor has given to bids that wait for them; for insiders."""
        waiting = [bid.pk for bid in self.bids if bid.status in SCORED]
        counts = BidScore.objects.filter(bid__in=waiting).order_by().values_list("assessor")
        return dict(counts.annotate(Count("pk")))

    @property
    def wanted_count(self) -> int:
        """How many scores each assessor has to give."""
        waiting = [bid for bid in self.bids if bid.status in SCORED]
        return len(waiting) * len(self.criteria)

    @cached_property
    def deal(self) -> Deal | None:
        """The deal that came of it, if the reader may see it."""
        rows = Deal.objects.visible_to(self.user).filter(competition=self.competition)
        return rows.distinct().first() if self.is_told else None

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What further sources say of the competition itself."""
        rows = Evidence.objects.filter(
            content_type__app_label="partnerships",
            content_type__model="partnercompetition",
            object_id=self.competition.pk,
        )
        return list(rows.select_related("source", "content_type").order_by("pk"))

    def counts_by_sector(self) -> dict[str, dict[str, int]]:
        """Count the bids by sector and by what became of them.

        :return: sector (empty: not recorded) to {won, lost, withdrawn, open, bids}
        """
        found: dict[str, dict[str, int]] = {}
        for bid in self.bids:
            row = found.setdefault(self.sector_of(bid), dict.fromkeys(OUTCOME_NAMES, 0))
            row[OUTCOME_OF.get(bid.status, "open")] += 1
            row["bids"] += 1
        return found


OUTCOME_OF = {
    BidStatus.SIGNED: "won",
    BidStatus.LOST: "lost",
    BidStatus.WITHDRAWN: "withdrawn",
}
OUTCOME_NAMES = ("bids", "won", "lost", "withdrawn", "open")
