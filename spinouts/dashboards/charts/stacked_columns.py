"""Stacked columns: amounts by category over financial years, or over periods drawn to scale."""

from dataclasses import dataclass
from datetime import timedelta

from spinouts.dashboards.charts.axes import TimeAxis, ticks
from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Chart, Column, Part, StackedColumns
from spinouts.dashboards.charts.legend import LegendEntry, draw_legend, range_entry, series_entry
from spinouts.dashboards.charts.measure import text_width
from spinouts.dashboards.charts.palette import css_name, text_label
from spinouts.dashboards.charts.split_bar import claimants, open_share
from spinouts.dashboards.charts.words import amount_range, axis_amount, percent, short_day
from spinouts.dashboards.charts.words import short_pounds as brief_pounds

_SETTLED = 0.005


@dataclass(frozen=True)
class _Frame:
    """Where the columns stand: edges of the plot, and what the amounts are scaled by."""

    left: float
    right: float
    top: float
    bottom: float
    highest: float

    def level(self, amount: float) -> float:
        """Return the height on the picture of an amount."""
        return self.bottom - (self.bottom - self.top) * amount / self.highest


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
    frame = _Frame(left, canvas.width - 1, top + 24, top + 24 + height, values[-1])
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
        _draw_column(canvas, drawing, column, parts, labels, frame, span)
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


def _even_spans(drawing: StackedColumns, frame: _Frame) -> list[tuple[float, float]]:
    """Return left edge and width of columns side by side."""
    slot = (frame.right - frame.left) / max(1, len(drawing.columns))
    width = min(slot * 0.78, 84.0)
    return [
        (frame.left + slot * (position + 0.5) - width / 2, width)
        for position in range(len(drawing.columns))
    ]


def _time_axis(chart: Chart, drawing: StackedColumns, frame: _Frame) -> TimeAxis:
    """Return the time axis of periods drawn to scale."""
    known = [d for c in drawing.columns for d in (c.starts_on, c.ends_on) if d is not None]
    starts_on = drawing.starts_on or min(known, default=chart.as_of)
    ends_on = drawing.ends_on or max([chart.as_of, *known])
    if any(column.starts_on is None for column in drawing.columns) and not drawing.starts_on:
        starts_on -= timedelta(days=min(365, (starts_on - starts_on.min).days))
    if ends_on <= starts_on:
        ends_on = starts_on + timedelta(days=365)
    return TimeAxis(starts_on, ends_on, frame.left, frame.right)


def _time_spans(chart: Chart, drawing: StackedColumns, frame: _Frame) -> list[tuple[float, float]]:
    """Return left edge and width of periods drawn to scale."""
    axis = _time_axis(chart, drawing, frame)
    spans = []
    for column in drawing.columns:
        left = axis.place(column.starts_on or axis.starts_on)
        right = axis.place(column.ends_on or axis.ends_on)
        spans.append((left, max(1.0, right - left)))
    return spans


def _tooltip(drawing: StackedColumns, column: Column, part: Part, labels: dict[str, str]) -> str:
    """Return the words of one part of a column."""
    name = labels.get(part.series_key, text_label(part.series_key))
    words = amount_range(part.low, part.high, drawing.scale, is_about=part.is_about)
    to_come = ", to come" if column.is_to_come else ""
    note = f" ({column.note})" if column.note else ""
    return f"{column.label}{to_come}: {name} {words}{note}"


def _draw_column(
    canvas: Canvas,
    drawing: StackedColumns,
    column: Column,
    parts: tuple[Part, ...],
    labels: dict[str, str],
    frame: _Frame,
    span: tuple[float, float],
) -> None:
    """Draw the lows of a column solid, and what may come on top striped."""
    x, width = span
    amount = 0.0
    for part in parts:
        y, below = frame.level(amount + part.low), frame.level(amount)
        amount += part.low
        if below - y < 0.05:
            continue
        title = _tooltip(drawing, column, part, labels)
        with canvas.link(part.href, title):
            if column.is_to_come:
                _draw_future(canvas, part.series_key, (x, y, width, below - y), title)
            else:
                canvas.mark(part.series_key, x, y, width, below - y, title)
                _draw_number(canvas, drawing, part, (x, y, width, below - y))
    if drawing.scale == "percent":
        _draw_unsettled(canvas, column, parts, labels, frame, span)
    else:
        _draw_ranges(canvas, drawing, column, parts, labels, frame, span)


def _draw_future(
    canvas: Canvas, key: str, box: tuple[float, float, float, float], title: str
) -> None:
    """Draw a part of a year to come: a tint with an outline in the category's colour."""
    x, y, width, height = box
    name = css_name(key)
    canvas.rectangle(
        x + 0.75,
        y + 0.75,
        width - 1.5,
        height - 1.5,
        f"tint-{name} edge-{name}",
        title,
        stroke_width=1.5,
        stroke_dasharray="4 2",
    )


