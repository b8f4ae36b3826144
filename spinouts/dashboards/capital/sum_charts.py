"""What charts of capital share: bars, columns and tables of sums, and what they leave out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from partnerships.capital import total
from spinouts.dashboards.capital.words import SECTORS, pence, pounds, sector_label
from spinouts.dashboards.charts.chart import (
    Chart,
    Column,
    LeftOut,
    Part,
    RankedBar,
    Series,
    StackedColumns,
)
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.words import money_words

SECTOR_SERIES = tuple(Series(sector, sector_label(sector)) for sector in SECTORS)
COUNT_LABELS = {
    "investment_count": "Added up",
    "not_known_count": "Amount not known",
    "value_gbp": "Amount",
    "value_gbp_low": "Amount in pounds, lowest",
    "value_gbp_high": "Amount in pounds, highest",
    "is_about": "About",
}
EMPTY = "No investment with a known amount is on record for this choice."
LONGEST_YEARS = 60
LEFT_OUT_WORDS = {
    "withheld": "with an amount that is withheld",
    "not_known": "with an amount that is not known",
    "alternative": "as further reports of money counted already",
    "planned": "as plans",
    "valuation": "as valuations",
    "fund": "as whole funds",
    "other_currency": "in another currency",
}


def left_out(rows: pd.DataFrame, *more: LeftOut) -> tuple[LeftOut, ...]:
    """Name the investments that are in no sum, and why.

    :param rows: of `capital.capital_rows`
    """
    counts = rows["status"].value_counts()
    reasons = (LeftOut(int(counts.get(status, 0)), why) for status, why in LEFT_OUT_WORDS.items())
    return (*reasons, *more)


def guarantees_left_out(rows: pd.DataFrame) -> LeftOut:
    """Name the guarantees, which are no money given.

    :param rows: of `capital.capital_rows`
    """
    cover = total(rows, of_guarantees=True)
    return LeftOut(int(cover["investment_count"]), "as guarantees, which are no money given")


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


def biggest_first(rows: pd.DataFrame) -> list[Any]:
    """Put sums in the order of their lower ends, the unknown last."""
    records = [row for _, row in rows.iterrows()]
    return sorted(records, key=lambda row: -(pence(row["value_low_pence"]) or -1))


def _year_columns(rows: pd.DataFrame) -> StackedColumns:
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


def _year_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Give sums by year and sector in their published columns; no year stays missing."""
    table = published(rows, "year", "sector")
    years = [None if pd.isna(year) else int(year) for year in rows["year"]]
    return table.assign(year=pd.Series(years, dtype=object, index=table.index))


def year_chart(
    sums: pd.DataFrame, rows: pd.DataFrame, *, name: str, title: str, as_of: date
) -> Chart:
    """Draw sums by year and sector.

    :param sums: of `capital.by_year_and_sector`
    :param rows: of `capital.capital_rows`, of which the sums are
    """
    dated = sums["year"].notna()
    return Chart(
        name=name,
        title=title,
        summary=_year_summary(sums),
        unit="pounds agreed in a calendar year",
        table=_year_table(sums),
        column_labels={"year": "Year", "sector": "Investor's sector", **COUNT_LABELS},
        drawing=_year_columns(sums),
        record_count=int(sums.loc[dated, "investment_count"].sum()),
        record_noun="investments",
        left_out=left_out(
            rows,
            guarantees_left_out(rows),
            LeftOut(
                int(sums.loc[~dated, "investment_count"].sum()),
                "agreed in a year that is not known",
            ),
        ),
        rule="F11",
        as_of=as_of,
        notes=(YEAR_NOTE,),
        about_rows=about_rows(sums),
        empty_words=EMPTY,
    )


YEAR_NOTE = (
    "The whole amount stands in the year in which it was agreed, though it may have been paid over "
    "several; many sources give the year only."
)


def _year_summary(rows: pd.DataFrame) -> str:
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
