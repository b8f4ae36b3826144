"""Store what rows say: find known records by their row, save through the admin's actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from organisations.actions import Outcome, put_record, save_record
from organisations.models import Evidence, Organisation, Source
from organisations.models.vocabulary import Term
from spinouts.exchange.register.cells import CellError
from spinouts.exchange.register.hand_edits import REASON, news_of
from spinouts.exchange.register.reading import Row, Table
from spinouts.exchange.register.report import NOT_YET, Refusal, Report

LONGEST_QUOTE = 300
LONGEST_TERM_SLUG = 60


class Loading:
    """One run over the files: what is known by its row, and what became of each row.

    Every write goes through `organisations.actions` with nobody as its author and the row as its
    reason. A field that somebody has changed by hand since the register wrote it stays as it is
    unless the file has changed it too; then it stays as well, and a notice says so.
    """

    def __init__(self, report: Report, advance: Callable[[], object] = lambda: None) -> None:
        """Start a run.

        :param report: to be filled
        :param advance: called after every row, for a progress bar
        """
        self.report = report
        self._advance = advance
        self._known: dict[type[models.Model], dict[str, models.Model]] = {}
        self._terms: dict[type[Term], dict[str, models.Model]] = {}
        self._fresh: list[tuple[type[models.Model], str, models.Model]] = []
        self._gone: list[tuple[type[models.Model], str]] = []
        self._outcomes: set[str] = set()
        self._row: Row | None = None
        self._seen: dict[str, dict[str, int]] = defaultdict(dict)
        self._counted: dict[tuple[str, str], Outcome] = {}

    # ---- rows -----------------------------------------------------------------------------

    def each(self, table: Table, columns: Mapping[str, str], store: Callable[[Row], None]) -> None:
        """Store every row of a file by itself: what one refuses does not undo another.

        :param columns: model field to the column that it comes from, for messages
        :param store: writes one row; may raise `CellError` or `ValidationError`
        """
        for row in table:
            self.attempt(row, columns, store)
            self._advance()

    def attempt(self, row: Row, columns: Mapping[str, str], store: Callable[[Row], None]) -> bool:
        """Store one row, or refuse it and undo what it had stored.

        :return: whether it was stored
        """
        try:
            with self.writing(row):
                self._check_key(row)
                store(row)
        except (CellError, ValidationError) as error:
            self.refuse(row, error, columns)
            return False
        self._counted[row.file, row.key] = self.outcome
        self.report.count(row.file, self.outcome)
        return True

    def amend(self, row: Row, columns: Mapping[str, str], store: Callable[[Row], None]) -> None:
        """Store what else a row says once later files are known; the row is still counted once."""
        before = self._counted.pop((row.file, row.key), None)
        if before is None:
            return
        self.report.uncount(row.file, before)
        try:
            with self.writing(row):
                self._outcomes.add(before)
                store(row)
        except (CellError, ValidationError) as error:
            self.refuse(row, error, columns)
            return
        self.report.count(row.file, self.outcome)

    @contextmanager
    def writing(self, row: Row) -> Iterator[None]:
        """Hold the writes of one row together: all of them or none."""
        self._row, self._outcomes, self._fresh, self._gone = row, set(), [], []
        with transaction.atomic():
            yield
        for model, register_id in self._gone:
            self.known(model).pop(register_id, None)
        for model, register_id, record in self._fresh:
            self.known(model)[register_id] = record

    @property
    def outcome(self) -> Outcome:
        """Tell what became of the row just written: created if anything was, else changed."""
        for outcome in (Outcome.CREATED, Outcome.CHANGED):
            if outcome in self._outcomes:
                return outcome
        return Outcome.SAME

    @property
    def has_written(self) -> bool:
        """Tell whether the row at hand has stored anything."""
        return self.outcome != Outcome.SAME

    def postpone(self, row: Row) -> None:
        """Count a row whose table comes with a later issue; it stays in its file."""
        self.report.count(row.file, NOT_YET)
        self._advance()

    def refuse(
        self, row: Row, error: CellError | ValidationError, columns: Mapping[str, str]
    ) -> None:
        """Report a row that cannot be stored, naming the column where one is to blame."""
        self.report.refuse(Refusal.of(row, error, columns))

    def _check_key(self, row: Row) -> None:
        if row.fault:
            raise CellError("", row.fault)
        column = "key" if "key" in row.cells else "id"
        if not row.key:
            raise CellError(column, "empty. Expected what names the row for good.")
        earlier = self._seen[row.file].setdefault(row.key, row.number)
        if earlier != row.number:
            raise CellError(column, f"“{row.key}” already names row {earlier}.")

    # ---- what is known --------------------------------------------------------------------

    def known(self, model: type[models.Model]) -> dict[str, models.Model]:
        """Give the records that came from rows: register_id to record; one query per model."""
        if model not in self._known:
            records = model._default_manager.filter(register_id__isnull=False)
            self._known[model] = {record.register_id: record for record in records}
        return self._known[model]

    def source_id(self, row: Row, column: str = "source_key") -> int:
        """Find the source that a row names.

        :raises CellError: where it is empty or no row of sources.csv was loaded under that key
        """
        source = self.known(Source).get(row[column])
        if source is None:
            raise CellError(column, _unknown(row[column], "a key of sources.csv"))
        return source.pk

    def organisation(self, row: Row, column: str, key: str | None = None) -> Organisation:
        """Find the organisation that a row names.

        :param key: one key of a list; None takes the whole cell
        :raises CellError: where it is empty or nothing was loaded under that key
        """
        wanted = row[column] if key is None else key
        organisation = self.known(Organisation).get(wanted)
        if organisation is None:
            expected = "a key of organisations.csv or public_bodies.csv"
            raise CellError(column, _unknown(wanted, expected))
        return organisation

    # ---- writes ---------------------------------------------------------------------------

    @property
    def reason(self) -> str:
        """Say through what the row is written, for the history."""
        return f"{REASON}: {self._row.file} {self._row.key}" if self._row else REASON

    def put(
        self, model: type[models.Model], register_id: str, values: Mapping[str, Any]
    ) -> models.Model:
        """Create, change or leave the record that a row stands for.

        :param values: everything the row says of it; foreign keys by their `_id` attribute
        :raises ValidationError: naming the fields
        """
        found = self._in_this_row(model, register_id) or self.known(model).get(register_id)
        if found is not None:
            values = self._news(found, values)
            if not values:
                self._outcomes.add(Outcome.SAME)
                return found
            record, outcome = put_record(
                model=model,
                key={"register_id": register_id},
                values=values,
                by=None,
                reason=self.reason,
            )
        else:
            made = model(register_id=register_id, **values)
            record = save_record(record=made, by=None, reason=self.reason)
            outcome = Outcome.CREATED
        self._outcomes.add(outcome)
        self._fresh.append((model, register_id, record))
        return record

    def put_part(
        self, model: type[models.Model], key: Mapping[str, Any], values: Mapping[str, Any]
    ) -> models.Model:
        """Create, change or leave a record that no row names by itself.

        :param key: what finds it, for example `{"organisation_id": 7}`
        """
        found = model._default_manager.filter(**key).first()
        if found is not None:
            values = self._news(found, values)
            if not values:
                self._outcomes.add(Outcome.SAME)
                return found
        record, outcome = put_record(
            model=model, key=key, values=values, by=None, reason=self.reason
        )
        self._outcomes.add(outcome)
        return record

    def put_evidence(self, record: models.Model, row: Row, note: str) -> None:
        """Keep what a row's source says about a record as evidence for it."""
        self.put(
            Evidence,
            row.key,
            {
                "source_id": self.source_id(row),
                "content_type_id": ContentType.objects.get_for_model(record).pk,
                "object_id": record.pk,
                "quote": quote(row),
                "note": note,
            },
        )

    def drop_others(self, model: type[models.Model], kept: Iterable[str], **of: Any) -> None:
        """Remove what the row said of a record before and says no longer; the history keeps it.

        :param kept: register_ids that the row still gives
        :param of: the record they hang on, for example `organisation_id=7`
        """
        wanted = set(kept)
        for register_id, record in self.known(model).items():
            hangs_here = all(getattr(record, name) == value for name, value in of.items())
            if hangs_here and register_id not in wanted:
                self.remove(record)
                self._gone.append((model, register_id))

    def remove(self, record: models.Model) -> None:
        """Delete a part of a record, leaving its last state and the reason in the history."""
        record._history_user, record._change_reason = None, self.reason
        record.delete()
        self._outcomes.add(Outcome.CHANGED)

    def wrote_first(self, record: models.Model) -> bool:
        """Tell whether a record was made by the starter register, not by hand."""
        return (record.history.earliest().history_change_reason or "").startswith(REASON)

    def put_terms(
        self,
        model: type[Term],
        names: Iterable[str],
        fixed: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """Make sure that a list holds the words that a file uses.

        :param names: words; those that the list cannot hold are refused with their rows
        :param fixed: word to further values of it, a definition say
        """
        stored = self.terms(model)
        by_name = {term.name.casefold(): term for term in stored.values()}
        for name in sorted(set(names) - {""}):
            slug, values = term_slug(name), dict((fixed or {}).get(name, {}))
            if slug not in stored and name.casefold() in by_name:
                stored[slug] = by_name[name.casefold()]
            if slug in stored:
                values = self._news(stored[slug], values)
                if not values:
                    continue
            else:
                values["name"] = name
            key = {"slug": stored[slug].slug if slug in stored else slug}
            with suppress(ValidationError):
                stored[slug], _ = put_record(
                    model=model, key=key, values=values, by=None, reason=self.reason
                )

    def terms(self, model: type[Term]) -> dict[str, models.Model]:
        """Give the words of a list by their slug."""
        if model not in self._terms:
            self._terms[model] = {term.slug: term for term in model.objects.all()}
        return self._terms[model]

    def term_id(self, model: type[Term], row: Row, column: str) -> int | None:
        """Find a word of a list; None where the cell is empty.

        :raises CellError: for a word that the list cannot hold
        """
        if not row[column]:
            return None
        term = self.terms(model).get(term_slug(row[column]))
        if term is None:
            raise CellError(column, f"“{row[column][:60]}” cannot be put into the list.")
        return term.pk

    def _in_this_row(self, model: type[models.Model], register_id: str) -> models.Model | None:
        for written, known_id, record in reversed(self._fresh):
            if written is model and known_id == register_id:
                return record
        return None

    def _news(self, record: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
        """Keep the values that the file changed and that nobody has changed by hand."""
        row = self._row
        place = f"{row.file} row {row.number} ({row.key})" if row else f"list word “{record}”"
        return news_of(record, values, lambda kept: self.report.notices.append(f"{place}: {kept}"))


def _unknown(key: str, expected: str) -> str:
    return (
        f"“{key}” was not loaded. Expected {expected}." if key else f"empty. Expected {expected}."
    )


def term_slug(name: str) -> str:
    """Make the code of a word of a list."""
    return slugify(name)[:LONGEST_TERM_SLUG].strip("-")


def quote(row: Row) -> str:
    """Give the source's own words, cut where the register keeps no more."""
    return row["evidence"][:LONGEST_QUOTE]


def joined_notes(*sentences: str) -> str:
    """Join a row's note and our own remarks."""
    return "; ".join(sentence for sentence in sentences if sentence)
