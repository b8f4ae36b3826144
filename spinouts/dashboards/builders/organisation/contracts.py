"""Charts of what one organisation provides: its contracts on a time line, and value by year."""

from __future__ import annotations

import pandas as pd
from django.urls import reverse

from partnerships.choices import PartyRole
from partnerships.contract_values import financial_year
from partnerships.models import Contract
from spinouts.dashboards.charts.chart import (
    Chart,
    Column,
    LeftOut,
    Part,
    Series,
    StackedColumns,
    Timeline,
    TimelineRow,
)
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.figures.organisation import OrganisationFigures
from spinouts.dashboards.words import date_words, money_words

PENCE = 100
MOST_ROWS = 40
TIMELINE_COLUMNS = ["slug", "title", "starts_on", "ends_on", "planned_ends_on", "value"]
NOT_PLACED = {
    "unvalued": "without a value that is known",
    "undated": "with a value but without the dates to place it",
    "ceiling": "whose figure is a ceiling, never added up",
    "revenue_managed": "whose figure is revenue managed, never added up",
    "not_begun": "not begun by the day",
}


def contracts_timeline(figures: OrganisationFigures) -> Chart:
    """Draw the contracts that it provides as bars from start to end, with the day (F4)."""
    contracts = figures.contracts
    drawn = contracts.dated[:MOST_ROWS]
    undated = len(contracts.begun) - len(contracts.dated)
    return Chart(
        name="contracts-timeline",
        title=f"Contracts that {figures.name} provides",
        summary=_timeline_summary(figures),
        unit="time",
        table=pd.DataFrame(
            [_timeline_cells(contract) for contract in contracts.dated], columns=TIMELINE_COLUMNS
        ),
        column_labels={
            "slug": "Address",
            "title": "Contract",
            "starts_on": "First day",
            "ends_on": "Last day",
            "planned_ends_on": "Planned last day",
            "value": "Value",
        },
        drawing=Timeline(rows=tuple(_timeline_row(figures, contract) for contract in drawn)),
        record_count=len(contracts.dated),
        record_noun="contracts",
        left_out=(
            LeftOut(undated, "without any date"),
            LeftOut(contracts.later_count, "beginning after this day"),
        ),
        rule="F4",
        as_of=figures.day,
        notes=(f"The picture shows the first {MOST_ROWS}; the table shows all.",)
        if len(contracts.dated) > MOST_ROWS
        else (),
        empty_words="No contract with a date is recorded.",
    )


def _timeline_summary(figures: OrganisationFigures) -> str:
    contracts = figures.contracts
    if not contracts.dated:
        return "No contract with a date is recorded."
    live = counted(len(contracts.live), "contracts")
    verb = "runs" if len(contracts.live) == 1 else "run"
    open_ended = sum(contract.ends_on is None for contract in contracts.live)
    words = f"; of {open_ended} the end is not known" if open_ended else ""
    known = counted(len(contracts.dated), "contracts")
    return f"{live} {verb} on {date_words(figures.day)}{words}, out of {known} begun by then."


def _timeline_cells(contract: Contract) -> tuple:
    return (
        contract.slug,
        contract.title,
        contract.starts_on,
        contract.ends_on,
        contract.planned_ends_on,
        _value_words(contract) or "not known",
    )


def _timeline_row(figures: OrganisationFigures, contract: Contract) -> TimelineRow:
    page = reverse("spinouts:contract-detail", args=[contract.slug])
    query = figures.as_of_query
    side = figures.contracts.parties_of(contract, PartyRole.COMMISSIONER)
    first = date_words(contract.starts_on, contract.starts_on_precision)
    last = date_words(contract.ends_on, contract.ends_on_precision)
    return TimelineRow(
        label=contract.title,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        planned_ends_on=contract.planned_ends_on,
        is_start_imprecise=contract.starts_on_precision != "day",
        is_end_imprecise=contract.ends_on_precision != "day",
        words=_value_words(contract),
        note=f"{first} to {last}; {counted(len(side), 'commissioners')}",
        href=f"{page}?{query}" if query else page,
    )


