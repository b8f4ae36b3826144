"""Load organisations.csv: one row is a mutual, partner, prime, investor or contrast company."""

from __future__ import annotations

import calendar
import re
from datetime import date

from django.utils.text import slugify

from organisations import rules
from organisations.choices import NameKind, OrganisationStatus, RecordState
from organisations.models import (
    Identifier,
    LegalForm,
    OperatingModel,
    Organisation,
    OrganisationName,
    Profile,
    Source,
)
from spinouts.exchange.register import cells, words
from spinouts.exchange.register.cells import CellError
from spinouts.exchange.register.loading import Loading, joined_notes, term_slug
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {
    "slug": "key",
    "founded_on": "founded",
    "dissolved_on": "dissolved",
    "source": "source_key",
    "names": "other_names",
}
LONGEST_ID = 60
REMARK = re.compile(r"^(?P<name>.+?)\s*\((?P<remark>[^()]*)\)$")
SINCE = re.compile(r"^(?:since|from) (?:(?P<month>[A-Z][a-z]+) )?(?P<year>\d{4})$")
MONTHS = calendar.month_name[1:]


def load_organisations(table: Table, loading: Loading) -> None:
    """Store every organisation with its names, identifiers and its one profile.

    The key is the slug. `dissolved` is the first day on which it no longer counts. The profile
    holds for all time: the files know one sector and one legal form per organisation. Whether
    there is share capital comes from ownership.csv.
    """
    loading.put_terms(LegalForm, (row["legal_form"] for row in table))

    def store(row: Row) -> None:
        organisation = loading.put(Organisation, row.key, _organisation(row, loading))
        _put_names(row, organisation, loading)
        put_identifiers(row, organisation, loading)
        model = words.OPERATING_MODELS.get(row["kind"], "")
        sector = cells.word(row, "sector", words.SECTORS)
        if not model and row["kind"] == "spin_out" and sector == "mutual":
            model = "mutual"
        put_profile(
            organisation,
            loading,
            {
                "source_id": organisation.source_id,
                "sector": sector,
                "legal_form_id": loading.term_id(LegalForm, row, "legal_form"),
                "operating_model_id": _operating_model_id(model, loading),
            },
        )

    loading.each(table, COLUMNS, store)


def _organisation(row: Row, loading: Loading) -> dict:
    founded_on, founded_precision = cells.dated(row, "founded")
    dissolved_on, dissolved_precision = cells.dated(row, "dissolved")
    kind = cells.word(row, "kind", words.KINDS)
    approximate = cells.word(row, "precision", {"exact": "", "": "", "approx": "approximate"})
    return {
        **place(row),
        "slug": row.key,
        "name": row["name"],
        "kind": kind,
        "website": row["website"],
        "founded_on": founded_on,
        "founded_on_precision": founded_precision,
        "dissolved_on": dissolved_on,
        "dissolved_on_precision": dissolved_precision,
        "status": OrganisationStatus.DISSOLVED if dissolved_on else OrganisationStatus.ACTIVE,
        "state": RecordState.PUBLISHED,
        "source_id": loading.source_id(row),
        "note": joined_notes(
            row["note"],
            words.BROADER_REGIONS.get(row["region"], ""),
            approximate and "the starter register marks this row as approximate",
        ),
    }


def place(row: Row) -> dict:
    """Give region, country and council area of a row.

    One row has the word “abroad” as its local authority: that is where it stands, no council.
    """
    area = "" if row["local_authority"] == "abroad" else row["local_authority"]
    column = "region" if area == row["local_authority"] else "local_authority"
    region = cells.word(row, column, words.REGIONS)
    return {
        "region": region,
        "country": words.COUNTRIES.get(row[column], "GB"),
        "local_authority": area,
        "local_authority_code": _council_code(row),
    }


def _pairs(row: Row) -> list[tuple[str, str]]:
    """Split the identifiers of a row into scheme and value.

    :raises CellError: for one without a scheme
    """
    pairs = []
    for text in cells.parts(row["identifiers"]):
        scheme, colon, value = text.partition(":")
        if not (colon and value):
            raise CellError("identifiers", f"“{text}” has no list. Expected GB-COH:07640786.")
        pairs.append((scheme, value))
    return pairs


