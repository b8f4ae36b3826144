"""Supply chains from top to bottom: a row of sectors for each tier, and what flows between.

Widths are to one scale in the whole picture. What is certain is drawn solid, ranges striped; what
is not disclosed has a box and a broken line of no size, so that it is seen and not measured.
"""

from dataclasses import dataclass, field

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import Chart
from spinouts.dashboards.charts.legend import LegendEntry, draw_legend, range_entry, series_entry
from spinouts.dashboards.charts.measure import text_width
from spinouts.dashboards.charts.palette import css_name, text_label
from spinouts.dashboards.charts.tiers import TierFlow, TierFlows, TierPart
from spinouts.dashboards.charts.words import amount_range, short_pounds

_BAR = 40.0
_FALL = 58.0
_GAP = 6.0
_SLOT = 22.0
"""Width of a box for what is not disclosed, and of the arrow for what has no limit."""
_THINNEST = 2.5

Key = tuple[int, str]


@dataclass
class _Node:
    """One sector in one tier as drawn."""

    part: TierPart
    x: float
    solid: float
    striped: float
    slot: float
    y: float = 0.0
    given: float = 0.0
    received: float = 0.0
    lines: dict[str, int] = field(default_factory=lambda: {"out": 0, "in": 0})

    @property
    def width(self) -> float:
        """Return the whole width."""
        return self.solid + self.striped + self.slot

    @property
    def measured(self) -> float:
        """Return the width that stands for an amount."""
        return self.solid + self.striped


def draw(canvas: Canvas, chart: Chart, drawing: TierFlows) -> float:
    """Draw the legend, then tier by tier its words, its row and what flows on.

    :return: height used
    """
    labels = {series.key: text_label(series.key, series.label) for series in drawing.series}
    y = draw_legend(canvas, _entries(canvas, drawing, labels)) + 8
    nodes, scale = _layout(canvas, drawing)
    headings = []
    for tier, note in enumerate(drawing.tier_notes):
        if tier:
            y += _FALL
        headings.append(y)
        y += 18 + (17 if note else 0)
        for (own_tier, _), node in nodes.items():
            if own_tier == tier:
                node.y = y
        y += _BAR
    order = {series.key: place for place, series in enumerate(drawing.series)}
    by_place = [(order.get(f.giver_key, 99), order.get(f.receiver_key, 99)) for f in drawing.flows]
    for _, flow in sorted(zip(by_place, drawing.flows, strict=True), key=lambda pair: pair[0]):
        _draw_flow(canvas, drawing, flow, nodes, labels, scale)
    for tier, label in enumerate(drawing.tier_labels):
        _write_heading(canvas, headings[tier], label, drawing.tier_notes[tier])
    for node in nodes.values():
        _draw_node(canvas, drawing, node, labels)
    return y + 4


def _write_heading(canvas: Canvas, y: float, label: str, note: str) -> None:
    paint = "chart-ink chart-halo"
    canvas.label(0, y + 13, label, canvas.width, size=14, paint=paint, is_bold=True)
    if note:
        canvas.label(0, y + 30, note, canvas.width, size=12, paint="chart-muted chart-halo")


def _extent(part: TierPart) -> float:
    """Return the amount that a part takes room for."""
    return max(part.low or 0.0, part.high or 0.0)


def _slot(part: TierPart) -> float:
    """Return the room for what has no size: not disclosed, or without an upper limit."""
    has_no_limit = part.low is not None and part.high is None
    return _SLOT if part.undisclosed_count or part.low is None or has_no_limit else 0.0


def _layout(canvas: Canvas, drawing: TierFlows) -> tuple[dict[Key, _Node], float]:
    """Choose one scale for all tiers, and place their parts from left to right.

    :return: nodes, and units of the picture for one unit of the amount
    """
    order = {series.key: place for place, series in enumerate(drawing.series)}
    rows = [
        sorted(
            (part for part in drawing.parts if part.tier == tier),
            key=lambda part: order.get(part.series_key, 99),
        )
        for tier in range(len(drawing.tier_labels))
    ]
    scales = [
        (canvas.width - _GAP * (len(row) - 1) - sum(_slot(p) + _THINNEST for p in row)) / total
        for row in rows
        if (total := sum(_extent(part) for part in row)) > 0
    ]
    scale = max(0.0, min(scales, default=0.0))
    nodes: dict[Key, _Node] = {}
    for tier, row in enumerate(rows):
        x = 0.0
        for part in row:
            low, extent = part.low or 0.0, _extent(part)
            solid = max(_THINNEST, low * scale) if low else 0.0
            striped = max(0.0, extent - low) * scale
            node = _Node(part, x, solid, striped, _slot(part))
            nodes[tier, part.series_key] = node
            x += node.width + _GAP
    return nodes, scale


def _title(drawing: TierFlows, part: TierPart | TierFlow, name: str) -> str:
    words = [] if part.low is None else [amount_range(part.low, part.high, drawing.scale)]
    if part.undisclosed_count:
        words.append(f"{part.undisclosed_count} not disclosed")
    return f"{name}: {', '.join(words) or 'not known'}"


