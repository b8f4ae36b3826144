"""What every test runs with: plain static files, quick passwords, and what a machine may lack."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from organisations import history_guard

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/15")  # noqa: TID251


def pytest_configure() -> None:
    """Change the settings that only a running site needs, before Django starts."""
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def _is_required(what: str) -> bool:
    return os.environ.get(f"REQUIRE_{what}") == "1"  # noqa: TID251


def _skip_or_fail(what: str, reason: str) -> None:
    """Skip a test that this machine cannot run, unless the machine was said to be able to."""
    if _is_required(what):
        pytest.fail(f"{reason}, and REQUIRE_{what}=1", pytrace=False)
    pytest.skip(reason)


def find_chromium() -> str | None:
    """Find the machine's own Chromium, whatever its system calls it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def _is_redis_there() -> bool:
    import redis

    try:
        with redis.Redis.from_url(REDIS_URL, socket_connect_timeout=1) as client:
            return client.ping()
    except redis.RedisError:
        return False


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look for what the markers of a test ask for."""
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        _skip_or_fail("POSTGRES", "the database is not PostgreSQL")
    if item.get_closest_marker("browser") and find_chromium() is None:
        _skip_or_fail("BROWSER", "there is no Chromium on this machine")
    if item.get_closest_marker("redis") and not _is_redis_there():
        _skip_or_fail("REDIS", "no Redis server answers")


@pytest.fixture(autouse=True)
def _history_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take the history guard off before a transactional test's tables are emptied.

    SQLite empties tables by DELETE, which the guard refuses; Django's flush then sends
    post_migrate, which puts the guard back for the next test.
    """
    marker = request.node.get_closest_marker("django_db")
    is_emptied = {"transactional_db", "live_server"} & set(request.fixturenames) or (
        marker is not None and marker.kwargs.get("transaction")
    )
    if is_emptied:
        request.getfixturevalue("transactional_db")
    yield
    if is_emptied:
        history_guard.step_aside(connection)


@pytest.fixture
def redis_url() -> str:
    """Name the Redis database that tests may fill and empty."""
    return REDIS_URL


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Let no test find in the cache what another one left there."""
    from django.core.cache import cache

    yield
    cache.clear()
