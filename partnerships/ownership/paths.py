"""F2: each chain of equity from an organisation to a final holder, with its product."""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import numpy as np
import pandas as pd

from partnerships.day_numbers import day_number
from partnerships.ownership.look_through import category_rows
from partnerships.ownership.network import Network, network_on, public_body_ids
from partnerships.ownership.stakes import CATEGORIES, CIRCULAR, NOT_RECORDED, Holdings

SMALLEST_PERCENT = 0.01
MOST_PATHS = 200
PATH_COLUMNS = [
    "path",
    "names",
    "category",
    "percent_low",
    "percent_high",
    "is_loop",
    "is_remainder",
]


@dataclass(order=True)
class Step:
    """A path begun: what reaches its last organisation, the largest first."""

    rank: tuple[float, float, int]
    low: float = field(compare=False)
    high: float = field(compare=False)
    path: tuple[str, ...] = field(compare=False)
    names: tuple[str, ...] = field(compare=False)
    node: int | None = field(compare=False)
    category: str = field(compare=False)


def paths_to(
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    organisations: pd.DataFrame,
    subject_id: int,
    day: datetime.date,
    limit: int = MOST_PATHS,
) -> pd.DataFrame:
    """List the paths of equity from an organisation to its final holders (F2).

    A path round a loop is followed again, each time with a smaller product, until less than 0.01
    per cent would come of it, or until there are `limit` paths, the largest first. What is cut
    off is given as one remainder for each category, so that paths and remainders together make
    the look-through split of the day.

    :param organisations: organisations frame; gives names
    :return: path (holder keys from the organisation asked for to the final holder), names (the
        same in words), category, percent_low, percent_high (0-100), is_loop (passes through an
        organisation more than once), is_remainder (then path and names are empty); the largest
        first. A path into a closed group ends there, as circular
    """
    arrays = Holdings(holdings, sectors)
    network = network_on(arrays, public_body_ids(organisations), day_number(day), [subject_id])
    names = dict(zip(organisations["organisation_id"], organisations["name"], strict=True))
    finished = list(_walk(network, arrays.frame, names, subject_id, limit))
    rows = [
        (step.path, step.names, step.category, step.low, step.high, _is_loop(step.path), False)
        for step in finished
    ]
    paths = pd.DataFrame(rows, columns=PATH_COLUMNS)
    remainders = _remainders(paths, category_rows(network, [subject_id]))
    return pd.concat([part for part in (paths, remainders) if len(part)] or [paths]).reset_index(
        drop=True
    )


def _is_loop(path: tuple[str, ...]) -> bool:
    """Tell a path that passes through an organisation more than once."""
    return len(set(path)) < len(path)


def _walk(
    network: Network, frame: pd.DataFrame, names: dict, subject_id: int, limit: int
) -> Iterator[Step]:
    """Follow the paths, the largest product first."""
    start = int(np.searchsorted(network.nodes, subject_id))
    if start == len(network.nodes) or network.nodes[start] != subject_id:
        return
    order = count()
    key = f"organisation:{subject_id}"
    category = CATEGORIES[CIRCULAR] if network.is_closed[start] else ""
    node = None if category else start
    name = (names.get(subject_id, ""),)
    waiting = [Step((-100.0, -100.0, next(order)), 100.0, 100.0, (key,), name, node, category)]
    found = 0
    while waiting and found < limit:
        step = heapq.heappop(waiting)
        if step.node is None:
            found += 1
            yield step
            continue
        for end in _ends(network, frame, names, step.node):
            low, high = step.low * end.low / 100, step.high * end.high / 100
            if high >= SMALLEST_PERCENT:
                rank = (-high, -low, next(order))
                path, called = step.path + end.path, step.names + end.names
                heapq.heappush(waiting, Step(rank, low, high, path, called, end.node, end.category))


def _ends(network: Network, frame: pd.DataFrame, names: dict, node: int) -> Iterator[Step]:
    """Give the holders of one node, each as a path of one step."""
    for stake in np.flatnonzero(network.places == node):
        low, high = network.lows[stake], network.highs[stake]
        row = frame.iloc[network.stakes.rows[stake]]
        target, category = None, CATEGORIES[network.stakes.categories[stake]]
        if network.are_circular[stake]:
            category = CATEGORIES[CIRCULAR]
        elif not network.are_final[stake]:
            target, category = int(network.targets[stake]), ""
        path, called = (row["holder_key"],), (row["holder_name"],)
        yield Step((0, 0, 0), low, high, path, called, target, category)
    if network.unknown_high[node] > 0:
        organisation = int(network.nodes[node])
        low, high = network.unknown_low[node], network.unknown_high[node]
        path, called = (f"not_recorded:{organisation}",), (names.get(organisation, ""),)
        yield Step((0, 0, 0), low, high, path, called, None, CATEGORIES[NOT_RECORDED])


def _remainders(paths: pd.DataFrame, split: pd.DataFrame) -> pd.DataFrame:
    """Give what the paths leave unexplained of a look-through split, by category."""
    sums = paths.groupby("category")[["percent_low", "percent_high"]].sum()
    explained = sums.reindex(split["category"]).fillna(0.0).to_numpy(float)
    left = split[["percent_low", "percent_high"]].to_numpy(float) - explained
    left = np.where(left > SMALLEST_PERCENT / 10_000, left, 0.0)
    rows = [
        ((), (), category, low, max(low, high), False, True)
        for category, (low, high) in zip(split["category"], left.tolist(), strict=True)
        if low or high
    ]
    return pd.DataFrame(rows, columns=PATH_COLUMNS)
