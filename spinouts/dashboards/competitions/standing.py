"""How a competition stands on a day, in words that tell an outsider nothing of its bids.

The words come from the days of the notice and from its end alone: whether a competition is still a
draft, or whether its bids are being evaluated, would tell whether there are bids.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from partnerships.choices import CompetitionOrigin, CompetitionStatus
from partnerships.models import PartnerCompetition
from spinouts.dashboards.lists.on_the_day import Standing
from spinouts.dashboards.words import date_words

TO_COME, OPEN, CLOSED, SIGNED, ABANDONED, NOT_RECORDED = (
    "to-come",
    "open",
    "closed",
    "signed",
    "abandoned",
    "not-recorded",
)
STANDINGS = (
    (OPEN, "open for bids"),
    (TO_COME, "not yet open"),
    (CLOSED, "closed to bids, not signed"),
    (SIGNED, "signed"),
    (ABANDONED, "abandoned"),
    (NOT_RECORDED, "outcome not recorded"),
)


def with_standing(competitions: QuerySet, day: date) -> QuerySet:
    """Annotate `standing`: how each competition stood on a day, one of `STANDINGS`."""
    is_run = Q(origin=CompetitionOrigin.RUN)
    signed = Q(status=CompetitionStatus.SIGNED)
    abandoned = Q(status=CompetitionStatus.ABANDONED)
    return competitions.annotate(
        standing=Case(
            When(signed & (Q(signed_on=None) | Q(signed_on__lte=day)), then=Value(SIGNED)),
            When(
                abandoned & (Q(abandoned_on=None) | Q(abandoned_on__lte=day)),
                then=Value(ABANDONED),
            ),
            When(Q(opens_on__gt=day) | is_run & Q(opens_on=None), then=Value(TO_COME)),
            When(closes_on__gte=day, then=Value(OPEN)),
            When(closes_on__lt=day, then=Value(CLOSED)),
            When(is_run, then=Value(TO_COME)),
            default=Value(NOT_RECORDED),
            output_field=CharField(),
        )
    )


def standing_of(competition: PartnerCompetition) -> Standing:
    """Put the standing of a competition into words.

    :param competition: annotated by `with_standing`
    """
    closes = date_words(competition.closes_on, competition.closes_on_precision)
    if competition.standing == OPEN:
        return Standing(f"open for bids until {closes}", "good")
    if competition.standing == TO_COME:
        opens = date_words(competition.opens_on, competition.opens_on_precision)
        return Standing("not yet open", "planned", f"opens {opens}" if competition.opens_on else "")
    if competition.standing == SIGNED:
        signed = date_words(competition.signed_on, competition.signed_on_precision)
        return Standing("signed", "good", signed)
    if competition.standing == ABANDONED:
        return Standing("abandoned", "quiet", date_words(competition.abandoned_on))
    if competition.standing == CLOSED:
        return Standing("closed to bids, not signed", "warning", f"closed {closes}")
    return Standing("outcome not recorded", "quiet")
