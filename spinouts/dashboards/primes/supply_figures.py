"""The figures of all supply chains that a reader may see, on a day (F5)."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from organisations.frames import sectors_frame
from organisations.models import Profile
from partnerships import supply
from partnerships.frames import organisation_ids_in
from partnerships.frames.primes import tallies_frame
from partnerships.models import ProgrammeTally
from spinouts.dashboards.figures.contracts import ContractFigures


class SupplyFigures(ContractFigures):
    """Contracts with their supply links; the shares by sector are those of all contracts."""

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Sectors over time of everybody who provides, passes on or receives."""
        ids = organisation_ids_in(
            self.providers["organisation_id"],
            self.links["receiver_id"],
            self.links["giver_id"],
        )
        return sectors_frame(Profile.objects.filter(organisation__in=ids))

    @cached_property
    def linked(self) -> pd.DataFrame:
        """The contracts under which work is passed on, begun by the day or without a start."""
        has_links = self.contracts["contract_id"].isin(self.links["contract_id"])
        starts = self.contracts["starts_on"]
        begun = np.array([start is None or start <= self.day for start in starts], bool)
        return self.contracts[has_links & begun].reset_index(drop=True)

    @cached_property
    def chains(self) -> supply.SupplyChains:
        """The value of these contracts on its way down the tiers."""
        keys = self.linked["contract_id"]
        providers = self.providers[self.providers["contract_id"].isin(keys)]
        changes = self.changes[self.changes["contract_id"].isin(keys)]
        return supply.supply_chains(
            self.linked, providers, changes, self.links, self.sectors, self.day
        )

    @cached_property
    def by_tier(self) -> pd.DataFrame:
        """What reached each tier by sector (see `supply.value_by_tier_and_sector`)."""
        return supply.value_by_tier_and_sector(self.chains)

    @cached_property
    def flows(self) -> pd.DataFrame:
        """What went from tier to tier by sector (see `supply.flows`)."""
        return supply.flows(self.chains)

    @cached_property
    def retained(self) -> pd.DataFrame:
        """What stays in each tier by sector (see `supply.retained`)."""
        return supply.retained(self.chains)

    @cached_property
    def links_by_contract(self) -> dict[int, pd.DataFrame]:
        """The links under each contract, by its key."""
        return {int(key): rows for key, rows in self.links.groupby("contract_id")}

    @cached_property
    def tallies(self) -> list[ProgrammeTally]:
        """Published counts of programmes known by the day, programme by programme."""
        rows = ProgrammeTally.objects.visible_to(self.user).select_related("partnership", "source")
        known = [row for row in rows.order_by("pk") if row.as_at is None or row.as_at <= self.day]
        places = {"organisations": 0, "contracts": 1, "value": 2}
        return sorted(
            known, key=lambda row: (row.partnership.name, places[row.denominator], row.pk)
        )

    @cached_property
    def tally_percents(self) -> pd.DataFrame:
        """The same counts in per cent of their wholes (see `supply.three_denominators`)."""
        return supply.three_denominators(tallies_frame(self.tallies)).set_index("tally_id")
