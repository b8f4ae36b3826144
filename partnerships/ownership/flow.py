"""Linear flows with loops: the least solution of x = A x + D, and of x = min(whole, A x + D).

Matrices of edges are sparse, or plain arrays where there are few nodes: for these, the sparse
machinery takes longer than the work.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph
from scipy.sparse.linalg import splu

NEARLY = 1e-9
FEW_NODES = 250

Edges = np.ndarray | sparse.csr_array
Finish = Callable[[Edges, np.ndarray], np.ndarray]


def edge_matrix(
    starts: np.ndarray, ends: np.ndarray, values: np.ndarray | float, count: int
) -> Edges:
    """Make the matrix of edges between nodes; edges between the same two nodes add up.

    :param starts, ends: nodes, numbered from 0
    :param values: of each edge, above 0
    :param count: number of nodes
    """
    values = np.broadcast_to(np.asarray(values, dtype=float), starts.shape)
    if count > FEW_NODES:
        return sparse.csr_array((values, (starts, ends)), shape=(count, count))
    matrix = np.zeros((count, count))
    np.add.at(matrix, (starts, ends), values)
    return matrix


def reaches(edges: Edges, goals: np.ndarray) -> np.ndarray:
    """Tell which nodes lead, over any number of edges, to a goal.

    :param goals: bool array over the nodes
    :return: bool array, True for goals too
    """
    if isinstance(edges, np.ndarray):
        return _reaches_stepwise(edges > 0, goals)
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


def _reaches_stepwise(leads: np.ndarray, goals: np.ndarray) -> np.ndarray:
    """Tell the same of a plain matrix, one edge further at each step."""
    reached, new = goals.copy(), goals
    while new.any():
        new = leads[:, new].any(axis=1) & ~reached
        reached |= new
    return reached


def hangs_on_loop(edges: Edges) -> np.ndarray:
    """Tell the nodes that lead to a loop."""
    count, groups = csgraph.connected_components(sparse.csr_array(edges), connection="strong")
    sizes = np.bincount(groups, minlength=count)
    in_loop = (sizes[groups] > 1) | (edges.diagonal() > 0)
    return reaches(edges, in_loop)


def least_flow(edges: Edges, direct: np.ndarray) -> np.ndarray:
    """Solve x = edges x + direct.

    :param edges: fractions 0-1 that pass between nodes; no group of nodes keeps all it gets
    :param direct: one row per node, one column per final goal
    :return: what reaches each goal from each node, loops followed for ever
    """
    return _settle(edges, direct, np.inf, _solve)


def capped_flow(edges: Edges, direct: np.ndarray, whole: float) -> np.ndarray:
    """Find the least x with x = min(whole, edges x + direct), as repeating it from 0 does.

    :param edges: fractions 0-1 that pass between nodes at most; a row may add up to more than 1
    :param direct: one row per node, one column per final goal
    :param whole: what no node can exceed
    """
    return _settle(edges, direct, whole, partial(_solve_capped, whole=whole))


def _settle(edges: Edges, direct: np.ndarray, whole: float, finish: Finish) -> np.ndarray:
    """Work along the chains from their ends; leave what hangs on a loop to `finish`."""
    result = np.minimum(direct, whole)
    pattern = _pattern(edges)
    is_open = pattern @ np.ones(len(direct)) > 0
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


def _pattern(edges: Edges) -> Edges:
    """Give 1 for each edge."""
    if isinstance(edges, np.ndarray):
        return (edges > 0).astype(float)
    return sparse.csr_array((np.ones(edges.nnz), edges.indices, edges.indptr), edges.shape)


def _solve(loop: Edges, entering: np.ndarray) -> np.ndarray:
    """Solve a system with loops at one blow.

    :raises ArithmeticError: if some group passes on all it gets
    """
    count = loop.shape[0]
    try:
        if isinstance(loop, np.ndarray):
            return np.linalg.solve(np.eye(count) - loop, entering)
        matrix = sparse.csc_array(sparse.eye_array(count) - loop)
        return splu(matrix).solve(np.ascontiguousarray(entering))
    except (np.linalg.LinAlgError, RuntimeError) as error:
        raise ArithmeticError("some group passes on all it gets") from error


def _solve_capped(loop: Edges, entering: np.ndarray, whole: float) -> np.ndarray:
    """Find the least capped solution of a system with loops, goal by goal where it must be.

    Where the uncapped solution stays within bounds it is the answer. Else the cap binds, and each
    goal is solved from above: nodes leave the cap until the set of those at the cap stands still.
    """
    try:
        result = _solve(loop, entering)
    except ArithmeticError:
        result = np.full(entering.shape, np.nan)
    is_settled = ((result >= -NEARLY) & (result <= whole + NEARLY)).all(axis=0)
    for goal in np.flatnonzero(~is_settled):
        result[:, goal] = _solve_from_above(loop, entering[:, goal], whole)
    return np.clip(result, 0, whole)


def _solve_from_above(loop: Edges, entering: np.ndarray, whole: float) -> np.ndarray:
    """Find the only solution in which every node that the goal reaches has more than 0."""
    is_reached = reaches(loop, entering > 0)
    solution = np.where(is_reached, whole, 0.0)
    below_count = 0
    while True:
        below = np.flatnonzero(is_reached & (loop @ solution + entering < whole - NEARLY))
        if len(below) <= below_count:
            return solution
        below_count = len(below)
        solution[below] = 0
        passed_on = loop[below] @ solution + entering[below]
        solution[below] = _solve(loop[below][:, below], passed_on)
