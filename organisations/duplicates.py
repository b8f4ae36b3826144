"""Organisations that a new record may repeat: the same identifier, or a similar name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from organisations.likeness import ALIKE, likeness, search_fragments
from organisations.models import Identifier, OrganisationName
from organisations.rules import normalised_identifier

LARGEST_PRESELECTION = 200
MOST_SHOWN = 8


@dataclass(frozen=True)
class Candidate:
    """One organisation that may be the same one, and why: `matched` is what was found."""

    organisation_id: int
    name: str
    matched: str
    score: float

    @property
    def words(self) -> str:
        """Say which organisation, and under which name or identifier it was found."""
        return self.name if self.matched == self.name else f"{self.name} (as “{self.matched}”)"


def likely_duplicates(
    organisations: QuerySet,
    names: Iterable[str],
    identifiers: Iterable[tuple[str, str]] = (),
    exclude_id: int | None = None,
) -> list[Candidate]:
    """Find organisations with one of the identifiers, or with a name like one of the names.

    :param organisations: the organisations that may be told of (`visible_to` the person)
    :param names: names typed so far
    :param identifiers: (scheme, value) as typed
    :param exclude_id: the organisation being edited
    :return: at most eight, the most alike first
    """
    others = organisations.exclude(pk=exclude_id)
    found: dict[int, Candidate] = {}
    candidates = [*_same_identifier(others, identifiers)]
    for name in names:
        candidates += _similar_names(others, name)
    for candidate in candidates:
        known = found.get(candidate.organisation_id)
        if known is None or candidate.score > known.score:
            found[candidate.organisation_id] = candidate
    return sorted(found.values(), key=lambda one: (-one.score, one.name))[:MOST_SHOWN]


def _same_identifier(others: QuerySet, identifiers: Iterable[tuple[str, str]]) -> list[Candidate]:
    wanted = Q(pk__in=[])
    for scheme, value in identifiers:
        if scheme and value.strip():
            wanted |= Q(scheme=scheme, value=normalised_identifier(scheme, value))
    rows = Identifier.objects.filter(wanted, organisation__in=others.values("pk"))
    return [
        Candidate(organisation_id, name, f"{scheme} {value}", 2.0)
        for organisation_id, name, scheme, value in rows.values_list(
            "organisation_id", "organisation__name", "scheme", "value"
        )
    ]


def _similar_names(others: QuerySet, name: str) -> list[Candidate]:
    fragments = search_fragments(name)
    if not fragments:
        return []
    further = OrganisationName.objects.filter(organisation__in=others.values("pk"))
    rows = [
        *_with_fragments(others, fragments).values_list("pk", "name", "name"),
        *_with_fragments(further, fragments).values_list(
            "organisation_id", "organisation__name", "name"
        ),
    ]
    scored = [(key, main, other, likeness(name, other)) for key, main, other in rows]
    return [Candidate(*row) for row in scored if row[3] >= ALIKE]


def _with_fragments(rows: QuerySet, fragments: list[str]) -> QuerySet:
    """Keep the rows whose name holds most of the fragments; the database does the sifting."""
    hits = Value(0)
    some = Q(pk__in=[])
    for fragment in fragments:
        holds = Q(name__icontains=fragment)
        some |= holds
        hits = hits + Case(When(holds, then=1), default=0, output_field=IntegerField())
    ordered = rows.filter(some).annotate(hits=hits).order_by(F("hits").desc(), "pk")
    return ordered[:LARGEST_PRESELECTION]
