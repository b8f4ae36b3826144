"""Charts of the page of capital."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from django.urls import reverse

from spinouts.dashboards.capital.figures import CapitalFigures
from spinouts.dashboards.capital.words import (
    SECTORS,
    count_words,
    instrument_label,
    pence,
    pounds,
    sector_label,
    sum_words,
)
from spinouts.dashboards.charts.chart import (
    Chart,
    Column,
    LeftOut,
    Part,
    RankedBar,
    RankedBars,
    Series,
    StackedColumns,
)
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.words import money_words

MOST_INVESTORS = 10
LONGEST_YEARS = 60
SECTOR_SERIES = tuple(Series(sector, sector_label(sector)) for sector in SECTORS)
COUNT_LABELS = {
    "investment_count": "Added up",
    "not_known_count": "Amount not known",
    "value_gbp": "Amount",
    "value_gbp_low": "Amount in pounds, lowest",
    "value_gbp_high": "Amount in pounds, highest",
    "is_about": "About",
}
PURCHASE_NOTE = (
    "What was paid for shares went to whoever sold them, which is not always the organisation "
    "itself."
)
EMPTY = "No investment with a known amount is on record for this choice."


LEFT_OUT_WORDS = {
    "withheld": "with an amount that is withheld",
    "not_known": "with an amount that is not known",
    "alternative": "that report money counted already",
    "planned": "only planned",
    "valuation": "valuations",
    "fund": "whole funds",
    "other_currency": "in another currency",
}


def left_out(figures: CapitalFigures, *more: LeftOut) -> tuple[LeftOut, ...]:
    """Name the investments that are in no sum, and why."""
    counts = figures.rows["status"].value_counts()
    reasons = (LeftOut(int(counts.get(status, 0)), why) for status, why in LEFT_OUT_WORDS.items())
    return (*reasons, *more)


def guarantees_left_out(figures: CapitalFigures) -> LeftOut:
    """Name the guarantees, which are no money given."""
    count = int(figures.cover["investment_count"] + figures.cover["not_known_count"])
    return LeftOut(count, "as guarantees, which are no money given")


def published(rows: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Give a table of sums in its published columns: keys, counts, pounds, about."""
    table = rows[list(keys)].copy()
    for name in ("investment_count", "not_known_count"):
        table[name] = rows[name]
    for end in ("low", "high"):
        table[f"value_gbp_{end}"] = [pounds(value) for value in rows[f"value_{end}_pence"]]
    return table.assign(is_about=rows["is_about"].astype(bool))


def about_rows(rows: pd.DataFrame) -> frozenset[int]:
    """Give the places of the rows whose sums are about so much."""
    return frozenset(place for place, is_about in enumerate(rows["is_about"]) if is_about)


def sum_bar(row: Any, **more: Any) -> RankedBar:
    """Make the bar of one sum."""
    low = pounds(row["value_low_pence"])
    return RankedBar(
        low=low,
        high=pounds(row["value_high_pence"]) if low is not None else None,
        is_about=bool(row["is_about"]),
        **more,
    )


def _biggest_first(rows: pd.DataFrame) -> list[Any]:
    """Put sums in the order of their lower ends, the unknown last."""
    records = [row for _, row in rows.iterrows()]
    return sorted(records, key=lambda row: -(pence(row["value_low_pence"]) or -1))


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
        for row in _biggest_first(rows)
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
        left_out=left_out(figures),
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
    first = _biggest_first(figures.by_instrument[~figures.by_instrument["is_guarantee"]])[0]
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
        for row in _biggest_first(rows)
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
        left_out=left_out(figures, guarantees_left_out(figures)),
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
    first = _biggest_first(known)[0]
    return (
        f"Most came from investors of the group “{sector_label(first['sector'])}”: "
        f"{sum_words(first)} in {counted(int(first['investment_count']), 'investments')}."
    )


def year_columns(rows: pd.DataFrame) -> StackedColumns:
    """Draw sums by year as columns of sectors, years without any money too.

    :param rows: of `capital.by_year_and_sector`; what is in no year is not drawn
    """
    known = rows[rows["year"].notna() & rows["value_low_pence"].notna()]
    groups = {int(year): group for year, group in known.groupby("year", sort=True)}
    years = sorted(groups)
    if years and years[-1] - years[0] < LONGEST_YEARS:
        years = list(range(years[0], years[-1] + 1))
    columns = tuple(_year_column(year, groups.get(year)) for year in years)
    return StackedColumns(series=SECTOR_SERIES, columns=columns, scale="pounds")


def _year_column(year: int, rows: pd.DataFrame | None) -> Column:
    """Make the column of one year; None: nothing was agreed in it."""
    if rows is None:
        return Column(label=str(year), parts=())
    parts = tuple(
        Part(
            row["sector"],
            pounds(row["value_low_pence"]),
            pounds(row["value_high_pence"]),
            is_about=bool(row["is_about"]),
        )
        for _, row in rows.iterrows()
    )
    note = counted(int(rows["investment_count"].sum()), "investments")
    return Column(label=str(year), parts=parts, note=note)


def year_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Give sums by year and sector in their published columns; no year stays missing."""
    table = published(rows, "year", "sector")
    years = [None if pd.isna(year) else int(year) for year in rows["year"]]
    return table.assign(year=pd.Series(years, dtype=object, index=table.index))


def by_year_and_sector(figures: CapitalFigures) -> Chart:
    """Draw money by year and by the investor's sector."""
    rows = figures.by_year_and_sector
    dated = rows["year"].notna()
    undated_count = int(rows.loc[~dated, "investment_count"].sum())
    return Chart(
        name="by-year-and-sector",
        title="Money by year and the investor's sector",
        summary=year_summary(rows),
        unit="pounds agreed in a calendar year",
        table=year_table(rows),
        column_labels={"year": "Year", "sector": "Investor's sector", **COUNT_LABELS},
        drawing=year_columns(rows),
        record_count=int(rows.loc[dated, "investment_count"].sum()),
        record_noun="investments",
        left_out=left_out(
            figures,
            guarantees_left_out(figures),
            LeftOut(undated_count, "agreed in a year that is not known"),
        ),
        rule="F11",
        as_of=figures.day,
        notes=(YEAR_NOTE,),
        about_rows=about_rows(rows),
        empty_words=EMPTY,
    )


YEAR_NOTE = (
    "The whole amount stands in the year in which it was agreed, though it may have been paid over "
    "several; many sources give the year only."
)


def year_summary(rows: pd.DataFrame) -> str:
    """Say from when to when money is on record, and in which year most was agreed."""
    dated = rows[rows["year"].notna() & rows["value_low_pence"].notna()]
    if dated.empty:
        return "No money with a known amount and a known year is on record for this choice."
    sums = dated.groupby("year")["value_low_pence"].sum()
    top, first, last = int(sums.idxmax()), int(sums.index.min()), int(sums.index.max())
    of_year = dated[dated["year"] == top]
    high = of_year["value_high_pence"]
    words = money_words(
        int(sums[top]),
        None if high.isna().any() else int(high.sum()),
        bool(of_year["is_about"].any()),
    )
    period = f"In {first}" if first == last else f"Of the years {first} to {last}"
    return f"{period}, most was agreed in {top}: {words}."


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
        left_out=left_out(figures, guarantees_left_out(figures)),
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
