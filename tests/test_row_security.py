"""The second lock on secret bids: PostgreSQL itself keeps them back, whatever the code asks."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import MiddlewareNotUsed
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from partnerships import row_security
from partnerships.models import Bid, Bidder, BidGrant, BidOffer, BidScore
from spinouts.config.checks import check_database_keeps_secrets
from spinouts.config.middleware import SecretRowsMiddleware
from tests import factories

pytestmark = pytest.mark.django_db
postgres = pytest.mark.postgres

TABLES = sorted(row_security.CONDITIONS)
KINDS = {"unsigned", "abandoned", "signed", "reported"}


def make_bid_with_rows(body, kind: str) -> Bid:
    """Store a competition with a bid, a bidder, an offer and a score; all say what kind it is."""
    values = {
        "unsigned": {"status": "preferred"},
        "abandoned": {"status": "abandoned"},
        "signed": {"status": "signed", "signed_on": date(2025, 5, 1)},
        "reported": {"status": "preferred", "origin": "reported"},
    }[kind]
    competition = factories.make_competition(body, kind, **values)
    bid = factories.make_bid(competition, name=kind)
    Bidder.objects.create(bid=bid, name=kind, sector="private")
    BidOffer.objects.create(bid=bid, kind="capital", words=kind)
    BidScore.objects.create(
        bid=bid,
        criterion=factories.make_criterion(competition),
        assessor=factories.make_user(),
        score=3,
        why=kind,
    )
    return bid


WORDS = {"bid": "name", "bidder": "name", "bidoffer": "words", "bidscore": "why"}


def kinds_in(table: str) -> set[str]:
    """Read by plain SQL of which kinds of competition a table shows rows."""
    column = WORDS[table.removeprefix("partnerships_").removeprefix("historical")]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return {kind for (kind,) in cursor.fetchall()}


def settings_now() -> tuple[str, str]:
    """Read what the connection was told; empty where it was told nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(named, true), '') FROM unnest(%s::text[]) named",
            [[row_security.BODIES, row_security.COMPETITIONS]],
        )
        bodies, competitions = cursor.fetchall()
    return bodies[0], competitions[0]


@pytest.fixture
def body():
    return factories.make_body("Own Council")


@pytest.fixture
def bids(body):
    """Store one bid of each kind of competition of one body."""
    return {kind: make_bid_with_rows(body, kind) for kind in sorted(KINDS)}


@pytest.fixture
def as_site(bids) -> Callable:
    """Make a role as a site would have it, and give a way to act as it."""
    role = f"register_site_{uuid.uuid4().hex}"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while any waits
        row_security.stand(connection)
        cursor.execute(f"CREATE ROLE {role} NOLOGIN")
        for what in ("SELECT, INSERT, UPDATE ON ALL TABLES", "USAGE ON ALL SEQUENCES"):
            cursor.execute(f"GRANT {what} IN SCHEMA public TO {role}")

    @contextmanager
    def acting() -> Iterator[str]:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {role}")
        try:
            yield role
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")

    return acting


@postgres
@pytest.mark.parametrize("table", TABLES)
def test_secret_rows_are_invisible_without_the_setting(table, as_site):
    with as_site():
        assert kinds_in(table) == {"signed", "reported"}


@postgres
@pytest.mark.parametrize("table", TABLES)
def test_secret_rows_are_visible_to_officers_of_the_body(table, as_site, body):
    with as_site(), row_security.told(factories.make_officer(body)):
        assert kinds_in(table) == KINDS


@postgres
@pytest.mark.parametrize("table", TABLES)
def test_secret_rows_are_invisible_to_others(table, as_site):
    other = factories.make_officer(factories.make_body("Other Council"))

    for user in (other, factories.make_curator(), factories.make_superuser(), AnonymousUser()):
        with as_site(), row_security.told(user):
            assert kinds_in(table) == {"signed", "reported"}


@postgres
@pytest.mark.parametrize("table", TABLES)
def test_secret_rows_are_visible_by_leave_for_their_competition(table, as_site, bids):
    user = factories.make_user()
    BidGrant.objects.create(competition=bids["unsigned"].competition, account=user, why="audit")

    with as_site(), row_security.told(user):
        assert kinds_in(table) == {"signed", "reported", "unsigned"}


