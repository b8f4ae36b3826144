"""Charts of one prime: members by sector, power, power beside delivery."""

from __future__ import annotations

import pandas as pd

from partnerships.choices import Category, Measure
from partnerships.primes.power import MEASURES
from spinouts.dashboards.charts.chart import (
    Bar,
    Chart,
    Column,
    LeftOut,
    Part,
    Series,
    SplitBar,
    StackedColumns,
)
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.primes.capital_builder import capital
from spinouts.dashboards.primes.figures import PrimeFigures
from spinouts.dashboards.primes.words import reasons_words, sector_words
from spinouts.dashboards.words import (
    date_words,
    fraction_words,
    last_day_words,
    percent_words,
)

SERIES = tuple(Series(category) for category in Category.values)
NO_SHAREHOLDERS = "It has no shareholders: members hold no part of it."
PENCE = 100
NOT_PLACED = {
    "unvalued": "without a value that is known",
    "undated": "without the dates to place them",
    "ceiling": "ceilings, never added up",
    "revenue_managed": "revenue managed, never added up",
    "not_begun": "not begun by the day",
}


def power(figures: PrimeFigures) -> Chart:
    """Draw who has the votes, the board seats and the equity on the day (F1, F6)."""
    split = figures.split
    bars = tuple(_power_bar(figures, measure) for measure in MEASURES)
    has_any = len(split) > 0
    return Chart(
        name="power",
        title=f"Power in {figures.organisation.name} by sector",
        summary=_power_summary(figures),
        unit="per cent of votes, of board seats and of equity",
        table=split[["measure", "category", "percent_low", "percent_high"]],
        column_labels={"measure": "Of what", "category": "Held by", "percent": "Share"},
        drawing=SplitBar(series=SERIES, bars=bars if has_any else ()),
        record_count=int(figures.records.holdings["stake_id"].nunique()),
        record_noun="stakes",
        rule="F6",
        as_of=figures.day,
        empty_words=_nobody_words(figures),
    )


def _nobody_words(figures: PrimeFigures) -> str:
    if figures.has_no_shareholders:
        return NO_SHAREHOLDERS
    return "Who holds it on this day is not recorded."


def _power_bar(figures: PrimeFigures, measure: str) -> Bar:
    rows = figures.split[figures.split["measure"] == measure]
    label = Measure(measure).label
    if rows.empty:
        words = "Not recorded"
        if measure == Measure.EQUITY and figures.has_no_shareholders:
            words = NO_SHAREHOLDERS
        return Bar(label, (), message=words)
    return Bar(
        label,
        tuple(Part(row.category, row.percent_low, row.percent_high) for row in rows.itertuples()),
    )


def _power_summary(figures: PrimeFigures) -> str:
    sentences = []
    for measure in MEASURES:
        rows = figures.split[figures.split["measure"] == measure]
        if rows.empty:
            continue
        shares = ", ".join(
            f"{sector_words(row.category)} {percent_words(row.percent_low, row.percent_high)}"
            for row in rows.sort_values("percent_high", ascending=False).itertuples()
        )
        sentences.append(f"{Measure(measure).label}: {shares}.")
    return " ".join(sentences) or _nobody_words(figures)


def power_and_delivery(figures: PrimeFigures) -> Chart:
    """Draw who decides beside who delivers, sector by sector (F6)."""
    told, delivery = figures.equivalence, figures.delivery
    parts = told.parts
    measure = told.measure_used
    label = f"Power, by {Measure(measure).label.lower()}" if measure else "Power"
    bars = (
        _fraction_bar(parts, "power", label, _nobody_words(figures)),
        _fraction_bar(parts, "delivery", "Delivery, by value so far", "No value so far is known."),
    )
    return Chart(
        name="power-and-delivery",
        title=f"Who decides and who delivers in {figures.organisation.name}",
        summary=equivalence_words(figures),
        unit="per cent of power and of delivered value",
        table=_in_per_cent(parts),
        column_labels={
            "sector": "Sector",
            "power_percent": "Power",
            "power_percent_low": "Power in per cent, lowest",
            "power_percent_high": "Power in per cent, highest",
            "delivery_percent": "Delivery",
            "delivery_percent_low": "Delivery in per cent, lowest",
            "delivery_percent_high": "Delivery in per cent, highest",
        },
        drawing=SplitBar(series=SERIES, bars=bars if len(parts) else ()),
        record_count=delivery.contract_count,
        record_noun="contracts",
        left_out=tuple(
            LeftOut(count, NOT_PLACED[reason])
            for reason, count in delivery.not_placed_counts.items()
        ),
        rule="F6",
        as_of=figures.day,
        notes=_delivery_notes(figures),
        empty_words="Neither its power nor its delivery is recorded.",
    )


