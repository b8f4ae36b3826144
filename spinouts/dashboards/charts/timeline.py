"""Time lines: contracts as bars, events as diamonds, on one axis of time."""

from datetime import date, timedelta

from spinouts.dashboards.charts.axes import TimeAxis, padded
from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Chart, Timeline, TimelineRow
from spinouts.dashboards.charts.legend import draw_legend
from spinouts.dashboards.charts.measure import text_width, wrap
from spinouts.dashboards.charts.timeline_marks import (
    BAR,
    Frame,
    draw_bar,
    draw_milestones,
    draw_words,
    is_endless,
    is_open,
    legend_entries,
)
from spinouts.dashboards.charts.words import day, short_day


def draw(canvas: Canvas, chart: Chart, drawing: Timeline) -> float:
    """Draw the legend, the axis, the as-of line and the rows.

    :return: height used
    """
    top = draw_legend(canvas, legend_entries(canvas, drawing, chart.as_of)) + 22
    left = 0.0
    if not canvas.is_narrow:
        widest = max(text_width(row.label, 13) for row in drawing.rows)
        left = min(widest, 214.0) + 16
    starts_on, ends_on = _ends(chart, drawing)
    right_edge = canvas.width - (16 if any(is_open(row) for row in drawing.rows) else 2)
    left_edge = left + (14 if any(is_endless(row) for row in drawing.rows) else 2)
    frame = Frame(TimeAxis(starts_on, ends_on, left_edge, right_edge), chart.as_of, top)
    heights = [_row_height(canvas, row, left) for row in drawing.rows]
    bottom = top + 6 + sum(heights)
    _draw_axis(canvas, frame, bottom)
    _draw_as_of(canvas, frame, bottom)
    y = top + 6
    for row, height in zip(drawing.rows, heights, strict=True):
        _draw_row(canvas, row, frame, left, y, height)
        y += height
    return bottom + 24


def _days(row: TimelineRow) -> list[date]:
    """Return every day that a row shows."""
    found = [row.starts_on, row.ends_on, row.planned_ends_on, row.may_extend_to]
    return [day for day in found if day] + [milestone.on for milestone in row.milestones]


def _ends(chart: Chart, drawing: Timeline) -> tuple[date, date]:
    """Return the ends of the axis."""
    known = [day for row in drawing.rows for day in _days(row)] or [chart.as_of]
    starts_on, ends_on = padded(min(known), max([*known, chart.as_of]))
    starts_on = drawing.starts_on or starts_on
    ends_on = drawing.ends_on or ends_on
    return starts_on, max(ends_on, starts_on + timedelta(days=30))


def _narrow_lines(canvas: Canvas, row: TimelineRow) -> list[str]:
    """Return the name and the words of a row on a narrow picture, broken into lines."""
    words = f"{row.label}: {row.words}" if row.words else row.label
    return wrap(words, canvas.width, 13, most_lines=2)


def _row_height(canvas: Canvas, row: TimelineRow, left: float) -> float:
    """Return the height of a row: on narrow pictures the name stands above the bar."""
    if canvas.is_narrow:
        return 16.0 * len(_narrow_lines(canvas, row)) + BAR + 16
    lines = wrap(row.label, left - 16, 13, most_lines=2)
    return max(BAR + 14, 16.0 * len(lines) + 10)


def _draw_axis(canvas: Canvas, frame: Frame, bottom: float) -> None:
    """Draw a line at 1 January, as often as labels have room."""
    axis = frame.axis
    for first, words in axis.year_ticks(44):
        x = axis.place(first)
        canvas.line(x, frame.top, x, bottom, "chart-grid")
        if axis.left + 10 <= x <= canvas.width - 16:
            canvas.text(x, bottom + 17, words, size=12, paint="chart-muted", anchor="middle")
    canvas.line(axis.left, bottom, canvas.width, bottom, "chart-axis")


def _draw_as_of(canvas: Canvas, frame: Frame, bottom: float) -> None:
    """Draw the line of the day that the chart is read on."""
    if not frame.axis.starts_on <= frame.as_of <= frame.axis.ends_on:
        return
    x = frame.axis.place(frame.as_of)
    canvas.line(
        x, frame.top - 4, x, bottom, "chart-as-of", stroke_width=1.5, stroke_dasharray="3 3"
    )
    words = f"As of {short_day(frame.as_of)}"
    half = text_width(words, 12) / 2
    middle = min(max(x, half), canvas.width - half)
    canvas.text(middle, frame.top - 9, words, size=12, paint="chart-alert", anchor="middle")


def _tooltip(row: TimelineRow) -> str:
    """Return the words of a row."""
    about = "about "
    words = row.label
    if row.starts_on or row.ends_on:
        begin = day(row.starts_on) if row.starts_on else "before records began"
        begin = (about if row.is_start_imprecise and row.starts_on else "") + begin
        end = day(row.ends_on) if row.ends_on else "no end known"
        end = (about if row.is_end_imprecise and row.ends_on else "") + end
        words += f": {begin} to {end}"
    if row.planned_ends_on and row.ends_on and row.planned_ends_on > row.ends_on:
        words += f"; planned to {day(row.planned_ends_on)}"
    if row.may_extend_to:
        words += f"; may be extended to {day(row.may_extend_to)}"
    return "; ".join(part for part in (words, row.words, row.note) if part)


def _draw_row(
    canvas: Canvas, row: TimelineRow, frame: Frame, left: float, y: float, height: float
) -> None:
    """Draw the name (ending before `left`), the bar and the events of a row."""
    title = _tooltip(row)
    with canvas.link(row.href, title):
        paint = "chart-ink chart-link" if row.href else "chart-ink"
        if canvas.is_narrow:
            lines = _narrow_lines(canvas, row)
            for position, line in enumerate(lines):
                top = y + 16 * position
                canvas.rectangle(0, top, text_width(line, 13) + 3, 16, "chart-surface")
                canvas.text(0, top + 12, line, size=13, paint=paint)
            top = y + 16 * len(lines) + 3
        else:
            lines = wrap(row.label, left - 16, 13, most_lines=2)
            first = y + height / 2 - 8 * (len(lines) - 1) + 4.5
            for position, line in enumerate(lines):
                canvas.text(
                    left - 16, first + 16 * position, line, size=13, paint=paint, anchor="end"
                )
            top = y + (height - BAR) / 2
        if row.starts_on or row.ends_on:
            end = draw_bar(canvas, row, frame, top, title)
            if not canvas.is_narrow:
                draw_words(canvas, row, frame, top, end)
    draw_milestones(canvas, row, frame, top + BAR / 2)
