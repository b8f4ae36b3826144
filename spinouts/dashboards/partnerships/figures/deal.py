"""What the page of one deal needs: competition, winning bid, stakes, contract and capital."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

import pandas as pd
from django.db.models import Exists, F, Model, OuterRef

from organisations.models import Organisation, User
from partnerships import disclosure, ownership
from partnerships.frames.bids import day_of_bid, sector_of_bid, sectors_on
from partnerships.models import (
    Bid,
    Bidder,
    BidOffer,
    Contract,
    ContractParty,
    Contribution,
    Deal,
    DealStake,
    Investment,
    PartnerCompetition,
    Stake,
)
from spinouts.dashboards.partnerships.figures.deals import (
    DealPrices,
    contract_of,
    prices_of,
    seen_deals,
)
from spinouts.dashboards.partnerships.figures.vehicle import VehicleFigures, sector_on

ONE_DAY = timedelta(days=1)


def find_deal(slug: str, user: User) -> Deal | None:
    """Find the deal of an address, if the account may know both its sides."""
    return (
        seen_deals(user)
        .filter(slug=slug)
        .select_related("venture", "partner", "contract", "competition__public_body")
        .annotate(
            is_body_visible=Exists(
                Organisation.objects.visible_to(user).filter(
                    pk=OuterRef("competition__public_body")
                )
            )
        )
        .first()
    )


class DealFigures:
    """One deal for one reader, read as of a day."""

    def __init__(self, deal: Deal, user: User, day: date, as_of_query: str = "") -> None:
        """Keep which deal, for whom and for what day.

        :param deal: of `find_deal`
        :param as_of_query: what links must keep in their address, empty for today
        """
        self.deal = deal
        self.user = user
        self.day = day
        self.as_of_query = as_of_query

    @property
    def contract(self) -> Contract | None:
        """Give the contract that went with the stake, if the account may see it."""
        return contract_of(self.deal)

    @cached_property
    def prices(self) -> DealPrices:
        """Give what the partner paid for its stake and for its contract (F11)."""
        return prices_of(self.deal, self.contract)

    @property
    def competition(self) -> PartnerCompetition | None:
        """Give the competition by which the partner was chosen, if the account may see it."""
        return self.deal.competition if self.deal.is_competition_visible else None

    @cached_property
    def bids(self) -> list[Bid]:
        """Read the bids of the competition that the account may see."""
        if self.competition is None:
            return []
        rows = Bid.objects.visible_to(self.user).filter(competition=self.competition)
        bids = list(rows.order_by("pk"))
        for bid in bids:
            bid.competition = self.competition
        return bids

    @cached_property
    def bidders(self) -> list[Bidder]:
        """Read who made these bids."""
        if not self.bids:
            return []
        rows = Bidder.objects.visible_to(self.user).filter(bid__in=[bid.pk for bid in self.bids])
        return list(rows.select_related("organisation").order_by("-is_lead", "pk"))

    @cached_property
    def _nameable_ids(self) -> set[int]:
        """Choose whom of the bidders the account may know."""
        keys = {one.organisation_id for one in self.bidders if one.organisation_id}
        if not keys:
            return set()
        seen = Organisation.objects.visible_to(self.user).filter(pk__in=keys)
        return set(seen.values_list("pk", flat=True))

    def slug_of(self, organisation_id: int | None) -> str:
        """Give the address of a bidder's page; empty if it has none that the account may see."""
        for one in self.bidders:
            if one.organisation_id == organisation_id and organisation_id in self._nameable_ids:
                return one.organisation.slug
        return ""

    @property
    def winner(self) -> Bid | None:
        """Give the bid that was signed, if the account may see it."""
        return next((bid for bid in self.bids if bid.pk == self.deal.bid_id), None)

    @cached_property
    def is_whole(self) -> bool:
        """Tell whether nothing of the bids is held back from the account."""
        return self.competition is not None and disclosure.sees_all(self.user, self.competition)

    @cached_property
    def winning(self) -> disclosure.ShownBid | None:
        """Give what the account may know of the winning bid."""
        if self.winner is None:
            return None
        offers = BidOffer.objects.visible_to(self.user).filter(bid=self.winner).order_by("pk")
        return disclosure.shown_bid(
            self.winner,
            [one for one in self.bidders if one.bid_id == self.winner.pk],
            offers,
            sectors_on(self.venture.sectors, day_of_bid(self.winner)),
            is_whole=self.is_whole,
            nameable_ids=self._nameable_ids,
        )

    @cached_property
    def bids_by_sector(self) -> dict[str, list[Bid]]:
        """Sort the bids by the sector of who led them; "" not recorded."""
        found: dict[str, list[Bid]] = {}
        for bid in self.bids:
            own = [one for one in self.bidders if one.bid_id == bid.pk]
            sector_of = sectors_on(self.venture.sectors, day_of_bid(bid))
            found.setdefault(sector_of_bid(own, sector_of), []).append(bid)
        return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))

    @cached_property
    def venture(self) -> VehicleFigures:
        """Give the figures of the venture."""
        return VehicleFigures(
            self.deal.venture, self.user, self.day, self.as_of_query, self._others
        )

    def _others(self) -> set[int]:
        keys = {one.organisation_id for one in self.bidders if one.organisation_id}
        return keys | {self.deal.partner_id} if self.deal.partner_id else keys

    @cached_property
    def partner_sector(self) -> str:
        """Give the partner's sector when the deal was signed; empty if not recorded."""
        if self.deal.partner_id is None:
            return ""
        signed_on = self.deal.signed_on or self.day
        return sector_on(self.venture.sectors, self.deal.partner_id, signed_on)

    @cached_property
    def stakes(self) -> list[Stake]:
        """Give the stakes that came of the deal, as far as the account may see them."""
        tied = DealStake.objects.visible_to(self.user).filter(deal=self.deal)
        keys = set(tied.values_list("stake", flat=True))
        return [stake for stake in self.venture.records.stakes if stake.pk in keys]

    @cached_property
    def splits(self) -> dict[str, pd.DataFrame]:
        """Split the venture's equity before and after signing (F1).

        :return: “before”, “after” to the columns of `ownership.split_on`; empty frames where
            nothing is recorded; nothing at all where the day of signing is not known
        """
        signed_on = self.deal.signed_on
        if signed_on is None:
            return {}
        days = {"before": signed_on - ONE_DAY, "after": signed_on}
        own = self.venture.ownership
        return {
            when: self._equity(ownership.split_on(own.holdings, self.venture.sectors, day))
            for when, day in days.items()
        }

    def _equity(self, split: pd.DataFrame) -> pd.DataFrame:
        is_own = (split["subject_id"] == self.deal.venture_id) & (split["measure"] == "equity")
        return split[is_own].reset_index(drop=True)

    @cached_property
    def investments(self) -> list[Investment]:
        """Read the capital that was part of the deal."""
        rows = Investment.objects.seen_by(self.user).filter(deal=self.deal)
        rows = rows.annotate(investor_slug=F("investor__slug"), investor_record=F("investor__name"))
        return list(rows.order_by(F("agreed_on").asc(nulls_last=True), "pk"))

    @cached_property
    def contributions(self) -> list[Contribution]:
        """Read what the partner brings to the venture besides money."""
        if self.deal.partner_id is None:
            return []
        rows = Contribution.objects.visible_to(self.user).filter(
            partner=self.deal.partner_id, venture=self.deal.venture_id
        )
        return list(rows.order_by("kind", "pk"))

    @cached_property
    def parties(self) -> list[ContractParty]:
        """Read the parties of the contract."""
        if self.contract is None:
            return []
        rows = ContractParty.objects.seen_by(self.user).filter(contract=self.contract)
        return list(rows.order_by("pk").distinct())

    @property
    def is_contract_masked(self) -> bool:
        """Tell whether the contract names somebody whom the account may not see."""
        return any(one.organisation_id and not one.is_organisation_visible for one in self.parties)

    @property
    def is_later(self) -> bool:
        """Tell whether the deal was signed only after the day."""
        return self.deal.signed_on is not None and self.deal.signed_on > self.day

    def records(self) -> Iterator[Model]:
        """Give every record that the page may cite."""
        yield self.deal
        if self.competition is not None:
            yield self.competition
        if self.winner is not None:
            yield self.winner
        yield from self.stakes
        if self.contract is not None:
            yield self.contract
        yield from self.investments
        yield from self.contributions
