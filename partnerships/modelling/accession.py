"""What happens to a group's shares when a spin-out joins it and staff must keep their part (F3)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from partnerships.modelling.bounds import bounds_of_holders, is_staff
from partnerships.modelling.holders import Holder, merged
from partnerships.ownership_rules import shares_to_issue, state_of

TARGET = "target"


@dataclass(frozen=True)
class Accession:
    """A spin-out that joins, and what staff shall hold afterwards.

    :ivar target: per cent for staff, from 0 to below 100
    :ivar tolerance: points on either side of it
    :ivar to_others: new shares for others than staff, such as the joiner's owners
    :ivar others: who gets these; the own size is passed over
    :ivar staff: who gets the staff's new shares; the own size is passed over
    """

    target: Fraction
    tolerance: Fraction
    to_others: int
    others: Holder
    staff: Holder


@dataclass(frozen=True)
class AccessionOutcome:
    """How things would stand after a spin-out has joined.

    :ivar holders: everybody
    :ivar to_staff: new shares that staff must receive, low and high
    :ivar shares_in_issue: afterwards, low and high
    :ivar state: of the target with its tolerance: met, breached or cannot_tell
    """

    holders: tuple[Holder, ...]
    to_staff: tuple[int, int]
    shares_in_issue: tuple[int, int]
    state: str


def accede(
    holders: Iterable[Holder], shares_in_issue: int, accession: Accession
) -> AccessionOutcome | None:
    """Let a spin-out join a group: shares for others, and for staff so that they keep the target.

    :param holders: as they stand before
    :param shares_in_issue: before, more than 0
    :return: None where nobody is recorded to hold anything, so that nothing can be told
    :raises ValueError: for a target outside its range
    """
    everybody = tuple(holders)
    low, high = bounds_of_holders(everybody, is_staff)
    if low is None:
        return None
    most = min(shares_in_issue, math.ceil(high * shares_in_issue / 100))
    least = math.floor(low * shares_in_issue / 100)
    fraction = accession.target / 100
    to_staff = tuple(
        shares_to_issue(fraction, shares_in_issue, count, accession.to_others)
        for count in (most, least)
    )
    after = tuple(shares_in_issue + accession.to_others + count for count in to_staff)
    joined = merged(
        (
            *(_diluted(holder, shares_in_issue, after) for holder in everybody),
            *_received(accession.others, (accession.to_others,) * 2, after),
            *_received(accession.staff, to_staff, after),
        )
    )
    state = state_of(
        *bounds_of_holders(joined, is_staff),
        TARGET,
        accession.target,
        accession.target,
        accession.tolerance,
    )
    return AccessionOutcome(joined, to_staff, after, state)


def _diluted(holder: Holder, before: int, after: tuple[int, ...]) -> Holder:
    """Give a holder's unchanged shares as a part of the larger whole."""
    return holder.holding(holder.low * before / after[1], holder.high * before / after[0])


def _received(
    holder: Holder, shares: tuple[int, ...], after: tuple[int, ...]
) -> tuple[Holder, ...]:
    """Give a holder of new shares; nobody where there are none."""
    if not shares[1]:
        return ()
    low, high = Fraction(100 * shares[0], after[1]), Fraction(100 * shares[1], after[0])
    return (holder.holding(low, high),)
