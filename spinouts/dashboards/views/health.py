"""Whether the register can do its work: for monitors and load balancers."""

import functools
import logging
import shutil
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organisations import history_guard

logger = logging.getLogger(__name__)

FREE_BYTES_NEEDED = 500_000_000
"""Room for a backup of the register and a day of logs."""

WORKS, FAILS = "ok", "failed"


@functools.cache
def migrations_on_disk() -> frozenset[tuple[str, str]]:
    """Read the names of all migrations, once for each process: (app, migration)."""
    return frozenset(MigrationLoader(None).disk_migrations)


def probe_database() -> str:
    """Ask the database for a constant."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return WORKS if cursor.fetchone() == (1,) else FAILS


def probe_migrations() -> str:
    """Compare the migrations that ran with those that the code brings."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return "not all applied" if migrations_on_disk() - applied else WORKS


def probe_history() -> str:
    """Look whether every history table refuses changes."""
    return "not guarded" if history_guard.unguarded_tables(connection) else WORKS


def probe_cache() -> str:
    """Write to the cache and read it back."""
    cache.set("health", "written", timeout=10)
    return WORKS if cache.get("health") == "written" else FAILS


def probe_disk() -> str:
    """Look for room where the register writes."""
    has_room = shutil.disk_usage(settings.VAR_DIR).free >= FREE_BYTES_NEEDED
    return WORKS if has_room else "nearly full"


NEEDED: dict[str, Callable[[], str]] = {
    "database": probe_database,
    "migrations": probe_migrations,
}
"""Without these nothing can be read: the answer is 503, so that a load balancer goes elsewhere."""

WATCHED: dict[str, Callable[[], str]] = {
    "history": probe_history,
    "cache": probe_cache,
    "disk": probe_disk,
}
"""Without these reading goes on: the answer is 200 and *degraded*, and somebody should look."""


def _state_of(name: str, probe: Callable[[], str]) -> str:
    try:
        return probe()
    except Exception:  # whatever a back end raises: the caller gets a word, the log the traceback
        logger.exception("health: %s failed", name)
        return FAILS


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Tell the state of each part in a word, and nothing that would help an attacker."""
    needed = {name: _state_of(name, probe) for name, probe in NEEDED.items()}
    watched = {name: _state_of(name, probe) for name, probe in WATCHED.items()}
    if set(needed.values()) != {WORKS}:
        status, code = FAILS, 503
    elif set(watched.values()) != {WORKS}:
        status, code = "degraded", 200
    else:
        status, code = WORKS, 200
    return JsonResponse({"status": status, **needed, **watched}, status=code)
