"""The columns of a stacked chart: what is certain solid, ranges striped, years to come pale."""

from dataclasses import dataclass

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Column, Part, StackedColumns
from spinouts.dashboards.charts.measure import text_width
from spinouts.dashboards.charts.palette import css_name, text_label
from spinouts.dashboards.charts.split_bar import claimants, open_share
from spinouts.dashboards.charts.words import amount_range, percent, pounds, short_pounds

SETTLED = 0.005


@dataclass(frozen=True)
class Frame:
    """Where the columns stand: edges of the plot, and what the amounts are scaled by."""

    left: float
    right: float
    top: float
    bottom: float
    highest: float

    def level(self, amount: float) -> float:
        """Return the height on the picture of an amount."""
        return self.bottom - (self.bottom - self.top) * amount / self.highest


def _tooltip(drawing: StackedColumns, column: Column, part: Part, labels: dict[str, str]) -> str:
    """Return the words of one part of a column."""
    name = labels.get(part.series_key, text_label(part.series_key))
    words = amount_range(part.low, part.high, drawing.scale, is_about=part.is_about)
    to_come = ", to come" if column.is_to_come else ""
    note = f" ({column.note})" if column.note else ""
    return f"{column.label}{to_come}: {name} {words}{note}"


def draw_column(
    canvas: Canvas,
    drawing: StackedColumns,
    column: Column,
    parts: tuple[Part, ...],
    labels: dict[str, str],
    frame: Frame,
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
                draw_future(canvas, part.series_key, (x, y, width, below - y), title)
            else:
                canvas.mark(part.series_key, x, y, width, below - y, title)
                _draw_number(canvas, drawing, part, (x, y, width, below - y))
    if drawing.scale == "percent":
        _draw_unsettled(canvas, column, parts, labels, frame, span)
    else:
        _draw_ranges(canvas, drawing, column, parts, labels, frame, span)


def draw_future(
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
        stroke_width=1.2,
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
    frame: Frame,
    span: tuple[float, float],
) -> None:
    """Draw what the lows of a whole leave open, striped in the colours that may claim it."""
    left_open = open_share(parts)
    if not parts or left_open <= SETTLED:
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
    frame: Frame,
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
    _draw_total(canvas, drawing, sum(part.low for part in parts), amount, frame, span)


def _draw_total(
    canvas: Canvas,
    drawing: StackedColumns,
    low: float,
    high: float,
    frame: Frame,
    span: tuple[float, float],
) -> None:
    """Write the sum of a column above it, where it fits."""
    x, width = span
    total = amount_range(low, high, drawing.scale)
    if drawing.scale == "pounds" and total == pounds(low):
        total = short_pounds(low)
    if high > 0 and text_width(total, 11) <= width + 8:
        canvas.text(x + width / 2, frame.level(high) - 5, total, size=11, anchor="middle")


def _draw_arrow_up(canvas: Canvas, x: float, y: float, title: str) -> None:
    """Draw an arrow that says: or more."""
    path = f"M{x:.1f} {y:.1f}v-14m-4.5 5l4.5 -5l4.5 5"
    canvas.path(path, "chart-line", title, stroke_width=1.8)
