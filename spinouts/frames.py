"""Spin-outs as frames: the columns are a promise to the calculations."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from django.db.models import QuerySet

from organisations.frames import object_frame

SPIN_OUT_COLUMNS = [
    "organisation_id",
    "slug",
    "name",
    "is_contrast",
    "launched_on",
    "dissolved_on",
    "exited_on",
    "service_group",
    "region",
    "structure",
]
PARENT_COLUMNS = ["organisation_id", "body_id"]


def spin_outs_frame(spin_outs: QuerySet) -> pd.DataFrame:
    """Give what calculations need of spin-outs.

    :param spin_outs: `SpinOut` rows
    :return: one row per spin-out: organisation_id; slug; name; is_contrast; launched_on (first
        dated launch, None if not known), dissolved_on, exited_on (days or None); service_group
        (code, empty if not recorded); region (code); structure (code, empty if not recorded)
    """
    rows = (
        spin_outs.with_launch()
        .order_by("organisation_id")
        .values_list(
            "organisation_id",
            "organisation__slug",
            "organisation__name",
            "is_contrast",
            "launched_on",
            "organisation__dissolved_on",
            "organisation__exited_on",
            "service_group__slug",
            "organisation__region",
            "structure",
        )
    )
    frame = object_frame(list(rows), SPIN_OUT_COLUMNS)
    return frame.assign(service_group=frame["service_group"].map(lambda code: code or ""))


def parents_frame(parents: QuerySet) -> pd.DataFrame:
    """Give which public bodies each spin-out left.

    :param parents: `SpinOutParent` rows
    :return: one row per parent: organisation_id (of the spin-out), body_id
    """
    rows = parents.order_by("pk").values_list("spin_out__organisation_id", "body_id")
    return object_frame(list(rows), PARENT_COLUMNS)


def with_successors(body_ids: set[int], successions: QuerySet, day) -> set[int]:
    """Add to public bodies everything that had followed them by a day, through every step.

    :param body_ids: organisation keys
    :param successions: `Succession` rows; one without a date counts as having happened
    :return: the bodies and their successors, as organisation keys
    """
    followers = defaultdict(set)
    for predecessor, successor, happened_on in successions.values_list(
        "predecessor_id", "successor_id", "happened_on"
    ):
        if happened_on is None or happened_on <= day:
            followers[predecessor].add(successor)
    known, frontier = set(body_ids), set(body_ids)
    while frontier:
        frontier = set().union(*(followers[body] for body in frontier)) - known
        known |= frontier
    return known
