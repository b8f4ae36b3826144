"""Where nodes stand within their layers: few crossings, straight edges, no overlaps.

An edge that passes a layer gets a slot there (a *bend*), so that it runs between boxes.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spinouts.dashboards.charts.holdings.graph import Graph

_SWEEPS = 6


@dataclass(frozen=True)
class Places:
    """The result.

    :param layers: keys of nodes and bends, left to right, each from top to bottom
    :param middles: height of the middle of each node and bend
    :param routes: for each forward edge, the keys it runs through, holder first
    :param height: room that all of it takes
    """

    layers: tuple[tuple[str, ...], ...]
    middles: Mapping[str, float]
    routes: tuple[tuple[str, ...], ...]
    height: float


def place_nodes(graph: Graph, heights: Mapping[str, float], *, gap: float, bend: float) -> Places:
    """Order and place the nodes of every layer.

    :param heights: height of each node's box
    :param gap: room between boxes
    :param bend: room for an edge that passes a layer
    """
    layers, routes, links = _with_bends(graph)
    sizes = {key: heights.get(key, bend) for layer in layers for key in layer}
    layers = _untangled(layers, links)
    middles = _stacked(layers, sizes, gap)
    neighbours = _neighbours(links)
    for sweep in range(_SWEEPS):
        ordered = layers if sweep % 2 else layers[::-1]
        for layer in ordered:
            wanted = [_mean(middles, neighbours.get(key, ()), middles[key]) for key in layer]
            middles.update(_apart(layer, wanted, sizes, gap))
    top = min(middles[key] - sizes[key] / 2 for layer in layers for key in layer)
    middles = {key: middle - top for key, middle in middles.items()}
    bottom = max(middles[key] + sizes[key] / 2 for layer in layers for key in layer)
    return Places(tuple(tuple(layer) for layer in layers), middles, routes, bottom)


def _with_bends(
    graph: Graph,
) -> tuple[list[list[str]], tuple[tuple[str, ...], ...], list[tuple[str, str]]]:
    """Return layers with bends, the route of each edge, and the links between near layers."""
    layers = [list(layer) for layer in graph.layers]
    rank = {key: position for position, layer in enumerate(layers) for key in layer}
    routes: list[tuple[str, ...]] = []
    links: list[tuple[str, str]] = []
    for position, edge in enumerate(graph.forward):
        route = [edge.holder_key]
        for between in range(rank[edge.holder_key] + 1, rank[edge.subject_key]):
            key = f"bend {position} {between}"
            layers[between].append(key)
            route.append(key)
        route.append(edge.subject_key)
        routes.append(tuple(route))
        links.extend(itertools.pairwise(route))
    return layers, tuple(routes), links


def _neighbours(links: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the keys linked with each key."""
    found: dict[str, list[str]] = {}
    for left, right in links:
        found.setdefault(left, []).append(right)
        found.setdefault(right, []).append(left)
    return found


def _untangled(layers: list[list[str]], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Reorder layers by the mean place of neighbours, keeping the order with fewest crossings."""
    best, fewest = layers, crossings(layers, links)
    current = [list(layer) for layer in layers]
    for sweep in range(_SWEEPS):
        is_leftwards = sweep % 2 == 0
        positions = range(len(current) - 2, -1, -1) if is_leftwards else range(1, len(current))
        for position in positions:
            fixed = current[position + 1 if is_leftwards else position - 1]
            index = {key: place for place, key in enumerate(fixed)}
            pull: dict[str, list[int]] = {}
            for left, right in links:
                near, far = (right, left) if is_leftwards else (left, right)
                if near in index:
                    pull.setdefault(far, []).append(index[near])
            old = {key: place for place, key in enumerate(current[position])}
            current[position].sort(
                key=lambda key, pull=pull, old=old: (
                    sum(pull[key]) / len(pull[key]) if key in pull else old[key],
                    old[key],
                )
            )
        count = crossings(current, links)
        if count < fewest:
            best, fewest = [list(layer) for layer in current], count
    return best


def crossings(layers: Sequence[Sequence[str]], links: Sequence[tuple[str, str]]) -> int:
    """Count the pairs of links between the same two layers that cross."""
    place = {key: (rank, n) for rank, layer in enumerate(layers) for n, key in enumerate(layer)}
    ends = sorted((place[left][0], place[left][1], place[right][1]) for left, right in links)
    return sum(
        1
        for n, (rank, left, right) in enumerate(ends)
        for other_rank, other_left, other_right in ends[n + 1 :]
        if rank == other_rank and left < other_left and right > other_right
    )


def _stacked(
    layers: Sequence[Sequence[str]], sizes: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Place every layer from the top down, centred on 0."""
    middles: dict[str, float] = {}
    for layer in layers:
        y = -(sum(sizes[key] for key in layer) + gap * (len(layer) - 1)) / 2
        for key in layer:
            middles[key] = y + sizes[key] / 2
            y += sizes[key] + gap
    return middles


def _mean(middles: Mapping[str, float], keys: Sequence[str], default: float) -> float:
    """Return the mean place of some keys."""
    return sum(middles[key] for key in keys) / len(keys) if keys else default


def _apart(
    layer: Sequence[str], wanted: Sequence[float], sizes: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Return places as near to the wanted ones as keeping order and distance allows.

    Least squares with a smallest distance: take the distances off, pool places that run against
    the order into blocks at their mean, and put the distances back.
    """
    offsets = [0.0]
    for above, below in itertools.pairwise(layer):
        offsets.append(offsets[-1] + (sizes[above] + sizes[below]) / 2 + gap)
    blocks: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        total, count = place - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            above_total, above_count = blocks.pop()
            total, count = total + above_total, count + above_count
        blocks.append((total, count))
    levels = [total / count for total, count in blocks for _ in range(count)]
    return {key: level + offset for key, level, offset in zip(layer, levels, offsets, strict=True)}
