"""Load partners.csv and contributions.csv: what partners offer, and what each brought."""

from __future__ import annotations

from partnerships.choices import ContributionKind, Delivered
from partnerships.models import Contribution, JVPartner
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import stated
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {"organisation": "org_key", "source": "source_key"}
CONTRIBUTION_COLUMNS = {
    "partner": "partner_key",
    "venture": "venture_key",
    "source": "source_key",
}


def load_partners(table: Table, loading: Loading) -> None:
    """Store the organisations that hold, or bid for, a stake, with what they offer."""

    def store(row: Row) -> None:
        loading.put(
            JVPartner,
            row.key,
            {
                "organisation_id": loading.organisation(row, "org_key").pk,
                "skills": row["skills"],
                "service_areas": row["service_areas"],
                "works_in": row["works_in"],
                **stated(row, loading),
            },
        )

    loading.each(table, COLUMNS, store)


def load_contributions(table: Table, loading: Loading) -> None:
    """Store what partners promised or brought to a venture, one kind a row."""

    def store(row: Row) -> None:
        promised_on, precision = cells.dated(row, "promised_on")
        loading.put(
            Contribution,
            row.key,
            {
                "partner_id": loading.organisation(row, "partner_key").pk,
                "venture_id": loading.organisation(row, "venture_key").pk,
                "kind": cells.word(row, "kind", ContributionKind.values),
                "words": row["words"],
                "promised_on": promised_on,
                "promised_on_precision": precision,
                "delivered": cells.word(row, "delivered", Delivered.values),
                **stated(row, loading),
            },
        )

    loading.each(table, CONTRIBUTION_COLUMNS, store)
