"""Read single cells of a row: days, numbers, words of a list, measured values."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from organisations import measured
from organisations.measured import Measured, Qualifier, Unit
from spinouts.exchange.register.reading import Row

NUMBER = re.compile(r"\d{1,18}(?:\.\d{1,9})?")
YEARS = range(1700, 2201)
MOST_SEATS = 32_767
PRECISIONS = ("day", "month", "year")
RANGE = re.compile(
    r"(?P<low>£?\d[\d,.]*\s?(?:k|m|bn|%)?)\s?(?:to|and|-|–)\s?(?P<high>£?\d[\d,.]*\s?(?:k|m|bn|%)?)"
    r"(?![\w-])"
)


class CellError(Exception):
    """A cell that cannot be taken as it stands: its column and what was expected."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        self.message = message
        super().__init__(f"{column}: {message}")


def day(row: Row, column: str) -> date | None:
    """Read an ISO day; None where the cell is empty.

    :raises CellError: where it is no day of the calendar
    """
    text = row[column]
    if not text:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        found = date.fromisoformat(text)
    except ValueError:
        raise CellError(
            column, f"“{text[:40]}” is not a day. Expected YYYY-MM-DD, for example 2012-05-01."
        ) from None
    if found.year not in YEARS:
        raise CellError(column, f"“{text}”. Expected a year from {YEARS[0]} to {YEARS[-1]}.")
    return found


def dated(row: Row, column: str, absent: str = "day") -> tuple[date | None, str]:
    """Read a day and the column beside it that says how exactly it is known.

    :param absent: the precision to store where there is no day
    :raises CellError: for a day without its precision, or one that is no day
    """
    found = day(row, column)
    if found is None:
        return None, absent
    return found, word(row, f"{column}_precision", PRECISIONS)


def word(row: Row, column: str, known: Collection[str] | Mapping[str, str]) -> str:
    """Read one word of a closed list.

    :param known: the words, or a mapping from the file's words to ours
    :return: the word, or what the mapping makes of it
    :raises CellError: naming the words that are expected
    """
    text = row[column]
    if text not in known:
        expected = ", ".join(sorted(entry or "(empty)" for entry in known))
        raise CellError(column, f"“{text[:60]}” is not known. Expected one of: {expected}.")
    return known[text] if isinstance(known, Mapping) else text


def is_yes(row: Row, column: str) -> bool:
    """Read yes, no or an empty cell, which means no."""
    return word(row, column, {"yes": "yes", "no": "", "": ""}) == "yes"


def number(row: Row, column: str) -> Decimal | None:
    """Read a plain number without signs, commas or words; None where the cell is empty.

    :raises CellError: for anything else
    """
    text = row[column]
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        raise CellError(
            column, f"“{text[:40]}” is not a number. Expected digits, for example 33.3 or 21000000."
        )
    return Decimal(text)


def whole(row: Row, column: str) -> int | None:
    """Read a number of seats; None where the cell is empty.

    :raises CellError: for a fraction or for more seats than any board has
    """
    found = number(row, column)
    if found is not None and (found != found.to_integral_value() or found > MOST_SEATS):
        raise CellError(column, f"“{row[column]}”. Expected a whole number up to {MOST_SEATS}.")
    return None if found is None else int(found)


def value(row: Row, column: str, unit: Unit, qualifier: str) -> Measured | None:
    """Read a number with the qualifier of its row as a measured value.

    :param qualifier: a word of `Qualifier`; empty means exact
    :return: None where the cell is empty
    :raises CellError: out of range, too many decimals, an unknown qualifier
    """
    found = number(row, column)
    if found is None:
        return None
    try:
        made = Measured.qualified(unit, found, qualifier)
        made.clean()
    except ValidationError as error:
        raise CellError(column, " ".join(error.messages)) from None
    return made


def typed(row: Row, column: str, unit: Unit) -> Measured | None:
    """Read a measured value as people type it: `~£1.9m`, `at most 28`, `withheld`.

    :return: None where the cell is empty
    :raises CellError: where it cannot be read
    """
    try:
        made = measured.parse(row[column], unit)
        if made is not None:
            made.clean()
    except ValidationError as error:
        raise CellError(column, " ".join(error.messages)) from None
    return made


def range_in_words(row: Row, column: str, unit: Unit) -> Measured:
    """Find both ends of a *between* row, which stand in its note or in its evidence.

    :param column: of the value, for the message
    :raises CellError: where neither text holds a range that can be read
    """
    for text in (row["note"], row["evidence"]):
        for found in RANGE.finditer(text):
            try:
                made = measured.parse(f"{found['low']}-{found['high']}", unit)
            except ValidationError:
                continue
            if made is not None and made.qualifier == Qualifier.BETWEEN:
                return made
    raise CellError(
        column, "the row says “between”. Expected both ends in note or evidence: £12m to £22m."
    )


def parts(text: str) -> list[str]:
    """Split a list written with semicolons; empty parts fall away."""
    return [part.strip() for part in text.split(";") if part.strip()]
