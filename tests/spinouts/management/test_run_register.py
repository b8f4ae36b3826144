"""What `make run` does before it serves: everything the first time, next to nothing the second."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from organisations.models import Organisation
from spinouts.management.commands import run_register
from tests.config.environments import run
from tests.factories import make_organisation

LOADED = "loaded, and its files have not changed"


@pytest.fixture
def calls(monkeypatch, settings, tmp_path):
    """Note the commands that are called, and let none of them run."""
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    found = []
    monkeypatch.setattr(run_register, "call_command", lambda name, **options: found.append(name))
    return found


def set_up(*, no_serve: bool = True) -> str:
    out = io.StringIO()
    call_command("run_register", no_serve=no_serve, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_first_run_does_every_step_in_order(calls):
    set_up(no_serve=False)

    assert calls == [
        "migrate",
        "load_register",
        "make_demo_accounts",
        "collectstatic",
        "serve_register",
    ]


@pytest.mark.django_db
def test_second_run_loads_and_collects_nothing(calls, settings):
    set_up()
    make_organisation("Newco")
    collected = Path(settings.STATIC_ROOT, "staticfiles.json")
    collected.parent.mkdir()
    collected.touch()
    calls.clear()

    printed = set_up()

    assert calls == ["migrate", "make_demo_accounts"]
    assert LOADED in printed


@pytest.mark.django_db
def test_empty_database_is_loaded_although_the_files_are_known(calls):
    set_up()
    calls.clear()
    assert not Organisation.objects.exists()

    set_up()

    assert "load_register" in calls


@pytest.mark.django_db
def test_changed_files_are_loaded_again(calls, monkeypatch, tmp_path):
    files = tmp_path / "register"
    files.mkdir()
    (files / "organisations.csv").write_text("key,name\n", encoding="utf-8")
    monkeypatch.setattr(run_register, "STARTER_REGISTER", files)
    make_organisation("Newco")
    set_up()
    (files / "organisations.csv").write_text("key,name\nnewco,Newco\n", encoding="utf-8")
    calls.clear()

    set_up()

    assert "load_register" in calls


def test_two_runs_from_nothing_load_the_starter_register_once(tmp_path):
    first = run("manage.py", "run_register", "--no-serve", var_dir=tmp_path)
    second = run("manage.py", "run_register", "--no-serve", var_dir=tmp_path)

    assert first.returncode == 0, first.stderr
    assert second.returncode == 0, second.stderr
    assert LOADED not in first.stdout
    assert "passwords are shown this once" in first.stdout
    assert LOADED in second.stdout
    assert "Demo accounts exist" in second.stdout
    assert (tmp_path / "static" / "staticfiles.json").exists()
