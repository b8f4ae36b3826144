"""What a reader may know of a bid, inside and outside."""

from __future__ import annotations

import pytest

from organisations.measured import Measured, Unit
from partnerships.choices import BidStatus
from partnerships.disclosure import WITHHELD_NAME, sees_all, shown_bid
from partnerships.models import BidGrant
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.make_body("Northshire Council")


@pytest.fixture
def firm():
    return factories.make_organisation("Firm")


def shown(bid, firm, **options):
    bidders = list(bid.bidders.select_related("organisation"))
    return shown_bid(bid, bidders, [], {firm.pk: "private"}, **options)


def lost_bid(body, firm):
    competition = factories.make_competition(body, status="signed", signed_on="2025-05-01")
    return factories.make_bid(
        competition, firm, status=BidStatus.LOST, cash=Measured.exact(Unit.MONEY, 500)
    )


def test_shown_bid_held_back_tells_the_sector_alone(body, firm):
    told = shown(lost_bid(body, firm), firm, is_whole=False)

    assert told.name == WITHHELD_NAME
    assert [(one.name, one.organisation_id, one.sector) for one in told.bidders] == [
        (WITHHELD_NAME, None, "private")
    ]
    assert str(told.terms["cash"]) == "withheld"


def test_shown_bid_does_not_withhold_what_was_never_entered(body, firm):
    told = shown(lost_bid(body, firm), firm, is_whole=False)

    assert told.terms["debt"] is None


def test_shown_bid_inside_is_whole(body, firm):
    told = shown(lost_bid(body, firm), firm, is_whole=True)

    assert (told.bidders[0].name, str(told.terms["cash"])) == ("Firm", "£500")


def test_shown_bid_of_the_winner_names_it(body, firm):
    bid = lost_bid(body, firm)
    bid.status = BidStatus.SIGNED

    assert shown(bid, firm, is_whole=False).bidders[0].name == "Firm"


def test_shown_bid_masks_an_organisation_that_is_not_public(body, firm):
    bid = lost_bid(body, firm)
    bid.is_name_withheld = False

    told = shown(bid, firm, is_whole=False, nameable_ids=[])

    assert told.bidders[0].name == WITHHELD_NAME


@pytest.mark.parametrize("status", ["evaluating", "signed"])
def test_sees_all_by_part(status, body):
    day = "2025-05-01" if status == "signed" else None
    competition = factories.make_competition(body, status=status, signed_on=day)
    is_signed = status == "signed"

    assert sees_all(factories.make_officer(body), competition)
    assert not sees_all(factories.make_officer(factories.make_body("Southshire")), competition)
    assert sees_all(factories.make_curator(), competition) == is_signed
    assert sees_all(factories.make_superuser(), competition) == is_signed
    assert not sees_all(factories.make_user(), competition)


def test_sees_all_by_leave_until_it_is_withdrawn(body):
    competition = factories.make_competition(body)
    curator = factories.make_curator()
    grant = BidGrant.objects.create(competition=competition, account=curator, why="audit")

    seen_with_leave = sees_all(curator, competition)
    grant.is_withdrawn = True
    grant.save()

    assert seen_with_leave
    assert not sees_all(curator, competition)
