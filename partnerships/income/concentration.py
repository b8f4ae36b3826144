"""F10: how concentrated a whole is on a few: largest parts, Herfindahl-Hirschman index."""

from __future__ import annotations

from collections.abc import Iterable


def _positive(values: Iterable[float]) -> list[float]:
    """Give the values above 0, the largest first."""
    return sorted((float(value) for value in values if value > 0), reverse=True)


def fraction_of_largest(values: Iterable[float], count: int) -> float | None:
    """Give the fraction of a whole that its largest parts make (F10).

    :param values: of each part, in one unit, none missing
    :param count: how many of the largest
    :return: 0-1; None if there is nothing
    """
    parts = _positive(values)
    return sum(parts[:count]) / sum(parts) if parts else None


def concentration_index(values: Iterable[float]) -> float | None:
    """Give the Herfindahl-Hirschman index: the sum of the squared fractions (F10).

    :param values: of each part, in one unit, none missing
    :return: 0-1, 1 where one part is all; None if there is nothing
    """
    parts = _positive(values)
    total = sum(parts)
    return sum((part / total) ** 2 for part in parts) if parts else None


def effective_number(values: Iterable[float]) -> float | None:
    """Give how many parts of equal size would be as concentrated: 1 / index (F10).

    :param values: of each part, in one unit, none missing
    :return: at least 1; None if there is nothing
    """
    index = concentration_index(values)
    return None if index is None else 1 / index
