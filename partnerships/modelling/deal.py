"""What an offer does to the holders: new shares for the partner, or shares passed on to it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from partnerships.modelling.holders import Holder, merged

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

    :ivar partner: who gets it; its own size is passed over
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
class DealOutcome:
    """How things would stand after an offer.

    :ivar holders: everybody, the partner among them
    :ivar stake: per cent that the offer gives the partner, low and high
    :ivar shares: how many shares it gets by the offer, low and high; None where nobody said how
        many there are
    :ivar shares_in_issue: after it, low and high; None likewise
    """

    holders: tuple[Holder, ...]
    stake: tuple[Fraction, Fraction]
    shares: tuple[int, int] | None
    shares_in_issue: tuple[int, int] | None


def apply_offer(
    holders: Iterable[Holder], shares_in_issue: int | None, offer: Offer
) -> DealOutcome:
    """Carry an offer out on paper.

    A percentage to be issued is rounded up to whole shares where the number of shares is known
    and the percentage exact; the split is then that of the whole shares.

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
    if offer.way == ISSUE:
        return _issued(tuple(holders), shares_in_issue, offer)
    return _transferred(tuple(holders), shares_in_issue, offer)


def _issued(holders: tuple[Holder, ...], before: int | None, offer: Offer) -> DealOutcome:
    """Issue new shares: everybody else keeps their shares of a larger whole."""
    shares = _shares_to_issue(before, offer)
    stake = offer.stake
    if shares is not None and (stake is None or stake[0] == stake[1]):
        stake = (Fraction(100 * shares[0], before + shares[0]),) * 2
    after = None if shares is None else (before + shares[0], before + shares[1])
    return DealOutcome(_with_partner(_shrunk(holders, stake), offer, stake), stake, shares, after)


def _shares_to_issue(before: int | None, offer: Offer) -> tuple[int, int] | None:
    """Give the new shares, rounded up to whole ones."""
    if offer.shares is not None:
        return offer.shares, offer.shares
    low, high = offer.stake
    if high >= WHOLE:
        raise ImpossibleDeal(NOT_ALL_OF_IT)
    if not before:
        return None
    return tuple(math.ceil(end * before / (WHOLE - end)) for end in (low, high))


def _transferred(holders: tuple[Holder, ...], before: int | None, offer: Offer) -> DealOutcome:
    """Pass shares on: the whole stays as large as it was."""
    stake = offer.stake
    if offer.shares is not None:
        stake = (Fraction(100 * offer.shares, before),) * 2
    if stake[1] > WHOLE:
        raise ImpossibleDeal(HOLDS_LESS)
    left = _left_by(holders, offer.from_key, stake) if offer.from_key else _shrunk(holders, stake)
    shares = None
    if before:
        shares = math.floor(stake[0] * before / 100), math.ceil(stake[1] * before / 100)
    after = (before, before) if before else None
    return DealOutcome(_with_partner(left, offer, stake), stake, shares, after)


def _left_by(
    holders: tuple[Holder, ...], key: str, stake: tuple[Fraction, Fraction]
) -> tuple[Holder, ...]:
    """Take a stake from one holder.

    :raises ImpossibleDeal: if there is no such holder, or it surely has less
    """
    giver = next((holder for holder in holders if holder.key == key), None)
    if giver is None:
        raise ImpossibleDeal(NO_SUCH_HOLDER)
    low, high = stake
    if giver.high < low:
        raise ImpossibleDeal(HOLDS_LESS)
    kept = giver.holding(max(Fraction(0), giver.low - high), giver.high - low)
    return tuple(kept if holder is giver else holder for holder in holders)


def _shrunk(holders: tuple[Holder, ...], stake: tuple[Fraction, Fraction]) -> tuple[Holder, ...]:
    """Give everybody's part of what a stake leaves."""
    least, most = (1 - end / WHOLE for end in reversed(stake))
    return tuple(holder.holding(holder.low * least, holder.high * most) for holder in holders)


def _with_partner(
    holders: tuple[Holder, ...], offer: Offer, stake: tuple[Fraction, Fraction]
) -> tuple[Holder, ...]:
    """Add the partner's new stake to what it may have already."""
    return merged((*holders, offer.partner.holding(*stake)))
