"""F3: how many shares staff must receive when a group issues shares to others."""

from __future__ import annotations

import math
import operator
from decimal import Decimal
from fractions import Fraction


def shares_to_issue(
    target: Fraction | Decimal | str | int,
    shares_in_issue: int,
    staff_shares: int,
    issued_to_others: int,
) -> int:
    """Work out the shares that staff must receive to hold a fraction of the group (F3).

    :param target: fraction to be held by staff, from 0 to below 1, exact: a float is refused
    :param shares_in_issue: before the issue, whoever holds them
    :param staff_shares: those of them that staff hold
    :param issued_to_others: new shares for others
    :return: new shares for staff, rounded up to a whole one; 0 where staff have enough already
    :raises ValueError: for a target outside its range, or impossible counts
    :raises TypeError: for a target that is a float, or a count that is no whole number
    """
    wanted = _target(target)
    before, staff, others = _counts(shares_in_issue, staff_shares, issued_to_others)
    return max(0, math.ceil((wanted * (before + others) - staff) / (1 - wanted)))


def staff_percent_after(
    shares_in_issue: int, staff_shares: int, issued_to_staff: int, issued_to_others: int
) -> Fraction | None:
    """Give the staff's part of the shares after an issue.

    :param shares_in_issue, staff_shares: before the issue, see `shares_to_issue`
    :param issued_to_staff, issued_to_others: new shares
    :return: exact per cent 0-100, so that a share less than the limit stays less; None where no
        shares are in issue
    :raises ValueError: for impossible counts
    """
    before, staff, to_staff, to_others = _counts(
        shares_in_issue, staff_shares, issued_to_staff, issued_to_others
    )
    after = before + to_staff + to_others
    return Fraction(100 * (staff + to_staff), after) if after else None


def _target(target: Fraction | Decimal | str | int) -> Fraction:
    """Read the fraction that staff shall hold."""
    if isinstance(target, float):
        raise TypeError("a target must be exact: give a Fraction, a Decimal or a text")
    try:
        wanted = Fraction(target)
    except (ZeroDivisionError, OverflowError) as error:
        raise ValueError(f"no fraction: {target}") from error
    if not 0 <= wanted < 1:
        raise ValueError(f"a target must be from 0 to below 1: {target}")
    return wanted


def _counts(shares_in_issue: int, staff_shares: int, *issued: int) -> list[int]:
    """Read counts of shares and refuse those that cannot be."""
    counts = [operator.index(count) for count in (shares_in_issue, staff_shares, *issued)]
    if min(counts) < 0:
        raise ValueError("a count of shares cannot be below 0")
    if counts[1] > counts[0]:
        raise ValueError("staff cannot hold more shares than are in issue")
    return counts
