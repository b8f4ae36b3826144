"""Charts of the ownership dashboard."""

from __future__ import annotations

import pandas as pd
from django.urls import reverse

from organisations.choices import Region
from partnerships.choices import Category
from spinouts.dashboards.charts.chart import (
    Bar,
    Chart,
    LeftOut,
    Line,
    LineSeries,
    Part,
    Point,
    RankedBar,
    RankedBars,
    RegionTile,
    Series,
    SplitBar,
    TileMap,
)
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.figures.ownership import OwnershipFigures
from spinouts.dashboards.words import date_words, percent_words
from spinouts.ownership_overview import differing, shape_of_splits

CATEGORY_SERIES = tuple(Series(category) for category in Category.values)
MOST_BARS = 40
ABOUT_NOTE = (
    "A share that a source gives as “about” counts as known. Medians of few spin-outs say little: "
    "look at the number behind each."
)
SPLIT_LABELS = {
    "slug": "Address",
    "name": "Organisation",
    "measure": "Measure",
    "category": "Holder",
    "percent": "Share of equity",
    "percent_low": "Per cent, lowest",
    "percent_high": "Per cent, highest",
}


def organisation_url(slug: str, figures) -> str:
    """Give the page of an organisation, on the same day."""
    query = figures.filters.as_of_query
    return reverse("spinouts:organisation-detail", args=[slug]) + (f"?{query}" if query else "")


def staff_share_by_year(figures: OwnershipFigures) -> Chart:
    """Draw the median staff share of equity at the end of each year (F1)."""
    table = figures.staff_by_year
    points = tuple(
        Point(
            at=row.year,
            label=str(row.year),
            value=_number(row.median_percent),
            low=_number(row.lower_quartile),
            high=_number(row.upper_quartile),
            count=int(row.organisation_count),
            note=f"{int(row.not_known_count)} not known",
        )
        for row in table.itertuples()
    )
    last = table.iloc[-1] if len(table) else None
    return Chart(
        name="staff-share-by-year",
        title="Staff share of equity at each year's end",
        summary=_staff_summary(last),
        unit="per cent of equity held by employees and employee trusts",
        table=table,
        column_labels={
            "year": "31 December of",
            "organisation_count": "Spin-outs with a known share",
            "median_percent": "Median, per cent",
            "lower_quartile": "Lower quartile",
            "upper_quartile": "Upper quartile",
            "not_known_count": "Share not known",
        },
        drawing=Line(
            lines=(LineSeries(Series("series_1", "Median staff share"), points),),
            scale="percent",
            band_label="middle half of spin-outs",
        ),
        record_count=0 if last is None else int(last["organisation_count"]),
        record_noun="spin-outs",
        left_out=()
        if last is None
        else (
            LeftOut(
                int(last["not_known_count"]), "whose staff share is not known at the last date"
            ),
            LeftOut(_unlaunched(figures), "without a dated launch"),
        ),
        rule="F1",
        as_of=figures.day,
        notes=(ABOUT_NOTE,),
    )


def _unlaunched(figures: OwnershipFigures) -> int:
    return int(figures.spin_outs["launched_on"].isna().sum())


def _number(value) -> float | None:
    return None if pd.isna(value) else float(value)


def _staff_summary(last: pd.Series | None) -> str:
    if last is None or not last["organisation_count"]:
        return "No spin-out has a known staff share at the end of any year so far."
    count, unknown = int(last["organisation_count"]), int(last["not_known_count"])
    return (
        f"At the end of {int(last['year'])} staff held a median of "
        f"{percent_words(last['median_percent'], last['median_percent'])} of the equity of "
        f"{counted(count, 'spin-outs')} whose split is known; of {unknown} more it is not known."
    )


def splits(figures: OwnershipFigures) -> Chart:
    """Draw the equity split of standing spin-outs, the largest staff share first (F1)."""
    rows = figures.named_split
    shape = shape_of_splits(rows)
    mixed = rows[rows["subject_id"].isin(shape.mixed_ids)]
    bars = tuple(
        Bar(label=name, parts=_parts(group))
        for (_, name), group in mixed.groupby(["subject_id", "name"], sort=False)
    )[:MOST_BARS]
    count = rows["subject_id"].nunique()
    sole, unknown = (
        counted(number, "spin-outs") for number in (shape.sole_count, shape.unknown_count)
    )
    notes = [
        f"In the table but not drawn: {sole} with one kind of holder, {unknown} of no known size."
    ]
    if len(shape.mixed_ids) > MOST_BARS:
        notes.append(f"The picture shows the first {MOST_BARS}.")
    return Chart(
        name="splits",
        title=f"How equity is split between holders on {date_words(figures.day)}",
        summary=(
            f"Of {counted(count, 'spin-outs')} with recorded holders of equity, {shape.sole_count} "
            f"are held wholly by one category of holder, {len(shape.mixed_ids)} by several; of "
            f"{shape.unknown_count} no size is known."
        ),
        unit="per cent of equity",
        table=rows[["slug", "name", "category", "percent_low", "percent_high"]],
        column_labels=SPLIT_LABELS,
        drawing=SplitBar(series=CATEGORY_SERIES, bars=bars),
        record_count=count,
        record_noun="spin-outs",
        left_out=(LeftOut(figures.without_split_count, "without a holder of equity on record"),),
        rule="F1",
        as_of=figures.day,
        notes=tuple(notes),
        empty_words="On this day no spin-out on record is split between several holders.",
    )


def _parts(rows: pd.DataFrame) -> tuple[Part, ...]:
    return tuple(
        Part(row.category, float(row.percent_low), float(row.percent_high))
        for row in rows.itertuples()
    )


