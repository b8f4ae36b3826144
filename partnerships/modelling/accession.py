"""What happens to a group's shares when a spin-out joins it and staff must keep their part (F3)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from partnerships.modelling.bounds import bounds_of_holders, bounds_over, is_staff
from partnerships.modelling.deal import End
from partnerships.modelling.holders import Holder, enclosing, merged
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

    :ivar ends: for each end that was joined
    :ivar to_staff: new shares that staff must receive, low and high
    :ivar shares_in_issue: afterwards, low and high
    :ivar state: of the target with its tolerance: met, breached or cannot_tell
    """

    ends: tuple[tuple[Holder, ...], ...]
    to_staff: tuple[int, int]
    shares_in_issue: tuple[int, int]
    state: str

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Give everybody with the least and the most that they would have."""
        return enclosing(self.ends)


def accede(ends: Iterable[End], accession: Accession) -> AccessionOutcome | None:
    """Let a spin-out join a group: shares for others, and for staff so that they keep the target.

    :param ends: how things may stand before, each with its number of shares
    :return: None where a number of shares is missing, or nobody is recorded to hold anything, so
        that nothing can be told
    :raises ValueError: for a target outside its range
    """
    joined = []
    for end in ends:
        if not end.shares_in_issue or not end.holders:
            return None
        joined.append(_joined(end.holders, end.shares_in_issue, accession))
    if not joined:
        return None
    held = tuple(holders for holders, _, _ in joined)
    to_staff = [count for _, counts, _ in joined for count in counts]
    after = [count for _, _, counts in joined for count in counts]
    target = accession.target
    state = state_of(*bounds_over(held, is_staff), TARGET, target, target, accession.tolerance)
    return AccessionOutcome(held, (min(to_staff), max(to_staff)), (min(after), max(after)), state)


def _joined(
    holders: tuple[Holder, ...], before: int, accession: Accession
) -> tuple[tuple[Holder, ...], tuple[int, int], tuple[int, int]]:
    """Give holders, shares for staff and shares in issue after the accession."""
    low, high = bounds_of_holders(holders, is_staff)
    most = min(before, math.ceil(high * before / 100))
    least = math.floor(low * before / 100)
    to_staff = tuple(
        shares_to_issue(accession.target / 100, before, count, accession.to_others)
        for count in (most, least)
    )
    after = tuple(before + accession.to_others + count for count in to_staff)
    joined = merged(
        (
            *(_diluted(holder, before, after) for holder in holders),
            *_received(accession.others, (accession.to_others,) * 2, after),
            *_received(accession.staff, to_staff, after),
        )
    )
    return joined, to_staff, after


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
