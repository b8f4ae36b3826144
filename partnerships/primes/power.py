"""F6: who has the power in a prime, as fractions by sector of votes, board seats and equity."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

MEASURES = ("votes", "board_seats", "equity")
"""The measures of power; the first that a prime has any rows of is the one used."""

NOT_RECORDED = "not_recorded"
UNKNOWN_SECTORS = (NOT_RECORDED, "not_disclosed")
"""Sectors that are no sector: what stands here can belong to any."""

TOLERANCE = Fraction(1, 10_000)
COLUMNS = ["subject_id", "measure", "sector", "fraction_low", "fraction_high"]


@dataclass(frozen=True)
class Power:
    """The power in one prime by one measure, exactly.

    :ivar measure: the one used; None where the prime has no rows of any
    :ivar lows, highs: fraction 0-1 by sector, the unknown ones left out; shares that miss the
        whole by rounding are scaled to it
    :ivar free: the most that can belong to any sector at all, as its holder's is not known
    :ivar is_recorded: whether no more than 0.01 per cent is sure to be not recorded
    :ivar exceeds_whole: whether the lows make more than the whole, by more than 0.01 per cent
    """

    measure: str | None
    lows: dict[str, Fraction]
    highs: dict[str, Fraction]
    free: Fraction
    is_recorded: bool
    exceeds_whole: bool


NO_POWER = Power(None, {}, {}, Fraction(1), False, False)


def power(split: pd.DataFrame) -> pd.DataFrame:
    """Give the power in primes by sector (F6).

    :param split: of `ownership.split_on`, of the primes; a category is a sector here, employees
        and the other classes, *not_recorded*, *not_disclosed* and *circular* included
    :return: subject_id, measure, sector, fraction_low, fraction_high (0-1, six decimals); one row
        per row of the split, in its order
    """
    return pd.DataFrame(
        {
            "subject_id": split["subject_id"].to_numpy(),
            "measure": split["measure"].to_numpy(dtype=object),
            "sector": split["category"].to_numpy(dtype=object),
            "fraction_low": _fractions(split["percent_low"]),
            "fraction_high": _fractions(split["percent_high"]),
        },
        columns=COLUMNS,
    )


def _fractions(percents: pd.Series) -> np.ndarray:
    """Turn per cent of at most four decimals into fractions 0-1 without binary noise."""
    return np.rint(percents.to_numpy(dtype=float) * 10_000) / 1_000_000


def measure_used(rows: pd.DataFrame) -> str | None:
    """Choose votes, else board seats, else equity: the first of which there is any row (F6)."""
    known = set(rows["measure"])
    return next((measure for measure in MEASURES if measure in known), None)


def read_power(rows: pd.DataFrame) -> Power:
    """Read the power in one prime by the measure used.

    :param rows: of `power`, of one prime, all its measures
    :raises ValueError: if the rows are of several primes
    """
    if rows["subject_id"].nunique() > 1:
        raise ValueError("the rows are of several primes")
    measure = measure_used(rows)
    if measure is None:
        return NO_POWER
    used = rows[rows["measure"] == measure]
    lows, highs = _by_sector(used, "fraction_low"), _by_sector(used, "fraction_high")
    if highs.get(NOT_RECORDED, 0) <= TOLERANCE:
        # rounding in sources, nobody's share
        highs[NOT_RECORDED] = lows[NOT_RECORDED] = Fraction(0)
    unrecorded = lows.get(NOT_RECORDED, Fraction(0))
    free = sum((highs.pop(name, Fraction(0)) for name in UNKNOWN_SECTORS), Fraction(0))
    for name in UNKNOWN_SECTORS:
        lows.pop(name, None)
    return _whole(measure, lows, highs, free, unrecorded)


def _by_sector(rows: pd.DataFrame, column: str) -> dict[str, Fraction]:
    """Give fractions by sector as exact ones, of six decimals."""
    return {
        sector: Fraction(round(value * 1_000_000), 1_000_000)
        for sector, value in zip(rows["sector"], rows[column], strict=True)
    }


def _whole(
    measure: str,
    lows: dict[str, Fraction],
    highs: dict[str, Fraction],
    free: Fraction,
    unrecorded: Fraction,
) -> Power:
    """Scale shares that miss the whole by rounding, and say whether they miss it by more."""
    least, most = sum(lows.values(), Fraction(0)), sum(highs.values(), Fraction(0)) + free
    missing = max(unrecorded, 1 - most)
    if 1 - most > TOLERANCE:
        free, most = free + 1 - most, Fraction(1)
    scale = Fraction(1)
    if 0 < most < 1:
        scale = 1 / most
    elif least > 1:
        scale = 1 / least
    free = min(free * scale, max(Fraction(0), 1 - least * scale))
    return Power(
        measure=measure,
        lows={sector: low * scale for sector, low in lows.items()},
        highs={sector: min(Fraction(1), high * scale) for sector, high in highs.items()},
        free=free,
        is_recorded=missing <= TOLERANCE,
        exceeds_whole=least > 1 + TOLERANCE,
    )
