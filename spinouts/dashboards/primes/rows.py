"""The list of primes: filters, order, and the cells of each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse

from organisations.choices import RecordState
from partnerships.choices import PrimeTest, PrimeType
from partnerships.primes import FAIL, PASS
from spinouts.dashboards.filter_choices import with_any
from spinouts.dashboards.filters import LONGEST_SEARCH, FilterForm, Filters
from spinouts.dashboards.lists.cells import capital, column, labelled, with_query
from spinouts.dashboards.primes.figures import PrimesFigures, TestedPrime
from spinouts.dashboards.primes.words import (
    OUTCOME_TAGS,
    OUTCOME_WORDS,
    SHORT_NAMES,
    missing_words,
)

NOT_RECORDED = "not-recorded"
SORTS = ("nearest", "name")
COLUMNS = [
    column("Prime", "name"),
    column("Passed of five", "nearest", is_numeric=True),
    *(column(SHORT_NAMES[test]) for test in PrimeTest),
]


class PrimeFilters(FilterForm):
    """Filters of the list of primes."""

    q = forms.CharField(label="Search", max_length=LONGEST_SEARCH)
    type = forms.ChoiceField(
        label="Type", choices=[*with_any(PrimeType.choices), (NOT_RECORDED, "Not recorded")]
    )


def listed(figures: PrimesFigures, filters: Filters) -> list[TestedPrime]:
    """Choose the primes of the UK that the filters keep, in the order asked for."""
    kept = [prime for prime in figures.home if _is_wanted(prime, filters)]
    key = filters.sort.removeprefix("-") or "nearest"
    if key == "nearest":
        kept.sort(key=lambda prime: (-prime.count(PASS), prime.count(FAIL)))
    return kept[::-1] if filters.sort.startswith("-") else kept


def _is_wanted(prime: TestedPrime, filters: Filters) -> bool:
    words = str(filters.value("q") or "").casefold().split()
    wanted = filters.value("type")
    own = prime.social_prime.prime_type if prime.social_prime else NOT_RECORDED
    is_named = all(word in prime.organisation.name.casefold() for word in words)
    return is_named and (not wanted or own == wanted)


def present(primes: Sequence[TestedPrime], filters: Filters) -> list[list[dict[str, Any]]]:
    """Make the cells of primes."""
    return [labelled(COLUMNS, _row(prime, filters)) for prime in primes]


def prime_url(slug: str, filters: Filters) -> str:
    """Give the address of a prime's page, read on the same day."""
    return with_query(reverse("spinouts:prime-detail", args=[slug]), filters.as_of_query)


def _row(prime: TestedPrime, filters: Filters) -> list[dict[str, Any]]:
    organisation = prime.organisation
    notes = [type_words(prime)]
    if organisation.state != RecordState.PUBLISHED:
        notes.append(f"{organisation.get_state_display()}: not public")
    name = {
        "text": organisation.name,
        "url": prime_url(organisation.slug, filters),
        "note": " · ".join(note for note in notes if note),
    }
    passed = {"text": f"{prime.count(PASS)} of {len(prime.results)}", "is_numeric": True}
    tests = [
        {
            "text": OUTCOME_WORDS[result.outcome],
            "tag": OUTCOME_TAGS[result.outcome],
            "note": prime.told_from(result) or capital(missing_words(result)),
        }
        for result in prime.results
    ]
    return [name, passed, *tests]


def type_words(prime: TestedPrime) -> str:
    """Say what kind of prime it is."""
    if prime.social_prime is None:
        return ""
    return capital(prime.social_prime.get_prime_type_display())
