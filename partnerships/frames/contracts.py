"""Contracts and work passed on under them as frames: the columns are a promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd
from django.db.models import Model, QuerySet

from organisations.frames import object_frame
from organisations.measured import SCALE, Disclosure, Unit
from partnerships.choices import PartyRole
from partnerships.frames.rows import rows_of

CONTRACT_COLUMNS = [
    "contract_id",
    "slug",
    "starts_on",
    "ends_on",
    "planned_ends_on",
    "total_low_pence",
    "total_high_pence",
    "is_total_known",
    "annual_low_pence",
    "annual_high_pence",
    "is_annual_known",
    "value_kind",
    "has_ended_early",
    "is_about",
    "are_dates_to_the_day",
]
PROVIDER_COLUMNS = [
    "contract_id",
    "organisation_id",
    "provider_key",
    "slug",
    "name",
    "sector_fixed",
    "fraction",
]
CHANGE_COLUMNS = [
    "contract_id",
    "changed_on",
    "total_low_pence",
    "total_high_pence",
    "annual_low_pence",
    "annual_high_pence",
    "ends_on",
]
LINK_COLUMNS = [
    "link_id",
    "contract_id",
    "tier",
    "giver_key",
    "giver_id",
    "giver_slug",
    "receiver_key",
    "receiver_id",
    "receiver_name",
    "receiver_sector_fixed",
    "receiver_slug",
    "value_low_pence",
    "value_high_pence",
    "is_value_known",
    "starts_on",
    "ends_on",
]
NOT_PUBLIC = "not public"


def contracts_frame(contracts: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give what the arithmetic of contract values needs.

    :param contracts: `Contract` rows; alternatives should be left out by the caller (`main()`)
    :return: one row per contract (see `CONTRACT_COLUMNS`): days or None, the last day counted;
        pence or None, a missing high with a known low meaning no upper limit
    """
    rows = [
        (
            row["id"],
            row["slug"],
            row["starts_on"],
            row["ends_on"],
            row["planned_ends_on"],
            row["total_value_low"],
            row["total_value_high"],
            row["total_value_disclosure"] == Disclosure.KNOWN,
            row["annual_value_low"],
            row["annual_value_high"],
            row["annual_value_disclosure"] == Disclosure.KNOWN,
            row["value_kind"],
            row["has_ended_early"],
            "about" in (row["total_value_qualifier"], row["annual_value_qualifier"]),
            _are_dates_to_the_day(row),
        )
        for row in sorted(rows_of(contracts), key=itemgetter("id"))
    ]
    return object_frame(rows, CONTRACT_COLUMNS)


def _are_dates_to_the_day(row: Mapping[str, Any]) -> bool:
    return all(
        row[f"{name}_precision"] == "day"
        for name in ("starts_on", "ends_on", "planned_ends_on")
        if row[name]
    )


def contract_providers_frame(parties: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give the providers of contracts.

    :param parties: `ContractParty` rows of `ContractPartyQuerySet.seen_by(user)`
    :return: one row per provider: contract_id, organisation_id (None without a record),
        provider_key, slug, name, sector_fixed (only without a record), fraction 0-1 or None
    """
    return _parties_frame(parties, PartyRole.PROVIDER)


def contract_commissioners_frame(parties: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give the commissioners of contracts, in the columns of `contract_providers_frame`."""
    return _parties_frame(parties, PartyRole.COMMISSIONER)


def _parties_frame(parties: QuerySet | Sequence[Model], role: str) -> pd.DataFrame:
    rows = []
    for row in sorted(rows_of(parties), key=itemgetter("id")):
        if row["role"] != role:
            continue
        is_exact = row["fraction_low"] is not None and row["fraction_low"] == row["fraction_high"]
        fraction = row["fraction_low"] / SCALE[Unit.PERCENT] / 100 if is_exact else None
        rows.append((row["contract_id"], *_party(row), fraction))
    return object_frame(rows, PROVIDER_COLUMNS)


def _party(row: Mapping[str, Any]) -> tuple[int | None, str, str, str, str]:
    """Give key, slug, name and fixed sector of a party; one not public keeps its sector only."""
    if row["organisation_id"] is None:
        return None, f"outside:{row['name']}", "", row["name"], row["sector"]
    key = f"organisation:{row['organisation_id']}"
    if not row["is_organisation_visible"]:
        return None, key, "", NOT_PUBLIC, ""
    return row["organisation_id"], key, row["organisation_slug"], row["organisation_name"], ""


def contract_changes_frame(changes: QuerySet) -> pd.DataFrame:
    """Give the changes of contracts in the order of their days (see `CHANGE_COLUMNS`)."""
    rows = changes.order_by("contract_id", "changed_on").values_list(
        "contract_id",
        "changed_on",
        "total_value_low",
        "total_value_high",
        "annual_value_low",
        "annual_value_high",
        "ends_on",
    )
    return object_frame(list(rows), CHANGE_COLUMNS)


def supply_links_frame(links: QuerySet) -> pd.DataFrame:
    """Give work passed on under contracts (see `LINK_COLUMNS`).

    :param links: `SupplyLink` rows of `SupplyLinkQuerySet.seen_by(user)`
    """
    rows = [
        (
            row["id"],
            row["contract_id"],
            row["tier"],
            f"organisation:{row['giver_id']}" if row["giver_id"] else "",
            row["giver_id"],
            row["giver_slug"] or "",
            *_receiver(row),
            row["value_low"],
            row["value_high"],
            row["value_disclosure"] == Disclosure.KNOWN,
            row["starts_on"],
            row["ends_on"],
        )
        for row in links.order_by("contract_id", "tier", "pk").values()
    ]
    return object_frame(rows, LINK_COLUMNS)


def _receiver(row: Mapping[str, Any]) -> tuple[str, int | None, str, str, str]:
    if row["receiver_id"] is None:
        name = row["receiver_name"]
        return f"outside:{name}", None, name, row["receiver_sector"], ""
    if not row["is_receiver_visible"]:
        return f"organisation:{row['receiver_id']}", None, NOT_PUBLIC, "", ""
    return (
        f"organisation:{row['receiver_id']}",
        row["receiver_id"],
        row["receiver_record_name"],
        "",
        row["receiver_slug"],
    )
