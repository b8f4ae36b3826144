"""F2: what reaches final holders through every chain of equity, loops included, on a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import numpy as np
import pandas as pd

from partnerships.day_numbers import day_number, whole_numbers
from partnerships.ownership.flow import capped_flow, least_flow
from partnerships.ownership.network import Network, network_on, public_body_ids
from partnerships.ownership.split import capped
from partnerships.ownership.stakes import (
    CATEGORIES,
    CIRCULAR,
    NO_HOLDER,
    NOT_RECORDED,
    Holdings,
    split_frame,
)

DUST = 5e-7


def look_through_on(
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    organisations: pd.DataFrame,
    day: datetime.date,
    subject_ids: Iterable[int] | None = None,
) -> pd.DataFrame:
    """Follow the equity in organisations to the categories of its final holders (F2).

    :param holdings: holdings frame; only equity is read
    :param sectors: sectors frame
    :param organisations: organisations frame; a public body is always a final holder
    :param day: the day the holdings are of
    :param subject_ids: organisations asked for; all with recorded holders if None
    :return: subject_id, category, percent_low, percent_high (0-100), ordered; a category is there
        if it can be more than 0; nothing for organisations without recorded holders that day
    """
    network = network_on(
        Holdings(holdings, sectors), public_body_ids(organisations), day_number(day), subject_ids
    )
    return category_rows(network, subject_ids)


def category_rows(network: Network, subject_ids: Iterable[int] | None = None) -> pd.DataFrame:
    """Solve a network by category; see `look_through_on` for the columns."""
    direct_low, direct_high = _direct_by_category(network)
    lows, highs = _solve(network, direct_low, direct_high)
    lows[network.is_closed], highs[network.is_closed] = 0, 0
    lows[network.is_closed, CIRCULAR] = 100
    highs[network.is_closed, CIRCULAR] = 100
    wanted = slice(None)
    if subject_ids is not None:
        wanted = np.isin(network.nodes, np.fromiter(subject_ids, np.int64))
    lows, highs = lows[wanted].round(6), highs[wanted].round(6)
    return split_frame(network.nodes[wanted], lows, highs, highs > DUST)


def _direct_by_category(network: Network) -> tuple[np.ndarray, np.ndarray]:
    """Give what goes straight from each node to final holders, circular and unknown included."""
    shape = (len(network.nodes), len(CATEGORIES))
    ends = network.are_final | network.are_circular
    categories = np.where(network.are_circular, CIRCULAR, network.stakes.categories)
    cells = (network.places * shape[1] + categories)[ends]
    size = shape[0] * shape[1]
    low, high = (
        np.bincount(cells, percents[ends], size).astype(float).reshape(shape)
        for percents in (network.lows, network.highs)
    )
    low[:, NOT_RECORDED] += network.unknown_low
    high[:, NOT_RECORDED] += network.unknown_high
    return low, high


def _solve(
    network: Network, direct_low: np.ndarray, direct_high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Solve for the lows once, for the highs with a cap, and cap these by the others' lows."""
    is_open = ~network.is_closed[:, None]
    lows = least_flow(network.edges_low, direct_low * is_open)
    highs = capped_flow(network.edges_high, direct_high * is_open, 100.0)
    return lows, capped(lows, highs, 100.0)


