"""The modeller filled in from a competition: bids for insiders, the notice for everybody else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.choices import BidStatus, CompetitionOrigin, CompetitionStatus
from partnerships.models import BidGrant
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/partnerships/modeller/?competition=partner-sought"
SECRET = "Zanzibar"
TERMS = {"stake_sought": "~37", "cash": "£123,456", "debt": "withheld", "term_months": "84"}


@pytest.fixture
def council():
    """A council with a published notice: a stake of 40 on offer, for £2m."""
    body = factories.make_body("Northshire Council")
    factories.make_competition(
        body,
        state="published",
        source=factories.make_source("Notice"),
        stake_on_offer="40",
        investment_sought="£2m",
        contract_value="£21m",
        term_months="60-84",
    )
    return body


def competition_of(body):
    return body.competitions.get()


def add_bid(body, **values):
    bidder = factories.make_organisation(f"{SECRET} Ltd", slug="zanzibar-ltd")
    factories.make_profile(bidder, "social")
    return factories.make_bid(competition_of(body), bidder, **{**TERMS, **values})


def entries(client, page=PAGE):
    response = client.get(page)
    assert response.status_code == 200
    return {
        name: text
        for name, text in response.context["sheet"].entries.items()
        if name not in {"competition", "from"}
    }


NOTICE = {
    "o1-name": "Partner as sought",
    "o1-sector": "not_recorded",
    "o1-stake": "40%",
    "o1-investment": "£2m",
    "o1-value": "£21m",
    "o1-months": "60–84",
}


def outsiders(council):
    return [
        None,
        factories.make_user(),
        factories.make_officer(factories.make_body("Southshire Council")),
        factories.make_curator(),
        factories.make_superuser(),
    ]


def test_outsiders_get_the_notice_alone(client, council):
    add_bid(council)

    for user in outsiders(council):
        if user is not None:
            client.force_login(user)
        assert entries(client) == NOTICE


def test_outsiders_get_the_same_page_by_the_same_queries_whether_there_are_bids(client, council):
    client.get(PAGE)
    with CaptureQueriesContext(connection) as before:
        without = client.get(PAGE).content
    add_bid(council)
    with CaptureQueriesContext(connection) as after:
        with_bid = client.get(PAGE).content

    assert without == with_bid
    assert len(before) == len(after)


def test_own_officer_gets_the_bids(client, council):
    add_bid(council)
    client.force_login(factories.make_officer(council))

    assert entries(client) == {
        "o1-name": "zanzibar-ltd",
        "o1-stake": "~37%",
        "o1-cash": "£123,456",
        "o1-debt": "withheld",
        "o1-value": "£21m",
        "o1-months": "84",
    }


def test_account_with_leave_gets_the_bids(client, council):
    add_bid(council)
    user = factories.make_user()
    BidGrant.objects.create(competition=competition_of(council), account=user, why="Audit")
    client.force_login(user)

    assert entries(client)["o1-name"] == "zanzibar-ltd"


def test_leave_that_was_withdrawn_gives_the_notice(client, council):
    add_bid(council)
    user = factories.make_user()
    BidGrant.objects.create(
        competition=competition_of(council), account=user, why="Audit", is_withdrawn=True
    )
    client.force_login(user)

    assert entries(client) == NOTICE


def test_own_officer_without_bids_gets_the_notice(client, council):
    client.force_login(factories.make_officer(council))

    assert entries(client) == NOTICE


def test_own_officer_is_told_that_the_address_will_hold_secrets(client, council):
    add_bid(council)
    client.force_login(factories.make_officer(council))

    assert "share it only with those who may read the bids" in client.get(PAGE).content.decode()


def test_own_officer_is_warned_once_the_address_holds_offers(client, council):
    client.force_login(factories.make_officer(council))

    html = client.get(f"{PAGE}&o1-name=Firm&o1-sector=private&o1-stake=30").content.decode()

    assert "share it only with those who may read them" in html


def test_outsiders_are_told_nothing_of_bids_once_the_address_holds_offers(client, council):
    add_bid(council)

    html = client.get(f"{PAGE}&o1-name=Firm&o1-sector=private&o1-stake=30").content.decode()

    assert "read them" not in html
    assert SECRET not in html


@pytest.mark.parametrize("extension", ["svg", "csv", "json"])
def test_charts_keep_bids_from_outsiders(client, council, extension):
    add_bid(council)
    address = PAGE.replace("?", f"charts/direct-split.{extension}?")

    for user in outsiders(council):
        if user is not None:
            client.force_login(user)
        response = client.get(address)
        assert response.status_code == 200
        assert SECRET.encode() not in response.content


@pytest.mark.parametrize("slug", ["partner-sought", "no-such-competition"])
def test_competition_that_nobody_may_see_is_answered_like_one_that_is_not_there(client, slug):
    factories.make_competition(factories.make_body())

    response = client.get(f"/partnerships/modeller/?competition={slug}")

    assert response.status_code == 400
    assert "There is no partner competition of that address" in response.content.decode()


def test_what_is_entered_goes_before_the_bids(client, council):
    add_bid(council)
    client.force_login(factories.make_officer(council))

    assert entries(client, f"{PAGE}&o1-name=Firm&o1-sector=private&o1-stake=30") == {
        "o1-name": "Firm",
        "o1-sector": "private",
        "o1-stake": "30",
    }


def test_four_bids_furthest_on_are_shown(client, council):
    for status in (BidStatus.WITHDRAWN, BidStatus.SUBMITTED, BidStatus.SHORTLISTED):
        bidder = factories.make_organisation(f"Of {status}", slug=f"of-{status}")
        factories.make_bid(competition_of(council), bidder, status=status)
    for number in range(2):
        bidder = factories.make_organisation(f"Other {number}", slug=f"other-{number}")
        factories.make_bid(competition_of(council), bidder)
    client.force_login(factories.make_officer(council))

    names = [text for name, text in entries(client).items() if name.endswith("-name")]
    assert names == ["of-shortlisted", "of-submitted", "other-0", "other-1"]
    assert "It has 5 bids" in client.get(PAGE).content.decode()
    assert entries(client, f"{PAGE}&from=5")["o1-name"] == "of-withdrawn"
    assert client.get(f"{PAGE}&from=6").status_code == 400


@pytest.mark.parametrize("text", ["0", "-1", "two", "٣", "9" * 50])
def test_number_of_a_bid_that_makes_no_sense_is_refused(client, council, text):
    assert client.get(f"{PAGE}&from={text}").status_code == 400


def test_outsiders_get_the_notice_whatever_bid_they_ask_for(client, council):
    add_bid(council)

    assert entries(client, f"{PAGE}&from=2") == NOTICE


def sign(body, **values):
    competition = competition_of(body)
    competition.status = CompetitionStatus.SIGNED
    competition.signed_on = date(2025, 6, 1)
    for name, value in values.items():
        setattr(competition, name, value)
    competition.save()
    return competition


def test_signed_bid_shows_the_public_what_is_not_withheld(client, council):
    add_bid(council, status=BidStatus.SIGNED)
    lost = factories.make_organisation("Loser Ltd", slug="loser-ltd")
    factories.make_profile(lost, "private")
    factories.make_bid(competition_of(council), lost, status=BidStatus.LOST, stake_sought="20")
    sign(council)

    found = entries(client)

    assert found["o1-name"] == "zanzibar-ltd"
    assert found["o1-stake"] == "withheld"
    assert found["o2-name"] == "name withheld"
    assert found["o2-sector"] == "private"
    assert found["o2-stake"] == "withheld"
    assert "loser" not in client.get(PAGE).content.decode().lower()


def test_signed_bid_without_terms_has_those_of_its_deal(client, council):
    competition = competition_of(council)
    competition.origin = CompetitionOrigin.REPORTED
    competition.save()
    bid = factories.make_bid(
        competition,
        factories.make_organisation("Equiniti", slug="equiniti"),
        status=BidStatus.SIGNED,
        are_terms_withheld=False,
    )
    venture = factories.make_organisation("MyCSP", slug="mycsp")
    factories.make_deal(
        venture,
        bid.bidders.get().organisation,
        competition=competition,
        bid=bid,
        stake="40",
        stake_price="withheld",
    )
    sign(council)

    found = entries(client)

    assert (found["o1-stake"], found["o1-price"]) == ("40%", "withheld")


def test_signed_competition_leads_to_the_day_before(client, council):
    add_bid(council, status=BidStatus.SIGNED)
    sign(council)

    html = client.get(PAGE).content.decode()

    assert "?competition=partner-sought&amp;as_of=2025-05-31" in html


def test_draft_venture_is_not_named(client, council):
    draft = factories.make_organisation(f"{SECRET} to be", slug="zanzibar", state="draft")
    competition = competition_of(council)
    competition.venture = draft
    competition.save()

    assert entries(client) == NOTICE
    assert SECRET.lower() not in client.get(PAGE).content.decode().lower()


@pytest.mark.parametrize("count", [1, 50])
def test_page_of_a_competition_needs_few_queries(client, council, count):
    for number in range(count):
        bidder = factories.make_organisation(f"Bidder {number}")
        factories.make_bid(competition_of(council), bidder, stake_sought="20")
    client.force_login(factories.make_officer(council))

    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE).status_code == 200

    # the account costs its session, itself, its ties, and the bodies that followed them
    assert len(queries) <= 15 + 4