def holders_by_category(figures: OwnershipFigures) -> Chart:
    """Draw in how many spin-outs each category of holder has a stake."""
    rows = figures.by_category
    total = figures.split["subject_id"].nunique()
    bars = tuple(
        RankedBar(
            label=Category(row.category).label,
            low=float(row.organisation_count),
            high=float(row.organisation_count),
            series_key=row.category,
            note=f"majority in {row.majority_count}, all of it in {row.sole_count}",
        )
        for row in rows.itertuples()
    )
    first = "" if rows.empty else Category(rows.iloc[0]["category"]).label
    return Chart(
        name="holders-by-category",
        title=f"Who holds equity in spin-outs on {date_words(figures.day)}",
        summary=(
            "No spin-out standing on that day has a holder of equity on record."
            if rows.empty
            else f"{first} hold equity in {int(rows.iloc[0]['organisation_count'])} of {total} "
            "spin-outs with holders on record."
        ),
        unit="number of spin-outs",
        table=rows,
        column_labels={
            "category": "Holder",
            "organisation_count": "Spin-outs with a stake",
            "majority_count": "More than half for certain",
            "sole_count": "All of it for certain",
        },
        drawing=RankedBars(bars=bars, scale="count"),
        record_count=total,
        record_noun="spin-outs",
        left_out=(LeftOut(figures.without_split_count, "without a holder of equity on record"),),
        rule="F1",
        as_of=figures.day,
        notes=("A spin-out counts once for each category that holds any of it.",),
    )


def direct_and_look_through(figures: OwnershipFigures) -> Chart:
    """Draw the staff share direct and look-through, where chains of holdings change it (F2)."""
    rows = figures.comparison
    changed = differing(rows).sort_values("name", ignore_index=True)
    bars = []
    for row in changed.itertuples():
        url = organisation_url(row.slug, figures)
        bars.append(
            RankedBar(f"{row.name}, direct", row.direct_low, row.direct_high, url, "employees")
        )
        bars.append(
            RankedBar(
                f"{row.name}, look-through",
                row.look_through_low,
                row.look_through_high,
                url,
                "employee_trust",
            )
        )
    table = rows.sort_values("name", ignore_index=True)
    return Chart(
        name="direct-and-look-through",
        title="Staff share, direct and through chains of holdings",
        summary=_look_through_summary(changed, len(rows)),
        unit="per cent of equity held by staff",
        table=table[
            ["slug", "name", "direct_low", "direct_high", "look_through_low", "look_through_high"]
        ],
        column_labels={
            "slug": "Address",
            "name": "Organisation",
            "direct": "Direct",
            "direct_low": "Direct, lowest",
            "direct_high": "Direct, highest",
            "look_through": "Look-through",
            "look_through_low": "Look-through, lowest",
            "look_through_high": "Look-through, highest",
        },
        drawing=RankedBars(
            bars=tuple(bars),
            scale="percent",
            series=(Series("employees", "Direct"), Series("employee_trust", "Look-through")),
        ),
        record_count=len(rows),
        record_noun="spin-outs",
        left_out=(LeftOut(figures.without_split_count, "without a holder of equity on record"),),
        rule="F2",
        as_of=figures.day,
        notes=("The picture shows only those where the two differ; the table shows all.",),
        empty_words="On this day no chain of holdings changes what staff hold in any spin-out.",
    )


def _look_through_summary(changed: pd.DataFrame, count: int) -> str:
    if changed.empty:
        return (
            f"In none of {counted(count, 'spin-outs')} with recorded holders do chains of "
            "holdings change what staff hold on this day."
        )
    names = ", ".join(changed["name"].head(3))
    return (
        f"Following every chain changes the staff share of {len(changed)} of "
        f"{counted(count, 'spin-outs')} with recorded holders: {names}"
        f"{' and others' if len(changed) > 3 else ''}."
    )


def spin_outs_by_region(figures: OwnershipFigures) -> Chart:
    """Draw how many spin-outs stand in each region on the day."""
    regions = figures.regions
    codes = [code for code in Region.values if code in regions.index]
    table = pd.DataFrame(
        [(code, int(regions[code])) for code in codes],
        columns=["region", "organisation_count"],
    )
    list_url = reverse("spinouts:spin-out-list")
    tiles = tuple(
        RegionTile(
            row.region,
            float(row.organisation_count),
            href=f"{list_url}?{figures.filters.query(region=row.region, status='standing')}",
        )
        for row in table.itertuples()
    )
    top = table.sort_values("organisation_count", ascending=False).head(1)
    return Chart(
        name="spin-outs-by-region",
        title=f"Where spin-outs stand on {date_words(figures.day)}",
        summary=(
            "No spin-out stands on that day."
            if table.empty
            else f"{counted(len(figures.standing), 'spin-outs')} stand on that day; most, "
            f"{int(top['organisation_count'].iloc[0])}, in "
            f"{Region(top['region'].iloc[0]).label}."
        ),
        unit="number of spin-outs",
        table=table,
        column_labels={"region": "Region", "organisation_count": "Spin-outs"},
        drawing=TileMap(tiles=tiles),
        record_count=len(figures.standing),
        record_noun="spin-outs",
        left_out=(LeftOut(_unlaunched(figures), "without a dated launch"),),
        rule="F1",
        as_of=figures.day,
        cell_labels=dict(Region.choices),
    )


OWNERSHIP_CHARTS = {
    "staff-share-by-year": staff_share_by_year,
    "holders-by-category": holders_by_category,
    "splits": splits,
    "direct-and-look-through": direct_and_look_through,
    "spin-outs-by-region": spin_outs_by_region,
}
