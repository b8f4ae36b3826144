"""The slow, obvious twins of F3: every share tried in turn, every stake looked at every time.

Nothing here is shared with the code under test. Rows are dicts of the frames' columns, with None
for what is missing.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

from tests.alternatives import category_on, holds, percent

UNKNOWN = ("not_recorded", "not_disclosed")


def fulfils(value, kind, limit, tolerance):
    """Tell whether one value keeps one limit."""
    if kind == "floor":
        return value >= limit
    if kind == "cap":
        return value <= limit
    return abs(value - limit) <= tolerance


def state_of(low, high, kind, limit_low, limit_high, tolerance):
    """Try every pair of a value and a limit, in whole numbers."""
    answers = {
        fulfils(value, kind, limit, tolerance)
        for value in range(low, high + 1)
        for limit in range(limit_low, limit_high + 1)
    }
    return {(True,): "met", (False,): "breached"}.get(tuple(answers), "cannot_tell")


def state_of_percents(low, high, rule):
    """Try the pairs that could matter: the ends of both intervals, and where they come nearest."""
    limits = [percent(rule["percent_low"]), percent(rule["percent_high"])]
    tolerance = percent(rule["tolerance"])
    low, high = (0, 100) if low is None else (low, high)
    values = {low, high} | {limit for limit in limits if low <= limit <= high}
    limits = set(limits) | {value for value in values if limits[0] <= value <= limits[1]}
    answers = {
        fulfils(value, rule["kind"], limit, tolerance)
        for value, limit in itertools.product(values, limits)
    }
    return {(True,): "met", (False,): "breached"}.get(tuple(answers), "cannot_tell")


def held_on(rule, holdings, sectors, day):
    """Add up what the one whom a rule is about holds on a day.

    :return: low and high in exact per cent (None twice without stakes), and whether there are any
    """
    stakes = [
        stake
        for stake in holdings
        if stake["subject_id"] == rule["subject_id"]
        and stake["measure"] == rule["measure"]
        and holds(stake, day, "counts_from", "counts_to")
    ]
    if not stakes:
        return None, None, False
    mine, unknown, others = [], [], []
    for stake in stakes:
        category = category_on(sectors, stake, day)
        if rule["whose"] == "holder":
            is_mine = stake["holder_id"] == rule["holder_id"]
            is_unknown = category == "not_disclosed"
        else:
            wanted = ("employees", "employee_trust") if rule["whose"] == "staff" else rule["whose"]
            is_mine = category in wanted if isinstance(wanted, tuple) else category == wanted
            is_unknown = category in UNKNOWN
        (mine if is_mine else unknown if is_unknown else others).append(stake)
    low, high = total(mine, "percent_low"), total(mine, "percent_high")
    room = 100 - total(unknown + others, "percent_low")
    if not mine:
        rest = 100 - total(stakes, "percent_low")
        high = total(unknown, "percent_high") + (rest if rest >= Fraction(1, 100) else 0)
        room = 100 - total(others, "percent_low")
        if min(high, room) <= Fraction(1, 100):
            high = 0
    return low, max(low, min(high, room)), True


def total(stakes, name):
    """Add up one column of stakes, exactly."""
    return sum((percent(stake[name]) for stake in stakes), Fraction(0))


def rule_on(rule, holdings, sectors, day):
    """Give low, high, state and whether there are stakes on a day; None outside its period."""
    if not holds(rule, day, "valid_from", "valid_to"):
        return None
    low, high, has_stakes = held_on(rule, holdings, sectors, day)
    return low, high, state_of_percents(low, high, rule), has_stakes


def shares_to_issue(target, shares_in_issue, staff_shares, issued_to_others):
    """Give staff one share more until they hold the target."""
    issued = 0
    while staff_shares + issued < target * (shares_in_issue + issued_to_others + issued):
        issued += 1
    return issued


def staff_after(shares, staff, to_staff, to_others):
    """Try every count within bounds: (low, high) each.

    :return: smallest and largest exact percentage; None twice if there are never any shares
    """
    found = [
        Fraction(100 * (held + more), whole + more + others)
        for whole, held, more, others in itertools.product(
            *(range(low, high + 1) for low, high in (shares, staff, to_staff, to_others))
        )
        if held <= whole and whole + more + others > 0
    ]
    return (min(found), max(found)) if found else (None, None)
