"""Sketches of the modeller: kept on purpose, seen by few, thrown away by their owner alone."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.models import DealSketch
from tests import factories

pytestmark = pytest.mark.django_db

SAVE, LIST = "/partnerships/modeller/save/", "/partnerships/modeller/sketches/"
ENTRIES = {"o1-name": "Firm", "o1-sector": "private", "o1-stake": "40"}
QUERY = urlencode(ENTRIES)


def keep(client, user, query=QUERY, title="Two bids"):
    client.force_login(user)
    return client.post(SAVE, {"title": title, "query": query})


def listed(client, user):
    client.force_login(user)
    response = client.get(LIST)
    return [row[0]["text"] for row in response.context["rows"]]


@pytest.fixture
def competition():
    """A published notice of a council."""
    body = factories.make_body("Northshire Council")
    source = factories.make_source("Notice")
    return factories.make_competition(body, state="published", source=source)


def test_save_keeps_what_is_entered_for_the_account(client):
    user = factories.make_user()

    response = keep(client, user)

    sketch = DealSketch.objects.get()
    assert (sketch.account, sketch.title, sketch.query) == (user, "Two bids", QUERY)
    assert sketch.history.get().history_user == user
    assert response["Location"] == LIST


def test_page_offers_to_keep_all_that_is_entered(client):
    client.force_login(factories.make_user())

    html = client.get(f"/partnerships/modeller/?{QUERY}").content.decode()

    assert QUERY.replace("&", "&amp;") in html
    assert f'action="{SAVE}"' in html


def test_visitor_is_led_to_sign_in(client):
    html = client.get(f"/partnerships/modeller/?{QUERY}").content.decode()

    assert "/admin/login/?next=%2Fpartnerships%2Fmodeller%2F%3Fo1-name" in html
    assert f'action="{SAVE}"' not in html


@pytest.mark.parametrize("address", [SAVE, LIST, f"{LIST}1/delete/"])
def test_sketches_ask_visitors_to_sign_in(client, address):
    assert client.get(address)["Location"] == f"/admin/login/?next={address}"


def test_save_without_a_title_keeps_nothing_and_shows_the_form_again(client):
    response = keep(client, factories.make_user(), title="")

    assert response.status_code == 400
    assert "Give the sketch a title." in response.content.decode()
    assert not DealSketch.objects.exists()


def test_save_keeps_only_what_the_modeller_knows(client):
    keep(client, factories.make_user(), query=f"{QUERY}&next=//elsewhere&as_of=2013-01-01")

    assert DealSketch.objects.get().query == f"{QUERY}&as_of=2013-01-01"


@pytest.mark.parametrize("query", ["", "next=//elsewhere", "x" * 8001])
def test_save_refuses_what_the_modeller_does_not_know(client, query):
    assert keep(client, factories.make_user(), query=query).status_code == 400


def test_save_needs_the_token_of_the_form():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.make_user())

    assert strict.post(SAVE, {"title": "x", "query": QUERY}).status_code == 403


def test_sketch_is_seen_by_its_account_alone(client):
    user = factories.make_user()
    keep(client, user)

    assert listed(client, user) == ["Two bids"]
    for other in (factories.make_user(), factories.make_curator(), factories.make_superuser()):
        assert listed(client, other) == []


def test_sketch_for_a_competition_is_seen_by_its_bodys_officers(client, competition):
    author = factories.make_officer(competition.public_body)
    keep(client, author, query=f"competition={competition.slug}&{QUERY}")

    assert DealSketch.objects.get().competition == competition
    assert listed(client, factories.make_officer(competition.public_body)) == ["Two bids"]
    other = factories.make_officer(factories.make_body("Southshire Council"))
    for outsider in (other, factories.make_curator(), factories.make_superuser()):
        assert listed(client, outsider) == []


def test_sketch_names_no_competition_that_the_account_may_not_see(client):
    hidden = factories.make_competition(factories.make_body())

    keep(client, factories.make_user(), query=f"competition={hidden.slug}&{QUERY}")

    assert DealSketch.objects.get().competition is None


def test_sketch_whose_competition_was_hidden_does_not_name_it(client, competition):
    user = factories.make_user()
    keep(client, user, query=f"competition={competition.slug}&{QUERY}")
    competition.state = "hidden"
    competition.save()

    client.force_login(user)

    assert competition.title not in client.get(LIST).content.decode()


def test_delete_asks_first(client):
    user = factories.make_user()
    keep(client, user)
    sketch = DealSketch.objects.get()

    response = client.get(f"{LIST}{sketch.pk}/delete/")

    assert "Delete “Two bids”?" in response.content.decode()
    assert DealSketch.objects.exists()


def test_delete_throws_away_and_keeps_the_history(client):
    user = factories.make_user()
    keep(client, user)
    sketch = DealSketch.objects.get()

    client.post(f"{LIST}{sketch.pk}/delete/")

    assert not DealSketch.objects.exists()
    latest = DealSketch.history.filter(id=sketch.pk).latest()
    assert (latest.history_type, latest.history_user) == ("-", user)


def test_delete_of_another_accounts_sketch_is_answered_like_one_that_is_not_there(
    client, competition
):
    author = factories.make_officer(competition.public_body)
    keep(client, author, query=f"competition={competition.slug}&{QUERY}")
    sketch = DealSketch.objects.get()
    client.force_login(factories.make_officer(competition.public_body))
    client.get(LIST)  # shows the message that waits for whoever comes next

    there = client.post(f"{LIST}{sketch.pk}/delete/")
    missing = client.post(f"{LIST}{sketch.pk + 1}/delete/")

    assert (there.status_code, missing.status_code) == (404, 404)
    numbered = f"/{sketch.pk + 1}/".encode(), f"/{sketch.pk}/".encode()
    assert there.content == missing.content.replace(*numbered)
    assert DealSketch.objects.exists()


@pytest.mark.parametrize("count", [1, 50])
def test_list_needs_few_queries(client, competition, count):
    user = factories.make_officer(competition.public_body)
    for number in range(count):
        DealSketch.objects.create(
            account=user, competition=competition, title=f"Sketch {number}", query=QUERY
        )
    client.force_login(user)

    with CaptureQueriesContext(connection) as queries:
        assert len(client.get(LIST).context["rows"]) == count

    assert len(queries) <= 15
