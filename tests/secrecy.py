"""Crawling the site with secrets planted and without: for the tests of secrecy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client

from partnerships.models import Bid
from tests import factories
from tests.crawler import (
    Answer,
    Visitor,
    addresses_of,
    get,
    patterns,
    questions_through,
    search_boxes,
)
from tests.secrets_planted import (
    DRAFT_WORD,
    SECRET_MODELS,
    WORD,
    Register,
    make_register,
    plant,
    slugs,
)

OUTSIDERS = ("anonymous", "researcher", "officer of another council", "curator", "superuser")
SEES_DRAFTS = {"curator", "superuser"}
NEAR = (
    "/partnerships/competitions/",
    "/partnerships/modeller/",
    "/admin/partnerships/",
    "/admin/organisations/organisation/",
)
"""Where bids are shown to those who may see them, and where somebody would look for them."""
GUESSES = (
    {"q": WORD},
    {"as_of": "2025-03-15"},
    {"q": "Firm"},
    {"as_of": "2025-03-15", "q": "Partner"},
    {"status": "preferred"},
    {"status": "evaluating"},
    {"outcome": "lost"},
    {"bidder": "firm"},
    {"sort": "bids"},
    {"sort": "status"},
    {"sort": "-updated"},
)


def client_of(who: str) -> Client:
    """Give the browser of an outsider."""
    make = {
        "anonymous": lambda: None,
        "researcher": factories.make_user,
        "officer of another council": lambda: factories.make_officer(
            factories.make_body("Third Council")
        ),
        "curator": factories.make_curator,
        "superuser": factories.make_superuser,
    }[who]
    client = Client(raise_request_exception=False)
    if (account := make()) is not None:
        client.force_login(account)
    return client


def all_addresses(planted: dict) -> list[str]:
    """Write the addresses of all patterns, with the keys of secret rows and of public ones."""
    values = {
        **slugs(),
        "name": ["no-such-chart"],
        "extension": ["svg", "png", "csv", "json"],
        "to": ["evaluating", "preferred"],
        "int": sorted({key for keys in planted.values() for key in keys[:2]} | {999_999}),
        "bid_id": [*planted[Bid], 999_999],
        "app_label": ["organisations", "partnerships", "spinouts"],
    }
    written = []
    for route, _ in patterns():
        known = {**values, "object_id": _keys_of(route, planted), "id": [1, 999_999]}
        written += addresses_of(route, known)
    return written


def _keys_of(route: str, planted: dict) -> list[int]:
    """Give the keys to try on a record's page in the admin: a few, and those of secret rows."""
    for model in admin.site._registry:
        if route.startswith(f"admin/{model._meta.app_label}/{model._meta.model_name}/"):
            known = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
            return [*known[:1], *planted.get(model, [])[:2], 999_999]
    return [1, 999_999]


def guessed() -> list[str]:
    """Write questions that somebody might try on lists, of the site and of the admin."""
    pages = [f"/{route}" for route, _ in patterns() if not set("<(") & set(route)]
    near = [page for page in pages if page.startswith(NEAR)]
    lists = [
        f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for model in admin.site._registry
    ]
    return [
        *(f"{page}?{urlencode(guess)}" for page in near for guess in GUESSES),
        *(f"{page}?{urlencode({'q': 'Newcomer'})}" for page in lists),
        *search_boxes(),
        *questions_through(SECRET_MODELS),
    ]


def known_register() -> Register:
    """Store the register, and let the process know what it looks up but once."""
    made = make_register()
    ContentType.objects.get_for_models(*apps.get_models())
    return made


@contextmanager
def planted_in(register: Register) -> Iterator[dict]:
    """Plant the secrets for as long as the block lasts."""
    with transaction.atomic():
        yield plant(register)
        transaction.set_rollback(True)


def crawled(who: str, client: Client, register: Register) -> dict[str, Answer]:
    """Crawl the site with the secrets planted, and take them away again."""
    visitor = Visitor(client)
    with planted_in(register) as planted:
        addresses = all_addresses(planted)
        if who == "anonymous":
            visitor.crawl([one for one in addresses if not one.startswith("/admin/")])
            addresses = [one for one in addresses if one.startswith("/admin/")]
        for address in [*addresses, *(guessed() if who != "superuser" else ())]:
            visitor.ask(address)
    return visitor.answers


def differing(client: Client, register: Register, found: dict[str, Answer]) -> list[str]:
    """List the addresses that are answered differently once the secrets are away.

    What differs is asked once more with the secrets there: a page that was never opened before
    may have looked something up for the first time.
    """
    without = {address: get(client, address) for address in found}
    suspects = [address for address in found if found[address] != without[address]]
    with planted_in(register):
        return [address for address in suspects if get(client, address) != without[address]]


def check_same_answers(who: str, register: Register) -> None:
    """Check that an outsider gets the same answers whether there are secrets or not."""
    client = client_of(who)
    found = crawled(who, client, register)
    assert differing(client, register, found) == []
    if who not in SEES_DRAFTS:
        assert [one for one, answer in found.items() if DRAFT_WORD in answer.text] == []
