"""Split bars: a whole of 100 % for each measure, split into categories.

What is certain is drawn solid. What lies between the lows and the whole is one striped part in
the colours of the categories that may claim it: nothing is drawn as more settled than it is.
"""

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Bar, Chart, Part, SplitBar
from spinouts.dashboards.charts.legend import LegendEntry, draw_legend, range_entry, series_entry
from spinouts.dashboards.charts.measure import text_width, wrap
from spinouts.dashboards.charts.palette import css_name, text_label
from spinouts.dashboards.charts.words import amount_range, percent, plain_number

_SETTLED = 0.005


def open_share(parts: tuple[Part, ...]) -> float:
    """Return what the lows leave of 100, in per cent: the part that is not settled."""
    return max(0.0, 100.0 - sum(part.low for part in parts))


def claimants(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Return the series that may claim what is not settled, in order, at most three."""
    keys = [
        part.series_key for part in parts if part.high is None or part.high > part.low + _SETTLED
    ]
    return tuple(keys[:3]) or ("not_recorded",)


def draw(canvas: Canvas, chart: Chart, drawing: SplitBar) -> float:
    """Draw the bars and the legend.

    :return: height used
    """
    labels = {series.key: text_label(series.key, series.label) for series in drawing.series}
    order = {series.key: position for position, series in enumerate(drawing.series)}
    y = 0.0
    last = max((n for n, bar in enumerate(drawing.bars) if bar.parts), default=-1)
    for position, bar in enumerate(drawing.bars):
        y = _draw_bar(canvas, bar, labels, order, y)
        if bar.parts:
            y = _draw_scale(canvas, y, has_words=position == last)
    return draw_legend(canvas, _entries(canvas, drawing, labels), y + 6) - 4


def _draw_bar(
    canvas: Canvas, bar: Bar, labels: dict[str, str], order: dict[str, int], y: float
) -> float:
    """Draw one bar with its label above it, and return its bottom."""
    canvas.text(0, y + 14, bar.label, is_bold=True, size=14)
    if bar.note:
        canvas.label(
            text_width(bar.label, 14, is_bold=True) + 8,
            y + 14,
            bar.note,
            canvas.width - text_width(bar.label, 14, is_bold=True) - 8,
            paint="chart-muted",
            size=12,
        )
    y += 22
    if not bar.parts:
        return _draw_message(canvas, bar.message or "Not recorded", y)
    height = 40.0
    parts = tuple(sorted(bar.parts, key=lambda part: order.get(part.series_key, 99)))
    whole = max(100.0, sum(part.low for part in parts))
    x = 0.0
    for part in parts:
        width = canvas.width * part.low / whole
        if part.low > _SETTLED:
            _draw_part(canvas, part, labels, (x, y, width, height))
        x += width
    if open_share(parts) > _SETTLED:
        _draw_open_part(canvas, parts, labels, (x, y, canvas.width - x, height))
    return y + height


def _draw_scale(canvas: Canvas, y: float, *, has_words: bool) -> float:
    """Draw quarters of the whole under a bar, with words under the last; return the bottom."""
    for quarter in (0, 25, 50, 75, 100):
        x = canvas.width * quarter / 100
        inside = min(max(x, 0.5), canvas.width - 0.5)
        canvas.line(inside, y + 1, inside, y + 5, "chart-axis")
        if has_words:
            anchor = {0: "start", 100: "end"}.get(quarter, "middle")
            canvas.text(x, y + 17, percent(quarter), paint="chart-muted", size=11, anchor=anchor)
    return y + (30 if has_words else 16)


def _draw_message(canvas: Canvas, message: str, y: float) -> float:
    """Draw words in place of a bar."""
    lines = wrap(message, canvas.width - 28, 13)
    height = max(40.0, 17 * len(lines) + 16)
    canvas.rectangle(
        0.5,
        y + 0.5,
        canvas.width - 1,
        height - 1,
        "chart-box chart-edge",
        stroke_dasharray="4 3",
        rx=3,
    )
    for position, line in enumerate(lines):
        canvas.text(14, y + 25 + 17 * position, line, paint="chart-ink", size=13)
    return y + height + 20


def _tooltip(part: Part, labels: dict[str, str]) -> str:
    """Return the words of a part."""
    words = amount_range(part.low, part.high, "percent", is_about=part.is_about)
    return f"{labels.get(part.series_key, text_label(part.series_key))}: {words}"


def _draw_part(
    canvas: Canvas, part: Part, labels: dict[str, str], box: tuple[float, float, float, float]
) -> None:
    """Draw what is certain of a part, with its number and name where they fit."""
    x, y, width, height = box
    title = _tooltip(part, labels)
    value = amount_range(part.low, part.high, "percent", is_about=part.is_about)
    if text_width(value, 14, is_bold=True) + 18 > width and part.high != part.low:
        value = f"{plain_number(part.low, 1)}%+"
    name = labels.get(part.series_key, text_label(part.series_key))
    paint = f"on-{css_name(part.series_key)}"
    with canvas.link(part.href, title):
        canvas.mark(part.series_key, x, y, width, height, title)
        if text_width(name, 12) + 18 <= width:
            canvas.text(x + 9, y + 17, value, paint=paint, size=14, is_bold=True)
            canvas.text(x + 9, y + 32, name, paint=paint, size=12)
        elif text_width(value, 13, is_bold=True) + 8 <= width:
            canvas.text(
                x + width / 2,
                y + height / 2 + 5,
                value,
                paint=paint,
                size=13,
                is_bold=True,
                anchor="middle",
            )


def _draw_open_part(
    canvas: Canvas,
    parts: tuple[Part, ...],
    labels: dict[str, str],
    box: tuple[float, float, float, float],
) -> None:
    """Draw what is not settled, striped, with its size on a plain ground where it fits."""
    x, y, width, height = box
    keys = claimants(parts)
    names = "; ".join(_tooltip(part, labels) for part in parts if part.series_key in keys)
    title = f"{percent(open_share(parts))} not settled ({names})"
    canvas.range_mark(keys, x, y, width, height, title)
    words = percent(open_share(parts))
    room = text_width(words, 13, is_bold=True) + 12
    if room + 8 <= width:
        canvas.rectangle(x + (width - room) / 2, y + 10, room, 20, "chart-surface", rx=3)
        canvas.text(x + width / 2, y + 25, words, size=13, is_bold=True, anchor="middle")


def _entries(canvas: Canvas, drawing: SplitBar, labels: dict[str, str]) -> list[LegendEntry]:
    """Return the legend: series that occur; with their value if there is one bar."""
    filled = [bar for bar in drawing.bars if bar.parts]
    entries: list[LegendEntry] = []
    for series in drawing.series:
        parts = [part for bar in filled for part in bar.parts if part.series_key == series.key]
        if not any(part.high is None or part.high > _SETTLED for part in parts):
            continue
        words = _tooltip(parts[0], labels) if len(filled) == 1 else labels[series.key]
        entries.append(series_entry(canvas, series.key, words.replace(":", "", 1)))
    unsettled = [bar for bar in filled if open_share(bar.parts) > _SETTLED]
    if unsettled:
        entries.append(
            range_entry(canvas, claimants(unsettled[0].parts), "Range: not settled which")
        )
    return entries
