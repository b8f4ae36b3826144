"""What happens around every request: a log line, headers, and what the database may show."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from organisations import roles
from partnerships import row_security
from spinouts.config.logs import current_request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

logger = logging.getLogger("spinouts.requests")


class RequestLogMiddleware:
    """Write one line for every request, and give each an id that all its log lines carry.

    An id that a proxy sent in X-Request-ID is kept. The query string is not written: people type
    names into searches.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request under its id, then write its line."""
        sent = request.headers.get("X-Request-ID", "")
        request_id = sent if REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
        request.request_id = request_id
        token = current_request_id.set(request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            self.write(request, response, (time.perf_counter() - started) * 1000)
        finally:
            current_request_id.reset(token)
        response.headers.setdefault("X-Request-ID", request_id)
        return response

    def write(self, request: HttpRequest, response: HttpResponse, milliseconds: float) -> None:
        """Write the line: method, path, status, time taken and the account's number."""
        user_id = signed_in_id(request)
        logger.info(
            "%s %r %d %.0f ms user %s",
            request.method,
            request.path,
            response.status_code,
            milliseconds,
            user_id or "-",
            extra={
                "user_id": user_id,
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "milliseconds": round(milliseconds, 1),
            },
        )


def signed_in_id(request: HttpRequest) -> str | None:
    """Read the account's number from a session that the request has opened; ask no database."""
    session = getattr(request, "session", None)
    return session.get(SESSION_KEY) if session is not None and session.accessed else None


class PrivatePageMiddleware:
    """Let no browser and no proxy keep a page that was made for somebody who is signed in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; if its page asked who reads it, forbid storing it."""
        response = self.get_response(request)
        if signed_in_id(request):
            add_never_cache_headers(response)
        return response


class SecretRowsMiddleware:
    """Tell the database which secret rows the account may see, and let it forget them after.

    Only PostgreSQL keeps rows back by itself. A visitor who sends no session costs nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        if connection.vendor != "postgresql":
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as its account; a page that is streamed later sees no secrets."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        roles.remember_bodies(request.user)
        with row_security.told(request.user):
            return self.get_response(request)


class ContentSecurityPolicyMiddleware:
    """Write the policy of `settings.SECURE_CSP` (Django 6's shape) on every answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            f"{directive} {' '.join(sources)}" for directive, sources in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, then add the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        return response
