"""F3: whether an interval keeps a limit that is itself an interval."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

FLOOR, CAP, TARGET = KINDS = ("floor", "cap", "target")
MET, BREACHED, CANNOT_TELL = STATES = ("met", "breached", "cannot_tell")

Number = Fraction | Decimal | float
Bound = Fraction | float


class Band(NamedTuple):
    """What a rule allows, per cent; both bounds of each range are allowed themselves.

    :ivar certain_low, certain_high: allowed whatever the limit is within its interval; nothing
        is, where the low exceeds the high
    :ivar possible_low, possible_high: allowed for some limit in the interval
    """

    certain_low: Bound
    certain_high: Bound
    possible_low: Bound
    possible_high: Bound


def state_of(
    low: Number | None,
    high: Number | None,
    kind: str,
    limit_low: Number | None,
    limit_high: Number | None,
    tolerance: Number | None = 0,
) -> str:
    """Tell whether a rule is met, breached, or neither can be told (F3).

    :param low, high: what is held, per cent; 0 and 100 where missing
    :param kind, limit_low, limit_high, tolerance: the rule, see `band_of`
    :return: met if all of the interval fulfils the rule for every value that the limit may have,
        breached if none of it does for any, else cannot_tell
    :raises ValueError: if there is no such kind of rule
    """
    band = band_of(kind, limit_low, limit_high, tolerance)
    least, most = _exact(low, 0), _exact(high, 100)
    if band.certain_low <= least and most <= band.certain_high:
        return MET
    if most < band.possible_low or least > band.possible_high:
        return BREACHED
    return CANNOT_TELL


def band_of(
    kind: str,
    limit_low: Number | None,
    limit_high: Number | None,
    tolerance: Number | None = 0,
) -> Band:
    """Give what a rule allows, for certain and possibly.

    :param kind: floor, cap or target
    :param limit_low, limit_high: the limit, per cent; equal where exact, 0 and 100 where missing
    :param tolerance: points either side of a target, not read for others; where missing it may
        be anything from 0 to 100
    :return: exact bounds, not cut at 0 and 100; infinite on the side where the rule sets no limit
    :raises ValueError: if there is no such kind of rule
    """
    least, most = _exact(limit_low, 0), _exact(limit_high, 100)
    if kind == FLOOR:
        return Band(most, math.inf, least, math.inf)
    if kind == CAP:
        return Band(-math.inf, least, -math.inf, most)
    if kind == TARGET:
        narrow, wide = _exact(tolerance, 0), _exact(tolerance, 100)
        return Band(most - narrow, least + narrow, least - wide, most + wide)
    raise ValueError(f"no such kind of ownership rule: {kind}")


def _exact(value: Number | None, missing: int) -> Fraction:
    """Take a number as it is written: 0.1 as a tenth, not as the nearest binary fraction."""
    if pd.isna(value):
        return Fraction(missing)
    if isinstance(value, Fraction | Decimal):
        return Fraction(value)
    return Fraction(str(float(value)))
