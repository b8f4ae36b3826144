"""The largest contract among some: an input of the test *wins major contracts* (F6)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from partnerships.contract_values.terms import CEILING, REVENUE_MANAGED

VALUES = ("total", "annual")


@dataclass(frozen=True)
class Largest:
    """The value of the largest contract.

    :ivar low_pence: the largest is worth at least this; None where no value is known
    :ivar high_pence: the largest of known value is worth at most this; None where that has no
        upper limit, or no value is known
    :ivar not_valued_count: contracts whose value is not known, ceilings and revenue managed among
        them: the largest may be one of these
    """

    low_pence: int | None
    high_pence: int | None
    not_valued_count: int


def largest_value(contracts: pd.DataFrame, value: str = "total") -> Largest:
    """Find the largest contract by its total or by its annual value.

    :param contracts: contracts frame of one prime, as of the day (`contract_values.as_of`)
    :param value: total or annual, as recorded
    :raises ValueError: for any other value
    """
    if value not in VALUES:
        raise ValueError(f"value must be one of {VALUES}")
    is_known = contracts[f"is_{value}_known"].to_numpy(dtype=object).astype(bool)
    is_known &= contracts[f"{value}_low_pence"].notna().to_numpy(bool)
    is_known &= ~contracts["value_kind"].isin([CEILING, REVENUE_MANAGED]).to_numpy(bool)
    known = contracts[is_known]
    if known.empty:
        return Largest(None, None, len(contracts))
    highs = known[f"{value}_high_pence"]
    return Largest(
        low_pence=int(known[f"{value}_low_pence"].max()),
        high_pence=None if highs.isna().any() else int(highs.max()),
        not_valued_count=int((~is_known).sum()),
    )
