"""The versions of a record in words: who changed what, from what to what, and through what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils.formats import date_format

from organisations.measured_fields import PARTS

KINDS = {"+": "entered", "~": "changed", "-": "removed"}
EMPTY = "nothing"


@dataclass(frozen=True)
class Named:
    """A foreign key in a version, to be named once all keys of a page are known."""

    model: type[Model]
    key: Any


@dataclass
class Change:
    """One field that a version changed; `before` and `after` are words."""

    label: str
    before: Any
    after: Any


@dataclass
class Version:
    """One write: of which record, by whom, when, through what, and which fields it changed."""

    number: int
    at: datetime
    by: str
    through: str
    kind: str
    what: str
    record: str
    changes: list[Change] = field(default_factory=list)


class Telling:
    """Turns keys of many versions into names, asking the database once for each model.

    :param names_of: gives {key: words} for keys of a model
    """

    def __init__(self, names_of: Callable[[type[Model], set], dict]) -> None:
        self.names_of = names_of

    def look_up(self, versions: Iterable[Version]) -> None:
        """Put names in place of the keys of the versions."""
        changes = [change for version in versions for change in version.changes]
        wanted = defaultdict(set)
        for change in changes:
            for side in (change.before, change.after):
                if isinstance(side, Named):
                    wanted[side.model].add(side.key)
        names = {model: self.names_of(model, keys) for model, keys in wanted.items()}
        for change in changes:
            change.before = _named(change.before, names)
            change.after = _named(change.after, names)


def _named(side: Any, names: dict) -> Any:
    return names[side.model][side.key] if isinstance(side, Named) else side


def versions_told(model: type[Model], rows: Iterable[Model]) -> list[Version]:
    """Compare each historical row with the one before it of the same record.

    :param rows: historical rows of `model`, oldest first
    :return: one version for each row; keys in it are named by `Telling.look_up`
    """
    before: dict[Any, dict[str, Any]] = {}
    versions = []
    for row in rows:
        told = _told(model, row)
        earlier = before.get(row.id, {})
        is_removed = row.history_type == "-"
        versions.append(
            Version(
                number=row.history_id,
                at=row.history_date,
                by=str(row.history_user or "a command"),
                through=row.history_change_reason or "",
                kind=KINDS[row.history_type],
                what=str(model._meta.verbose_name),
                record=_record_words(model, row),
                changes=[] if is_removed else _changes(earlier, told),
            )
        )
        before[row.id] = told
    return versions


def _changes(earlier: dict[str, Any], told: dict[str, Any]) -> list[Change]:
    return [
        Change(label, earlier.get(label, EMPTY), value)
        for label, value in told.items()
        if earlier.get(label, EMPTY) != value
    ]


def _record_words(model: type[Model], row: Model) -> str:
    """Name the record by its own text, which the historical row still has."""
    for name in ("name", "title", "username", "value", "holder_name"):
        if text := getattr(row, name, ""):
            return str(text)
    return f"no. {row.id}"


def _told(model: type[Model], row: Model) -> dict[str, Any]:
    """Give label to words for every field of a historical row."""
    measured = getattr(model, "measured_fields", {})
    columns = {f"{name}_{part}" for name in measured for part in PARTS}
    fields = [
        one
        for one in model._meta.concrete_fields
        if not one.primary_key and one.name not in columns and hasattr(row, one.attname)
    ]
    told = {str(one.verbose_name): _words(one, getattr(row, one.attname)) for one in fields}
    for declared in measured.values():
        value = declared.fget(row)
        told[declared.verbose_name] = EMPTY if value is None else str(value)
    return told


def _words(one: Field, value: Any) -> Any:
    if value is None or value == "":
        return EMPTY
    if isinstance(one, ForeignKey):
        return Named(one.remote_field.model, value)
    if one.flatchoices:
        return str(dict(one.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_format(value, "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)
