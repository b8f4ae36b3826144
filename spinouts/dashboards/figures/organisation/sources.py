"""The sources of one page: numbered as they are first used, each with what it was used for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Model

from organisations.choices import Stance
from organisations.models import Evidence, Fact, Source
from spinouts.dashboards.figures.organisation.records import OrganisationRecords


@dataclass(frozen=True)
class Use:
    """What a source was used for on the page.

    :param words: of what fact: “stake of Equiniti”
    :param quote: short quote, may be empty
    :param location: page or line, may be empty
    :param note: what a reader should know, may be empty
    :param is_disputing: the source says otherwise
    """

    words: str
    quote: str
    location: str
    note: str
    is_disputing: bool


@dataclass
class NumberedSource:
    """One source of the page, with its number and its uses."""

    number: int
    key: int
    uses: list[Use] = field(default_factory=list)
    source: Source | None = None


class SourceBook:
    """Gives the numbers of the sources of records, and the list of them all at the end."""

    def __init__(self, records: OrganisationRecords) -> None:
        """Keep the records, whose evidence is read when the first number is asked for."""
        self.records = records
        self._numbered: dict[int, NumberedSource] = {}

    def numbers(self, record: Fact, words: str, *, is_masked: bool = False) -> list[int]:
        """Give the numbers of the sources of a record: its main one, then further evidence.

        :param words: what the record says, for the list of sources
        :param is_masked: the record names somebody whom the account may not see, so that neither
            its sources nor its quotes can be shown
        """
        if is_masked:
            return []
        numbers = []
        if record.source_id:
            use = Use(words, record.quote, record.location, record.note, is_disputing=False)
            numbers.append(self._number(record.source_id, use))
        for piece in self._evidence[record._meta.model_name, record.pk]:
            is_disputing = piece.stance == Stance.DISPUTES
            use = Use(words, piece.quote, piece.location, piece.note, is_disputing)
            numbers.append(self._number(piece.source_id, use))
        return list(dict.fromkeys(numbers))

    def _number(self, key: int, use: Use) -> int:
        entry = self._numbered.setdefault(key, NumberedSource(len(self._numbered) + 1, key))
        if use not in entry.uses:
            entry.uses.append(use)
        return entry.number

    @cached_property
    def _evidence(self) -> dict[tuple[str, int], list[Evidence]]:
        found = defaultdict(list)
        for piece in self.records.evidence(self._records_with_sources()):
            found[piece.record_model, piece.object_id].append(piece)
        return found

    def _records_with_sources(self) -> list[Model]:
        """Collect every record of the page that can have sources."""
        records = self.records
        facts = [fact for kind in records.facts.values() for fact in kind]
        parts = [getattr(records.organisation, name, None) for name in ("spin_out", "mutual")]
        everything = [
            records.organisation,
            *(part for part in parts if part is not None),
            *facts,
            *records.own_stakes,
            *records.held_stakes,
            *records.contracts,
            *records.commissioned,
        ]
        return [record for record in everything if isinstance(record, Fact)]

    def entries(self) -> list[NumberedSource]:
        """Read the sources that got a number, in its order."""
        sources = self.records.sources(set(self._numbered))
        for entry in self._numbered.values():
            entry.source = sources[entry.key]
        return list(self._numbered.values())
