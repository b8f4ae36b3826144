"""What is held over time beside what a rule allows: steps, striped ranges, bands and marks."""

from dataclasses import dataclass
from datetime import date, timedelta

from spinouts.dashboards.charts.axes import TimeAxis
from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Chart
from spinouts.dashboards.charts.legend import LegendEntry, draw_legend, range_entry
from spinouts.dashboards.charts.limits import AllowedBand, HeldAgainstLimits, HeldSpan
from spinouts.dashboards.charts.measure import text_width
from spinouts.dashboards.charts.words import amount_range, percent, short_day

HELD, ALLOWED = "series_1", "series_2"
_SAME = 0.005
_BADGE = 42.0
"""Two badges need so much room between their days."""
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class _Frame:
    """Edges of the plot, and the axis of time."""

    axis: TimeAxis
    top: float
    bottom: float
    ends_on: date

    def level(self, value: float) -> float:
        """Return the height on the picture of a percentage."""
        return self.bottom - (self.bottom - self.top) * min(100.0, max(0.0, value)) / 100

    def edges(self, starts_on: date | None, ends_on: date | None) -> tuple[float, float]:
        """Return where a half-open period begins and ends from left to right."""
        start = self.axis.place(starts_on or self.axis.starts_on)
        return start, self.axis.place(min(ends_on or self.ends_on, self.ends_on))


def draw(canvas: Canvas, chart: Chart, drawing: HeldAgainstLimits) -> float:
    """Draw axis, bands, steps, marks and legend.

    :return: height used
    """
    top = draw_legend(canvas, _entries(canvas, drawing))
    top += 10 if top else 0
    canvas.label(0, top + 10, chart.unit, canvas.width, paint="chart-muted", size=12)
    frame = _frame(canvas, chart, drawing, top + (42 if drawing.marks else 26))
    left = frame.axis.left
    for value in (0, 25, 50, 75, 100):
        y = frame.level(value)
        canvas.line(left, y, canvas.width, y, "chart-grid" if value else "chart-axis")
        canvas.text(left - 7, y + 4, percent(value), paint="chart-muted", size=12, anchor="end")
    for band in drawing.bands:
        _draw_band(canvas, band, frame)
    _draw_marks(canvas, drawing, frame)
    _draw_spans(canvas, drawing, frame)
    return _draw_years(canvas, frame)


def _frame(canvas: Canvas, chart: Chart, drawing: HeldAgainstLimits, top: float) -> _Frame:
    """Choose the time axis: from the first day known, or a year before it, to the chart's day."""
    periods = (*drawing.spans, *drawing.bands)
    days = [day for period in periods for day in (period.starts_on, period.ends_on) if day]
    days += [mark.on for mark in drawing.marks]
    last = chart.as_of
    first = min([day for day in days if day < last], default=last - _YEAR)
    if any(period.starts_on is None for period in periods) and first - date.min > _YEAR:
        first -= _YEAR
    left = text_width("100%", 12) + 8
    axis = TimeAxis(first, last, left, canvas.width - _last_room(drawing))
    return _Frame(axis, top, top + (190 if canvas.is_narrow else 230), last)


def _words(span: HeldSpan) -> str:
    return amount_range(span.low, span.high, "percent")


def _last_room(drawing: HeldAgainstLimits) -> float:
    """Return the room right of the plot that the last value needs."""
    if not drawing.spans or drawing.spans[-1].low is None:
        return 8.0
    return text_width(_words(drawing.spans[-1]), 13, is_bold=True) + 14


def _is_exact(span: HeldSpan) -> bool:
    return span.low is not None and span.high is not None and span.high - span.low <= _SAME


def _draw_band(canvas: Canvas, band: AllowedBand, frame: _Frame) -> None:
    """Draw what is allowed as a tint between two edges."""
    left, right = frame.edges(band.starts_on, band.ends_on)
    upper, lower = frame.level(band.high), frame.level(band.low)
    canvas.rectangle(
        left, upper, right - left, max(2.0, lower - upper), "tint-series-2", band.label
    )
    for value in dict.fromkeys((band.low, band.high)):
        if 0 < value < 100:
            y = frame.level(value)
            canvas.line(
                left, y, right, y, "edge-series-2", stroke_width=1.6, stroke_dasharray="6 3"
            )


def _draw_spans(canvas: Canvas, drawing: HeldAgainstLimits, frame: _Frame) -> None:
    """Draw what is held: exact shares as steps, others as striped ranges; gaps stay gaps."""
    before: HeldSpan | None = None
    for place, span in enumerate(drawing.spans):
        left, right = frame.edges(span.starts_on, span.ends_on)
        if span.low is None:
            before = None
            continue
        title = _title(drawing, span)
        if not _is_exact(span):
            upper, lower = (
                frame.level(100 if span.high is None else span.high),
                frame.level(span.low),
            )
            canvas.range_mark((HELD,), left, upper, max(3.0, right - left), lower - upper, title)
        else:
            y = frame.level(span.low)
            if before is not None and _is_exact(before):
                canvas.path(
                    f"M{left:.1f} {frame.level(before.low or 0):.1f}V{y:.1f}",
                    "edge-series-1 chart-bare",
                    stroke_width=2,
                )
            canvas.path(
                f"M{left:.1f} {y:.1f}H{max(right, left + 3):.1f}",
                "edge-series-1 chart-bare",
                title,
                stroke_width=4,
            )
        _write_value(canvas, span, frame, (left, right), is_last=place == len(drawing.spans) - 1)
        before = span


