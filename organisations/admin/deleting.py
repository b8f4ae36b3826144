"""What stands in the way of deleting a record, without a name that the person may not see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst

from organisations.admin.access import mask_invisible, visible_rows
from organisations.roles import SCOPES


def told_obstacles(request: HttpRequest, records: Iterable[Model]) -> list[str]:
    """Name the records that keep others from being deleted, as far as the person may see them.

    What is left out is found by the database all the same when it comes to deleting.
    """
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect(records)
    by_model = defaultdict(list)
    for obstacle in collector.protected:
        by_model[type(obstacle)].append(obstacle)
    return [
        f"{capfirst(model._meta.verbose_name)}: {obstacle}"
        for model, obstacles in by_model.items()
        for obstacle in _visible(request, model, obstacles)
    ]


def _visible(request: HttpRequest, model: type[Model], obstacles: list[Model]) -> list[Model]:
    if model._meta.label_lower not in SCOPES:
        return obstacles
    seen = visible_rows(request, model).in_bulk([obstacle.pk for obstacle in obstacles])
    return mask_invisible(request, seen.values())
