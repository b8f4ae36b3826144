"""The slow, obvious twins of the figures of social primes (F6).

Nothing here is shared with the code under test. The least distance is found by a general solver
of linear programmes, the largest by trying every corner.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog

UNKNOWN = ("not_recorded", "not_disclosed")
HUGE = 10**40


def power(split):
    """Give fractions by sector of one split of `alternatives.split_on`."""
    return {name: (low / 100, high / 100) for name, (low, high) in split.items()}


def delivery(cells, contract_ids, years=None):
    """Add up cells of `alternatives.delivered` by sector.

    :return: {sector: (low, high)} in pence, high None without limit
    """
    sums = {}
    for (contract_id, _, sector, year), (low, high) in cells.items():
        if contract_id not in contract_ids or year is None:
            continue
        if years is not None and year not in years:
            continue
        before = sums.get(sector, (0, 0))
        has_limit = before[1] is not None and high is not None
        sums[sector] = (before[0] + low, before[1] + high if has_limit else None)
    return sums


def bounded(values):
    """Give values that are not below 0, the least first, and a huge one for what has no limit."""
    limited = {name: (low, HUGE if high is None else high) for name, (low, high) in values.items()}
    return {
        name: tuple(sorted((max(low, 0), max(high, 0)))) for name, (low, high) in limited.items()
    }


def fractions(values):
    """Try every corner: each sector at its least or at its most."""
    values = bounded(values)
    found = {name: [] for name in values}
    for corner in itertools.product(*values.values()):
        if sum(corner):
            for name, value in zip(values, corner, strict=True):
                found[name].append(Fraction(value, sum(corner)))
    return {name: (min(tried), max(tried)) if tried else None for name, tried in found.items()}


def power_corners(power, free):
    """List the corners of power: all but one sector at a bound, what is free with anyone."""
    names = list(power)
    found = []
    for taken in (Fraction(0), free, None):
        for owner in [*names, "elsewhere"]:
            for odd in [*names, None]:
                others = [name for name in names if name != odd]
                for choice in itertools.product((0, 1), repeat=len(others)):
                    point = {n: power[n][side] for n, side in zip(others, choice, strict=True)}
                    found += _completed(point, odd, taken, owner, power, free)
    return found


def _completed(point, odd, taken, owner, power, free):
    """Give what is left of the whole to the odd one, or to the owner of what is free."""
    left = 1 - sum(point.values())
    if odd is None:
        extra = left
    elif taken is None:
        return []
    else:
        extra = taken
        point = point | {odd: left - taken}
        if not power[odd][0] <= point[odd] <= power[odd][1]:
            return []
    if not 0 <= extra <= free:
        return []
    return [point | {owner: point.get(owner, 0) + extra}]


def largest_distance(power, free_power, values, free_value):
    """Measure the distance from every corner of power to every corner of delivery."""
    ranges = bounded(values)
    free_low, free_high = bounded({"": free_value})[""]
    names = list(ranges)
    deliveries = []
    for corner in itertools.product(*ranges.values(), {free_low, free_high}):
        if sum(corner):
            parts = [Fraction(value, sum(corner)) for value in corner]
            for owner in [*names, "elsewhere too"]:
                point = dict(zip(names, parts[:-1], strict=True))
                deliveries.append(point | {owner: point.get(owner, 0) + parts[-1]})
    unique = {tuple(sorted(point.items())) for point in power_corners(power, free_power)}
    points = [dict(point) for point in unique]
    every = sorted({name for point in points + deliveries for name in point})
    first = _matrix(points, every)
    second = _matrix({tuple(sorted(point.items())): point for point in deliveries}.values(), every)
    return max(float(np.abs(second - row).sum(axis=1).max()) / 2 for row in first)


def _matrix(points, names):
    return np.array([[float(point.get(name, 0)) for name in names] for point in points])


def smallest_distance(power, free_power, values, free_value):
    """Solve for the least distance; the value of all is 1 / t, and t is an unknown too."""
    names = sorted(set(power) | set(values))
    count = len(names)
    known = [high for _, high in [*values.values(), free_value] if high]
    unit = max(known, default=1)
    # power, free power, delivery, free delivery, excess; then t
    size = 5 * count + 1
    at = {kind: place * count for place, kind in enumerate(("p", "a", "d", "z", "e"))}
    upper = []

    def row(terms):
        line = np.zeros(size)
        for place, factor in terms:
            line[place] += factor
        return line

    def all_of(*kinds):
        return [(at[kind] + number, 1.0) for kind in kinds for number in range(count)]

    bounds = []
    for name in names:
        low, high = power.get(name, (0, 0))
        bounds.append((float(low), float(high)))
    bounds += [(0, None)] * (4 * count + 1)
    for number, name in enumerate(names):
        low, high = values.get(name, (0, 0))
        here = {kind: place + number for kind, place in at.items()}
        upper.append(row([(here["d"], -1), (size - 1, max(0, low) / unit)]))
        if high is not None:
            upper.append(row([(here["d"], 1), (size - 1, -max(0, high) / unit)]))
        terms = [(here["p"], 1), (here["a"], 1), (here["d"], -1), (here["z"], -1), (here["e"], -1)]
        upper.append(row(terms))
    limits = [0.0] * len(upper)
    upper.append(row(all_of("a")))
    limits.append(float(free_power))
    upper.append(
        row([(place, -1.0) for place, _ in all_of("z")] + [(size - 1, free_value[0] / unit)])
    )
    limits.append(0.0)
    if free_value[1] is not None:
        upper.append(row([*all_of("z"), (size - 1, -free_value[1] / unit)]))
        limits.append(0.0)
    equal = [row(all_of("p", "a")), row(all_of("d", "z"))]
    cost = row(all_of("e"))
    solved = linprog(cost, np.array(upper), limits, np.array(equal), [1.0, 1.0], bounds)
    assert solved.success, solved.message
    return solved.fun


def equivalence(power, values):
    """Give (low, high) of one prime, or None where it cannot be told.

    :param power: {sector: (low, high)} of the measure used, fractions
    :param values: {sector: (low, high)} in pence
    """
    if power.get("not_recorded", (0, 0))[0] > Fraction(1, 10_000):
        return None
    if not any(high for _, high in bounded(values).values()):
        return None
    values = {
        name: (low, None if high == HUGE else high) for name, (low, high) in bounded(values).items()
    }
    named = {name: bounds for name, bounds in power.items() if name not in UNKNOWN}
    free = sum(high for name, (_, high) in power.items() if name in UNKNOWN)
    free = min(free, 1 - sum(low for low, _ in named.values()))
    free_value = values.pop("not_recorded", (0, 0))
    low = 1 - largest_distance(named, free, values, free_value)
    high = 1 - smallest_distance(named, free, values, free_value)
    if low < 0.005 and high > 0.995:
        return None
    return low, high


def at_least(inputs, threshold):
    """Tell a test from many values of its input: all, none or some reach the threshold."""
    reached = {value >= threshold for value in inputs}
    return "cannot_tell" if len(reached) > 1 else ("pass" if reached.pop() else "fail")
