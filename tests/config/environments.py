"""Run the project's own commands in an environment that a test writes."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, var_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project's folder with these variables and no others of the register.

    :param arguments: what follows `python`
    :param var_dir: the folder that the run may write
    :return: the finished process, with what it printed
    """
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=ROOT,
        env={"VAR_DIR": str(var_dir), "PATH": "", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


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
