"""The secret key of a register that runs on one person's own machine."""

import contextlib
import os
import secrets
from pathlib import Path

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})


def is_local(hosts: list[str]) -> bool:
    """Tell whether a site that answers to these host names is reached from its own machine only.

    :param hosts: host names as in ALLOWED_HOSTS; “*” or a leading dot is anybody's
    """
    return set(hosts) <= LOCAL_HOSTS


def read_or_make(path: Path) -> str:
    """Read the key from a file that only its owner can read, and make it on the first run.

    Two processes that start at once agree: the first to create the file decides.

    :param path: the file; its folder exists
    :return: the key, at least 50 characters
    """
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()
