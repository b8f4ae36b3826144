"""Which version of a record a form shows, and who overtook it.

Between showing a form and storing it, somebody else may have changed the record. Then nothing is
stored, the text stays, and the next save is done knowingly.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from partnerships.models import (
    Bid,
    Bidder,
    BidOffer,
    CompetitionAssessor,
    CompetitionCriterion,
    PartnerCompetition,
)


class OvertakenError(ValidationError):
    """Somebody else has changed the record; `version` is the one that stands now."""

    def __init__(self, message: str, version: str) -> None:
        super().__init__(message, code="overtaken")
        self.version = version


def strands_of_competition(competition: PartnerCompetition) -> list[QuerySet]:
    """Collect the history of a competition's notice: its terms, criteria and assessors."""
    return [
        PartnerCompetition.history.filter(id=competition.pk),
        CompetitionCriterion.history.filter(competition_id=competition.pk),
        CompetitionAssessor.history.filter(competition_id=competition.pk),
    ]


def strands_of_bid(bid: Bid) -> list[QuerySet]:
    """Collect the history of a bid with its bidders and of what it offers."""
    return strands_of_bids([bid.pk])


def strands_of_bids(bid_ids: Sequence[int]) -> list[QuerySet]:
    """Collect the history of bids with their bidders and of what they offer."""
    return [
        Bid.history.filter(id__in=bid_ids),
        Bidder.history.filter(bid_id__in=bid_ids),
        BidOffer.history.filter(bid_id__in=bid_ids),
    ]


def version_of(strands: Sequence[QuerySet]) -> str:
    """Name a version: it changes with every write to one of the strands."""
    newest = [strand.aggregate(newest=Max("history_id"))["newest"] for strand in strands]
    return "-".join(str(number or 0) for number in newest)


def check_version(strands: Sequence[QuerySet], seen: str) -> None:
    """Refuse to store over what somebody else has written meanwhile; to be called under a lock.

    :param seen: the version that the form showed
    :raises OvertakenError: naming who was faster, and when
    """
    current = version_of(strands)
    if seen != current:
        raise OvertakenError(_words(strands), current)


def _words(strands: Sequence[QuerySet]) -> str:
    newest = [
        strand.select_related("history_user").order_by("-history_id").first() for strand in strands
    ]
    last = max(
        (row for row in newest if row is not None), key=lambda row: row.history_date, default=None
    )
    who = "Somebody" if last is None else last.history_user or "A command"
    when = (
        ""
        if last is None
        else f" on {date_format(localtime(last.history_date), 'DATETIME_FORMAT')}"
    )
    return (
        f"{who} changed this{when}, while you were writing. Nothing of yours is stored yet, and "
        "your text still stands below. See “What happened” on the competition’s page, then save "
        "again."
    )
