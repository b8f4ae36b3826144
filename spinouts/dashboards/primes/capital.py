"""Sums of the capital of a prime: what was committed, drawn and called by a day (F6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from organisations.measured import Disclosure
from partnerships.choices import Instrument

CAPITAL = (
    Instrument.GRANT,
    Instrument.LOAN,
    Instrument.EQUITY,
    Instrument.SOCIAL_IMPACT_BOND,
)
"""Instruments that put money at the prime's disposal when they are drawn."""

Bounds = tuple[int | None, int | None]
"""Pence at least and at most; low None: nothing is known; high None: no upper limit known."""
NOTHING_KNOWN: Bounds = (None, None)


@dataclass(frozen=True)
class PrimeCapital:
    """The capital of one prime on a day.

    :ivar committed, drawn: of grants, loans, equity and social impact bonds
    :ivar guaranteed, called: of guarantees
    :ivar counted: how many investments are in the sums
    :ivar withheld: how many of these have a withheld amount
    :ivar is_about: whether a source calls an amount in the sums “about”
    :ivar not_counted: how many are not, by reason: undated, later, currency, instrument
    """

    committed: Bounds
    drawn: Bounds
    guaranteed: Bounds
    called: Bounds
    counted: int
    withheld: int
    is_about: bool
    not_counted: dict[str, int]


def capital_on(rows: Iterable[dict[str, Any]], day: date) -> PrimeCapital:
    """Add up the capital of one prime.

    What is committed and not known to be drawn may be drawn or not: from nothing to all of it.

    :param rows: rows of `prime_capital_frame`, of one prime, as dictionaries
    """
    counted: list[dict[str, Any]] = []
    reasons: dict[str, int] = {}
    for row in rows:
        reason = _why_not(row, day)
        if reason:
            reasons[reason] = reasons.get(reason, 0) + 1
        else:
            counted.append(row)
    capital = [row for row in counted if row["instrument"] in CAPITAL]
    guarantees = [row for row in counted if row["instrument"] == Instrument.GUARANTEE]
    return PrimeCapital(
        committed=total(_bounds(row, "committed") for row in capital),
        drawn=total(_used(row, "drawn") for row in capital),
        guaranteed=total(_bounds(row, "committed") for row in guarantees),
        called=total(_used(row, "called") for row in guarantees),
        counted=len(counted),
        withheld=sum(_is_withheld(row) for row in counted),
        is_about=any(row["is_about"] for row in counted),
        not_counted=reasons,
    )


def _why_not(row: dict[str, Any], day: date) -> str:
    """Say why an investment is in no sum; empty if it is in one."""
    if row["instrument"] not in (*CAPITAL, Instrument.GUARANTEE):
        return "instrument"
    if row["currency"] != "GBP":
        return "currency"
    if row["agreed_on"] is None:
        return "undated"
    return "later" if row["agreed_on"] > day else ""


def _is_withheld(row: dict[str, Any]) -> bool:
    columns = ("committed_disclosure", "drawn_disclosure", "called_disclosure")
    return any(row[name] == Disclosure.WITHHELD for name in columns)


def _bounds(row: dict[str, Any], name: str) -> Bounds:
    low, high = row[f"{name}_low_pence"], row[f"{name}_high_pence"]
    if pd.isna(low):
        return NOTHING_KNOWN
    return int(low), None if pd.isna(high) else int(high)


def _used(row: dict[str, Any], name: str) -> Bounds:
    """Give what was drawn or called; where that is not known, at most what was committed."""
    low, high = _bounds(row, name)
    if low is not None:
        return low, high
    committed_low, committed_high = _bounds(row, "committed")
    return NOTHING_KNOWN if committed_low is None else (0, committed_high)


def total(bounds: Iterable[Bounds]) -> Bounds:
    """Add up bounds: nothing is known if nothing is of any, and one without a limit lifts it."""
    found = list(bounds)
    if all(low is None for low, _ in found):
        return NOTHING_KNOWN
    highs = [high for _, high in found]
    return sum(low or 0 for low, _ in found), None if None in highs else sum(highs)
