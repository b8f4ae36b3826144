"""Charts of value on its way down the tiers of supply chains, of one contract or of many (F5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from spinouts.dashboards.charts.chart import (
    Chart,
    Column,
    Part,
    Series,
    StackedColumns,
    TierFlow,
    TierFlows,
    TierPart,
)
from spinouts.dashboards.charts.palette import CATEGORY_LABELS
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.words import money_words

PENCE = 100
SECTORS = ("public", "private", "social", "mutual", "hybrid", "not_recorded")
SERIES = tuple(Series(sector) for sector in SECTORS)
FLOW_LABELS = {
    "giver_tier": "From tier",
    "giver_sector": "From",
    "receiver_sector": "To",
    "link_count": "Links with a value",
    "undisclosed_count": "Links not disclosed",
    "value_gbp": "Value",
    "value_gbp_low": "Value in pounds, lowest",
    "value_gbp_high": "Value in pounds, highest",
}
TIER_LABELS = {
    "tier": "Tier",
    "sector": "Sector",
    "contract_count": "Contracts with a value",
    "link_count": "Links with a value",
    "undisclosed_count": "Not disclosed",
    "value_gbp": "Value",
    "value_gbp_low": "Value in pounds, lowest",
    "value_gbp_high": "Value in pounds, highest",
}
WHOLE_TERM = "Values are those of the whole term, at the sectors that both sides had on each day."
NO_SIZE = "A broken line stands for links whose value is not disclosed: it has no size."


def tier_label(tier: int) -> str:
    """Name a tier: the providers are tier 0."""
    return "Providers" if tier == 0 else f"Tier {tier}: passed on"


def flow_chart(
    by_tier: pd.DataFrame, flows: pd.DataFrame, *, title: str, day: date, contract_count: int
) -> Chart:
    """Draw what went from tier to tier and from sector to sector (F5).

    :param by_tier: of `supply.value_by_tier_and_sector`
    :param flows: of `supply.flows`
    :param contract_count: contracts with links
    """
    last = 0 if flows.empty else int(flows["giver_tier"].max()) + 1
    tiers = range(last + 1) if len(flows) else range(0)
    parts = tuple(
        TierPart(
            int(row.tier), row.sector, *_pounds(row), undisclosed_count=int(row.undisclosed_count)
        )
        for row in by_tier.itertuples()
        if row.tier <= last
    )
    drawn = tuple(
        TierFlow(
            int(row.giver_tier),
            row.giver_sector,
            row.receiver_sector,
            *_pounds(row),
            undisclosed_count=int(row.undisclosed_count),
        )
        for row in flows.itertuples()
    )
    return Chart(
        name="flow",
        title=title,
        summary=flow_summary(by_tier, flows),
        unit="pounds over the whole term",
        table=_in_pounds(flows),
        column_labels=FLOW_LABELS,
        cell_labels=CATEGORY_LABELS,
        drawing=TierFlows(
            series=SERIES,
            tier_labels=tuple(tier_label(tier) for tier in tiers),
            tier_notes=tuple(tier_words(by_tier, tier) for tier in tiers),
            parts=parts if drawn else (),
            flows=drawn,
        ),
        record_count=contract_count,
        record_noun="contracts",
        rule="F5",
        as_of=day,
        notes=(WHOLE_TERM, NO_SIZE) if flows["undisclosed_count"].any() else (WHOLE_TERM,),
        empty_words="No work is recorded as passed on.",
    )


def tier_words(by_tier: pd.DataFrame, tier: int) -> str:
    """Say what reached a tier in all, and what of it is not disclosed."""
    rows = by_tier[by_tier["tier"] == tier]
    low, high = total_of(rows)
    unknown = int(rows["undisclosed_count"].sum())
    parts = [money_words(low, high)] if low is not None else []
    if unknown:
        parts.append(f"{counted(unknown, 'contracts' if tier == 0 else 'links')} not disclosed")
    return ", ".join(parts)


def total_of(rows: pd.DataFrame) -> tuple[int | None, int | None]:
    """Add up values in pence: nothing known gives None twice, one without a limit no high."""
    known = rows[rows["value_low_pence"].notna()]
    if known.empty:
        return None, None
    highs = known["value_high_pence"]
    return int(known["value_low_pence"].sum()), None if highs.isna().any() else int(highs.sum())


def flow_summary(by_tier: pd.DataFrame, flows: pd.DataFrame) -> str:
    """Say what was passed on at first hand, to whom, in one sentence or two."""
    if flows.empty:
        return "No work is recorded as passed on."
    first = by_tier[by_tier["tier"] == 1]
    known = first[first["value_low_pence"].notna()].sort_values("value_low_pence", ascending=False)
    low, high = total_of(first)
    unknown = int(first["undisclosed_count"].sum())
    sentences = []
    if low is not None:
        shares = ", ".join(
            f"{CATEGORY_LABELS[row.sector].lower()} "
            f"{money_words(int(row.value_low_pence), _whole(row.value_high_pence))}"
            for row in known.itertuples()
        )
        sentences.append(f"Providers pass on {money_words(low, high)}: {shares}.")
    if unknown:
        links = counted(unknown, "links")
        sentences.append(f"Of {links} from them the value is not disclosed.")
    return " ".join(sentences)


def tier_chart(by_tier: pd.DataFrame, *, title: str, day: date, contract_count: int) -> Chart:
    """Draw the value that reached each tier, by sector (F5).

    :param by_tier: of `supply.value_by_tier_and_sector`
    """
    tiers = sorted({int(tier) for tier in by_tier["tier"]})
    columns = tuple(
        Column(
            f"Tier {tier}" if tier else "Providers",
            _column_parts(by_tier[by_tier["tier"] == tier]),
            note=tier_words(by_tier, tier),
        )
        for tier in tiers
    )
    undisclosed = int(by_tier.loc[by_tier["tier"] > 0, "undisclosed_count"].sum())
    beside = f"Beside the sums stand {counted(undisclosed, 'links')} without a disclosed value."
    return Chart(
        name="value-by-tier",
        title=title,
        summary="; ".join(f"{tier_label(tier)}: {_known_words(by_tier, tier)}" for tier in tiers)
        + "."
        if tiers
        else "No work is recorded as passed on.",
        unit="pounds over the whole term",
        table=_in_pounds(by_tier),
        column_labels=TIER_LABELS,
        drawing=StackedColumns(SERIES, columns, "pounds"),
        record_count=contract_count,
        record_noun="contracts",
        rule="F5",
        as_of=day,
        notes=(
            "What a tier passes on is still in its own column.",
            *([beside] if undisclosed else []),
        ),
        empty_words="No work is recorded as passed on.",
    )


def _known_words(by_tier: pd.DataFrame, tier: int) -> str:
    return tier_words(by_tier, tier) or "no value known"


def _column_parts(rows: pd.DataFrame) -> tuple[Part, ...]:
    known = rows[rows["value_low_pence"].notna()]
    return tuple(Part(row.sector, *_pounds(row)) for row in known.itertuples())


def _whole(pence) -> int | None:
    return None if pd.isna(pence) else int(pence)


def _pounds(row) -> tuple[float | None, float | None]:
    ends: Sequence[int | None] = (_whole(row.value_low_pence), _whole(row.value_high_pence))
    low, high = (None if end is None else end / PENCE for end in ends)
    return low, high


def _in_pounds(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the table with pounds in place of pence."""
    values = {
        f"value_gbp_{end}": pd.to_numeric(rows[f"value_{end}_pence"]).astype("Float64") / PENCE
        for end in ("low", "high")
    }
    return rows.drop(columns=["value_low_pence", "value_high_pence"]).assign(**values)
