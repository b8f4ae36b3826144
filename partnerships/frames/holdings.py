"""Stakes as frames: the columns are a promise to the calculations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd
from django.db.models import Model, QuerySet

from organisations.frames import ORGANISATION_COLUMNS, object_frame
from organisations.measured import SCALE, Disclosure, Unit
from partnerships.choices import Basis, FigureRole, HolderClass, Measure, PeriodKind
from partnerships.frames.rows import rows_of

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
PERCENT_MEASURES = (Measure.EQUITY, Measure.VOTES)
HIDDEN_HOLDER = ("class:not_disclosed|", "holder not public", HolderClass.NOT_DISCLOSED)


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
    for stake in sorted(rows_of(stakes), key=itemgetter("id")):
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
        for stake in rows_of(stakes)
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
