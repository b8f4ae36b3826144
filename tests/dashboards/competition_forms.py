"""Filling in the forms of competitions as a browser would: everything shown is sent back."""

from __future__ import annotations

import html
from typing import Any

from django import forms
from django.http import HttpResponse
from django.test import Client

from organisations.models import User

LIST = "/partnerships/competitions/"
SETS = ("rows", "bidders", "offers", "table")


def signed_in(user: User) -> Client:
    """Give a browser in which the account is signed in."""
    client = Client()
    client.force_login(user)
    return client


def page_of(competition: Any, page: str = "") -> str:
    """Give the address of a competition's page, or of one below it."""
    return f"{LIST}{competition.slug}/{page}"


def bid_page(bid: Any, page: str = "") -> str:
    """Give the address of a bid's page, or of one below it."""
    return page_of(bid.competition, f"bids/{bid.pk}/{page}")


def fields_of(response: HttpResponse) -> dict[str, Any]:
    """Read what the shown form would send if it were sent as it is."""
    context = response.context
    data = _fields(context["form"])
    for name in SETS:
        if name in context and isinstance(context[name], forms.BaseFormSet):
            data |= _fields(context[name].management_form)
            for form in context[name].forms:
                data |= _fields(form)
    if "seen_version" in context:
        data["seen_version"] = context["seen_version"]
    return data


def _fields(form: forms.BaseForm) -> dict[str, Any]:
    data = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        if bound.field.disabled or bound.name == "DELETE" or value is None:
            continue
        if isinstance(bound.field, forms.BooleanField):
            if value:
                data[bound.html_name] = "on"
        elif isinstance(value, list | tuple):
            data[bound.html_name] = [str(one) for one in value]
        else:
            data[bound.html_name] = str(value)
    return data


def send(client: Client, url: str, **changes: Any) -> HttpResponse:
    """Open a form, change some of its boxes and send it; “__” in a name stands for “-”."""
    data = fields_of(client.get(url))
    return client.post(url, data | {key.replace("__", "-"): text for key, text in changes.items()})


def errors_of(response: HttpResponse) -> str:
    """Give what a form that came back says is wrong; fails if it was stored."""
    assert response.status_code == 200, f"stored: {response.status_code} {response.headers}"
    return " ".join(problem["text"] for problem in response.context["problems"])


def text_of(response: HttpResponse) -> str:
    """Give a page's text with its signs written out."""
    return html.unescape(response.content.decode())
