"""The slow twin of supply chains: every day of every link, and pennies one by one."""

from __future__ import annotations

from fractions import Fraction

from tests.alternatives import (
    Plan,
    days_between,
    delivered,
    money,
    provider_fractions,
    provider_sector,
    whole_penny,
)

SUMMED = ("placed", "undated", "unvalued")


def supply(contracts, providers, changes, links, sectors, day):
    """F5 by tier, contract by contract.

    :return: reached: {(contract id, sector): (low, high) or None if not disclosed};
        steps: dicts with link_id, contract_id, tier, giver and receiver (key, sector), pence: (low,
        high, most) or None; kept: {sector: (low, high)} delivered
    """
    by_provider, statuses = delivered(contracts, providers, changes, [], sectors, day)
    cells, _ = delivered(contracts, providers, changes, links, sectors, day)
    reached = totals((cell[0], cell[2], value) for cell, value in placed(by_provider))
    steps = []
    for row in contracts:
        number = row["contract_id"]
        mine = [other for other in providers if other["contract_id"] == number]
        if statuses[number] == "unvalued":
            for sector in unvalued_sectors(row, mine, sectors, day):
                reached[number, sector, "undisclosed"] = None
        found = []
        for link in links:
            if link["contract_id"] == number and statuses[number] in SUMMED:
                plan = Plan(row, changes, day)
                found += steps_of(link, row, plan, statuses[number], mine, sectors)
        round_steps(found)
        steps += found
    kept = totals((cell[2], None, value) for cell, value in placed(cells))
    return reached, steps, {sector: value for (sector, _), value in kept.items()}


def placed(cells):
    """Leave out what is never delivered."""
    return [(cell, value) for cell, value in cells.items() if cell[3] is not None]


def totals(rows):
    """Add up [low, high] by two keys."""
    sums = {}
    for first, second, (low, high) in rows:
        before = sums.get((first, second), (0, 0))
        has_limit = high is not None and before[1] is not None
        sums[first, second] = before[0] + low, before[1] + high if has_limit else None
    return sums


def last_days(row, day):
    """Give the last day of a contract that is not placed, as planned and at its early end."""
    planned, actual, early = row["planned_ends_on"], row["ends_on"], row["has_ended_early"]
    is_annual = money(row, "total") is None and money(row, "annual") is not None
    end = planned or actual
    if is_annual and actual is not None:
        end = actual
    if (early and actual is None) or (early and planned is None and not is_annual):
        end = None
    if is_annual and end is None and not (early and actual is None):
        return day, day
    has_other_end = actual is not None and (early or (planned is not None and planned != actual))
    return end, actual if has_other_end else None


def earliest(*days):
    """Give the first of the days that are known."""
    return min((day for day in days if day is not None), default=None)


def unvalued_sectors(row, providers, sectors, day):
    """List the sectors of the providers of a contract on its days."""
    start, last = row["starts_on"], earliest(*last_days(row, day))
    if last is None:
        last = day if start is None else max(start, day)
    start = last if start is None else start
    span = days_between(start, max(start, last))
    return {
        provider_sector(sectors, who, on_day)
        for who, _ in provider_fractions(providers)
        for on_day in span
    }


def link_days(link, row, plan, status):
    """Give the first and the last day of a link, and the last day on which it is worked on."""
    end, cut = plan.end or plan.day, plan.cut
    if plan.end is None:
        cut = plan.day
    if status != "placed":
        end, cut = last_days(row, plan.day)
    first, last = link["starts_on"] or row["starts_on"], link["ends_on"] or end
    return first, last, earliest(last, cut)


def steps_of(link, row, plan, status, providers, sectors):
    """Walk along the days of one link."""
    if link["starts_on"] is not None and link["starts_on"] > plan.day:
        return []
    value = money(link, "value")
    first, planned, last = link_days(link, row, plan, status)
    if value is None:
        if last is None:
            last = plan.day if first is None else max(first, plan.day)
        first = last if first is None else first
        last = max(first, last)
    elif status != "placed" or first > planned:
        return []
    receiver = {
        "provider_key": link["receiver_key"],
        "organisation_id": link["receiver_id"],
        "sector_fixed": link["receiver_sector_fixed"],
        "slug": link["receiver_slug"],
    }
    span = days_between(first, last)
    steps = []
    for who, fraction in givers_of(link, providers):
        days = {}
        for on_day in span:
            pair = provider_sector(sectors, who, on_day), provider_sector(sectors, receiver, on_day)
            days[pair] = days.get(pair, 0) + 1
        for (giver_sector, receiver_sector), count in days.items():
            exact = None
            if value is not None:
                part = fraction * Fraction(count, len(days_between(first, planned)))
                exact = exact_values(value, plan, part)
            steps.append(
                {
                    "link_id": link["link_id"],
                    "contract_id": row["contract_id"],
                    "tier": link["tier"],
                    "giver": (who["provider_key"], giver_sector),
                    "receiver": (link["receiver_key"], receiver_sector),
                    "exact": exact,
                    "pence": None,
                    "order": (link["link_id"], who["slug"], who["provider_key"], giver_sector),
                }
            )
    return steps


def givers_of(link, providers):
    """List who gives, and which fraction."""
    if not link["giver_key"]:
        return provider_fractions(providers)
    known = [row for row in providers if row["provider_key"] == link["giver_key"]]
    giver = {
        "provider_key": link["giver_key"],
        "organisation_id": link["giver_id"],
        "slug": link["giver_slug"],
        "sector_fixed": "",
    }
    return [(known[0] if known else giver, Fraction(1))]


def exact_values(value, plan, part):
    """Give low, high and the most that a giver loses of a part of a link."""
    low, high = value
    most = high
    if high is None:
        most = max(low, plan.total[0] if plan.total is not None else 0)
    return low * part, None if high is None else high * part, most * part


def round_steps(steps):
    """Give the steps of each link their pence, so that they add up to what it moves."""
    steps = [step for step in steps if step["exact"] is not None]
    for link_id in {step["link_id"] for step in steps}:
        group = [step for step in steps if step["link_id"] == link_id]
        group.sort(key=lambda step: step["order"])
        ends = [share_out([step["exact"][end] for step in group]) for end in range(3)]
        for step, low, high, most in zip(group, *ends, strict=True):
            step["pence"] = low, high, most if high is None else high


def share_out(values):
    """Give values whole pence that add up to their sum: penny after penny to the largest loss."""
    if None in values:
        return values
    pence = [int(value // 1) for value in values]
    while sum(pence) < whole_penny(sum(values, Fraction(0))):
        losses = [value - penny for value, penny in zip(values, pence, strict=True)]
        pence[losses.index(max(losses))] += 1
    return pence
