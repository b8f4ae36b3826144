"""Stacked columns: amounts by category over financial years, or over periods drawn to scale."""

from datetime import timedelta

from spinouts.dashboards.charts.axes import TimeAxis, ticks
from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Chart, Column, StackedColumns
from spinouts.dashboards.charts.column_parts import SETTLED, Frame, draw_column, draw_future
from spinouts.dashboards.charts.legend import LegendEntry, draw_legend, range_entry, series_entry
from spinouts.dashboards.charts.measure import shorten, text_width
from spinouts.dashboards.charts.palette import text_label
from spinouts.dashboards.charts.split_bar import claimants
from spinouts.dashboards.charts.words import axis_amount, short_day


def draw(canvas: Canvas, chart: Chart, drawing: StackedColumns) -> float:
    """Draw axis, columns and legend.

    :return: height used
    """
    labels = {series.key: text_label(series.key, series.label) for series in drawing.series}
    top = draw_legend(canvas, _entries(canvas, drawing, labels)) + 10
    height = 230 if canvas.is_narrow else 270
    values = _axis_values(drawing)
    names = [axis_amount(value, drawing.scale, values[-1]) for value in values]
    left = max(text_width(name, 12) for name in names) + 8
    head = top + (48 if any(column.is_to_come for column in drawing.columns) else 24)
    frame = Frame(left, canvas.width - 1, head, head + height, values[-1])
    canvas.label(0, top + 10, chart.unit, canvas.width, paint="chart-muted", size=12)
    for value, name in zip(values, names, strict=True):
        y = frame.level(value)
        canvas.line(frame.left, y, frame.right, y, "chart-grid")
        canvas.text(left - 7, y + 4, name, paint="chart-muted", size=12, anchor="end")
    spans = (
        _time_spans(chart, drawing, frame)
        if drawing.is_time_scaled
        else _even_spans(drawing, frame)
    )
    order = {series.key: position for position, series in enumerate(drawing.series)}
    for column, span in zip(drawing.columns, spans, strict=True):
        parts = tuple(sorted(column.parts, key=lambda part: order.get(part.series_key, 99)))
        draw_column(canvas, drawing, column, parts, labels, frame, span)
    canvas.line(frame.left, frame.bottom, frame.right, frame.bottom, "chart-axis")
    if drawing.is_time_scaled:
        return _draw_time_axis(canvas, chart, drawing, frame)
    _draw_to_come(canvas, chart, drawing, frame, spans)
    return _draw_labels(canvas, drawing, frame, spans)


def _axis_values(drawing: StackedColumns) -> list[float]:
    """Return the values at the grid lines."""
    if drawing.scale == "percent":
        return [0.0, 25.0, 50.0, 75.0, 100.0]
    highest = max((_highest(column) for column in drawing.columns), default=0.0)
    return ticks(highest or 1.0, 4, is_whole=drawing.scale == "count")


def _highest(column: Column) -> float:
    """Return the largest amount of a column that is known."""
    return sum(part.low if part.high is None else max(part.low, part.high) for part in column.parts)


def _even_spans(drawing: StackedColumns, frame: Frame) -> list[tuple[float, float]]:
    """Return left edge and width of columns side by side."""
    slot = (frame.right - frame.left) / max(1, len(drawing.columns))
    width = min(slot * 0.78, 84.0)
    return [
        (frame.left + slot * (position + 0.5) - width / 2, width)
        for position in range(len(drawing.columns))
    ]


def _time_axis(chart: Chart, drawing: StackedColumns, frame: Frame) -> TimeAxis:
    """Return the time axis of periods drawn to scale."""
    known = [d for c in drawing.columns for d in (c.starts_on, c.ends_on) if d is not None]
    starts_on = drawing.starts_on or min(known, default=chart.as_of)
    ends_on = drawing.ends_on or max([chart.as_of, *known])
    if any(column.starts_on is None for column in drawing.columns) and not drawing.starts_on:
        starts_on -= timedelta(days=min(365, (starts_on - starts_on.min).days))
    if ends_on <= starts_on:
        ends_on = starts_on + timedelta(days=365)
    return TimeAxis(starts_on, ends_on, frame.left, frame.right)


