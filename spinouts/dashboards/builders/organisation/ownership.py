"""Charts of who holds one organisation: on a day and over time, direct and looked through."""

from __future__ import annotations

from datetime import date

import pandas as pd

from partnerships.choices import Category, Measure
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
from spinouts.dashboards.charts.palette import CATEGORY_LABELS
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.figures.organisation import OrganisationFigures
from spinouts.dashboards.figures.organisation.ownership import kind_of_figure
from spinouts.dashboards.words import date_words, last_day_words, percent_words

SPLIT_COLUMNS = ["measure", "category", "percent_low", "percent_high"]
PERIOD_COLUMNS = ["valid_from", "valid_to", *SPLIT_COLUMNS]
SPLIT_LABELS = {
    "measure": "Of what",
    "category": "Held by",
    "percent": "Share",
    "percent_low": "Share in per cent, lowest",
    "percent_high": "Share in per cent, highest",
}
PERIOD_LABELS = {"valid_from": "From", "valid_to": "Until before", **SPLIT_LABELS}
WHOLE = 100
SERIES = tuple(Series(category) for category in Category.values)
NO_SHAREHOLDERS = "No shareholders: it has no share capital, so members and boards control it."
NOBODY_RECORDED = "No holder is recorded for this day."
LOOK_THROUGH_NOTE = (
    "Looking through, a stake held by an organisation counts as held by that organisation's own "
    "holders, up to staff, public bodies and others that nobody holds."
)


def ownership(figures: OrganisationFigures) -> Chart:
    """Draw the split of equity, votes and board seats on the day (F1)."""
    own = figures.ownership
    bars = tuple(
        _bar(own.split, measure)
        for measure in Measure.values
        if (own.split["measure"] == measure).any()
    )
    return Chart(
        name="ownership",
        title=f"Who holds {figures.name}, {_on_day(figures)}",
        summary=_split_sentence(own.split) or nothing_words(figures),
        unit="per cent of equity, of votes and of board seats",
        table=own.split[SPLIT_COLUMNS],
        column_labels=SPLIT_LABELS,
        drawing=SplitBar(series=SERIES, bars=bars),
        record_count=own.holders["stake_id"].nunique(),
        record_noun="stakes",
        left_out=_left_out(figures),
        rule="F1",
        as_of=figures.day,
        about_rows=_about_rows(own.split, own.holders),
        notes=_unsettled_notes(figures),
        empty_words=nothing_words(figures),
    )


def look_through(figures: OrganisationFigures) -> Chart:
    """Draw what reaches final holders through every chain of equity on the day (F2)."""
    split = figures.ownership.look_through
    return Chart(
        name="look-through",
        title=f"Who holds {figures.name} in the end, {_on_day(figures)}",
        summary=_split_sentence(split, "Looked through, equity") or nothing_words(figures),
        unit="per cent of equity",
        table=split[SPLIT_COLUMNS],
        column_labels=SPLIT_LABELS,
        drawing=SplitBar(series=SERIES, bars=(_bar(split, Measure.EQUITY),)),
        record_count=_chain_count(figures),
        record_noun="stakes",
        left_out=_left_out(figures),
        rule="F2",
        as_of=figures.day,
        notes=(LOOK_THROUGH_NOTE,),
        empty_words=nothing_words(figures),
    )


def ownership_over_time(figures: OrganisationFigures) -> Chart:
    """Draw the split in each period, uneven periods to scale (F1)."""
    frame = figures.ownership.over_time
    measure = _drawn_measure(frame)
    others = sorted(set(frame["measure"]) - {measure})
    notes = (
        (f"The table also has {_listed([Measure(other).label.lower() for other in others])}.",)
        if others
        else ()
    )
    return Chart(
        name="ownership-over-time",
        title=f"{Measure(measure).label} in {figures.name} over time",
        summary=_periods_sentence(frame[frame["measure"] == measure], measure, figures.day)
        or nothing_words(figures),
        unit=f"per cent of {Measure(measure).label.lower()}",
        table=frame[PERIOD_COLUMNS],
        column_labels=PERIOD_LABELS,
        drawing=_periods(frame, measure, figures.day),
        record_count=_counted_stakes(figures),
        record_noun="stakes",
        left_out=_left_out(figures),
        rule="F1",
        as_of=figures.day,
        notes=(*notes, *_period_notes(figures)),
        empty_words=nothing_words(figures),
    )


