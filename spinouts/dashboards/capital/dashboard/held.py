"""Charts of what partners put in and hold, of how spin-outs stand, and of primes."""

from __future__ import annotations

import pandas as pd
from django.urls import reverse

from partnerships.capital import BANDS
from partnerships.choices import PrimeType
from spinouts.choices import Structure
from spinouts.dashboards.capital.dashboard.figures import NOT_RECORDED, PartnershipFigures
from spinouts.dashboards.capital.sum_charts import year_chart
from spinouts.dashboards.charts.chart import (
    Chart,
    Column,
    LeftOut,
    Part,
    RankedBar,
    RankedBars,
    Series,
    StackedColumns,
)
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.lists.cells import capital, with_query
from spinouts.dashboards.words import date_words
from spinouts.launch_structures import STRUCTURES, launched_by

BAND_WORDS = dict(
    zip(
        BANDS,
        (
            "under 10%",
            "10% to under 25%",
            "25% to under 50%",
            "50%",
            "over 50% to under 75%",
            "75% to under 100%",
            "100%",
            "range over several",
            "size not known",
        ),
        strict=True,
    )
)
STRUCTURE_WORDS = {code: capital(str(words)) for code, words in Structure.choices if code} | {
    NOT_RECORDED: "Not recorded"
}
STRUCTURE_KEYS = dict(
    zip(STRUCTURES, ("series_1", "series_2", "series_3", "series_5", "not_recorded"), strict=True)
)
TYPE_WORDS = {code: capital(str(words)) for code, words in PrimeType.choices} | {
    NOT_RECORDED: "Type not recorded"
}
NOT_BY_SECTOR = "The filter of the partner's sector does not apply here."
LONGEST_YEARS = 60
UNSETTLED = BANDS[-2:]


def investment_by_year_and_sector(figures: PartnershipFigures) -> Chart:
    """Draw what investors put in by year and sector."""
    return year_chart(
        figures.by_year_and_sector,
        figures.rows,
        name="investment-by-year-and-sector",
        title="Investment by year and the partner's sector",
        as_of=figures.day,
    )


def stakes_by_size(figures: PartnershipFigures) -> Chart:
    """Draw how many stakes of partners are of which size."""
    rows, stakes = figures.stakes_by_band, figures.stakes
    bars = tuple(
        _band_bar(band, group)
        for band in BANDS
        if not (group := rows[rows["band"] == band]).empty or band not in UNSETTLED
    )
    return Chart(
        name="stakes-by-size",
        title=f"Partners' stakes by size on {date_words(figures.day)}",
        summary=_stakes_summary(stakes),
        unit="number of stakes, by per cent of equity",
        table=rows,
        column_labels={
            "band": "Size of the stake",
            "sector": "Partner's sector",
            "stake_count": "Stakes",
        },
        drawing=RankedBars(bars=() if rows.empty else bars, scale="count"),
        record_count=len(stakes),
        record_noun="stakes",
        rule="F1",
        as_of=figures.day,
        notes=_stakes_notes(figures),
        cell_labels={band: capital(words) for band, words in BAND_WORDS.items()},
        empty_words="On this day no partner holds equity on record for this choice.",
    )


def _band_bar(band: str, rows: pd.DataFrame) -> RankedBar:
    """Make the bar of one band, with its stakes by sector."""
    count = float(rows["stake_count"].sum())
    by_sector = [f"{row.stake_count} {row.sector.replace('_', ' ')}" for row in rows.itertuples()]
    return RankedBar(
        label=capital(BAND_WORDS[band]),
        low=count,
        high=count,
        series_key="not_recorded" if band in UNSETTLED else "series_1",
        note=", ".join(by_sector),
    )


def _stakes_notes(figures: PartnershipFigures) -> tuple[str, ...]:
    whose = (
        "Partners are organisations other than public bodies, staff and their trusts. Contrast "
        "cases are counted too; a band holds its lower end."
    )
    if figures.sector is not None:
        return (whose,)
    without = len(figures.venture_ids) - figures.stakes["subject_id"].nunique()
    asked = counted(len(figures.venture_ids), "spin-outs and joint ventures")
    return whose, f"Of {asked} no partner is on record as holding equity in {without}."


def _stakes_summary(stakes: pd.DataFrame) -> str:
    if stakes.empty:
        return "On this day no partner holds equity on record for this choice."
    controlling = int((stakes["percent_low"] > 50).sum())
    unknown = int((stakes["band"] == BANDS[-1]).sum())
    tail = f"; of {unknown} the size is not known" if unknown else ""
    return (
        f"Partners hold {counted(len(stakes), 'stakes')}, {controlling} of them more than half "
        f"for certain{tail}."
    )


