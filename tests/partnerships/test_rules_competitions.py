"""Allowed moves of competitions and bids, and the dates that are kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organisations.measured import Measured, Unit
from partnerships.choices import BidStatus, CompetitionOrigin, CompetitionStatus
from partnerships.models import (
    Accession,
    Bid,
    Investment,
    OwnershipRule,
    PartnerCompetition,
    ProgrammeTally,
)
from partnerships.rules import competitions as rules
from partnerships.rules import partnerships as partnership_rules
from tests import factories

COMPETITION_PATHS = {
    "draft": {"open", "abandoned"},
    "open": {"evaluating", "abandoned"},
    "evaluating": {"preferred", "abandoned"},
    "preferred": {"signed", "evaluating", "abandoned"},
    "signed": set(),
    "abandoned": set(),
}
BID_PATHS = {
    "invited": {"submitted", "withdrawn"},
    "submitted": {"shortlisted", "lost", "withdrawn"},
    "shortlisted": {"preferred", "lost", "withdrawn"},
    "preferred": {"signed", "lost", "withdrawn"},
    "signed": set(),
    "lost": set(),
    "withdrawn": set(),
}


@pytest.fixture
def competition(db):
    return factories.make_competition(factories.make_body())


def _is_allowed(before: str, after: str, moves) -> bool:
    try:
        rules.check_move(before, after, moves)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("after", CompetitionStatus.values)
@pytest.mark.parametrize("before", CompetitionStatus.values)
def test_competitions_move_along_their_paths_only(before, after):
    expected = before == after or after in COMPETITION_PATHS[before]

    assert _is_allowed(before, after, rules.COMPETITION_MOVES) == expected


@pytest.mark.parametrize("after", BidStatus.values)
@pytest.mark.parametrize("before", BidStatus.values)
def test_bids_move_along_their_paths_only(before, after):
    expected = before == after or after in BID_PATHS[before]

    assert _is_allowed(before, after, rules.BID_MOVES) == expected


def test_check_competition_says_what_may_follow(competition):
    loaded = PartnerCompetition.objects.get(pk=competition.pk)
    loaded.status = CompetitionStatus.SIGNED
    loaded.signed_on = date(2025, 6, 1)

    with pytest.raises(ValidationError, match="the next is preferred, abandoned"):
        loaded.full_clean()


def test_new_competition_begins_as_draft(db):
    made = PartnerCompetition(
        slug="new", title="New", public_body=factories.make_body(), status="open"
    )

    with pytest.raises(ValidationError, match="begins as a draft"):
        made.full_clean()


def test_run_competition_never_becomes_a_reported_one(competition):
    loaded = PartnerCompetition.objects.get(pk=competition.pk)
    loaded.origin = CompetitionOrigin.REPORTED

    with pytest.raises(ValidationError, match="its bids would be disclosed"):
        loaded.full_clean()


def test_body_of_a_run_competition_stays(competition):
    loaded = PartnerCompetition.objects.get(pk=competition.pk)
    loaded.public_body = factories.make_body("Southshire Council")

    with pytest.raises(ValidationError, match="stays the same"):
        loaded.full_clean()


def test_closing_day_stays_once_bids_are_evaluated(competition):
    loaded = PartnerCompetition.objects.get(pk=competition.pk)
    loaded.closes_on = date(2025, 12, 31)

    with pytest.raises(ValidationError, match="stays 2025-03-31"):
        loaded.full_clean()


def test_closing_day_of_an_open_competition_may_move(db):
    opened = factories.make_competition(factories.make_body(), status="open")
    loaded = PartnerCompetition.objects.get(pk=opened.pk)
    loaded.closes_on = date(2025, 12, 31)

    loaded.full_clean()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 4, 1), "closed on 2025-03-31"),
        (date(2024, 12, 31), "opened on 2025-01-01"),
        (None, "Give the day"),
    ],
)
def test_bid_outside_the_dates_is_not_taken(day, words, competition):
    bid = Bid(competition=competition, status=BidStatus.SUBMITTED, submitted_on=day)

    with pytest.raises(ValidationError, match=words):
        bid.full_clean()


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2025, 3, 31)])
def test_bid_on_the_first_and_the_last_day_is_taken(day, competition):
    Bid(competition=competition, status=BidStatus.SUBMITTED, submitted_on=day).full_clean()


def test_reported_bid_may_stand_anywhere(db):
    reported = factories.make_competition(
        factories.make_body(), origin=CompetitionOrigin.REPORTED, status="signed"
    )

    Bid(competition=reported, status=BidStatus.LOST).full_clean()


def test_only_one_bid_is_preferred(competition):
    factories.make_bid(competition, status=BidStatus.PREFERRED)
    second = factories.make_bid(competition, status=BidStatus.SHORTLISTED)
    loaded = Bid.objects.get(pk=second.pk)
    loaded.status = BidStatus.PREFERRED

    with pytest.raises(ValidationError, match="preferred or signed already"):
        loaded.full_clean()


def money(pounds: int) -> Measured:
    return Measured.exact(Unit.MONEY, pounds)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"instrument": "loan", "committed": money(5), "drawn": money(6)}, "more than what was"),
        ({"instrument": "loan", "called": money(1)}, "Only a guarantee is called"),
        ({"instrument": "guarantee", "committed": money(5), "called": money(6)}, "more than"),
    ],
)
def test_check_investment_refuses_contradictions(values, words):

    with pytest.raises(ValidationError, match=words):
        partnership_rules.check_investment(Investment(**values))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "floor", "whose": "staff"}, "Give the percentage"),
        (
            {"kind": "target", "whose": "staff", "limit": Measured.exact(Unit.PERCENT, 50)},
            "needs its tolerance",
        ),
        (
            {"kind": "cap", "whose": "holder", "limit": Measured.exact(Unit.PERCENT, 25)},
            "Name the holder",
        ),
    ],
)
def test_check_ownership_rule_refuses_halves(values, words):

    with pytest.raises(ValidationError, match=words):
        partnership_rules.check_ownership_rule(OwnershipRule(**values))


def test_check_tally_refuses_a_part_above_its_whole():

    tally = ProgrammeTally(
        part_count=Measured.exact(Unit.COUNT, 41), whole_count=Measured.exact(Unit.COUNT, 40)
    )

    with pytest.raises(ValidationError, match="41 is more than the whole, 40"):
        partnership_rules.check_tally(tally)


def test_check_accession_refuses_more_staff_shares_than_shares():

    accession = Accession(
        shares_before=Measured.exact(Unit.COUNT, 1000),
        staff_before=Measured.exact(Unit.COUNT, 1001),
    )

    with pytest.raises(ValidationError, match="all shares before"):
        partnership_rules.check_accession(accession)
