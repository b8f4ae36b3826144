"""Say what became of each row: counts per file, refusals with their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from organisations.actions import Outcome
from spinouts.exchange.register.cells import CellError
from spinouts.exchange.register.reading import Row, Table

REFUSED = "refused"
NOT_YET = "not yet loaded"
COUNTED = (*Outcome, REFUSED, NOT_YET)


@dataclass(frozen=True)
class Refusal:
    """One row that was refused; `column` is empty where no single cell is to blame."""

    file: str
    number: int
    key: str
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file} row {self.number}"
        named = f"{place} ({self.key})" if self.key else place
        return ", ".join(filter(None, (named, self.column))) + f": {self.reason}"

    @classmethod
    def of(
        cls, row: Row, error: CellError | ValidationError, columns: Mapping[str, str]
    ) -> Refusal:
        """Put an error into words for whoever keeps the file.

        :param columns: model field to the column that it comes from
        """
        place = (row.file, row.number, row.key)
        if isinstance(error, CellError):
            return cls(*place, error.column, error.message)
        if not hasattr(error, "error_dict"):
            return cls(*place, "", " ".join(error.messages))
        named = [columns.get(name, name) for name in error.error_dict if name != NON_FIELD_ERRORS]
        # A rule on a field may be repeated by a constraint of the row: say it once.
        reasons = dict.fromkeys(error.messages)
        return cls(*place, ", ".join(dict.fromkeys(named)), " ".join(reasons))


@dataclass
class Report:
    """What one run did: for every file, read = created + changed + same + refused + not yet."""

    counts: dict[str, Counter] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def begin(self, file: str, table: Table) -> None:
        """Open the line of a file with the number of rows read."""
        self.counts[file] = Counter({"read": len(table)})
        if table.unread_columns:
            columns = ", ".join(f"“{name}”" for name in table.unread_columns)
            self.notices.append(f"{file}: nothing reads the column {columns}.")

    def count(self, file: str, outcome: str) -> None:
        """Count one row."""
        self.counts[file][outcome] += 1

    def uncount(self, file: str, outcome: str) -> None:
        """Take back the count of a row that is to be counted anew."""
        self.counts[file][outcome] -= 1

    def refuse(self, refusal: Refusal) -> None:
        """Count and remember one refused row."""
        self.count(refusal.file, REFUSED)
        self.refusals.append(refusal)

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was refused."""
        return not self.refusals

    def lines(self) -> list[str]:
        """Print the table of counts, then refusals, then notices."""
        heads = ("read", *COUNTED)
        lines = ["  ".join(["file".ljust(19), *(head.rjust(max(7, len(head))) for head in heads)])]
        total = Counter()
        for file, counts in [*self.counts.items(), ("all", total)]:
            cells = [str(counts[head]).rjust(max(7, len(head))) for head in heads]
            lines.append("  ".join([file.ljust(19), *cells]))
            total.update(counts)
        if self.refusals:
            files = list(self.counts)
            ordered = sorted(self.refusals, key=lambda one: (files.index(one.file), one.number))
            lines += ["", "Refused:", *(f"  {refusal}" for refusal in ordered)]
        if self.notices:
            lines += ["", "Note:", *(f"  {notice}" for notice in self.notices)]
        return lines
