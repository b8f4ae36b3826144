"""F6: which primes pass every test, and which come nearest to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnerships.primes.criteria import CANNOT_TELL, FAIL, PASS, TestResult


@dataclass(frozen=True)
class NearMiss:
    """A prime that does not pass every test.

    :ivar name: of the prime
    :ivar failed: keys of the tests failed
    :ivar cannot_tell: keys of those that cannot be told
    """

    name: str
    failed: tuple[str, ...]
    cannot_tell: tuple[str, ...]


def passing(results_by_prime: Mapping[str, Iterable[TestResult]]) -> list[str]:
    """Name the primes that pass every test, in the order of their names.

    :param results_by_prime: results of every test by name of prime; one without results passes none
    """
    outcomes = {
        name: {result.outcome for result in results} for name, results in results_by_prime.items()
    }
    return sorted((name for name, found in outcomes.items() if found == {PASS}), key=_in_order)


def nearest_misses(results_by_prime: Mapping[str, Iterable[TestResult]]) -> list[NearMiss]:
    """List the primes that do not pass every test, the nearest to it first (F6).

    Fewest fails first, then fewest that cannot be told, then by name.

    :param results_by_prime: results of every test by name of prime; one without results has not
        been tested and is left out
    """
    tested = {name: list(results) for name, results in results_by_prime.items()}
    misses = (
        NearMiss(name, _keys(results, FAIL), _keys(results, CANNOT_TELL))
        for name, results in tested.items()
    )
    return sorted(
        (miss for miss in misses if miss.failed or miss.cannot_tell),
        key=lambda miss: (len(miss.failed), len(miss.cannot_tell), _in_order(miss.name)),
    )


def _keys(results: list[TestResult], outcome: str) -> tuple[str, ...]:
    return tuple(result.key for result in results if result.outcome == outcome)


def _in_order(name: str) -> tuple[str, str]:
    """Order names without regard to capitals."""
    return name.casefold(), name
