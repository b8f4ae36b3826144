"""Marks on a time line: bars with their ends, events, and the legend that explains them."""

from dataclasses import dataclass
from datetime import date, timedelta

from spinouts.dashboards.charts.axes import TimeAxis
from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Timeline, TimelineRow
from spinouts.dashboards.charts.legend import LegendEntry, series_entry
from spinouts.dashboards.charts.measure import text_width
from spinouts.dashboards.charts.palette import css_name, text_label
from spinouts.dashboards.charts.words import day

_DAY = timedelta(days=1)
BAR = 18.0


@dataclass(frozen=True)
class Frame:
    """The axis of time, the as-of day, and where rows begin."""

    axis: TimeAxis
    as_of: date
    top: float

    def after(self, last: date) -> float:
        """Return the place where a day that is the last one ends."""
        return self.axis.place(last if last == date.max else last + _DAY)


def is_open(row: TimelineRow) -> bool:
    """Say whether a row's bar has a start and no end."""
    return row.starts_on is not None and row.ends_on is None


def is_endless(row: TimelineRow) -> bool:
    """Say whether a row's bar has an end and no start: since before records."""
    return row.starts_on is None and row.ends_on is not None


def draw_bar(canvas: Canvas, row: TimelineRow, frame: Frame, top: float, title: str) -> float:
    """Draw a bar: solid up to the as-of day, tinted after it; return its right end."""
    axis = frame.axis
    left = axis.place(row.starts_on or axis.starts_on)
    right = frame.after(row.ends_on) if row.ends_on else axis.right
    right = max(right, left + 3)
    today = min(max(axis.place(frame.as_of), left), right)
    if frame.as_of < axis.starts_on:
        today = left
    name = css_name(row.series_key)
    if right - today > 1:
        canvas.rectangle(
            today + 0.75,
            top + 0.75,
            right - today - 1.5,
            BAR - 1.5,
            f"tint-{name} edge-{name}",
            title,
            stroke_width=1.5,
        )
    if today - left > 0.5:
        canvas.mark(row.series_key, left, top, today - left, BAR, title)
    if row.is_start_imprecise and row.starts_on:
        _soften(canvas, left, top, 1)
    if row.is_end_imprecise and row.ends_on:
        _soften(canvas, right, top, -1)
    if is_endless(row):
        half = BAR / 2 - 1
        canvas.path(
            f"M{left - 2:.1f} {top + 1:.1f}l-9 {half:.1f}l9 {half:.1f}z",
            f"fill-{name}",
            f"{row.label}: since before records began",
        )
    end = right
    if is_open(row):
        canvas.path(
            f"M{right + 2:.1f} {top + 1:.1f}l9 {BAR / 2 - 1:.1f}l-9 {BAR / 2 - 1:.1f}z",
            f"fill-{name}",
            f"{row.label}: no end known",
        )
        return right + 12
    if row.planned_ends_on and frame.after(row.planned_ends_on) > right + 2:
        end = frame.after(row.planned_ends_on)
        canvas.rectangle(
            right + 1,
            top + 0.75,
            end - right - 1.75,
            BAR - 1.5,
            f"edge-{name} chart-bare",
            title,
            stroke_width=1.5,
            stroke_dasharray="3 3",
        )
    if row.may_extend_to and frame.after(row.may_extend_to) > end + 2:
        _draw_extension(canvas, name, end, frame.after(row.may_extend_to), top, title)
        end = frame.after(row.may_extend_to)
    return end


def _draw_extension(
    canvas: Canvas, name: str, start: float, end: float, top: float, title: str
) -> None:
    """Draw how far a contract may be extended: a thin line with a stop."""
    middle = top + BAR / 2
    canvas.path(
        f"M{start:.1f} {middle:.1f}H{end:.1f}M{end:.1f} {middle - 5:.1f}v10",
        f"edge-{name} chart-bare",
        title,
        stroke_width=2,
    )


def _soften(canvas: Canvas, x: float, top: float, direction: int) -> None:
    """Cut slits into an end whose day is not known exactly."""
    for distance, width in ((2.0, 2.4), (6.0, 1.8), (9.5, 1.2)):
        left = x + direction * distance - (width if direction < 0 else 0)
        canvas.rectangle(left, top - 0.5, width, BAR + 1, "chart-surface")


