"""Organisations as frames: the columns are a promise to the calculations."""

from __future__ import annotations

import pandas as pd
from django.db.models import QuerySet

from organisations.choices import ShareCapital

SECTOR_COLUMNS = [
    "organisation_id",
    "sector",
    "is_staff_vehicle",
    "has_share_capital",
    "valid_from",
    "valid_to",
]
ORGANISATION_COLUMNS = [
    "organisation_id",
    "slug",
    "name",
    "region",
    "is_public_body",
    "founded_on",
    "dissolved_on",
    "exited_on",
]


def object_frame(rows: list, columns: list[str]) -> pd.DataFrame:
    """Make a frame of Python objects, with its columns also when it is empty.

    :param rows: tuples in the order of the columns
    """
    return pd.DataFrame(rows, columns=columns, dtype=object)


def sectors_frame(profiles: QuerySet) -> pd.DataFrame:
    """Give the sector of organisations over time.

    :param profiles: `Profile` rows
    :return: one row per profile: organisation_id; sector (empty if not recorded);
        is_staff_vehicle; has_share_capital (True, False, None if not known); valid_from
        (None: since before our records); valid_to (first day it no longer held; None: still)
    """
    capital = {ShareCapital.YES: True, ShareCapital.NO: False}
    rows = [
        (organisation_id, sector, bool(is_staff_vehicle), capital.get(shares), start, end)
        for organisation_id, sector, is_staff_vehicle, shares, start, end in profiles.order_by(
            "organisation_id", "valid_from"
        ).values_list(
            "organisation_id",
            "sector",
            "operating_model__is_staff_vehicle",
            "share_capital",
            "valid_from",
            "valid_to",
        )
    ]
    return object_frame(rows, SECTOR_COLUMNS)


def organisations_frame(organisations: QuerySet) -> pd.DataFrame:
    """Give what calculations need of organisations.

    :param organisations: `Organisation` rows
    :return: one row per organisation: organisation_id, slug, name, region (code),
        is_public_body, founded_on, dissolved_on, exited_on (days or None)
    """
    rows = [
        (key, slug, name, region, body is not None, founded, dissolved, exited)
        for key, slug, name, region, body, founded, dissolved, exited in organisations.order_by(
            "pk"
        ).values_list(
            "pk",
            "slug",
            "name",
            "region",
            "public_body__pk",
            "founded_on",
            "dissolved_on",
            "exited_on",
        )
    ]
    return object_frame(rows, ORGANISATION_COLUMNS)
