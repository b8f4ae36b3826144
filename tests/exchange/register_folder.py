"""A copy of the small register for tests, whose cells can be changed."""

from __future__ import annotations

import csv
import io
import shutil
from contextlib import suppress
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import CommandError

from spinouts.exchange.register.reading import SUPPLEMENTS

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "register"


class RegisterFolder:
    """One folder of CSV files that a test may spoil."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "register"
        shutil.copytree(FIXTURES, self.folder)

    def change(self, file: str, row_key: str, /, **cells: str) -> None:
        """Change cells of one row; `from_` stands for the column “from”."""
        rows = self._rows(file)
        for row in rows:
            if row_key in (row.get("key"), row.get("id")):
                row.update({column.rstrip("_"): text for column, text in cells.items()})
        self._write(file, rows)

    def add(self, file: str, like: str, /, **cells: str) -> None:
        """Add a row that differs from another in the cells given."""
        rows = self._rows(file)
        model = next(row for row in rows if like in (row.get("key"), row.get("id")))
        rows.append({**model, **{column.rstrip("_"): text for column, text in cells.items()}})
        self._write(file, rows)

    def supplement(self, file: str, *rows: dict[str, str]) -> None:
        """Write one of the further files; cells that are not given are empty."""
        blank = dict.fromkeys(SUPPLEMENTS[file].split(), "")
        if "source_key" in blank:
            blank["source_key"] = "north-news"
        self._write(file, [{**blank, **row} for row in rows])

    def drop(self, file: str, key: str) -> None:
        """Take a row out."""
        rows = self._rows(file)
        self._write(file, [row for row in rows if key not in (row.get("key"), row.get("id"))])

    def drop_column(self, file: str, column: str) -> None:
        """Take a column out."""
        rows = self._rows(file)
        for row in rows:
            del row[column]
        self._write(file, rows)

    def path(self, file: str) -> Path:
        """Give the path of a file, to write what is no CSV."""
        return self.folder / file

    def load(self, **options: bool) -> str:
        """Run the command and give what it printed."""
        out = io.StringIO()
        call_command("load_register", str(self.folder), stdout=out, **options)
        return out.getvalue()

    def refused(self, **options: bool) -> str:
        """Run the command, which is to end with an error, and give what it printed."""
        out = io.StringIO()
        with suppress(CommandError):
            call_command("load_register", str(self.folder), stdout=out, **options)
        return out.getvalue()

    def _rows(self, file: str) -> list[dict[str, str]]:
        with self.path(file).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def _write(self, file: str, rows: list[dict[str, str]]) -> None:
        with self.path(file).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def counts(printed: str) -> dict[str, list[int]]:
    """Read the table of a report: file to read, created, changed, same, refused, not yet loaded."""
    rows = [line.split() for line in printed.splitlines()]
    return {
        cells[0]: [int(cell) for cell in cells[1:]]
        for cells in rows
        if len(cells) == 7 and cells[1].isdigit()
    }
