"""The slow, obvious twins of the published figures: plain loops over rows, exact fractions.

Nothing here is shared with the code under test. Rows are dicts of the frames' columns, with None
for what is missing.
"""

from __future__ import annotations

import datetime
import itertools
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


def _left_of_whole(total):
    """Less than a hundredth of one per cent is rounding in sources, not somebody's share."""
    rest = 100 - total
    return rest if rest >= Fraction(1, 100) else 0


def _split(stakes, sectors, day):
    lows, highs = {}, {}
    for stake in stakes:
        category = category_on(sectors, stake, day)
        lows[category] = lows.get(category, 0) + percent(stake["percent_low"])
        highs[category] = highs.get(category, 0) + percent(stake["percent_high"])
    unknown_low = _left_of_whole(sum(highs.values()))
    unknown_high = _left_of_whole(sum(lows.values()))
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
    direct.append(("not_recorded", float(_left_of_whole(highs)), float(_left_of_whole(total))))
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


# --- F4 and F5: one day after the other


def year_of(day):
    """Name the financial year of a day."""
    first = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return f"{first}/{str(first + 1)[-2:]}"


def year_length(day):
    """Count the days of the financial year of a day."""
    first = day.year if day.month > 3 else day.year - 1
    return (datetime.date(first + 1, 4, 1) - datetime.date(first, 4, 1)).days


def days_between(first, last):
    """List days, both ends counted."""
    return [first + ONE_DAY * number for number in range((last - first).days + 1)]


def money(row, name):
    """Read a value of a row as [low, high] with None for no limit; None if it is not known."""
    if row.get(f"is_{name}_known") is False or row[f"{name}_low_pence"] is None:
        return None
    high = row[f"{name}_high_pence"]
    return Fraction(row[f"{name}_low_pence"]), None if high is None else Fraction(high)


def share(value, fraction):
    """Give a fraction of [low, high]."""
    low, high = value
    return low * fraction, None if high is None else high * fraction


def tally(values):
    """Give each value, one object shared by many days, and how many days have it."""
    counts = {}
    for value in values:
        counts[id(value)] = value, counts.get(id(value), (value, 0))[1] + 1
    return counts.values()


class Plan:
    """What a contract is planned to bring on each day, as of a day."""

    def __init__(self, row, changes, day):
        self.row, self.day = row, day
        known = [c for c in changes if c["contract_id"] == row["contract_id"]]
        known = sorted((c for c in known if c["changed_on"] <= day), key=lambda c: c["changed_on"])
        self.total, self.annual = money(row, "total"), money(row, "annual")
        self.start, actual, early = row["starts_on"], row["ends_on"], row["has_ended_early"]
        self.is_unvalued = self.total is None and self.annual is None
        if self.total is None and self.annual is None:
            self._take_first_value(known)
        planned = row["planned_ends_on"]
        if self.total is None:
            self.end = planned if actual is None else actual
        elif planned is not None:
            self.end = planned
        else:
            self.end = None if early else actual
        if self.end is None and self.total is not None:
            self.end = next((c["ends_on"] for c in known if c["ends_on"]), None)
        has_other_end = early or (planned is not None and planned != actual)
        self.cut = actual if has_other_end else None
        self.is_placed = not (early and actual is None) and self._can_be_placed()
        self.days = {}
        if self.is_placed:
            self._spread(self.start)
        for change in known:
            if self.is_placed:
                self._change(change)

    def _take_first_value(self, known):
        for change in known:
            self.total, self.annual = money(change, "total"), money(change, "annual")
            if self.total is not None:
                self.annual = None
            if self.total is not None or self.annual is not None:
                return

    def _can_be_placed(self):
        if self.start is None or (self.total is None and self.annual is None):
            return False
        if self.end is None:
            return self.total is None
        return self.start <= self.end

    def _last(self):
        return max(self.day, self.start) if self.end is None else self.end

    def _spread(self, first):
        """Give each day from the first to the end its value; the days before keep theirs."""
        if self.total is None:
            of_a_day = {n: share(self.annual, Fraction(1, n)) for n in (365, 366)}
            for day in days_between(first, self._last()):
                self.days[day] = of_a_day[year_length(day)]
            return
        low = high = Fraction(0)
        for (accrued_low, accrued_high), count in tally(self.days.values()):
            low += accrued_low * count
            has_limit = high is not None and accrued_high is not None
            high = high + accrued_high * count if has_limit else None
        rest_low, rest_high = self.total[0] - low, self.total[1]
        if rest_high is not None:
            rest_high -= low if high is None else high
        days = days_between(first, self.end)
        self.days |= dict.fromkeys(days, share((rest_low, rest_high), Fraction(1, len(days))))

    def _change(self, change):
        self.end = change["ends_on"] or self.end
        self.total = money(change, "total") or self.total
        self.annual = money(change, "annual") or self.annual
        if not self._can_be_placed():
            self.is_placed = False
            return
        first = max(change["changed_on"], self.start)
        if self.end is not None and self.total is not None:
            first = min(first, self.end)
        limit = first if self.end is None else min(first, self.end + ONE_DAY)
        self.days = {day: value for day, value in self.days.items() if day < limit}
        if first <= self._last():
            self._spread(first)

    def last_day(self):
        """Give the last day on which work is done."""
        last = self.day if self.end is None else self.end
        return last if self.cut is None else min(last, self.cut)

    def status(self):
        """Say why the contract is placed, or not."""
        if self.start is not None and self.start > self.day:
            return "not_begun"
        if self.row["value_kind"] in ("ceiling", "revenue_managed"):
            return self.row["value_kind"]
        if self.is_placed:
            return "placed"
        return "unvalued" if self.is_unvalued else "undated"


