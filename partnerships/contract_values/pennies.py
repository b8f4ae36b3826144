"""Pennies: round once, so that the cells of a contract add up to its value (F4)."""

from __future__ import annotations

from fractions import Fraction

import numpy as np


def largest_remainder(
    numerators: np.ndarray, denominators: np.ndarray, groups: np.ndarray
) -> np.ndarray:
    """Round cells to whole pence so that each group adds up to its exact sum, rounded half up.

    The exact sum of a group that holds all of a contract is the contract's value in pence. The
    pence that are missing after rounding down go to the cells with the largest remainders; among
    equals to those that come first.

    :param numerators: int64, of the exact values in pence
    :param denominators: int64, the same for all cells of a group
    :param groups: number of each cell's group; the cells of a group stand side by side
    :return: int64 pence
    """
    if not len(numerators):
        return numerators.astype(np.int64)
    pence = numerators // denominators
    remainders = numerators - pence * denominators
    starts = np.flatnonzero(np.append(True, groups[1:] != groups[:-1]))
    sizes = np.diff(np.append(starts, len(groups)))
    whole = denominators[starts]
    missing = (2 * np.add.reduceat(remainders, starts) + whole) // (2 * whole)
    has_missing = np.repeat(missing > 0, sizes)
    rows = np.flatnonzero(has_missing)
    number = np.repeat(np.arange(len(starts)), sizes)[rows]
    order = np.lexsort((-remainders[rows], number))
    kept = sizes[missing > 0]
    place = np.arange(len(rows)) - np.repeat(np.cumsum(kept) - kept, kept)
    pence[rows[order]] += place < missing[number]
    return pence


def exact_largest_remainder(values: list[Fraction]) -> list[int]:
    """Round one group of exact values in pence; see `largest_remainder`."""
    pence = [value.numerator // value.denominator for value in values]
    missing = half_up(sum(values, Fraction(0))) - sum(pence)
    by_remainder = sorted(range(len(values)), key=lambda place: pence[place] - values[place])
    for place in by_remainder[:missing]:
        pence[place] += 1
    return pence


def half_up(value: Fraction) -> int:
    """Round an exact value to a whole one, a half upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
