"""Holdings from left to right: holders left of what they hold, loops led back underneath."""

from dataclasses import dataclass

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import HoldingEdge
from spinouts.dashboards.charts.holdings.boxes import box_height, draw_box
from spinouts.dashboards.charts.holdings.graph import Graph
from spinouts.dashboards.charts.holdings.ordering import Places, place_nodes
from spinouts.dashboards.charts.measure import text_width, wrap
from spinouts.dashboards.charts.palette import css_name
from spinouts.dashboards.charts.words import amount_range

_OUT_PORT = 20.0
_IN_PORT = 14.0
_GAP = 14.0
_BEND = 22.0
_LABEL = 12.0
_LANE = 22.0
_SIDE = 26.0

# layers -> (width of a box, room between layers)
_COLUMNS = {1: (260.0, 0.0), 2: (240.0, 170.0), 3: (160.0, 120.0), 4: (121.0, 78.0)}


@dataclass(frozen=True)
class _Frame:
    """Where boxes and the ends of edges stand."""

    places: Places
    heights: dict[str, float]
    lefts: dict[str, float]
    width: float
    gap: float
    top: float
    starts: dict[int, float]
    ends: dict[int, float]

    def box(self, key: str) -> tuple[float, float, float, float]:
        """Return x, y, width and height of a node's box."""
        middle = self.top + self.places.middles[key]
        return self.lefts[key], middle - self.heights[key] / 2, self.width, self.heights[key]


def fits(graph: Graph) -> bool:
    """Say whether a graph can be drawn from left to right on a wide picture."""
    return len(graph.layers) <= max(_COLUMNS)


def draw(canvas: Canvas, graph: Graph, top: float) -> float:
    """Draw boxes and edges from `top` down.

    :return: bottom of the picture
    """
    frame = _frame(canvas, graph, top)
    for position, edge in enumerate(graph.forward):
        _draw_edge(canvas, graph, frame, position, edge)
    bottom = top + frame.places.height
    for lane, edge in enumerate(graph.back):
        _draw_loop(canvas, graph, frame, edge, bottom + 16 + lane * _LANE)
    for position, edge in enumerate(graph.forward):
        _draw_label(canvas, frame, position, edge)
    for key, node in graph.nodes.items():
        title = node.name + (f", {node.note}" if node.note else "")
        draw_box(canvas, node, frame.box(key), title)
    return bottom + (8 + _LANE * len(graph.back) if graph.back else 4)


def _frame(canvas: Canvas, graph: Graph, top: float) -> _Frame:
    """Choose sizes and places."""
    width, gap = _COLUMNS[len(graph.layers)]
    side = 0.0
    if graph.back:
        side = _SIDE
        width -= 2 * _SIDE / len(graph.layers)
    used = len(graph.layers) * width + (len(graph.layers) - 1) * gap
    left = max(side, (canvas.width - used) / 2) if len(graph.layers) > 1 else side
    ins = [edge.subject_key for edge in graph.forward]
    outs = dict.fromkeys(graph.nodes, 0.0)
    for edge in graph.forward:
        outs[edge.holder_key] += _port_room(edge, gap)
    heights = {
        key: max(box_height(node, width), _IN_PORT * ins.count(key) + 8, outs[key] + 6)
        for key, node in graph.nodes.items()
    }
    places = place_nodes(graph, heights, gap=_GAP, bend=_BEND)
    lefts = {
        key: left + column * (width + gap)
        for column, layer in enumerate(places.layers)
        for key in layer
    }
    starts = _starts(graph, places, gap, top)
    ends = _ends(graph, places, heights, top)
    return _Frame(places, heights, lefts, width, gap, top, starts, ends)


def _port_room(edge: HoldingEdge, gap: float) -> float:
    """Return the room that an edge and its label need where it leaves its holder."""
    return _OUT_PORT * len(_label_lines(edge, gap))


def _by_node(graph: Graph, places: Places, *, is_start: bool) -> dict[str, list[int]]:
    """Return the forward edges at each node, from top to bottom by where they lead."""
    found: dict[str, list[int]] = {}
    for position, edge in enumerate(graph.forward):
        key = edge.holder_key if is_start else edge.subject_key
        found.setdefault(key, []).append(position)
    far = 1 if is_start else -2
    for positions in found.values():
        positions.sort(key=lambda position: places.middles[places.routes[position][far]])
    return found


def _starts(graph: Graph, places: Places, gap: float, top: float) -> dict[int, float]:
    """Return the height at which each forward edge leaves its holder."""
    found: dict[int, float] = {}
    for key, positions in _by_node(graph, places, is_start=True).items():
        rooms = [_port_room(graph.forward[position], gap) for position in positions]
        y = top + places.middles[key] - sum(rooms) / 2
        for position, room in zip(positions, rooms, strict=True):
            found[position] = y + room / 2
            y += room
    return found


def _ends(graph: Graph, places: Places, heights: dict[str, float], top: float) -> dict[int, float]:
    """Return the height at which each forward edge enters what it holds."""
    found: dict[int, float] = {}
    for key, positions in _by_node(graph, places, is_start=False).items():
        spread = min(20.0, (heights[key] - 8) / len(positions))
        first = top + places.middles[key] - spread * (len(positions) - 1) / 2
        for row, position in enumerate(positions):
            found[position] = first + row * spread
    return found


