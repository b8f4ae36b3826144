"""Lines and steps over time, with an optional band around them and levels drawn across."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spinouts.dashboards.charts.axes import TimeAxis, ticks
from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Chart, Line, LineSeries, Point
from spinouts.dashboards.charts.legend import LegendEntry, draw_legend
from spinouts.dashboards.charts.measure import text_width
from spinouts.dashboards.charts.palette import css_name, text_label
from spinouts.dashboards.charts.words import amount, axis_amount

_DASHES = ("", "7 4", "2 4", "10 4 2 4", "4 4", "12 3")


@dataclass(frozen=True)
class _Frame:
    """Edges of the plot and what lies at them."""

    left: float
    right: float
    top: float
    bottom: float
    highest: float
    first: float
    last: float

    def level(self, value: float) -> float:
        """Return the height on the picture of a value, kept inside the plot."""
        fraction = min(1.0, max(0.0, value / self.highest))
        return self.bottom - (self.bottom - self.top) * fraction

    def place(self, at: float | date) -> float:
        """Return where a point lies from left to right."""
        span = self.last - self.first
        fraction = (_position(at) - self.first) / span if span else 0.5
        return self.left + (self.right - self.left) * fraction


def _position(at: float | date) -> float:
    """Return a place on the axis as a number."""
    return float(at.toordinal()) if isinstance(at, date) else float(at)


def draw(canvas: Canvas, chart: Chart, drawing: Line) -> float:
    """Draw axis, band, lines, levels and legend.

    :return: height used
    """
    top = draw_legend(canvas, _entries(canvas, drawing))
    top += 10 if top else 0
    canvas.label(0, top + 10, chart.unit, canvas.width, paint="chart-muted", size=12)
    values = _axis_values(drawing)
    names = [axis_amount(value, drawing.scale, values[-1]) for value in values]
    left = max(text_width(name, 12) for name in names) + 8
    places = [_position(point.at) for line in drawing.lines for point in line.points]
    height = 210 if canvas.is_narrow else 250
    frame = _Frame(
        left + 14,
        canvas.width - _last_value_room(drawing),
        top + 22,
        top + 22 + height,
        values[-1],
        min(places),
        max(places),
    )
    for value, name in zip(values, names, strict=True):
        y = frame.level(value)
        canvas.line(left, y, canvas.width, y, "chart-axis" if value == 0 else "chart-grid")
        canvas.text(left - 7, y + 4, name, paint="chart-muted", size=12, anchor="end")
    if drawing.band_label:
        for line in drawing.lines:
            _draw_band(canvas, drawing, line, frame)
    for benchmark in drawing.benchmarks:
        _draw_benchmark(canvas, benchmark.value, benchmark.label, frame)
    for position, line in enumerate(drawing.lines):
        _draw_line(canvas, drawing, line, frame, position)
    _draw_last_values(canvas, drawing, frame)
    return _draw_axis_labels(canvas, drawing, frame)


def _last_value_room(drawing: Line) -> float:
    """Return the room right of the plot that the last values need."""
    values = [point.value for line in drawing.lines for point in line.points[-1:]]
    words = [amount(value, drawing.scale) for value in values if value is not None]
    return max([22.0, *(text_width(word, 13, is_bold=True) + 12 for word in words)])


def _axis_values(drawing: Line) -> list[float]:
    """Return the values at the grid lines."""
    if drawing.top is None and drawing.scale == "percent":
        return [0.0, 25.0, 50.0, 75.0, 100.0]
    found = [
        value
        for line in drawing.lines
        for point in line.points
        for value in (point.value, point.high if drawing.band_label else None)
        if value is not None
    ]
    found += [benchmark.value for benchmark in drawing.benchmarks]
    top = drawing.top if drawing.top is not None else max(found)
    return ticks(top or 1.0, 4, is_whole=drawing.scale == "count")


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """Part points where a value is missing."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _trace(places: list[tuple[float, float]], *, is_step: bool) -> str:
    """Return the path through places, straight or in steps."""
    path = f"M{places[0][0]:.1f} {places[0][1]:.1f}"
    for x, y in places[1:]:
        path += f"H{x:.1f}V{y:.1f}" if is_step else f"L{x:.1f} {y:.1f}"
    return path


