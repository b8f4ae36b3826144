"""The graph behind a holdings chart: which edges close loops, and which layer a node stands in."""

from dataclasses import dataclass

from spinouts.dashboards.charts.chart import HoldingEdge, HoldingNode, Holdings


@dataclass(frozen=True)
class Graph:
    """Nodes and edges, sorted out.

    :param nodes: by key, in the order given
    :param subject_key: key of the subject; the first node if none is marked
    :param forward: edges that run towards the subject without closing a loop
    :param back: edges that close a loop
    :param layers: keys from left (furthest holders) to right (held by all the others)
    """

    nodes: dict[str, HoldingNode]
    subject_key: str
    forward: tuple[HoldingEdge, ...]
    back: tuple[HoldingEdge, ...]
    layers: tuple[tuple[str, ...], ...]


def build_graph(drawing: Holdings) -> Graph:
    """Sort nodes into layers; edges whose ends are not among the nodes are left out."""
    nodes = {node.key: node for node in drawing.nodes}
    subject = next((node.key for node in drawing.nodes if node.is_subject), drawing.nodes[0].key)
    edges = [e for e in drawing.edges if e.holder_key in nodes and e.subject_key in nodes]
    back_positions = _closing_edges(nodes, subject, edges)
    forward = tuple(e for n, e in enumerate(edges) if n not in back_positions)
    back = tuple(e for n, e in enumerate(edges) if n in back_positions)
    return Graph(nodes, subject, forward, back, _layers(nodes, forward))


def _closing_edges(
    nodes: dict[str, HoldingNode], subject: str, edges: list[HoldingEdge]
) -> set[int]:
    """Walk from the subject to its holders, and on; return positions of edges that close loops."""
    upstream: dict[str, list[int]] = {key: [] for key in nodes}
    for position, edge in enumerate(edges):
        upstream[edge.subject_key].append(position)
    closing: set[int] = set()
    finished: set[str] = set()
    for root in (subject, *nodes):
        if root in finished:
            continue
        on_path = {root}
        stack = [(root, iter(upstream[root]))]
        while stack:
            key, remaining = stack[-1]
            position = next(remaining, None)
            if position is None:
                stack.pop()
                on_path.discard(key)
                finished.add(key)
                continue
            holder = edges[position].holder_key
            if holder in on_path:
                closing.add(position)
            elif holder not in finished:
                on_path.add(holder)
                stack.append((holder, iter(upstream[holder])))
    return closing


def _layers(
    nodes: dict[str, HoldingNode], edges: tuple[HoldingEdge, ...]
) -> tuple[tuple[str, ...], ...]:
    """Place every node one layer left of the leftmost node that it holds."""
    held: dict[str, list[str]] = {key: [] for key in nodes}
    for edge in edges:
        held[edge.holder_key].append(edge.subject_key)
    ranks: dict[str, int] = {}
    for start in nodes:
        stack = [start]
        while stack:
            key = stack[-1]
            missing = [other for other in held[key] if other not in ranks]
            if missing:
                stack.extend(missing)
                continue
            ranks[key] = 1 + max((ranks[other] for other in held[key]), default=-1)
            stack.pop()
    highest = max(ranks.values(), default=0)
    return tuple(
        tuple(key for key in nodes if ranks[key] == rank) for rank in range(highest, -1, -1)
    )
