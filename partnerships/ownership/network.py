"""The equity of a day as a network of organisations, closed groups taken out (F2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from partnerships.day_numbers import whole_numbers
from partnerships.ownership.flow import Edges, edge_matrix, hangs_on_loop, reaches
from partnerships.ownership.stakes import (
    NO_HOLDER,
    TOLERANCE,
    WHOLE,
    Holdings,
    Stakes,
    not_recorded,
)


@dataclass(frozen=True)
class Network:
    """The equity of one day as a network of the organisations with recorded holders.

    :ivar nodes: ids of these organisations, ordered; the rows of the matrices
    :ivar stakes: the stakes of the day; `places` is the row of each stake's subject
    :ivar targets: row of the holder for stakes that pass on to a node, else -1
    :ivar are_final: stakes that end in a final holder
    :ivar are_circular: stakes that lead into a closed group, which no final holder enters
    :ivar edges_low, edges_high: fractions 0-1 of a node held by another that passes them on
    :ivar unknown_low, unknown_high: per cent of each node that is not recorded
    :ivar is_closed: nodes from which no final holder can be reached
    :ivar lows: per cent of each stake; scaled down where a node's add up to more than the whole
    :ivar highs: per cent of each stake at most
    """

    nodes: np.ndarray
    stakes: Stakes
    places: np.ndarray
    targets: np.ndarray
    are_final: np.ndarray
    are_circular: np.ndarray
    edges_low: Edges
    edges_high: Edges
    unknown_low: np.ndarray
    unknown_high: np.ndarray
    is_closed: np.ndarray
    lows: np.ndarray
    highs: np.ndarray


def public_body_ids(organisations: pd.DataFrame) -> np.ndarray:
    """Give the ids of the public bodies among organisations."""
    is_public = organisations["is_public_body"].to_numpy(dtype=object).astype(bool)
    return whole_numbers(organisations["organisation_id"], NO_HOLDER)[is_public]


def network_on(
    holdings: Holdings,
    public_bodies: np.ndarray,
    day: int,
    subject_ids: Iterable[int] | None = None,
) -> Network:
    """Lay the equity of a day out as a network; only what the subjects lead to, if any are named.

    :param public_bodies: ids of organisations that are final holders whatever is recorded
    :param day: day number
    """
    stakes = holdings.on(day, "equity")
    if subject_ids is not None:
        stakes = _upstream(stakes, np.fromiter(subject_ids, np.int64), public_bodies)
    nodes, places = np.unique(stakes.subjects, return_inverse=True)
    targets = _targets(stakes, nodes, public_bodies)
    totals = np.bincount(places, stakes.lows, len(nodes))
    unknown_low = not_recorded(np.bincount(places, stakes.highs, len(nodes)))
    unknown_high = not_recorded(totals)
    is_closed = _closed(stakes, places, targets, totals, unknown_high)
    are_final = targets < 0
    are_circular = ~are_final & is_closed[targets]
    are_edges = ~are_final & ~are_circular & ~is_closed[places]
    highs = stakes.highs / 10_000
    lows = stakes.lows / 10_000
    pattern = _edges(places, targets, are_edges, lows, len(nodes))
    lows = lows * _scale(pattern, totals)[places]
    return Network(
        nodes=nodes,
        stakes=stakes,
        places=places,
        targets=targets,
        are_final=are_final,
        are_circular=are_circular,
        edges_low=_edges(places, targets, are_edges, lows, len(nodes)),
        edges_high=_edges(places, targets, are_edges, highs, len(nodes)),
        unknown_low=unknown_low / 10_000,
        unknown_high=unknown_high / 10_000,
        is_closed=is_closed,
        lows=lows,
        highs=highs,
    )


def _upstream(stakes: Stakes, subjects: np.ndarray, public_bodies: np.ndarray) -> Stakes:
    """Keep the stakes in the subjects, in their holders, in the holders of these, and so on."""
    wanted = subjects
    keep = np.zeros(len(stakes.subjects), dtype=bool)
    while len(wanted):
        new = np.isin(stakes.subjects, wanted) & ~keep
        keep |= new
        wanted = np.setdiff1d(stakes.holders[new], public_bodies)
    rows = np.flatnonzero(keep)
    return Stakes(
        rows=stakes.rows[rows],
        subjects=stakes.subjects[rows],
        holders=stakes.holders[rows],
        categories=stakes.categories[rows],
        lows=stakes.lows[rows],
        highs=stakes.highs[rows],
    )


def _targets(stakes: Stakes, nodes: np.ndarray, public_bodies: np.ndarray) -> np.ndarray:
    """Give the node of each stake's holder, -1 for a final holder."""
    if not len(nodes):
        return np.zeros(0, dtype=np.int64)
    places = np.searchsorted(nodes, stakes.holders)
    places[places == len(nodes)] = 0
    passes_on = (nodes[places] == stakes.holders) & ~np.isin(stakes.holders, public_bodies)
    return np.where(passes_on, places, -1)


def _closed(
    stakes: Stakes,
    places: np.ndarray,
    targets: np.ndarray,
    totals: np.ndarray,
    unknown_high: np.ndarray,
) -> np.ndarray:
    """Tell the nodes from which no final holder can be reached, whatever the sizes are."""
    room = WHOLE - (totals[places] - stakes.lows)
    can_hold = np.maximum(stakes.lows, np.minimum(stakes.highs, room)) > 0
    leads_on = can_hold & (targets >= 0)
    edges = _edges(places, targets, leads_on, np.ones(len(places)), len(totals))
    goals = (unknown_high > 0) | (np.bincount(places, can_hold & (targets < 0), len(totals)) > 0)
    return ~reaches(edges, goals)


def _edges(
    places: np.ndarray, targets: np.ndarray, chosen: np.ndarray, percents: np.ndarray, count: int
) -> Edges:
    """Make the matrix of the chosen stakes, as fractions 0-1, without its zeros."""
    rows = np.flatnonzero(chosen & (percents > 0))
    return edge_matrix(places[rows], targets[rows], percents[rows] / 100, count)


def _scale(edges: Edges, totals: np.ndarray) -> np.ndarray:
    """Give the factor that brings lows of more than the whole down to it.

    More than 100.01 is refused on entry, but may come in another way. Up to that nothing is
    changed, except for organisations on the way to a loop, which would gain at every round.
    """
    factors = WHOLE / np.maximum(totals, WHOLE)
    is_odd = totals > WHOLE
    if not is_odd.any():
        return factors
    return np.where(hangs_on_loop(edges) | (totals > WHOLE + TOLERANCE), factors, 1.0)
