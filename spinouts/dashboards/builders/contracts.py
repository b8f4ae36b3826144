"""Charts of the contracts dashboard."""

from __future__ import annotations

import pandas as pd

from partnerships.choices import Category
from partnerships.contract_values import financial_year
from spinouts.dashboards.builders.contracts_ending import ending_soon
from spinouts.dashboards.builders.ownership import organisation_url
from spinouts.dashboards.charts.chart import (
    Bar,
    Chart,
    Column,
    LeftOut,
    Part,
    RankedBar,
    RankedBars,
    Series,
    SplitBar,
    StackedColumns,
)
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.figures.contracts import ContractFigures
from spinouts.dashboards.words import money_words

SECTORS = ("public", "private", "social", "mutual", "hybrid", "not_recorded")
SECTOR_SERIES = tuple(Series(sector, Category(sector).label) for sector in SECTORS)
MOST_PROVIDERS = 20
PENCE = 100
BY_WORDS = {"value": "Contract value", "contracts": "Contracts", "organisations": "Organisations"}


def pounds(pence: pd.Series) -> pd.Series:
    """Turn pence into pounds; missing stays missing."""
    return pd.to_numeric(pence).astype(float) / PENCE


def left_out(figures: ContractFigures) -> tuple[LeftOut, ...]:
    """Name the contracts whose value is placed in no year, and why."""
    words = {
        "unvalued": "without a value that is known",
        "undated": "with a value but without the dates to place it",
        "ceiling": "whose figure is a ceiling, never added up",
        "revenue_managed": "whose figure is revenue managed, never added up",
        "not_begun": "not begun by the day",
    }
    return tuple(LeftOut(figures.status_count(status), why) for status, why in words.items())


def value_by_year_and_sector(figures: ContractFigures) -> Chart:
    """Draw contract value, contracts or organisations by financial year and sector (F4, F5)."""
    rows = figures.by_year_and_sector
    by = figures.filters.value("by") or "value"
    table = pd.DataFrame(
        {
            "financial_year": rows["financial_year"],
            "sector": rows["sector"],
            "contract_count": rows["contract_count"],
            "value_gbp_low": pounds(rows["value_low_pence"]),
            "value_gbp_high": pounds(rows["value_high_pence"]),
        }
    )
    view = "delivered" if figures.is_delivered else "by provider"
    return Chart(
        name="value-by-year-and-sector",
        title=f"{BY_WORDS[by]} by financial year and sector, {view}",
        summary=_value_summary(figures),
        unit={"value": "pounds a financial year"}.get(by, f"number of {by}"),
        table=table,
        column_labels={
            "financial_year": "Financial year",
            "sector": "Sector",
            "contract_count": "Contracts",
            "value_gbp": "Value",
            "value_gbp_low": "Value in pounds, lowest",
            "value_gbp_high": "Value in pounds, highest",
        },
        drawing=_year_columns(figures, by),
        record_count=figures.status_count("placed"),
        record_noun="contracts",
        left_out=left_out(figures),
        rule="F5",
        as_of=figures.day,
        notes=_value_notes(figures),
    )


def _year_columns(figures: ContractFigures, by: str) -> StackedColumns:
    rows = figures.by_year_and_sector
    present = contract_year(figures)
    columns = []
    for year, group in rows.groupby("financial_year", sort=True):
        parts = tuple(_part(row, by) for row in group.itertuples())
        columns.append(
            Column(
                label=str(year),
                parts=parts,
                is_to_come=str(year) > present,
                note=counted(int(group["contract_count"].sum()), "contracts"),
            )
        )
    scale = "pounds" if by == "value" else "count"
    return StackedColumns(series=SECTOR_SERIES, columns=tuple(columns), scale=scale)


def contract_year(figures: ContractFigures) -> str:
    """Give the financial year of the day that the page is read on."""
    return financial_year(figures.day)


def _part(row, by: str) -> Part:
    if by == "value":
        high = None if pd.isna(row.value_high_pence) else float(row.value_high_pence) / PENCE
        return Part(row.sector, float(row.value_low_pence) / PENCE, high)
    count = float(row.contract_count if by == "contracts" else row.organisation_count)
    return Part(row.sector, count, count)


def _value_summary(figures: ContractFigures) -> str:
    total = figures.denominators
    if total.empty:
        return "No contract with a known value and known dates is on record for this choice."
    first = total.sort_values("value_low_pence", ascending=False).iloc[0]
    low = int(total["value_low_pence"].sum())
    high = total["value_high_pence"]
    high_sum = None if high.isna().any() else int(high.sum())
    return (
        f"{counted(figures.status_count('placed'), 'contracts')} worth "
        f"{money_words(low, high_sum)} over their terms can be placed in years; the most goes to "
        f"{Category(first['sector']).label.lower()}: {_worth(first)}."
    )


def _worth(row: pd.Series) -> str:
    return money_words(int(row["value_low_pence"]), _pence(row["value_high_pence"]))


def _pence(value) -> int | None:
    return None if pd.isna(value) else int(value)


