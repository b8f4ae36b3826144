"""Charts of the page of supply chains: flow, tiers, shares of all contracts, programmes."""

from __future__ import annotations

import pandas as pd

from partnerships.models import ProgrammeTally
from spinouts.dashboards.builders.contracts import shares_by_sector
from spinouts.dashboards.builders.supply import SERIES, flow_chart, tier_chart
from spinouts.dashboards.charts.chart import Bar, Chart, Part, SplitBar
from spinouts.dashboards.primes.supply_figures import SupplyFigures
from spinouts.dashboards.primes.supply_page import is_told, parts_of
from spinouts.dashboards.primes.words import sector_words
from spinouts.dashboards.words import NOT_KNOWN, percent_words

WHOLE = 100.0
REST_NOTE = "What is not the part counted is drawn as not recorded: the sources do not say whose."


def flow(figures: SupplyFigures) -> Chart:
    """Draw what went from tier to tier and from sector to sector (F5)."""
    return flow_chart(
        figures.by_tier,
        figures.flows,
        title="Where contract value is passed on, tier by tier",
        day=figures.day,
        contract_count=len(figures.linked),
    )


def value_by_tier(figures: SupplyFigures) -> Chart:
    """Draw the value that reached each tier, by sector (F5)."""
    return tier_chart(
        figures.by_tier,
        title="Value that reached each tier, by sector",
        day=figures.day,
        contract_count=len(figures.linked),
    )


def programmes(figures: SupplyFigures) -> Chart:
    """Draw the published counts of programmes, each in per cent of its whole (F5)."""
    percents = figures.tally_percents
    rows = [
        (
            tally.partnership.name,
            tally.denominator,
            tally.sector or NOT_KNOWN,
            *_ends(percents, tally),
        )
        for tally in figures.tallies
    ]
    table = pd.DataFrame(
        rows, columns=["programme", "counted_by", "sector", "percent_low", "percent_high"]
    ).astype({"percent_low": float, "percent_high": float})
    return Chart(
        name="programmes",
        title="Programmes with published counts",
        summary=_summary(figures),
        unit="per cent of the whole",
        table=table,
        column_labels={
            "programme": "Programme",
            "counted_by": "Counted by",
            "sector": "Whose part",
            "percent": "Part",
            "percent_low": "Part in per cent, lowest",
            "percent_high": "Part in per cent, highest",
        },
        drawing=SplitBar(SERIES, tuple(_bar(figures, tally) for tally in figures.tallies)),
        record_count=len(figures.tallies),
        record_noun="published counts",
        rule="F5",
        as_of=figures.day,
        notes=(REST_NOTE,),
        empty_words="No programme has published counts.",
    )


def _ends(percents: pd.DataFrame, tally: ProgrammeTally) -> tuple[float | None, float | None]:
    """Give the percentage; none of fewer than five (F13) and none where it is not known."""
    row = percents.loc[tally.pk]
    if not is_told(tally) or pd.isna(row["percent_low"]):
        return None, None
    return float(row["percent_low"]), float(row["percent_high"])


def _label(tally: ProgrammeTally) -> str:
    return f"{tally.partnership.name}, {tally.get_denominator_display()}"


def _bar(figures: SupplyFigures, tally: ProgrammeTally) -> Bar:
    low, high = _ends(figures.tally_percents, tally)
    part, whole = parts_of(tally)
    if low is None or not tally.sector:
        return Bar(_label(tally), (), message=f"{part or NOT_KNOWN} of {whole or NOT_KNOWN}")
    rest = Part("not_recorded", max(0.0, WHOLE - high), max(0.0, WHOLE - low))
    parts = (Part(tally.sector, min(low, WHOLE), min(high, WHOLE)), rest)
    return Bar(_label(tally), parts, note=f"{part} of {whole}")


def _summary(figures: SupplyFigures) -> str:
    sentences = []
    for tally in figures.tallies:
        low, high = _ends(figures.tally_percents, tally)
        part, whole = parts_of(tally)
        counted = f"{part or NOT_KNOWN} of {whole or NOT_KNOWN}"
        share = f", {percent_words(low, high)}" if low is not None else ""
        whose = sector_words(tally.sector) if tally.sector else "sector not stated"
        sentences.append(f"{_label(tally)}: {whose} {counted}{share}.")
    return " ".join(sentences) or "No programme has published counts."


SUPPLY_CHARTS = {
    "flow": flow,
    "value-by-tier": value_by_tier,
    "shares-by-sector": shares_by_sector,
    "programmes": programmes,
}