def edge_words(edge: HoldingEdge) -> str:
    """Return the share as printed."""
    if edge.words:
        return edge.words
    if not edge.is_size_known:
        return "not known"
    return amount_range(edge.low, edge.high, "percent")


def edge_title(graph: Graph, edge: HoldingEdge) -> str:
    """Return the words of an edge."""
    holder, subject = graph.nodes[edge.holder_key], graph.nodes[edge.subject_key]
    return f"{holder.name} holds {edge_words(edge)} of {subject.name}"


def thickness(share: float) -> float:
    """Return how thick an edge of a share (per cent) is drawn."""
    return 1.4 + 5.6 * min(100.0, max(0.0, share)) / 100


def _label_lines(edge: HoldingEdge, gap: float) -> list[str]:
    """Return the label of an edge, in at most two lines."""
    return wrap(edge_words(edge), gap - 22, _LABEL, most_lines=2, is_bold=True)


def _draw_edge(
    canvas: Canvas, graph: Graph, frame: _Frame, position: int, edge: HoldingEdge
) -> None:
    """Draw one edge: as thick as its low, with a pale edge as thick as its high."""
    name = css_name(graph.nodes[edge.holder_key].category)
    path, tip = _path(frame, position, edge)
    title = edge_title(graph, edge)
    if edge.is_size_known:
        if edge.high > edge.low + 0.005:
            canvas.path(
                path,
                f"chart-bare edge-{name}",
                stroke_width=thickness(edge.high),
                stroke_opacity=0.3,
            )
        canvas.path(path, f"chart-bare edge-{name}", title, stroke_width=thickness(edge.low))
    else:
        canvas.path(
            path, f"chart-bare edge-{name}", title, stroke_width=1.8, stroke_dasharray="5 4"
        )
    _draw_tip(canvas, tip, name)


def _draw_tip(canvas: Canvas, tip: tuple[float, float], name: str) -> None:
    """Draw the head of an arrow that points right."""
    x, y = tip
    paint = f"edge-{name} fill-{name}" if name != "not-recorded" else "chart-muted"
    canvas.path(f"M{x:.1f} {y:.1f}l-9 -5v10z", paint)


def _path(frame: _Frame, position: int, edge: HoldingEdge) -> tuple[str, tuple[float, float]]:
    """Return the path of an edge through its bends, and where its head points."""
    route = frame.places.routes[position]
    label = max(text_width(line, _LABEL, is_bold=True) for line in _label_lines(edge, frame.gap))
    lead = min(label + 10, frame.gap - 24)
    x = frame.lefts[route[0]] + frame.width
    y = frame.starts[position]
    path = f"M{x:.1f} {y:.1f}h{lead:.1f}"
    x += lead
    for key in route[1:-1]:
        bend_left = frame.lefts[key]
        bend_y = frame.top + frame.places.middles[key]
        path += _curve(x, y, bend_left, bend_y) + f"h{frame.width:.1f}"
        x, y = bend_left + frame.width, bend_y
    tip = (frame.lefts[route[-1]], frame.ends[position])
    return path + _curve(x, y, tip[0] - 8, tip[1]), tip


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    """Return an S-shaped piece of path."""
    middle = (x + to_x) / 2
    return f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"


def _draw_label(canvas: Canvas, frame: _Frame, position: int, edge: HoldingEdge) -> None:
    """Write the share where the edge leaves its holder: above it, a second line below it."""
    lines = _label_lines(edge, frame.gap)
    x = frame.lefts[edge.holder_key] + frame.width + 7
    y = frame.starts[position]
    paint = "chart-ink chart-halo"
    lift = 5 + thickness(edge.low if edge.is_size_known else 0) / 2
    canvas.text(x, y - lift, lines[0], size=_LABEL, is_bold=True, paint=paint)
    if len(lines) > 1:
        canvas.text(x, y + lift + 8.5, lines[1], size=_LABEL, is_bold=True, paint=paint)


def _draw_loop(canvas: Canvas, graph: Graph, frame: _Frame, edge: HoldingEdge, lane: float) -> None:
    """Lead an edge that closes a loop back under the boxes, and name it."""
    x, y, width, height = frame.box(edge.holder_key)
    to_x, to_y, _, to_height = frame.box(edge.subject_key)
    start, end = x + width, to_x
    out, back = start + 14, end - 16
    y0, y1 = y + height - 9, to_y + to_height - 9
    path = (
        f"M{start:.1f} {y0:.1f}H{out - 6:.1f}q6 0 6 6V{lane - 6:.1f}q0 6 -6 6H{back + 6:.1f}"
        f"q-6 0 -6 -6V{y1 + 6:.1f}q0 -6 6 -6H{end - 7:.1f}"
    )
    canvas.path(path, "chart-loop", edge_title(graph, edge), stroke_width=2, stroke_dasharray="6 3")
    canvas.path(f"M{end:.1f} {y1:.1f}l-9 -4.5v9z", "chart-alert")
    words = f"{edge_words(edge)}, a loop"
    room = text_width(words, _LABEL, is_bold=True) + 10
    canvas.rectangle((out + back - room) / 2, lane - 8, room, 16, "chart-surface")
    canvas.text(
        (out + back) / 2,
        lane + 4,
        words,
        size=_LABEL,
        is_bold=True,
        anchor="middle",
        paint="chart-alert chart-halo",
    )
