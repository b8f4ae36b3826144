"""Choices of filters that come from the database, read when a form is made."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps

ANY = ("", "All")


def terms_of(model_label: str) -> Callable[[], list[tuple[str, str]]]:
    """Give a function that lists the terms of a vocabulary, for `ChoiceField(choices=…)`."""

    def choices() -> list[tuple[str, str]]:
        terms = apps.get_model(model_label).objects.order_by("name")
        return [ANY, *terms.values_list("slug", "name")]

    return choices


def with_any(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put “All” before fixed choices."""
    return [ANY, *((value, str(label)[:1].upper() + str(label)[1:]) for value, label in choices)]
