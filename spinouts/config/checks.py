"""Checks of the deployment beside Django's own: `manage.py check --deploy` runs them."""

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from partnerships import row_security


@register(Tags.security, deploy=True)
def check_secret_key_is_set(app_configs, **options) -> list[CheckMessage]:
    """Refuse a deployment that signs its sessions with the key of a local run."""
    if settings.IS_SECRET_KEY_SET:
        return []
    return [
        Error(
            "SECRET_KEY is not set.",
            hint="Put 50 or more random characters into the environment; keep them secret.",
            id="spinouts.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_proxy_is_named(app_configs, **options) -> list[CheckMessage]:
    """Warn where everybody's first request would be sent to https for ever.

    The server speaks plain http, so over https there is a proxy in front of it; unless its
    X-Forwarded-Proto is believed, each request looks insecure and is redirected again.
    """
    if not settings.SECURE_SSL_REDIRECT or settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        checks.Warning(
            "SECURE is on and BEHIND_PROXY is off: requests would be redirected without end.",
            hint="Set BEHIND_PROXY=1, and let the proxy set X-Forwarded-Proto itself.",
            id="spinouts.W001",
        )
    ]


@register(Tags.caches, deploy=True)
def check_workers_share_a_cache(app_configs, **options) -> list[CheckMessage]:
    """Warn where several processes would each keep a cache of their own."""
    is_own_memory = settings.CACHES["default"]["BACKEND"].endswith("LocMemCache")
    if settings.SERVER["workers"] == 1 or not is_own_memory:
        return []
    return [
        checks.Warning(
            "WEB_WORKERS is above 1, and each process would keep a cache of its own.",
            hint="Set CACHE_URL=redis://…",
            id="spinouts.W002",
        )
    ]


@register(Tags.database)
def check_database_keeps_secrets(app_configs, databases=None, **options) -> list[CheckMessage]:
    """Warn where PostgreSQL would not keep unsigned bids back by itself.

    `manage.py check --database default` asks it, and so does `migrate`.
    """
    return [
        warning
        for alias in databases or ()
        for warning in _warnings_about_secrets(connections[alias])
    ]


def _warnings_about_secrets(database) -> list[CheckMessage]:
    if not row_security.is_above_policies(database):
        return []
    return [
        checks.Warning(
            "The database role is a superuser or has BYPASSRLS: PostgreSQL keeps nothing from it.",
            hint="Let the site connect as a plain role: docs/operations.md, “Row-level security”.",
            id="spinouts.W003",
        )
    ]
