"""Signing in processes that are killed in the middle, or that race each other.

Each test has a register of its own, in a file or, where the suite runs on PostgreSQL, in a
database of its own: what one process has not committed when it dies must not be there for the next.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.config.environments import ROOT, environment_of, run

PROCESS = (
    "import django; django.setup(); from tests.partnerships import signing_process as it; it.run()"
)
UNSIGNED = {
    "Deal": 0,
    "DealStake": 0,
    "Stake": 0,
    "Contract": 0,
    "ContractParty": 0,
    "Investment": 0,
    "history": 0,
    "ventures": 0,
    "competition": "preferred",
    "bids": ["preferred", "submitted"],
}
SIGNED = {
    "Deal": 1,
    "DealStake": 3,
    "Stake": 3,
    "Contract": 1,
    "ContractParty": 2,
    "Investment": 1,
    "ventures": 1,
    "competition": "signed",
    "bids": ["signed", "lost"],
}
STOPS = [
    "organisations.Organisation",
    "partnerships.Stake",
    "partnerships.Contract",
    "partnerships.PartnerCompetition",
    "partnerships.DealStake",
    "commit",
]


class Register:
    """A register that only other processes use."""

    def __init__(self, var_dir: Path, database_url: str) -> None:
        self.var_dir = var_dir
        self.variables = {
            "DJANGO_SETTINGS_MODULE": "spinouts.config.settings",
            "DEBUG": "1",
            "LOG_LEVEL": "ERROR",
            "DATABASE_URL": database_url,
        }

    def do(self, command: str, *arguments: str) -> Any:
        """Run a command to its end, and read what it prints last."""
        finished = run("-c", PROCESS, command, *arguments, var_dir=self.var_dir, **self.variables)
        assert finished.returncode == 0, finished.stderr
        return json.loads(finished.stdout.splitlines()[-1])

    def begin(self, command: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a command that says a word and then waits."""
        return subprocess.Popen(
            [sys.executable, "-c", PROCESS, command, *arguments],
            cwd=ROOT,
            env=environment_of(self.var_dir, self.variables),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


@pytest.fixture(scope="module")
def scene(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Register]:
    """Make a register with a competition that waits for its signing, once."""
    var_dir = tmp_path_factory.mktemp("signing")
    name = f"signing_{var_dir.name}_{var_dir.parent.name}".replace("-", "_").lower()
    if connection.vendor == "sqlite":
        url = f"sqlite:///{(var_dir / 'register.sqlite3').as_posix()}"
    else:
        url = _url_of_database(name)
        _on_server(django_db_blocker, f"CREATE DATABASE {name}")
    register = Register(var_dir, url)
    register.do("scene")
    yield register
    if connection.vendor != "sqlite":
        _on_server(django_db_blocker, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def register(scene, tmp_path, django_db_blocker) -> Iterator[Register]:
    """Copy the register, for one test alone."""
    if connection.vendor == "sqlite":
        copy = tmp_path / "register.sqlite3"
        shutil.copy(scene.var_dir / "register.sqlite3", copy)
        yield Register(tmp_path, f"sqlite:///{copy.as_posix()}")
        return
    template = scene.variables["DATABASE_URL"].rsplit("/", 1)[1]
    name = f"{template}_copy"
    _on_server(django_db_blocker, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield Register(tmp_path, _url_of_database(name))
    _on_server(django_db_blocker, f"DROP DATABASE {name} WITH (FORCE)")


def _url_of_database(name: str) -> str:
    known = connection.settings_dict
    password = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
    host = f"{known['HOST'] or '127.0.0.1'}:{known['PORT'] or 5432}"
    return f"postgres://{quote(known['USER'])}{password}@{host}/{name}"


def _on_server(blocker: Any, statement: str) -> None:
    """Run a statement that no transaction may hold."""
    with blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(statement)


def word_of(process: subprocess.Popen[str]) -> str:
    return process.stdout.readline().strip()


def killed(process: subprocess.Popen[str]) -> None:
    """Kill a process without letting it tidy up."""
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def test_signing_killed_at_any_write_leaves_nothing(register):
    for stop in STOPS:
        process = register.begin("sign", stop)
        assert word_of(process) == "stopped", stop
        killed(process)

    assert register.do("count") == UNSIGNED


def test_signing_after_a_kill_stores_the_whole_deal(register):
    process = register.begin("sign", "partnerships.Deal")
    assert word_of(process) == "stopped"
    killed(process)

    answer = register.do("sign")

    found = register.do("count")
    assert answer["status"] == 302
    assert {name: found[name] for name in SIGNED} == SIGNED


def test_officers_who_sign_at_once_make_one_deal_and_the_others_are_told(register):
    people = ("first", "second", "third", "fourth")
    processes = [register.begin("race", name) for name in people]
    assert [word_of(process) for process in processes] == ["ready"] * len(people)

    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [json.loads(process.communicate()[0]) for process in processes]

    assert sorted(answer["status"] for answer in answers) == [200, 200, 200, 302]
    told = [answer["problems"] for answer in answers if answer["status"] == 200]
    assert [problems for problems in told if "Somebody else has signed" not in problems[0]] == []
    found = register.do("count")
    assert {name: found[name] for name in SIGNED} == SIGNED
