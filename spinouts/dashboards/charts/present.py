"""A chart as a page shows it: pictures, table, downloads and words, for _components/chart.html."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from django.utils.safestring import SafeString, mark_safe

from spinouts.dashboards.charts.chart import Chart
from spinouts.dashboards.charts.document import empty_words
from spinouts.dashboards.charts.render import render_svg
from spinouts.dashboards.charts.table import Cell, Heading, table_headings, table_rows
from spinouts.dashboards.charts.words import counted, day

MOST_ROWS = 200
"""Rows of the table that a page carries; the files carry all."""

_FORMATS = (("CSV", "csv"), ("SVG", "svg"), ("PNG", "png"), ("JSON", "json"))


@dataclass(frozen=True)
class Download:
    """One file of a chart.

    :param label: "CSV"
    :param url: address with the page's parameters
    :param name: what a screen reader says: "CSV of Staff share by year"
    """

    label: str
    url: str
    name: str


@dataclass(frozen=True)
class PresentedChart:
    """Everything that the chart component shows.

    :param chart: the chart itself
    :param id: id of the figure: "chart-" and the chart's name
    :param svg_wide: picture for 40rem and more; empty if there is nothing to draw
    :param svg_narrow: picture for phones; empty if there is nothing to draw
    :param empty_words: sentence in place of the picture; empty if there is a picture
    :param headings: of the table
    :param rows: of the table, the first `MOST_ROWS`: cells as people read them
    :param rows_words: says so where there are more; else empty
    :param downloads: CSV, SVG, PNG, JSON
    :param rule_url: where the rule is explained; empty = none
    :param left_out_words: "60 left out: 31 without a value, 29 not placed in time."; may be empty
    :param counted_words: "Based on 47 contracts; 60 left out: ..."
    :param as_of_words: "31 March 2015"
    """

    chart: Chart
    id: str
    svg_wide: SafeString
    svg_narrow: SafeString
    empty_words: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rows_words: str
    downloads: tuple[Download, ...]
    rule_url: str
    left_out_words: str
    counted_words: str
    as_of_words: str


def left_out_words(chart: Chart) -> str:
    """Return how many records were left out and why, without a full stop; empty if none."""
    reasons = [item for item in chart.left_out if item.count]
    if not reasons:
        return ""
    total = sum(item.count for item in reasons)
    if len(reasons) == 1:
        return f"{total:,} left out: {reasons[0].reason}"
    return f"{total:,} left out: " + ", ".join(f"{i.count:,} {i.reason}" for i in reasons)


def present(chart: Chart, base_path: str, query: str = "", *, prefix: str = "") -> PresentedChart:
    """Make what the chart component shows.

    :param base_path: address of the page that shows the chart, ending in "/"
    :param query: the page's parameters, encoded, without "?"; kept by the downloads
    :param prefix: begins the ids in place of the chart's name, where one page shows two charts
        of the same name (a comparison)
    """
    has_picture = not chart.is_empty
    pictures = ("", "")
    if has_picture:
        pictures = (
            render_svg(chart, standalone=False, prefix=prefix),
            render_svg(chart, standalone=False, narrow=True, prefix=prefix),
        )
    left_out = left_out_words(chart)
    based_on = f"Based on {counted(chart.record_count, chart.record_noun)}"
    tail = f"?{query}" if query else ""
    return PresentedChart(
        chart=chart,
        id=f"chart-{prefix or chart.name}",
        # Built by canvas.py, which escapes every word and address it writes.
        svg_wide=mark_safe(pictures[0]),
        svg_narrow=mark_safe(pictures[1]),
        empty_words="" if has_picture else empty_words(chart),
        headings=table_headings(chart),
        rows=table_rows(replace(chart, table=chart.table.head(MOST_ROWS))),
        rows_words=_rows_words(len(chart.table)),
        downloads=tuple(
            Download(
                label, f"{base_path}charts/{chart.name}.{ending}{tail}", f"{label} of {chart.title}"
            )
            for label, ending in _FORMATS
        ),
        rule_url=_rule_url(chart.rule, query),
        left_out_words=f"{left_out}." if left_out else "",
        counted_words=f"{based_on}; {left_out}." if left_out else f"{based_on}.",
        as_of_words=day(chart.as_of),
    )


def _rows_words(count: int) -> str:
    if count <= MOST_ROWS:
        return ""
    return f"The first {MOST_ROWS} of {count:,} rows. The CSV and JSON files have all of them."


def _rule_url(rule: str, query: str) -> str:
    """Give the address of a rule, on the day that the page is read on."""
    if not rule:
        return ""
    day_asked = parse_qs(query).get("as_of")
    tail = f"?{urlencode({'as_of': day_asked[0]})}" if day_asked else ""
    return f"/methodology/{tail}#{rule.lower()}"
