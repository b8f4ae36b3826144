"""Addresses of charts: `<page>charts/<name>.<svg|png|csv|json>`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.urls.resolvers import URLPattern


class ChartExtension(StringConverter):
    """One of the forms in which a chart can be had."""

    regex = "svg|png|csv|json"


register_converter(ChartExtension, "chart_extension")


def chart_path(page: str, view, name: str) -> URLPattern:
    """Make the address of a page's charts.

    :param page: the page's address, with its trailing slash (empty for the home page)
    :param view: takes the request, what the page's address captures, `name` and `extension`
    :param name: of the address
    """
    return path(f"{page}charts/<slug:name>.<chart_extension:extension>", view, name=name)