def draw_words(canvas: Canvas, row: TimelineRow, frame: Frame, top: float, end: float) -> None:
    """Write the words of a bar where they fit: on it, right of it, left of it."""
    if not row.words:
        return
    axis = frame.axis
    width = text_width(row.words, 12, is_bold=True)
    left = axis.place(row.starts_on or axis.starts_on)
    right = frame.after(row.ends_on) if row.ends_on else axis.right
    today = max(left, min(axis.place(frame.as_of), right))
    x, anchor, paint = left + 13, "start", "chart-ink chart-halo"
    if today - left >= width + 28:
        paint = f"on-{css_name(row.series_key)}"
    elif right - today >= width + 20:
        x, paint = today + 8, "chart-ink"
    elif end + 6 + width <= canvas.width:
        x = end + 6
    elif left - 6 - width >= axis.left:
        x, anchor = left - 6, "end"
    canvas.text(x, top + 13, row.words, size=12, is_bold=True, paint=paint, anchor=anchor)


def draw_milestones(canvas: Canvas, row: TimelineRow, frame: Frame, y: float) -> None:
    """Draw the events of a row as diamonds, hollow if not known to the day, with their words."""
    places = [frame.axis.place(milestone.on) for milestone in row.milestones]
    name = css_name(row.series_key)
    for position, (milestone, x) in enumerate(zip(row.milestones, places, strict=True)):
        about = "about " if milestone.is_imprecise else ""
        title = f"{row.label}: {milestone.label}, {about}{day(milestone.on)}"
        fill = "chart-surface" if milestone.is_imprecise else f"fill-{name}"
        path = f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"
        with canvas.link(milestone.href, title):
            canvas.path(path, f"{fill} edge-{name}", title, stroke_width=2)
            before = places[position - 1] + 8 if position else frame.axis.left
            after = places[position + 1] - 8 if position + 1 < len(places) else canvas.width
            width = text_width(milestone.label, 12)
            if x + 12 + width <= after:
                canvas.text(x + 12, y + 4.5, milestone.label, size=12, paint="chart-ink chart-halo")
            elif len(places) == 1 and x - 12 - width >= before:
                canvas.text(
                    x - 12,
                    y + 4.5,
                    milestone.label,
                    size=12,
                    anchor="end",
                    paint="chart-ink chart-halo",
                )


def _to_come(row: TimelineRow, as_of: date) -> bool:
    """Say whether a part of a row's bar lies after the as-of day."""
    if row.starts_on is None and row.ends_on is None:
        return False
    return row.ends_on is None or row.ends_on > as_of


def _is_undelivered(row: TimelineRow) -> bool:
    """Say whether a row ended before its planned end."""
    return bool(row.planned_ends_on and row.ends_on and row.planned_ends_on > row.ends_on)


def legend_entries(canvas: Canvas, drawing: Timeline, as_of: date) -> list[LegendEntry]:
    """Return the legend: series, then what outlines and ends mean, where they occur."""
    rows = drawing.rows
    entries = [
        series_entry(canvas, series.key, text_label(series.key, series.label))
        for series in drawing.series
    ]
    name = css_name(rows[0].series_key)
    if any(_to_come(row, as_of) for row in rows):
        entries.append(
            LegendEntry(
                "To come",
                lambda x, y, w, h: canvas.rectangle(
                    x + 0.75,
                    y + 0.75,
                    w - 1.5,
                    h - 1.5,
                    f"tint-{name} edge-{name}",
                    stroke_width=1.5,
                ),
            )
        )
    if any(_is_undelivered(row) for row in rows):
        entries.append(
            LegendEntry(
                "Planned, not delivered",
                lambda x, y, w, h: canvas.rectangle(
                    x + 0.75,
                    y + 0.75,
                    w - 1.5,
                    h - 1.5,
                    f"edge-{name} chart-bare",
                    stroke_width=1.5,
                    stroke_dasharray="3 3",
                ),
            )
        )
    if any(row.may_extend_to for row in rows):
        entries.append(
            LegendEntry(
                "May be extended",
                lambda x, y, w, h: canvas.path(
                    f"M{x} {y + h / 2}h{w}m0 -5v10", f"edge-{name} chart-bare", stroke_width=2
                ),
            )
        )
    if any(is_open(row) for row in rows):
        entries.append(
            LegendEntry(
                "No end known",
                lambda x, y, w, h: canvas.path(
                    f"M{x + 2} {y}l9 {h / 2}l-9 {h / 2}z", f"fill-{name}"
                ),
            )
        )
    if any(row.is_start_imprecise or row.is_end_imprecise for row in rows):
        entries.append(
            LegendEntry(
                "Not known to the day", lambda x, y, w, h: _soft_sample(canvas, name, (x, y, w, h))
            )
        )
    return entries


def _soft_sample(canvas: Canvas, name: str, box: tuple[float, float, float, float]) -> None:
    """Draw a soft end for the legend."""
    x, y, _, height = box
    for distance, width in ((0.0, 1.4), (3.0, 2.2), (7.0, 7.0)):
        canvas.rectangle(x + distance, y, width, height, f"fill-{name}")
