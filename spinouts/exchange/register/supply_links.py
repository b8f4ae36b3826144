"""Load supply_links.csv: work that is passed on under a contract, tier by tier."""

from __future__ import annotations

from organisations.choices import Sector
from organisations.measured import Measured, Unit
from partnerships.actions import settle_contracts
from partnerships.choices import LinkKind
from partnerships.models import Contract, SupplyLink
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import organisation_id, record, stated
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {
    "contract": "contract_row",
    "giver": "giver_key",
    "receiver": "receiver_key",
    "source": "source_key",
}


def load_supply_links(table: Table, loading: Loading) -> None:
    """Store every link; a value that the source leaves out is not known, never nothing."""

    def store(row: Row) -> None:
        contract = record(Contract, row["contract_row"], row, "contract_row", loading)
        loading.put(
            SupplyLink,
            row.key,
            {
                "contract_id": contract.pk,
                "tier": cells.whole(row, "tier") or 1,
                "giver_id": organisation_id(row, "giver_key", loading),
                "receiver_id": organisation_id(row, "receiver_key", loading),
                "receiver_name": row["receiver_name"],
                "receiver_sector": cells.word(row, "receiver_sector", ["", *Sector.values]),
                "kind": cells.word(row, "kind", LinkKind.values),
                "value": cells.typed(row, "value", Unit.MONEY) or Measured.undisclosed(Unit.MONEY),
                "does_design": cells.is_yes(row, "designs"),
                "does_delivery": cells.is_yes(row, "delivers"),
                **stated(row, loading),
            },
        )
        if loading.has_written:
            settle_contracts(contract_ids=[contract.pk])

    loading.each(table, COLUMNS, store)
