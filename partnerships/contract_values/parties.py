"""Providers and receivers: their order, their shares of a contract, their sectors over time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from partnerships.contract_values.financial_years import first_days, first_years
from partnerships.day_numbers import AFTER_ALL, whole_numbers
from partnerships.sector_timelines import NOT_RECORDED, SectorTimelines

WHOLE = 1_000_000
NEARLY_WHOLE = 100
NOBODY = ""
NO_ORGANISATION = -1


class Parties:
    """Everyone who provides or receives work, ordered by slug, then key.

    :ivar keys, slugs: object arrays; a party's number is its place
    :ivar organisation_ids: int64, `NO_ORGANISATION` without a record
    :ivar sector_names: ordered names of the sectors; a sector's code is its place
    """

    def __init__(self, parties: pd.DataFrame, sectors: pd.DataFrame):
        """Read the parties of some contracts.

        :param parties: provider_key, organisation_id, slug, sector_fixed; a key may come again
        :param sectors: sectors frame
        """
        codes, keys = pd.factorize(np.append(parties["provider_key"].to_numpy(object), NOBODY))
        first = np.zeros(len(keys), dtype=np.int64)
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        slugs = np.append(parties["slug"].to_numpy(object), "")[first]
        order = np.array(sorted(range(len(keys)), key=lambda row: (slugs[row], keys[row])))
        rows = first[order]
        ids = np.append(whole_numbers(parties["organisation_id"], NO_ORGANISATION), NO_ORGANISATION)
        fixed = np.append(parties["sector_fixed"].to_numpy(object), "")[rows]
        fixed[pd.isna(fixed) | (fixed == "")] = NOT_RECORDED
        self.keys, self.slugs, self.organisation_ids = keys[order], slugs[order], ids[rows]
        self.index = pd.Index(self.keys)
        self.nobody = int(self.index.get_loc(NOBODY))
        self._lay_out_periods(fixed, SectorTimelines(sectors))

    def _lay_out_periods(self, fixed: np.ndarray, timelines: SectorTimelines) -> None:
        """Line up the sector periods of each party, from before all days to after all.

        :param fixed: sector of each party that has no record
        """
        owners, names, starts, ends = timelines.without_gaps()
        first = np.searchsorted(owners, self.organisation_ids, side="left")
        counts = np.searchsorted(owners, self.organisation_ids, side="right") - first
        # one period for all time where there is no profile; the fixed sectors stand at the end
        has_none = counts == 0
        sectors = np.where(self.organisation_ids == NO_ORGANISATION, fixed, NOT_RECORDED)
        first[has_none] = len(owners) + np.flatnonzero(has_none)
        counts[has_none] = 1
        always = np.full(len(fixed), AFTER_ALL)
        codes, kinds = pd.factorize(np.concatenate([names, sectors]), sort=True)
        self.sector_names = np.array(kinds, dtype=object)
        self.period_sectors = codes.astype(np.int64)
        self.period_starts = np.concatenate([starts, -always])
        self.period_ends = np.concatenate([ends, always])
        self.period_counts, self.period_offsets = counts, first

    def number_of(self, keys: pd.Series) -> np.ndarray:
        """Give the numbers of parties by key."""
        return self.index.get_indexer(keys.to_numpy(dtype=object))

    def slices(
        self, parties: np.ndarray, firsts: np.ndarray, lasts: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Cut spans of days at the parties' changes of sector and at financial years.

        :param parties: numbers, one per span
        :param firsts, lasts: day numbers, both counted; nothing comes of a span that ends before
            it begins
        :return: for each slice the place of its span, the code of its sector, the year in which
            its financial year begins, and its days
        """
        counts = self.period_counts[parties]
        spans = np.repeat(np.arange(len(parties)), counts)
        inner = np.arange(len(spans)) - np.repeat(np.cumsum(counts) - counts, counts)
        periods = self.period_offsets[parties][spans] + inner
        starts = np.maximum(firsts[spans], self.period_starts[periods])
        ends = np.minimum(lasts[spans], self.period_ends[periods] - 1)
        keep = starts <= ends
        spans, periods, starts, ends = spans[keep], periods[keep], starts[keep], ends[keep]
        years = first_years(starts)
        counts = first_years(ends) - years + 1
        rows = np.repeat(np.arange(len(spans)), counts)
        inner = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        years = years[rows] + inner
        starts = np.maximum(starts[rows], first_days(years))
        ends = np.minimum(ends[rows], first_days(years + 1) - 1)
        return spans[rows], self.period_sectors[periods[rows]], years, ends - starts + 1


def provider_weights(
    contract_ids: np.ndarray, providers: pd.DataFrame, parties: Parties
) -> pd.DataFrame:
    """Give the providers of contracts with their shares as whole numbers (F4).

    Recorded fractions count where all of a contract's are known and make 100 per cent to 0.01;
    else its providers share equally. A contract without a provider goes to nobody.

    :param contract_ids: ids, in the order in which contracts are numbered
    :param providers: contract providers frame
    :return: contract (number), party, weight, weight_sum, is_equal_split (of several providers
        that share equally), ordered by contract and party
    """
    numbers = pd.Index(contract_ids).get_indexer(whole_numbers(providers["contract_id"], -1))
    fractions = pd.to_numeric(providers["fraction"]).to_numpy(dtype=float, na_value=np.nan)
    counts = np.bincount(numbers[numbers >= 0], minlength=len(contract_ids))
    lonely = np.flatnonzero(counts == 0)
    contracts = np.concatenate([numbers, lonely])
    who = np.concatenate(
        [parties.number_of(providers["provider_key"]), np.full(len(lonely), parties.nobody)]
    )
    recorded = np.rint(np.append(fractions, np.ones(len(lonely))) * WHOLE)
    order = np.lexsort((who, contracts))
    order = order[contracts[order] >= 0]
    contracts, recorded = contracts[order], recorded[order]
    starts = np.flatnonzero(np.append(True, contracts[1:] != contracts[:-1]))[: len(contracts)]
    sizes = np.diff(np.append(starts, len(contracts)))
    is_recorded = np.abs(_sums(np.add, recorded, starts) - WHOLE) <= NEARLY_WHOLE
    weights = np.where(np.repeat(is_recorded, sizes), recorded, 1).astype(np.int64)
    weights //= np.repeat(_sums(np.gcd, weights, starts), sizes)
    return pd.DataFrame(
        {
            "contract": contracts,
            "party": who[order],
            "weight": weights,
            "weight_sum": np.repeat(_sums(np.add, weights, starts), sizes),
            "is_equal_split": np.repeat(~is_recorded & (sizes > 1), sizes),
        }
    )


def _sums(function: np.ufunc, values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Bring each run of values down to one; nothing where there are no runs."""
    return function.reduceat(values, starts) if len(starts) else values[:0]
