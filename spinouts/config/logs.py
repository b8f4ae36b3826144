"""Log lines that can be followed through one request: as text for people, as JSON for machines."""

import json
import logging
from contextvars import ContextVar

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="-")
"""The request that is being answered; “-” outside of requests."""


class RequestFilter(logging.Filter):
    """Write the request's id on every record; it lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add `request_id` to the record.

        Django writes of an answer above 400 when the middleware is done, and hands the request on.
        """
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", None) or current_request_id.get()
        return True


class JsonFormatter(logging.Formatter):
    """Write a record as one line of JSON.

    Only fields that the project names are written: nothing that a library hangs on a record (the
    request with its cookies, say) can reach the log.
    """

    FIELDS = ("request_id", "user_id", "method", "path", "status", "milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """Give time, level, logger, message, the request's fields, and a traceback if any."""
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in self.FIELDS if hasattr(record, name)},
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
