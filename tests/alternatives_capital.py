"""The slow twins of the sums of capital: one row after the other, in whole pence."""

from __future__ import annotations

from collections import defaultdict

from tests.alternatives import holds

MONEY_IN_SUMS = ("counted", "withheld", "not_known")


def sector_when(organisation_id, fixed, happened_on, sectors, day):
    """Give the sector of one party on its own day."""
    if organisation_id is None:
        return fixed or "not_recorded"
    for profile in sectors:
        if profile["organisation_id"] == organisation_id and holds(
            profile, happened_on or day, "valid_from", "valid_to"
        ):
            return profile["sector"] or "not_recorded"
    return "not_recorded"


def what_it_is(row, day):
    """Give amount (low, high) or None, status, year and the like of one investment."""
    amount, is_about = None, False
    if row["committed_disclosure"] == "known":
        amount = [row["committed_low_pence"], row["committed_high_pence"]]
        is_about = row["committed_is_about"]
    elif row["drawn_disclosure"] == "known" and row["instrument"] != "guarantee":
        amount = [row["drawn_low_pence"], row["drawn_high_pence"]]
        is_about = row["drawn_is_about"]
    if row["instrument"] == "guarantee" and amount is not None:
        if row["called_disclosure"] == "known":
            called = [row["called_low_pence"], row["called_high_pence"]]
            is_about = is_about or row["called_is_about"]
        elif row["called_disclosure"] == "":
            called = [0, 0]
        else:
            called = [0, None]
        least = 0 if called[1] is None else max(0, amount[0] - called[1])
        amount = [least, None if amount[1] is None else max(0, amount[1] - called[0])]
    return amount, is_about, status(row, amount, day)


def status(row, amount, day):
    """Say why one investment is in no sum, or that it is."""
    if row["agreed_on"] is not None and row["agreed_on"] > day:
        return "later"
    if row["role"] == "alternative":
        return "alternative"
    if row["basis"] == "planned":
        return "planned"
    if row["instrument"] in ("valuation", "fund"):
        return row["instrument"]
    if row["currency"] != "GBP":
        return "other_currency"
    if amount is not None:
        return "counted"
    if "withheld" in (row["committed_disclosure"], row["drawn_disclosure"]):
        return "withheld"
    return "not_known"


def sums(investments, sectors, day, keys_of, *, of_guarantees):
    """Add up capital by whatever `keys_of(row, sector)` gives.

    :param of_guarantees: True, False, or None for both
    :return: {keys: [in the sum, not known, low or None, high or None, is about]}
    """
    found = defaultdict(lambda: [0, 0, None, 0, False])
    for row in investments:
        amount, is_about, what = what_it_is(row, day)
        is_guarantee = row["instrument"] == "guarantee"
        if what not in MONEY_IN_SUMS or of_guarantees not in (None, is_guarantee):
            continue
        sector = sector_when(
            row["investor_id"], row["investor_sector_fixed"], row["agreed_on"], sectors, day
        )
        entry = found[keys_of(row, sector)]
        if what != "counted":
            entry[1] += 1
            continue
        entry[0] += 1
        entry[2] = (entry[2] or 0) + amount[0]
        entry[3] = None if None in (entry[3], amount[1]) else entry[3] + amount[1]
        entry[4] = entry[4] or is_about
    for entry in found.values():
        if entry[2] is None:
            entry[3] = None
    return dict(found)


def stakes(holdings, sectors, day, subject_ids):
    """Give what each partner holds of each organisation.

    :return: {(subject, holder key): (sector, low, high, band)}
    """
    found = {}
    for stake in holdings:
        if stake["measure"] != "equity" or stake["subject_id"] not in subject_ids:
            continue
        if stake["holder_key"].startswith("class:"):
            continue
        if not holds(stake, day, "counts_from", "counts_to"):
            continue
        sector = partner_sector(stake, sectors, day)
        if sector is None:
            continue
        key = stake["subject_id"], stake["holder_key"]
        low, high, is_known = found.get(key, (sector, 0, 0, False))[1:]
        found[key] = (
            sector,
            low + stake["percent_low"],
            high + stake["percent_high"],
            is_known or stake["is_size_known"],
        )
    return {
        key: (sector, min(low, 100), min(high, 100), band(min(low, 100), min(high, 100), is_known))
        for key, (sector, low, high, is_known) in found.items()
    }


def partner_sector(stake, sectors, day):
    """Give the sector of a holder that is a partner; None if it is none."""
    if stake["holder_category"]:
        sector = stake["holder_category"]
    else:
        sector = "not_recorded"
        for profile in sectors:
            is_theirs = profile["organisation_id"] == stake["holder_id"]
            if is_theirs and holds(profile, day, "valid_from", "valid_to"):
                if profile["is_staff_vehicle"]:
                    return None
                sector = profile["sector"] or "not_recorded"
    return None if sector == "public" else sector


def band(low, high, is_known):
    """Name the band of an interval, by trying each."""
    tests = {
        "under_10": lambda size: size < 10,
        "10_to_25": lambda size: 10 <= size < 25,
        "25_to_50": lambda size: 25 <= size < 50,
        "half": lambda size: size == 50,
        "over_half": lambda size: 50 < size < 75,
        "75_to_100": lambda size: 75 <= size < 100,
        "all": lambda size: size == 100,
    }
    if not is_known:
        return "not_known"
    fitting = [name for name, fits in tests.items() if fits(low) and fits(high)]
    return fitting[0] if fitting else "not_settled"
