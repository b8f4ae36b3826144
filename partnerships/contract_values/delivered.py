"""F5: contract value by who delivers it, with what supply links pass on moved to the receivers."""

from __future__ import annotations

import datetime

import pandas as pd

from partnerships.contract_values.accrual import Placement, status_frame, worth_on
from partnerships.contract_values.cells import cells_frame
from partnerships.contract_values.links import Links


def delivered(
    contracts: pd.DataFrame,
    providers: pd.DataFrame,
    changes: pd.DataFrame,
    links: pd.DataFrame,
    sectors: pd.DataFrame,
    day: datetime.date,
) -> Placement:
    """Spread contracts as `place` does and move each link's value to its receiver (F5).

    A link's value is spread over its days (the contract's where none are recorded), cut at the
    contract's actual end, and moved at the sector of giver and receiver on each day. A receiver
    gains [low, high]; the giver keeps [own low - high, own high - low], which can be below 0 in
    years in which more is passed on than evenly accrues. A link that names no giver takes from the
    contract's providers by their shares.

    :param links: supply links frame
    :param sectors: sectors frame of providers, givers and receivers
    :return: cells and status with the columns of `place`, and links, one row each: link_id,
        contract_id, status (moved; undisclosed: no value known; not_begun; not_placed: its
        contract is not; undated: no days)
    """
    read = Links(links)
    worth = worth_on(contracts, providers, changes, sectors, day, read)
    cells = cells_frame(worth.cells, worth.terms.ids, worth.parties, day)
    link_status = pd.DataFrame(
        {
            "link_id": read.frame["link_id"],
            "contract_id": read.frame["contract_id"],
            "status": worth.linked["status"],
        }
    )
    return Placement(cells, status_frame(contracts, worth), link_status)
