"""Which ownership parts of definitions, and which ownership rules, would hold (F3, F7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from partnerships.modelling.bounds import Bounds, bounds_among, bounds_over, is_staff
from partnerships.modelling.holders import Holder
from partnerships.ownership_rules import BREACHED, CANNOT_TELL, MET, state_of
from partnerships.ownership_rules.state import CAP, FLOOR

PASS, FAIL = "pass", "fail"
OUTCOMES = (PASS, FAIL, CANNOT_TELL)
QUARTER = "quarter_owned_by_staff"
PUBLIC_HALF = "public_at_most_half"
STAFF_ROLE = "staff_at_least_quarter"
CHECKS = (QUARTER, PUBLIC_HALF, STAFF_ROLE)
"""F7 2; and of F7 1 that the public sector holds at most half, and staff at least a quarter."""
QUARTER_PERCENT, HALF_PERCENT = Fraction(25), Fraction(50)
STATE_COLUMNS = ["rule_id", "percent_low", "percent_high", "state"]
AS_OUTCOME = {MET: PASS, BREACHED: FAIL, CANNOT_TELL: CANNOT_TELL}


@dataclass(frozen=True)
class Check:
    """The answer to one ownership part of a definition.

    :ivar outcome: pass, fail or cannot_tell
    :ivar low, high: exact per cent that was compared; None twice where nothing is recorded
    """

    outcome: str
    low: Fraction | None
    high: Fraction | None


def check_ownership(
    ends: Iterable[tuple[Holder, ...]], look_through: pd.DataFrame
) -> dict[str, Check]:
    """Check the ownership parts of definitions (F7).

    :param ends: holders of the venture, direct, for each end that a range of stakes leads to
    :param look_through: category, percent_low, percent_high of its look-through split
    :return: by `CHECKS`
    """
    staff = bounds_over(ends, is_staff)
    rows = look_through[["category", "percent_low", "percent_high"]]
    public = bounds_among(rows.itertuples(index=False, name=None), ["public"])
    return {
        QUARTER: _check(staff, FLOOR, QUARTER_PERCENT),
        PUBLIC_HALF: _check(public, CAP, HALF_PERCENT),
        STAFF_ROLE: _check(staff, FLOOR, QUARTER_PERCENT),
    }


def _check(bounds: Bounds, kind: str, limit: Fraction) -> Check:
    return Check(AS_OUTCOME[state_of(*bounds, kind, limit, limit)], *bounds)


def rule_states(rules: pd.DataFrame, ends: Iterable[tuple[Holder, ...]]) -> pd.DataFrame:
    """Tell which ownership rules modelled holders would keep (F3).

    Only equity is modelled: of a rule about votes or board seats it cannot be told.

    :param rules: rules frame (see `ownership_rules.RULE_COLUMNS`), those in force
    :param ends: as of `check_ownership`
    :return: rule_id, percent_low, percent_high (0-100, missing where it cannot be told), state;
        in the order of the rules
    """
    held = list(ends)
    rows = []
    for rule in rules.to_dict("records"):
        low, high = _bounds_under(rule, held)
        limits = rule["percent_low"], rule["percent_high"]
        state = state_of(low, high, rule["kind"], *limits, rule["tolerance"])
        if rule["measure"] != "equity":
            state = CANNOT_TELL
        rows.append((rule["rule_id"], _number(low), _number(high), state))
    frame = pd.DataFrame(rows, columns=STATE_COLUMNS, dtype=object)
    return frame.astype({"percent_low": float, "percent_high": float})


def _bounds_under(rule: dict, ends: list[tuple[Holder, ...]]) -> Bounds:
    """Give what the one whom a rule is about holds."""
    if rule["measure"] != "equity":
        return None, None
    whose = rule["whose"]
    if whose == "staff":
        return bounds_over(ends, is_staff)
    if whose != "holder":
        return bounds_over(ends, lambda holder: holder.category == whose)
    if pd.isna(rule["holder_id"]):
        return None, None
    wanted = int(rule["holder_id"])
    named = [tuple(map(_as_somebody, holders)) for holders in ends]
    return bounds_over(named, lambda holder: holder.holder_id == wanted)


def _as_somebody(holder: Holder) -> Holder:
    """Give a holder who is somebody even if the sector is not recorded."""
    if holder.category != "not_recorded":
        return holder
    identity = holder.key, holder.name, holder.holder_id
    return Holder(*identity, "individuals", holder.low, holder.high, holder.is_about)


def _number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(round(exact, 4))
