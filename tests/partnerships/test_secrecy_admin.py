"""What the admin shows of competitions: reported ones alone, and leave given on record."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from partnerships.models import Bid, Bidder, BidGrant, PartnerCompetition
from tests import factories
from tests.admin_forms import admin_url, errors_of, fields_of, send, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.make_body("Own Council")


@pytest.fixture
def run(body):
    """Store a competition that is run here, with a bid by an organisation that made no other."""
    competition = factories.make_competition(
        body, "Secret contest", source=body.source, state="published"
    )
    factories.make_bid(competition, factories.make_organisation("Secret bidder"))
    return competition


@pytest.fixture
def reported(body):
    return factories.make_competition(
        body,
        "Known contest",
        origin="reported",
        status="signed",
        source=body.source,
        state="published",
    )


def offered(user, model: str, field: str) -> list[str]:
    """Ask a search box what it offers."""
    question = {"app_label": "partnerships", "model_name": model, "field_name": field, "term": ""}
    answer = signed_in(user).get(reverse("admin:autocomplete"), question)
    return [one["text"] for one in json.loads(answer.content)["results"]]


@pytest.mark.parametrize("status", ["evaluating", "signed"])
def test_competition_run_here_never_appears(status, run, reported, body):
    run.status, run.signed_on = status, "2025-05-01"
    run.save()

    for user in (factories.make_officer(body), factories.make_curator()):
        page = signed_in(user).get(reverse("admin:partnerships_partnercompetition_changelist"))
        assert [one.title for one in page.context["cl"].result_list] == ["Known contest"]
        assert signed_in(user).get(admin_url(run)).status_code == 404


def test_bid_in_a_competition_run_here_never_appears(run, reported, body):
    known = factories.make_bid(reported, name="Known bid")
    secret = Bid.objects.get(competition=run)

    for user in (factories.make_officer(body), factories.make_curator()):
        page = signed_in(user).get(reverse("admin:partnerships_bid_changelist"))
        assert list(page.context["cl"].result_list) == [known]
        assert signed_in(user).get(admin_url(secret)).status_code == 404
        assert signed_in(user).get(admin_url(secret, "history")).status_code == 404


@pytest.mark.parametrize("field", ["competition", "bid"])
def test_search_boxes_of_deals_offer_reported_ones_alone(field, run, reported):
    factories.make_bid(reported, name="Known bid")

    expected = {"competition": ["Known contest"], "bid": ["Known bid (Known contest)"]}[field]
    assert offered(factories.make_curator(), "deal", field) == expected


def test_search_box_of_leave_offers_competitions_run_here(run, reported):
    assert offered(factories.make_superuser(), "bidgrant", "competition") == ["Secret contest"]


def test_search_box_of_leave_answers_superusers_alone(run, reported, body):
    for user in (factories.make_officer(body), factories.make_curator()):
        answer = signed_in(user).get(
            reverse("admin:autocomplete"),
            {
                "app_label": "partnerships",
                "model_name": "bidgrant",
                "field_name": "competition",
                "term": "Secret",
            },
        )
        assert "bid" not in answer.content.decode().casefold()


@pytest.mark.parametrize("lookup", ["bids__isnull=False", "bids__id__gte=1", "bids__bid__gte=1"])
def test_organisations_that_bid_cannot_be_asked_for(lookup, run):
    for user in (factories.make_curator(), factories.make_superuser()):
        answer = signed_in(user).get(
            f"{reverse('admin:organisations_organisation_changelist')}?{lookup}"
        )

        assert answer.status_code in {302, 400}
        assert "Secret bidder" not in answer.content.decode()


def test_question_before_deleting_names_no_secret_bid(run):
    bidder = Bidder.objects.get(bid__competition=run).organisation
    browser = signed_in(factories.make_superuser())

    page = browser.get(admin_url(bidder, "delete")).content.decode()

    assert "Secret contest" not in page
    assert "bidder:" not in page.casefold()


def test_organisation_with_a_secret_bid_is_not_deleted(run):
    bidder = Bidder.objects.get(bid__competition=run).organisation
    browser = signed_in(factories.make_superuser())

    answer = browser.post(admin_url(bidder, "delete"), {"post": "yes"}, follow=True)

    assert "records hang on it" in answer.content.decode()
    assert type(bidder).objects.filter(pk=bidder.pk).exists()


def test_curator_enters_a_reported_competition(body):
    browser = signed_in(factories.make_curator())

    answer = send(
        browser,
        reverse("admin:partnerships_partnercompetition_add"),
        title="Partner for pensions",
        public_body=body.pk,
        status="signed",
        bidder_count="16",
        source=body.source.pk,
        state="published",
    )

    assert answer.status_code == 302, errors_of(answer)
    made = PartnerCompetition.objects.get()
    assert (made.origin, str(made.bidder_count)) == ("reported", "16")


def test_curator_enters_a_reported_bid_of_a_consortium(reported):
    browser = signed_in(factories.make_curator())

    answer = send(
        browser,
        reverse("admin:partnerships_bid_add"),
        **{
            "competition": reported.pk,
            "status": "withdrawn",
            "name": "Together",
            "investment": "£4m",
            "bidders-0-name": "First",
            "bidders-0-sector": "social",
            "bidders-0-share": "51",
            "bidders-0-is_lead": "on",
            "bidders-1-name": "Second",
            "bidders-1-sector": "mutual",
            "bidders-1-share": "49",
        },
    )

    assert answer.status_code == 302, errors_of(answer)
    bid = Bid.objects.get(name="Together")
    assert bid.source == reported.source
    assert [(one.name, str(one.share)) for one in bid.bidders.all()] == [
        ("First", "51%"),
        ("Second", "49%"),
    ]


def test_bid_cannot_be_slipped_into_a_competition_run_here(run):
    browser = signed_in(factories.make_curator())

    answer = send(
        browser, reverse("admin:partnerships_bid_add"), competition=run.pk, name="Slipped in"
    )

    assert "Select a valid choice" in errors_of(answer)
    assert not Bid.objects.filter(name="Slipped in").exists()


def test_two_leaders_of_a_bid_are_refused(reported):
    browser = signed_in(factories.make_curator())
    bid = factories.make_bid(reported, factories.make_organisation("First"))

    answer = send(
        browser,
        admin_url(bid),
        **{"bidders-1-name": "Second", "bidders-1-is_lead": "on"},
    )

    assert "Two bidders lead this bid" in errors_of(answer)


def test_superuser_gives_leave_and_withdraws_it(run):
    browser = signed_in(factories.make_superuser())
    reader = factories.make_curator()

    send(
        browser,
        reverse("admin:partnerships_bidgrant_add"),
        competition=run.pk,
        account=reader.pk,
        why="audit",
    )
    grant = BidGrant.objects.get()
    seen_with_leave = Bid.objects.visible_to(reader).count()
    send(browser, admin_url(grant), is_withdrawn="on")

    assert seen_with_leave == 1
    assert Bid.objects.visible_to(reader).count() == 0
    assert grant.history.count() == 2


def test_leave_is_deleted_by_nobody(run):
    grant = BidGrant.objects.create(competition=run, account=factories.make_curator(), why="audit")

    assert (
        signed_in(factories.make_superuser())
        .post(admin_url(grant, "delete"), {"post": "yes"})
        .status_code
        == 403
    )


@pytest.mark.parametrize("who", ["officer", "curator"])
def test_leave_is_given_by_superusers_alone(who, run, body):
    user = factories.make_officer(body) if who == "officer" else factories.make_curator()

    assert signed_in(user).get(reverse("admin:partnerships_bidgrant_add")).status_code == 403


def test_reported_bid_shows_a_draft_bidder_as_not_public(reported):
    hidden = factories.make_organisation("Phoenix", state="draft")
    factories.make_bid(reported, hidden)
    browser = signed_in(factories.make_officer(factories.make_body("Other Council")))

    page = browser.get(reverse("admin:partnerships_bid_changelist")).content.decode()
    found = browser.get(reverse("admin:partnerships_bid_changelist"), {"q": "Phoenix"})

    assert "Phoenix" not in page
    assert "not public" in page
    assert found.context["cl"].result_count == 0


def test_form_of_a_reported_competition_has_no_origin(reported):
    shown = fields_of(signed_in(factories.make_curator()).get(admin_url(reported)))

    assert "origin" not in shown