def _council_code(row: Row) -> str:
    codes = [value for scheme, value in _pairs(row) if scheme == "GSS"]
    if len(codes) > 1:
        raise CellError("identifiers", "two GSS codes. Expected one local authority code.")
    return codes[0] if codes else ""


def put_identifiers(row: Row, organisation: Organisation, loading: Loading) -> None:
    """Store what lists know an organisation by; a GSS code is no identifier but its area's code.

    The source is the one that the row's note names for this list, else the row's own.
    """
    kept = []
    for scheme, value in _pairs(row):
        if scheme == "GSS":
            continue
        listed = _scheme(scheme, organisation.region)
        normalised = rules.normalised_identifier(listed, value)
        register_id = f"{row.key}:{listed}:{normalised}"[:LONGEST_ID]
        kept.append(register_id)
        loading.put(
            Identifier,
            register_id,
            {
                "organisation_id": organisation.pk,
                "scheme": listed,
                "value": normalised,
                "source_id": _source_of_scheme(row, listed, loading) or organisation.source_id,
            },
        )
    loading.drop_others(Identifier, kept, organisation_id=organisation.pk)


def _scheme(scheme: str, region: str) -> str:
    if scheme == "LA-REG":
        return words.COUNCIL_SCHEMES.get(region, "GB-LAE")
    if scheme not in words.SCHEMES:
        expected = ", ".join(sorted([*words.SCHEMES, "LA-REG", "GSS"]))
        raise CellError("identifiers", f"“{scheme}” is no known list. Expected one of: {expected}.")
    return words.SCHEMES[scheme]


def _source_of_scheme(row: Row, scheme: str, loading: Loading) -> int | None:
    for phrase in words.SOURCES_OF_SCHEMES.get(scheme, ()):
        found = re.search(re.escape(phrase) + r"([\w-]+)", row["note"])
        if found and found[1] in loading.known(Source):
            return loading.known(Source)[found[1]].pk
    return None


def _put_names(row: Row, organisation: Organisation, loading: Loading) -> None:
    kept = []
    for text in cells.parts(row["other_names"]):
        values = further_name(text)
        register_id = f"{row.key}:name:{slugify(values['name'])}"[:LONGEST_ID]
        kept.append(register_id)
        loading.put(
            OrganisationName,
            register_id,
            {"organisation_id": organisation.pk, "source_id": organisation.source_id, **values},
        )
    loading.drop_others(OrganisationName, kept, organisation_id=organisation.pk)


def further_name(text: str) -> dict:
    """Read one further name: its kind, and from a remark in brackets at its end, its time.

    :param text: “Slough Children First Limited (from April 2021)”
    :return: name, kind, valid_from with precision, and the remark as note
    """
    found = REMARK.match(text)
    name, remark = (found["name"], found["remark"]) if found else (text, "")
    valid_from, precision = _since(remark)
    if re.search(r"\b(?:former|formerly|before)\b", text, re.IGNORECASE):
        kind = NameKind.FORMER
    elif len(name) <= 6 and name.isupper() and " " not in name:
        kind = NameKind.ABBREVIATION
    else:
        kind = NameKind.TRADING
    return {
        "name": name,
        "kind": kind,
        "valid_from": valid_from,
        "valid_from_precision": precision,
        "note": remark,
    }


def _since(remark: str) -> tuple[date | None, str]:
    found = SINCE.match(remark)
    if not found or (found["month"] and found["month"] not in MONTHS):
        return None, "day"
    if not found["month"]:
        return date(int(found["year"]), 1, 1), "year"
    return date(int(found["year"]), MONTHS.index(found["month"]) + 1, 1), "month"


def put_profile(organisation: Organisation, loading: Loading, values: dict) -> Profile:
    """Store what is said of the one profile of an organisation, which has no end either way."""
    return loading.put(
        Profile,
        f"{organisation.register_id}:profile",
        {"organisation_id": organisation.pk, **values},
    )


def _operating_model_id(name: str, loading: Loading) -> int | None:
    return loading.terms(OperatingModel)[term_slug(name)].pk if name else None
