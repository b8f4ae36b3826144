"""Charts to draw in tests: every kind, with nothing, little, much, long and odd content."""

from datetime import date

import pandas as pd

from spinouts.dashboards.charts.chart import (
    Bar,
    Benchmark,
    Chart,
    Column,
    Drawing,
    HoldingEdge,
    HoldingNode,
    Holdings,
    LeftOut,
    Line,
    LineSeries,
    Milestone,
    Part,
    Point,
    RankedBar,
    RankedBars,
    RegionTile,
    Series,
    SplitBar,
    StackedColumns,
    TileMap,
    Timeline,
    TimelineRow,
)
from spinouts.dashboards.charts.palette import CATEGORIES
from spinouts.dashboards.charts.tile_map import ASIDE, PLACES
from tests.dashboards.chart_samples_tiers import NO_TIERS, TIER_DRAWINGS

AS_OF = date(2015, 3, 31)
NASTY = "Ā & B <Care> \"CIC\" 'x' ]]>"
LONG = "The Joint Venture for Shared Services of the Twelve Councils of the Region Limited " * 2
UNBROKEN = "Kommunalunternehmensgesellschaftsbeteiligungsverwaltung" * 2


def make_chart(drawing: Drawing, name: str = "sample", **changes) -> Chart:
    """Return a chart around a drawing."""
    given = {
        "name": name,
        "title": "Who owns it",
        "summary": "Staff hold 75.1% or more.",
        "unit": "per cent of equity",
        "table": pd.DataFrame(
            {"category": ["employees"], "percent_low": [75.1], "percent_high": [100.0]}
        ),
        "column_labels": {"category": "Category", "percent": "Per cent of equity"},
        "record_count": 47,
        "record_noun": "contracts",
        "left_out": (LeftOut(31, "without a value"), LeftOut(29, "not placed in time")),
        "rule": "F1",
        "as_of": AS_OF,
    }
    return Chart(drawing=drawing, **{**given, **changes})


def part(key: str, low: float, high: float | None = None, **changes) -> Part:
    """Return an exact part unless a high is given."""
    return Part(key, low, low if high is None else high, **changes)


def columns(count: int, scale: str = "pounds", label: str = "") -> StackedColumns:
    """Return columns of four sectors, the last third of them to come."""
    keys = ("public", "private", "social", "mutual")
    return StackedColumns(
        series=tuple(Series(key) for key in keys),
        columns=tuple(
            Column(
                label or f"{2000 + n}/{(n + 1) % 100:02d}",
                tuple(part(key, 20 + place + n % 5) for place, key in enumerate(keys)),
                is_to_come=n > count * 2 / 3,
            )
            for n in range(count)
        ),
        scale=scale,
    )


def periods() -> StackedColumns:
    """Return three uneven periods, with a range and without ends."""
    return StackedColumns(
        series=(Series("employees"), Series("private"), Series("not_recorded")),
        columns=(
            Column("first", (part("employees", 100),), None, date(2012, 5, 1)),
            Column(
                "second",
                (part("employees", 60, 90), part("private", 10), part("not_recorded", 0, 30)),
                date(2012, 5, 1),
                date(2012, 6, 1),
            ),
            Column("third", (Part("employees", 25, None), part("private", 75)), date(2014, 1, 1)),
        ),
        scale="percent",
        is_time_scaled=True,
    )


def ranked(count: int, label: str = "Provider") -> RankedBars:
    """Return bars, the last three of them odd: no upper limit, not known, nothing."""
    bars = [
        RankedBar(
            f"{label} {n}",
            (count - n) * 1e6,
            (count - n) * (1.2e6 if n % 2 else 1e6),
            href=f"/organisations/provider-{n}/?a=1&b=2",
            note="3 contracts",
            series_key="social",
        )
        for n in range(count)
    ]
    odd = [
        RankedBar(f"{label} more", 5e5, None, series_key="private"),
        RankedBar(f"{label} unknown", None, None),
        RankedBar(f"{label} nothing", 0, 0, is_about=True),
    ]
    return RankedBars(tuple(bars + odd), "pounds", (Series("social"), Series("private")))


