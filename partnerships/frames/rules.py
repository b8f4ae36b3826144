"""Ownership rules and accessions as frames: the columns are those of `ownership_rules`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd
from django.db.models import Model, QuerySet

from organisations.frames import object_frame
from organisations.measured import SCALE, Disclosure, Unit
from partnerships.frames.rows import rows_of
from partnerships.ownership_rules import ACCESSION_COLUMNS, RULE_COLUMNS

COUNTS = ("shares_before", "staff_before", "issued_to_staff", "issued_to_others")


def ownership_rules_frame(rules: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give the rules about what somebody holds.

    :param rules: `OwnershipRule` rows
    :return: one row per rule (see `RULE_COLUMNS`): percent_low and percent_high the limit 0-100,
        missing where it is not known; tolerance in points, 0 where none is entered, missing where
        it is not known or no single number; days or None
    """
    rows = [
        (
            row["id"],
            row["organisation_id"],
            row["kind"],
            row["measure"],
            row["whose"],
            row["holder_id"],
            *_limit(row),
            _tolerance(row),
            row["valid_from"],
            row["valid_to"],
        )
        for row in sorted(rows_of(rules), key=itemgetter("id"))
    ]
    frame = object_frame(rows, RULE_COLUMNS)
    return frame.astype({"percent_low": float, "percent_high": float, "tolerance": float})


def _limit(row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Give the limit in per cent; without an upper bound it runs to 100."""
    if row["limit_disclosure"] != Disclosure.KNOWN:
        return None, None
    high = row["limit_high"]
    scale = SCALE[Unit.PERCENT]
    return row["limit_low"] / scale, 100.0 if high is None else high / scale


def _tolerance(row: Mapping[str, Any]) -> float | None:
    """Give the points on either side of a target: none entered is 0."""
    if not row["tolerance_disclosure"]:
        return 0.0
    low, high = row["tolerance_low"], row["tolerance_high"]
    return None if low is None or low != high else low / SCALE[Unit.PERCENT]


def accessions_frame(accessions: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give the spin-outs that joined groups, with the shares issued for it.

    :param accessions: `Accession` rows
    :return: one row per accession (see `ACCESSION_COLUMNS`): whole counts of shares; a missing low
        is not known or withheld, a missing high beside a known low has no upper limit
    """
    rows = [
        (
            row["id"],
            row["group_id"],
            row["joined_on"],
            *(row[f"{name}_{end}"] for name in COUNTS for end in ("low", "high")),
        )
        for row in sorted(rows_of(accessions), key=itemgetter("id"))
    ]
    return object_frame(rows, ACCESSION_COLUMNS)
