"""Opening, moving, scoring: each step by the body's officers, in order, under a lock."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from partnerships.actions.competition import (
    ScoreGiven,
    move_bid,
    move_competition,
    open_competition,
    prefer_bid,
    save_scores,
)
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import Bid, BidScore
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 1)


@pytest.fixture
def body():
    return factories.make_body("Northshire Council")


@pytest.fixture
def officer(body):
    return factories.make_officer(body)


@pytest.fixture
def competition(body):
    return factories.make_competition(body)


def test_open_competition_needs_a_criterion(body, officer):
    draft = factories.make_competition(body, status="draft")

    with pytest.raises(ValidationError, match="by which criteria"):
        open_competition(competition_id=draft.pk, by=officer, day=date(2025, 1, 2))


def test_open_competition_after_its_closing_day_is_refused(body, officer):
    draft = factories.make_competition(body, status="draft")
    factories.make_criterion(draft)

    with pytest.raises(ValidationError, match="has passed already"):
        open_competition(competition_id=draft.pk, by=officer, day=DAY)


def test_open_competition_opens_on_the_day(body, officer):
    draft = factories.make_competition(body, status="draft", opens_on=None)
    factories.make_criterion(draft)

    opened = open_competition(competition_id=draft.pk, by=officer, day=date(2025, 1, 2))

    assert (opened.status, opened.opens_on) == ("open", date(2025, 1, 2))


def test_bids_are_not_evaluated_on_the_closing_day(body, officer):
    opened = factories.make_competition(body, status="open")

    with pytest.raises(ValidationError, match="until the end of the closing day"):
        move_competition(
            competition_id=opened.pk, to="evaluating", by=officer, day=date(2025, 3, 31)
        )


def test_abandoning_needs_its_reason(competition, officer):
    with pytest.raises(ValidationError, match="Say why"):
        move_competition(competition_id=competition.pk, to="abandoned", by=officer, day=DAY)


def test_moves_are_the_own_officers_alone(competition):
    stranger = factories.make_officer(factories.make_body("Southshire Council"))

    with pytest.raises(PermissionDenied):
        move_competition(
            competition_id=competition.pk, to="abandoned", by=stranger, day=DAY, why="no"
        )


@pytest.mark.parametrize("make", [factories.make_curator, factories.make_superuser])
def test_nobody_above_moves_a_secret_competition(make, competition):
    with pytest.raises(PermissionDenied):
        move_competition(
            competition_id=competition.pk, to="abandoned", by=make(), day=DAY, why="no"
        )


def test_prefer_bid_moves_the_competition_along(competition, officer):
    bid = factories.make_bid(competition, status=BidStatus.SHORTLISTED)

    prefer_bid(bid_id=bid.pk, by=officer)

    competition.refresh_from_db()
    assert competition.status == CompetitionStatus.PREFERRED


def test_prefer_bid_that_was_not_shortlisted_is_refused(competition, officer):
    bid = factories.make_bid(competition)

    with pytest.raises(ValidationError, match="the next is shortlisted, lost, withdrawn"):
        prefer_bid(bid_id=bid.pk, by=officer)


def test_withdrawn_preferred_bid_stays_and_evaluation_goes_on(body, officer):
    competition = factories.make_competition(body, status="preferred")
    bid = factories.make_bid(competition, status=BidStatus.PREFERRED)

    move_bid(bid_id=bid.pk, to="withdrawn", by=officer, day=DAY, why="no agreement")

    competition.refresh_from_db()
    stored = Bid.objects.get(pk=bid.pk)
    assert competition.status == "evaluating"
    assert (stored.status, stored.closed_on, stored.closed_why) == (
        "withdrawn",
        DAY,
        "no agreement",
    )


def test_save_scores_by_no_assessor_is_forbidden(competition, officer):
    bid = factories.make_bid(competition)
    criterion = factories.make_criterion(competition)

    with pytest.raises(PermissionDenied):
        save_scores(bid_id=bid.pk, scores=[ScoreGiven(criterion.pk, 3, "good")], by=officer)


def test_save_scores_without_a_reason_names_the_criterion(competition, officer):
    bid = factories.make_bid(competition)
    criterion = factories.make_criterion(competition, "Price")
    factories.make_assessor(competition, officer)

    with pytest.raises(ValidationError, match="Price: Say what in the bid"):
        save_scores(bid_id=bid.pk, scores=[ScoreGiven(criterion.pk, 3, " ")], by=officer)


def test_save_scores_above_the_highest_is_refused(competition, officer):
    bid = factories.make_bid(competition)
    criterion = factories.make_criterion(competition, "Price")
    factories.make_assessor(competition, officer)

    with pytest.raises(ValidationError, match="Scores go from 0 to 5"):
        save_scores(bid_id=bid.pk, scores=[ScoreGiven(criterion.pk, 6, "good")], by=officer)


def test_scores_are_shared_once_all_have_scored(competition, body, officer):
    colleague = factories.make_officer(body)
    bid = factories.make_bid(competition)
    criterion = factories.make_criterion(competition)
    factories.make_assessor(competition, officer)
    factories.make_assessor(competition, colleague)

    save_scores(bid_id=bid.pk, scores=[ScoreGiven(criterion.pk, 3, "good")], by=officer)
    before = BidScore.objects.visible_to(colleague).count()
    save_scores(bid_id=bid.pk, scores=[ScoreGiven(criterion.pk, 4, "better")], by=colleague)

    assert before == 0
    assert BidScore.objects.visible_to(colleague).count() == 2
