"""Between which bounds the one whom a rule is about holds shares, votes or seats on a day (F1)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from partnerships.ownership.split import category_bounds
from partnerships.ownership.stakes import (
    CIRCULAR,
    CODES,
    NO_HOLDER,
    NOT_RECORDED,
    STAFF_CATEGORIES,
    TOLERANCE,
    WHOLE,
    Stakes,
)

STAFF = "staff"
HOLDER = "holder"
NOT_DISCLOSED = CODES["not_disclosed"]
COULD_BE_ANYBODY = (NOT_RECORDED, NOT_DISCLOSED)
THE_HOLDER = CIRCULAR
"""No direct stake is circular: that place stands for the one holder whom a rule is about."""
SOMEBODY_ELSE = CODES["individuals"]


def bounds_of(
    stakes: Stakes, whose: str, holder: int = NO_HOLDER
) -> tuple[float, float] | tuple[None, None]:
    """Give what somebody holds, at least and at most (F1).

    Once a stake of theirs is recorded, the rest of the whole is taken as somebody else's, as in
    F1. Without one, what is not recorded or not disclosed may be theirs.

    :param stakes: all stakes of one measure in one organisation on one day
    :param whose: staff (employees and employee trust), a category, or holder
    :param holder: organisation, where whose is holder
    :return: per cent 0-100; None twice where there is no stake at all, or the holder is missing
    :raises ValueError: if there is no such category
    """
    if not len(stakes.rows):
        return None, None
    if whose == HOLDER:
        if holder == NO_HOLDER:
            return None, None
        return _category_bounds(_by_holder(stakes, holder), (THE_HOLDER,))
    names = STAFF_CATEGORIES if whose == STAFF else (whose,)
    if not CODES.keys() >= set(names):
        raise ValueError(f"no such category of holders: {whose}")
    return _category_bounds(stakes, tuple(CODES[name] for name in names))


def _by_holder(stakes: Stakes, holder: int) -> Stakes:
    """Give one holder a category of its own; one whose sector is not recorded is not unknown."""
    is_named = stakes.categories != NOT_DISCLOSED
    categories = np.where(is_named, SOMEBODY_ELSE, NOT_DISCLOSED)
    categories[stakes.holders == holder] = THE_HOLDER
    return replace(stakes, categories=categories)


def _category_bounds(stakes: Stakes, codes: tuple[int, ...]) -> tuple[float, float]:
    """Merge categories into one and bound it, in whole ten-thousandths until the end."""
    _, all_lows, all_highs, are_present = category_bounds(stakes)
    lows, highs = all_lows[0], all_highs[0]
    low = int(lows[list(codes)].sum())
    if are_present[0, list(codes)].any():
        return low / 10_000, _most(lows, highs, codes) / 10_000
    most = _most(lows, highs, codes + COULD_BE_ANYBODY)
    return 0.0, (most if most > TOLERANCE else 0) / 10_000


def _most(lows: np.ndarray, highs: np.ndarray, codes: tuple[int, ...]) -> int:
    """Add up the highs of categories, capped by the lows of the others."""
    mine = list(set(codes))
    low = lows[mine].sum()
    others = lows.sum() - low
    return int(max(low, min(highs[mine].sum(), WHOLE - others)))
