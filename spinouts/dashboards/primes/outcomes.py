"""The five tests of one prime, told from its frames (F6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from organisations.measured import SCALE, Qualifier, Unit
from organisations.models import Organisation
from partnerships import primes
from partnerships.choices import MemberRole, PrimeTest
from partnerships.models import Partnership, PrimeThreshold
from spinouts.dashboards.primes.capital import Bounds, PrimeCapital

PENCE_IN_POUND = 100
WHOLE = 100 * SCALE[Unit.PERCENT]
NO_THRESHOLD = "threshold"
GOVERNING = (MemberRole.LEAD, MemberRole.PARTNER, MemberRole.SHAREHOLDER, MemberRole.MEMBER)
"""Roles of members who can adopt and sign a mission."""


@dataclass(frozen=True)
class Signatures:
    """Who of the members on a day has signed the shared mission.

    :ivar member_count: named members, or as many as a source counts if that is more; None where
        nothing is known of members
    :ivar named_count: members with a name
    :ivar signed_count: known to have signed by the day
    :ivar not_known_count: of whom it is not known
    """

    member_count: int | None
    named_count: int
    signed_count: int
    not_known_count: int


@dataclass(frozen=True)
class PrimeFacts:
    """What the tests of one prime are told from.

    :ivar organisation: the prime
    :ivar power: rows of `primes.power`
    :ivar capital: see `capital_on`
    :ivar annual: annual value of its live contracts, its own fraction of each
    :ivar largest: its largest contract
    :ivar are_contracts_about: whether a source calls one of their values “about”
    :ivar signatures: see `signatures_on`
    :ivar day: the tests are of
    """

    organisation: Organisation
    power: pd.DataFrame
    capital: PrimeCapital
    annual: Bounds
    largest: primes.Largest
    are_contracts_about: bool
    signatures: Signatures
    day: date


def is_about(facts: PrimeFacts, test: str) -> bool:
    """Tell whether a test was told from a figure that a source calls “about”."""
    social_prime = getattr(facts.organisation, "social_prime", None)
    trading = None if social_prime is None else social_prime.trading_income
    return {
        PrimeTest.CAPITALISED: facts.capital.is_about or facts.are_contracts_about,
        PrimeTest.COMMERCIAL: trading is not None and trading.qualifier == Qualifier.ABOUT,
        PrimeTest.MAJOR: facts.are_contracts_about,
    }.get(PrimeTest(test), False)


def governing_members(
    members: Iterable[dict[str, Any]], prime_id: int, day: date
) -> dict[str, dict[str, Any]]:
    """Keep the members of a prime on a day who can adopt a mission, each once.

    :param members: rows of `prime_members_frame`, of one prime, as dictionaries
    :return: rows by their member_key
    """
    found: dict[str, dict[str, Any]] = {}
    for member in members:
        joined, left = member["joined_on"], member["left_on"]
        is_there = (joined is None or joined <= day) and (left is None or left > day)
        governs = member["role"] in GOVERNING and member["organisation_id"] != prime_id
        if is_there and governs:
            found.setdefault(member["member_key"], member)
    return found


def signatures_on(
    members: Iterable[dict[str, Any]],
    partnerships: Iterable[Partnership],
    prime_id: int,
    day: date,
) -> Signatures:
    """Count who has signed the shared mission by a day.

    :param members: rows of `prime_members_frame`, of one prime, as dictionaries
    :param partnerships: of which it is the joint body; they may count more members than are named
    """
    named = governing_members(members, prime_id, day)
    stated = [
        count.low
        for partnership in partnerships
        if (count := partnership.stated_member_count) is not None and count.is_known
    ]
    whole = max([len(named), *stated])
    days = [row["signed_on"] for row in named.values() if row["signed_on"] is not None]
    unknown = whole - len(days)
    return Signatures(
        member_count=whole or None,
        named_count=len(named),
        signed_count=sum(signed <= day for signed in days),
        not_known_count=unknown,
    )


def five_tests(facts: PrimeFacts, thresholds: dict[str, PrimeThreshold]) -> list[primes.TestResult]:
    """Run the five tests of a prime, in their order; one without a threshold cannot be told."""
    tellers = {
        PrimeTest.CAPITALISED: _capitalised,
        PrimeTest.COMMERCIAL: _commercial,
        PrimeTest.MAJOR: _major,
        PrimeTest.BALANCED: _balanced,
        PrimeTest.MISSION: _mission,
    }
    return [
        tell(facts, thresholds[test])
        if test in thresholds
        else primes.TestResult(str(test), primes.CANNOT_TELL, {}, {}, (NO_THRESHOLD,))
        for test, tell in tellers.items()
    ]


def _per_cent(value: int) -> Fraction:
    return Fraction(value, 100)


def _capitalised(facts: PrimeFacts, threshold: PrimeThreshold) -> primes.TestResult:
    return primes.properly_capitalised(
        drawn_low_pence=facts.capital.drawn[0],
        drawn_high_pence=facts.capital.drawn[1],
        annual_low_pence=facts.annual[0],
        annual_high_pence=facts.annual[1],
        threshold=_per_cent(threshold.lowest),
    )


def _commercial(facts: PrimeFacts, threshold: PrimeThreshold) -> primes.TestResult:
    social_prime = getattr(facts.organisation, "social_prime", None)
    trading = None if social_prime is None else social_prime.trading_income
    low = high = None
    if trading is not None and trading.is_known:
        low = Fraction(trading.low, WHOLE)
        high = Fraction(WHOLE if trading.high is None else trading.high, WHOLE)
    return primes.commercially_driven(
        fraction_low=low, fraction_high=high, threshold=_per_cent(threshold.lowest)
    )


def _major(facts: PrimeFacts, threshold: PrimeThreshold) -> primes.TestResult:
    return primes.wins_major_contracts(facts.largest, threshold.lowest * PENCE_IN_POUND)


def _balanced(facts: PrimeFacts, threshold: PrimeThreshold) -> primes.TestResult:
    highest = 100 if threshold.highest is None else threshold.highest
    return primes.cross_sector(
        facts.power,
        threshold_low=_per_cent(threshold.lowest),
        threshold_high=_per_cent(highest),
    )


def _mission(facts: PrimeFacts, threshold: PrimeThreshold) -> primes.TestResult:
    social_prime = getattr(facts.organisation, "social_prime", None)
    signatures = facts.signatures
    return primes.shared_mission(
        adopted_on=None if social_prime is None else social_prime.adopted_on,
        signed_count=signatures.signed_count,
        member_count=signatures.member_count,
        not_known_count=signatures.not_known_count,
        day=facts.day,
        threshold=_per_cent(threshold.lowest),
    )
