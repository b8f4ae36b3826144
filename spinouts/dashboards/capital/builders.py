"""Charts of the page of capital."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from django.urls import reverse

from spinouts.dashboards.capital.figures import CapitalFigures
from spinouts.dashboards.capital.sum_charts import (
    COUNT_LABELS,
    EMPTY,
    SECTOR_SERIES,
    about_rows,
    biggest_first,
    guarantees_left_out,
    left_out,
    published,
    sum_bar,
    year_chart,
)
from spinouts.dashboards.capital.words import (
    count_words,
    instrument_label,
    pence,
    pounds,
    sector_label,
    sum_words,
)
from spinouts.dashboards.charts.chart import (
    Chart,
    RankedBars,
    Series,
)
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.words import money_words

MOST_INVESTORS = 10
FROM_WORDS = {
    "public": "the public sector",
    "private": "the private sector",
    "social": "the social sector",
    "mutual": "mutuals",
    "hybrid": "hybrid organisations",
    "not_recorded": "investors whose sector is not recorded",
}
PURCHASE_NOTE = (
    "What was paid for shares went to whoever sold them, which is not always the organisation "
    "itself."
)


def by_instrument(figures: CapitalFigures) -> Chart:
    """Draw capital by its form; guarantees with what they still cover."""
    rows = figures.by_instrument
    bars = tuple(
        sum_bar(
            row,
            label=instrument_label(row["instrument"]),
            series_key="series_4" if row["is_guarantee"] else "series_1",
            note=_instrument_note(row),
        )
        for row in biggest_first(rows)
    )
    table = published(rows, "instrument").assign(
        called_gbp_low=[pounds(value) for value in rows["called_low_pence"]],
        called_gbp_high=[pounds(value) for value in rows["called_high_pence"]],
    )
    has_guarantee = bool(rows["is_guarantee"].any())
    return Chart(
        name="by-instrument",
        title="Capital and support by form",
        summary=_instrument_summary(figures),
        unit="pounds",
        table=table,
        column_labels={
            "instrument": "Form",
            **COUNT_LABELS,
            "called_gbp": "Called",
            "called_gbp_low": "Called in pounds, lowest",
            "called_gbp_high": "Called in pounds, highest",
        },
        drawing=RankedBars(
            bars=bars,
            scale="pounds",
            series=(
                Series("series_1", "Given or promised"),
                Series("series_4", "Guarantees: still covered"),
            )
            if has_guarantee
            else (),
        ),
        record_count=int(rows["investment_count"].sum()),
        record_noun="investments",
        left_out=left_out(figures.rows),
        rule="F11",
        as_of=figures.day,
        notes=(PURCHASE_NOTE,) if "purchase" in set(rows["instrument"]) else (),
        cell_labels={code: instrument_label(code) for code in rows["instrument"]},
        about_rows=about_rows(rows),
        empty_words=EMPTY,
    )


def _instrument_note(row: Any) -> str:
    if not row["is_guarantee"]:
        return count_words(row)
    low, high = pence(row["called_low_pence"]), pence(row["called_high_pence"])
    called = "no call on record" if low is None else f"{money_words(low, high)} called"
    return f"{count_words(row)}; {called}"


def _instrument_summary(figures: CapitalFigures) -> str:
    if not figures.money["investment_count"]:
        return EMPTY
    first = biggest_first(figures.by_instrument[~figures.by_instrument["is_guarantee"]])[0]
    count = int(figures.money["investment_count"])
    return (
        f"{counted(count, 'investments')} {'comes' if count == 1 else 'come'} to "
        f"{sum_words(figures.money)}; the most was given as "
        f"{instrument_label(first['instrument']).lower()}: {sum_words(first)}."
    )


def by_sector(figures: CapitalFigures) -> Chart:
    """Draw money by the sector of whoever gave it."""
    rows = figures.by_sector
    bars = tuple(
        sum_bar(
            row,
            label=sector_label(row["sector"]),
            series_key=row["sector"],
            note=count_words(row),
        )
        for row in biggest_first(rows)
    )
    return Chart(
        name="by-sector",
        title="Money by the investor's sector",
        summary=_sector_summary(rows),
        unit="pounds",
        table=published(rows, "sector"),
        column_labels={"sector": "Investor's sector", **COUNT_LABELS},
        drawing=RankedBars(bars=bars, scale="pounds"),
        record_count=int(rows["investment_count"].sum()),
        record_noun="investments",
        left_out=left_out(figures.rows, guarantees_left_out(figures.rows)),
        rule="F11",
        as_of=figures.day,
        notes=("The sector is that of the investor when the money was agreed.",),
        about_rows=about_rows(rows),
        empty_words=EMPTY,
    )


def _sector_summary(rows: pd.DataFrame) -> str:
    known = rows[rows["investment_count"] > 0]
    if known.empty:
        return EMPTY
    first = biggest_first(known)[0]
    return (
        f"Most came from {FROM_WORDS[first['sector']]}: "
        f"{sum_words(first)} in {counted(int(first['investment_count']), 'investments')}."
    )


def by_year_and_sector(figures: CapitalFigures) -> Chart:
    """Draw money by year and by the investor's sector."""
    return year_chart(
        figures.by_year_and_sector,
        figures.rows,
        name="by-year-and-sector",
        title="Money by year and the investor's sector",
        as_of=figures.day,
    )


def largest_investors(figures: CapitalFigures) -> Chart:
    """Draw the investors who gave the most."""
    rows = figures.by_investor
    known = rows[rows["value_low_pence"].notna()]
    bars = tuple(
        sum_bar(
            row,
            label=row["investor_name"],
            series_key=row["sector"],
            href=_investor_url(figures, row["investor_slug"]),
            note=count_words(row),
        )
        for _, row in known.head(MOST_INVESTORS).iterrows()
    )
    present = _in_order({row["sector"] for _, row in known.head(MOST_INVESTORS).iterrows()})
    return Chart(
        name="largest-investors",
        title="Who gave the most",
        summary=EMPTY
        if known.empty
        else f"{known.iloc[0]['investor_name']} gave the most that is on record: "
        f"{sum_words(known.iloc[0])}.",
        unit="pounds",
        table=published(rows, "investor_slug", "investor_name", "sector"),
        column_labels={
            "investor_slug": "Address",
            "investor_name": "Investor",
            "sector": "Sector at the latest",
            **COUNT_LABELS,
        },
        drawing=RankedBars(bars=bars, scale="pounds", series=present),
        record_count=int(rows["investment_count"].sum()),
        record_noun="investments",
        left_out=left_out(figures.rows, guarantees_left_out(figures.rows)),
        rule="F11",
        as_of=figures.day,
        notes=(f"The picture shows the first {MOST_INVESTORS} of {len(known)}.",)
        if len(known) > MOST_INVESTORS
        else (),
        about_rows=about_rows(rows),
        empty_words=EMPTY,
    )


def _in_order(sectors: Iterable[str]) -> tuple[Series, ...]:
    wanted = set(sectors)
    return tuple(series for series in SECTOR_SERIES if series.key in wanted)


def _investor_url(figures: CapitalFigures, slug: str) -> str:
    """Give the list of what one investor gave."""
    if not slug:
        return ""
    return with_query(
        reverse("spinouts:capital-list"), figures.filters.query(investor=slug, sort=None)
    )


CAPITAL_CHARTS = {
    "by-instrument": by_instrument,
    "by-sector": by_sector,
    "by-year-and-sector": by_year_and_sector,
    "largest-investors": largest_investors,
}