def look_through_over_time(figures: OrganisationFigures) -> Chart:
    """Draw what reaches final holders in each period, uneven periods to scale (F2)."""
    frame = figures.ownership.look_through_over_time
    return Chart(
        name="look-through-over-time",
        title=f"Equity in {figures.name} looked through, over time",
        summary=_periods_sentence(frame, "equity, looked through,", figures.day)
        or nothing_words(figures),
        unit="per cent of equity",
        table=frame[PERIOD_COLUMNS],
        column_labels=PERIOD_LABELS,
        drawing=_periods(frame, Measure.EQUITY, figures.day),
        record_count=len(figures.ownership.holdings["stake_id"].unique()),
        record_noun="stakes",
        left_out=_left_out(figures),
        rule="F2",
        as_of=figures.day,
        notes=(
            LOOK_THROUGH_NOTE,
            "A change anywhere up the chain begins a new period, even without an event here.",
        ),
        empty_words=nothing_words(figures),
    )


def nothing_words(figures: OrganisationFigures) -> str:
    """Say why there is no split on the day."""
    profile = figures.ownership.profile
    if profile is not None and profile.share_capital == "no":
        return NO_SHAREHOLDERS
    return NOBODY_RECORDED


def _on_day(figures: OrganisationFigures) -> str:
    return date_words(figures.day)


def _bar(split: pd.DataFrame, measure: str) -> Bar:
    rows = split[split["measure"] == measure]
    label = Measure(measure).label
    if _is_unknown(rows):
        named = _listed(_shares(rows))
        return Bar(label=label, parts=(), message=f"{capital(named)}.")
    return Bar(label=label, parts=_parts(rows))


def _is_unknown(rows: pd.DataFrame) -> bool:
    """Tell whether a measure is held by somebody and nothing is known of how much."""
    lows, highs = rows["percent_low"], rows["percent_high"]
    return len(rows) > 0 and bool(((lows == 0) & (highs == WHOLE)).all())


def _parts(rows: pd.DataFrame) -> tuple[Part, ...]:
    columns = rows[["category", "percent_low", "percent_high"]]
    return tuple(Part(*row) for row in columns.itertuples(index=False))


def _split_sentence(split: pd.DataFrame, equity_words: str = "Equity") -> str:
    """Say who holds what in one sentence, the largest share first; empty without a split."""
    words = {Measure.EQUITY: equity_words}
    clauses = []
    for measure in Measure:
        rows = split[split["measure"] == measure]
        if len(rows):
            name = words.get(measure, measure.label.lower() if clauses else measure.label)
            clauses.append(f"{name}: {_listed(_shares(rows))}")
    return f"{'; '.join(clauses)}." if clauses else ""


def _shares(rows: pd.DataFrame) -> list[str]:
    """Write each category's share, the largest first and what is not recorded last."""
    middles = rows["percent_low"] + rows["percent_high"]
    ordered = rows.assign(
        is_last=rows["category"] == Category.NOT_RECORDED, rank=-middles
    ).sort_values(["is_last", "rank"], kind="stable")
    return [
        f"{CATEGORY_LABELS[row.category].lower()} {_share_words(row)}"
        for row in ordered.itertuples()
        if row.percent_high > 0 and not (row.is_last and _is_whole_range(row))
    ]


def _share_words(row) -> str:
    if _is_whole_range(row):
        return "(share not known)"
    return percent_words(row.percent_low, row.percent_high)


def _is_whole_range(row) -> bool:
    return row.percent_low == 0 and row.percent_high == WHOLE


def _periods_sentence(frame: pd.DataFrame, measure: str, day: date) -> str:
    """Say the first and the latest split of a measure in one sentence."""
    if not len(frame):
        return ""
    keys = list(dict.fromkeys(zip(frame["valid_from"], frame["valid_to"], strict=True)))
    name = Measure(measure).label if measure in Measure.values else capital(measure)
    latest = _rows_of(frame, keys[-1])
    now = f"{_period_label(*keys[-1], day)}: {_listed(_shares(latest))}"
    if len(keys) == 1:
        return f"{name} {now}."
    first = f"{_period_label(*keys[0], day)}: {_listed(_shares(_rows_of(frame, keys[0])))}"
    return f"{name} {first}; {now} ({counted(len(keys), 'periods')} in all)."


