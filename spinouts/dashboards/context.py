"""What every template may use: the register's name and the day that the page is read on."""

from django.conf import settings
from django.http import HttpRequest

from spinouts.dashboards.filters import FilterError, Filters, read_as_of, today


def register_context(request: HttpRequest) -> dict:
    """Give templates the register's name and the day; a day that makes no sense is today."""
    try:
        as_of, is_today = read_as_of(request)
    except FilterError:
        as_of, is_today = today(), True
    filters = Filters(as_of, is_today)
    return {
        "register_name": settings.REGISTER_NAME,
        "as_of": as_of,
        "is_as_of_today": is_today,
        "as_of_query": filters.as_of_query,
    }
