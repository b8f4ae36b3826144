"""Charts of the modeller: the splits of the present and of each offer, one under the other."""

from __future__ import annotations

import pandas as pd

from partnerships.choices import Category
from spinouts.dashboards.charts.chart import Bar, Chart, LeftOut, Part, Series, SplitBar
from spinouts.dashboards.modeller.model import Modeller, Situation
from spinouts.dashboards.modeller.shares import percent_words
from spinouts.dashboards.words import date_words

TABLE_COLUMNS = ["situation", "category", "percent_low", "percent_high"]
TABLE_LABELS = {
    "situation": "Situation",
    "category": "Holder",
    "percent": "Share",
    "percent_low": "Share, lowest",
    "percent_high": "Share, highest",
}
SERIES = tuple(Series(category) for category in Category.values)
NOT_STORED = "Worked out from what is entered on the page: a model, not a record."
NO_SPLIT = {
    "now": "Nobody is recorded or entered as a holder.",
    "offer": "The stake is not known or withheld, so nothing follows for the split.",
}


def direct_split(figures: Modeller) -> Chart:
    """Draw the direct split of the present and after each offer (F1)."""
    return _split_chart(
        figures,
        name="direct-split",
        title=f"Who would hold {figures.name}",
        rule="F1",
        splits=[(one, one.split) for one in figures.situations],
        lead="Direct",
    )


def look_through_split(figures: Modeller) -> Chart:
    """Draw the look-through split of the present and after each offer (F2)."""
    return _split_chart(
        figures,
        name="look-through-split",
        title=f"Who would hold {figures.name} in the end, every chain followed",
        rule="F2",
        splits=[(one, one.look_through) for one in figures.situations],
        lead="Looked through",
    )


MODELLER_CHARTS = {"direct-split": direct_split, "look-through-split": look_through_split}


def _split_chart(
    figures: Modeller,
    *,
    name: str,
    title: str,
    rule: str,
    splits: list[tuple[Situation, pd.DataFrame]],
    lead: str,
) -> Chart:
    drawn = [(one, split) for one, split in splits if one.key != "now" or len(split)]
    rows = [split.assign(situation=one.label)[TABLE_COLUMNS] for one, split in drawn if len(split)]
    table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=TABLE_COLUMNS)
    open_count = sum(one.key != "now" and not len(split) for one, split in splits)
    return Chart(
        name=name,
        title=title,
        summary=_summary(lead, drawn),
        unit="per cent of equity",
        table=table,
        column_labels=TABLE_LABELS,
        drawing=SplitBar(series=SERIES, bars=tuple(_bar(one, split) for one, split in drawn)),
        record_count=len(figures.offers),
        record_noun="offers",
        left_out=(LeftOut(open_count, "without a stake that is known"),),
        rule=rule,
        as_of=figures.day,
        notes=(NOT_STORED, f"The present split is that of {date_words(figures.day)}."),
        empty_words="No split can be drawn: neither holders nor a stake are known.",
    )


def _bar(situation: Situation, split: pd.DataFrame) -> Bar:
    if not len(split):
        kind = "now" if situation.key == "now" else "offer"
        return Bar(label=situation.label, parts=(), message=NO_SPLIT[kind])
    rows = split.itertuples(index=False)
    return Bar(label=situation.label, parts=tuple(Part(*row) for row in rows))


def _summary(lead: str, splits: list[tuple[Situation, pd.DataFrame]]) -> str:
    """Say the largest share of each situation in one sentence."""
    clauses = [f"{one.label}: {_largest(split)}" for one, split in splits if len(split)]
    return f"{lead}, the largest share. {'; '.join(clauses)}." if clauses else "Nothing to compare."


def _largest(split: pd.DataFrame) -> str:
    middles = split["percent_low"] + split["percent_high"]
    row = split.loc[middles.idxmax()]
    label = Category(row["category"]).label.lower()
    return f"{label} {percent_words(row['percent_low'], row['percent_high'])}"
