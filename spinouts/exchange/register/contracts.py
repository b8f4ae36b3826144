"""Load contracts.csv: one row is one contract, or one published figure for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from organisations.choices import RecordState
from organisations.measured import Measured, Qualifier, Unit
from organisations.models import ServiceGroup
from partnerships.actions import settle_contracts
from partnerships.choices import (
    FigureRole,
    PartyRole,
    ProcurementRoute,
    ValueKind,
    VatTreatment,
)
from partnerships.models import Contract, ContractParty
from spinouts.exchange.register import cells
from spinouts.exchange.register.loading import Loading, quote
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {
    "slug": "id",
    "starts_on": "start",
    "ends_on": "end",
    "planned_ends_on": "planned_end",
    "status_words": "status",
    "source": "source_key",
    "quote": "evidence",
    "name": "commissioner_name",
    "organisation": "provider_key",
}
EARLY_WORDS = ("terminated", "ended early", "handed back")
LONGEST_REASON = 200


def load_contracts(table: Table, loading: Loading) -> None:
    """Store every contract with the parties that its row names.

    Days stay inclusive, as contracts keep them. A row that is no main row becomes an alternative
    to the main row that `main_row_of` finds, if any. A contract without any figure has a total
    value that is not known. Extension options stay in the note.
    """
    loading.put_terms(ServiceGroup, (row["service_group"] for row in table))
    # Main rows first, so that alternatives find them.
    ordered = sorted(table, key=lambda row: row["is_main"] == "no")
    main_rows = [row for row in table if not row.fault and row["is_main"] != "no"]

    def store(row: Row) -> None:
        contract = loading.put(Contract, row.key, _contract(row, main_rows, loading))
        kept = list(_put_parties(row, contract, loading))
        loading.drop_others(
            ContractParty,
            [*kept, *_joint_awards(contract, loading)],
            contract_id=contract.pk,
        )
        if loading.has_written:
            settle_contracts(contract_ids=[contract.pk])

    loading.each(Table(table.file, ordered), COLUMNS, store)


def _contract(row: Row, main_rows: Iterable[Row], loading: Loading) -> dict:
    is_main = not cells.word(row, "is_main", {"yes": "", "no": "no"})
    main = None if is_main else main_row_of(row, main_rows)
    alternative_to = loading.known(Contract).get(main.key) if main else None
    return {
        "slug": row.key.lower(),
        "title": row["title"],
        "service_area": row["service_area"],
        "service_group_id": loading.term_id(ServiceGroup, row, "service_group"),
        "ocid": row["ocid"],
        "procurement_route": (
            ProcurementRoute.DIRECT if "direct award" in row["note"].lower() else ""
        ),
        **_days(row),
        **_values(row),
        "vat": cells.word(row, "vat", VatTreatment.values),
        "currency": row["currency"],
        "role": FigureRole.MAIN if is_main else FigureRole.ALTERNATIVE,
        "alternative_to_id": alternative_to and alternative_to.pk,
        "status_words": row["status"],
        "is_derived": cells.is_yes(row, "derived"),
        "state": RecordState.PUBLISHED,
        "source_id": loading.source_id(row),
        "quote": quote(row),
        "note": row["note"],
    }


def _days(row: Row) -> dict:
    starts_on, start_precision = cells.dated(row, "start")
    ends_on, end_precision = cells.dated(row, "end")
    planned_ends_on, planned_precision = cells.dated(row, "planned_end")
    seen_on, seen_precision = cells.dated(row, "seen_on")
    has_ended_early = is_ended_early(row["status"], ends_on, planned_ends_on)
    return {
        "starts_on": starts_on,
        "starts_on_precision": start_precision,
        "ends_on": ends_on,
        "ends_on_precision": end_precision,
        "planned_ends_on": planned_ends_on,
        "planned_ends_on_precision": planned_precision,
        "seen_on": seen_on,
        "seen_on_precision": seen_precision,
        "has_ended_early": has_ended_early,
        "early_end_reason": row["status"][:LONGEST_REASON] if has_ended_early else "",
    }


def is_ended_early(status: str, ends_on: date | None, planned_ends_on: date | None) -> bool:
    """Tell from its status or its days whether a contract ended before its time."""
    if planned_ends_on and ends_on and planned_ends_on > ends_on:
        return True
    return any(words in status.lower() for words in EARLY_WORDS)


def _values(row: Row) -> dict:
    """Give both values with the row's qualifier; the ends of *between* stand in its words."""
    kind = cells.word(row, "value_kind", ["", *ValueKind.values])
    total, annual = row["total_value"], row["annual_value"]
    if row["qualifier"] == Qualifier.BETWEEN and not (total or annual):
        return {
            "total_value": cells.range_in_words(row, "total_value", Unit.MONEY),
            "annual_value": None,
            "value_kind": kind or ValueKind.ESTIMATE,
        }
    unknown = None if (total or annual) else Measured.undisclosed(Unit.MONEY)
    return {
        "total_value": cells.value(row, "total_value", Unit.MONEY, row["qualifier"]) or unknown,
        "annual_value": cells.value(row, "annual_value", Unit.MONEY, row["qualifier"]),
        "value_kind": kind,
    }


def main_row_of(row: Row, main_rows: Iterable[Row]) -> Row | None:
    """Find the main row of the contract for which a row gives a rival figure.

    The same provider, and either a note that names the row or the same commissioner and service.
    Where several are left, the one that starts on the same day; else none.

    :param main_rows: all rows of the file that are main
    :return: the main row, or None where none or several fit
    """
    if not row["provider_key"]:
        return None
    of_provider = [main for main in main_rows if main["provider_key"] == row["provider_key"]]
    named = [main for main in of_provider if main.key in row["note"].replace(",", " ").split()]
    same = [
        main
        for main in of_provider
        if main["service_area"] == row["service_area"]
        and main["commissioner_key"] == row["commissioner_key"]
    ]
    return _only(named) or _only(same) or _only(same, lambda main: main["start"] == row["start"])


def _only(rows: list[Row], fits: Callable[[Row], bool] = lambda _: True) -> Row | None:
    fitting = [row for row in rows if fits(row)]
    return fitting[0] if len(fitting) == 1 else None


def _put_parties(row: Row, contract: Contract, loading: Loading) -> Iterable[str]:
    """Store commissioner and provider, as far as the row names them.

    :return: the register_ids of those stored
    """
    sides = (
        (PartyRole.COMMISSIONER, "commissioner_key", row["commissioner_name"]),
        (PartyRole.PROVIDER, "provider_key", ""),
    )
    for role, column, name in sides:
        if not (row[column] or name):
            continue
        organisation = loading.organisation(row, column) if row[column] else None
        register_id = f"{row.key}:{role}"
        loading.put(
            ContractParty,
            register_id,
            {
                "contract_id": contract.pk,
                "role": role,
                "organisation_id": organisation and organisation.pk,
                "name": name,
                "source_id": contract.source_id,
                "quote": quote(row),
            },
        )
        yield register_id


def _joint_awards(contract: Contract, loading: Loading) -> list[str]:
    """Give the parties that partnerships.csv added to a contract; this file does not know them."""
    return [
        register_id
        for register_id, party in loading.known(ContractParty).items()
        if party.contract_id == contract.pk and ":" not in register_id
    ]
