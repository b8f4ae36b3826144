"""Ranked bars: horizontal bars with names, values and links, in the order given."""

from dataclasses import dataclass

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Chart, RankedBar, RankedBars
from spinouts.dashboards.charts.legend import draw_legend, range_entry, series_entry
from spinouts.dashboards.charts.measure import text_width, wrap
from spinouts.dashboards.charts.palette import text_label
from spinouts.dashboards.charts.words import amount_range

_NAME_SIZE = 13.0
_LEADING = 16.0


@dataclass(frozen=True)
class _Frame:
    """Where bars begin, how long the longest may be, and what amounts are scaled by."""

    left: float
    room: float
    highest: float

    def length(self, amount: float) -> float:
        """Return the length of a bar."""
        return self.room * min(1.0, amount / self.highest)


def draw(canvas: Canvas, chart: Chart, drawing: RankedBars) -> float:
    """Draw the legend and the bars; on narrow pictures the name stands above its bar.

    :return: height used
    """
    entries = [series_entry(canvas, s.key, text_label(s.key, s.label)) for s in drawing.series]
    ranged = [bar for bar in drawing.bars if bar.high != bar.low and bar.low is not None]
    if ranged:
        entries.append(range_entry(canvas, (ranged[0].series_key,), "Range: between low and high"))
    y = draw_legend(canvas, entries) + (8 if entries else 0)
    frame = _frame(canvas, drawing)
    canvas.label(
        frame.left, y + 12, chart.unit, canvas.width - frame.left, size=12, paint="chart-muted"
    )
    y += 20
    for bar in drawing.bars:
        y = _draw_bar(canvas, drawing, bar, frame, y)
    return y


def _value_words(drawing: RankedBars, bar: RankedBar) -> str:
    """Return the value as people read it."""
    return bar.words or amount_range(bar.low, bar.high, drawing.scale, is_about=bar.is_about)


def _frame(canvas: Canvas, drawing: RankedBars) -> _Frame:
    """Choose the room for names, bars and values."""
    known = [max(bar.low, bar.high or 0) for bar in drawing.bars if bar.low is not None]
    highest = max(known, default=0) or 1.0
    if drawing.scale == "percent":
        highest = 100.0 if highest > 50 else max(highest, 1.0)
    value_room = max(
        text_width(_value_words(drawing, bar), 13, is_bold=True) + 10 for bar in drawing.bars
    )
    if canvas.is_narrow:
        return _Frame(0, canvas.width - min(value_room, canvas.width * 0.5), highest)
    widest = max(text_width(bar.label, _NAME_SIZE) for bar in drawing.bars)
    left = min(widest, 236.0) + 14
    notes = max(text_width(bar.note, 12) for bar in drawing.bars)
    return _Frame(
        left, canvas.width - left - max(min(value_room, 190), min(notes + 10, 190)), highest
    )


def _draw_bar(
    canvas: Canvas, drawing: RankedBars, bar: RankedBar, frame: _Frame, y: float
) -> float:
    """Draw one bar with its name and value, and return where the next begins."""
    words = _value_words(drawing, bar)
    title = f"{bar.label}: {words}" + (f" ({bar.note})" if bar.note else "")
    name_room = canvas.width if canvas.is_narrow else frame.left - 14
    lines = wrap(bar.label, name_room, _NAME_SIZE, most_lines=2)
    with canvas.link(bar.href, title):
        paint = "chart-ink chart-link" if bar.href else "chart-ink"
        if canvas.is_narrow:
            for position, line in enumerate(lines):
                canvas.text(0, y + 13 + position * _LEADING, line, paint=paint, size=_NAME_SIZE)
            top = y + len(lines) * _LEADING + 3
            bottom = top + 20
        else:
            height = max(28.0, _LEADING * len(lines), 30.0 if bar.note else 0)
            first = y + height / 2 - _LEADING * (len(lines) - 1) / 2 + 4.5
            for position, line in enumerate(lines):
                canvas.text(
                    frame.left - 14,
                    first + position * _LEADING,
                    line,
                    paint=paint,
                    size=_NAME_SIZE,
                    anchor="end",
                )
            top = y + (height - 22) / 2
            bottom = y + height
        end = _draw_amount(canvas, bar, frame, top, 18 if canvas.is_narrow else 22, title)
    _draw_value(canvas, bar, words, end, top, canvas.is_narrow)
    if canvas.is_narrow and bar.note:
        canvas.label(0, bottom + 11, bar.note, canvas.width, size=12, paint="chart-muted")
        bottom += 16
    return bottom + (9 if canvas.is_narrow else 7)


def _draw_amount(
    canvas: Canvas, bar: RankedBar, frame: _Frame, top: float, height: float, title: str
) -> float:
    """Draw the bar itself: low solid, range striped, arrow without end; return its end."""
    canvas.line(frame.left, top - 2, frame.left, top + height + 2, "chart-axis")
    if bar.low is None:
        return frame.left
    low = frame.length(bar.low)
    if low > 0:
        canvas.mark(bar.series_key, frame.left, top, max(low, 1.5), height, title)
    end = frame.left + low
    if bar.high is None:
        middle = top + height / 2
        canvas.path(
            f"M{end + 2:.1f} {middle:.1f}h13m-5 -4.5l5 4.5l-5 4.5",
            "chart-line",
            f"{bar.label}: no upper limit known",
            stroke_width=1.8,
        )
        return end + 15
    if bar.high > bar.low:
        width = frame.length(bar.high) - low
        canvas.range_mark((bar.series_key,), end, top, width, height, title)
        end += width
    return end


def _draw_value(
    canvas: Canvas, bar: RankedBar, words: str, end: float, top: float, is_narrow: bool
) -> None:
    """Write the value right of the bar, and on wide pictures its note under it."""
    x = end + 8
    room = canvas.width - x
    paint = "chart-muted" if bar.low is None else "chart-ink"
    has_note = bool(bar.note) and not is_narrow
    y = top + (9.5 if has_note else (13.5 if is_narrow else 15.5))
    canvas.label(x, y, words, room, size=13, is_bold=bar.low is not None, paint=paint)
    if has_note:
        canvas.label(x, y + 14, bar.note, room, size=12, paint="chart-muted")
