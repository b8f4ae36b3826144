"""Filling in the admin's forms as a browser would: everything shown is sent back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisations.models import User


def signed_in(user: User) -> Client:
    """Give a browser in which the account is signed in."""
    client = Client()
    client.force_login(user)
    return client


def admin_url(record: Any, page: str = "change") -> str:
    """Give the address of a record's page, or of its model's list or form (page, class)."""
    label = f"{record._meta.app_label}_{record._meta.model_name}"
    arguments = [record.pk] if page in {"change", "history", "delete"} else []
    return reverse(f"admin:{label}_{page}", args=arguments)


def fields_of(response: HttpResponse) -> dict[str, str]:
    """Read what the shown form would send if it were sent as it is."""
    data = _fields(response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        data |= _fields(formset.management_form)
        for form in formset.forms:
            data |= _fields(form)
    return data


def _fields(form: forms.BaseForm) -> dict[str, str]:
    data = {}
    for bound in form:
        if bound.field.disabled or bound.name == "DELETE":
            continue
        value = bound.field.prepare_value(bound.value())
        if isinstance(bound.field, forms.BooleanField):
            if value:
                data[bound.html_name] = "on"
        else:
            data[bound.html_name] = _text(value)
    return data


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def send(client: Client, url: str, **changes: Any) -> HttpResponse:
    """Open a form, change some of its fields and send it; `None` takes a field out."""
    data = fields_of(client.get(url)) | {key: _text(value) for key, value in changes.items()}
    return client.post(url, {key: data[key] for key in data if changes.get(key, "") is not None})


def errors_of(response: HttpResponse) -> str:
    """Give all errors of a form that came back, as one text; fails if it was stored."""
    assert response.status_code == 200, f"stored: {response.status_code} {response.headers}"
    texts = [str(response.context["adminform"].form.errors)]
    for inline in response.context["inline_admin_formsets"]:
        texts += [str(inline.formset.non_form_errors()), *map(str, inline.formset.errors)]
    return " ".join(texts)