def provider_fractions(providers):
    """Give [(provider, fraction)] of one contract."""
    if not providers:
        nobody = {"provider_key": "", "organisation_id": None, "slug": "", "sector_fixed": ""}
        return [(nobody, Fraction(1))]
    recorded = [row["fraction"] for row in providers]
    if all(fraction is not None for fraction in recorded):
        millionths = [round(fraction * 1_000_000) for fraction in recorded]
        if abs(sum(millionths) - 1_000_000) <= 100:
            return [
                (row, Fraction(part, sum(millionths)))
                for row, part in zip(providers, millionths, strict=True)
            ]
    return [(row, Fraction(1, len(providers))) for row in providers]


def provider_sector(sectors, who, day):
    """Give the sector of a provider on a day."""
    if who["organisation_id"] is None:
        return who["sector_fixed"] or "not_recorded"
    for profile in sectors:
        if profile["organisation_id"] == who["organisation_id"] and holds(
            profile, day, "valid_from", "valid_to"
        ):
            return profile["sector"] or "not_recorded"
    return "not_recorded"


def add(cells, cell, value):
    """Add [low, high] to a cell."""
    low, high = cells.get(cell, (Fraction(0), Fraction(0)))
    has_limit = high is not None and value[1] is not None
    cells[cell] = low + value[0], high + value[1] if has_limit else None


def delivered(contracts, providers, changes, links, sectors, day):
    """F4, and F5 with links: walk through every day of every contract.

    :return: {(contract id, provider key, sector, year): (low, high)} in pence, the part never
        delivered as year None; and {contract id: status}
    """
    result, statuses = {}, {}
    for row in contracts:
        plan = Plan(row, changes, day)
        contract_id = row["contract_id"]
        statuses[contract_id] = plan.status()
        if statuses[contract_id] != "placed":
            continue
        mine = [p for p in providers if p["contract_id"] == contract_id]
        cells = {}
        for who, fraction in provider_fractions(mine):
            walk(cells, who, plan.days, plan.last_day(), fraction, sectors)
        late = [value for on_day, value in plan.days.items() if on_day > plan.last_day()]
        for value, count in tally(late if plan.total is not None else []):
            add(cells, LATE, share(value, Fraction(count)))
        cells = {cell: ends_in_order(value) for cell, value in cells.items()}
        for link in links:
            if link["contract_id"] == contract_id:
                pass_on(cells, link, plan, mine, sectors)
        is_annual = plan.total is None
        for (_, _, key, sector_, year), pence in round_cells(cells, is_annual).items():
            result[contract_id, key, sector_, year] = pence
    return result, statuses


LATE = ("~", "~", "", "", None)


def walk(cells, who, days, last, fraction, sectors):
    """Add the value of days to the cells of one party."""
    found = {}
    for day, value in days.items():
        if day <= last:
            cell = year_of(day), provider_sector(sectors, who, day)
            found.setdefault(cell, []).append(value)
    for (year, sector_), values in found.items():
        cell = (year, who["slug"], who["provider_key"], sector_, year)
        for value, count in tally(values):
            add(cells, cell, share(value, fraction * count))


