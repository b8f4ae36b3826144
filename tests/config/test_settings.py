"""Settings from the environment: what is refused, and what is in force."""

import ast
import os
import re
import sqlite3
import stat

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler

from tests.config.environments import ROOT, read_settings, run

KEY = "k" * 40 + "0123456789-random-enough"


def declared_variables() -> list[str]:
    """Read the names in the head of settings.py from its source text."""
    tree = ast.parse((ROOT / "spinouts/config/settings.py").read_text(encoding="utf-8"))
    head = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "environ.Env"
    )
    return [keyword.arg for keyword in head.keywords]


def test_example_lists_every_variable_and_no_other():
    text = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert sorted(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)) == sorted(declared_variables())


def test_example_explains_every_variable():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    blocks = "\n".join(lines).split("\n\n")

    assert all(block.startswith("# ") for block in blocks)


def test_debug_is_off_unless_asked_for(tmp_path):
    assert read_settings("settings.DEBUG", var_dir=tmp_path) == "False"
    assert read_settings("settings.DEBUG", var_dir=tmp_path, DEBUG="1") == "True"


def test_local_run_makes_a_key_and_keeps_it(tmp_path):
    first = read_settings("settings.SECRET_KEY", var_dir=tmp_path)
    second = read_settings("settings.SECRET_KEY", var_dir=tmp_path)

    assert first == second == (tmp_path / "secret_key").read_text(encoding="ascii")
    assert len(first) >= 50


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file modes")
def test_local_key_is_the_owners_alone(tmp_path):
    read_settings("settings.SECRET_KEY", var_dir=tmp_path)

    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_two_local_registers_have_different_keys(tmp_path):
    one = read_settings("settings.SECRET_KEY", var_dir=tmp_path / "one")
    other = read_settings("settings.SECRET_KEY", var_dir=tmp_path / "other")

    assert one != other


@pytest.mark.parametrize("host", ["register.example", "*"])
def test_public_host_without_a_key_is_refused(tmp_path, host):
    finished = run("manage.py", "check", var_dir=tmp_path, ALLOWED_HOSTS=f"localhost,{host}")

    assert finished.returncode == 1
    assert "Set SECRET_KEY" in finished.stderr
    assert not (tmp_path / "secret_key").exists()


def test_deploy_check_names_a_missing_key(tmp_path):
    finished = run("manage.py", "check", "--deploy", "--tag=security", var_dir=tmp_path)

    assert finished.returncode == 1
    assert "spinouts.E001" in finished.stderr


def test_deploy_check_is_clean_in_production(tmp_path):
    finished = run(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level=WARNING",
        var_dir=tmp_path,
        SECURE="1",
        BEHIND_PROXY="1",
        SECRET_KEY=KEY,
        ALLOWED_HOSTS="register.example",
    )

    assert finished.returncode == 0, finished.stderr


@pytest.mark.parametrize(
    ("environment", "warning"),
    [
        ({"SECURE": "1"}, "spinouts.W001"),
        ({"SECURE": "1", "BEHIND_PROXY": "1", "WEB_WORKERS": "2"}, "spinouts.W002"),
    ],
)
def test_deploy_check_warns_of_what_would_break(tmp_path, environment, warning):
    finished = run(
        "manage.py",
        "check",
        "--deploy",
        "--tag=security",
        "--tag=caches",
        "--fail-level=WARNING",
        var_dir=tmp_path,
        SECRET_KEY=KEY,
        **environment,
    )

    assert finished.returncode == 1
    assert warning in finished.stderr


def test_proxy_is_believed_only_if_said_so(tmp_path):
    header = "settings.SECURE_PROXY_SSL_HEADER"

    assert read_settings(header, var_dir=tmp_path, SECURE="1") == "None"
    assert "X_FORWARDED_PROTO" in read_settings(header, var_dir=tmp_path, BEHIND_PROXY="1")


def test_postgres_pool_keeps_no_connection_beside_it(tmp_path):
    database = read_settings(
        "settings.DATABASES['default']",
        var_dir=tmp_path,
        DATABASE_URL="postgres://someone@db.example/register?conn_max_age=60&sslmode=require",
        DATABASE_POOL_SIZE="3",
    )

    values = ast.literal_eval(database)
    assert values["CONN_MAX_AGE"] == 0
    assert values["CONN_HEALTH_CHECKS"] is True
    assert values["OPTIONS"]["pool"]["max_size"] == 3
    assert values["OPTIONS"]["sslmode"] == "require"


def test_postgres_without_pool_keeps_connections_as_asked(tmp_path):
    database = read_settings(
        "settings.DATABASES['default']",
        var_dir=tmp_path,
        DATABASE_URL="postgres://someone@db.example/register?conn_max_age=60",
        DATABASE_POOL_SIZE="0",
    )

    values = ast.literal_eval(database)
    assert values["CONN_MAX_AGE"] == 60
    assert "pool" not in values["OPTIONS"]


@pytest.fixture
def sqlite_file(tmp_path):
    """Open a new SQLite file with the settings of a local register."""
    database = ast.literal_eval(read_settings("settings.DATABASES", var_dir=tmp_path))
    opened = ConnectionHandler(database)["default"]
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20000), ("synchronous", 1)],
)
def test_sqlite_runs_with(sqlite_file, django_db_blocker, pragma, value):
    with django_db_blocker.unblock(), sqlite_file.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")

        assert cursor.fetchone() == (value,)


def test_sqlite_transaction_holds_the_write_lock_from_its_start(sqlite_file, django_db_blocker):
    with django_db_blocker.unblock():
        sqlite_file.ensure_connection()
        sqlite_file.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        other = sqlite3.connect(sqlite_file.settings_dict["NAME"], timeout=0)
        try:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        finally:
            other.close()
            sqlite_file.rollback()
            sqlite_file.set_autocommit(True)


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("statement_timeout", "30s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "1min"),
    ],
)
def test_postgres_runs_with(setting, value):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {setting}")

        assert cursor.fetchone() == (value,)


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgres_lends_connections_from_a_pool():
    connection.ensure_connection()

    assert connection.pool is not None
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] == 0


@pytest.mark.redis
def test_redis_is_a_cache_by_its_address_alone(tmp_path, redis_url):
    code = (
        "from django.core.cache import cache; cache.set('spinouts-test', [1, 2], 5);"
        "print(type(cache._connections).__name__, cache.get('spinouts-test'));"
        "cache.delete('spinouts-test')"
    )

    finished = run(
        "-c",
        code,
        var_dir=tmp_path,
        CACHE_URL=redis_url,
        DJANGO_SETTINGS_MODULE="spinouts.config.settings",
    )

    assert "[1, 2]" in finished.stdout, finished.stderr


def test_redis_address_chooses_djangos_own_back_end(tmp_path):
    backend = read_settings(
        "settings.CACHES['default']['BACKEND']",
        var_dir=tmp_path,
        CACHE_URL="redis://127.0.0.1:6379/1",
    )

    assert backend == "django.core.cache.backends.redis.RedisCache"
