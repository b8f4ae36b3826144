"""What the loaders of partnerships share: the source of a fact, parties named in several ways."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models

from organisations.choices import Sector
from spinouts.exchange.register import cells
from spinouts.exchange.register.cells import CellError
from spinouts.exchange.register.loading import Loading, quote
from spinouts.exchange.register.reading import Row

ONE_DAY = timedelta(days=1)
PUBLIC_WORDS = ("nhs", "council", "school")
"""A party without a record whose name has one of these words is a public one."""


def stated(row: Row, loading: Loading, *remarks: str) -> dict[str, Any]:
    """Give the source of a row with its quote and note.

    :param remarks: our own, put after the row's note
    """
    sentences = [sentence for sentence in (row["note"], *remarks) if sentence]
    return {
        "source_id": loading.source_id(row),
        "quote": quote(row),
        "note": "; ".join(sentences),
    }


def organisation_id(row: Row, column: str, loading: Loading) -> int | None:
    """Find the organisation of a cell; None where the cell is empty.

    :raises CellError: for a key that was not loaded
    """
    return loading.organisation(row, column).pk if row[column] else None


def record(model: type[models.Model], key: str, row: Row, column: str, loading: Loading) -> Any:
    """Find a record that another row made.

    :param key: its register_id
    :raises CellError: naming the column where there is none
    """
    found = loading.known(model).get(key)
    if found is None:
        raise CellError(column, f"“{key}” was not loaded. Expected a row of another file.")
    return found


def period(row: Row, start: str, end: str) -> dict[str, Any]:
    """Read a period whose end is its last day, as a half-open one.

    :return: both days and precisions, under `valid_from` and `valid_to`
    """
    first, first_precision = cells.dated(row, start)
    last, last_precision = cells.dated(row, end)
    return {
        "valid_from": first,
        "valid_from_precision": first_precision,
        "valid_to": after(last),
        "valid_to_precision": last_precision,
    }


def after(last: date | None) -> date | None:
    """Give the day after the last one; None where it is not known."""
    return last and last + ONE_DAY


def sector_of(name: str, role: str) -> str:
    """Tell the sector of a party without a record from its name and its role.

    Only where a word says it: a council, a body of the health service or a school is public, a
    staff mutual mutual, a private partner private. A government or council shareholder is public.

    :return: a word of `Sector`, or empty: not recorded
    """
    role, name = role.lower(), name.lower()
    if "mutual" in role:
        return Sector.MUTUAL
    if "private" in role:
        return Sector.PRIVATE
    has_public_role = role in ("council shareholder", "government shareholder")
    if has_public_role or any(word in name for word in PUBLIC_WORDS):
        return Sector.PUBLIC
    return ""
