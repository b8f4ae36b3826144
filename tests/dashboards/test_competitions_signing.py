"""The page of signing: prefilled, stored whole or not at all, and the text stays."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from organisations.measured import Measured, Unit
from organisations.models import Organisation, Source
from partnerships.actions import settle_stakes
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import Contract, Deal, Investment, Stake
from tests import factories
from tests.dashboards.competition_forms import (
    bid_page,
    errors_of,
    fields_of,
    page_of,
    send,
    signed_in,
    text_of,
)

pytestmark = pytest.mark.django_db

WHOLE = {
    "split__0__equity": "40",
    "split__1__equity": "35",
    "split__2__equity": "25",
    "signed_on": "2025-05-01",
    "is_sure": "on",
}


@pytest.fixture
def body():
    return factories.make_body("Northshire Council")


@pytest.fixture
def firm():
    return factories.make_organisation("Firm")


@pytest.fixture
def competition(body):
    return factories.make_competition(
        body,
        "Partner for schools",
        status=CompetitionStatus.PREFERRED,
        venture_name="Northshire Services",
        contract_value=Measured.exact(Unit.MONEY, 7_000_000),
    )


@pytest.fixture
def bid(competition, firm):
    return factories.make_bid(
        competition,
        firm,
        status=BidStatus.PREFERRED,
        cash=Measured.exact(Unit.MONEY, 500_000),
        stake_sought=Measured.exact(Unit.PERCENT, 40),
    )


@pytest.fixture
def url(competition, bid):
    return page_of(competition, "sign/")


@pytest.fixture
def client(body):
    return signed_in(factories.make_officer(body))


def stored() -> dict[str, int]:
    """Count everything that signing makes."""
    return {
        model.__name__: model.objects.count() for model in (Deal, Stake, Contract, Investment)
    } | {"ventures": Organisation.objects.filter(kind="joint_venture").count()}


NOTHING = {"Deal": 0, "Stake": 0, "Contract": 0, "Investment": 0, "ventures": 0}


def test_sign_is_filled_from_the_bid_and_the_notice(client, url, bid):
    data = fields_of(client.get(url))

    assert (data["split-0-holder"], data["split-0-equity"]) == ("Firm", "40%")
    assert data["split-1-holder"] == "Northshire Council"
    assert data["split-2-holder_class"] == "employee_trust"
    assert data["venture_name"] == "Northshire Services"
    assert data["contract_total_value"] == "£7m"
    assert data["bid_id"] == str(bid.pk)


def test_sign_stores_the_whole_deal(client, url, competition, bid, firm):
    response = send(client, url, **WHOLE)

    competition.refresh_from_db()
    bid.refresh_from_db()
    deal = Deal.objects.get()
    assert response.headers["Location"] == page_of(competition)
    assert (competition.status, bid.status) == ("signed", "signed")
    assert (deal.venture.name, deal.partner, str(deal.stake)) == (
        "Northshire Services",
        firm,
        "40%",
    )
    assert deal.contract.title == "Partner for schools"
    assert stored() == {"Deal": 1, "Stake": 3, "Contract": 1, "Investment": 1, "ventures": 1}


def test_sign_with_a_new_source_publishes_all_of_it(client, url, competition):
    send(client, url, **WHOLE, source_title="Decision notice", publishes="on")

    competition.refresh_from_db()
    deal = Deal.objects.get()
    assert (competition.state, deal.state, deal.venture.state) == ("published",) * 3
    assert deal.source == Source.objects.get(title="Decision notice")
    assert "Firm" in text_of(Client().get(page_of(competition)))


def test_sign_tells_of_bids_what_was_ticked(client, url, competition, bid):
    rival = factories.make_bid(competition, factories.make_organisation("Rival"))
    quiet = factories.make_bid(competition, factories.make_organisation("Quiet"))

    send(
        client,
        url,
        **WHOLE,
        source_title="Decision notice",
        publishes="on",
        named_bids=[rival.pk],
        told_bids=[bid.pk],
    )

    text = text_of(Client().get(page_of(competition)))
    assert "Rival" in text
    assert "Quiet" not in text
    assert "£500,000" in text
    assert Client().get(bid_page(quiet)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"is_sure": ""}, "Tick this when all of it is right."),
        ({"split__0__equity": "41"}, "The split adds up to 101 per cent, not 100."),
        ({"split__0__equity": ""}, "Write the equity, or “unknown”."),
        ({"split__0__holder": ""}, "Say who holds it"),
        ({"split__0__holder_name": "Firm too"}, "Say who holds it"),
        ({"split__0__holder": "Nobody at all"}, "nothing that is called “Nobody at all”"),
        ({"venture_name": ""}, "Name the venture."),
        ({"contract_title": ""}, "Give the new contract a title."),
        ({"contract_mode": "existing"}, "Say which contract goes with the stake."),
        ({"contract_mode": "nonsense"}, "Contract"),
        (
            {"contract_starts_on": "2025-05-01", "contract_ends_on": "2025-04-01"},
            "The last day lies before the first.",
        ),
        ({"publishes": "on"}, "To publish the deal, name the source that states it."),
        ({"signed_on": "2099-01-01"}, "That day has not come yet."),
        ({"signed_on": "2025-02-01"}, "before the bid came in"),
        ({"bid_id": "999999"}, "Only the preferred bid can be signed."),
        ({"named_bids": ["999999"]}, "Name the bidders of"),
    ],
)
def test_sign_refused_stores_nothing_and_keeps_the_text(client, url, changes, message):
    response = send(client, url, **(WHOLE | {"title": "Our deal"} | changes))

    assert message in errors_of(response)
    assert 'value="Our deal"' in response.content.decode()
    assert stored() == NOTHING


def test_sign_refused_leaves_no_new_source_behind(client, url):
    before = Source.objects.count()

    send(client, url, **(WHOLE | {"signed_on": "2025-02-01"}), source_title="Decision notice")

    assert Source.objects.count() == before


def test_sign_without_a_contract_makes_none(client, url):
    send(client, url, **WHOLE, contract_mode="none")

    assert Deal.objects.get().contract is None
    assert not Contract.objects.exists()


def test_sign_links_a_contract_of_the_body(client, body, url):
    contract = factories.make_contract("School support", commissioners=(body,))

    send(client, url, **WHOLE, contract_mode="existing", contract="School support")

    assert Deal.objects.get().contract == contract


def test_sign_takes_no_contract_of_others(client, url):
    factories.make_contract(
        "Their contract", commissioners=(factories.make_body("Southshire Council"),)
    )

    response = send(client, url, **WHOLE, contract_mode="existing", contract="Their contract")

    assert "nothing that is called “Their contract”" in errors_of(response)


def test_sign_takes_no_venture_of_others(client, url):
    factories.make_organisation("Somebody else Ltd")

    response = send(client, url, **WHOLE, venture="Somebody else Ltd")

    assert "nothing that is called “Somebody else Ltd”" in errors_of(response)


def make_venture(body, *holdings):
    """Store a spin-out of the body with holders and what they hold since 2020."""
    venture = factories.make_spin_out("Northshire Services", parents=(body,)).organisation
    for holder, equity in holdings:
        factories.make_stake(venture, holder, equity=equity, valid_from=date(2020, 1, 1))
    settle_stakes(organisation_ids=[venture.pk])
    return venture


def test_sign_shows_the_present_split_of_the_venture(client, body, url, competition):
    competition.venture = make_venture(body, ("employees", "60"), (body, "40"))
    competition.save()

    response = client.get(url)

    assert [line["label"] for line in response.context["lines"]][:3] == [
        "employees directly",
        "Northshire Council",
        "",
    ]
    assert fields_of(response)["split-0-equity"] == "60%"


def test_sign_ends_what_changes_and_keeps_what_stays(client, body, url, competition):
    venture = make_venture(body, ("employees", "60"), (body, "40"))
    competition.venture = venture
    competition.save()

    send(
        client,
        url,
        split__1__equity="0",
        split__2__equity="40",
        signed_on="2025-05-01",
        is_sure="on",
    )

    held = {
        stake.holder.name if stake.holder else stake.holder_class: stake.valid_to
        for stake in venture.stakes.all()
    }
    assert held == {"employees": None, "Northshire Council": date(2025, 5, 1), "Firm": None}


def test_sign_for_a_venture_with_stakes_that_were_not_shown_shows_them_first(client, body, url):
    make_venture(body, ("employees", "100"))

    response = send(client, url, **WHOLE, venture="Northshire Services")

    assert "has stakes that were not in the table" in errors_of(response)
    assert not Deal.objects.exists()
    again = fields_of(response)
    assert (again["split-0-equity"], again["split-1-holder"]) == ("100%", "Firm")


def test_sign_without_a_preferred_bid_goes_back(client, body):
    made = factories.make_competition(body)

    assert client.get(page_of(made, "sign/")).headers["Location"] == page_of(made)


def test_second_officer_who_signs_is_told_and_keeps_the_text(client, body, url):
    colleague = signed_in(factories.make_officer(body))
    mine = fields_of(client.get(url))
    send(colleague, url, **WHOLE)

    changes = {key.replace("__", "-"): value for key, value in WHOLE.items()}
    response = client.post(url, mine | changes | {"title": "My title"})

    assert "Somebody else has signed this competition meanwhile" in errors_of(response)
    assert 'value="My title"' in response.content.decode()
    assert Deal.objects.count() == 1


def test_officer_sees_the_scores_of_a_signed_competition_and_others_do_not(
    client, body, url, competition, bid
):
    officer = factories.make_officer(body)
    criterion = factories.make_criterion(competition)
    bid.scores.create(criterion=criterion, assessor=officer, score=4, why="Zanzibar")
    competition.are_scores_shared = True
    competition.save()
    send(client, url, **WHOLE, source_title="Decision notice", publishes="on")

    assert "Zanzibar" in text_of(client.get(bid_page(bid)))
    assert "Zanzibar" not in text_of(Client().get(bid_page(bid)))
    assert Client().get(page_of(competition, "ranking/")).status_code == 302


@pytest.mark.parametrize("nonsense", ["9" * 30, "-1", "x", "²"])
def test_sign_answers_nonsense_in_hidden_boxes(client, url, nonsense):
    for box in ("bid_id", "split__0__stake_id"):
        response = send(client, url, **(WHOLE | {box: nonsense}))

        assert response.status_code == 200
        assert stored() == NOTHING
