"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def register_context(request: HttpRequest) -> dict:
    """Give templates the register's name; pages add the day they are read as of."""
    return {"register_name": settings.REGISTER_NAME}