def pass_on(cells, link, plan, providers, sectors):
    """Move the value of one link from its giver to its receiver."""
    if link["starts_on"] is not None and link["starts_on"] > plan.day:
        return
    value = money(link | {"is_value_known": link["is_value_known"]}, "value")
    if value is None:
        return
    first = link["starts_on"] or plan.start
    end = link["ends_on"] or plan.end or plan.day
    if first > end:
        return
    last = end if plan.end is not None else min(end, plan.day)
    if plan.cut is not None:
        last = min(end, plan.cut)
    days = days_between(first, end)
    least, most = value
    if most is None:
        most = max(least, plan.total[0] if plan.total is not None else 0)
    receiver = {
        "provider_key": link["receiver_key"],
        "organisation_id": link["receiver_id"],
        "slug": link["receiver_slug"],
        "sector_fixed": link["receiver_sector_fixed"],
    }
    gain, loss = share(value, Fraction(1, len(days))), (-most / len(days), -least / len(days))
    walk(cells, receiver, dict.fromkeys(days, gain), last, Fraction(1), sectors)
    givers = provider_fractions(providers)
    if link["giver_key"]:
        giver = {
            "provider_key": link["giver_key"],
            "organisation_id": link["giver_id"],
            "slug": link["giver_slug"],
            "sector_fixed": "",
        }
        known = [row for row in providers if row["provider_key"] == link["giver_key"]]
        givers = [(known[0] if known else giver, Fraction(1))]
    for who, fraction in givers:
        walk(cells, who, dict.fromkeys(days, loss), last, fraction, sectors)


def ends_in_order(value):
    """Turn an interval round that a change has turned."""
    low, high = value
    return (high, low) if high is not None and high < low else value


def round_cells(cells, is_annual):
    """Round to pence, penny by penny, so that each group adds up."""
    groups = {}
    for cell in sorted(cells, key=lambda cell: cell[:4]):
        groups.setdefault(cell[4] if is_annual else "all", []).append(cell)
    pence = {}
    for group in groups.values():
        values = [ends_in_order(cells[cell]) for cell in group]
        lows = round_group([low for low, _ in values])
        highs = round_group([low if high is None else high for low, high in values])
        for cell, low, high, value in zip(group, lows, highs, values, strict=True):
            pence[cell] = low, None if value[1] is None else high
    return pence


