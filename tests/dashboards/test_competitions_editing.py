"""Setting a competition up and entering bids: forms that keep their text whatever happens."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from organisations.measured import Measured, Unit
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import Bid, PartnerCompetition
from tests import factories
from tests.dashboards.competition_forms import (
    LIST,
    bid_page,
    errors_of,
    fields_of,
    page_of,
    send,
    signed_in,
    text_of,
)

pytestmark = pytest.mark.django_db

NEW = f"{LIST}new/"


@pytest.fixture
def body():
    return factories.make_body("Northshire Council")


@pytest.fixture
def officer(body):
    return factories.make_officer(body)


@pytest.fixture
def client(officer):
    return signed_in(officer)


@pytest.fixture
def competition(body):
    made = factories.make_competition(
        body, "Partner for schools", status=CompetitionStatus.OPEN, closes_on=date(2025, 3, 31)
    )
    factories.make_criterion(made, "Price", 40)
    return made


def test_competition_new_stores_a_draft_with_its_criteria(client, body, officer):
    response = send(
        client,
        NEW,
        title="Partner for schools",
        public_body=body.pk,
        stake_on_offer="40",
        contract_value="£7m",
        closes_on="2030-03-31",
        criteria__0__name="Price",
        criteria__0__weight="60",
        criteria__1__name="Culture",
        criteria__1__weight="40",
    )

    made = PartnerCompetition.objects.get()
    assert response.headers["Location"] == f"{LIST}partner-for-schools/"
    assert (made.status, made.state, made.origin) == ("draft", "draft", "run")
    assert made.stake_on_offer == Measured.exact(Unit.PERCENT, 40)
    assert list(made.criteria.values_list("number", "name", "weight")) == [
        (1, "Price", 60),
        (2, "Culture", 40),
    ]
    assert made.history.get().history_user == officer


def test_competition_new_with_a_wrong_box_keeps_the_text(client, body):
    response = send(
        client, NEW, title="Partner for schools", public_body=body.pk, stake_on_offer="forty"
    )

    assert "“forty” cannot be read as a percentage" in errors_of(response)
    assert 'value="Partner for schools"' in response.content.decode()
    assert not PartnerCompetition.objects.exists()


def test_competition_new_of_the_title_new_gets_another_address(client, body):
    send(client, NEW, title="New", public_body=body.pk)

    assert PartnerCompetition.objects.get().slug == "new-competition"


def test_competition_new_of_another_body_is_refused(client):
    other = factories.make_body("Southshire Council")

    response = send(client, NEW, title="Partner for schools", public_body=other.pk)

    assert "Public body" in errors_of(response)


def test_competition_new_made_public_without_a_source_is_refused(client, body):
    response = send(client, NEW, title="Partner", public_body=body.pk, is_public="on")

    assert "Name the source of this competition" in errors_of(response)


def test_competition_new_finds_its_source_by_title(client, body):
    source = factories.make_source("Prior information notice")

    send(
        client,
        NEW,
        title="Partner",
        public_body=body.pk,
        source="prior information NOTICE",
        is_public="on",
    )

    made = PartnerCompetition.objects.get()
    assert (made.source, made.state) == (source, "published")


def test_competition_new_with_a_source_of_two_names_both(client, body):
    factories.make_source("Notice of May", slug="may")
    factories.make_source("Notice of June", slug="june")

    response = send(client, NEW, title="Partner", public_body=body.pk, source="notice")

    errors = errors_of(response)
    assert "Notice of May (may)" in errors
    assert "Notice of June (june)" in errors


@pytest.mark.parametrize("make", [factories.make_user, factories.make_curator])
def test_competition_new_is_no_page_for_those_without_a_body(make):
    assert signed_in(make()).get(NEW).status_code == 404


def test_competition_edit_changes_terms_and_the_order_of_criteria(client, competition):
    response = send(
        client,
        page_of(competition, "edit/"),
        title="Partner for all schools",
        criteria__0__DELETE="on",
        criteria__1__name="Culture",
        criteria__1__weight="7",
    )

    competition.refresh_from_db()
    assert response.status_code == 302
    assert competition.title == "Partner for all schools"
    assert list(competition.criteria.values_list("number", "name")) == [(1, "Culture")]


def test_competition_edit_that_changes_nothing_writes_no_history(client, competition):
    before = competition.history.count()

    send(client, page_of(competition, "edit/"))

    assert competition.history.count() == before
    assert competition.criteria.get().history.count() == 1


def test_competition_edit_by_a_second_person_tells_and_keeps_the_text(client, body, competition):
    colleague = factories.make_officer(body)
    url = page_of(competition, "edit/")
    shown = fields_of(client.get(url))
    send(signed_in(colleague), url, title="Theirs")

    response = client.post(url, shown | {"title": "Mine"})

    assert f"{colleague.username} changed this on" in errors_of(response)
    assert 'value="Mine"' in response.content.decode()
    competition.refresh_from_db()
    assert competition.title == "Theirs"


def test_competition_edit_by_a_second_person_is_stored_when_sent_again(client, body, competition):
    url = page_of(competition, "edit/")
    shown = fields_of(client.get(url))
    send(signed_in(factories.make_officer(body)), url, title="Theirs")
    response = client.post(url, shown | {"title": "Mine"})

    client.post(url, fields_of(response))

    competition.refresh_from_db()
    assert competition.title == "Mine"


def test_competition_edit_after_a_colleague_added_a_criterion_tells(client, body, competition):
    url = page_of(competition, "edit/")
    shown = fields_of(client.get(url))
    send(signed_in(factories.make_officer(body)), url, criteria__1__name="Culture")

    response = client.post(url, shown | {"title": "Mine"})

    assert "while you were writing" in errors_of(response)


def test_competition_edit_without_its_closing_day_is_refused_while_it_is_open(client, competition):
    response = send(client, page_of(competition, "edit/"), closes_on="")

    assert "Closes on" in errors_of(response)


def test_competition_edit_keeps_terms_once_bids_are_evaluated(client, body):
    made = factories.make_competition(body, "Partner")
    factories.make_criterion(made, "Price", 40)

    response = send(
        client,
        page_of(made, "edit/"),
        title="Changed",
        closes_on="2031-01-01",
        decides_on="2025-06-01",
        criteria__0__name="Changed",
    )

    made.refresh_from_db()
    assert response.status_code == 302
    assert (made.title, made.closes_on, made.decides_on) == (
        "Partner",
        date(2025, 3, 31),
        date(2025, 6, 1),
    )
    assert made.criteria.get().name == "Price"


def test_competition_edit_cannot_take_over_an_organisation_of_others(client, competition):
    factories.make_organisation("Somebody else Ltd")

    response = send(client, page_of(competition, "edit/"), venture="Somebody else Ltd")

    assert "nothing that is called" in errors_of(response)


def test_bid_new_stores_a_consortium_with_shares_and_offers(client, competition):
    firm = factories.make_organisation("Firm")

    response = send(
        client,
        page_of(competition, "bids/new/"),
        name="Together",
        submitted_on="2025-03-01",
        cash="£500k",
        in_kind="withheld",
        stake_sought="~49%",
        bidders__0__organisation="firm",
        bidders__0__leads="on",
        bidders__0__share="51",
        bidders__1__name="A charity",
        bidders__1__sector="social",
        bidders__1__share="49",
        offers__0__kind="capital",
        offers__0__words="Working capital",
    )

    bid = Bid.objects.get()
    assert response.headers["Location"] == bid_page(bid)
    assert (bid.status, str(bid.cash), str(bid.in_kind)) == ("submitted", "£500,000", "withheld")
    assert [(str(one), str(one.share), one.is_lead) for one in bid.bidders.all()] == [
        ("Firm", "51%", True),
        ("A charity", "49%", False),
    ]
    assert bid.bidders.first().organisation == firm
    assert str(bid.offers.get()) == "capital: Working capital"


def test_bid_new_of_one_bidder_lets_it_lead(client, competition):
    send(
        client,
        page_of(competition, "bids/new/"),
        bidders__0__name="Firm",
        submitted_on="2025-03-01",
    )

    assert Bid.objects.get().bidders.get().is_lead


def test_bid_new_without_a_day_is_invited(client, competition):
    send(client, page_of(competition, "bids/new/"), bidders__0__name="Firm")

    assert Bid.objects.get().status == BidStatus.INVITED


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "Say who makes the bid."),
        (
            {"bidders-0-name": "A", "bidders-1-name": "B"},
            "Say which of the bidders leads the bid.",
        ),
        (
            {
                "bidders-0-name": "A",
                "bidders-1-name": "B",
                "bidders-0-leads": "on",
                "bidders-1-leads": "on",
            },
            "Only one of the bidders leads the bid.",
        ),
        (
            {
                "bidders-0-name": "A",
                "bidders-1-name": "B",
                "bidders-0-leads": "on",
                "bidders-0-share": "60",
                "bidders-1-share": "41",
            },
            "add up to more than 100 per cent",
        ),
        ({"bidders-0-name": "A", "submitted_on": "2025-04-01"}, "closed on 2025-03-31"),
        ({"bidders-0-share": "40"}, "Choose the bidder's record or give its name."),
        ({"bidders-0-name": "A", "cash": "lots"}, "cannot be read as a sum of money"),
    ],
)
def test_bid_new_refused_stores_nothing_and_keeps_the_text(client, competition, changes, message):
    url = page_of(competition, "bids/new/")
    data = fields_of(client.get(url)) | {"name": "Together", "submitted_on": "2025-03-01"}

    response = client.post(url, data | changes)

    assert message in errors_of(response)
    assert 'value="Together"' in response.content.decode()
    assert not Bid.objects.exists()


def test_bid_new_after_bids_were_decided_is_refused(client, body):
    made = factories.make_competition(body, status=CompetitionStatus.PREFERRED)

    response = send(
        client, page_of(made, "bids/new/"), bidders__0__name="A", submitted_on="2025-03-01"
    )

    assert "while the competition is open or evaluated" in errors_of(response)


def test_bid_edit_lets_another_bidder_lead(client, competition):
    first, second = factories.make_organisation("First"), factories.make_organisation("Second")
    bid = factories.make_bid(competition, first, second)
    url = bid_page(bid, "edit/")
    data = fields_of(client.get(url))
    del data["bidders-0-leads"]

    response = client.post(url, data | {"bidders-1-leads": "on"})

    assert response.status_code == 302
    assert str(bid.bidders.get(is_lead=True)) == "Second"


def test_bid_edit_by_a_second_person_tells_and_keeps_the_text(client, body, competition):
    bid = factories.make_bid(competition, factories.make_organisation("Firm"))
    colleague = factories.make_officer(body)
    url = bid_page(bid, "edit/")
    shown = fields_of(client.get(url))
    send(signed_in(colleague), url, offers__0__kind="capital", offers__0__words="Money")

    response = client.post(url, shown | {"skills": "Mine"})

    assert f"{colleague.username} changed this on" in errors_of(response)
    assert "Mine" in response.content.decode()
    bid.refresh_from_db()
    assert bid.skills == ""


def test_bid_edit_removes_a_bidder(client, competition):
    bid = factories.make_bid(
        competition, factories.make_organisation("First"), factories.make_organisation("Second")
    )

    send(client, bid_page(bid, "edit/"), bidders__1__DELETE="on")

    assert [str(one) for one in bid.bidders.all()] == ["First"]


def test_bid_edit_keeps_a_bidder_that_the_officer_may_not_name(client, competition):
    hidden = factories.make_organisation("Hidden Ltd", state="hidden")
    bid = factories.make_bid(competition, hidden)
    url = bid_page(bid, "edit/")

    response = send(client, url, skills="New")

    assert response.status_code == 302
    assert bid.bidders.get().organisation == hidden
    assert "Hidden Ltd" not in text_of(client.get(url))


def test_save_and_add_more_opens_the_form_again(client, competition):
    response = send(client, page_of(competition, "edit/"), more="yes")

    assert response.headers["Location"] == page_of(competition, "edit/")


def test_assessors_are_officers_of_the_body_alone(client, body, officer, competition):
    other = factories.make_officer(factories.make_body("Southshire Council"))
    url = page_of(competition, "assessors/")

    offered = client.get(url).context["form"].fields["accounts"].queryset

    assert officer in offered
    assert other not in offered


def test_assessors_may_be_officers_of_a_body_that_was_succeeded(client, body, competition):
    earlier = factories.make_body("Old Council")
    factories.make_succession(earlier, body)
    colleague = factories.make_officer(earlier)

    send(client, page_of(competition, "assessors/"), accounts=[colleague.pk])

    assert competition.assessors.get().account == colleague


def test_assessors_who_have_scored_stay(client, officer, body):
    made = factories.make_competition(body)
    criterion = factories.make_criterion(made)
    factories.make_assessor(made, officer)
    bid = factories.make_bid(made, factories.make_organisation("Firm"))
    bid.scores.create(criterion=criterion, assessor=officer, score=3, why="Good")

    response = send(client, page_of(made, "assessors/"), accounts=[])

    assert "has scored already and stays an assessor" in errors_of(response)


def test_assessors_by_a_second_person_tell(client, body, officer, competition):
    url = page_of(competition, "assessors/")
    shown = fields_of(client.get(url))
    send(signed_in(factories.make_officer(body)), url, accounts=[officer.pk])

    response = client.post(url, shown | {"accounts": []})

    assert "while you were writing" in errors_of(response)
    assert competition.assessors.count() == 1


@pytest.mark.parametrize(
    "page", ["edit/", "assessors/", "bids/new/", "move/open/", "sign/", "ranking/", "history/"]
)
def test_visitors_are_sent_to_sign_in_whether_or_not_there_is_anything(competition, page):
    for slug in (competition.slug, "no-such-competition"):
        url = f"{LIST}{slug}/{page}"

        response = Client().get(url)

        assert response.status_code == 302
        assert response.headers["Location"] == f"/admin/login/?next={url}"


def test_competition_edit_says_what_becomes_public_once_it_is_signed(client, body):
    made = factories.make_competition(
        body, status=CompetitionStatus.SIGNED, signed_on=date(2025, 5, 1)
    )

    text = text_of(client.get(page_of(made, "edit/")))

    assert "The signed competition is public" in text
    assert "the winner, the sectors of the bidders" in text
