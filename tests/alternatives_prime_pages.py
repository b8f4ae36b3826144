"""Slow, obvious twins of what the pages of primes add up: members by sector, capital."""

from __future__ import annotations

from datetime import date

import pandas as pd

from partnerships import income


def members_on(
    members: pd.DataFrame, sectors: pd.DataFrame, prime_id: int, day: date
) -> dict[str, int]:
    """Count the members of one day by sector, one by one."""
    found: dict[str, set] = {}
    for member in members.to_dict("records"):
        if member["organisation_id"] == prime_id:
            continue
        if member["joined_on"] is not None and member["joined_on"] > day:
            continue
        if member["left_on"] is not None and member["left_on"] <= day:
            continue
        sector = _sector(member, sectors, day)
        found.setdefault(sector, set()).add(member["member_key"])
    return {sector: len(keys) for sector, keys in found.items()}


def _sector(member: dict, sectors: pd.DataFrame, day: date) -> str:
    if member["organisation_id"] is None:
        return member["sector_fixed"] or "not_recorded"
    for row in sectors.to_dict("records"):
        if row["organisation_id"] != member["organisation_id"]:
            continue
        if row["valid_from"] is not None and row["valid_from"] > day:
            continue
        if row["valid_to"] is not None and row["valid_to"] <= day:
            continue
        return row["sector"] or "not_recorded"
    return "not_recorded"


def drawn_on(rows: pd.DataFrame, day: date) -> tuple[int | None, int | None]:
    """Add up what grants, loans, equity and bonds put at hand, from nothing to all not told."""
    lows, highs, is_anything_known, has_no_limit = 0, 0, False, False
    for row in rows.to_dict("records"):
        if row["instrument"] not in ("grant", "loan", "equity", "sib"):
            continue
        if row["currency"] != "GBP" or row["agreed_on"] is None or row["agreed_on"] > day:
            continue
        low, high = row["drawn_low_pence"], row["drawn_high_pence"]
        if low is None:
            low, high = row["committed_low_pence"], row["committed_high_pence"]
            if low is None:
                has_no_limit = True
                continue
            low = 0
        is_anything_known = True
        lows += low
        if high is None:
            has_no_limit = True
        else:
            highs += high
    if not is_anything_known:
        return None, None
    return lows, None if has_no_limit else highs


def annual_value_on(
    contracts: pd.DataFrame,
    providers: pd.DataFrame,
    changes: pd.DataFrame,
    prime_id: int,
    day: date,
) -> tuple[int | None, int | None]:
    """Add up the annual value of one prime's live contracts, one by one (F10)."""
    low, high, has_no_limit, is_anything_known = 0, 0, False, False
    live = income.live_contracts(contracts, providers, changes, prime_id, day)
    for row in live.to_dict("records"):
        if not row["has_start"] or not row["is_income"]:
            continue
        if row["annual_high_pence"] is None:
            has_no_limit = True
        else:
            high += row["annual_high_pence"]
        if row["annual_low_pence"] is not None:
            low += row["annual_low_pence"]
            is_anything_known = True
    if not is_anything_known:
        return None, None
    return round(low), None if has_no_limit else round(high)
