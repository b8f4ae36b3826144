"""A day with how exactly it is known, as people write it: 1 May 2012, May 2012, 2012."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from organisations.choices import DatePrecision

EXAMPLES = "1 May 2012, 2012-05-01, May 2012 or 2012"
_FORMATS = (
    (
        DatePrecision.DAY,
        ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%d-%m-%Y", "%d.%m.%Y"),
    ),
    (DatePrecision.MONTH, ("%B %Y", "%b %Y", "%Y-%m", "%m/%Y")),
    (DatePrecision.YEAR, ("%Y",)),
)
_MARKS = {
    DatePrecision.INFERRED: ("inferred",),
    DatePrecision.UNKNOWN: ("not known", "unknown"),
}
_EARLIEST = 1000


@dataclass(frozen=True, slots=True)
class Dated:
    """One day and its precision; to the month or year, the day is the first of it."""

    day: date
    precision: str = DatePrecision.DAY

    def __str__(self) -> str:
        """Print no more than is known."""
        if self.precision == DatePrecision.YEAR:
            return f"{self.day.year:04}"
        if self.precision == DatePrecision.MONTH:
            return date_format(self.day, "F Y")
        words = date_format(self.day, "j F Y")
        return f"{words} ({_MARKS[self.precision][0]})" if self.precision in _MARKS else words


def parse_dated(text: str | None) -> Dated | None:
    """Read what people type for a date.

    :param text: a day, month or year; “(inferred)” or “(not known)” after it is read as well
    :return: None for no text
    :raises ValidationError: giving examples
    """
    words, mark = _without_mark(" ".join((text or "").split()))
    if not words:
        return None
    for precision, formats in _FORMATS:
        for one in formats:
            if (day := _day(words, one)) is not None:
                return Dated(day, mark or precision)
    raise ValidationError(
        "“%(text)s” is no date. Write it like this: %(examples)s.",
        code="date",
        params={"text": text, "examples": EXAMPLES},
    )


def _without_mark(words: str) -> tuple[str, str]:
    for precision, marks in _MARKS.items():
        found = re.fullmatch(rf"(.*?),?\s*\(?(?:{'|'.join(marks)})\)?", words, re.IGNORECASE)
        if found:
            return found[1], precision
    return words, ""


def _day(words: str, one: str) -> date | None:
    if one == "%Y" and not re.fullmatch(r"\d{4}", words):
        return None
    try:
        day = datetime.strptime(words, one).date()
    except ValueError:
        return None
    return day if day.year >= _EARLIEST else None
