"""Addresses made of names: short, unique and meant to last."""

from __future__ import annotations

from django.db import models
from django.utils.text import slugify

from organisations.likeness import LEGAL_WORDS

LONGEST = 60


def free_slug(model: type[models.Model], words: str) -> str:
    """Make an address of a name or title that no row of the model has yet.

    :param model: a model with a `slug`
    :param words: a name or title; legal forms at its end are left out
    :return: for example “mycsp”, or “mycsp-2” if that is taken
    """
    parts = slugify(words).split("-")
    while len(parts) > 1 and parts[-1] in LEGAL_WORDS:
        parts.pop()
    base = "-".join(parts)[:LONGEST].strip("-") or model._meta.model_name
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
