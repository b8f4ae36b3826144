"""Fingerprints of files: what was made of them is made again only if they changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def of_contents(files: Iterable[Path], *, also: str = "") -> str:
    """Take the fingerprint of what stands in files.

    :param files: the files, in any order
    :param also: anything else that the result depends on
    :return: 64 hexadecimal digits
    """
    digest = hashlib.sha256(also.encode())
    for file in sorted(files):
        digest.update(f"\0{file.name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def of_times(files: Iterable[Path]) -> str:
    """Take the fingerprint of the names, sizes and times of files, without reading them."""
    digest = hashlib.sha256()
    for file in sorted(files):
        state = file.stat()
        digest.update(f"\0{file}\0{state.st_size}\0{state.st_mtime_ns}".encode())
    return digest.hexdigest()


def is_kept(name: str, fingerprint: str) -> bool:
    """Tell whether this fingerprint was the last one kept under a name."""
    file = settings.VAR_DIR / f"{name}.fingerprint"
    return file.exists() and file.read_text(encoding="ascii") == fingerprint


def keep(name: str, fingerprint: str) -> None:
    """Keep a fingerprint under a name, for the next run."""
    file = settings.VAR_DIR / f"{name}.fingerprint"
    file.write_text(fingerprint, encoding="ascii")