def _value_notes(figures: ContractFigures) -> tuple[str, ...]:
    notes = ["Value is spread evenly over each contract's days; lighter years are to come."]
    status = figures.status
    if status["is_open_ended"].any():
        notes.append(
            f"{counted(int(status['is_open_ended'].sum()), 'contracts')} without an end "
            "are counted up to the day asked for."
        )
    placed = status[status["status"] == "placed"]
    imprecise = int((~placed["are_dates_to_the_day"].astype(bool)).sum())
    if imprecise:
        notes.append(f"{counted(imprecise, 'contracts')} have dates not known to the day.")
    if figures.is_delivered:
        notes.append(_links_note(figures))
    return tuple(notes)


def _links_note(figures: ContractFigures) -> str:
    unknown = int((~figures.links["is_value_known"].astype(bool)).sum())
    return (
        f"{counted(len(figures.links), 'supply links')} on record; the value of {unknown} of them "
        "is not disclosed and stays with the giver."
    )


def largest_providers(figures: ContractFigures) -> Chart:
    """Draw the providers with the most contract value over all years."""
    rows = figures.by_provider.head(MOST_PROVIDERS).reset_index(drop=True)
    bars = tuple(
        RankedBar(
            label=row.name,
            low=float(row.value_low_pence) / PENCE,
            high=None if pd.isna(row.value_high_pence) else float(row.value_high_pence) / PENCE,
            href=organisation_url(row.slug, figures) if row.slug else "",
            series_key=row.sector,
            note=counted(int(row.contract_count), "contracts"),
        )
        for row in rows.itertuples(index=False)
    )
    table = pd.DataFrame(
        {
            "slug": rows["slug"],
            "name": rows["name"],
            "sector": rows["sector"],
            "contract_count": rows["contract_count"],
            "value_gbp_low": pounds(rows["value_low_pence"]),
            "value_gbp_high": pounds(rows["value_high_pence"]),
        }
    )
    return Chart(
        name="largest-providers",
        title="Providers with the most contract value",
        summary=(
            "No provider has a contract with a known value and known dates for this choice."
            if rows.empty
            else f"{rows.iloc[0]['name']} has the most: {_worth(rows.iloc[0])} in "
            f"{counted(int(rows.iloc[0]['contract_count']), 'contracts')}."
        ),
        unit="pounds over all years",
        table=table,
        column_labels={
            "slug": "Address",
            "name": "Provider",
            "sector": "Sector when last paid",
            "contract_count": "Contracts",
            "value_gbp": "Value",
            "value_gbp_low": "Value in pounds, lowest",
            "value_gbp_high": "Value in pounds, highest",
        },
        drawing=RankedBars(bars=bars, scale="pounds", series=SECTOR_SERIES),
        record_count=figures.status_count("placed"),
        record_noun="contracts",
        left_out=left_out(figures),
        rule="F10",
        as_of=figures.day,
    )


def shares_by_sector(figures: ContractFigures) -> Chart:
    """Draw the sectors' shares with three denominators: organisations, contracts, value (F5)."""
    rows = figures.denominators
    kinds = (
        ("By organisations", "organisation_percent", "organisation_percent"),
        ("By contracts", "contract_percent", "contract_percent"),
        ("By value", "value_percent_low", "value_percent_high"),
    )

    bars = tuple(
        Bar(
            label=label,
            parts=tuple(
                Part(row["sector"], float(row[low]), float(row[high]))
                for _, row in rows.iterrows()
                if not pd.isna(row[low])
            ),
        )
        for label, low, high in kinds
    )
    table = rows.assign(
        value_gbp_low=pounds(rows["value_low_pence"]),
        value_gbp_high=pounds(rows["value_high_pence"]),
    ).drop(columns=["value_low_pence", "value_high_pence"])
    return Chart(
        name="shares-by-sector",
        title="The sectors' shares with three denominators",
        summary=(
            "Which sector looks largest depends on what is counted: organisations, contracts "
            "or pounds."
        ),
        unit="per cent",
        table=table,
        column_labels={
            "sector": "Sector",
            "organisation_count": "Organisations",
            "organisation_percent": "Share of organisations",
            "contract_count": "Contracts",
            "contract_percent": "Share of contracts",
            "value_percent": "Share of value",
            "value_percent_low": "Share of value, lowest",
            "value_percent_high": "Share of value, highest",
            "value_gbp": "Value",
            "value_gbp_low": "Value in pounds, lowest",
            "value_gbp_high": "Value in pounds, highest",
        },
        drawing=SplitBar(series=SECTOR_SERIES, bars=bars),
        record_count=figures.status_count("placed"),
        record_noun="contracts",
        left_out=left_out(figures),
        rule="F5",
        as_of=figures.day,
        notes=_share_notes(rows),
    )


def _share_notes(rows: pd.DataFrame) -> tuple[str, ...]:
    both = "A contract with providers of two sectors counts in both."
    if not rows["value_high_pence"].isna().any():
        return (both,)
    return both, "Some values have no upper limit: the shares of value are those of the lowest."


CONTRACT_CHARTS = {
    "value-by-year-and-sector": value_by_year_and_sector,
    "shares-by-sector": shares_by_sector,
    "largest-providers": largest_providers,
    "ending-soon": ending_soon,
}
