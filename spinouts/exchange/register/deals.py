"""Load deals.csv: what a partner gave for a stake, tied to the rows that tell of its parts."""

from __future__ import annotations

from organisations.choices import RecordState
from organisations.measured import Unit
from partnerships.choices import Basis
from partnerships.models import (
    Bid,
    Contract,
    Deal,
    DealStake,
    Investment,
    PartnerCompetition,
    Stake,
)
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import record, stated
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {
    "slug": "id",
    "venture": "venture_key",
    "partner": "partner_key",
    "contract": "contract_row",
    "source": "source_key",
}


def load_deals(table: Table, loading: Loading) -> None:
    """Store every deal with its competition, winning bid, contract, stakes and capital.

    A price that officials kept back reads `withheld` in the file; an empty one is not known.
    """

    def store(row: Row) -> None:
        signed_on, precision = cells.dated(row, "signed_on")
        deal = loading.put(
            Deal,
            row.key,
            {
                "slug": row.key,
                "title": row["title"],
                "venture_id": loading.organisation(row, "venture_key").pk,
                "partner_id": loading.organisation(row, "partner_key").pk,
                "competition_id": _key(PartnerCompetition, row, "competition", loading),
                "bid_id": _key(Bid, row, "bid", loading),
                "contract_id": _key(Contract, row, "contract_row", loading),
                "signed_on": signed_on,
                "signed_on_precision": precision,
                "stake": cells.typed(row, "stake", Unit.PERCENT),
                "stake_price": cells.typed(row, "stake_price", Unit.MONEY),
                "investment": cells.typed(row, "investment", Unit.MONEY),
                "basis": cells.word(row, "basis", Basis.values),
                "state": RecordState.PUBLISHED,
                **stated(row, loading),
            },
        )
        _put_parts(row, deal, loading)

    loading.each(table, COLUMNS, store)


def _key(model: type, row: Row, column: str, loading: Loading) -> int | None:
    return record(model, row[column], row, column, loading).pk if row[column] else None


def _put_parts(row: Row, deal: Deal, loading: Loading) -> None:
    """Tie the deal's stakes and capital to it, and let go of those it names no longer."""
    kept = []
    for key in cells.parts(row["stake_rows"]):
        stake = record(Stake, key, row, "stake_rows", loading)
        kept.append(stake.pk)
        loading.put_part(DealStake, {"deal_id": deal.pk, "stake_id": stake.pk}, {})
    for gone in DealStake.objects.filter(deal=deal).exclude(stake_id__in=kept):
        if loading.wrote_first(gone):
            loading.remove(gone)
    for key in cells.parts(row["investment_rows"]):
        investment = record(Investment, key, row, "investment_rows", loading)
        loading.put(Investment, investment.register_id, {"deal_id": deal.pk})
