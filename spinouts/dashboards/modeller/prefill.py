"""What a competition already says: its bids for those who may read them, else its notice alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Exists, OuterRef

from organisations.frames import sectors_frame
from organisations.measured import Measured
from organisations.models import Organisation, Profile, User
from partnerships.choices import BidStatus
from partnerships.day_numbers import day_number
from partnerships.disclosure import ShownBid, ShownBidder, sees_all, shown_bid
from partnerships.models import Bid, Contract, Deal, PartnerCompetition
from partnerships.querysets import is_visible
from partnerships.sector_timelines import SectorTimelines
from spinouts.dashboards.filters import FilterError
from spinouts.dashboards.modeller.entries import (
    BIDS_FROM,
    COMPETITION,
    MOST_OFFERS,
    OFFER_PREFIXES,
)
from spinouts.dashboards.modeller.forms import NOT_RECORDED

NOT_HERE = "There is no partner competition of that address that you may read."
NOTICE_PARTNER = "Partner as sought"
TERM_NAMES = {
    "stake": "stake_sought",
    "cash": "cash",
    "in_kind": "in_kind",
    "debt": "debt",
    "investment": "investment",
    "price": "stake_price",
    "months": "term_months",
}
RANKS = {
    status: rank
    for rank, status in enumerate(
        (
            BidStatus.SIGNED,
            BidStatus.PREFERRED,
            BidStatus.SHORTLISTED,
            BidStatus.SUBMITTED,
            BidStatus.INVITED,
            BidStatus.LOST,
            BidStatus.WITHDRAWN,
        )
    )
}


@dataclass(frozen=True)
class Prefilled:
    """What a competition fills in.

    :ivar competition: read by the account
    :ivar entries: parameters of the modeller's address
    :ivar bid_count: bids that the account may read; 0 where it reads the notice alone
    :ivar first: number of the first of them that is filled in, from 1
    :ivar is_secret: the account may read bids that others may not
    :ivar is_entered: the address itself holds offers, so that nothing was filled in
    """

    competition: PartnerCompetition
    entries: dict[str, str]
    bid_count: int
    is_secret: bool
    is_entered: bool = False
    first: int = 1


def find_competition(slug: str, user: User) -> PartnerCompetition:
    """Find the competition of an address.

    :raises FilterError: if there is none, or the account may not see it: in the same words
    """
    seen = PartnerCompetition.objects.visible_to(user).filter(slug=slug.strip())
    named = seen.annotate(is_venture_visible=is_visible(user, "venture"))
    competition = named.select_related("venture").first()
    if competition is None:
        raise FilterError({COMPETITION: NOT_HERE})
    return competition


def entered_for(competition: PartnerCompetition, user: User) -> Prefilled:
    """Fill nothing in: the address holds offers for the competition already."""
    is_secret = not competition.is_disclosed and sees_all(user, competition)
    return Prefilled(competition, {}, 0, is_secret, is_entered=True)


def prefilled(
    competition: PartnerCompetition, user: User, day: date, first_words: str = ""
) -> Prefilled:
    """Fill the modeller in from a competition.

    Whoever may not read its bids is answered from its notice, by the same queries, whether there
    are bids or not.

    :param first_words: which of its bids comes first, as the address says; empty: the first
    :raises FilterError: if that is no number from 1
    """
    entries = {"venture": competition.venture.slug} if competition.is_venture_visible else {}
    is_whole = sees_all(user, competition)
    bids = _bids(competition, user) if is_whole or competition.is_disclosed else []
    first = _first(first_words, len(bids))
    shown = _shown(bids, user, day, is_whole=is_whole)[first - 1 :]
    deal = _deal(competition, user) if any(bid.status == BidStatus.SIGNED for bid in bids) else None
    offers = [_of_bid(bid, slugs, competition, deal) for bid, slugs in shown[:MOST_OFFERS]]
    for prefix, offer in zip(OFFER_PREFIXES, offers or [_of_notice(competition)], strict=False):
        entries |= {f"{prefix}-{name}": text for name, text in offer.items() if text}
    is_secret = bool(bids) and not competition.is_disclosed  # then the account may read them
    return Prefilled(competition, entries, len(bids), is_secret, first=first)


def _bids(competition: PartnerCompetition, user: User) -> list[Bid]:
    """Read the bids that the account may see, those furthest on first."""
    seen = Bid.objects.visible_to(user).filter(competition=competition).distinct()
    related = seen.prefetch_related("bidders__organisation", "offers")
    return sorted(related, key=lambda bid: (RANKS[bid.status], bid.pk))


def _first(text: str, bid_count: int) -> int:
    """Read the number of the first bid to fill in.

    :param bid_count: of those that the account may read; 0 tells nothing of how many there are
    """
    if not text:
        return 1
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if 0 < number <= (bid_count or number):
        return number
    raise FilterError({BIDS_FROM: f"“{text[:40]}” is no number of a bid. They count from 1."})


def _deal(competition: PartnerCompetition, user: User) -> Deal | None:
    """Read the deal that came of a competition, if the account may see it."""
    contracts = Contract.objects.visible_to(user).filter(pk=OuterRef("contract"))
    seen = Deal.objects.visible_to(user).filter(competition=competition)
    told = seen.annotate(is_contract_visible=Exists(contracts)).select_related("contract")
    return told.first()


def _shown(
    bids: list[Bid], user: User, day: date, *, is_whole: bool
) -> list[tuple[ShownBid, dict[int, str]]]:
    """Give what the account may know of each bid, with the addresses of the bidders' records."""
    slugs = {
        bidder.organisation_id: bidder.organisation.slug
        for bid in bids
        for bidder in bid.bidders.all()
        if bidder.organisation_id
    }
    if not bids:
        return []
    visible = Organisation.objects.visible_to(user).filter(pk__in=slugs)
    nameable = set(visible.values_list("pk", flat=True))
    sectors = sectors_frame(Profile.objects.filter(organisation__in=slugs))
    found = SectorTimelines(sectors).on(day_number(day), np.array(list(slugs), np.int64))[0]
    sector_of = dict(zip(slugs, found, strict=True))
    return [
        (
            shown_bid(
                bid,
                list(bid.bidders.all()),
                bid.offers.all(),
                sector_of,
                is_whole=is_whole,
                nameable_ids=nameable,
            ),
            slugs,
        )
        for bid in bids
    ]