@postgres
def test_leave_that_was_withdrawn_shows_no_secret_row(as_site, bids):
    user = factories.make_user()
    BidGrant.objects.create(
        competition=bids["unsigned"].competition, account=user, why="audit", is_withdrawn=True
    )

    with as_site(), row_security.told(user):
        assert kinds_in("partnerships_bid") == {"signed", "reported"}


@postgres
def test_secret_rows_are_invisible_to_the_owner_of_the_table(as_site):
    with as_site() as role, connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"GRANT CREATE ON SCHEMA public TO {role}")
        cursor.execute(f"ALTER TABLE partnerships_bid OWNER TO {role}")
        cursor.execute(f"SET ROLE {role}")

        assert kinds_in("partnerships_bid") == {"signed", "reported"}


@postgres
def test_migrations_of_the_owner_see_every_row_and_nobody_does_after_them(as_site):
    with as_site() as role, connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"GRANT CREATE ON SCHEMA public TO {role}")
        cursor.execute(f"ALTER TABLE partnerships_bid OWNER TO {role}")
        emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
        cursor.execute(f"SET ROLE {role}")
        during = kinds_in("partnerships_bid")
        cursor.execute("RESET ROLE")
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
        cursor.execute(f"SET ROLE {role}")

        assert during == KINDS
        assert kinds_in("partnerships_bid") == {"signed", "reported"}


@postgres
def test_secret_rows_cannot_be_changed_without_the_setting(as_site):
    with as_site():
        assert Bid.objects.filter(name="unsigned").update(name="mine") == 0
        assert Bid.objects.filter(name="signed").update(name="known") == 1


@postgres
def test_secret_rows_cannot_be_added_without_the_setting(as_site, bids):
    with as_site(), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        factories.make_bid(bids["unsigned"].competition, name="slipped in")


@postgres
def test_officer_adds_and_changes_bids_with_their_history(as_site, bids, body):
    with as_site(), row_security.told(factories.make_officer(body)):
        made = factories.make_bid(bids["unsigned"].competition, name="second")
        made.name = "second, mended"
        made.save()

        assert list(made.history.values_list("name", flat=True)) == ["second, mended", "second"]


@postgres
def test_history_of_a_bid_that_is_gone_stays_with_its_body(as_site, bids, body):
    bid = bids["unsigned"]
    BidScore.objects.filter(bid=bid).delete()
    bid.delete()

    with as_site():
        assert "unsigned" not in kinds_in("partnerships_historicalbid")
    with as_site(), row_security.told(factories.make_officer(body)):
        assert "unsigned" in kinds_in("partnerships_historicalbid")


@postgres
def test_unsecured_tables_are_none_once_the_policies_stand():
    row_security.stand(connection)

    assert row_security.unsecured_tables(connection) == []


@postgres
def test_remove_takes_the_policies_off_and_stand_puts_them_back():
    row_security.stand(connection)
    row_security.remove(connection)
    assert row_security.unsecured_tables(connection) == TABLES

    row_security.stand(connection)
    row_security.stand(connection)
    assert row_security.unsecured_tables(connection) == []


@postgres
def test_step_aside_leaves_other_roles_without_secrets(as_site):
    row_security.step_aside(connection)

    with as_site():
        assert kinds_in("partnerships_bid") == {"signed", "reported"}


@postgres
def test_tables_of_secrets_are_those_of_bids_and_their_history():
    models = (Bid, Bidder, BidOffer, BidScore)
    expected = {model._meta.db_table for model in models}
    expected |= {model.history.model._meta.db_table for model in models}

    assert set(row_security.CONDITIONS) == expected


@postgres
def test_told_is_forgotten_even_after_an_error(body):
    def fail() -> None:
        with row_security.told(factories.make_officer(body)):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert settings_now() == ("", "")


@postgres
def test_told_names_the_successors_of_the_body(body):
    successor = factories.make_body("Greater Own Council")
    factories.make_succession(body, successor)

    with row_security.told(factories.make_officer(body)):
        assert settings_now() == (f"{body.pk},{successor.pk}", "")


