"""The chart of one deal: the venture's equity before and after it was signed (F1)."""

from __future__ import annotations

import pandas as pd

from partnerships.choices import Category
from spinouts.dashboards.charts.chart import Bar, Chart, Part, Series, SplitBar
from spinouts.dashboards.charts.palette import CATEGORY_LABELS
from spinouts.dashboards.partnerships.figures.deal import ONE_DAY, DealFigures
from spinouts.dashboards.views.organisation.parts import listed
from spinouts.dashboards.words import date_words, percent_words

COLUMNS = ["when", "category", "percent_low", "percent_high"]
WHEN_WORDS = {"before": "Before signing", "after": "After signing"}
NOTHING_RECORDED = "No holder of equity is recorded for this day."


def before_and_after(figures: DealFigures) -> Chart:
    """Draw the split of the venture's equity on the day before signing and on that day (F1)."""
    splits = figures.splits
    frames = [split.assign(when=when) for when, split in splits.items() if len(split)]
    table = (
        pd.concat(frames, ignore_index=True)[COLUMNS]
        if frames
        else pd.DataFrame([], columns=COLUMNS)
    )
    return Chart(
        name="before-and-after",
        title=f"Equity in {figures.deal.venture.name} before and after the deal",
        summary=_summary(figures),
        unit="per cent of equity",
        table=table,
        column_labels={
            "when": "When",
            "category": "Held by",
            "percent": "Share",
            "percent_low": "Share in per cent, lowest",
            "percent_high": "Share in per cent, highest",
        },
        cell_labels=WHEN_WORDS,
        drawing=SplitBar(
            series=tuple(Series(category) for category in Category.values),
            bars=tuple(_bar(figures, when, split) for when, split in splits.items())
            if frames
            else (),
        ),
        record_count=len(frames),
        record_noun="splits",
        rule="F1",
        as_of=figures.day,
        empty_words="Who held the venture when the deal was signed is not recorded.",
    )


def _bar(figures: DealFigures, when: str, split: pd.DataFrame) -> Bar:
    signed_on = figures.deal.signed_on
    day = signed_on if when == "after" else signed_on - ONE_DAY
    columns = split[["category", "percent_low", "percent_high"]]
    return Bar(
        label=WHEN_WORDS[when],
        parts=tuple(Part(*row) for row in columns.itertuples(index=False)),
        message=NOTHING_RECORDED,
        note=date_words(day),
    )


def _summary(figures: DealFigures) -> str:
    clauses = [
        f"{WHEN_WORDS[when].lower()}, {_shares(split)}"
        for when, split in figures.splits.items()
        if len(split)
    ]
    if not clauses:
        return "Who held the venture when the deal was signed is not recorded."
    words = "; ".join(clauses)
    return f"{words[:1].upper()}{words[1:]}."


def _shares(split: pd.DataFrame) -> str:
    largest = split.sort_values(["percent_low", "percent_high"], ascending=False, kind="stable")
    return listed(
        [
            f"{CATEGORY_LABELS[row.category].lower()} "
            f"{percent_words(row.percent_low, row.percent_high)}"
            for row in largest.itertuples()
        ]
    )


DEAL_BUILDERS = {"before-and-after": before_and_after}