def _time_spans(chart: Chart, drawing: StackedColumns, frame: Frame) -> list[tuple[float, float]]:
    """Return left edge and width of periods drawn to scale."""
    axis = _time_axis(chart, drawing, frame)
    spans = []
    for column in drawing.columns:
        left = axis.place(column.starts_on or axis.starts_on)
        right = axis.place(column.ends_on or axis.ends_on)
        spans.append((left, max(1.0, right - left)))
    return spans


def _draw_to_come(
    canvas: Canvas,
    chart: Chart,
    drawing: StackedColumns,
    frame: Frame,
    spans: list[tuple[float, float]],
) -> None:
    """Draw the line between what has been and what is to come."""
    to_come = [
        span for column, span in zip(drawing.columns, spans, strict=True) if column.is_to_come
    ]
    if not to_come:
        return
    slot = (frame.right - frame.left) / len(drawing.columns)
    x = to_come[0][0] + to_come[0][1] / 2 - slot / 2
    canvas.line(
        x, frame.top - 30, x, frame.bottom, "chart-as-of", stroke_dasharray="3 3", stroke_width=1.5
    )
    paint = "chart-alert chart-halo"
    before, after = f"As of {short_day(chart.as_of)}", "To come"
    y = frame.top - 20
    if x - 7 - text_width(before, 12) < frame.left - 20:
        before, after = "", f"To come after {short_day(chart.as_of)}"
    if before:
        canvas.text(x - 7, y, before, size=12, paint=paint, anchor="end")
    if x + 7 + text_width(after, 12) <= frame.right:
        canvas.text(x + 7, y, after, size=12, paint=paint)


def _draw_labels(
    canvas: Canvas, drawing: StackedColumns, frame: Frame, spans: list[tuple[float, float]]
) -> float:
    """Write the names of columns under them, as many as have room."""
    size = 12.0
    most = 100.0 if canvas.is_narrow else 150.0
    widest = max((text_width(column.label, size) for column in drawing.columns), default=0)
    slot = (frame.right - frame.left) / max(1, len(drawing.columns))
    room = max(min(widest, most), slot - 10)
    step = max(1, -int(-(min(widest, room) + 10) // slot))
    for position, (column, (x, width)) in enumerate(zip(drawing.columns, spans, strict=True)):
        if position % step:
            continue
        words = shorten(column.label, room, size)
        half = text_width(words, size) / 2
        middle = min(max(x + width / 2, half), canvas.width - half)
        canvas.text(
            middle, frame.bottom + 18, words, size=size, paint="chart-muted", anchor="middle"
        )
    return frame.bottom + 26


def _draw_time_axis(canvas: Canvas, chart: Chart, drawing: StackedColumns, frame: Frame) -> float:
    """Write years under periods drawn to scale, and mark the as-of day inside the axis."""
    axis = _time_axis(chart, drawing, frame)
    for day, words in axis.year_ticks(40):
        x = axis.place(day)
        canvas.line(x, frame.bottom, x, frame.bottom + 5, "chart-axis")
        if frame.left + 12 <= x <= frame.right - 14:
            canvas.text(x, frame.bottom + 19, words, size=12, paint="chart-muted", anchor="middle")
    if axis.starts_on < chart.as_of < axis.ends_on:
        x = axis.place(chart.as_of)
        canvas.line(
            x,
            frame.top - 6,
            x,
            frame.bottom,
            "chart-as-of",
            stroke_dasharray="3 3",
            stroke_width=1.5,
        )
    return frame.bottom + 26


def _entries(canvas: Canvas, drawing: StackedColumns, labels: dict[str, str]) -> list[LegendEntry]:
    """Return the legend: series that occur, ranges, years to come."""
    parts = [part for column in drawing.columns for part in column.parts]
    seen = {part.series_key for part in parts if part.low > SETTLED or part.high != part.low}
    entries = [
        series_entry(canvas, series.key, labels[series.key])
        for series in drawing.series
        if series.key in seen and len(drawing.series) > 1
    ]
    ranged = [c for c in drawing.columns if any(p.high != p.low for p in c.parts)]
    if ranged:
        entries.append(
            range_entry(canvas, claimants(ranged[0].parts)[:2], "Range: between low and high")
        )
    if any(column.is_to_come for column in drawing.columns):
        key = drawing.series[0].key
        entries.append(
            LegendEntry("To come", lambda x, y, w, h: draw_future(canvas, key, (x, y, w, h), ""))
        )
    return entries
