"""Read the starter register's files: text in, numbered rows out, or every fault of a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_CELL = 10_000_000
"""Characters; Python's own limit of 131,072 would stop at a long note."""

COLUMNS = {
    "sources.csv": "key title publisher url date date_precision kind note",
    "organisations.csv": "key name other_names kind sector legal_form identifiers local_authority "
    "region founded founded_precision dissolved dissolved_precision website precision source_key "
    "note",
    "public_bodies.csv": "key name body_type identifiers local_authority region abolished "
    "abolished_precision successor source_key note",
    "succession.csv": "id predecessor_key successor_key date date_precision whole_or_part "
    "source_key note",
    "ownership.csv": "id org_key holder_kind category holder holder_key percent rights seats "
    "seats_total from from_precision to to_precision seen_on seen_on_precision period_kind basis "
    "role qualifier derived split_key split_total split_complete source_key evidence note",
    "contracts.csv": "id commissioner_key commissioner_name provider_key title start "
    "start_precision end end_precision planned_end planned_end_precision total_value annual_value "
    "value_kind vat currency service_area service_group status is_main ocid qualifier derived "
    "seen_on seen_on_precision source_key evidence note",
    "partnerships.csv": "id partnership_key kind partnership_name member_key member_name role "
    "stake_percent investment from from_precision to to_precision qualifier derived source_key "
    "evidence note",
    "spinouts.csv": "id org_key parent_keys service_area service_group stage status status_code "
    "status_evidence last_source_date is_contrast launch_date launch_date_precision "
    "staff_transferred staff_precision policy_route motive source_key seen_on seen_on_precision "
    "evidence note",
    "investments.csv": "id investor investor_key investee investee_key instrument amount currency "
    "date date_precision purpose qualifier derived source_key evidence note",
    "indicators.csv": "id org_key indicator period value unit qualifier derived source_key "
    "evidence note period_start period_end",
    "benchmarks.csv": "id indicator group period value unit comparator comparator_value "
    "comparator_qualifier qualifier derived source_key evidence note period_start period_end",
}
"""Every file of the register with the columns it must have, in the order of loading."""

SUPPLEMENTS = {
    "more_sources.csv": COLUMNS["sources.csv"],
    "joint_working.csv": "id name kind vehicle_key description has_no_shareholders members "
    "contract_rows derived source_key evidence note",
    "competitions.csv": "id title venture_key venture_name public_body_key public_body_name "
    "service_area service_group stake_on_offer contract_value opens_on opens_on_precision "
    "signed_on signed_on_precision abandoned_on abandoned_why status bidder_count source_key "
    "evidence note",
    "bids.csv": "id competition bid bidder_key bidder_name bidder_sector status investment "
    "stake_sought stake_price skills closed_on closed_on_precision closed_why source_key evidence "
    "note",
    "deals.csv": "id title venture_key partner_key competition bid contract_row stake_rows "
    "investment_rows stake stake_price investment signed_on signed_on_precision basis source_key "
    "evidence note",
    "investment_readings.csv": "id instrument investor_key investor_sector purpose paid repaid "
    "ends_on terms programme basis role alternative_to note",
    "ownership_rules.csv": "id org_key kind measure whose holder_key limit tolerance words from "
    "from_precision to to_precision stake_row source_key evidence note",
    "primes.csv": "id org_key prime_type mission adopted_on adopted_on_precision trading_income "
    "source_key evidence note",
    "partners.csv": "id org_key skills service_areas works_in source_key evidence note",
    "contributions.csv": "id partner_key venture_key kind words promised_on "
    "promised_on_precision delivered source_key evidence note",
    "more_evidence.csv": "id about row source_key evidence note",
    "supply_links.csv": "id contract_row tier giver_key receiver_key receiver_name "
    "receiver_sector kind value designs delivers source_key evidence note",
}
"""Further files, written for this register: what ties the rows of the others together. A folder
without one of them is loaded without what it says."""