def _of_bid(
    bid: ShownBid, slugs: dict[int, str], competition: PartnerCompetition, deal: Deal | None
) -> dict[str, str]:
    """Write a bid as an offer; a consortium stands under its leader.

    Of the one that was signed, what the bid does not say is what the deal says.
    """
    terms = {name: bid.terms[term] for name, term in TERM_NAMES.items()}
    value = competition.contract_value
    if deal is not None and bid.status == BidStatus.SIGNED:
        terms |= {name: terms[name] or found for name, found in _agreed(deal, terms).items()}
        if deal.contract_id and deal.is_contract_visible:
            value = deal.contract.total_value or value
    told = {name: _text(term) for name, term in (terms | {"value": value}).items()}
    return _partner(bid.lead, bid.name, slugs) | told


def _agreed(deal: Deal, terms: dict[str, Measured | None]) -> dict[str, Measured | None]:
    """Give what a deal says; its investment only where the bid gives no part of it."""
    parts = any(terms[name] is not None for name in ("cash", "in_kind", "debt"))
    investment = None if parts else deal.investment
    return {"stake": deal.stake, "price": deal.stake_price, "investment": investment}


def _partner(lead: ShownBidder | None, name: str, slugs: dict[int, str]) -> dict[str, str]:
    if lead is None:
        return {"name": name or "Bidder", "sector": NOT_RECORDED}
    if lead.organisation_id is not None:
        return {"name": slugs[lead.organisation_id]}
    return {"name": lead.name, "sector": lead.sector or NOT_RECORDED}


def _of_notice(competition: PartnerCompetition) -> dict[str, str]:
    """Write what a competition seeks and offers as one offer."""
    return {
        "name": NOTICE_PARTNER,
        "sector": NOT_RECORDED,
        "stake": _text(competition.stake_on_offer),
        "investment": _text(competition.investment_sought),
        "value": _text(competition.contract_value),
        "months": _text(competition.term_months),
    }


def _text(value: Measured | None) -> str:
    """Write a value so that the form reads it back as it is."""
    return "" if value is None else str(value)