def look_through_holders_on(
    holdings: pd.DataFrame,
    sectors: pd.DataFrame,
    organisations: pd.DataFrame,
    day: datetime.date,
    subject_ids: Iterable[int],
) -> pd.DataFrame:
    """Follow the equity in organisations to each final holder (F2).

    :param subject_ids: organisations asked for
    :return: subject_id, holder_key, holder_name, held_in_id, category, percent_low, percent_high
        (0-100), the largest first; a class and what is not recorded belong to one organisation,
        held_in_id (None for other holders); what is not recorded has the key
        `not_recorded:<held_in_id>`, a closed group `circular:<id of the organisation entered>`
    """
    subjects = list(subject_ids)
    arrays = Holdings(holdings, sectors)
    network = network_on(arrays, public_body_ids(organisations), day_number(day), subjects)
    finals = _final_holders(network, arrays.frame, organisations)
    columns = finals.drop_duplicates("column").sort_values("column", ignore_index=True)
    shape = (len(network.nodes), len(columns))
    cells = finals["place"].to_numpy(int) * shape[1] + finals["column"].to_numpy(int)
    size = shape[0] * shape[1]
    direct_low, direct_high = (
        np.bincount(cells, finals[name].to_numpy(float), size).astype(float).reshape(shape)
        for name in ("low", "high")
    )
    lows, highs = _solve(network, direct_low, direct_high)
    closed = np.flatnonzero(network.is_closed)
    entered = columns["holder_key"].to_numpy(dtype=object)
    for place in closed:
        lows[place], highs[place] = 0, 0
        mine = entered == f"circular:{network.nodes[place]}"
        lows[place, mine] = highs[place, mine] = 100
    return _holder_rows(network, columns, lows, highs, subjects)


def _final_holders(
    network: Network, frame: pd.DataFrame, organisations: pd.DataFrame
) -> pd.DataFrame:
    """List what each node passes straight to final holders, and the column of each of these.

    :return: place, column, holder_key, holder_name, held_in_id, category, low, high
    """
    names = dict(zip(organisations["organisation_id"], organisations["name"], strict=True))
    stakes = network.stakes
    rows = [
        _stake_end(network, place, frame.iloc[stakes.rows[place]], names)
        for place in np.flatnonzero(network.are_final | network.are_circular)
    ]
    for place in np.flatnonzero(network.unknown_high > 0):
        organisation = int(network.nodes[place])
        low, high = network.unknown_low[place], network.unknown_high[place]
        key, name = f"not_recorded:{organisation}", names.get(organisation, "")
        rows.append((place, key, name, organisation, "not_recorded", low, high))
    for place in np.flatnonzero(network.is_closed):
        organisation = int(network.nodes[place])
        key = f"circular:{organisation}"
        rows.append((place, key, names.get(organisation, ""), None, "circular", 100.0, 100.0))
    columns = ["place", "holder_key", "holder_name", "held_in_id", "category", "low", "high"]
    finals = pd.DataFrame(rows, columns=columns, dtype=object)
    held_in = whole_numbers(finals["held_in_id"], NO_HOLDER)
    identity = pd.MultiIndex.from_arrays([finals["holder_key"], held_in])
    return finals.assign(column=pd.factorize(identity)[0])


def _stake_end(network: Network, stake: int, row: pd.Series, names: dict) -> tuple:
    """Describe the final holder at the end of one stake."""
    low, high = network.lows[stake], network.highs[stake]
    place = network.places[stake]
    if network.are_circular[stake]:
        entered = int(network.nodes[network.targets[stake]])
        key = f"circular:{entered}"
        return place, key, names.get(entered, ""), None, CATEGORIES[CIRCULAR], low, high
    category = CATEGORIES[network.stakes.categories[stake]]
    key = row["holder_key"]
    held_in = int(network.nodes[place]) if key.startswith("class:") else None
    return place, key, row["holder_name"], held_in, category, low, high


def _holder_rows(
    network: Network,
    columns: pd.DataFrame,
    lows: np.ndarray,
    highs: np.ndarray,
    subjects: list[int],
) -> pd.DataFrame:
    """Lay the solution by final holder out as rows."""
    wanted = np.flatnonzero(np.isin(network.nodes, subjects))
    lows, highs = lows[wanted].round(6), highs[wanted].round(6)
    places, found = np.nonzero(highs > DUST)
    described = columns[["holder_key", "holder_name", "held_in_id", "category"]]
    rows = described.iloc[found].reset_index(drop=True)
    rows.insert(0, "subject_id", network.nodes[wanted][places])
    rows = rows.assign(percent_low=lows[places, found], percent_high=highs[places, found])
    return rows.sort_values(
        ["subject_id", "percent_low", "percent_high", "holder_key"],
        ascending=[True, False, False, True],
        ignore_index=True,
    )
