"""Sums of capital: the fast way against the slow one, on random rows."""

import datetime
import functools

import pandas as pd
import pytest

from partnerships import capital
from tests import alternatives, alternatives_capital
from tests.capital_rows import investments_frame, random_investments
from tests.registers import RandomRegister

DAYS = [datetime.date(2011, 6, 1), datetime.date(2030, 1, 1)]
ORDER = ["investment_count", "not_known_count", "value_low_pence", "value_high_pence", "is_about"]


@functools.cache
def both(seed):
    register = RandomRegister(seed)
    rows = random_investments(seed, [*register.ids, 999])
    day = DAYS[seed % 2]
    fast = capital.capital_rows(investments_frame(rows), register.sectors, day)
    return rows, alternatives.rows_of(register.sectors), day, fast


def found(table, keys):
    return {
        tuple(None if pd.isna(row[key]) else row[key] for key in keys): [
            None if pd.isna(row[name]) else row[name] for name in ORDER
        ]
        for _, row in table.iterrows()
    }


@pytest.mark.parametrize("seed", range(50))
def test_by_instrument_agrees_with_its_slow_twin(seed):
    rows, sectors, day, fast = both(seed)

    slow = alternatives_capital.sums(
        rows, sectors, day, lambda row, _: (row["instrument"],), of_guarantees=None
    )

    assert found(capital.by_instrument(fast), ["instrument"]) == slow


@pytest.mark.parametrize("seed", range(50))
def test_by_year_and_sector_agrees_with_its_slow_twin(seed):
    rows, sectors, day, fast = both(seed)

    slow = alternatives_capital.sums(
        rows,
        sectors,
        day,
        lambda row, sector: (row["agreed_on"] and row["agreed_on"].year, sector),
        of_guarantees=False,
    )

    assert found(capital.by_year_and_sector(fast), ["year", "sector"]) == slow


@pytest.mark.parametrize("seed", range(50))
def test_by_investor_agrees_with_its_slow_twin(seed):
    rows, sectors, day, fast = both(seed)

    slow = alternatives_capital.sums(
        rows, sectors, day, lambda row, _: (row["investor_key"],), of_guarantees=False
    )

    assert found(capital.by_investor(fast), ["investor_key"]) == slow


@pytest.mark.parametrize("seed", range(50))
def test_statuses_agree_with_their_slow_twin(seed):
    rows, _, day, fast = both(seed)

    slow = [alternatives_capital.what_it_is(row, day)[2] for row in rows]

    assert list(fast["status"]) == slow


@pytest.mark.parametrize("seed", range(50))
def test_partner_stakes_agree_with_their_slow_twin(seed):
    register = RandomRegister(seed)
    day = DAYS[seed % 2]
    subjects = set(register.ids[::2])

    fast = capital.partner_stakes(register.holdings, register.sectors, day, subjects)

    slow = alternatives_capital.stakes(
        alternatives.rows_of(register.holdings),
        alternatives.rows_of(register.sectors),
        day,
        subjects,
    )
    assert {(row.subject_id, row.holder_key) for row in fast.itertuples()} == set(slow)
    for row in fast.itertuples():
        sector, low, high, band = slow[row.subject_id, row.holder_key]
        assert (row.sector, row.band) == (sector, band)
        assert (row.percent_low, row.percent_high) == pytest.approx((low, high), abs=1e-4)
