"""Investments and support as frames: the columns are a promise to the calculations."""

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

AMOUNTS = ("committed", "drawn", "called", "repaid")
INVESTMENT_COLUMNS = [
    "investment_id",
    *(
        f"{side}_{part}"
        for side in ("investor", "recipient")
        for part in ("id", "key", "slug", "name", "sector_fixed")
    ),
    "instrument",
    "programme",
    "currency",
    "agreed_on",
    "role",
    "basis",
    *(
        f"{name}_{part}"
        for name in AMOUNTS
        for part in ("low_pence", "high_pence", "disclosure", "is_about")
    ),
]


def investments_frame(investments: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give investments and support, those too that enter no sum.

    :param investments: `Investment` rows of `seen_by(user)` that carry `investor_slug`,
        `investor_record_name`, `recipient_slug` and `recipient_record_name`
    :return: one row per investment (see `INVESTMENT_COLUMNS`). Of investor and recipient: id (None
        without a record, or with one that is not public), key (tells them apart), slug, name,
        sector_fixed (of an investor without a record only); agreed_on a day or None; of each
        amount its pence (both missing unless it is known; a missing high beside a known low has
        no upper limit), its disclosure (empty where nothing was entered) and is_about
    """
    rows = [
        (
            row["id"],
            *_side(row, "investor", row["investor_sector"]),
            *_side(row, "recipient", ""),
            row["instrument"],
            row["programme"],
            row["currency"],
            row["agreed_on"],
            row["role"],
            row["basis"],
            *(part for name in AMOUNTS for part in _amount(row, name)),
        )
        for row in sorted(rows_of(investments), key=itemgetter("id"))
    ]
    return object_frame(rows, INVESTMENT_COLUMNS)


def _side(row: Mapping[str, Any], side: str, sector: str) -> tuple[int | None, str, str, str, str]:
    """Give record, key, slug, name and fixed sector; one not public keeps only its key."""
    number = row[f"{side}_id"]
    if number is None:
        name = row[f"{side}_name"]
        return None, f"outside:{name}|{sector}", "", name, sector
    key = f"organisation:{number}"
    if not row[f"is_{side}_visible"]:
        return None, key, "", NOT_PUBLIC, ""
    return number, key, row[f"{side}_slug"], row[f"{side}_record_name"], ""


def _amount(row: Mapping[str, Any], name: str) -> tuple[int | None, int | None, str, bool]:
    disclosure = row[f"{name}_disclosure"]
    ends = (None, None)
    if disclosure == Disclosure.KNOWN:
        ends = row[f"{name}_low"], row[f"{name}_high"]
    return *ends, disclosure, row[f"{name}_qualifier"] == Qualifier.ABOUT
