"""Run the project's own commands in an environment that a test writes."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment_of(var_dir: Path, variables: dict[str, str]) -> dict[str, str]:
    """Give these variables and no others, not even those of a developer's own .env."""
    windows_needs = {"SYSTEMROOT": root} if (root := os.getenv("SYSTEMROOT")) else {}  # noqa: TID251
    return {
        "VAR_DIR": str(var_dir),
        "ENV_FILE": str(var_dir / "no.env"),
        "PATH": "",
        **windows_needs,
        **variables,
    }


def run(*arguments: str, var_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project's folder with these variables and no others of the register.

    :param arguments: what follows `python`
    :param var_dir: the folder that the run may write
    :return: the finished process, with what it printed
    """
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=ROOT,
        env=environment_of(var_dir, environment),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def free_port() -> int:
    """Find a port at which nothing listens."""
    with closing(socket.socket()) as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


@dataclass(frozen=True)
class Served:
    """A server that runs: its address without a slash at the end, and the file of its log."""

    url: str
    log: Path


@contextmanager
def serving(var_dir: Path) -> Iterator[Served]:
    """Serve the register of a folder with the real server, and stop it whatever happens."""
    port, log = free_port(), var_dir / "server.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve_register"],
            cwd=ROOT,
            env=environment_of(var_dir, {"PORT": str(port)}),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/health/", server)
        yield Served(f"http://127.0.0.1:{port}", log)
    finally:
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_for(url: str, server: subprocess.Popen) -> None:
    """Ask an address until it answers; a busy machine takes its time to start a server."""
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=60).close()
        except urllib.error.URLError:
            assert server.poll() is None, "the server stopped"
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"no answer from {url}")


def read_settings(expression: str, *, var_dir: Path, **environment: str) -> str:
    """Give what an expression over the settings prints in such an environment.

    :param expression: Python, with `settings` in scope
    """
    code = f"from django.conf import settings; print({expression})"
    finished = run(
        "-c",
        code,
        var_dir=var_dir,
        DJANGO_SETTINGS_MODULE="spinouts.config.settings",
        **environment,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.strip()
