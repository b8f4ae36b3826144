"""Bids as frames: their outcome, and the sector in which they are counted."""

from __future__ import annotations

from datetime import date

import pytest

from organisations.frames import sectors_frame
from organisations.models import Profile
from partnerships.choices import BidStatus
from partnerships.deals import win_rates
from partnerships.frames.bids import (
    OUTCOME_COLUMNS,
    bid_outcomes_frame,
    criteria_frame,
    day_of_bid,
    scores_frame,
    sector_of_bid,
    sectors_on,
)
from partnerships.models import Bid, Bidder
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def competition():
    return factories.make_competition(factories.make_body("Northshire Council"))


def outcomes():
    return bid_outcomes_frame(
        Bid.objects.select_related("competition").order_by("pk"),
        Bidder.objects.all(),
        sectors_frame(Profile.objects.all()),
    )


def firm(sector: str, name: str = "Firm", **values):
    made = factories.make_organisation(name)
    factories.make_profile(made, sector, **values)
    return made


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (BidStatus.SIGNED, "won"),
        (BidStatus.LOST, "lost"),
        (BidStatus.WITHDRAWN, "withdrawn"),
        (BidStatus.PREFERRED, "open"),
        (BidStatus.SHORTLISTED, "open"),
        (BidStatus.SUBMITTED, "open"),
        (BidStatus.INVITED, "open"),
    ],
)
def test_bid_outcomes_frame_tells_what_became_of_a_bid(competition, status, outcome):
    factories.make_bid(competition, firm("private"), status=status)

    assert list(outcomes()["outcome"]) == [outcome]


def test_bid_outcomes_frame_has_its_columns_when_empty():
    assert list(outcomes().columns) == OUTCOME_COLUMNS


def test_bid_outcomes_frame_feeds_win_rates(competition):
    factories.make_bid(competition, firm("private", "A"), status=BidStatus.SIGNED)
    factories.make_bid(competition, firm("private", "B"), status=BidStatus.LOST)
    factories.make_bid(competition, firm("mutual", "C"), status=BidStatus.WITHDRAWN)

    rates = win_rates(outcomes()).set_index("sector")

    assert rates.loc["private", "percent"] == 50.0
    assert rates.loc["mutual", "withdrawn_count"] == 1


def test_bid_outcomes_frame_counts_a_consortium_in_the_sector_of_its_lead(competition):
    factories.make_bid(competition, firm("mutual", "Lead"), firm("private", "Other"))

    assert list(outcomes()["sector"]) == ["mutual"]


def test_bid_outcomes_frame_reads_the_sector_on_the_day_of_the_bid(competition):
    changed = firm("public", to=date(2025, 3, 1))
    factories.make_profile(changed, "mutual", since=date(2025, 3, 1))
    factories.make_bid(competition, changed, submitted_on=date(2025, 2, 28))
    factories.make_bid(competition, changed, submitted_on=date(2025, 3, 1))

    assert list(outcomes()["sector"]) == ["public", "mutual"]


def test_sector_of_bid_without_a_lead_is_the_one_that_all_share():
    same = [Bidder(name="A", sector="social"), Bidder(name="B", sector="social")]
    mixed = [Bidder(name="A", sector="social"), Bidder(name="B", sector="private")]

    assert sector_of_bid(same, {}) == "social"
    assert sector_of_bid(mixed, {}) == ""
    assert sector_of_bid([], {}) == ""


def test_sector_of_bid_passes_over_the_typed_sector_of_an_organisation_with_a_record():
    organisation = factories.make_organisation("Firm")

    assert sector_of_bid([Bidder(organisation=organisation, sector="private")], {}) == ""


def test_sectors_on_a_day_not_known_needs_a_sector_that_never_changed():
    steady, changed = firm("private", "Steady"), firm("public", "Changed", to=date(2020, 1, 1))
    factories.make_profile(changed, "mutual", since=date(2020, 1, 1))

    found = sectors_on(sectors_frame(Profile.objects.all()), None)

    assert found.get(steady.pk) == "private"
    assert changed.pk not in found


@pytest.mark.parametrize(
    ("bid", "competition_days", "day"),
    [
        ({"submitted_on": date(2025, 3, 1)}, {}, date(2025, 3, 1)),
        ({"submitted_on": None, "closed_on": date(2025, 5, 1)}, {}, date(2025, 5, 1)),
        ({"submitted_on": None}, {}, date(2025, 3, 31)),
        (
            {"submitted_on": None},
            {"closes_on": None, "signed_on": date(2025, 6, 1)},
            date(2025, 6, 1),
        ),
        ({"submitted_on": None}, {"closes_on": None}, date(2025, 1, 1)),
        ({"submitted_on": None}, {"closes_on": None, "opens_on": None}, None),
    ],
)
def test_day_of_bid_is_the_first_that_is_known(bid, competition_days, day):
    body = factories.make_body("Northshire Council")
    made = factories.make_competition(body, **competition_days)

    assert day_of_bid(factories.make_bid(made, **bid)) == day


def test_criteria_and_scores_frames_hold_keys_and_numbers(competition):
    criterion = factories.make_criterion(competition, "Price", 40)
    bid = factories.make_bid(competition, firm("private"))
    assessor = factories.make_user()
    given = bid.scores.create(criterion=criterion, assessor=assessor, score=3, why="So")

    assert criteria_frame([criterion]).to_dict("list") == {
        "criterion_id": [criterion.pk],
        "weight": [40],
    }
    assert scores_frame([given]).to_dict("list") == {
        "bid_id": [bid.pk],
        "criterion_id": [criterion.pk],
        "assessor_id": [assessor.pk],
        "score": [3],
    }
