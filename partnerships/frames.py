"""Stakes and contracts as frames: the columns are a promise to the calculations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd
from django.db.models import Model, QuerySet

from organisations.frames import ORGANISATION_COLUMNS, object_frame
from organisations.measured import SCALE, Disclosure, Unit
from partnerships.choices import Basis, FigureRole, HolderClass, Measure, PartyRole, PeriodKind

HOLDING_COLUMNS = [
    "stake_id",
    "subject_id",
    "measure",
    "holder_id",
    "holder_key",
    "holder_name",
    "holder_category",
    "percent_low",
    "percent_high",
    "is_size_known",
    "is_about",
    "is_last_seen",
    "counts_from",
    "counts_to",
]
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
PERCENT_MEASURES = (Measure.EQUITY, Measure.VOTES)
HIDDEN_HOLDER = ("class:not_disclosed|", "holder not public", HolderClass.NOT_DISCLOSED)
NOT_PUBLIC = "not public"


def _rows_of(records: QuerySet | Sequence[Model]) -> Iterable[Mapping[str, Any]]:
    """Read rows of a queryset, or of records that a page has already read."""
    return records.values() if isinstance(records, QuerySet) else map(vars, records)


def holdings_frame(stakes: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give what counts in ownership splits.

    :param stakes: `Stake` rows of `StakeQuerySet.seen_by(user)`, whose annotation hides the name
        of a holder that the account may not see; rows that enter no sum are passed over
    :return: one row per main, actual, dated stake and measure it carries (see the module's
        `HOLDING_COLUMNS`): percent_low and percent_high 0-100, of unknown or withheld size 0 and
        100; counts_from None since before our records; counts_to the first day it no longer
        counts, None still
    """
    rows = []
    for stake in sorted(_rows_of(stakes), key=itemgetter("id")):
        if not _is_counted(stake):
            continue
        holder_key, holder_name, category = _holder(stake)
        for measure in Measure.values:
            if not stake[f"{measure}_disclosure"]:
                continue
            low, high, is_known = _percent(stake, measure)
            rows.append(
                (
                    stake["id"],
                    stake["subject_id"],
                    measure,
                    stake["holder_id"] if category == "" else None,
                    holder_key,
                    holder_name,
                    category,
                    low,
                    high,
                    is_known,
                    stake[f"{measure}_qualifier"] == "about",
                    stake["period_kind"] == PeriodKind.SNAPSHOT,
                    stake["counts_from"],
                    stake[f"{measure}_counts_to"],
                )
            )
    frame = object_frame(rows, HOLDING_COLUMNS)
    return frame.astype({"percent_low": float, "percent_high": float})


def _is_counted(stake: Mapping[str, Any]) -> bool:
    """Tell whether a stake enters sums: main, actual and dated (`rules.is_counted`)."""
    return (
        stake["role"] == FigureRole.MAIN
        and stake["basis"] == Basis.ACTUAL
        and stake["period_kind"] != PeriodKind.UNDATED
    )


def holders_frame(stakes: QuerySet | Sequence[Model]) -> pd.DataFrame:
    """Give the organisations that hold stakes, in the columns of `organisations_frame`.

    Saves a page the query that `organisations_frame` would cost: days are left empty.

    :param stakes: as for `holdings_frame`
    """
    holders = {
        stake["holder_id"]: (
            stake["holder_id"],
            stake["holder_slug"],
            stake["holder_record_name"],
            "",
            bool(stake["is_holder_public_body"]),
            None,
            None,
            None,
        )
        for stake in _rows_of(stakes)
        if stake["holder_id"] and stake["is_holder_visible"]
    }
    return object_frame([holders[key] for key in sorted(holders)], ORGANISATION_COLUMNS)


def _holder(stake: Mapping[str, Any]) -> tuple[str, str, str]:
    """Give key, name and fixed category of a stake's holder."""
    if stake["holder_id"]:
        if not stake["is_holder_visible"]:
            return HIDDEN_HOLDER
        return f"organisation:{stake['holder_id']}", stake["holder_record_name"], ""
    name = stake["holder_name"]
    if stake["holder_class"]:
        words = name or HolderClass(stake["holder_class"]).label
        return f"class:{stake['holder_class']}|{name}", words, stake["holder_class"]
    return f"outside:{name}|{stake['holder_sector']}", name, stake["holder_sector"]


def _percent(stake: Mapping[str, Any], measure: str) -> tuple[float, float, bool]:
    """Give the interval of a stake in per cent; seats are counted of the whole board."""
    low, high = stake[f"{measure}_low"], stake[f"{measure}_high"]
    if stake[f"{measure}_disclosure"] != Disclosure.KNOWN:
        return 0.0, 100.0, False
    if measure in PERCENT_MEASURES:
        scale = SCALE[Unit.PERCENT]
        return low / scale, 100.0 if high is None else high / scale, True
    seats_total = stake["board_seats_total"]
    if not seats_total:
        return 0.0, 100.0, False
    return 100 * low / seats_total, 100.0 if high is None else 100 * high / seats_total, True


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
        for row in sorted(_rows_of(contracts), key=itemgetter("id"))
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
    for row in sorted(_rows_of(parties), key=itemgetter("id")):
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


def organisation_ids_in(*columns: Iterable) -> set[int]:
    """Collect the organisations named in columns of frames, without the missing ones."""
    return {int(value) for column in columns for value in column if value is not None}
