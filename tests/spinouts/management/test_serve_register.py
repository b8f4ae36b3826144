"""The server: a real one, at an address that is free."""

import io
import json
import socket
import urllib.request
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from spinouts.management.commands import serve_register
from tests.config.environments import run, serving


def test_command_line_follows_the_settings(settings):
    settings.SERVER = {"address": "0.0.0.0", "port": 9000, "workers": 3, "threads": 6}

    line = " ".join(serve_register.Command().command())

    assert "granian --interface wsgi --host 0.0.0.0 --port 9000" in line
    assert "--workers 3 --blocking-threads 6" in line


def test_port_that_is_taken_is_refused_with_another(settings):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        settings.SERVER = {"address": "127.0.0.1", "port": port, "workers": 1, "threads": 1}

        with pytest.raises(CommandError, match=f"PORT={port + 1}"):
            call_command("serve_register", stdout=io.StringIO())


def test_register_answers_at_the_printed_address_until_it_is_stopped(tmp_path):
    migrated = run("manage.py", "migrate", "--verbosity=0", var_dir=tmp_path)
    assert migrated.returncode == 0, migrated.stderr

    with (
        serving(tmp_path) as served,
        urllib.request.urlopen(f"{served.url}/health/", timeout=60) as answer,
    ):
        state = json.load(answer)

    printed = served.log.read_text(encoding="utf-8")
    assert state["database"] == state["migrations"] == "ok"
    assert f"{served.url}/ (Ctrl-C stops it)" in printed
    assert "GET '/health/' 200" in printed
    assert "shutdown completed" in printed
