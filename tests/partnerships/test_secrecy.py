"""An unsigned bid's existence is told by no address, search, filter, count, history or timing.

The site is crawled twice by the same person: once with bids of another body's competition, once
without them. Whoever may not see the bids must get the same answers both times, to the letter, by
the same number of questions to the database.
"""

from __future__ import annotations

import pytest
from django.test import Client

from partnerships.models import Bid
from tests.crawler import Visitor, addresses_of, get, patterns, post, route_of
from tests.secrecy import (
    NEAR,
    OUTSIDERS,
    all_addresses,
    check_same_answers,
    client_of,
    known_register,
    planted_in,
)
from tests.secrets_planted import SECRET_MODELS, WORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return known_register()


@pytest.mark.parametrize("who", ["anonymous", "researcher"])
@pytest.mark.ignore_template_errors
def test_outsiders_get_the_same_answers_with_and_without_secrets(who, register):
    check_same_answers(who, register)


def test_every_pattern_is_visited(register):
    with planted_in(register) as planted:
        visited = {route_of(address) for address in all_addresses(planted)}

    assert {route for route, _ in patterns()} - visited == set()


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.ignore_template_errors
def test_outsiders_write_nothing_and_are_refused_alike(who, register):
    client = client_of(who)
    with planted_in(register) as planted:
        before = _rows()
        addresses = [one for one in all_addresses(planted) if one.startswith(NEAR)]
        found = {address: post(client, address) for address in addresses}
        assert _rows() == before

    without = {address: post(client, address) for address in addresses}
    suspects = [address for address in found if found[address] != without[address]]
    with planted_in(register):
        assert [one for one in suspects if post(client, one) != without[one]] == []


def _rows() -> dict:
    return {model: list(model.objects.order_by("pk").values()) for model in SECRET_MODELS}


@pytest.mark.ignore_template_errors
def test_officers_of_the_body_find_what_was_planted(register):
    client = Client(raise_request_exception=False)
    client.force_login(register.assessor)
    visitor = Visitor(client)

    with planted_in(register) as planted:
        for address in all_addresses(planted):
            if address.startswith("/partnerships/competitions/"):
                visitor.ask(address)

    text = " ".join(answer.text for answer in visitor.answers.values())
    expected = ("name", "plc", "part", "money", "reason", "skills", "values statement", "too dear")
    assert [words for words in expected if f"{WORD} {words}" not in text] == []


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.ignore_template_errors
def test_secret_bid_is_answered_like_one_that_does_not_exist(who, register):
    client = client_of(who)
    with planted_in(register) as planted:
        for route, pattern in patterns():
            if not pattern.name or not pattern.name.startswith("bid-"):
                continue
            at = {"competitions/:slug": [register.notice.slug], "slug": [register.notice.slug]}
            secret, missing = (
                addresses_of(route, {**at, "bid_id": [key], "to": ["lost"]})[0]
                for key in (planted[Bid][0], 999_999)
            )
            get(client, missing)
            found, expected = get(client, secret), get(client, missing)

            assert found.status == expected.status, route
            assert found.query_count == expected.query_count, route
            assert found.text.replace(secret, missing) == expected.text, route
