"""Rules of the organisations app across fields and rows: pure functions that raise."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class IdentifierScheme:
    """One list of identifiers as org-id.guide codes it."""

    code: str
    label: str
    pattern: str
    expected: str


_SCHEMES = (
    IdentifierScheme(
        "GB-COH",
        "Companies House",
        r"(?:\d{8}|[A-Z]{2}\d{6}|(?:IP|SP|NP)\d{5}[A-Z0-9])",
        "8 characters: eight digits, or two letters and six digits",
    ),
    IdentifierScheme("GB-CHC", "Charity Commission", r"\d{6,7}(?:-\d{1,3})?", "6 or 7 digits"),
    IdentifierScheme("GB-SC", "Scottish charity regulator", r"SC\d{6}", "SC and 6 digits"),
    IdentifierScheme(
        "GB-NIC", "Charity Commission for Northern Ireland", r"(?:NIC)?\d{6}", "6 digits"
    ),
    IdentifierScheme(
        "GB-MPR", "Mutuals Public Register", r"(?:[A-Z]{2})?\d{1,6}[A-Z]{0,2}", "up to 6 digits"
    ),
    IdentifierScheme("GB-LAE", "English local authorities", r"[A-Z]{3,4}", "3 or 4 letters"),
    IdentifierScheme("GB-LAS", "Scottish local authorities", r"[A-Z]{3}|S\d{8}", "3 letters"),
    IdentifierScheme("GB-PLA", "Welsh principal areas", r"[A-Z]{3}", "3 letters"),
    IdentifierScheme("GB-LANI", "Northern Irish councils", r"[A-Z]{3}|N\d{8}", "3 letters"),
    IdentifierScheme(
        "GB-NHS", "NHS organisation codes", r"[A-Z0-9]{3,6}", "3 to 6 letters and digits"
    ),
    IdentifierScheme("GB-GOR", "Government organisations", r"[A-Z]{1,3}\d{1,6}", "letters, digits"),
    IdentifierScheme("GB-GOV", "Government organisations (DFID)", r"[A-Z0-9]{1,6}", "a code"),
    IdentifierScheme("GB-REV", "HMRC charities", r"[A-Z]{1,2}\d{4,5}", "letters and 4 or 5 digits"),
    IdentifierScheme("GB-EDU", "Schools (URN)", r"\d{6}", "6 digits"),
    IdentifierScheme("GB-UKPRN", "Learning providers", r"\d{8}", "8 digits"),
    IdentifierScheme(
        "GB-PPON",
        "Find a Tender",
        r"P[A-Z]{3}-\d{4}-[A-Z]{4}",
        "for example PYBH-2186-GMCP",
    ),
    IdentifierScheme("XI-LEI", "Legal entity identifier", r"[A-Z0-9]{18}\d{2}", "20 characters"),
    IdentifierScheme("FR-RCS", "French company register", r"\d{9}", "9 digits"),
    IdentifierScheme("CQC", "Care Quality Commission provider", r"1-\d{6,12}", "1- and digits"),
    IdentifierScheme(
        "CQC-LOCATION", "Care Quality Commission location", r"1-\d{6,12}", "1- and digits"
    ),
)
SCHEMES = {scheme.code: scheme for scheme in _SCHEMES}
SCHEME_CHOICES = [(scheme.code, f"{scheme.label} ({scheme.code})") for scheme in _SCHEMES]
LOCAL_SCHEMES = {"CQC", "CQC-LOCATION"}
"""Schemes that are not on org-id.guide and so never leave as organisation identifiers."""


def normalised_identifier(scheme: str, value: str) -> str:
    """Write an identifier as its register does: capitals, no spaces, company numbers padded.

    :param scheme: code of the list
    :param value: as typed
    :return: the value to store; unchanged in substance, so a wrong one stays wrong
    """
    compact = re.sub(r"\s+", "", value or "").upper()
    if scheme == "GB-COH":
        if compact.isdigit():
            return compact.zfill(8)
        letters = re.fullmatch(
            r"(SC|NI|OC|SO|NC|RS|CE|CS|FC|AC|RC|SR|NR|NO|LP|SL|NL|GE)(\d{1,5})", compact
        )
        if letters:
            return letters[1] + letters[2].zfill(6)
    return compact


def check_identifier(scheme: str, value: str) -> None:
    """Refuse an identifier that does not fit its scheme (formats: org-id.guide).

    :param value: already normalised
    :raises ValidationError: naming the format that is expected
    """
    known = SCHEMES.get(scheme)
    if known is None:
        raise ValidationError(
            {
                "scheme": ValidationError(
                    "“%(scheme)s” is not a known scheme.", code="scheme", params={"scheme": scheme}
                )
            }
        )
    if not re.fullmatch(known.pattern, value):
        raise ValidationError(
            {
                "value": ValidationError(
                    "“%(value)s” is not an identifier of %(label)s: expected %(expected)s.",
                    code="identifier_format",
                    params={"value": value, "label": known.label, "expected": known.expected},
                )
            }
        )


def check_period(valid_from: date | None, valid_to: date | None) -> None:
    """Refuse a period that ends before or on the day it begins (periods are half-open).

    :raises ValidationError: on `valid_to`
    """
    if valid_from and valid_to and valid_to <= valid_from:
        raise ValidationError(
            {
                "valid_to": ValidationError(
                    "The period ends on %(to)s, before it has begun on %(start)s.",
                    code="period_backwards",
                    params={"to": valid_to, "start": valid_from},
                )
            }
        )


def do_periods_overlap(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None]
) -> bool:
    """Tell whether two half-open periods share a day; None is open on that side."""
    starts_before_end = second[1] is None or first[0] is None or first[0] < second[1]
    ends_after_start = first[1] is None or second[0] is None or second[0] < first[1]
    return starts_before_end and ends_after_start


def check_profiles_do_not_overlap(
    periods: Iterable[tuple[date | None, date | None]],
) -> None:
    """Refuse two profiles of one organisation that hold on the same day.

    :param periods: (valid_from, valid_to) of every profile of one organisation
    :raises ValidationError: naming the two periods
    """
    ordered = sorted(periods, key=lambda period: (period[0] is not None, period[0] or date.min))
    for earlier, later in pairwise(ordered):
        if do_periods_overlap(earlier, later):
            raise ValidationError(
                "Two profiles hold on the same day: one from %(first)s, one from %(second)s. "
                "End the first before the second begins.",
                code="profiles_overlap",
                params={
                    "first": earlier[0] or "the beginning",
                    "second": later[0] or "the beginning",
                },
            )


def check_founded_before_dissolved(founded_on: date | None, dissolved_on: date | None) -> None:
    """Refuse an organisation dissolved before it was founded.

    :raises ValidationError: on `dissolved_on`
    """
    if founded_on and dissolved_on and dissolved_on < founded_on:
        raise ValidationError(
            {
                "dissolved_on": ValidationError(
                    "Dissolved on %(dissolved)s, before it was founded on %(founded)s.",
                    code="dissolved_before_founded",
                    params={"dissolved": dissolved_on, "founded": founded_on},
                )
            }
        )


def check_has_source(source_id: int | None, state: str, what: str = "record") -> None:
    """Refuse a fact without a source once it is to be seen; a draft may still look for one.

    :param source_id: key of the fact's source
    :param state: record state
    :param what: the fact in words, for the message
    :raises ValidationError: on `source`
    """
    if source_id is None and state == "published":
        raise ValidationError(
            {
                "source": ValidationError(
                    "Name the source of this %(what)s, or keep it as a draft until you have one.",
                    code="source_missing",
                    params={"what": what},
                )
            }
        )
