"""The words of one prime's page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from organisations.choices import OrganisationKind
from partnerships.models import PartnershipMember
from partnerships.primes import PASS
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists.cells import (
    NOT_RECORDED_WORDS,
    capital,
    organisation_url,
    with_query,
)
from spinouts.dashboards.primes.figures import PrimeFigures
from spinouts.dashboards.primes.prime_builders import equivalence_words
from spinouts.dashboards.primes.rows import type_words
from spinouts.dashboards.primes.tables import (
    INVESTMENT_COLUMNS,
    MEMBER_COLUMNS,
    PART_COLUMNS,
    TEST_COLUMNS,
    PrimeTables,
)
from spinouts.dashboards.views.numbered_sources import NumberedSources
from spinouts.dashboards.words import (
    NOT_KNOWN,
    date_words,
    money_words,
)


class PrimeWords:
    """One prime in words, with the numbers of its sources."""

    def __init__(self, figures: PrimeFigures, filters: Filters) -> None:
        self.figures = figures
        self.filters = filters
        self.day = figures.day
        self.sources = NumberedSources(figures.evidence, filters)
        self.tables = PrimeTables(figures, filters, self.sources)

    def context(self) -> dict[str, Any]:
        """Give the page what its template shows; sources are numbered in the order of the page."""
        figures = self.figures
        organisation = figures.organisation
        context = {
            "organisation": organisation,
            "crumbs": self._crumbs(),
            "organisation_url": organisation_url(organisation.slug, self.filters),
            "kicker": self._kicker(),
            "is_foreign": figures.tested.is_foreign,
            "no_shareholders": self._no_shareholders(),
            "key_figures": self._key_figures(),
            "power_numbers": self._power_numbers(),
            "tests_columns": TEST_COLUMNS,
            "tests_rows": self.tables.tests_rows(),
            "members_columns": MEMBER_COLUMNS,
            "members_rows": self.tables.members_rows(),
            "members_words": self._members_words(),
            "mission_rows": self._mission_rows(),
            "equivalence": self._equivalence(),
            "parts_columns": PART_COLUMNS,
            "parts_rows": self.tables.parts_rows(),
            "investments_columns": INVESTMENT_COLUMNS,
            "investments_rows": self.tables.investments_rows(),
            "contract_count": len(figures.records.contracts),
            "contracts_url": with_query(
                reverse("spinouts:contract-list"), self.filters.query(provider=organisation.slug)
            ),
        }
        return context | {"sources": self.sources.rows}

    def _crumbs(self) -> list[tuple[str, str]]:
        pages = (
            ("Home", "home"),
            ("Partnerships", "partnership-index"),
            ("Social primes", "prime-list"),
        )
        query = self.filters.as_of_query
        above = [(label, with_query(reverse(f"spinouts:{name}"), query)) for label, name in pages]
        return [*above, (self.figures.organisation.name, "")]

    def _kicker(self) -> str:
        organisation = self.figures.organisation
        words = type_words(self.figures.tested)
        if words:
            return f"Prime contractor: {words[:1].lower()}{words[1:]}"
        return capital(OrganisationKind(organisation.kind).label)

    def _no_shareholders(self) -> dict[str, Any] | None:
        """Say that nobody holds a part of it, with the source."""
        figures = self.figures
        if not figures.has_no_shareholders:
            return None
        form = figures.profile.legal_form.name if figures.profile.legal_form else "its legal form"
        return {
            "text": f"It has no shareholders ({form}), so there is no split of equity: power is "
            "told by votes and board seats, where they are recorded.",
            "numbers": self.sources.of(figures.profile),
        }

    def _key_figures(self) -> list[dict[str, Any]]:
        tested, signatures = self.figures.tested, self.figures.tested.facts.signatures
        annual, drawn = tested.facts.annual, self.figures.capital.drawn
        passed = f"{tested.count(PASS)} of {len(tested.results)}"
        members = f"{signatures.named_count:,}" if signatures.named_count else NOT_KNOWN
        return [
            _key_figure(passed, "tests of a social prime passed", rule="F6"),
            _key_figure(members, "named members", note=self._members_words()),
            _key_figure(money_words(*drawn, self.figures.capital.is_about), "capital drawn"),
            _key_figure(
                money_words(*annual, tested.facts.are_contracts_about),
                "of live contracts a year",
                rule="F10",
            ),
        ]

    def _power_numbers(self) -> list[int]:
        """Give the numbers of the sources of the stakes that count."""
        counted = set(self.figures.records.holdings["stake_id"])
        numbers: list[int] = []
        for stake in self.figures.records.stakes:
            is_masked = bool(stake.holder_id) and not stake.is_holder_visible
            if stake.pk in counted and not is_masked:
                numbers += self.sources.of(stake)
        return list(dict.fromkeys(numbers))

    def _members_words(self) -> str:
        """Say how many members sources count, where that is more than are named."""
        stated = [
            partnership.stated_member_count
            for partnership in self.figures.records.partnerships
            if partnership.stated_member_count and partnership.stated_member_count.is_known
        ]
        return capital(f"{stated[0]} members in all, as a source counts") if stated else ""

    def _mission_rows(self) -> list[dict[str, Any]]:
        social_prime = self.figures.tested.social_prime
        if social_prime is None:
            return []
        adopted = social_prime.adopted_on
        adopted_words = date_words(adopted, social_prime.adopted_on_precision) if adopted else ""
        signed = [
            member
            for member in self.tables.members()
            if member.signed_mission_on
            and member.signed_mission_on <= self.day
            and (member.organisation_id is None or member.is_organisation_visible)
        ]
        first, *others = [_signed_words(member) for member in signed] or [""]
        return [
            _row(
                "Shared mission",
                social_prime.mission,
                source_numbers=self.sources.of(social_prime),
            ),
            _row("Adopted", adopted_words),
            _row("Signed by", first, more=[{"value": words} for words in others]),
            _row(
                "Income from contracts and trade",
                str(social_prime.trading_income) if social_prime.trading_income else "",
            ),
        ]

    def _equivalence(self) -> dict[str, Any]:
        """Give the figure with the sentence of its parts; it is never shown alone (F6)."""
        told = self.figures.equivalence
        if told.low is None:
            return {"value": "cannot tell", "is_missing": True, "words": self._parts_words()}
        low, high = f"{told.low:.2f}", f"{told.high:.2f}"
        value = low if low == high else f"{low} to {high}"
        return {"value": value, "is_missing": False, "words": self._parts_words()}

    def _parts_words(self) -> str:
        return equivalence_words(self.figures)


def _key_figure(value: str, label: str, *, note: str = "", rule: str = "") -> dict[str, Any]:
    is_missing = value == NOT_KNOWN
    return {"value": value, "label": label, "note": note, "rule": rule, "is_missing": is_missing}


def _signed_words(member: PartnershipMember) -> str:
    name = member.organisation_name if member.organisation_id else member.name
    return f"{name}, {date_words(member.signed_mission_on)}"


def _row(term: str, value: str, **more: Any) -> dict[str, Any]:
    words = value or NOT_RECORDED_WORDS
    return {"term": term, "value": words, "is_missing": not value, **more}
