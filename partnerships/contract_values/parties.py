"""Providers and receivers: their order, their shares of a contract, their sectors over time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from partnerships.contract_values.financial_years import first_days, first_years
from partnerships.day_numbers import AFTER_ALL, BEFORE_ALL, whole_numbers
from partnerships.sector_timelines import NOT_RECORDED, SectorTimelines

WHOLE = 1_000_000
NEARLY_WHOLE = 100
NOBODY = ""
NO_ORGANISATION = -1


class Parties:
    """Everyone who provides or receives work, ordered by slug, then key.

    :ivar table: provider_key, organisation_id (Int64), slug, name; a party's number is its row
    :ivar sector_names: ordered names of the sectors; a sector's code is its place
    """

    def __init__(self, parties: pd.DataFrame, sectors: pd.DataFrame):
        """Read the parties of some contracts.

        :param parties: provider_key, organisation_id, slug, name, sector_fixed; a key may come
            again
        :param sectors: sectors frame
        """
        nobody = {"provider_key": NOBODY, "slug": "", "name": "", "sector_fixed": ""}
        everyone = pd.concat(
            [parties.astype(object), pd.DataFrame([nobody], dtype=object)], ignore_index=True
        )
        table = everyone.drop_duplicates("provider_key").sort_values(
            ["slug", "provider_key"], ignore_index=True
        )
        ids = whole_numbers(table["organisation_id"], NO_ORGANISATION)
        fixed = table["sector_fixed"].fillna("").replace("", NOT_RECORDED)
        self.table = table.assign(organisation_id=pd.array(ids, dtype="Int64")).drop(
            columns="sector_fixed"
        )
        self.table.loc[ids == NO_ORGANISATION, "organisation_id"] = pd.NA
        self.numbers = pd.Series(self.table.index, index=self.table["provider_key"])
        self._lay_out_periods(ids, fixed.to_numpy(dtype=object), SectorTimelines(sectors))

    def _lay_out_periods(
        self, ids: np.ndarray, fixed: np.ndarray, timelines: SectorTimelines
    ) -> None:
        """Line up the sector periods of each party, from before all days to after all."""
        periods = timelines.without_gaps()
        known = pd.DataFrame({"organisation_id": ids, "party": np.arange(len(ids))})
        known = known[ids != NO_ORGANISATION]
        periods = known.merge(periods, on="organisation_id", how="left")
        whole_time = {"sector": NOT_RECORDED, "starts": BEFORE_ALL, "ends": AFTER_ALL}
        periods = periods.fillna(whole_time)
        outside = np.flatnonzero(ids == NO_ORGANISATION)
        periods = pd.concat(
            [
                periods[["party", "sector", "starts", "ends"]],
                pd.DataFrame({"party": outside, "sector": fixed[outside]}).assign(
                    starts=BEFORE_ALL, ends=AFTER_ALL
                ),
            ]
        ).sort_values(["party", "starts"])
        codes, names = pd.factorize(periods["sector"], sort=True)
        self.sector_names = np.array(names, dtype=object)
        self.period_sectors = codes.astype(np.int64)
        self.period_starts = periods["starts"].to_numpy(np.int64)
        self.period_ends = periods["ends"].to_numpy(np.int64)
        self.period_counts = np.bincount(periods["party"].to_numpy(np.int64), minlength=len(ids))
        self.period_offsets = np.cumsum(self.period_counts) - self.period_counts

    def number_of(self, keys: pd.Series) -> np.ndarray:
        """Give the numbers of parties by key."""
        return self.numbers.reindex(keys.to_numpy(dtype=object)).to_numpy(np.int64)

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
    ids = pd.Index(contract_ids)
    numbers = ids.get_indexer(whole_numbers(providers["contract_id"], -1))
    fractions = pd.to_numeric(providers["fraction"]).to_numpy(dtype=float, na_value=np.nan)
    keys = providers["provider_key"]
    lonely = np.setdiff1d(np.arange(len(ids)), numbers)
    rows = pd.DataFrame(
        {
            "contract": np.concatenate([numbers, lonely]),
            "party": np.concatenate(
                [parties.number_of(keys), np.full(len(lonely), parties.numbers[NOBODY])]
            ),
            "fraction": np.concatenate([fractions, np.ones(len(lonely))]),
        }
    )
    rows = rows[rows["contract"] >= 0].sort_values(["contract", "party"], ignore_index=True)
    contracts = rows["contract"].to_numpy(np.int64)
    recorded = np.rint(rows["fraction"].to_numpy(float) * WHOLE)
    starts = np.flatnonzero(np.append(True, contracts[1:] != contracts[:-1]))[: len(contracts)]
    sizes = np.diff(np.append(starts, len(contracts)))
    sums = np.add.reduceat(recorded, starts) if len(starts) else recorded
    is_recorded = np.abs(sums - WHOLE) <= NEARLY_WHOLE
    weights = np.where(np.repeat(is_recorded, sizes), recorded, 1).astype(np.int64)
    divisors = np.gcd.reduceat(weights, starts) if len(starts) else weights
    weights //= np.repeat(divisors, sizes)
    weight_sums = np.add.reduceat(weights, starts) if len(starts) else weights
    return pd.DataFrame(
        {
            "contract": contracts,
            "party": rows["party"].to_numpy(np.int64),
            "weight": weights,
            "weight_sum": np.repeat(weight_sums, sizes),
            "is_equal_split": np.repeat(~is_recorded & (sizes > 1), sizes),
        }
    )