def capital(words: str) -> str:
    """Begin words with a capital letter."""
    return words[:1].upper() + words[1:]


def _rows_of(frame: pd.DataFrame, period: tuple[date | None, date | None]) -> pd.DataFrame:
    start, end = period
    same = [row == (start, end) for row in zip(frame["valid_from"], frame["valid_to"], strict=True)]
    return frame[same]


def _period_label(start: date | None, end: date | None, day: date) -> str:
    """Write a half-open period with its last day, if that lies before the day of the page."""
    first = f"from {date_words(start)}" if start else "since before our records"
    return f"{first} to {last_day_words(end)}" if end and end <= day else f"{first} on"


def _periods(frame: pd.DataFrame, measure: str, day: date) -> StackedColumns:
    """Lay out one measure's periods as columns on a time axis that ends on the day."""
    rows = frame[frame["measure"] == measure]
    periods = dict.fromkeys(zip(rows["valid_from"], rows["valid_to"], strict=True))
    columns = tuple(
        Column(
            label=_period_label(start, end, day),
            parts=_parts(_rows_of(rows, (start, end))),
            starts_on=start,
            ends_on=None if end is None or end > day else end,
        )
        for start, end in periods
    )
    return StackedColumns(series=SERIES, columns=columns, scale="percent", is_time_scaled=True)


def _drawn_measure(frame: pd.DataFrame) -> str:
    """Choose what to draw: equity where there is any, else votes, else board seats."""
    found = set(frame["measure"])
    return next((measure for measure in Measure.values if measure in found), Measure.EQUITY)


def _about_rows(split: pd.DataFrame, holders: pd.DataFrame) -> frozenset[int]:
    """Give the rows of the split to which a stake that a source calls “about” contributes."""
    about = holders[holders["is_about"].astype(bool)]
    marked = set(zip(about["measure"], about["category"], strict=True))
    pairs = zip(split["measure"], split["category"], strict=True)
    return frozenset(place for place, pair in enumerate(pairs) if pair in marked)


def _left_out(figures: OrganisationFigures) -> tuple[LeftOut, ...]:
    """Count the stakes of the organisation that enter no sum, by reason."""
    own = figures.ownership
    kinds = [kind_of_figure(stake) for stake in own.beside]
    rivals = kinds.count("rival figure")
    return (
        LeftOut(kinds.count("planned"), "only planned"),
        LeftOut(rivals, "rival figure" if rivals == 1 else "rival figures"),
        LeftOut(kinds.count("undated"), "undated"),
        LeftOut(own.later_count, "from after this day"),
    )


def _period_notes(figures: OrganisationFigures) -> tuple[str, ...]:
    """Say how periods without a stake, and dates not known to the day, are drawn."""
    notes = ["Periods without a recorded stake stay blank."]
    if figures.ownership.has_imprecise_dates:
        notes.append("A date known only to the month or the year stands at its first day.")
    return tuple(notes)


def _counted_stakes(figures: OrganisationFigures) -> int:
    holdings = figures.ownership.holdings
    is_own = holdings["subject_id"] == figures.organisation.pk
    return int(holdings.loc[is_own, "stake_id"].nunique())


def _chain_count(figures: OrganisationFigures) -> int:
    rows = figures.ownership.all_holders
    return int(rows.loc[rows["measure"] == Measure.EQUITY, "stake_id"].nunique())


def _unsettled_notes(figures: OrganisationFigures) -> tuple[str, ...]:
    """Name the holders whose size is not known."""
    holders = figures.ownership.holders
    unknown = holders[~holders["is_size_known"].astype(bool)]
    names = [
        f"{Measure(row.measure).label.lower()} of {row.holder_name}" for row in unknown.itertuples()
    ]
    return (f"Size not known or withheld: {_listed(names)}.",) if names else ()


def _listed(words: list[str]) -> str:
    """Join words as people do: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