def _draw_band(canvas: Canvas, drawing: Line, line: LineSeries, frame: _Frame) -> None:
    """Draw the band between low and high."""
    name = css_name(line.series.key)
    for run in _runs(line.points):
        banded = [point for point in run if point.low is not None and point.high is not None]
        if not banded:
            continue
        upper = [(frame.place(p.at), frame.level(p.high or 0)) for p in banded]
        lower = [(frame.place(p.at), frame.level(p.low or 0)) for p in banded]
        if len(banded) == 1:
            x, y = upper[0]
            canvas.rectangle(x - 6, y, 12, lower[0][1] - y, f"tint-{name}")
            continue
        there = _trace(upper, is_step=drawing.is_step)
        back = _back(lower, is_step=drawing.is_step)
        canvas.path(f"{there}{back}Z", f"tint-{name}")
        for edge in (upper, lower):
            canvas.path(
                _trace(edge, is_step=drawing.is_step),
                f"edge-{name} chart-bare",
                stroke_width=1,
                stroke_opacity=0.55,
            )


def _back(places: list[tuple[float, float]], *, is_step: bool) -> str:
    """Return the path back along a lower edge."""
    x, y = places[-1]
    path = f"L{x:.1f} {y:.1f}"
    for x, y in reversed(places[:-1]):
        path += f"V{y:.1f}H{x:.1f}" if is_step else f"L{x:.1f} {y:.1f}"
    return path


def _tooltip(drawing: Line, line: LineSeries, point: Point) -> str:
    """Return the words of a point."""
    name = text_label(line.series.key, line.series.label)
    words = f"{point.label}: {name} {amount(point.value or 0, drawing.scale)}"
    if drawing.band_label and point.low is not None and point.high is not None:
        low, high = amount(point.low, drawing.scale), amount(point.high, drawing.scale)
        words += f"; {drawing.band_label} {low} to {high}"
    if point.count is not None:
        words += f"; n = {point.count:,}"
    return words + (f"; {point.note}" if point.note else "")


def _draw_line(
    canvas: Canvas, drawing: Line, line: LineSeries, frame: _Frame, position: int
) -> None:
    """Draw one line, broken where a value is missing, with its points."""
    name = css_name(line.series.key)
    dashes = {"stroke_dasharray": _DASHES[position % 6]} if position % 6 else {}
    for run in _runs(line.points):
        places = [(frame.place(p.at), frame.level(p.value or 0)) for p in run]
        if len(places) > 1:
            canvas.path(
                _trace(places, is_step=drawing.is_step),
                f"edge-{name} chart-bare",
                stroke_width=2.5,
                stroke_linejoin="round",
                **dashes,
            )
        for point, (x, y) in zip(run, places, strict=True):
            _draw_marker(canvas, position, name, (x, y), _tooltip(drawing, line, point))


def _draw_last_values(canvas: Canvas, drawing: Line, frame: _Frame) -> None:
    """Write the last value of each line right of its last point, kept apart."""
    if len(drawing.lines) > 4:
        return
    ends = []
    for line in drawing.lines:
        known = [point for point in line.points if point.value is not None]
        if known:
            value = known[-1].value or 0
            ends.append((frame.level(value) + 4.5, frame.place(known[-1].at), value))
    ends.sort()
    lowest = -100.0
    for y, x, value in ends:
        lowest = max(y, lowest + 15)
        words = amount(value, drawing.scale)
        canvas.text(x + 9, lowest, words, size=13, paint="chart-ink chart-halo", is_bold=True)


