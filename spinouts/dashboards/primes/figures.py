"""The figures of primes on a day: the tests of all, and everything about one (F6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from organisations.choices import Region
from organisations.models import Evidence, Organisation, Profile
from partnerships import contract_values, ownership, primes
from partnerships.models import SocialPrime
from spinouts.dashboards.primes import outcomes
from spinouts.dashboards.primes.capital import PrimeCapital, capital_on
from spinouts.dashboards.primes.contract_facts import NO_CONTRACTS, contract_facts
from spinouts.dashboards.primes.members import members_over_time
from spinouts.dashboards.primes.records import PrimeRecords, evidence_of, primes_seen
from spinouts.dashboards.primes.words import input_words

HOME = "GB"


@dataclass(frozen=True)
class TestedPrime:
    """One prime with the outcomes of its five tests.

    :ivar organisation: its record
    :ivar results: in the order of the tests
    :ivar facts: what they were told from
    """

    organisation: Organisation
    results: tuple[primes.TestResult, ...]
    facts: outcomes.PrimeFacts

    @property
    def is_foreign(self) -> bool:
        """Tell whether it is of another country: shown apart, and never among the UK's."""
        is_abroad = self.organisation.region == Region.ABROAD
        return is_abroad or self.organisation.country not in ("", HOME)

    def told_from(self, result: primes.TestResult) -> str:
        """Say what a test was told from, with its “~” where a source says “about”."""
        return input_words(result, is_about=outcomes.is_about(self.facts, result.key))

    def count(self, outcome: str) -> int:
        """Count its tests of one outcome."""
        return sum(result.outcome == outcome for result in self.results)

    @property
    def social_prime(self) -> SocialPrime | None:
        """Give what makes it a prime; None where nothing is recorded beyond its kind."""
        return getattr(self.organisation, "social_prime", None)


class PrimesFigures:
    """All primes that an account may see, tested on a day."""

    def __init__(self, user, day: date) -> None:
        self.user = user
        self.day = day

    @cached_property
    def records(self) -> PrimeRecords:
        """The records behind the tests."""
        return PrimeRecords(list(primes_seen(self.user, self.day)), self.user, self.day)

    @cached_property
    def tested(self) -> list[TestedPrime]:
        """Every prime with its tests, by name."""
        return tested_primes(self.records)

    @property
    def thresholds(self) -> Mapping:
        """What each test asks for, by its key."""
        return self.records.thresholds

    @cached_property
    def home(self) -> list[TestedPrime]:
        """The primes of the UK."""
        return [prime for prime in self.tested if not prime.is_foreign]

    @cached_property
    def foreign(self) -> list[TestedPrime]:
        """Primes of other countries."""
        return [prime for prime in self.tested if prime.is_foreign]

    @cached_property
    def _by_key(self) -> dict[str, TestedPrime]:
        """The primes of the UK by name and address, since names alone can repeat."""
        return {
            f"{prime.organisation.name}|{prime.organisation.slug}": prime for prime in self.home
        }

    @cached_property
    def _results(self) -> dict[str, tuple[primes.TestResult, ...]]:
        return {key: prime.results for key, prime in self._by_key.items()}

    @cached_property
    def passing(self) -> list[TestedPrime]:
        """The primes of the UK that pass every test."""
        return [self._by_key[key] for key in primes.passing(self._results)]

    @cached_property
    def misses(self) -> list[TestedPrime]:
        """The primes of the UK that pass some tests and not all, the nearest first.

        Most passed first, then as `primes.nearest_misses` orders them: fewest failed, fewest that
        cannot be told. One of which nothing can be told is near to nothing.
        """
        found = [self._by_key[miss.name] for miss in primes.nearest_misses(self._results)]
        some = [prime for prime in found if prime.count(primes.PASS)]
        return sorted(some, key=lambda prime: -prime.count(primes.PASS))

    @cached_property
    def untold(self) -> list[TestedPrime]:
        """The primes of the UK of which no test can be told."""
        return [
            prime for prime in self.home if prime.count(primes.CANNOT_TELL) == len(prime.results)
        ]


