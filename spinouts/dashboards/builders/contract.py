"""The charts of one contract: its value by financial year, and where it is passed on."""

from __future__ import annotations

import pandas as pd

from partnerships import supply
from partnerships.contract_values import financial_year
from spinouts.dashboards.builders.supply import flow_chart
from spinouts.dashboards.charts.chart import Chart, Column, LeftOut, Part, Series, StackedColumns
from spinouts.dashboards.figures.contract import ContractPage
from spinouts.dashboards.figures.contract_flow import chains_of, has_flow
from spinouts.dashboards.resources import Builder
from spinouts.dashboards.words import money_words

PENCE = 100
NOT_PLACED = {
    "unvalued": "without a value that is known",
    "undated": "without the dates to place it",
    "ceiling": "whose figure is a ceiling, never added up",
    "revenue_managed": "whose figure is revenue managed, never added up",
    "not_begun": "not begun by the day",
}


def contract_value(page: ContractPage) -> Chart:
    """Draw the value of the contract by financial year, years to come lighter (F4)."""
    rows = page.value_by_year
    table = pd.DataFrame(
        {
            "financial_year": rows["financial_year"],
            "value_gbp_low": _pounds(rows["value_low_pence"]),
            "value_gbp_high": _pounds(rows["value_high_pence"]),
        }
    )
    status = page.status
    reason = NOT_PLACED.get("" if status is None else status["status"])
    return Chart(
        name="contract-value",
        title=f"Value of “{page.contract.title}” by financial year",
        summary=_summary(page, rows),
        unit="pounds a financial year",
        table=table,
        column_labels={
            "financial_year": "Financial year",
            "value_gbp": "Value",
            "value_gbp_low": "Value in pounds, lowest",
            "value_gbp_high": "Value in pounds, highest",
        },
        drawing=_columns(page, table),
        record_count=0 if rows.empty else 1,
        record_noun="contracts",
        left_out=(LeftOut(1, reason),) if reason else (),
        rule="F4",
        as_of=page.day,
        notes=_notes(status),
        empty_words="The value of this contract is placed in no year.",
    )


def _pounds(pence: pd.Series) -> pd.Series:
    return pd.to_numeric(pence).astype(float) / PENCE


def _columns(page: ContractPage, table: pd.DataFrame) -> StackedColumns:
    present = financial_year(page.day)
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
    return StackedColumns((Series("series_1", "Contract value"),), columns, "pounds")


def _summary(page: ContractPage, rows: pd.DataFrame) -> str:
    if rows.empty:
        return "The value of this contract is placed in no year."
    high = rows["value_high_pence"]
    words = money_words(
        int(rows["value_low_pence"].sum()), None if high.isna().any() else int(high.sum())
    )
    first, last = rows.iloc[0]["financial_year"], rows.iloc[-1]["financial_year"]
    years = f"in {first}" if first == last else f"from {first} to {last}"
    return f"{words} {years}, spread evenly over the contract’s days."


def _notes(status: pd.Series | None) -> tuple[str, ...]:
    """Say what was not delivered, and what was assumed to spread the value."""
    if status is None:
        return ()
    notes = []
    undelivered = status["undelivered_low_pence"]
    if not pd.isna(undelivered) and undelivered > 0:
        high = status["undelivered_high_pence"]
        words = money_words(int(undelivered), None if pd.isna(high) else int(high))
        notes.append(f"Not delivered, because it ended early: {words}.")
    if status["is_open_ended"]:
        notes.append("Its end is not known: a yearly value is counted up to the day asked for.")
    if status["status"] == "placed" and not status["are_dates_to_the_day"]:
        notes.append("Its dates are not known to the day.")
    if status["is_equal_split"]:
        notes.append("Its providers are counted with equal parts: the source gives none.")
    return tuple(notes)


def flow(page: ContractPage) -> Chart:
    """Draw how the value of the contract goes down its supply chain, by tier and sector (F5)."""
    chains = chains_of(page)
    flows = supply.flows(chains)
    return flow_chart(
        supply.value_by_tier_and_sector(chains),
        flows,
        title=f"Where the work of “{page.contract.title}” is passed on",
        day=page.day,
        contract_count=1 if len(flows) else 0,
    )


CONTRACT_PAGE_CHARTS = {"contract-value": contract_value, "flow": flow}


def shown_charts(page: ContractPage) -> dict[str, Builder]:
    """Choose the charts that the page shows: those that have something to say."""
    is_shown = {"contract-value": not page.value_by_year.empty, "flow": has_flow(page)}
    return {name: builder for name, builder in CONTRACT_PAGE_CHARTS.items() if is_shown[name]}
