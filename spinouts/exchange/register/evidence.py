"""Load more_evidence.csv: further sources for what a competition, deal or partnership says."""

from __future__ import annotations

from django.db import models

from partnerships.models import Deal, Investment, PartnerCompetition, Partnership
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import record
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {"source": "source_key", "quote": "evidence"}
ABOUT: dict[str, type[models.Model]] = {
    "competition": PartnerCompetition,
    "deal": Deal,
    "investment": Investment,
    "partnership": Partnership,
}


def load_evidence(table: Table, loading: Loading) -> None:
    """Store every row as evidence for the record of another row."""

    def store(row: Row) -> None:
        model = ABOUT[cells.word(row, "about", list(ABOUT))]
        loading.put_evidence(record(model, row["row"], row, "row", loading), row, row["note"])

    loading.each(table, COLUMNS, store)
