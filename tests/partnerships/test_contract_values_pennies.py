"""F4: the pennies of a contract add up."""

import datetime
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships import contract_values
from partnerships.contract_values.pennies import (
    exact_largest_remainder,
    half_up,
    largest_remainder,
)
from tests.alternatives import round_group
from tests.registers import (
    change,
    changes_frame,
    contract,
    contracts_frame,
    provider,
    providers_frame,
    sector,
    sectors_frame,
)

DAY = datetime.date(2100, 1, 1)
days = st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31))
pence = st.integers(0, 10**13)


def test_half_is_rounded_up():
    assert [half_up(Fraction(value, 2)) for value in (-1, 1, 2, 3)] == [0, 1, 1, 2]


def test_largest_remainder_gives_ties_to_the_first():
    values = np.array([1, 1, 1, 5, 5])

    rounded = largest_remainder(values, np.array([3, 3, 3, 2, 2]), np.array([0, 0, 0, 1, 1]))

    assert rounded.tolist() == [1, 0, 0, 3, 2]


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(-(10**9), 10**9), min_size=1), min_size=1), st.data())
def test_largest_remainder_agrees_with_its_slow_twin(groups, data):
    wholes = [data.draw(st.integers(1, 10**6)) for _ in groups]
    exact = [
        [Fraction(value, whole) for value in group]
        for group, whole in zip(groups, wholes, strict=True)
    ]

    sizes = [len(group) for group in groups]
    rounded = largest_remainder(
        np.concatenate([np.array(group) for group in groups]),
        np.repeat(wholes, sizes),
        np.repeat(np.arange(len(groups)), sizes),
    )

    expected = [penny for values in exact for penny in round_group(values)]
    assert rounded.tolist() == expected
    assert [penny for values in exact for penny in exact_largest_remainder(values)] == expected


@settings(deadline=None, max_examples=60)
@given(
    start=days,
    end=days,
    cut=days,
    low=pence,
    more=pence,
    fractions=st.sampled_from([(None,), (0.5, 0.5), (0.333333, 0.333333, 0.333334), (0.7, 0.3)]),
    turn=days,
)
def test_cells_and_undelivered_part_add_up_to_the_value(
    start, end, cut, low, more, fractions, turn
):
    start, end = sorted([start, end])
    row = contract(1, start, max(start, cut), (low, low + more), planned=end)
    providers = [provider(1, number, part) for number, part in enumerate(fractions, 1)]

    cells, status, _ = contract_values.place(
        contracts_frame([row]),
        providers_frame(providers),
        changes_frame([]),
        sectors_frame([sector(1, "mutual", to=turn), sector(1, "private", since=turn)]),
        DAY,
    )

    late = status.iloc[0]
    assert cells["value_low_pence"].sum() + late["undelivered_low_pence"] == low
    assert cells["value_high_pence"].sum() + late["undelivered_high_pence"] == low + more


@settings(deadline=None, max_examples=40)
@given(start=days, end=days, on=days, first=pence, then=pence, later=days)
def test_cells_add_up_to_the_value_after_a_change(start, end, on, first, then, later):
    start, end = sorted([start, end])
    row = contract(1, start, end, first)
    later = max(start, later)

    cells = contract_values.place(
        contracts_frame([row]),
        providers_frame([provider(1, 1)]),
        changes_frame([change(1, on, then, end=later)]),
        sectors_frame([]),
        DAY,
    ).cells

    assert cells["value_low_pence"].sum() == then