def _fraction_bar(parts: pd.DataFrame, name: str, label: str, message: str) -> Bar:
    lows, highs = parts[f"{name}_low"], parts[f"{name}_high"]
    rows = [
        Part(sector, 100 * low, 100 * high)
        for sector, low, high in zip(parts["sector"], lows, highs, strict=True)
        if not pd.isna(low) and high > 0
    ]
    return Bar(label, tuple(rows), message=message)


def _in_per_cent(parts: pd.DataFrame) -> pd.DataFrame:
    columns = {
        f"{name}_percent_{end}": 100 * parts[f"{name}_{end}"].astype(float)
        for name in ("power", "delivery")
        for end in ("low", "high")
    }
    return parts[["sector"]].assign(**columns)


def equivalence_words(figures: PrimeFigures) -> str:
    """Say the equivalence with the parts it is made of; never alone (F6)."""
    told = figures.equivalence
    if told.low is None:
        return f"How far delivery follows power cannot be told: {reasons_words(told.reasons)}."
    low, high = f"{told.low:.2f}", f"{told.high:.2f}"
    figure = low if low == high else f"{low} to {high}"
    parts = "; ".join(
        f"{sector_words(row.sector)} decides {fraction_words(row.power_low, row.power_high)} and "
        f"delivers {fraction_words(row.delivery_low, row.delivery_high)}"
        for row in told.parts.itertuples()
    )
    by = Measure(told.measure_used).label.lower()
    return f"Equivalence {figure} of 1, power by {by}: {parts}."


def _delivery_notes(figures: PrimeFigures) -> tuple[str, ...]:
    years = figures.years
    delivery = figures.delivery
    notes = []
    if years:
        span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
        notes.append(f"Delivery is the value of the financial years {span}.")
    if delivery.undisclosed_link_count:
        links = counted(delivery.undisclosed_link_count, "supply links")
        notes.append(f"Not disclosed, so that it stays with the giver: the value of {links}.")
    if delivery.rows["is_floored"].any():
        notes.append("Where more is passed on than came in, what is left counts as nothing.")
    return tuple(notes)


def members_by_sector(figures: PrimeFigures) -> Chart:
    """Draw how many members of each sector it had, period by period."""
    rows = figures.members_by_period
    periods = dict.fromkeys(zip(rows["valid_from"], rows["valid_to"], strict=True))
    columns = tuple(
        Column(
            label=_period_label(start, end),
            parts=tuple(
                Part(row.sector, float(row.member_count), float(row.member_count))
                for row in rows.itertuples()
                if (row.valid_from, row.valid_to) == (start, end)
            ),
            starts_on=start,
            ends_on=end,
        )
        for start, end in periods
    )
    return Chart(
        name="members-by-sector",
        title=f"Named members of {figures.organisation.name} by sector",
        summary=_members_summary(rows),
        unit="members",
        table=rows,
        column_labels={
            "valid_from": "From",
            "valid_to": "Until before",
            "sector": "Sector",
            "member_count": "Members",
        },
        drawing=StackedColumns(SERIES, columns, "count", is_time_scaled=True),
        record_count=len(figures.records.members),
        record_noun="memberships",
        rule="F6",
        as_of=figures.day,
        notes=(
            "Only members that a source names are counted, whatever their role.",
            "A member whose day of joining is not known counts from before our records.",
        ),
        empty_words="No member is recorded for this day.",
    )


def _period_label(start, end) -> str:
    first = f"from {date_words(start)}" if start else "since before our records"
    return f"{first} to {last_day_words(end)}" if end else f"{first} on"


def _members_summary(rows: pd.DataFrame) -> str:
    latest = rows[rows["valid_to"].isna()]
    if latest.empty:
        return "No member is recorded for this day."
    parts = ", ".join(
        f"{row.member_count} {sector_words(row.sector)}"
        for row in latest.sort_values("member_count", ascending=False).itertuples()
    )
    return f"Named members on the day: {parts}."


PRIME_CHARTS = {
    "power": power,
    "members-by-sector": members_by_sector,
    "power-and-delivery": power_and_delivery,
    "capital": capital,
}
