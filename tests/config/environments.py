"""Run the project's own commands in an environment that a test writes."""

import os
import socket
import subprocess
import sys
from contextlib import closing
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


def start(*arguments: str, var_dir: Path, **environment: str) -> subprocess.Popen[str]:
    """Start Python likewise and do not wait for its end; use it as a context manager."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment_of(var_dir, environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def free_port() -> int:
    """Find a port at which nothing listens."""
    with closing(socket.socket()) as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


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