def _title(drawing: HeldAgainstLimits, span: HeldSpan) -> str:
    since = f"from {short_day(span.starts_on)}" if span.starts_on else "since before our records"
    note = f"; {span.note}" if span.note else ""
    return f"{drawing.held_label} {_words(span)} {since}{note}"


def _write_value(
    canvas: Canvas, span: HeldSpan, frame: _Frame, edges: tuple[float, float], *, is_last: bool
) -> None:
    """Write a share above its step, where it fits; the last one right of the plot."""
    left, right = edges
    middle = ((span.low or 0) + (100 if span.high is None else span.high)) / 2
    words, paint = _words(span), "chart-ink chart-halo"
    if is_last:
        canvas.text(right + 7, frame.level(middle) + 4.5, words, size=13, paint=paint, is_bold=True)
    elif text_width(words, 12) + 8 <= right - left and _is_exact(span):
        y = max(frame.level(middle) - 7, frame.top + 2)
        canvas.text((left + right) / 2, y, words, size=12, paint=paint, anchor="middle")


def _draw_marks(canvas: Canvas, drawing: HeldAgainstLimits, frame: _Frame) -> None:
    """Draw days as lines with their numbers on top; those too close share one badge."""
    badges: list[list[int]] = []
    for number, mark in enumerate(drawing.marks):
        x = frame.axis.place(mark.on)
        canvas.line(
            x,
            frame.top - 4,
            x,
            frame.bottom,
            "chart-as-of",
            stroke_dasharray="3 3",
            stroke_width=1.5,
        )
        first = drawing.marks[badges[-1][0]] if badges else None
        if first is not None and x - frame.axis.place(first.on) < _BADGE:
            badges[-1].append(number)
        else:
            badges.append([number])
    for numbers in badges:
        _draw_badge(canvas, drawing, frame, numbers)


def _draw_badge(
    canvas: Canvas, drawing: HeldAgainstLimits, frame: _Frame, numbers: list[int]
) -> None:
    """Write the numbers of one or more days above the plot."""
    first, last = numbers[0] + 1, numbers[-1] + 1
    words = str(first) if first == last else f"{first}–{last}"
    x = frame.axis.place(drawing.marks[numbers[0]].on)
    half = max(9.5, text_width(words, 11, is_bold=True) / 2 + 5)
    title = "; ".join(f"{number + 1}: {drawing.marks[number].label}" for number in numbers)
    x = min(x, canvas.width - half)
    canvas.rectangle(x - half, frame.top - 21, 2 * half, 18, "chart-alert", title, rx=9)
    canvas.text(
        x, frame.top - 8, words, size=11, paint="chart-surface", anchor="middle", is_bold=True
    )


def _draw_years(canvas: Canvas, frame: _Frame) -> float:
    """Write years under the plot.

    :return: bottom of the picture
    """
    for day, words in frame.axis.year_ticks(42):
        x = frame.axis.place(day)
        canvas.line(x, frame.bottom, x, frame.bottom + 5, "chart-axis")
        canvas.text(x, frame.bottom + 19, words, size=12, paint="chart-muted", anchor="middle")
    return frame.bottom + 26


def _entries(canvas: Canvas, drawing: HeldAgainstLimits) -> list[LegendEntry]:
    """Return the legend: what is held, ranges, what is allowed, marks."""
    spans = [span for span in drawing.spans if span.low is not None]
    entries = []
    if any(_is_exact(span) for span in spans):
        entries.append(
            LegendEntry(
                drawing.held_label,
                lambda x, y, w, h: canvas.rectangle(x, y + h / 2 - 2, w, 4, "fill-series-1"),
            )
        )
    if not all(_is_exact(span) for span in spans):
        words = f"{drawing.held_label}: between lowest and highest"
        entries.append(range_entry(canvas, (HELD,), words))
    if drawing.bands:
        words = drawing.bands[0].label if len(drawing.bands) == 1 else "What the rules allow"
        entries.append(
            LegendEntry(
                words,
                lambda x, y, w, h: canvas.rectangle(
                    x, y + 1, w, h - 2, "tint-series-2 edge-series-2"
                ),
            )
        )
    if drawing.marks:
        entries.append(
            LegendEntry(
                drawing.marks_label,
                lambda x, y, w, h: canvas.circle(x + w / 2, y + h / 2, 6, "chart-alert"),
            )
        )
    return entries
