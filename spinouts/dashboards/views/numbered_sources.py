"""The sources of a page, numbered in the order in which the page names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from organisations.choices import Stance
from organisations.models import Evidence, Fact, Source
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.words import date_words


class NumberedSources:
    """Gives the numbers of the sources of records, and the list of them for `source_list.html`."""

    def __init__(
        self, evidence: Sequence[Evidence], filters: Filters, *, is_masked: bool = False
    ) -> None:
        """Keep what further sources say.

        :param evidence: of the page's records, with source and content type
        :param is_masked: the page names somebody whom the account may not see: no source is told
        """
        self.evidence = evidence
        self.filters = filters
        self.is_masked = is_masked
        self.rows: list[dict[str, Any]] = []
        self._numbers: dict[int, int] = {}

    def of(self, record: Fact) -> list[int]:
        """Give the numbers of a record's sources, its own first, then further evidence."""
        if self.is_masked:
            return []
        numbers = []
        if record.source_id:
            numbers.append(self._number(record.source, record.location, record.quote))
        for piece in self.evidence:
            is_of_this = piece.content_type.model == record._meta.model_name
            if is_of_this and piece.object_id == record.pk:
                is_disputing = piece.stance == Stance.DISPUTES
                numbers.append(
                    self._number(piece.source, piece.location, piece.quote, is_disputing)
                )
        return list(dict.fromkeys(numbers))

    def _number(self, source: Source, where: str, quote: str, is_disputing: bool = False) -> int:
        if source.pk not in self._numbers:
            self._numbers[source.pk] = len(self.rows) + 1
            self.rows.append(self._row(source, where, quote, is_disputing))
        return self._numbers[source.pk]

    def _row(self, source: Source, where: str, quote: str, is_disputing: bool) -> dict[str, Any]:
        url = reverse("spinouts:source-detail", args=[source.slug])
        interest, published = source.author_interest, source.published_on
        return {
            "title": source.title,
            "page_url": with_query(url, self.filters.as_of_query),
            "url": source.url if source.is_on_the_web else "",
            "publisher": source.publisher,
            "date_words": date_words(published, source.published_on_precision)
            if published
            else "no date",
            "where": where,
            "quote": quote,
            "note": f"Author’s interest: {interest}" if interest else "",
            "is_disputing": is_disputing,
        }