def round_group(values):
    """Give a group whole pence: one by one to whoever has lost the most by rounding down."""
    pence = [int(value // 1) for value in values]
    total = int((sum(values, Fraction(0)) + Fraction(1, 2)) // 1)
    while sum(pence) < total:
        losses = [value - penny for value, penny in zip(values, pence, strict=True)]
        pence[losses.index(max(losses))] += 1
    return pence


# --- F10


def updated(row, changes, day):
    """Bring a contract up to date with its changes by a day."""
    row = dict(row)
    starts_later = row["starts_on"] is not None and row["starts_on"] > day
    if starts_later or row["value_kind"] in ("ceiling", "revenue_managed"):
        return row
    has_other_end = row["ends_on"] is not None and (
        row["has_ended_early"]
        or (row["planned_ends_on"] is not None and row["planned_ends_on"] != row["ends_on"])
    )
    for change in sorted(changes, key=lambda change: change["changed_on"]):
        if change["contract_id"] != row["contract_id"] or change["changed_on"] > day:
            continue
        for name in ("total", "annual"):
            if change[f"{name}_low_pence"] is not None:
                row[f"is_{name}_known"] = True
                row[f"{name}_low_pence"] = change[f"{name}_low_pence"]
                row[f"{name}_high_pence"] = change[f"{name}_high_pence"]
        if change["ends_on"] is not None:
            row["planned_ends_on"] = change["ends_on"]
            if not has_other_end:
                row["ends_on"] = change["ends_on"]
    return row


def annual_value(row):
    """Give the annual value of a contract as (low, high), exactly; None if it is not known."""
    total, annual = money(row, "total"), money(row, "annual")
    end = row["planned_ends_on"]
    if end is None and not row["has_ended_early"]:
        end = row["ends_on"]
    if total is not None and row["starts_on"] is not None and end is not None:
        days = (end - row["starts_on"]).days + 1
        if days > 0:
            return tuple(
                None if value is None else Fraction(whole_penny(value * 36525 / (100 * days)))
                for value in total
            )
    return annual


def whole_penny(value):
    """Round to a whole penny, a half upwards."""
    return int((value + Fraction(1, 2)) // 1)


def live(contracts, providers, changes, organisation_id, day):
    """List the contracts of one organisation that have not ended, with its fraction of each."""
    for original in contracts:
        mine = [p for p in providers if p["contract_id"] == original["contract_id"]]
        parts = [
            part
            for who, part in provider_fractions(mine)
            if who["organisation_id"] == organisation_id and mine
        ]
        row = updated(original, changes, day)
        end = row["ends_on"] or row["planned_ends_on"]
        if parts and (end is None or end >= day):
            yield row, end, sum(parts)


def income_at_risk(contracts, providers, changes, organisation_id, day, buyers, parents):
    """F10, contract by contract."""
    valued, counts = [], {"live": 0, "open": 0, "unvalued": 0, "not_income": 0, "no_start": 0}
    for row, end, part in live(contracts, providers, changes, organisation_id, day):
        if row["starts_on"] is None:
            counts["no_start"] += 1
        elif row["starts_on"] <= day and row["value_kind"] in ("ceiling", "revenue_managed"):
            counts["not_income"] += 1
        elif row["starts_on"] <= day:
            counts["live"] += 1
            counts["open"] += end is None
            value = annual_value(row)
            counts["unvalued"] += value is None
            if value is not None:
                valued.append((row["contract_id"], end, share(value, part)))
    ending = {}
    for months in (6, 12, 24):
        last = same_day_later(day, months)
        ending[months] = sum_up(
            [value for _, end, value in valued if end is not None and end <= last]
        )
    bought = {}
    for row in buyers:
        mine = [other for other in buyers if other["contract_id"] == row["contract_id"]]
        bought[row["contract_id"]] = sum(
            (part for who, part in provider_fractions(mine) if who["organisation_id"] in parents),
            Fraction(0),
        )
    low, high = sum_up([value for _, _, value in valued])
    return {
        "low": low,
        "high": high,
        "live": counts["live"],
        "valued": len(valued),
        "beside": (counts["open"], counts["unvalued"], counts["not_income"], counts["no_start"]),
        "ending": ending,
        "parents": sum_up([share(value, bought[c]) for c, _, value in valued if c in bought]),
        "parents_fraction": extremes(
            [(bought[c], *value) for c, _, value in valued if c in bought]
        ),
        "commissioner_not_known": sum(1 for c, _, _ in valued if c not in bought),
    }


def extremes(parts):
    """Give the least and largest fraction by trying every value at its low and at its high."""
    if any(high is None for _, _, high in parts) or not sum(low for _, low, _ in parts):
        return None, None
    found = []
    for sizes in itertools.product(*((low, high) for _, low, high in parts)):
        counted = sum(part * size for (part, _, _), size in zip(parts, sizes, strict=True))
        found.append(float(counted / sum(sizes)))
    return min(found), max(found)


def same_day_later(day, months):
    """Count calendar months on, one after the other, and step back to a day that there is."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in (day.day, 30, 29, 28):
        if number <= day.day:
            try:
                return datetime.date(year, month, number)
            except ValueError:
                continue
    raise AssertionError("every month has 28 days")


def sum_up(values):
    """Add up intervals to whole pence; the sum has no limit if one of them has none."""
    low = sum((low for low, _ in values), Fraction(0))
    highs = [high for _, high in values]
    return whole_penny(low), None if None in highs else whole_penny(sum(highs, Fraction(0)))


# --- F1: staff share by year


def staff_share_by_year(spin_outs, holdings, sectors, day):
    """Give year, known count, median, quartiles and not known count of every 31 December."""
    launches = [row["launched_on"] for row in spin_outs if row["launched_on"]]
    rows = []
    year = min(launches).year if launches else day.year + 1
    while datetime.date(year, 12, 31) <= day:
        end = datetime.date(year, 12, 31)
        splits = split_on(holdings, sectors, end)
        known, not_known = [], 0
        for row in spin_outs:
            if not row["launched_on"] or row["launched_on"] > end:
                continue
            if any(row[name] and row[name] <= end for name in ("dissolved_on", "exited_on")):
                continue
            split = splits.get((row["organisation_id"], "equity"))
            low, _, is_known = staff_percent(split) if split else (0, 0, False)
            if is_known:
                known.append(float(low))
            else:
                not_known += 1
        quartiles = [quantile(sorted(known), part) for part in (0.5, 0.25, 0.75)]
        rows.append([year, len(known), *quartiles, not_known])
        year += 1
    return rows


def quantile(values, part):
    """Give the value at a part of the way through ordered values, interpolated between two."""
    if not values:
        return float("nan")
    place = part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])
