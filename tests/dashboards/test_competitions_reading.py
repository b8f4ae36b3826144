"""What readers learn of competitions: the notice always, bids as far as they are told."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.measured import Measured, Unit
from partnerships.choices import BidStatus, CompetitionOrigin, CompetitionStatus
from partnerships.models import BidGrant, BidOffer, PartnerCompetition
from spinouts.dashboards.competitions.standing import standing_of, with_standing
from tests import factories
from tests.dashboards.competition_forms import LIST, bid_page, page_of, signed_in, text_of

pytestmark = pytest.mark.django_db

SECRET = "Zanzibar"
MOST_QUERIES = 15


@pytest.fixture
def body():
    return factories.make_body("Northshire Council")


def published(body, title: str = "Partner for schools", **values) -> PartnerCompetition:
    values = {"state": "published", "source": factories.make_source("Notice"), **values}
    return factories.make_competition(body, title, **values)


def secret_bid(competition, name: str = SECRET, **values):
    """Make a bid that says the secret word in every box."""
    firm = factories.make_organisation(f"{name} Ltd")
    factories.make_profile(firm, "private")
    values = {
        "name": f"{name} bid",
        "skills": name,
        "values_statement": name,
        "closed_why": name,
        "cash": Measured.exact(Unit.MONEY, 123_457),
        **values,
    }
    bid = factories.make_bid(competition, firm, **values)
    BidOffer.objects.create(bid=bid, kind="capital", words=name)
    return bid


@pytest.fixture
def competition(body):
    made = published(body)
    factories.make_criterion(made, "Price", 60)
    factories.make_criterion(made, "Culture", 20)
    return made


def make_signed(body, **values):
    """Make a signed competition with its winner, a loser and one that was withdrawn."""
    values = {"status": CompetitionStatus.SIGNED, "signed_on": date(2025, 5, 1), **values}
    made = published(body, "Partner for care", **values)
    won = secret_bid(made, "Winner", status=BidStatus.SIGNED)
    lost = secret_bid(made, status=BidStatus.LOST)
    return made, won, lost


def readers(body) -> dict[str, Client]:
    return {
        "anonymous": Client(),
        "researcher": signed_in(factories.make_user()),
        "officer of another body": signed_in(factories.make_officer(factories.make_body("Other"))),
        "curator": signed_in(factories.make_curator()),
        "superuser": signed_in(factories.make_superuser()),
    }


def test_notice_tells_terms_criteria_and_days(client, competition):
    competition.stake_on_offer = Measured.exact(Unit.PERCENT, 40)
    competition.term_months = Measured.between(Unit.COUNT, 60, 84)
    competition.save()

    text = text_of(client.get(page_of(competition)))

    assert "Northshire Council" in text
    assert "40%" in text
    assert "60–84 months" in text
    assert "75.0%" in text
    assert "31 March 2025" in text


@pytest.mark.parametrize(
    "status",
    [CompetitionStatus.OPEN, CompetitionStatus.EVALUATING, CompetitionStatus.PREFERRED],
)
def test_notice_is_the_same_page_whether_or_not_there_are_bids(body, competition, status):
    competition.status = CompetitionStatus.DRAFT
    competition.save()
    without = {name: text_of(one.get(page_of(competition))) for name, one in readers(body).items()}
    competition.status = status
    competition.save()
    secret_bid(competition, status=BidStatus.PREFERRED)
    factories.make_assessor(competition, factories.make_officer(body))

    with_bids = {
        name: text_of(one.get(page_of(competition))) for name, one in readers(body).items()
    }

    assert with_bids == without


def test_list_is_the_same_page_whether_or_not_there_are_bids(body, competition):
    competition.status = CompetitionStatus.DRAFT
    competition.save()
    without = text_of(Client().get(LIST))
    competition.status = CompetitionStatus.PREFERRED
    competition.save()
    secret_bid(competition)

    assert text_of(Client().get(LIST)) == without


def test_secret_bid_answers_as_one_that_does_not_exist(body, competition):
    bid = secret_bid(competition)
    for name, one in readers(body).items():
        with CaptureQueriesContext(connection) as of_secret:
            secret = one.get(bid_page(bid))
        with CaptureQueriesContext(connection) as of_nothing:
            nothing = one.get(page_of(competition, "bids/999999/"))

        assert secret.status_code == nothing.status_code == 404, name
        assert text_of(secret).replace(f"/{bid.pk}/", "/999999/") == text_of(nothing), name
        assert len(of_secret) == len(of_nothing), name


@pytest.mark.parametrize("page", ["edit/", "scores/", "move/shortlisted/", "move/nonsense/"])
def test_pages_of_a_secret_bid_answer_outsiders_as_if_it_did_not_exist(body, competition, page):
    bid = secret_bid(competition)
    for name, one in readers(body).items():
        for method in (one.get, one.post):
            found = method(bid_page(bid, page))
            missing = method(page_of(competition, f"bids/999999/{page}"))

            assert found.status_code == missing.status_code, name
            assert found.status_code in {404, 302}, name
            assert SECRET not in found.content.decode(), name


@pytest.mark.parametrize(
    "page",
    [
        "edit/",
        "assessors/",
        "bids/new/",
        "ranking/",
        "history/",
        "sign/",
        "move/evaluating/",
        "move/abandoned/",
    ],
)
def test_pages_of_running_answer_outsiders_as_if_nothing_was_there(body, competition, page):
    secret_bid(competition, status=BidStatus.PREFERRED)
    for name, one in readers(body).items():
        for method in (one.get, one.post):
            found = method(page_of(competition, page))
            missing = method(f"{LIST}no-such-competition/{page}")

            assert found.status_code == missing.status_code, name
            assert SECRET not in found.content.decode(), name


def test_search_finds_no_word_of_a_bid(client, competition):
    secret_bid(competition)

    assert client.get(LIST, {"q": SECRET}).context["result_count"] == 0


def test_own_officer_reads_the_bids(body, competition):
    bid = secret_bid(competition)
    own = signed_in(factories.make_officer(body))

    assert SECRET in text_of(own.get(page_of(competition)))
    assert "£123,457" in text_of(own.get(bid_page(bid)))


def test_account_with_leave_on_record_reads_the_bids_and_changes_nothing(body, competition):
    bid = secret_bid(competition)
    auditor = factories.make_user()
    BidGrant.objects.create(competition=competition, account=auditor, why="Audit")
    one = signed_in(auditor)

    assert SECRET in text_of(one.get(page_of(competition)))
    assert SECRET in text_of(one.get(bid_page(bid)))
    assert one.get(bid_page(bid, "edit/")).status_code == 404
    assert one.get(page_of(competition, "sign/")).status_code == 404


def test_leave_on_record_opens_a_competition_that_is_a_draft(body):
    made = factories.make_competition(body)
    secret_bid(made)
    auditor = factories.make_user()
    BidGrant.objects.create(competition=made, account=auditor, why="Audit")

    assert SECRET in text_of(signed_in(auditor).get(page_of(made)))


def test_leave_that_was_withdrawn_opens_nothing(body, competition):
    bid = secret_bid(competition)
    auditor = factories.make_user()
    BidGrant.objects.create(
        competition=competition, account=auditor, why="Audit", is_withdrawn=True
    )

    assert signed_in(auditor).get(bid_page(bid)).status_code == 404


def test_draft_is_seen_by_its_own_body_and_marked(body):
    made = factories.make_competition(body, "Quiet plan")
    own = signed_in(factories.make_officer(body))

    assert "draft: not public" in text_of(own.get(LIST)).lower()
    assert own.get(page_of(made)).status_code == 200
    assert "Quiet plan" not in text_of(Client().get(LIST))
    assert Client().get(page_of(made)).status_code == 404


def test_signed_competition_tells_the_winner_and_the_sectors_of_the_others(client, body):
    made, _won, _lost = make_signed(body)

    text = text_of(client.get(page_of(made)))

    assert "Winner Ltd" in text
    assert "name withheld" in text
    assert SECRET not in text
    assert "withheld" in text
    assert "£123,457" not in text
    row = client.get(page_of(made)).context["sectors_rows"][0]
    assert [cell["text"] for cell in row] == ["Private", "2", "1", "1", "0", "0"]


def test_signed_competition_tells_what_is_not_withheld(client, body):
    made, _won, lost = make_signed(body)
    lost.is_name_withheld = lost.are_terms_withheld = False
    lost.save()

    assert f"{SECRET} bid" in text_of(client.get(page_of(made)))
    assert "£123,457" in text_of(client.get(bid_page(lost)))


def test_lost_bid_that_is_withheld_has_a_page_without_its_name(client, body):
    _made, _won, lost = make_signed(body)

    response = client.get(bid_page(lost))

    assert response.status_code == 200
    assert SECRET not in text_of(response)
    assert "Private sector" in text_of(response)


def test_signed_competition_that_is_a_draft_is_still_secret(body):
    made, won, _lost = make_signed(body, state="draft", source=None)

    assert Client().get(page_of(made)).status_code == 404
    assert Client().get(bid_page(won)).status_code == 404


def test_signed_competition_read_before_its_day_shows_the_notice_alone(client, body):
    made, won, _lost = make_signed(body)

    response = client.get(page_of(made), {"as_of": "2025-04-01"})

    assert response.context["standing"].words == "closed to bids, not signed"
    assert "Winner" not in text_of(response)
    assert client.get(bid_page(won), {"as_of": "2025-04-01"}).status_code == 400


def test_winner_whose_record_is_hidden_is_not_named(client, body):
    made, won, _lost = make_signed(body)
    firm = won.bidders.get().organisation
    firm.state = "hidden"
    firm.save()
    won.name = ""
    won.save()

    assert "Winner Ltd" not in text_of(client.get(page_of(made)))


def test_reported_competition_has_no_secrets(client):
    made = PartnerCompetition.objects.create(
        slug="mycsp-2011",
        title="Partner for pensions",
        origin=CompetitionOrigin.REPORTED,
        public_body_name="Cabinet Office, not recorded",
        status=CompetitionStatus.SIGNED,
        bidder_count=Measured.exact(Unit.COUNT, 16),
        state="published",
        source=factories.make_source("Report"),
    )
    bid = factories.make_bid(
        made,
        factories.make_organisation("Equiniti"),
        status=BidStatus.SHORTLISTED,
        is_name_withheld=False,
        are_terms_withheld=False,
        stake_price=Measured.undisclosed(Unit.MONEY, "withheld"),
    )

    text = text_of(client.get(page_of(made)))

    assert "Equiniti" in text
    assert "<strong>16</strong>" in text
    assert "Cabinet Office, not recorded" in text
    priced = {row["term"]: row["value"] for row in client.get(bid_page(bid)).context["term_facts"]}
    assert priced["Price for the stake"] == "withheld"


STANDINGS = [
    ({"opens_on": date(2025, 6, 1), "closes_on": date(2025, 7, 1)}, "not yet open"),
    ({"opens_on": None}, "not yet open"),
    ({"closes_on": None}, "not yet open"),
    ({"closes_on": date(2025, 5, 15)}, "open for bids until 15 May 2025"),
    ({"closes_on": date(2025, 5, 14)}, "closed to bids, not signed"),
    ({"status": CompetitionStatus.DRAFT}, "closed to bids, not signed"),
    ({"status": CompetitionStatus.PREFERRED}, "closed to bids, not signed"),
    ({"status": CompetitionStatus.SIGNED, "signed_on": date(2025, 5, 15)}, "signed"),
    (
        {"status": CompetitionStatus.SIGNED, "signed_on": date(2025, 5, 16)},
        "closed to bids, not signed",
    ),
    ({"status": CompetitionStatus.ABANDONED, "abandoned_on": date(2025, 5, 1)}, "abandoned"),
    (
        {"origin": CompetitionOrigin.REPORTED, "opens_on": None, "closes_on": None},
        "outcome not recorded",
    ),
    (
        {"origin": CompetitionOrigin.REPORTED, "opens_on": None, "closes_on": date(2025, 1, 1)},
        "closed to bids, not signed",
    ),
]


@pytest.mark.parametrize(("values", "words"), STANDINGS)
def test_standing_comes_from_days_alone(body, values, words):
    factories.make_competition(body, **values)

    found = with_standing(PartnerCompetition.objects.all(), date(2025, 5, 15)).get()

    assert standing_of(found).words == words


def test_list_narrows_by_standing_service_body_and_words(client, body):
    other = factories.make_body("Southshire Council", slug="southshire")
    published(body, "Schools", service_area="education")
    published(other, "Care", closes_on=date(2099, 1, 1))

    def titles(**filters):
        rows = client.get(LIST, filters).context["rows"]
        return [row[0]["text"] for row in rows]

    assert titles(status="open") == ["Care"]
    assert titles(status="closed") == ["Schools"]
    assert titles(body="southshire") == ["Care"]
    assert titles(q="education") == ["Schools"]
    assert titles(q="southshire council") == ["Care"]
    assert titles(sort="-title") == ["Schools", "Care"]


def test_list_read_on_an_earlier_day_leaves_out_what_opened_later(client, body):
    published(body, "Later", opens_on=date(2025, 1, 1))

    assert client.get(LIST, {"as_of": "2024-12-31"}).context["rows"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "preferred"),
        ("service", "nonsense"),
        ("origin", "x"),
        ("body", "no-such-body"),
        ("sort", "bids"),
        ("page", "0"),
        ("as_of", "never"),
        ("q", "\x00"),
    ],
)
def test_list_answers_nonsense_by_naming_the_field(client, name, value):
    response = client.get(LIST, {name: value})

    assert response.status_code == 400
    assert f"<code>{name}</code>" in response.content.decode()


def test_list_stands_on_an_empty_register(client):
    assert "Nothing is recorded yet." in text_of(client.get(LIST))


@pytest.mark.parametrize("address", ["no-such-competition/", "no-such-competition/bids/1/"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(f"{LIST}{address}").status_code == 404


@pytest.mark.parametrize("page", ["", "ranking/"])
def test_pages_for_reading_refuse_to_be_written_to(body, competition, page):
    own = signed_in(factories.make_officer(body))

    assert own.post(page_of(competition, page)).status_code == 405


def query_count(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_stay_within_their_queries_however_many_rows(body):
    made, won, _lost = make_signed(body)
    running = published(body, "Partner for schools", are_scores_shared=True)
    officer = factories.make_officer(body)
    factories.make_assessor(running, officer)
    criterion = factories.make_criterion(running)
    first = secret_bid(running)
    own, anonymous = signed_in(officer), Client()
    pages = {
        LIST: anonymous,
        page_of(made): anonymous,
        bid_page(won): anonymous,
        page_of(running): own,
        bid_page(first): own,
        bid_page(first, "scores/"): own,
        page_of(running, "ranking/"): own,
    }
    for page, one in pages.items():
        one.get(page)  # content types are looked up once for each process
    with_few = {page: query_count(one, page) for page, one in pages.items()}
    for number in range(50):
        secret_bid(made, f"Name {number}", status=BidStatus.LOST)
        bid = secret_bid(running, f"Other {number}")
        bid.scores.create(criterion=criterion, assessor=officer, score=1, why="So")
        published(body, f"Title {number}")

    with_many = {page: query_count(one, page) for page, one in pages.items()}

    # an account costs its session, itself, its ties, and the bodies that followed them
    most = {page: MOST_QUERIES + (4 if one is own else 0) for page, one in pages.items()}
    assert {page: with_many[page] for page in pages if with_many[page] > most[page]} == {}
    assert with_many == with_few
