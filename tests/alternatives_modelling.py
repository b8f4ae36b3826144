"""The slow, obvious twins of the deal modeller: one list entry for every share.

Nothing here is shared with the code under test. A register of shares is a list of names, one for
each share; staff are whoever is named in `staff`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from fractions import Fraction

BOUNDS = ("percent_low", "percent_high")


def parts(register):
    """Count every holder's shares as exact per cent of all."""
    counts = Counter(register)
    return {name: Fraction(100 * count, len(register)) for name, count in counts.items()}


def issue(register, partner, shares):
    """Write new shares into the register, one by one."""
    return [*register, *([partner] * shares)]


def issue_percent(register, partner, percent):
    """Issue one share after the other until the partner's new ones make up enough."""
    issued = 0
    while Fraction(100 * issued, len(register) + issued) < percent:
        issued += 1
    return issue(register, partner, issued), issued


def transfer(register, giver, partner, shares):
    """Write the partner's name over the giver's, share by share."""
    left, changed = shares, []
    for name in register:
        if name == giver and left:
            changed.append(partner)
            left -= 1
        else:
            changed.append(name)
    return changed if not left else None


def accede(register, staff, receiver, joiner, to_others, target):
    """Give the joiner's owners their shares, then staff one by one until they hold the target."""
    joined = issue(register, joiner, to_others)
    issued = 0
    while 100 * sum(name in staff for name in joined) < target * len(joined):
        joined.append(receiver)
        issued += 1
    return joined, issued


def least_and_most(sizes, is_theirs):
    """Try every whole number of per cent for every holder, the whole being 100.

    :param sizes: (category, low, high) in whole per cent, those of unknown holders included
    :return: what those asked about have together, at least and at most; None twice if impossible
    """
    found = [
        sum(
            value
            for value, (category, _, _) in zip(values, sizes, strict=True)
            if is_theirs(category)
        )
        for values in itertools.product(*(range(low, high + 1) for _, low, high in sizes))
        if sum(values) == 100
    ]
    return (min(found), max(found)) if found else (None, None)


def with_new_stake(holdings, subject_id, holder_id, stake, day):
    """Write an issue into the rows of a holdings frame: all own equity of the day made smaller.

    :param stake: per cent that the new holder gets
    """
    left = 1 - stake / 100
    rows = []
    for row in holdings:
        is_own = row["subject_id"] == subject_id and row["measure"] == "equity"
        if not is_own:
            rows.append(row)
        elif _holds(row, day):
            low, high = (float(Fraction(str(row[name])) * left) for name in BOUNDS)
            rows.append(row | {"percent_low": low, "percent_high": high})
    new = {
        "stake_id": 0,
        "subject_id": subject_id,
        "measure": "equity",
        "holder_id": holder_id,
        "holder_key": f"organisation:{holder_id}",
        "holder_name": "",
        "holder_category": "",
        "percent_low": float(stake),
        "percent_high": float(stake),
        "counts_from": None,
        "counts_to": None,
    }
    return [*rows, new]


def _holds(row, day):
    starts, ends = row["counts_from"], row["counts_to"]
    return (starts is None or starts <= day) and (ends is None or day < ends)