def _draw_marker(
    canvas: Canvas, position: int, name: str, place: tuple[float, float], title: str
) -> None:
    """Draw a point: round, square, triangle or diamond by the line it belongs to."""
    x, y = place
    paint = f"fill-{name} chart-cut"
    shape = position % 4
    if shape == 0:
        canvas.circle(x, y, 4.5, paint, title)
    elif shape == 1:
        canvas.rectangle(x - 4, y - 4, 8, 8, paint, title)
    elif shape == 2:
        canvas.path(f"M{x:.1f} {y - 5:.1f}l5 9h-10z", paint, title)
    else:
        canvas.path(f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5z", paint, title)


def _draw_benchmark(canvas: Canvas, value: float, label: str, frame: _Frame) -> None:
    """Draw a level across, with its words at the right."""
    y = frame.level(value)
    canvas.line(
        frame.left - 14, y, canvas.width, y, "chart-as-of", stroke_dasharray="6 4", stroke_width=1.5
    )
    canvas.label(
        frame.left - 8,
        y - 6,
        label,
        frame.right - frame.left,
        size=12,
        paint="chart-alert chart-halo",
    )


def _draw_axis_labels(canvas: Canvas, drawing: Line, frame: _Frame) -> float:
    """Write what the places along the axis are, and the n of a single line under them."""
    points = drawing.lines[0].points if len(drawing.lines) == 1 else _all_points(drawing)
    if points and isinstance(points[0].at, date):
        return _draw_year_labels(canvas, points, frame)
    widest = max(text_width(point.label, 12) for point in points)
    next_free = -1.0
    counts = any(point.count is not None for point in points) and len(drawing.lines) == 1
    for point in points:
        x = frame.place(point.at)
        if x - widest / 2 < next_free:
            continue
        next_free = x + widest / 2 + 10
        canvas.line(x, frame.bottom, x, frame.bottom + 5, "chart-axis")
        canvas.text(
            x, frame.bottom + 19, point.label, size=12, paint="chart-muted", anchor="middle"
        )
        if counts and point.count is not None:
            canvas.text(
                x,
                frame.bottom + 35,
                f"{point.count:,}",
                size=11,
                paint="chart-muted",
                anchor="middle",
            )
    if not counts:
        return frame.bottom + 26
    canvas.text(0, frame.bottom + 35, "n =", size=11, paint="chart-muted")
    return frame.bottom + 42


def _all_points(drawing: Line) -> list[Point]:
    """Return one point for each place that any line has."""
    places = {_position(p.at): p for line in drawing.lines for p in line.points}
    return [places[key] for key in sorted(places)]


def _draw_year_labels(canvas: Canvas, points: Sequence[Point], frame: _Frame) -> float:
    """Write years under points that are days; the day itself if there is only one."""
    first, last = (date.fromordinal(int(end)) for end in (frame.first, frame.last))
    if first == last:
        canvas.text(
            frame.place(first),
            frame.bottom + 19,
            points[0].label,
            size=12,
            paint="chart-muted",
            anchor="middle",
        )
        return frame.bottom + 26
    axis = TimeAxis(first, last, frame.left, frame.right)
    for day, words in axis.year_ticks(42):
        x = axis.place(day)
        canvas.line(x, frame.bottom, x, frame.bottom + 5, "chart-axis")
        canvas.text(x, frame.bottom + 19, words, size=12, paint="chart-muted", anchor="middle")
    return frame.bottom + 26


def _entries(canvas: Canvas, drawing: Line) -> list[LegendEntry]:
    """Return the legend: the lines with their markers, then the band."""
    entries = []
    for position, line in enumerate(drawing.lines):
        if len(drawing.lines) == 1 and not drawing.band_label:
            break
        name = css_name(line.series.key)
        entries.append(
            LegendEntry(
                text_label(line.series.key, line.series.label),
                lambda x, y, w, h, p=position, n=name: _draw_sample(canvas, p, n, (x, y, w, h)),
            )
        )
    if drawing.band_label:
        name = css_name(drawing.lines[0].series.key)
        entries.append(
            LegendEntry(
                drawing.band_label[:1].upper() + drawing.band_label[1:],
                lambda x, y, w, h: canvas.rectangle(
                    x, y + 1, w, h - 2, f"tint-{name} edge-{name}", stroke_opacity=0.55
                ),
            )
        )
    return entries


def _draw_sample(
    canvas: Canvas, position: int, name: str, box: tuple[float, float, float, float]
) -> None:
    """Draw a piece of a line with its marker, for the legend."""
    x, y, width, height = box
    middle = y + height / 2
    dashes = {"stroke_dasharray": _DASHES[position % 6]} if position % 6 else {}
    canvas.path(
        f"M{x - 1:.1f} {middle:.1f}h{width + 2:.1f}",
        f"edge-{name} chart-bare",
        stroke_width=2.5,
        **dashes,
    )
    _draw_marker(canvas, position, name, (x + width / 2, middle), "")
