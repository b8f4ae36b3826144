"""The day on which somebody works in the admin: its pages alone may ask."""

from datetime import date

from django.utils.timezone import localdate  # noqa: TID251 (the admin is made of pages)


def this_day() -> date:
    """Give today in London."""
    return localdate()
