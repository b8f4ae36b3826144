"""What every part of the page uses: its figures, its sources, and links that keep the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from partnerships.models import Stake
from spinouts.dashboards.figures.organisation import OrganisationFigures
from spinouts.dashboards.figures.organisation.sources import SourceBook
from spinouts.dashboards.lists.cells import labelled, with_query

HIDDEN_HOLDER = "a holder that is not public"


@dataclass(frozen=True)
class Part:
    """The figures and the sources from which one part of the page is made."""

    figures: OrganisationFigures
    book: SourceBook

    def link(self, view_name: str, *arguments: str) -> str:
        """Give the address of another page, read on the same day."""
        return with_query(
            reverse(f"spinouts:{view_name}", args=arguments), self.figures.as_of_query
        )

    def organisation_link(self, slug: str) -> str:
        """Give the address of another organisation's page, read on the same day."""
        return self.link("organisation-detail", slug)

    def list_link(self, view_name: str, **filters: str) -> str:
        """Give the address of a list that is narrowed, read on the same day."""
        query = "&".join(
            part
            for part in (
                *(f"{name}={value}" for name, value in filters.items()),
                self.figures.as_of_query,
            )
            if part
        )
        return with_query(reverse(f"spinouts:{view_name}"), query)

    def row(self, term: str, value: Any, **more: Any) -> dict[str, Any]:
        """Make a row of a summary list; nothing at all is said to be not recorded."""
        if value in (None, ""):
            return {"term": term, "value": "not recorded", "is_missing": True, **more}
        return {"term": term, "value": str(value), **more}

    def numbers(self, records: Iterable[Model], words: str) -> list[int]:
        """Give the numbers of the sources of several records that make one fact."""
        found: list[int] = []
        for record in records:
            found += self.book.numbers(record, words)
        return list(dict.fromkeys(found))


def table(
    name: str,
    caption: str,
    columns: list[dict[str, Any]],
    rows: list[list[dict[str, Any] | None]],
    *,
    is_caption_hidden: bool = False,
) -> dict[str, Any]:
    """Make a table of `data_table.html`; columns in which nothing stands are left out.

    :param rows: cells by column; None where a column has nothing to say of a row
    """
    kept = [
        place
        for place in range(len(columns))
        if place == 0 or any(row[place] is not None for row in rows)
    ]
    heads = [columns[place] for place in kept]
    cells = [labelled(heads, [row[place] or {"text": "–"} for place in kept]) for row in rows]
    numeric = [column.get("is_numeric", False) for column in heads]
    for row in cells:
        for is_numeric, cell in zip(numeric, row, strict=True):
            if is_numeric:
                cell["is_numeric"] = True
    return {
        "name": name,
        "caption": caption,
        "columns": heads,
        "rows": cells,
        "is_caption_hidden": is_caption_hidden,
    }


def is_masked(stake: Stake) -> bool:
    """Tell whether the account may not know who the holder is."""
    return bool(stake.holder_id) and not stake.is_holder_visible


def holder_words(stake: Stake) -> str:
    """Name the holder of a stake as far as the account may know."""
    if is_masked(stake):
        return HIDDEN_HOLDER
    if stake.holder_id:
        return stake.holder_record_name
    return stake.holder_name or stake.get_holder_class_display()


def sentence(words: str) -> str:
    """Begin words with a capital letter and end them with a full stop."""
    closed = words if words.endswith((".", "!", "?")) else f"{words}."
    return closed[:1].upper() + closed[1:]


def listed(words: list[str]) -> str:
    """Join words as people do: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
