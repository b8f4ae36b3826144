"""Primes, their members and their capital as frames: the columns are a promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd
from django.db.models import Model, QuerySet

from organisations.frames import object_frame
from organisations.measured import Disclosure, Qualifier
from partnerships.frames.contracts import NOT_PUBLIC
from partnerships.frames.rows import rows_of

MEMBER_COLUMNS = [
    "member_id",
    "prime_id",
    "partnership_id",
    "organisation_id",
    "member_key",
    "slug",
    "name",
    "sector_fixed",
    "role",
    "joined_on",
    "left_on",
    "signed_on",
]
AMOUNTS = ("committed", "drawn", "called")
CAPITAL_COLUMNS = [
    "investment_id",
    "prime_id",
    "instrument",
    "currency",
    "agreed_on",
    *(f"{name}_{part}" for name in AMOUNTS for part in ("low_pence", "high_pence", "disclosure")),
    "is_about",
]
TALLY_COLUMNS = [
    "tally_id",
    "partnership_id",
    "denominator",
    "sector",
    "part_low",
    "part_high",
    "whole_low",
    "whole_high",
    "as_at",
]
COUNTED_IN_POUNDS = "value"


def prime_members_frame(members: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give the members of the partnerships whose joint body is a prime.

    :param members: `PartnershipMember` rows of `seen_by(user)` that carry `vehicle_id` (the
        prime), `organisation_slug` and `organisation_name`
    :return: one row per member and period (see `MEMBER_COLUMNS`): prime_id; organisation_id (None
        without a record, or one that is not public); member_key tells members apart;
        sector_fixed only without a record; joined_on, left_on (first day after), signed_on
        (the shared mission) days or None
    """
    rows = [
        (
            row["id"],
            row["vehicle_id"],
            row["partnership_id"],
            *_member(row),
            row["role"],
            row["joined_on"],
            row["left_on"],
            row["signed_mission_on"],
        )
        for row in sorted(rows_of(members), key=itemgetter("id"))
    ]
    return object_frame(rows, MEMBER_COLUMNS)


def _member(row: Mapping[str, Any]) -> tuple[int | None, str, str, str, str]:
    """Give record, key, slug, name and fixed sector; one not public keeps its sector only."""
    if row["organisation_id"] is None:
        return None, f"outside:{row['name']}", "", row["name"], row["sector"]
    key = f"organisation:{row['organisation_id']}"
    if not row["is_organisation_visible"]:
        return None, key, "", NOT_PUBLIC, ""
    name = row["organisation_name"]
    return row["organisation_id"], key, row["organisation_slug"], name, ""


def prime_capital_frame(investments: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give the capital that primes received.

    :param investments: `Investment` rows; rows that may not be added up should be left out by the
        caller (`InvestmentQuerySet.summed`)
    :return: one row per investment (see `CAPITAL_COLUMNS`): prime_id the recipient; agreed_on day
        or None; per amount its pence (a missing high beside a known low has no upper limit) and
        its disclosure, empty where nothing is entered; is_about if a source calls one “about”
    """
    rows = []
    for row in sorted(rows_of(investments), key=itemgetter("id")):
        amounts = []
        for name in AMOUNTS:
            is_known = row[f"{name}_disclosure"] == Disclosure.KNOWN
            ends = (row[f"{name}_low"], row[f"{name}_high"]) if is_known else (None, None)
            amounts += [*ends, row[f"{name}_disclosure"]]
        is_about = any(row[f"{name}_qualifier"] == Qualifier.ABOUT for name in AMOUNTS)
        identity = (row["id"], row["recipient_id"], row["instrument"], row["currency"])
        rows.append((*identity, row["agreed_on"], *amounts, is_about))
    return object_frame(rows, CAPITAL_COLUMNS)


def tallies_frame(tallies: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give the published counts of programmes, as `supply.three_denominators` reads them.

    :param tallies: `ProgrammeTally` rows
    :return: one row per count (see `TALLY_COLUMNS`): sector empty where the source gives the whole
        only; part and whole counts, or pence where counted by value; a missing low is not known,
        a missing high beside a known low has no upper limit; as_at day or None
    """
    rows = []
    for row in sorted(rows_of(tallies), key=itemgetter("id")):
        unit = "value" if row["denominator"] == COUNTED_IN_POUNDS else "count"
        columns = (f"{side}_{unit}" for side in ("part", "whole"))
        ends = [row[f"{name}_{end}"] for name in columns for end in ("low", "high")]
        identity = (row["id"], row["partnership_id"], row["denominator"], row["sector"])
        rows.append((*identity, *ends, row["as_at"]))
    return object_frame(rows, TALLY_COLUMNS)