COUNTED_ELSEWHERE = {"sources.csv": {"used_by_rows", "mentioned_in_notes"}}
"""Columns that only count what the other files say; the register counts for itself."""


class UnreadableRegisterError(Exception):
    """The folder or its files cannot be read at all.

    `faults` has one sentence per fault, each naming the file and what was expected.
    """

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Row:
    """One row of one file.

    `number` counts as a spreadsheet does: the header is row 1. Cells are stripped of white space
    around them; an empty cell is the empty text and means “not known”.
    """

    file: str
    number: int
    cells: dict[str, str]
    fault: str = ""

    @property
    def key(self) -> str:
        """Give what names the row for good: its `key` or `id`."""
        return self.cells.get("key") or self.cells.get("id") or ""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True)
class Table:
    """One file: its rows in order, and the columns that nothing reads."""

    file: str
    rows: list[Row] = field(default_factory=list)
    unread_columns: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_register(folder: Path) -> dict[str, Table]:
    """Read every file of the starter register, and those of `SUPPLEMENTS` that the folder has.

    :param folder: that holds the files of `COLUMNS`
    :return: file name to its table, in the order of loading
    :raises UnreadableRegisterError: with all faults at once: a missing folder or file, an
        encoding that is not UTF-8, a missing or doubled column
    """
    if not folder.is_dir():
        raise UnreadableRegisterError([f"{folder}: there is no such folder."])
    tables, faults = {}, []
    further = {file: SUPPLEMENTS[file] for file in SUPPLEMENTS if (folder / file).exists()}
    for file, columns in {**COLUMNS, **further}.items():
        try:
            tables[file] = _read_table(folder / file, columns.split())
        except UnreadableRegisterError as unreadable:
            faults.extend(unreadable.faults)
    if faults:
        raise UnreadableRegisterError(faults)
    return tables


def _read_table(path: Path, columns: list[str]) -> Table:
    text = _text(path)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = list(enumerate(reader, start=1))
    except csv.Error as error:
        raise UnreadableRegisterError(
            [f"{path.name}, line {reader.line_num}: not a CSV file ({error})."]
        ) from None
    if not lines:
        raise UnreadableRegisterError([f"{path.name}: empty; expected a header row."])
    header = [name.strip() for name in lines[0][1]]
    _check_header(path.name, header, columns)
    wanted = set(columns) | COUNTED_ELSEWHERE.get(path.name, set())
    rows = [
        _row(path.name, number, header, cells)
        for number, cells in lines[1:]
        if any(cell.strip() for cell in cells)
    ]
    return Table(path.name, rows, tuple(name for name in header if name not in wanted))


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableRegisterError([f"{path.name}: missing from {path.parent}."]) from None
    except OSError as error:
        raise UnreadableRegisterError(
            [f"{path.name}: cannot be read ({error.strerror})."]
        ) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        fault = f"{path.name}, line {line}: not UTF-8 (byte 0x{content[error.start]:02x})."
        raise UnreadableRegisterError([f"{fault} Save the file as “CSV UTF-8”."]) from None


def _check_header(file: str, header: list[str], columns: list[str]) -> None:
    faults = [
        f"{file}, row 1: the column “{name}” is missing." for name in columns if name not in header
    ]
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    faults += [f"{file}, row 1: the column “{name}” stands there twice." for name in doubled]
    if faults:
        raise UnreadableRegisterError(faults)


def _row(file: str, number: int, header: list[str], cells: list[str]) -> Row:
    """Pair cells with columns; a row of another length or with a NUL is kept with its fault."""
    fault = ""
    if len(cells) != len(header):
        fault = f"{len(cells)} cells; expected {len(header)}, one for each column."
    elif any("\0" in cell for cell in cells):
        fault = "a cell holds a NUL character; expected text."
    padded = [*cells, *[""] * len(header)]
    named = {name: cell.strip() for name, cell in zip(header, padded, strict=False)}
    return Row(file, number, named, fault)
