"""The numbered sources of a page about a partnership or a deal."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import F, Model, Q

from organisations.models import Evidence, Fact, Source
from spinouts.dashboards.figures.organisation.sources import SourceBook


class CitedRecords:
    """The records that a page may cite; their evidence and sources are read when asked for."""

    def __init__(self, records: Callable[[], Iterable[Model]]) -> None:
        """Keep how to collect the records.

        :param records: gives every record of the page that can have a source
        """
        self.records = records

    def facts(self) -> list[Model]:
        """Collect the records that have sources."""
        return [record for record in self.records() if isinstance(record, Fact)]

    def evidence(self, records: list[Model]) -> list[Evidence]:
        """Read what further sources say of records; each carries `record_model`."""
        keys: dict[str, list[int]] = {}
        for record in records:
            keys.setdefault(record._meta.model_name, []).append(record.pk)
        condition = Q(pk__in=[])
        for model, ids in keys.items():
            condition |= Q(content_type__model=model, object_id__in=ids)
        found = Evidence.objects.filter(condition)
        return list(found.annotate(record_model=F("content_type__model")).order_by("pk"))

    def sources(self, keys: set[int]) -> dict[int, Source]:
        """Read sources by key."""
        return Source.objects.in_bulk(keys) if keys else {}


class PageBook(SourceBook):
    """Numbers the sources of whatever records a page has collected."""

    records: CitedRecords

    def _records_with_sources(self) -> list[Model]:
        """Collect every record of the page that can have sources."""
        return self.records.facts()
