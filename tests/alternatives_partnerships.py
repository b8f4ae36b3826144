"""Slow, loop-only twins of the figures of partnerships and of the bids of partners."""

from __future__ import annotations

from datetime import date

from organisations.models import Organisation, Profile
from partnerships.models import Bidder, Partnership


def members_by_sector(partnership: Partnership, day: date) -> dict[str, int]:
    """Count the organisations that are members on a day, one member after another."""
    counts: dict[str, int] = {}
    for member in partnership.members.all():
        if member.joined_on is not None and member.joined_on > day:
            continue
        if member.left_on is not None and member.left_on <= day:
            continue
        if member.role in ("staff", "vehicle"):
            continue
        if member.organisation_id is None:
            sector = member.sector
        elif member.organisation_id == partnership.vehicle_id:
            continue
        else:
            sector = sector_on(member.organisation, day)
        counts[sector] = counts.get(sector, 0) + 1
    return counts


def sector_on(organisation: Organisation, day: date) -> str:
    """Look for the profile that holds the day."""
    for profile in Profile.objects.filter(organisation=organisation):
        if profile.valid_from is not None and profile.valid_from > day:
            continue
        if profile.valid_to is not None and profile.valid_to <= day:
            continue
        return profile.sector
    return ""


def bids_won_and_decided(organisation: Organisation, day: date) -> tuple[int, int]:
    """Count the bids that anybody may know of, won and decided by a day."""
    won = decided = 0
    for bidder in Bidder.objects.filter(organisation=organisation):
        bid, competition = bidder.bid, bidder.bid.competition
        if competition.state != "published":
            continue
        if competition.status != "signed" and competition.origin != "reported":
            continue
        if bid.is_name_withheld and bid.status != "signed":
            continue
        days = [bid.submitted_on, competition.opens_on, bid.closed_on, competition.signed_on]
        known = [one for one in days if one is not None]
        if known and known[0] > day:
            continue
        if bid.status not in ("signed", "lost") or (bid.closed_on and bid.closed_on > day):
            continue
        decided += 1
        won += bid.status == "signed"
    return won, decided
