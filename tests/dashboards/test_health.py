"""The answer to monitors and load balancers."""

import shutil
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection

from organisations import history_guard
from spinouts.dashboards.views import health

pytestmark = pytest.mark.django_db


def fail(*arguments, **options):
    """Stand in for a part that cannot be reached."""
    raise DatabaseError("could not connect to db.internal as register:secret")


def test_health_is_ok_when_everything_works(client):
    answer = client.get("/health/")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "history": "ok",
        "cache": "ok",
        "disk": "ok",
    }


def test_health_is_never_kept(client):
    assert "no-store" in client.get("/health/").headers["Cache-Control"]


def test_health_answers_readers_only(client):
    assert client.post("/health/").status_code == 405


def test_health_costs_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        client.get("/health/")


def test_health_fails_without_a_database_and_says_no_more(client, monkeypatch):
    monkeypatch.setitem(health.NEEDED, "database", fail)

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json()["database"] == "failed"
    assert b"secret" not in answer.content


def test_health_fails_while_a_migration_is_missing(client, monkeypatch):
    monkeypatch.setattr(
        health, "migrations_on_disk", lambda: frozenset({("organisations", "9999_next")})
    )

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json()["migrations"] == "not all applied"


def test_health_is_degraded_without_a_cache(client, monkeypatch):
    monkeypatch.setattr(type(cache._connections["default"]), "get", fail)

    answer = client.get("/health/")

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["cache"]) == ("degraded", "failed")


def test_health_is_degraded_when_history_is_open_to_changes(client):
    history_guard.step_aside(connection)

    assert client.get("/health/").json()["history"] == "not guarded"


def test_health_is_degraded_when_the_disk_is_nearly_full(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1000))

    answer = client.get("/health/")

    assert (answer.status_code, answer.json()["disk"]) == (200, "nearly full")
