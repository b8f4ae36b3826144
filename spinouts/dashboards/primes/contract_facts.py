"""What the contracts of many primes are worth on a day, each contract read once (F6, F10)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from partnerships import contract_values, income
from partnerships.income.live import SUMMED_KINDS, parts_of
from partnerships.primes import Largest
from partnerships.querysets import NEVER_SUMMED
from spinouts.dashboards.primes.capital import NOTHING_KNOWN, Bounds, total


@dataclass(frozen=True)
class ContractFacts:
    """The contracts of one prime on a day.

    :ivar annual: its own fraction of the annual value of those that are live; nothing known
        without one, or without a value; no limit beside one whose value is not known
    :ivar largest: its largest contract begun by the day, by the whole of its total value
    :ivar is_about: whether a source calls one of these values “about”
    """

    annual: Bounds
    largest: Largest
    is_about: bool


NO_CONTRACTS = ContractFacts(NOTHING_KNOWN, Largest(None, None, 0), is_about=False)


def contract_facts(
    contracts: pd.DataFrame, providers: pd.DataFrame, changes: pd.DataFrame, day: date
) -> dict[int, ContractFacts]:
    """Read the contracts of every provider with a record.

    The same as `income.live_contracts` and `primes.largest_value` give for each by itself.

    :param contracts: contracts frame, main contracts only
    :param providers: contract providers frame of these contracts
    :param changes: contract changes frame; those dated after the day are not yet known
    :return: by organisation; one without a contract has no entry (`NO_CONTRACTS`)
    """
    current = contract_values.as_of(contracts, changes, day)
    rows = {row["contract_id"]: row for row in current.to_dict("records")}
    annual = {
        key: (low, high) for key, low, high in income.annual_value(current).itertuples(index=False)
    }
    found = {}
    for organisation_id, fractions in _fractions(providers).items():
        begun = [
            (rows[key], fraction)
            for key, fraction in fractions.items()
            if key in rows and not _starts_after(rows[key], day)
        ]
        live = [
            _share(annual[row["contract_id"]], fraction)
            for row, fraction in begun
            if _is_live_income(row, day)
        ]
        found[organisation_id] = ContractFacts(
            _rounded(total(live)),
            _largest([row for row, _ in begun]),
            is_about=any(row["is_about"] for row, _ in begun),
        )
    return found


def _fractions(providers: pd.DataFrame) -> dict[int, dict[int, Fraction]]:
    """Give each provider's fraction of each of its contracts (F4)."""
    sides = defaultdict(list)
    columns = ("contract_id", "organisation_id", "fraction")
    for key, organisation_id, fraction in zip(*(providers[name] for name in columns), strict=True):
        sides[key].append((organisation_id, fraction))
    found: dict[int, dict[int, Fraction]] = defaultdict(dict)
    for key, side in sides.items():
        parts = parts_of([fraction for _, fraction in side])
        for (organisation_id, _), part in zip(side, parts, strict=True):
            if organisation_id is not None:
                own = found[organisation_id]
                own[key] = own.get(key, Fraction(0)) + part
    return found


def _starts_after(row: dict[str, Any], day: date) -> bool:
    return not pd.isna(row["starts_on"]) and row["starts_on"] > day


def _is_live_income(row: dict[str, Any], day: date) -> bool:
    """Tell whether a contract begun by a day runs on it and is the provider's own income."""
    ends = [end for end in (row["ends_on"], row["planned_ends_on"]) if not pd.isna(end)]
    has_ended = bool(ends) and ends[0] < day
    return not pd.isna(row["starts_on"]) and not has_ended and row["value_kind"] in SUMMED_KINDS


def _share(ends: tuple[Any, Any], fraction: Fraction) -> tuple[Fraction | None, Fraction | None]:
    low, high = (None if pd.isna(end) else fraction * int(end) for end in ends)
    return low, high


def _rounded(bounds: tuple) -> Bounds:
    low, high = (None if end is None else round(end) for end in bounds)
    return low, high


def _largest(rows: list[dict[str, Any]]) -> Largest:
    """Find the largest among contracts; see `primes.largest_value`."""
    known = [
        (int(row["total_low_pence"]), row["total_high_pence"])
        for row in rows
        if row["is_total_known"]
        and not pd.isna(row["total_low_pence"])
        and row["value_kind"] not in NEVER_SUMMED
    ]
    if not known:
        return Largest(None, None, len(rows))
    highs = [high for _, high in known]
    return Largest(
        low_pence=max(low for low, _ in known),
        high_pence=None if any(pd.isna(high) for high in highs) else int(max(highs)),
        not_valued_count=len(rows) - len(known),
    )
