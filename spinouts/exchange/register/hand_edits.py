"""Keep what people have changed by hand: a file never undoes an edit that it does not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from organisations.measured_fields import PARTS

REASON = "starter register"
"""How the reason of every write of the loader begins, by which the history tells it from people."""


def news_of(
    record: models.Model, values: Mapping[str, Any], notice: Callable[[str], object]
) -> dict[str, Any]:
    """Keep the values that are to be stored: those that the file changed and nobody else did.

    Three states are compared field by field: what the loader wrote last (from the history), what
    the record says now, and what the file says now. A field that somebody changed stays as it is.

    :param values: what the file says, by attribute
    :param notice: told of each field that both the file and a person have changed
    :return: part of `values`; empty where there is nothing to do
    """
    differing = {name: value for name, value in values.items() if getattr(record, name) != value}
    if not differing:
        return {}
    written = record.history.filter(history_change_reason__startswith=REASON).first()
    taken = {}
    for name, value in differing.items():
        base = written and _stored(written, record, name)
        if _stored(record, record, name) == base:
            taken[name] = value
        elif _wanted(record, name, value) != base:
            notice(
                f"{name} was changed by hand to “{getattr(record, name)}” and stays so; "
                f"the file now says “{value}”."
            )
    return taken


def _stored(holder: models.Model, record: models.Model, name: str) -> tuple:
    """Give the columns of one value, from a record or from a line of its history."""
    if name in _measured_names(record):
        return tuple(getattr(holder, f"{name}_{part}") for part in PARTS)
    return (getattr(holder, name),)


def _wanted(record: models.Model, name: str, value: Any) -> tuple:
    """Give the columns that a value would be stored in."""
    if name not in _measured_names(record):
        return (value,)
    if value is None:
        return (None, None, "", "")
    return tuple(getattr(value, part) for part in PARTS)


def _measured_names(record: models.Model) -> Mapping:
    return getattr(type(record), "measured_fields", {})
