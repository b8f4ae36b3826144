"""F4 and F5: the fast way against the slow one, on random contracts."""

import pandas as pd
import pytest

from partnerships import contract_values
from tests import alternatives
from tests.registers import RandomContracts, links_frame


def as_dict(cells):
    return {
        (row.contract_id, row.provider_key, row.sector, row.financial_year): (
            row.value_low_pence,
            None if pd.isna(row.value_high_pence) else row.value_high_pence,
        )
        for row in cells.itertuples()
    }


def undelivered(status):
    found = {}
    for row in status[status["status"] == "placed"].itertuples():
        high = row.undelivered_high_pence
        found[row.contract_id] = row.undelivered_low_pence, None if pd.isna(high) else high
    return found


@pytest.mark.parametrize("seed", range(50))
@pytest.mark.parametrize("has_links", [False, True], ids=["by provider", "delivered"])
def test_contract_value_agrees_with_its_slow_twin(seed, has_links):
    made = RandomContracts(seed)
    links = made.links if has_links else links_frame([])
    frames = made.contracts, made.providers, made.changes
    day = made.days[seed % len(made.days)]

    if has_links:
        placed = contract_values.delivered(*frames, links, made.sectors, day)
    else:
        placed = contract_values.place(*frames, made.sectors, day)
    slow, statuses = alternatives.delivered(
        *(alternatives.rows_of(frame) for frame in (*frames, links, made.sectors)), day
    )

    late = {cell[0]: value for cell, value in slow.items() if cell[3] is None}
    expected = {cell: value for cell, value in slow.items() if cell[3] is not None}
    status = placed.status.set_index("contract_id")["status"].to_dict()
    assert status == statuses
    assert as_dict(placed.cells) == expected
    found = undelivered(placed.status)
    for contract_id, value in found.items():
        assert value == late.get(contract_id, (0, 0)), contract_id
