"""How far apart two splits of a whole can be, at least and at most, exactly.

The distance of two splits is half the sum of the differences of their parts, which is the largest
surplus that any group of sectors has in the first over the second.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from partnerships.primes.delivered_by import Bounds, least_fraction, total_high

Line = Callable[[Fraction], Fraction]
NOTHING: Bounds = (0, 0)


@dataclass(frozen=True)
class Part:
    """One sector: its fraction 0-1 of power, and the value that it delivers."""

    power_low: Fraction
    power_high: Fraction
    value: Bounds


@dataclass(frozen=True)
class Splits:
    """Power and delivery side by side.

    The lows of power add up to at most 1, its highs and what is free to at least 1, and some value
    can be above 0.

    :ivar parts: sectors that are known
    :ivar free_power: the most that can belong to any sector, those without a part included
    :ivar free_value: the value of which the same holds
    """

    parts: tuple[Part, ...]
    free_power: Fraction
    free_value: Bounds = NOTHING


def largest_distance(splits: Splits) -> Fraction:
    """Give the most that power and delivery can differ, 0-1.

    A sector with nothing to deliver only adds to the surplus of a group, one without power only
    takes from it; of the others, every choice is tried.
    """
    sure = [part for part in splits.parts if part.value[1] == 0]
    never = [part for part in splits.parts if part.value[1] != 0 and part.power_high == 0]
    open_to_choice = [part for part in splits.parts if part.value[1] != 0 and part.power_high > 0]
    best = Fraction(0)
    for choice in itertools.product((True, False), repeat=len(open_to_choice)):
        chosen = list(itertools.compress(open_to_choice, choice))
        left = list(itertools.compress(open_to_choice, (not is_in for is_in in choice)))
        best = max(best, _surplus(splits, sure + chosen, never + left))
    return best


def _surplus(splits: Splits, group: list[Part], others: list[Part]) -> Fraction:
    """Give the most by which the power of a group can exceed what it delivers."""
    most = sum((part.power_high for part in group), splits.free_power)
    most = min(most, 1 - sum((part.power_low for part in others), Fraction(0)))
    rest = total_high([*(part.value for part in others), splits.free_value])
    return most - least_fraction(sum(part.value[0] for part in group), rest)


def smallest_distance(splits: Splits) -> Fraction:
    """Give the least that power and delivery can differ, 0-1.

    Take all value as a whole of 1 / t. For a given t each sector's fraction of delivery lies
    between low x t and high x t, and the least distance is the largest of the surpluses that no
    choice avoids (`_surpluses`). Each is a convex line of straight pieces over t: the least of the
    largest is at one of their corners, or where two of them cross beside the best corner.
    """
    first, last = _scales(splits)
    lines = _surpluses(splits)
    corners = sorted({first, last, *(t for t in _corners(splits) if first < t < last)})
    heights = [_height(lines, t) for t in corners]
    place = heights.index(min(heights))
    beside = corners[max(0, place - 1) : place + 2]
    crossings = (
        _height(lines, t)
        for start, end in itertools.pairwise(beside)
        for t in _crossings(lines, start, end)
    )
    return min([heights[place], *crossings])


def _height(lines: list[Line], t: Fraction) -> Fraction:
    return max(line(t) for line in lines)


def _scales(splits: Splits) -> tuple[Fraction, Fraction]:
    """Give the least and the largest t = 1 / all value that is worth trying."""
    values = [part.value for part in splits.parts] + [splits.free_value]
    low, high = sum(value[0] for value in values), total_high(values)
    first = Fraction(0) if high is None else Fraction(1, high)
    if low:
        return first, Fraction(1, low)
    # with no least value, no bound holds any more once each can be the whole
    limits = [value[1] for value in values if value[1]]
    return first, Fraction(1, min(limits)) if limits else Fraction(1)


def _at_most(value: Bounds, t: Fraction) -> Fraction:
    """Give the most that a value can be of the whole; all of it if it has no limit."""
    return Fraction(1) if value[1] is None else value[1] * t


def _surpluses(splits: Splits) -> list[Line]:
    """Give the surpluses that no choice avoids, by t.

    The groups of sectors are chosen for the worst: where the least power exceeds the most
    delivery, and so on for each pair of bounds (of the sectors themselves, or by what the others
    leave of the whole).
    """
    parts, free, free_value = splits.parts, splits.free_power, splits.free_value

    def power_above(t: Fraction) -> Fraction:
        surplus = sum(max(0, part.power_low - _at_most(part.value, t)) for part in parts)
        return surplus - _at_most(free_value, t)

    def least_of_both(t: Fraction) -> Fraction:
        return sum((max(part.power_low, part.value[0] * t) for part in parts), Fraction(-1))

    def most_of_both(t: Fraction) -> Fraction:
        most = sum(min(part.power_high, _at_most(part.value, t)) for part in parts)
        return 1 - free - _at_most(free_value, t) - most

    def delivery_above(t: Fraction) -> Fraction:
        return sum(max(0, part.value[0] * t - part.power_high) for part in parts) - free

    def none(_: Fraction) -> Fraction:
        return Fraction(0)

    return [power_above, least_of_both, most_of_both, delivery_above, none]


def _corners(splits: Splits) -> Iterator[Fraction]:
    """Give each t at which a bound of power meets a bound of delivery."""
    for part in splits.parts:
        for fraction in (part.power_low, part.power_high):
            yield from (fraction / value for value in part.value if value)


def _crossings(lines: list[Line], start: Fraction, end: Fraction) -> Iterator[Fraction]:
    """Give each t between two corners at which two lines cross."""
    ends = [(line(start), line(end)) for line in lines]
    for (start_one, end_one), (start_two, end_two) in itertools.combinations(ends, 2):
        before, after = start_one - start_two, end_one - end_two
        if before * after < 0:
            yield start + (end - start) * before / (before - after)
