"""What a reader may know of a bid: all of it inside, and outside what is not held back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organisations import roles
from organisations.measured import Disclosure, Measured
from partnerships.choices import BidStatus

if TYPE_CHECKING:
    from partnerships.models import Bid, Bidder, BidOffer, PartnerCompetition

WITHHELD_NAME = "name withheld"
TERMS = (
    "cash",
    "in_kind",
    "debt",
    "investment",
    "stake_sought",
    "stake_price",
    "term_months",
)


@dataclass(frozen=True)
class ShownBidder:
    """One bidder as a reader may know it; without a name only its sector is told."""

    organisation_id: int | None
    name: str
    sector: str
    is_lead: bool
    role_words: str
    share: Measured | None


@dataclass(frozen=True)
class ShownBid:
    """One bid as a reader may know it.

    `terms` has a value for each of `TERMS`; one that is held back is a withheld value, one that
    was never entered is None. Words and offers that are held back are empty.
    """

    bid_id: int
    name: str
    status: str
    bidders: tuple[ShownBidder, ...]
    terms: dict[str, Measured | None]
    offers: tuple[tuple[str, str], ...]
    skills: str
    values_statement: str
    closed_why: str
    is_name_withheld: bool
    are_terms_withheld: bool

    @property
    def lead(self) -> ShownBidder | None:
        """Give the bidder that leads, or the only one."""
        leads = [bidder for bidder in self.bidders if bidder.is_lead]
        if leads:
            return leads[0]
        return self.bidders[0] if len(self.bidders) == 1 else None


def sees_all(user, competition: PartnerCompetition) -> bool:
    """Tell whether an account may read a competition's bids whole.

    Its body's officers may, whoever was given leave on record, and curators once it is disclosed.
    """
    if roles.part_of(user) in {roles.Part.CURATOR, roles.Part.SUPERUSER}:
        if competition.is_disclosed:
            return True
    elif roles.part_of(user) == roles.Part.OFFICER:
        if competition.public_body_id in roles.body_ids(user):
            return True
    elif roles.part_of(user) == roles.Part.ANONYMOUS:
        return False
    return competition.grants.filter(account=user, is_withdrawn=False).exists()


def shown_bid(
    bid: Bid,
    bidders: Sequence[Bidder],
    offers: Iterable[BidOffer],
    sector_of: dict[int, str],
    *,
    is_whole: bool,
    nameable_ids: Iterable[int] | None = None,
) -> ShownBid:
    """Make what a reader may know of a bid that the reader may see at all.

    :param bidders: of the bid, with their organisations
    :param sector_of: organisation key to its sector on the day of the bid, for those with a record
    :param is_whole: of `sees_all`: nothing is held back from the reader
    :param nameable_ids: organisations that the reader may see; None: all
    """
    hides_name = not is_whole and bid.is_name_withheld and bid.status != BidStatus.SIGNED
    hides_terms = not is_whole and bid.are_terms_withheld
    nameable = None if nameable_ids is None else set(nameable_ids)
    shown = tuple(_bidder(one, sector_of, hides_name, hides_terms, nameable) for one in bidders)
    terms = {name: _term(getattr(bid, name), hides_terms) for name in TERMS}
    told = () if hides_terms else tuple((one.kind, one.words) for one in offers)
    return ShownBid(
        bid_id=bid.pk,
        name=WITHHELD_NAME if hides_name else bid.name,
        status=bid.status,
        bidders=shown,
        terms=terms,
        offers=told,
        skills="" if hides_terms else bid.skills,
        values_statement="" if hides_terms else bid.values_statement,
        closed_why="" if hides_name or hides_terms else bid.closed_why,
        is_name_withheld=hides_name,
        are_terms_withheld=hides_terms,
    )


def _term(value: Measured | None, is_hidden: bool) -> Measured | None:
    if value is None or not is_hidden:
        return value
    return Measured.undisclosed(value.unit, Disclosure.WITHHELD)


def _bidder(
    bidder: Bidder,
    sector_of: dict[int, str],
    hides_name: bool,
    hides_terms: bool,
    nameable: set[int] | None,
) -> ShownBidder:
    organisation_id = bidder.organisation_id
    is_nameable = organisation_id is None or nameable is None or organisation_id in nameable
    is_hidden = hides_name or not is_nameable
    sector = sector_of.get(organisation_id, "") if organisation_id else bidder.sector
    return ShownBidder(
        organisation_id=None if is_hidden else organisation_id,
        name=WITHHELD_NAME if is_hidden else str(bidder),
        sector=sector,
        is_lead=bidder.is_lead,
        role_words="" if is_hidden else bidder.role_words,
        share=_term(bidder.share, hides_terms),
    )
