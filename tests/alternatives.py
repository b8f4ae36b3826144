"""The slow, obvious twins of the published figures: plain loops over rows, exact fractions.

Nothing here is shared with the code under test. Rows are dicts of the frames' columns, with None
for what is missing.
"""

from __future__ import annotations

import datetime
from fractions import Fraction

STAFF = ("employees", "employee_trust")
ONE_DAY = datetime.timedelta(days=1)


def rows_of(frame):
    """Give the rows of a frame as dicts."""
    return frame.to_dict("records")


# --- F1


def holds(row, day, start, end):
    """Tell whether a half-open period of a row holds a day."""
    return (row[start] is None or row[start] <= day) and (row[end] is None or day < row[end])


def sector_on(sectors, organisation_id, day):
    """Give the sector in which an organisation counts as a holder on a day."""
    for profile in sectors:
        if profile["organisation_id"] == organisation_id and holds(
            profile, day, "valid_from", "valid_to"
        ):
            if profile["is_staff_vehicle"]:
                return "employee_trust"
            return profile["sector"] or "not_recorded"
    return "not_recorded"


def category_on(sectors, stake, day):
    """Give the category in which a stake counts on a day."""
    if stake["holder_category"]:
        return stake["holder_category"]
    return sector_on(sectors, stake["holder_id"], day)


def percent(value):
    """Give a percentage as an exact fraction of at most four decimals."""
    return Fraction(round(value * 10_000), 10_000)


def split_on(holdings, sectors, day):
    """F1, one organisation and measure at a time.

    :return: {(subject, measure): {category: (low, high)}} in exact per cent
    """
    stakes_by_split = {}
    for stake in holdings:
        if holds(stake, day, "counts_from", "counts_to"):
            key = (stake["subject_id"], stake["measure"])
            stakes_by_split.setdefault(key, []).append(stake)
    return {key: _split(stakes, sectors, day) for key, stakes in stakes_by_split.items()}


def _split(stakes, sectors, day):
    lows, highs = {}, {}
    for stake in stakes:
        category = category_on(sectors, stake, day)
        lows[category] = lows.get(category, 0) + percent(stake["percent_low"])
        highs[category] = highs.get(category, 0) + percent(stake["percent_high"])
    unknown_low = max(0, 100 - sum(highs.values()))
    unknown_high = max(0, 100 - sum(lows.values()))
    if unknown_high > 0:
        lows["not_recorded"] = lows.get("not_recorded", 0) + unknown_low
        highs["not_recorded"] = highs.get("not_recorded", 0) + unknown_high
    split = {}
    for category, low in lows.items():
        others = sum(value for other, value in lows.items() if other != category)
        split[category] = (low, max(low, min(highs[category], 100 - others)))
    return split


def staff_percent(split):
    """Give the staff's share of one split of `split_on`, and whether it is known."""
    low = sum(split[name][0] for name in STAFF if name in split)
    high = sum(split[name][1] for name in STAFF if name in split)
    others = sum(bounds[0] for name, bounds in split.items() if name not in STAFF)
    high = max(low, min(high, 100 - others))
    has_staff = any(name in split for name in STAFF)
    unknown = split.get("not_recorded", (0, 0))[1]
    return low, high, low == high and (has_staff or unknown <= Fraction(1, 100))


# --- F2


def look_through_on(holdings, sectors, organisations, day):
    """F2 by walking, not by solving: what is held is passed on, round after round.

    :return: {subject: {category: (low, high)}} in per cent
    """
    public = {row["organisation_id"] for row in organisations if row["is_public_body"]}
    stakes_in = {}
    for stake in holdings:
        if stake["measure"] == "equity" and holds(stake, day, "counts_from", "counts_to"):
            stakes_in.setdefault(stake["subject_id"], []).append(stake)
    closed = _closed(stakes_in, public)
    flows = {}
    for subject, stakes in stakes_in.items():
        flows[subject] = _flow(subject, stakes, stakes_in, public, closed, sectors, day)
    lows = _rest(flows, 0)
    highs = _rest(flows, 1)
    result = {}
    for subject in stakes_in:
        categories = set(lows[subject]) | set(highs[subject])
        split = {}
        for category in categories:
            low = lows[subject].get(category, 0)
            others = sum(lows[subject].values()) - low
            split[category] = (low, max(low, min(highs[subject].get(category, 0), 100 - others)))
        result[subject] = split
    return result


def _leads_on(stake, stakes_in, public):
    return stake["holder_id"] in stakes_in and stake["holder_id"] not in public


def _room(stake, stakes):
    """Give the most that a stake can be beside the least of the others."""
    others = sum(percent(other["percent_low"]) for other in stakes if other is not stake)
    low, high = percent(stake["percent_low"]), percent(stake["percent_high"])
    return max(low, min(high, 100 - others))


def _closed(stakes_in, public):
    """Find the organisations from which no final holder can be reached, by asking each of them."""
    closed = set()
    for subject in stakes_in:
        seen, waiting, has_exit = {subject}, [subject], False
        while waiting:
            stakes = stakes_in[waiting.pop()]
            if sum(percent(stake["percent_low"]) for stake in stakes) < 100:
                has_exit = True
            for stake in stakes:
                if _room(stake, stakes) <= 0:
                    continue
                if not _leads_on(stake, stakes_in, public):
                    has_exit = True
                elif stake["holder_id"] not in seen:
                    seen.add(stake["holder_id"])
                    waiting.append(stake["holder_id"])
        if not has_exit:
            closed.add(subject)
    return closed


def _flow(subject, stakes, stakes_in, public, closed, sectors, day):
    """Give what one organisation passes on: to others, and straight to categories."""
    if subject in closed:
        return [], [("circular", 100.0, 100.0)]
    onward, direct = [], []
    total = sum(percent(stake["percent_low"]) for stake in stakes)
    factor = 100 / total if total > Fraction(10001, 100) else 1
    for stake in stakes:
        low = float(percent(stake["percent_low"]) * factor)
        high = float(percent(stake["percent_high"]))
        if not _leads_on(stake, stakes_in, public):
            direct.append((category_on(sectors, stake, day), low, high))
        elif stake["holder_id"] in closed:
            direct.append(("circular", low, high))
        else:
            onward.append((stake["holder_id"], low / 100, high / 100))
    highs = sum(percent(stake["percent_high"]) for stake in stakes)
    direct.append(("not_recorded", float(max(0, 100 - highs)), float(max(0, 100 - total))))
    return onward, direct


def _rest(flows, end, most=100_000):
    """Repeat x = min(100, A x + D) from nothing until it rests; the lows do not need the cap."""
    reached = {subject: {} for subject in flows}
    for _ in range(most):
        moved = 0.0
        renewed = {}
        for subject, (onward, direct) in flows.items():
            split = {}
            for category, *bounds in direct:
                split[category] = split.get(category, 0) + bounds[end]
            for holder, *fractions in onward:
                for category, value in reached[holder].items():
                    split[category] = split.get(category, 0) + fractions[end] * value
            renewed[subject] = {name: min(100.0, value) for name, value in split.items()}
            for name, value in renewed[subject].items():
                moved = max(moved, abs(value - reached[subject].get(name, 0)))
        reached = renewed
        if moved < 1e-12:
            return reached
    raise AssertionError("the flow does not rest")
