"""Load sources.csv: one row is one work that states facts."""

from __future__ import annotations

from organisations.choices import SourceKind
from organisations.models import Source
from spinouts.exchange.register import cells
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {"slug": "key", "published_on": "date", "published_on_precision": "date_precision"}


def load_sources(table: Table, loading: Loading) -> None:
    """Store every source; its key is its short name.

    Two rows may name one work read at two places: both stay, as each is named by other rows.
    An address that is not on the web (`seed:`, `file:`) stays as it is written.
    """

    def store(row: Row) -> None:
        published_on, precision = cells.dated(row, "date", absent="unknown")
        loading.put(
            Source,
            row.key,
            {
                "slug": row.key,
                "title": row["title"],
                "publisher": row["publisher"],
                "url": row["url"],
                "published_on": published_on,
                "published_on_precision": precision,
                "kind": cells.word(row, "kind", SourceKind.values),
                "note": row["note"],
            },
        )

    loading.each(table, COLUMNS, store)
