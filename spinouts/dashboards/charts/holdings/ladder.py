"""Holdings from top to bottom: under each organisation its holders, one step in.

For phones, and for chains too deep to stand side by side. A holder that was shown already comes
again as a dashed box without its own holders; where that closes a loop, an edge leads back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spinouts.dashboards.charts.canvas import Canvas
from spinouts.dashboards.charts.chart import HoldingEdge, HoldingNode
from spinouts.dashboards.charts.holdings.boxes import box_height, draw_box
from spinouts.dashboards.charts.holdings.graph import Graph
from spinouts.dashboards.charts.holdings.layered import edge_title, edge_words, thickness
from spinouts.dashboards.charts.palette import css_name

_GAP = 10.0
_NARROWEST = 150.0

_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Rung:
    """One row: a node, the edge to the row it hangs from, and whether it was shown before."""

    node: HoldingNode
    depth: int
    edge: HoldingEdge | None
    parent: int | None
    is_again: bool
    is_loop: bool


def draw(canvas: Canvas, graph: Graph, top: float) -> float:
    """Draw the rows from `top` down.

    :return: bottom of the picture
    """
    rungs = list(_rungs(graph))
    loops = sum(rung.is_loop for rung in rungs)
    gutter = 16.0 + 9.0 * min(loops, 4) if loops else 0.0
    step = _step(canvas, rungs, gutter)
    boxes: list[_Box] = []
    y = top
    for rung in rungs:
        left = rung.depth * step
        width = min(canvas.width - gutter - left, 420.0)
        height = box_height(_shown(rung), width, _share(rung))
        boxes.append((left, y, width, height))
        y += height + _GAP
    for position, box in enumerate(boxes):
        _draw_edges(canvas, graph, rungs, boxes, position, box[0] + min(11.0, step / 2))
    lane = 0
    for rung, box in zip(rungs, boxes, strict=True):
        _draw_rung(canvas, graph, rung, box)
        if rung.is_loop:
            original = next(
                place
                for other, place in zip(rungs, boxes, strict=True)
                if other.node.key == rung.node.key and not other.is_again
            )
            _draw_loop(canvas, box, original, canvas.width - 6 - 9 * (lane % 4))
            lane += 1
    return y - _GAP + 4


def _step(canvas: Canvas, rungs: list[_Rung], gutter: float) -> float:
    """Return how far each row steps in, so that the deepest box keeps room for its name."""
    deepest = max(rung.depth for rung in rungs) or 1
    room = canvas.width - gutter - _NARROWEST
    return min(20.0 if canvas.is_narrow else 40.0, room / deepest)


def _share(rung: _Rung) -> str:
    """Return the share that a row's box prints; the first row has none."""
    return edge_words(rung.edge) if rung.edge else ""


def _rungs(graph: Graph) -> Iterator[_Rung]:
    """Walk from the subject to its holders and on; then from whatever was not reached."""
    edges = (*graph.forward, *graph.back)
    holders: dict[str, list[HoldingEdge]] = {key: [] for key in graph.nodes}
    for edge in edges:
        holders[edge.subject_key].append(edge)
    loops = {id(edge) for edge in graph.back}
    right_to_left = [key for layer in reversed(graph.layers) for key in layer]
    shown: set[str] = set()
    count = 0
    for root in (graph.subject_key, *right_to_left):
        if root in shown:
            continue
        stack: list[tuple[str, HoldingEdge | None, int, int | None]] = [(root, None, 0, None)]
        while stack:
            key, edge, depth, parent = stack.pop()
            is_loop = edge is not None and id(edge) in loops
            is_again = key in shown or is_loop
            yield _Rung(graph.nodes[key], depth, edge, parent, is_again, is_loop)
            position, count = count, count + 1
            if is_again:
                continue
            shown.add(key)
            ordered = sorted(holders[key], key=lambda e: -e.high)
            stack.extend((e.holder_key, e, depth + 1, position) for e in reversed(ordered))


def _shown(rung: _Rung) -> HoldingNode:
    """Return the node as drawn: once more without page and with a note, if shown before."""
    if not rung.is_again:
        return rung.node
    note = "again: a loop" if rung.is_loop else "shown above"
    return replace(rung.node, note=note, href="", is_subject=False)


def _draw_rung(canvas: Canvas, graph: Graph, rung: _Rung, box: _Box) -> None:
    """Draw the box of a row."""
    title = edge_title(graph, rung.edge) if rung.edge else rung.node.name
    draw_box(canvas, _shown(rung), box, title, _share(rung))
    if rung.is_again:
        x, y, width, height = box
        paint = "chart-loop" if rung.is_loop else "chart-axis"
        canvas.rectangle(x, y, width, height, paint, rx=3, stroke_width=2, stroke_dasharray="5 3")


def _draw_edges(
    canvas: Canvas,
    graph: Graph,
    rungs: list[_Rung],
    boxes: list[_Box],
    position: int,
    spine: float,
) -> None:
    """Draw the edges that come up to one row from its holders under it."""
    held = [n for n, rung in enumerate(rungs) if rung.parent == position]
    if not held:
        return
    _, y, _, height = boxes[position]
    bottom = y + height
    last = boxes[held[-1]]
    canvas.path(
        f"M{spine:.1f} {last[1] + last[3] / 2:.1f}V{bottom + 7:.1f}", "chart-axis", stroke_width=1.8
    )
    canvas.path(f"M{spine:.1f} {bottom + 0.5:.1f}l-5 8.5h10z", "chart-muted")
    for n in held:
        edge = rungs[n].edge
        if edge is None:
            continue
        x, y, _, height = boxes[n]
        name = css_name(graph.nodes[edge.holder_key].category)
        width = thickness(edge.low) if edge.is_size_known else 1.8
        dashes = {} if edge.is_size_known else {"stroke_dasharray": "4 3"}
        canvas.path(
            f"M{x:.1f} {y + height / 2:.1f}H{spine - 0.9:.1f}",
            f"chart-bare edge-{name}",
            edge_title(graph, edge),
            stroke_width=width,
            **dashes,
        )


def _draw_loop(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    original: tuple[float, float, float, float],
    lane: float,
) -> None:
    """Lead an edge from a repeated box back up to the place where it was shown first."""
    y0 = box[1] + box[3] / 2
    y1 = original[1] + original[3] / 2
    start, end = box[0] + box[2], original[0] + original[2]
    path = f"M{start:.1f} {y0:.1f}H{lane - 6:.1f}q6 0 6 -6V{y1 + 6:.1f}q0 -6 -6 -6H{end + 8:.1f}"
    canvas.path(path, "chart-loop", "Leads back: a loop", stroke_width=2, stroke_dasharray="6 3")
    canvas.path(f"M{end:.1f} {y1:.1f}l9 -4.5v9z", "chart-alert")
