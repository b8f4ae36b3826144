"""A chart as a file: SVG, PNG, CSV, JSON."""

import csv
import io
import math
from datetime import date, datetime
from typing import Any

from spinouts.dashboards.charts.chart import Chart
from spinouts.dashboards.charts.document import svg_document

_PNG_SCALE = 2
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render_svg(chart: Chart, *, standalone: bool, narrow: bool = False, prefix: str = "") -> str:
    """Return a chart as SVG.

    :param standalone: for download: literal colours, white ground, title, summary, day and
        source inside. Otherwise for a page: coloured by charts.css, no words of the figure
    :param narrow: for phones (340 units across instead of 720)
    :param prefix: begins the ids in place of the chart's name, where one page shows two charts
        of the same name
    """
    return svg_document(chart, is_standalone=standalone, is_narrow=narrow, prefix=prefix)


def render_png(chart: Chart) -> bytes:
    """Return the standalone picture as PNG, two pixels to the unit."""
    import vl_convert

    return vl_convert.svg_to_png(render_svg(chart, standalone=True), scale=_PNG_SCALE)


def render_csv(chart: Chart) -> str:
    """Return the table as CSV: the published column names, then a row for each row.

    Missing = empty; money with two decimals; other numbers with at most four, no trailing zeros;
    text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    columns = [str(column) for column in chart.table.columns]
    writer.writerow(columns)
    for row in chart.table.itertuples(index=False, name=None):
        writer.writerow(
            [_csv_cell(value, column) for value, column in zip(row, columns, strict=True)]
        )
    return written.getvalue()


def render_json(chart: Chart) -> dict[str, Any]:
    """Return the chart's words and rows, ready for json.dumps.

    :return: name, title, summary, unit, as_of, rule, record_count, record_noun, left_out,
        sources, notes, columns (name and label), rows (a dict for each; missing = None)
    """
    columns = [str(column) for column in chart.table.columns]
    return {
        "name": chart.name,
        "title": chart.title,
        "summary": chart.summary,
        "unit": chart.unit,
        "as_of": chart.as_of.isoformat(),
        "rule": chart.rule,
        "record_count": int(chart.record_count),
        "record_noun": chart.record_noun,
        "left_out": [{"count": int(item.count), "reason": item.reason} for item in chart.left_out],
        "sources": [{"title": title, "url": url} for title, url in chart.sources],
        "notes": list(chart.notes),
        "columns": [
            {"name": column, "label": chart.column_labels.get(column, column)} for column in columns
        ],
        "rows": [
            {column: plain(value) for column, value in zip(columns, row, strict=True)}
            for row in chart.table.itertuples(index=False, name=None)
        ],
    }


def plain(value: Any) -> Any:
    """Return a cell as a plain Python value; NaN, NaT, NA and None as None; days as text."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (str, bool, int)):
        return value
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, (str, bool, int)) else str(value)


def is_money(column: str) -> bool:
    """Say whether a column holds pounds."""
    return "_gbp" in column


def _csv_cell(value: Any, column: str) -> str:
    """Write one cell."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if is_money(column):
        return f"{value:.2f}"
    if isinstance(value, int):
        return str(value)
    written = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
