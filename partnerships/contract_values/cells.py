"""F4: the cells contract x provider x sector x financial year, worked out for all at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from partnerships.contract_values.financial_years import (
    financial_year_label,
    first_years,
    lengths,
)
from partnerships.contract_values.parties import NO_ORGANISATION, Parties
from partnerships.contract_values.pennies import largest_remainder
from partnerships.day_numbers import day_number

UNDELIVERED = 9999
COLUMNS = ["contract", "party", "sector", "year", "low", "high", "has_limit"]


@dataclass
class Entries:
    """Parts of cells before rounding; several can belong to one cell.

    :ivar contracts, parties, sectors: numbers
    :ivar years: in which the financial year begins; `UNDELIVERED` for the part never delivered
    :ivar lows, highs: numerators; the denominator is that of the contract
    :ivar have_limit: bool, whether an upper limit is known
    """

    contracts: np.ndarray
    parties: np.ndarray
    sectors: np.ndarray
    years: np.ndarray
    lows: np.ndarray
    highs: np.ndarray
    have_limit: np.ndarray


def joined(parts: list[Entries]) -> Entries:
    """Put entries together."""
    names = Entries.__dataclass_fields__
    return Entries(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def summed(entries: Entries) -> Entries:
    """Add up the entries of each cell, ordered by contract, year, party and sector."""
    if not len(entries.contracts):
        return entries
    first_year = int(entries.years.min())
    year_count = int(entries.years.max()) - first_year + 1
    party_count = int(entries.parties.max()) + 1
    sector_count = int(entries.sectors.max()) + 1
    cells = entries.contracts * year_count + (entries.years - first_year)
    cells = (cells * party_count + entries.parties) * sector_count + entries.sectors
    order = None
    if not (cells[1:] > cells[:-1]).all():
        order = np.argsort(cells, kind="stable")
        cells = cells[order]
    starts = np.flatnonzero(np.append(True, cells[1:] != cells[:-1]))
    if order is None:
        return entries
    heads = order[starts]
    return Entries(
        contracts=entries.contracts[heads],
        parties=entries.parties[heads],
        sectors=entries.sectors[heads],
        years=entries.years[heads],
        lows=np.add.reduceat(entries.lows[order], starts),
        highs=np.add.reduceat(entries.highs[order], starts),
        have_limit=np.logical_and.reduceat(entries.have_limit[order], starts),
    )


def rounded(entries: Entries, denominators: np.ndarray, are_annual: np.ndarray) -> pd.DataFrame:
    """Round entries, summed and ordered, to pence (F4).

    The cells of a contract add up to its value; those of an annual value add up, year by year,
    to what is due for the year.

    :param denominators: of each contract
    :param are_annual: bool for each contract
    :return: `COLUMNS`, one row per cell
    """
    contracts = entries.contracts
    groups = contracts * (UNDELIVERED + 1)
    groups += np.where(are_annual[contracts], entries.years, 0)
    whole = denominators[contracts]
    lows = largest_remainder(entries.lows, whole, groups)
    highs = lows.copy()
    is_range = np.zeros(len(denominators), dtype=bool)
    is_range[contracts[entries.lows != entries.highs]] = True
    rows = np.flatnonzero(is_range[contracts])
    highs[rows] = largest_remainder(entries.highs[rows], whole[rows], groups[rows])
    return pd.DataFrame(
        {
            "contract": contracts,
            "party": entries.parties,
            "sector": entries.sectors,
            "year": entries.years,
            "low": lows,
            "high": highs,
            "has_limit": entries.have_limit,
        }
    )


def per_day(values: np.ndarray, years: np.ndarray, spans: np.ndarray) -> np.ndarray:
    """Give what to multiply days by, so that numerators come out over one denominator.

    :param values: the denominator of each row's contract, times the weight of the provider
    :param years: of each row
    :param spans: days over which a total is spread; 0 for annual values
    """
    return values // np.where(spans > 0, spans, lengths(years))


def cells_frame(
    cells: pd.DataFrame, contract_ids: np.ndarray, parties: Parties, day
) -> pd.DataFrame:
    """Name contracts, parties, sectors and years of cells; see `place` for the columns."""
    placed = cells[cells["year"] != UNDELIVERED]
    years = placed["year"].to_numpy(np.int64)
    first, last = (int(years.min()), int(years.max())) if len(years) else (0, -1)
    labels = [financial_year_label(year) for year in range(first, last + 1)]
    party = placed["party"].to_numpy(np.int64)
    ids = parties.organisation_ids[party]
    organisations = pd.arrays.IntegerArray(ids, ids == NO_ORGANISATION)
    present = int(first_years(np.array([day_number(day)]))[0])
    highs = pd.arrays.IntegerArray(
        placed["high"].to_numpy(np.int64), ~placed["has_limit"].to_numpy(bool)
    )
    return pd.DataFrame(
        {
            "contract_id": contract_ids[placed["contract"].to_numpy(np.int64)],
            "provider_key": _named(party, parties.keys),
            "organisation_id": organisations,
            "slug": _named(party, parties.slugs),
            "sector": _named(placed["sector"].to_numpy(np.int64), parties.sector_names),
            "financial_year": _named(years - first, labels),
            "value_low_pence": placed["low"].to_numpy(np.int64),
            "value_high_pence": highs,
            "is_to_come": years > present,
        }
    )


def _named(codes: np.ndarray, names) -> pd.Categorical:
    """Give the names of codes; as categories, since few names stand in many cells."""
    places, kinds = pd.factorize(np.asarray(names, dtype=object))
    return pd.Categorical.from_codes(places[codes], kinds)
