"""Between which exact bounds some of the holders hold equity (F1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from partnerships.modelling.holders import Holder
from partnerships.ownership import STAFF_CATEGORIES

WHOLE = Fraction(100)
TOLERANCE = Fraction(1, 100)
UNKNOWN_CATEGORIES = ("not_recorded", "not_disclosed")
"""What may turn out to be anybody's, as long as nothing of theirs is recorded."""

Bounds = tuple[Fraction, Fraction] | tuple[None, None]


def is_staff(holder: Holder) -> bool:
    """Tell whether a holder counts as staff: employees or their trust."""
    return holder.category in STAFF_CATEGORIES


def not_recorded(holders: Iterable[Holder]) -> tuple[Fraction, Fraction]:
    """Give what nobody is recorded to hold, per cent; none where that is only rounding (F1)."""
    sizes = [(holder.low, holder.high) for holder in holders]
    low = WHOLE - sum((high for _, high in sizes), Fraction(0))
    high = WHOLE - sum((low for low, _ in sizes), Fraction(0))
    return _settled(low), _settled(high)


def _settled(rest: Fraction) -> Fraction:
    return rest if rest >= TOLERANCE else Fraction(0)


def bounds_of_holders(holders: Iterable[Holder], is_theirs: Callable[[Holder], bool]) -> Bounds:
    """Give what some holders have together, at least and at most (F1).

    Once a stake of theirs is recorded, the rest of the whole is taken as somebody else's, as in
    F1. Without one, what is not recorded or not disclosed may be theirs.

    :param holders: all holders of equity in one organisation
    :param is_theirs: tells those who are asked about
    :return: exact per cent 0-100; None twice where nobody is recorded to hold anything
    """
    everybody = list(holders)
    if not everybody:
        return None, None
    parts = [(_side(holder, is_theirs), holder.low, holder.high) for holder in everybody]
    rest = not_recorded(everybody)
    return _bounds([*parts, ("unknown", *rest)])


def bounds_over(ends: Iterable[tuple[Holder, ...]], is_theirs: Callable[[Holder], bool]) -> Bounds:
    """Give what some holders have together over all ends that a range of stakes may lead to.

    :param ends: all holders, for each end; see `bounds_of_holders`
    :return: exact per cent 0-100; None twice where nobody is recorded in one of them
    """
    found = [bounds_of_holders(end, is_theirs) for end in ends]
    if not found or any(low is None for low, _ in found):
        return None, None
    return min(low for low, _ in found), max(high for _, high in found)


def bounds_among(rows: Iterable[tuple[str, float, float]], categories: Iterable[str]) -> Bounds:
    """Give what categories of a finished split have together, at least and at most.

    :param rows: category, low, high (per cent) of every category, not recorded among them
    :param categories: those asked about
    :return: as `bounds_of_holders`; None twice without rows
    """
    wanted = set(categories)
    parts = []
    for category, low, high in rows:
        other = "unknown" if category in UNKNOWN_CATEGORIES else "other"
        side = "theirs" if category in wanted else other
        parts.append((side, Fraction(str(float(low))), Fraction(str(float(high)))))
    return _bounds(parts) if parts else (None, None)


def _side(holder: Holder, is_theirs: Callable[[Holder], bool]) -> str:
    if is_theirs(holder):
        return "theirs"
    return "unknown" if holder.category in UNKNOWN_CATEGORIES else "other"


def _bounds(parts: list[tuple[str, Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """Bound the sum of the parts that are theirs; without any, of those that might be."""
    if any(side == "theirs" for side, _, _ in parts):
        return _capped(parts, ("theirs",))
    _, most = _capped(parts, ("unknown",))
    return Fraction(0), most if most > TOLERANCE else Fraction(0)


def _capped(
    parts: list[tuple[str, Fraction, Fraction]], sides: tuple[str, ...]
) -> tuple[Fraction, Fraction]:
    """Add up the highs of some sides, capped by what the lows of the others leave."""
    low = sum((one for side, one, _ in parts if side in sides), Fraction(0))
    others = sum((one for side, one, _ in parts if side not in sides), Fraction(0))
    highs = sum((most for side, _, most in parts if side in sides), Fraction(0))
    return low, max(low, min(highs, WHOLE - others))