def _draw_number(
    canvas: Canvas, drawing: StackedColumns, part: Part, box: tuple[float, float, float, float]
) -> None:
    """Write the number on a part of a whole, where it fits."""
    x, y, width, height = box
    if drawing.scale != "percent":
        return
    words = percent(part.low, 1 if width > 46 else 0).removesuffix("%")
    if height >= 18 and text_width(words, 12) + 6 <= width:
        canvas.text(
            x + width / 2,
            y + height / 2 + 4.5,
            words,
            size=12,
            anchor="middle",
            paint=f"on-{css_name(part.series_key)}",
        )


def _draw_unsettled(
    canvas: Canvas,
    column: Column,
    parts: tuple[Part, ...],
    labels: dict[str, str],
    frame: _Frame,
    span: tuple[float, float],
) -> None:
    """Draw what the lows of a whole leave open, striped in the colours that may claim it."""
    left_open = open_share(parts)
    if not parts or left_open <= _SETTLED:
        return
    keys = claimants(parts)
    names = ", ".join(labels.get(key, text_label(key)) for key in keys)
    y = frame.level(100)
    title = f"{column.label}: {percent(left_open)} not settled, within the range of {names}"
    canvas.range_mark(keys, span[0], y, span[1], frame.level(100 - left_open) - y, title)


def _draw_ranges(
    canvas: Canvas,
    drawing: StackedColumns,
    column: Column,
    parts: tuple[Part, ...],
    labels: dict[str, str],
    frame: _Frame,
    span: tuple[float, float],
) -> None:
    """Draw, above the lows of a sum, each series' range striped; an arrow if it has no end."""
    x, width = span
    amount = sum(part.low for part in parts)
    for part in parts:
        if part.high is None or part.high <= part.low:
            continue
        y, below = frame.level(amount + part.high - part.low), frame.level(amount)
        amount += part.high - part.low
        if below - y >= 0.5:
            title = _tooltip(drawing, column, part, labels)
            canvas.range_mark((part.series_key,), x, y, width, below - y, title)
    if any(part.high is None for part in parts):
        _draw_arrow_up(
            canvas, x + width / 2, frame.level(amount) - 3, f"{column.label}: no upper limit known"
        )
        return
    total = amount_range(sum(part.low for part in parts), amount, drawing.scale)
    if drawing.scale == "pounds" and amount:
        total = brief_pounds(amount)
    if amount and not column.is_to_come and text_width(total, 11) <= width + 6:
        canvas.text(
            x + width / 2,
            frame.level(amount) - 5,
            total,
            size=11,
            anchor="middle",
            paint="chart-ink",
        )


def _draw_arrow_up(canvas: Canvas, x: float, y: float, title: str) -> None:
    """Draw an arrow that says: or more."""
    path = f"M{x:.1f} {y:.1f}v-14m-4.5 5l4.5 -5l4.5 5"
    canvas.path(path, "chart-line", title, stroke_width=1.8)


def _draw_to_come(
    canvas: Canvas,
    chart: Chart,
    drawing: StackedColumns,
    frame: _Frame,
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
        x, frame.top - 12, x, frame.bottom, "chart-as-of", stroke_dasharray="3 3", stroke_width=1.5
    )
    words = f"As of {short_day(chart.as_of)}; right of it, to come"
    if canvas.is_narrow:
        words = "To come"
    is_left = x + 6 + text_width(words, 12) > frame.right
    canvas.text(
        x - 6 if is_left else x + 6,
        frame.top - 4,
        words,
        size=12,
        paint="chart-alert chart-halo",
        anchor="end" if is_left else "start",
    )


def _draw_labels(
    canvas: Canvas, drawing: StackedColumns, frame: _Frame, spans: list[tuple[float, float]]
) -> float:
    """Write the names of columns under them, as many as have room."""
    size = 12.0
    widest = max((text_width(column.label, size) for column in drawing.columns), default=0)
    slot = (frame.right - frame.left) / max(1, len(drawing.columns))
    step = max(1, -int(-(widest + 10) // slot))
    for position, (column, (x, width)) in enumerate(zip(drawing.columns, spans, strict=True)):
        if position % step:
            continue
        middle = x + width / 2
        half = text_width(column.label, size) / 2
        middle = min(max(middle, half), canvas.width - half)
        canvas.label(
            middle,
            frame.bottom + 18,
            column.label,
            canvas.width,
            size=size,
            paint="chart-muted",
            anchor="middle",
        )
    return frame.bottom + 26


def _draw_time_axis(canvas: Canvas, chart: Chart, drawing: StackedColumns, frame: _Frame) -> float:
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
    seen = {part.series_key for part in parts if part.low > _SETTLED or part.high != part.low}
    entries = [
        series_entry(canvas, series.key, labels[series.key])
        for series in drawing.series
        if series.key in seen
    ]
    ranged = [c for c in drawing.columns if any(p.high != p.low for p in c.parts)]
    if ranged:
        entries.append(
            range_entry(canvas, claimants(ranged[0].parts)[:2], "Range: between low and high")
        )
    if any(column.is_to_come for column in drawing.columns):
        key = drawing.series[0].key
        entries.append(
            LegendEntry("To come", lambda x, y, w, h: _draw_future(canvas, key, (x, y, w, h), ""))
        )
    return entries