def _value_words(contract: Contract) -> str:
    total, annual = contract.total_value, contract.annual_value
    if total is not None and total.is_known:
        return str(total)
    return f"{annual} a year" if annual is not None and annual.is_known else ""


def contract_value(figures: OrganisationFigures) -> Chart:
    """Draw its part of the value of its contracts by financial year, years to come lighter (F4)."""
    rows = figures.contracts.value_by_year
    table = pd.DataFrame(
        {
            "financial_year": rows["financial_year"],
            "value_gbp_low": _pounds(rows["value_low_pence"]),
            "value_gbp_high": _pounds(rows["value_high_pence"]),
        }
    )
    counts = figures.contracts.status_counts
    return Chart(
        name="contract-value",
        title=f"Contract value of {figures.name} by financial year",
        summary=_value_summary(figures, rows),
        unit="pounds a financial year",
        table=table,
        column_labels={
            "financial_year": "Financial year",
            "value_gbp": "Value",
            "value_gbp_low": "Value in pounds, lowest",
            "value_gbp_high": "Value in pounds, highest",
        },
        drawing=_year_columns(figures, table),
        record_count=counts.get("placed", 0),
        record_noun="contracts",
        left_out=tuple(LeftOut(counts.get(name, 0), why) for name, why in NOT_PLACED.items()),
        rule="F4",
        as_of=figures.day,
        notes=_value_notes(figures),
        empty_words="No contract with a known value and known dates is recorded.",
    )


def _pounds(pence: pd.Series) -> pd.Series:
    return pd.to_numeric(pence).astype(float) / PENCE


def _year_columns(figures: OrganisationFigures, table: pd.DataFrame) -> StackedColumns:
    present = financial_year(figures.day)
    columns = tuple(
        Column(
            label=row.financial_year,
            parts=(
                Part(
                    "series_1",
                    row.value_gbp_low,
                    None if pd.isna(row.value_gbp_high) else row.value_gbp_high,
                ),
            ),
            is_to_come=row.financial_year > present,
        )
        for row in table.itertuples(index=False)
    )
    series = (Series("series_1", "Its part of contract value"),)
    return StackedColumns(series=series, columns=columns, scale="pounds")


def _value_summary(figures: OrganisationFigures, rows: pd.DataFrame) -> str:
    if not len(rows):
        return "No contract with a known value and known dates is recorded."
    present = financial_year(figures.day)
    largest = rows.loc[rows["value_low_pence"].astype(float).idxmax()]
    now = rows[rows["financial_year"] == present]
    this_year = _row_words(now.iloc[0]) if len(now) else "nothing that can be placed"
    return (
        f"In {present} its contracts are worth {this_year} to it; the year with the most is "
        f"{largest['financial_year']} with {_row_words(largest)}."
    )


def _row_words(row: pd.Series) -> str:
    high = row["value_high_pence"]
    return money_words(int(row["value_low_pence"]), None if pd.isna(high) else int(high))


def _value_notes(figures: OrganisationFigures) -> tuple[str, ...]:
    """Say what was assumed to spread the value."""
    contracts = figures.contracts
    counts = (
        (contracts.placed_count("is_open_ended"), "without an end: counted up to this day"),
        (contracts.placed_count("is_equal_split"), "shared equally among providers, as said so"),
        (contracts.placed_to_the_month_count, "with dates that are not known to the day"),
        (contracts.placed_count("is_about"), "with a value that its source calls “about”"),
        (contracts.undelivered_count, "ended early: the part not delivered is left out"),
    )
    spread = "Each value is spread evenly over the contract's days; lighter years are to come."
    told = [f"{counted(count, 'contracts')} {why}." for count, why in counts if count]
    return (spread, *told)
