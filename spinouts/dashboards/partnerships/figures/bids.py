"""Bids of which anybody may know who made them: of disclosed competitions, names told (F11)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from partnerships.choices import BidStatus
from partnerships.models import Bidder

DECIDED = (BidStatus.SIGNED, BidStatus.LOST)
FIRST_KNOWN = (
    "bid__submitted_on",
    "bid__competition__opens_on",
    "bid__closed_on",
    "bid__competition__signed_on",
)
"""Of these days the first that is recorded stands for the day of a bid."""


def public_bidders(day: date) -> QuerySet[Bidder]:
    """Choose the bidders whom anybody may know to have bid by a day, or on a day not known.

    Insiders see no more here: what only they know stands on the page of the competition. The
    winner is always named.
    """
    is_named = Q(bid__status=BidStatus.SIGNED) | Q(bid__is_name_withheld=False)
    known = Bidder.objects.public().filter(is_named).annotate(bid_on=Coalesce(*FIRST_KNOWN))
    return known.filter(Q(bid_on=None) | Q(bid_on__lte=day))


def is_decided(status: str, closed_on: date | None, day: date) -> bool:
    """Tell whether a bid was won or lost by a day; a day not known counts as before (F11)."""
    return status in DECIDED and (closed_on is None or closed_on <= day)