def tested_primes(records: PrimeRecords) -> list[TestedPrime]:
    """Run the five tests of all the primes of some records, in their order."""
    split = ownership.split_on(records.holdings, records.sectors, records.day)
    power = {int(key): own for key, own in primes.power(split).groupby("subject_id")}
    members = _grouped(records.members_frame)
    capital = _grouped(records.capital_frame)
    contracts = contract_facts(records.contracts, records.providers, records.changes, records.day)
    nobody = primes.power(split.head(0))
    led = defaultdict(list)
    for partnership in records.partnerships:
        led[partnership.vehicle_id].append(partnership)
    found = []
    for prime in records.primes:
        own = contracts.get(prime.pk, NO_CONTRACTS)
        facts = outcomes.PrimeFacts(
            organisation=prime,
            power=power.get(prime.pk, nobody),
            capital=capital_on(capital[prime.pk], records.day),
            annual=own.annual,
            largest=own.largest,
            are_contracts_about=own.is_about,
            signatures=outcomes.signatures_on(
                members[prime.pk], led[prime.pk], prime.pk, records.day
            ),
            day=records.day,
        )
        results = tuple(outcomes.five_tests(facts, records.thresholds))
        found.append(TestedPrime(prime, results, facts))
    return found


def _grouped(rows: pd.DataFrame) -> dict[int, list[dict[str, Any]]]:
    """Part the rows of a frame by the prime that they are of."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.to_dict("records"):
        found[row["prime_id"]].append(row)
    return found


class PrimeFigures:
    """Everything that the page of one prime shows."""

    def __init__(self, organisation: Organisation, user, day: date) -> None:
        """Keep whose figures, for whom and for what day.

        :param organisation: of `primes_seen`
        """
        self.organisation = organisation
        self.day = day
        self.records = PrimeRecords([organisation], user, day)

    @cached_property
    def split(self) -> pd.DataFrame:
        """Who holds it on the day, by measure and category (F1)."""
        return ownership.split_on(self.records.holdings, self.records.sectors, self.day)

    @cached_property
    def power(self) -> pd.DataFrame:
        """The same as fractions of power (F6)."""
        return primes.power(self.split)

    @cached_property
    def tested(self) -> TestedPrime:
        """Its five tests."""
        return tested_primes(self.records)[0]

    @property
    def capital(self) -> PrimeCapital:
        """Its capital on the day."""
        return self.tested.facts.capital

    @cached_property
    def placement(self) -> contract_values.Placement:
        """The value of its contracts where it is delivered (F5)."""
        records = self.records
        return contract_values.delivered(
            records.contracts,
            records.providers,
            records.changes,
            records.links,
            records.sectors,
            self.day,
        )

    @cached_property
    def years(self) -> list[str]:
        """The financial years with value up to that of the day: delivery “so far”."""
        cells = self.placement.cells
        past = cells[~cells["is_to_come"].astype(bool)]
        return sorted(set(past["financial_year"]))

    @cached_property
    def delivery(self) -> primes.Delivery:
        """Who delivers its contracts so far, by sector (F6)."""
        keys = self.records.contracts["contract_id"].tolist()
        return primes.delivery(self.placement, keys, self.years)

    @cached_property
    def equivalence(self) -> primes.Equivalence:
        """How far delivery follows power (F6)."""
        return primes.equivalence(self.power, self.delivery)

    @cached_property
    def has_no_shareholders(self) -> bool:
        """Whether its profile of the day says that nobody owns a part of it."""
        profile = self.profile
        return profile is not None and profile.share_capital == "no"

    @cached_property
    def profile(self) -> Profile | None:
        """What it was on the day; None where no profile holds the day."""
        profiles = Profile.objects.filter(organisation=self.organisation).select_related(
            "source", "legal_form", "operating_model"
        )
        for profile in profiles.order_by("valid_from", "pk"):
            begins = profile.valid_from is None or profile.valid_from <= self.day
            if begins and (profile.valid_to is None or profile.valid_to > self.day):
                return profile
        return None

    @cached_property
    def members_by_period(self) -> pd.DataFrame:
        """Members by sector between every two changes, up to the day.

        :return: valid_from, valid_to (half-open; None: since ever, still), sector (of the first
            day of the period; *not_recorded* where there is none), member_count
        """
        return members_over_time(
            self.records.members_frame, self.records.sectors, self.organisation.pk, self.day
        )

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What further sources say of the records of the page."""
        return evidence_of([record for record in self.page_records if record is not None])

    @property
    def page_records(self) -> list:
        """The records of the page that have sources of their own."""
        return [
            self.tested.social_prime,
            self.profile,
            *self.records.partnerships,
            *self.records.members,
            *self.records.investments,
            *self.records.stakes,
        ]
