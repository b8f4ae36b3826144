"""Load the counts of programmes that indicators.csv has, and tie their contracts to them (F5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from organisations.choices import RecordState, Sector
from organisations.measured import Measured, Unit
from partnerships.choices import Denominator, PartnershipKind
from partnerships.models import Contract, Partnership, ProgrammeTally
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import stated
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {"whole_count": "value", "part_count": "value", "whole_value": "value"}
WORK_PROGRAMME = "work-programme"
NAME = "Work Programme"
DESCRIPTION = (
    "The programme of the Department for Work and Pensions that from June 2011 paid prime "
    "contractors, and through them their subcontractors, to find work for people without a job."
)


@dataclass(frozen=True)
class Count:
    """Which part of a tally an indicator gives."""

    denominator: Denominator
    field: str
    sector: str = ""


PRECISIONS = {4: "year", 7: "month", 10: "day"}
"""How exactly a period is known, by the length of its label: 2011, 2011-04, 2011-04-01."""

COUNTS: Mapping[str, Count] = {
    "work_programme_prime_contractors": Count(Denominator.ORGANISATIONS, "whole_count"),
    "work_programme_contracts": Count(Denominator.CONTRACTS, "whole_count", Sector.PRIVATE),
    "work_programme_contracts_to_private": Count(
        Denominator.CONTRACTS, "part_count", Sector.PRIVATE
    ),
    "work_programme_value": Count(Denominator.VALUE, "whole_value"),
}


def is_tally(row: Row) -> bool:
    """Tell whether a row of indicators.csv is part of a published count of a programme."""
    return row["indicator"] in COUNTS


def load_tallies(table: Table, loading: Loading) -> None:
    """Store the counts of the Work Programme: by organisations, by contracts and by value.

    Part and whole of one denominator are rows of their own in the file and one tally here. Of
    organisations and of value the source gives the whole only: whose part it is stays open.
    """
    rows = [row for row in table if not row.fault and is_tally(row)]

    def store(row: Row) -> None:
        programme = _put_programme(rows[0], loading)
        count = COUNTS[row["indicator"]]
        same = [
            other for other in rows if COUNTS[other["indicator"]].denominator == count.denominator
        ]
        as_at = cells.day(row, "period_start")
        loading.put(
            ProgrammeTally,
            f"{WORK_PROGRAMME}:{count.denominator}",
            {
                "partnership_id": programme.pk,
                "denominator": count.denominator,
                "sector": count.sector,
                "as_at": as_at,
                "as_at_precision": PRECISIONS.get(len(row["period"]), "unknown"),
                **{COUNTS[other["indicator"]].field: _measured(other) for other in same},
                **stated(same[-1], loading),
            },
        )

    loading.each(Table(table.file, rows), COLUMNS, store)


def _measured(row: Row) -> Measured | None:
    is_value = COUNTS[row["indicator"]].denominator == Denominator.VALUE
    return cells.value(row, "value", Unit.MONEY if is_value else Unit.COUNT, row["qualifier"])


def _put_programme(row: Row, loading: Loading) -> Partnership:
    """Store the programme, and tie the contracts to it that are titled after it."""
    programme = loading.put(
        Partnership,
        WORK_PROGRAMME,
        {
            "slug": WORK_PROGRAMME,
            "name": NAME,
            "kind": PartnershipKind.PROGRAMME,
            "description": DESCRIPTION,
            "state": RecordState.PUBLISHED,
            "source_id": loading.source_id(row),
        },
    )
    for key, contract in list(loading.known(Contract).items()):
        if contract.title.startswith(f"{NAME}:"):
            loading.put(Contract, key, {"partnership_id": programme.pk})
    return programme
