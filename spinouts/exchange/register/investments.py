"""Load investments.csv: one row is one sum, or one published figure for it, in one form."""

from __future__ import annotations

from typing import Any

from organisations.choices import RecordState, Sector
from organisations.measured import Measured, Unit
from organisations.models import Organisation
from partnerships.choices import Basis, FigureRole, Instrument
from partnerships.models import Investment
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import record, sector_of, stated
from spinouts.exchange.register.instruments import INSTRUMENTS, REMARKS, basis_of, role_of
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {
    "investor": "investor_key",
    "investor_name": "investor",
    "recipient": "investee_key",
    "recipient_name": "investee",
    "committed": "amount",
    "agreed_on": "date",
    "source": "source_key",
    "quote": "evidence",
}
READING_COLUMNS = {"investor": "investor_key", "drawn": "paid"}
PAID = {"yes": True, "": False}


def load_investments(table: Table, readings: Table, loading: Loading) -> None:
    """Store every row, then what investment_readings.csv reads out of it.

    `amount` is what was committed; where it is empty, it is not known, never nothing. A row whose
    note says that it repeats another, or that it was only announced, enters no sum.
    """
    read = {row.key: row for row in readings if not row.fault}

    def store(row: Row) -> None:
        reading = read.get(row.key)
        loading.put(Investment, row.key, _investment(row, reading, loading))

    loading.each(table, COLUMNS, store)
    loading.each(readings, READING_COLUMNS, lambda row: _store_reading(row, loading))


def _investment(row: Row, reading: Row | None, loading: Loading) -> dict[str, Any]:
    words = row["instrument"]
    agreed_on, precision = cells.dated(row, "date")
    investor, investor_name = _party(row, "investor", "investor_key", loading)
    recipient, recipient_name = _party(row, "investee", "investee_key", loading)
    values = {
        "investor_id": investor and investor.pk,
        "investor_name": investor_name,
        "investor_sector": sector_of(investor_name, ""),
        "recipient_id": recipient and recipient.pk,
        "recipient_name": recipient_name,
        "instrument": cells.word(row, "instrument", INSTRUMENTS),
        "purpose": row["purpose"] or words,
        "committed": cells.value(row, "amount", Unit.MONEY, row["qualifier"])
        or Measured.undisclosed(Unit.MONEY),
        "drawn": None,
        "currency": row["currency"],
        "agreed_on": agreed_on,
        "agreed_on_precision": precision,
        "basis": basis_of(words, row["note"]),
        "role": role_of(row["note"]),
        "is_derived": cells.is_yes(row, "derived"),
        "state": RecordState.PUBLISHED,
        **stated(
            row,
            loading,
            REMARKS.get(words, ""),
            _other_words("from", row["investor"], investor),
            _other_words("to", row["investee"], recipient),
            reading["note"] if reading else "",
        ),
    }
    return {**values, **_read(reading, values["committed"], loading)} if reading else values


def _party(
    row: Row, name_column: str, key_column: str, loading: Loading
) -> tuple[Organisation | None, str]:
    """Find an investor or recipient by its key; without one its name stands for it."""
    if not row[key_column]:
        return None, row[name_column]
    return loading.organisation(row, key_column), ""


def _other_words(side: str, words: str, organisation: Organisation | None) -> str:
    """Keep what a row calls a party where its record's name does not hold these words."""
    if organisation is None or words.casefold() in organisation.name.casefold():
        return ""
    return f"{side}: {words}"


def _read(row: Row, committed: Measured, loading: Loading) -> dict[str, Any]:
    """Give what a reading says instead of the row; an empty cell leaves the row's own."""
    values: dict[str, Any] = {
        "drawn": committed if cells.word(row, "paid", PAID) else None,
        "repaid": cells.typed(row, "repaid", Unit.MONEY),
        "ends_on": cells.day(row, "ends_on"),
        "terms": row["terms"],
        "programme": row["programme"],
    }
    if row["instrument"]:
        values["instrument"] = cells.word(row, "instrument", Instrument.values)
    if row["investor_key"]:
        values["investor_id"] = loading.organisation(row, "investor_key").pk
        values["investor_name"] = values["investor_sector"] = ""
    elif row["investor_sector"]:
        values["investor_sector"] = cells.word(row, "investor_sector", Sector.values)
    if row["purpose"]:
        values["purpose"] = row["purpose"]
    if row["basis"]:
        values["basis"] = cells.word(row, "basis", Basis.values)
    if row["role"]:
        values["role"] = cells.word(row, "role", FigureRole.values)
    return values


def _store_reading(row: Row, loading: Loading) -> None:
    """Tie a figure to the main one for the same money, once all are known."""
    investment = record(Investment, row.key, row, "id", loading)
    main = None
    if row["alternative_to"]:
        main = record(Investment, row["alternative_to"], row, "alternative_to", loading)
    loading.put(
        Investment, investment.register_id, {"alternative_to_id": main.pk if main else None}
    )
