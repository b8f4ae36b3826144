"""What each investment counts for: its amount, its year, and whether it may be added up."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from partnerships.capital.when import sectors_when
from partnerships.choices import Basis, FigureRole, Instrument

COUNTED = "counted"
NOT_ADDED_UP = ("alternative", "planned", "valuation", "fund", "other_currency")
WITHOUT_AMOUNT = ("withheld", "not_known")
LATER = "later"
STATUSES = (COUNTED, *WITHOUT_AMOUNT, *NOT_ADDED_UP, LATER)
"""In sums; of no known amount; never added up; agreed after the day. Each row has one of these."""

POUNDS = "GBP"
PARTY_COLUMNS = [
    f"{side}_{part}" for side in ("investor", "recipient") for part in ("id", "key", "slug", "name")
]
ROW_COLUMNS = [
    "investment_id",
    *PARTY_COLUMNS,
    "instrument",
    "programme",
    "agreed_on",
    "year",
    "sector",
    "status",
    "is_guarantee",
    "value_low_pence",
    "value_high_pence",
    "is_about",
    "called_low_pence",
    "called_high_pence",
]


def capital_rows(
    investments: pd.DataFrame, sectors: pd.DataFrame, day: datetime.date
) -> pd.DataFrame:
    """Say of each investment what it counts for on a day.

    The amount is what was committed, else what was drawn. Of a guarantee it is what is still
    covered: what was committed less what was called.

    :param investments: investments frame
    :param sectors: sectors frame, of the investors
    :param day: what was agreed after it has the status *later*
    :return: one row per investment, in their order (see `ROW_COLUMNS`): year (of agreed_on, Int64,
        missing where that is not known); sector of the investor when it was agreed, else on the
        day; status, one of `STATUSES`; is_guarantee; value_low_pence, value_high_pence (Int64;
        missing unless an amount is known, the high alone where it has no upper limit); is_about;
        called_low_pence, called_high_pence (likewise, of guarantees)
    """
    is_guarantee = (investments["instrument"] == Instrument.GUARANTEE).to_numpy(bool)
    money, cover = _money(investments), _cover(investments)
    values = {end: money[end].mask(is_guarantee, cover[end]) for end in ("low", "high")}
    parties = investments[["investor_id", "investor_sector_fixed", "agreed_on"]].set_axis(
        ["organisation_id", "sector_fixed", "happened_on"], axis=1
    )
    rows = investments[["investment_id", *PARTY_COLUMNS, "instrument", "programme", "agreed_on"]]
    rows = rows.assign(
        year=_years(investments["agreed_on"]),
        sector=sectors_when(parties, sectors, day),
        status=_statuses(investments, values["low"].notna().to_numpy(bool), day),
        is_guarantee=is_guarantee,
        value_low_pence=values["low"],
        value_high_pence=values["high"],
        is_about=_is_about(investments).to_numpy(bool),
        called_low_pence=_pence(investments, "called_low_pence"),
        called_high_pence=_pence(investments, "called_high_pence"),
    )
    return rows[ROW_COLUMNS]


def _pence(investments: pd.DataFrame, column: str) -> pd.Series:
    return investments[column].astype("Int64")


def _is_drawn_used(investments: pd.DataFrame) -> pd.Series:
    """Tell where what was committed is not known and what was drawn stands for it."""
    return investments["committed_low_pence"].isna() & investments["drawn_low_pence"].notna()


def _money(investments: pd.DataFrame) -> pd.DataFrame:
    """Give what was committed, else drawn: low and high, Int64."""
    is_drawn = _is_drawn_used(investments)
    ends = {
        end: _pence(investments, f"committed_{end}_pence").mask(
            is_drawn, _pence(investments, f"drawn_{end}_pence")
        )
        for end in ("low", "high")
    }
    return pd.DataFrame(ends, index=investments.index)


def _cover(investments: pd.DataFrame) -> pd.DataFrame:
    """Give what guarantees still cover: low and high, Int64.

    Where no call was entered none is taken off. One that is withheld or not known may have been
    anything up to the whole.
    """
    low, high = (_pence(investments, f"committed_{end}_pence") for end in ("low", "high"))
    called_low, called_high = (
        _pence(investments, f"called_{end}_pence") for end in ("low", "high")
    )
    is_entered = (investments["called_disclosure"] != "").to_numpy(bool)
    is_open = is_entered & called_high.isna().to_numpy(bool)
    least = (low - called_high.fillna(0)).mask(is_open & low.notna().to_numpy(bool), 0)
    most = high - called_low.fillna(0)
    return pd.DataFrame({"low": least.clip(lower=0), "high": most.clip(lower=0)})


def _is_about(investments: pd.DataFrame) -> pd.Series:
    """Tell where the amount is about so much: one of those that made it is."""
    committed, drawn, called = (
        investments[f"{name}_is_about"].astype(bool) for name in ("committed", "drawn", "called")
    )
    is_guarantee = investments["instrument"] == Instrument.GUARANTEE
    money = committed.where(~_is_drawn_used(investments), drawn)
    return money.mask(is_guarantee, committed | called)


def _years(days: pd.Series) -> pd.Series:
    years = [None if pd.isna(day) else day.year for day in days]
    return pd.Series(years, index=days.index, dtype="Int64")


def _statuses(investments: pd.DataFrame, is_known: np.ndarray, day: datetime.date) -> np.ndarray:
    """Give the first status that fits each row."""
    is_later = [not pd.isna(agreed) and agreed > day for agreed in investments["agreed_on"]]
    instrument = investments["instrument"]
    withheld = (investments[["committed_disclosure", "drawn_disclosure"]] == "withheld").any(axis=1)
    conditions = {
        LATER: np.array(is_later, dtype=bool),
        "alternative": investments["role"] != FigureRole.MAIN,
        "planned": investments["basis"] != Basis.ACTUAL,
        "valuation": instrument == Instrument.VALUATION,
        "fund": instrument == Instrument.FUND,
        "other_currency": investments["currency"] != POUNDS,
        COUNTED: is_known,
        "withheld": withheld,
    }
    chosen = [np.asarray(condition, dtype=bool) for condition in conditions.values()]
    if not len(investments):
        return np.array([], dtype=object)
    return np.select(chosen, [*conditions], default="not_known").astype(object)