def _draw_node(canvas: Canvas, drawing: TierFlows, node: _Node, labels: dict[str, str]) -> None:
    """Draw one sector of a tier: solid, striped, and a box for what has no size."""
    part, x, y = node.part, node.x, node.y
    name = labels.get(part.series_key, text_label(part.series_key))
    title = _title(drawing, part, f"{drawing.tier_labels[part.tier]}, {name}")
    if node.solid:
        canvas.mark(part.series_key, x, y, node.solid, _BAR, title)
        _write_value(canvas, drawing, node, name)
    if node.striped >= 1:
        canvas.range_mark((part.series_key,), x + node.solid, y, node.striped, _BAR, title)
    if not node.slot:
        return
    left = x + node.measured
    edge = f"tint-{css_name(part.series_key)} edge-{css_name(part.series_key)}"
    canvas.rectangle(
        left + 1.5, y + 0.75, node.slot - 2, _BAR - 1.5, edge, title, stroke_dasharray="4 3"
    )
    has_no_limit = part.low is not None and part.high is None
    mark = "+" if has_no_limit and not part.undisclosed_count else "?"
    canvas.text(left + node.slot / 2 + 0.5, y + 25, mark, size=14, anchor="middle", is_bold=True)


def _write_value(canvas: Canvas, drawing: TierFlows, node: _Node, name: str) -> None:
    """Write amount and name on a part, where they fit."""
    part = node.part
    paint = f"on-{css_name(part.series_key)}"
    value = amount_range(part.low, part.high, drawing.scale)
    if drawing.scale == "pounds" and part.low == part.high:
        value = short_pounds(part.low or 0)
    if text_width(value, 13, is_bold=True) + 14 > node.solid:
        return
    has_name = text_width(name, 12) + 16 <= node.solid
    y = node.y + (17 if has_name else 25)
    canvas.text(node.x + 8, y, value, size=13, paint=paint, is_bold=True)
    if has_name:
        canvas.text(node.x + 8, node.y + 32, name, size=12, paint=paint)


def _draw_flow(
    canvas: Canvas,
    drawing: TierFlows,
    flow: TierFlow,
    nodes: dict[Key, _Node],
    labels: dict[str, str],
    scale: float,
) -> None:
    """Draw one flow as a ribbon as wide as its low, and what is not disclosed as a line."""
    giver = nodes.get((flow.giver_tier, flow.giver_key))
    receiver = nodes.get((flow.giver_tier + 1, flow.receiver_key))
    if giver is None or receiver is None:
        return
    names = [
        labels.get(key, text_label(key)).lower() for key in (flow.giver_key, flow.receiver_key)
    ]
    title = _title(drawing, flow, f"From {names[0]} to {names[1]}")
    if flow.low is not None:
        width = max(1.5, flow.low * scale)
        start = giver.x + min(giver.given, max(0.0, giver.measured - width))
        end = receiver.x + min(receiver.received, max(0.0, receiver.measured - width))
        giver.given += width
        receiver.received += width
        _ribbon(canvas, (start, giver.y + _BAR), (end, receiver.y), width, receiver.part, title)
    if flow.undisclosed_count:
        start = giver.x + max(3.0, giver.width - 5 - 6 * giver.lines["out"])
        end = (
            receiver.x + receiver.measured + max(3.0, receiver.slot / 2 - 4 * receiver.lines["in"])
        )
        giver.lines["out"] += 1
        receiver.lines["in"] += 1
        path = _curve((start, giver.y + _BAR), (end, receiver.y))
        paint = f"edge-{css_name(flow.receiver_key)} chart-bare"
        canvas.path(path, paint, title, stroke_width=2, stroke_dasharray="4 4")


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return an S-shaped path that falls from one place to another."""
    middle = (start[1] + end[1]) / 2
    return (
        f"M{start[0]:.1f} {start[1]:.1f}C{start[0]:.1f} {middle:.1f} "
        f"{end[0]:.1f} {middle:.1f} {end[0]:.1f} {end[1]:.1f}"
    )


def _ribbon(
    canvas: Canvas,
    start: tuple[float, float],
    end: tuple[float, float],
    width: float,
    part: TierPart,
    title: str,
) -> None:
    """Draw a ribbon in the receiver's colour."""
    (x, y), (to_x, to_y) = start, end
    middle = (y + to_y) / 2
    path = (
        f"{_curve(start, end)}h{width:.1f}C{to_x + width:.1f} {middle:.1f} "
        f"{x + width:.1f} {middle:.1f} {x + width:.1f} {y:.1f}Z"
    )
    name = css_name(part.series_key)
    canvas.path(path, f"tint-{name} edge-{name}", title, stroke_width=0.8)


def _entries(canvas: Canvas, drawing: TierFlows, labels: dict[str, str]) -> list[LegendEntry]:
    """Return the legend: sectors that occur, ranges, what is not disclosed."""
    found = {part.series_key for part in drawing.parts}
    entries = [
        series_entry(canvas, series.key, labels[series.key])
        for series in drawing.series
        if series.key in found
    ]
    ranged = [p for p in drawing.parts if p.low is not None and p.high not in (None, p.low)]
    if ranged:
        entries.append(range_entry(canvas, (ranged[0].series_key,), "Range: between low and high"))
    if any(part.undisclosed_count or part.low is None for part in drawing.parts):
        entries.append(
            LegendEntry(
                "Value not disclosed",
                lambda x, y, w, h: canvas.rectangle(
                    x + 0.5, y + 0.5, w - 1, h - 1, "chart-box chart-edge", stroke_dasharray="3 2"
                ),
            )
        )
    return entries