def timeline(label: str = "Contract") -> Timeline:
    """Return rows of every shape."""
    return Timeline(
        (
            TimelineRow(f"{label} one", date(2011, 1, 1), date(2016, 3, 31), words="£52m",
                        href="/contracts/1/"),
            TimelineRow(f"{label} two", date(2012, 1, 1), date(2013, 3, 31),
                        planned_ends_on=date(2017, 3, 31), is_end_imprecise=True, words="£2m"),
            TimelineRow(f"{label} three", date(2013, 1, 1), date(2015, 9, 30),
                        may_extend_to=date(2018, 9, 30), is_start_imprecise=True),
            TimelineRow(f"{label} four", date(2014, 1, 1), None, words="£310,000 a year"),
            TimelineRow(f"{label} five", None, date(2013, 1, 1), note="start not known"),
            TimelineRow(f"{label} six", date(2015, 1, 1), date(2015, 1, 1), words="a day"),
            TimelineRow(f"{label} events", None, None, milestones=(
                Milestone(date(2011, 9, 1), "launched"),
                Milestone(date(2018, 1, 1), label, is_imprecise=True, href="/spin-outs/1/"),
            )),
        ),
        (Series("series_1", "Contracts"),),
    )  # fmt: skip


def holders(count: int, name: str = "Holder") -> Holdings:
    """Return a subject with some holders."""
    nodes = [HoldingNode("s", f"{name} subject", "social", "/s/", is_subject=True)]
    nodes += [
        HoldingNode(f"h{n}", f"{name} {n}", CATEGORIES[n % 16], f"/h{n}/", note="a note")
        for n in range(count)
    ]
    edges = [HoldingEdge(f"h{n}", "s", 100 / count, 100 / count) for n in range(count)]
    return Holdings(tuple(nodes), tuple(edges))


def chain(depth: int) -> Holdings:
    """Return a chain of holders with a loop from the third to the last but one."""
    nodes = [HoldingNode("n0", "Subject", is_subject=True)]
    nodes += [HoldingNode(f"n{n}", f"Company {n}", "private") for n in range(1, depth + 1)]
    edges = [
        HoldingEdge(f"n{n}", f"n{n - 1}", 50, 60 if n % 2 else 50, is_size_known=n != 2)
        for n in range(1, depth + 1)
    ]
    edges.append(HoldingEdge("n2", f"n{depth - 1}", 10, 10))
    edges.append(HoldingEdge(f"n{depth}", "n1", 5, 5))
    return Holdings(tuple(nodes), tuple(edges))


def lines(count: int, label: str = "Median") -> Line:
    """Return lines with a gap, a band, counts and a level."""
    return Line(
        tuple(
            LineSeries(
                Series(f"series_{position + 1}", f"{label} {position}"),
                tuple(
                    Point(
                        year,
                        str(year),
                        None if year == 2012 else 40 + year % 7 + 9 * position,
                        20,
                        80,
                        year - 2000,
                        "4 not known",
                    )
                    for year in range(2008, 2020)
                ),
            )
            for position in range(count)
        ),
        "percent",
        band_label="middle half" if count == 1 else "",
        benchmarks=(Benchmark(25, "a quarter"),),
    )


def regions(value: float | None = None) -> TileMap:
    """Return a tile for every place, one of them not known."""
    given = [
        RegionTile(region, n * 7 if value is None else value, href=f"/?region={region}")
        for n, region in enumerate([*PLACES, *ASIDE])
    ]
    return TileMap((*given[:-1], RegionTile("unknown", None)))


def split(*bars: Bar) -> SplitBar:
    """Return a split with every category in its legend."""
    return SplitBar(tuple(Series(key) for key in CATEGORIES), bars)