def structures_by_launch(figures: PartnershipFigures) -> Chart:
    """Draw how spin-outs stand, by the year of their launch."""
    rows, spin_outs = figures.structures, figures.spin_outs
    launched = launched_by(spin_outs, figures.day)
    undated = int(spin_outs["launched_on"].isna().sum())
    groups = {int(year): group for year, group in rows.groupby("year")}
    years = sorted(groups)
    if years and years[-1] - years[0] < LONGEST_YEARS:
        years = list(range(years[0], years[-1] + 1))
    columns = tuple(Column(label=str(year), parts=_structures(groups.get(year))) for year in years)
    return Chart(
        name="structures-by-launch-year",
        title="Standalone, joint venture or group, by year of launch",
        summary=_structure_summary(rows),
        unit="number of spin-outs launched in the year",
        table=rows,
        column_labels={
            "year": "Launched in",
            "structure": "Structure",
            "spin_out_count": "Spin-outs",
        },
        drawing=StackedColumns(
            series=tuple(
                Series(STRUCTURE_KEYS[code], STRUCTURE_WORDS[code]) for code in STRUCTURES
            ),
            columns=columns,
            scale="count",
        ),
        record_count=len(launched),
        record_noun="spin-outs",
        left_out=(
            LeftOut(undated, "without a dated launch"),
            LeftOut(len(spin_outs) - undated - len(launched), "launched after this day"),
        ),
        rule="",
        as_of=figures.day,
        notes=(
            "The structure is the one last recorded, which may be younger than the launch.",
            f"Cases kept for contrast are not counted. {NOT_BY_SECTOR}",
        ),
        cell_labels=STRUCTURE_WORDS,
        empty_words="No spin-out was launched by this day on a day that is known.",
    )


def _structures(rows: pd.DataFrame | None) -> tuple[Part, ...]:
    if rows is None:
        return ()
    return tuple(
        Part(STRUCTURE_KEYS[row.structure], float(row.spin_out_count), float(row.spin_out_count))
        for row in rows.itertuples()
    )


def _structure_summary(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No spin-out was launched by this day on a day that is known."
    counts = rows.groupby("structure")["spin_out_count"].sum()
    told = [
        f"{int(counts[code])} {STRUCTURE_WORDS[code].lower()}"
        for code in STRUCTURES
        if code in counts.index
    ]
    return f"Of {counted(int(counts.sum()), 'spin-outs')} with a dated launch: {', '.join(told)}."


def primes_by_type(figures: PartnershipFigures) -> Chart:
    """Draw how many primes are of which type."""
    primes = figures.primes
    counts = primes["prime_type"].value_counts()
    order = [code for code in TYPE_WORDS if code in counts.index]
    order.sort(key=lambda code: (code == NOT_RECORDED, -int(counts[code])))
    url = with_query(reverse("spinouts:prime-list"), figures.filters.as_of_query)
    bars = tuple(
        RankedBar(
            label=TYPE_WORDS[code],
            low=float(counts[code]),
            high=float(counts[code]),
            href=url,
            series_key="not_recorded" if code == NOT_RECORDED else "series_1",
        )
        for code in order
    )
    return Chart(
        name="primes-by-type",
        title=f"Prime contractors by type on {date_words(figures.day)}",
        summary=_prime_summary(primes),
        unit="number of primes",
        table=primes.assign(order=primes["prime_type"].map(order.index)).sort_values(
            ["order", "name"], ignore_index=True
        )[["prime_type", "name", "slug"]],
        column_labels={"prime_type": "Type", "name": "Prime", "slug": "Address"},
        drawing=RankedBars(bars=bars, scale="count"),
        record_count=len(primes),
        record_noun="primes",
        rule="F6",
        as_of=figures.day,
        notes=(
            "The type says who leads, not whether the tests of a social prime are passed.",
            "The filters of service and sector do not apply here.",
        ),
        cell_labels=TYPE_WORDS,
        empty_words="No prime is on record for this choice.",
    )


def _prime_summary(primes: pd.DataFrame) -> str:
    if primes.empty:
        return "No prime is on record for this choice."
    social = int((primes["prime_type"] == PrimeType.SOCIAL_PRIME).sum())
    return f"Of {counted(len(primes), 'primes')} on record {social} are meant as social primes."