def test_told_asks_nothing_for_anonymous_readers(django_assert_num_queries):
    with django_assert_num_queries(0), row_security.told(AnonymousUser()):
        pass


def test_told_costs_one_question_before_and_one_after(django_assert_num_queries):
    curator = factories.make_curator()

    with (
        django_assert_num_queries(2 if connection.vendor == "postgresql" else 0),
        row_security.told(curator),
    ):
        pass


class Unforgetting:
    """A connection that cannot be asked anything any more."""

    def __init__(self) -> None:
        self.closed = []
        self.connection = SimpleNamespace(close=lambda: self.closed.append("session"))

    def cursor(self):
        raise DatabaseError("the connection is in no state to forget")

    def close(self) -> None:
        self.closed.append("connection")


def test_connection_that_cannot_forget_is_given_up(monkeypatch):
    broken = Unforgetting()
    monkeypatch.setattr(row_security, "connection", broken)

    row_security._forget()

    assert broken.closed == ["session", "connection"]


def test_connection_that_was_lost_has_nothing_to_forget(monkeypatch):
    lost = Unforgetting()
    lost.connection = None
    monkeypatch.setattr(row_security, "connection", lost)

    row_security._forget()

    assert lost.closed == []


def ask(user, seen: list, error: Exception | None = None) -> HttpResponse:
    """Send a request of an account through the middleware, noting what the connection is told."""

    def view(request):
        seen.append(settings_now())
        if error:
            raise error
        return HttpResponse("ok")

    request = RequestFactory().get("/")
    request.user = user
    if user.is_authenticated:
        request.COOKIES["sessionid"] = "any"
    return SecretRowsMiddleware(view)(request)


@postgres
def test_middleware_tells_for_one_request_only(body, bids):
    seen, curator = [], factories.make_curator()
    competition = bids["unsigned"].competition
    BidGrant.objects.create(competition=competition, account=curator, why="audit")

    for user in (factories.make_officer(body), curator, AnonymousUser()):
        ask(user, seen)

    assert seen == [(str(body.pk), ""), ("", str(competition.pk)), ("", "")]
    assert settings_now() == ("", "")


@postgres
def test_middleware_forgets_after_an_error(body):
    seen = []

    with pytest.raises(ZeroDivisionError):
        ask(factories.make_officer(body), seen, ZeroDivisionError())

    assert seen == [(str(body.pk), "")]
    assert settings_now() == ("", "")


@postgres
def test_middleware_stands_in_the_stack(client, body, settings):
    client.force_login(factories.make_officer(body))

    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    told = [one["sql"] for one in queries if "set_config" in one["sql"]]
    assert len(told) == 2
    assert f"'{body.pk}'" in told[0]


@postgres
def test_middleware_costs_anonymous_readers_nothing(client):
    with CaptureQueriesContext(connection) as queries:
        client.get("/")

    assert [one["sql"] for one in queries if "set_config" in one["sql"]] == []


def test_middleware_is_left_out_where_the_database_keeps_nothing(monkeypatch):
    middleware = "spinouts.config.middleware.connection"
    monkeypatch.setattr(middleware, SimpleNamespace(vendor="sqlite"))

    with pytest.raises(MiddlewareNotUsed):
        SecretRowsMiddleware(lambda request: HttpResponse("ok"))


@postgres
def test_check_warns_of_a_role_above_the_policies(as_site):
    as_superuser = [one.id for one in check_database_keeps_secrets(None, databases=["default"])]
    with as_site():
        as_plain_role = check_database_keeps_secrets(None, databases=["default"])

    assert as_superuser == ["spinouts.W003"]
    assert as_plain_role == []


def test_policies_do_nothing_on_another_database(django_assert_num_queries):
    other = SimpleNamespace(vendor="sqlite")

    with django_assert_num_queries(0):
        for function in (
            row_security.stand,
            row_security.remove,
            row_security.step_aside,
            row_security.stand_again,
        ):
            function(other)

    assert row_security.unsecured_tables(other) == []
    assert not row_security.is_above_policies(other)


def test_migration_can_be_undone():
    migration = import_module("partnerships.migrations.0003_row_security").Migration

    assert [operation.reversible for operation in migration.operations] == [True]
