"""Linear flows with loops: the least solution of x = A x + D, and of x = min(whole, A x + D)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph
from scipy.sparse.linalg import splu

NEARLY = 1e-9

Finish = Callable[[sparse.csr_array, np.ndarray], np.ndarray]


def reaches(edges: sparse.csr_array, goals: np.ndarray) -> np.ndarray:
    """Tell which nodes lead, over any number of edges, to a goal.

    :param edges: square matrix, non-zero where a node leads to another
    :param goals: bool array over the nodes
    :return: bool array, True for goals too
    """
    count = edges.shape[0]
    starts, ends = edges.nonzero()
    goal_nodes = np.flatnonzero(goals)
    sources = np.concatenate([ends, np.full(len(goal_nodes), count)])
    targets = np.concatenate([starts, goal_nodes])
    reverse = sparse.csr_array(
        (np.ones(len(sources), dtype=np.int8), (sources, targets)), shape=(count + 1, count + 1)
    )
    found = csgraph.breadth_first_order(reverse, count, return_predecessors=False)
    is_found = np.zeros(count + 1, dtype=bool)
    is_found[found] = True
    return is_found[:count]


def hangs_on_loop(edges: sparse.csr_array) -> np.ndarray:
    """Tell the nodes that lead to a loop."""
    count, groups = csgraph.connected_components(edges, connection="strong")
    sizes = np.bincount(groups, minlength=count)
    in_loop = (sizes[groups] > 1) | (edges.diagonal() > 0)
    return reaches(edges, in_loop)


def least_flow(edges: sparse.csr_array, direct: np.ndarray) -> np.ndarray:
    """Solve x = edges x + direct.

    :param edges: fractions 0-1 that pass between nodes; no group of nodes keeps all it gets
    :param direct: one row per node, one column per final goal
    :return: what reaches each goal from each node, loops followed for ever
    """
    return _settle(edges, direct, np.inf, _solve)


def capped_flow(edges: sparse.csr_array, direct: np.ndarray, whole: float) -> np.ndarray:
    """Find the least x with x = min(whole, edges x + direct), as repeating it from 0 does.

    :param edges: fractions 0-1 that pass between nodes at most; a row may add up to more than 1
    :param direct: one row per node, one column per final goal
    :param whole: what no node can exceed
    """
    finish = partial(_solve_capped, whole=whole)
    return _settle(edges, direct, whole, finish)


def _settle(
    edges: sparse.csr_array, direct: np.ndarray, whole: float, finish: Finish
) -> np.ndarray:
    """Work along the chains from their ends; leave what hangs on a loop to `finish`."""
    result = np.minimum(direct, whole)
    pattern = sparse.csr_array((np.ones(edges.nnz), edges.indices, edges.indptr), edges.shape)
    is_open = np.diff(edges.indptr) > 0
    while is_open.any():
        is_ready = is_open & (pattern @ is_open.astype(float) == 0)
        if not is_ready.any():
            break
        ready = np.flatnonzero(is_ready)
        result[ready] = np.minimum(whole, edges[ready] @ result + direct[ready])
        is_open &= ~is_ready
    if is_open.any():
        rows = np.flatnonzero(is_open)
        result[rows] = 0
        entering = edges[rows] @ result + direct[rows]
        result[rows] = finish(edges[rows][:, rows], entering)
    return result


def _solve(loop: sparse.csr_array, entering: np.ndarray) -> np.ndarray:
    """Solve a system with loops at one blow."""
    matrix = sparse.csc_array(sparse.eye_array(loop.shape[0]) - loop)
    return splu(matrix).solve(np.ascontiguousarray(entering))


def _solve_capped(loop: sparse.csr_array, entering: np.ndarray, whole: float) -> np.ndarray:
    """Find the least capped solution of a system with loops, goal by goal where it must be.

    Where the uncapped solution stays within bounds it is the answer. Else the cap binds, and each
    goal is solved from above: nodes leave the cap until the set of those at the cap stands still.
    """
    try:
        result = _solve(loop, entering)
    except RuntimeError:  # singular: some group passes on all it gets
        result = np.full(entering.shape, np.nan)
    is_settled = ((result >= -NEARLY) & (result <= whole + NEARLY)).all(axis=0)
    for goal in np.flatnonzero(~is_settled):
        result[:, goal] = _solve_from_above(loop, entering[:, goal], whole)
    return np.clip(result, 0, whole)


def _solve_from_above(loop: sparse.csr_array, entering: np.ndarray, whole: float) -> np.ndarray:
    """Find the only solution in which every node that the goal reaches has more than 0."""
    is_reached = reaches(loop, entering > 0)
    solution = np.where(is_reached, whole, 0.0)
    below_count = -1
    while True:
        below = np.flatnonzero(is_reached & (loop @ solution + entering < whole - NEARLY))
        if len(below) <= below_count:
            return solution
        below_count = len(below)
        if not below_count:
            return solution
        solution[below] = 0
        passed_on = loop[below] @ solution + entering[below]
        solution[below] = _solve(loop[below][:, below], passed_on)
