"""The chart of contracts that end soon."""

from __future__ import annotations

import pandas as pd

from spinouts.dashboards.charts.chart import Chart, LeftOut, Timeline, TimelineRow
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.figures.contracts import ContractFigures
from spinouts.dashboards.words import date_words

MOST_ROWS = 20


def _pounds(pence: int | None) -> float | None:
    return None if pence is None else pence / 100


def ending_soon(figures: ContractFigures) -> Chart:
    """Draw the contracts that end within two years after the day."""
    contracts = figures.ending_soon
    query = figures.filters.as_of_query
    rows = tuple(
        TimelineRow(
            label=contract.title,
            starts_on=contract.starts_on,
            ends_on=contract.ends_on,
            is_start_imprecise=contract.starts_on_precision != "day",
            is_end_imprecise=contract.ends_on_precision != "day",
            words=figures.provider_names.get(contract.pk, ""),
            note=f"ends {date_words(contract.ends_on, contract.ends_on_precision)}",
            href=contract.get_absolute_url() + (f"?{query}" if query else ""),
        )
        for contract in contracts
    )
    table = pd.DataFrame(
        [
            (
                contract.slug,
                contract.title,
                figures.provider_names.get(contract.pk, ""),
                contract.ends_on.isoformat(),
                str(contract.total_value or contract.annual_value or "not known"),
                *(_pounds(end) for end in figures.remaining.get(contract.pk, (None, None))),
            )
            for contract in contracts
        ],
        columns=[
            "slug",
            "title",
            "providers",
            "ends_on",
            "value",
            "remaining_gbp_low",
            "remaining_gbp_high",
        ],
    )
    unknown = sum(
        1
        for contract in figures.records
        if contract.starts_on and contract.starts_on <= figures.day and contract.ends_on is None
    )
    return Chart(
        name="ending-soon",
        title=f"Contracts that end within two years after {date_words(figures.day)}",
        summary=(
            f"{counted(len(contracts), 'contracts')} running on that day "
            f"{'ends' if len(contracts) == 1 else 'end'} within 24 months; "
            f"of {unknown} more the end is not known."
        ),
        unit="time",
        table=table,
        column_labels={
            "slug": "Address",
            "title": "Contract",
            "providers": "Providers",
            "ends_on": "Last day",
            "value": "Value as stated",
            "remaining_gbp": "Still to come",
            "remaining_gbp_low": "Still to come in pounds, lowest",
            "remaining_gbp_high": "Still to come in pounds, highest",
        },
        drawing=Timeline(rows=rows[:MOST_ROWS]),
        record_count=len(contracts),
        record_noun="contracts",
        left_out=(LeftOut(unknown, "begun by the day whose end is not known"),),
        rule="F10",
        as_of=figures.day,
        empty_words="No contract on record ends within two years after this day.",
        notes=(
            (f"The picture shows the first {MOST_ROWS}; the table shows all.",)
            if len(contracts) > MOST_ROWS
            else ()
        ),
    )
