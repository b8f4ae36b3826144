"""What an offer does to the holders: new shares for the partner, or shares passed on to it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from partnerships.modelling.holders import Holder, enclosing, merged

ISSUE, TRANSFER = WAYS = ("issue", "transfer")
WHOLE = Fraction(100)

NEEDS_SHARES = "needs_shares"
NOT_ALL_OF_IT = "not_all_of_it"
NO_SUCH_HOLDER = "no_such_holder"
HOLDS_LESS = "holds_less"


class ImpossibleDeal(ValueError):
    """An offer that cannot be carried out, with the reason as a code.

    :ivar code: `needs_shares` (a number of shares, and nobody said how many there are),
        `not_all_of_it` (new shares never make up the whole), `no_such_holder`, or `holds_less`
        (whoever passes shares on has fewer)
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Offer:
    """A stake for a partner.

    :ivar partner: who gets it; its own size is passed over, and `is_about` is that of the stake
    :ivar way: issue (new shares, everybody else's part shrinks) or transfer
    :ivar stake: per cent that the partner shall get, low and high; None where shares are given
    :ivar shares: number of shares instead
    :ivar from_key: key of the holder who passes them on; empty: all holders in proportion
    """

    partner: Holder
    way: str
    stake: tuple[Fraction, Fraction] | None = None
    shares: int | None = None
    from_key: str = ""


@dataclass(frozen=True)
class End:
    """How things would stand for one value of the stake.

    :ivar holders: everybody, the partner among them
    :ivar shares_in_issue: None where nobody said how many there are
    """

    holders: tuple[Holder, ...]
    shares_in_issue: int | None


@dataclass(frozen=True)
class DealOutcome:
    """How things would stand after an offer.

    :ivar ends: for the least and for the most that the stake may be; one where it is exact
    :ivar stake: per cent that the offer gives the partner, low and high
    :ivar shares: how many shares it gets by the offer, low and high; None where nobody said how
        many there are
    """

    ends: tuple[End, ...]
    stake: tuple[Fraction, Fraction]
    shares: tuple[int, int] | None

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Give everybody with the least and the most that they would have."""
        return enclosing(end.holders for end in self.ends)


def apply_offer(
    holders: Iterable[Holder], shares_in_issue: int | None, offer: Offer
) -> DealOutcome:
    """Carry an offer out on paper.

    A stake that is a range is tried at both ends: all that follows from it lies between. A
    percentage to be issued is rounded up to whole shares where their number is known; the split
    is then that of the whole shares.

    :param holders: as they stand now, see `Holder`
    :param shares_in_issue: now; None where it is not known
    :raises ImpossibleDeal: if it cannot be carried out
    :raises ValueError: for another way, or an offer without a size
    """
    if offer.way not in WAYS:
        raise ValueError(f"no such way: {offer.way}")
    if (offer.stake is None) == (offer.shares is None):
        raise ValueError("an offer has either a percentage or a number of shares")
    if offer.shares is not None and not shares_in_issue:
        raise ImpossibleDeal(NEEDS_SHARES)
    everybody = tuple(holders)
    if offer.way == ISSUE:
        return _issued(everybody, shares_in_issue, offer)
    return _transferred(everybody, shares_in_issue, offer)


def _issued(holders: tuple[Holder, ...], before: int | None, offer: Offer) -> DealOutcome:
    """Issue new shares: everybody else keeps their shares of a larger whole."""
    shares = _shares_to_issue(before, offer)
    if shares is None:
        stakes = offer.stake
        after = (None, None)
    else:
        stakes = tuple(Fraction(100 * count, before + count) for count in shares)
        after = tuple(before + count for count in shares)
    ends = (
        End(_with_partner(_shrunk(holders, stake, offer), stake, offer), count)
        for stake, count in zip(stakes, after, strict=True)
    )
    return DealOutcome(tuple(dict.fromkeys(ends)), stakes, shares)


def _shares_to_issue(before: int | None, offer: Offer) -> tuple[int, int] | None:
    """Give the new shares, rounded up to whole ones."""
    if offer.shares is not None:
        return offer.shares, offer.shares
    if offer.stake[1] >= WHOLE:
        raise ImpossibleDeal(NOT_ALL_OF_IT)
    if not before:
        return None
    return tuple(math.ceil(end * before / (WHOLE - end)) for end in offer.stake)


def _transferred(holders: tuple[Holder, ...], before: int | None, offer: Offer) -> DealOutcome:
    """Pass shares on: the whole stays as large as it was.

    :raises ImpossibleDeal: if there is no such holder, or it surely has less
    """
    low, high = offer.stake or (Fraction(100 * offer.shares, before),) * 2
    most = _giver(holders, offer).high if offer.from_key else WHOLE
    if most < low:
        raise ImpossibleDeal(HOLDS_LESS)
    stakes = low, min(high, most)
    ends = (
        End(_with_partner(_left_by(holders, stake, offer), stake, offer), before)
        for stake in stakes
    )
    shares = None
    if before:
        shares = math.floor(stakes[0] * before / 100), math.ceil(stakes[1] * before / 100)
    return DealOutcome(tuple(dict.fromkeys(ends)), stakes, shares)


def _giver(holders: tuple[Holder, ...], offer: Offer) -> Holder:
    giver = next((holder for holder in holders if holder.key == offer.from_key), None)
    if giver is None:
        raise ImpossibleDeal(NO_SUCH_HOLDER)
    return giver


def _left_by(holders: tuple[Holder, ...], stake: Fraction, offer: Offer) -> tuple[Holder, ...]:
    """Take a stake from one holder, or from all in proportion."""
    if not offer.from_key:
        return _shrunk(holders, stake, offer)
    giver = _giver(holders, offer)
    kept = giver.holding(max(Fraction(0), giver.low - stake), giver.high - stake)
    return tuple(_as_about(kept, offer) if one is giver else one for one in holders)


def _shrunk(holders: tuple[Holder, ...], stake: Fraction, offer: Offer) -> tuple[Holder, ...]:
    """Give everybody's part of what a stake leaves."""
    left = 1 - stake / WHOLE
    return tuple(
        _as_about(holder.holding(holder.low * left, holder.high * left), offer)
        for holder in holders
    )


def _as_about(holder: Holder, offer: Offer) -> Holder:
    """Call a size “about” that follows from a stake that is."""
    return replace(holder, is_about=holder.is_about or offer.partner.is_about)


def _with_partner(holders: tuple[Holder, ...], stake: Fraction, offer: Offer) -> tuple[Holder, ...]:
    """Add the partner's new stake to what it may have already."""
    return merged((*holders, offer.partner.holding(stake, stake)))