DRAWINGS: dict[str, Drawing] = {
    "columns-one": columns(1),
    "columns-sixteen": columns(16),
    "columns-sixty": columns(60),
    "columns-count": columns(5, "count"),
    "columns-long": columns(4, label=LONG),
    "columns-nasty": columns(4, label=NASTY),
    "columns-zero": StackedColumns(
        (Series("public"),), (Column("2015/16", (part("public", 0),)),), "pounds"
    ),
    "columns-open": StackedColumns(
        (Series("public"), Series("private", NASTY)),
        (
            Column("2015/16", (Part("public", 5e6, None), part("private", 1e6, 2e6)), note=NASTY),
            Column("2016/17", ()),
            Column("2017/18", (Part("public", 5e6, None, href="/x/?a=1&b=2"),), is_to_come=True),
        ),
        "pounds",
    ),
    "periods": periods(),
    "split-one": split(Bar("Equity", (part("employees", 100),))),
    "split-all": split(Bar("Equity", tuple(part(key, 6.25) for key in CATEGORIES))),
    "split-slivers": split(
        Bar("Equity", (part("employees", 99.9), part("public", 0.05), part("private", 0.05)))
    ),
    "split-range": split(
        Bar("Seats", (part("employees", 75.1, 100), part("not_recorded", 0, 24.9)), note="10"),
        Bar("Votes", (Part("employees", 20, None), part("private", 30, 60, href="/x/"))),
        Bar("Board seats", (), message=LONG),
        Bar(NASTY, ()),
    ),
    "split-over": split(Bar("Equity", (part("employees", 70), part("private", 31)))),
    "split-unknown": split(Bar("Equity", (part("not_recorded", 0, 100),))),
    "line-one": lines(1),
    "line-six": lines(6, LONG),
    "line-point": Line((LineSeries(Series("series_1"), (Point(2015, "2015", 4e6),)),), "pounds"),
    "line-zero": Line(
        (LineSeries(Series("series_1"), (Point(2015, NASTY, 0), Point(2016, "2016", 0))),), "count"
    ),
    "line-days": Line(
        (
            LineSeries(
                Series("series_1", NASTY),
                (Point(date(2011, 9, 1), "a", 75.1, 70, 80), Point(date(2017, 11, 1), "b", 24.9)),
            ),
        ),
        "percent",
        is_step=True,
        band_label="range",
    ),
    "line-day": Line(
        (LineSeries(Series("series_1"), (Point(date(2011, 9, 1), "1 September", 5, 4, 6),)),),
        "number",
        band_label="range",
    ),
    "ranked-odd": ranked(0),
    "ranked-one": RankedBars((RankedBar("Only", 1, 1),), "count"),
    "ranked-many": ranked(40),
    "ranked-long": ranked(5, LONG),
    "ranked-unbroken": ranked(2, UNBROKEN),
    "ranked-nasty": ranked(2, NASTY),
    "ranked-percent": RankedBars((RankedBar("Staff", 20, 60), RankedBar("None", 0, 0)), "percent"),
    "timeline": timeline(),
    "timeline-long": timeline(LONG),
    "timeline-nasty": timeline(NASTY),
    "timeline-one": Timeline((TimelineRow("Only", date(2015, 3, 31), date(2015, 3, 31)),)),
    "timeline-edges": Timeline((TimelineRow("Ever", date.min, date.max),)),
    "holdings-one": Holdings((HoldingNode("s", "Lonely", is_subject=True),), ()),
    "holdings-two": holders(2),
    "holdings-twelve": holders(12, LONG),
    "holdings-nasty": holders(3, NASTY),
    "holdings-unbroken": holders(3, UNBROKEN),
    "holdings-deep": chain(8),
    "holdings-deeper": chain(30),
    "holdings-loop": chain(3),
    "tiles": regions(),
    "tiles-zero": regions(0),
    "tiles-money": TileMap((RegionTile("london", 1.2e9), RegionTile("wales", 450_000)), "pounds"),
    "tiles-words": TileMap((RegionTile("london", 3, words=NASTY, note=NASTY),)),
    **TIER_DRAWINGS,
}  # fmt: skip

EMPTY: dict[str, Drawing] = {
    "no-columns": StackedColumns((), (), "pounds"),
    "no-parts": StackedColumns((Series("public"),), (Column("2015/16", ()),), "pounds"),
    "no-split": SplitBar((), ()),
    "no-line": Line((), "percent"),
    "no-points": Line((LineSeries(Series("series_1"), (Point(2015, "2015", None),)),), "percent"),
    "no-bars": RankedBars((), "count"),
    "no-rows": Timeline(()),
    "no-nodes": Holdings((), ()),
    "no-tiles": TileMap((RegionTile("london", 0),)),
    **NO_TIERS,
}
