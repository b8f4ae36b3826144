"""The server: a real one, at an address that is free."""

import io
import socket
import urllib.request
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from spinouts.management.commands import serve_register
from tests.config.environments import free_port, run, start


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
    port = free_port()

    with start("manage.py", "serve_register", var_dir=tmp_path, PORT=str(port)) as server:
        printed = [server.stdout.readline()]
        while "Started worker" not in printed[-1]:
            printed.append(server.stdout.readline())
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=30) as answer:
            body = answer.read()
        server.terminate()
        rest = server.communicate(timeout=30)[0]

    assert f"http://127.0.0.1:{port}/ (Ctrl-C stops it)" in printed[0]
    assert b'"status": "ok"' in body or b'"disk": "nearly full"' in body
    assert "GET '/health/' 200" in rest
