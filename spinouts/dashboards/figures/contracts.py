"""What the contracts dashboard needs: the contracts that the filters keep, placed in years."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import pandas as pd
from django.db.models import QuerySet

from organisations.frames import sectors_frame
from organisations.models import Profile
from partnerships import contract_values
from partnerships.frames import (
    contract_changes_frame,
    contract_providers_frame,
    contracts_frame,
    organisation_ids_in,
    supply_links_frame,
)
from partnerships.income import months_after
from partnerships.models import Contract, ContractChange, ContractParty, SupplyLink
from spinouts.dashboards.filters import Filters

DELIVERED = "delivered"
MONTHS_AHEAD = 24


class ContractFigures:
    """Figures of the contracts dashboard for one day, one set of filters and one reader."""

    def __init__(self, filters: Filters, user) -> None:
        self.filters = filters
        self.user = user

    @property
    def day(self) -> date:
        """The day that the page is read on."""
        return self.filters.as_of

    @property
    def is_delivered(self) -> bool:
        """Whether value is counted where it is delivered, not where it is contracted (F5)."""
        return self.filters.value("view") == DELIVERED

    def _chosen(self) -> QuerySet:
        chosen = Contract.objects.visible_to(self.user).main()
        lookups = {
            "service": "service_group__slug",
            "commissioner_kind": "parties__organisation__public_body__kind",
            "region": "parties__organisation__region",
        }
        sides = {"commissioner_kind": "commissioner", "region": "provider"}
        for name, lookup in lookups.items():
            if self.filters.value(name):
                side = {"parties__role": sides[name]} if name in sides else {}
                matching = Contract.objects.filter(**{lookup: self.filters.value(name)}, **side)
                chosen = chosen.filter(pk__in=matching.values("pk"))
        return chosen

    @cached_property
    def records(self) -> list[Contract]:
        """The main contracts that the filters keep."""
        return list(self._chosen().order_by("pk"))

    @cached_property
    def contracts(self) -> pd.DataFrame:
        """The contracts as a frame (see `contracts_frame`)."""
        return contracts_frame(self.records)

    @cached_property
    def providers(self) -> pd.DataFrame:
        """Their providers (see `contract_providers_frame`)."""
        parties = ContractParty.objects.seen_by(self.user).filter(contract__in=self._chosen())
        return contract_providers_frame(parties)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Their changes (see `contract_changes_frame`)."""
        changes = ContractChange.objects.visible_to(self.user)
        return contract_changes_frame(changes.filter(contract__in=self._chosen()))

    @cached_property
    def links(self) -> pd.DataFrame:
        """Work passed on under them (see `supply_links_frame`)."""
        links = SupplyLink.objects.seen_by(self.user)
        return supply_links_frame(links.filter(contract__in=self._chosen()))

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Sectors over time of everybody who provides or receives."""
        ids = organisation_ids_in(self.providers["organisation_id"], self.links["receiver_id"])
        return sectors_frame(Profile.objects.filter(organisation__in=ids))

    @cached_property
    def placement(self) -> contract_values.Placement:
        """Contract value by provider, sector and financial year (F4), or as delivered (F5)."""
        frames = (self.contracts, self.providers, self.changes)
        if self.is_delivered:
            return contract_values.delivered(*frames, self.links, self.sectors, self.day)
        return contract_values.place(*frames, self.sectors, self.day)

    @property
    def status(self) -> pd.DataFrame:
        """The status of each contract: placed, or why not (see `contract_values.place`)."""
        return self.placement.status

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Placed value, of the sector that the filters ask for."""
        cells = self.placement.cells
        if self.filters.value("sector"):
            cells = cells[cells["sector"] == self.filters.value("sector")].reset_index(drop=True)
        return cells

    @cached_property
    def by_year_and_sector(self) -> pd.DataFrame:
        """Placed value, contracts and organisations by financial year and sector."""
        return contract_values.value_by_year_and_sector(self.cells)

    @cached_property
    def by_provider(self) -> pd.DataFrame:
        """Placed value and number of contracts by provider, largest first."""
        return contract_values.value_by_provider(self.cells, self.providers, self.links)

    @cached_property
    def denominators(self) -> pd.DataFrame:
        """The sectors' shares by organisations, by contracts and by value (F5)."""
        return contract_values.shares_by_sector(self.cells)

    @cached_property
    def statuses(self) -> pd.Series:
        """How many contracts were placed, or why not (status to count)."""
        return self.status["status"].value_counts()

    def status_count(self, status: str) -> int:
        """Give the number of contracts of one status; 0 where there is none."""
        return int(self.statuses.get(status, 0))

    @cached_property
    def ending_soon(self) -> list[Contract]:
        """Contracts that run on the day and end within 24 months after it, soonest first."""
        last = months_after(self.day, MONTHS_AHEAD)
        return [
            contract
            for contract in sorted(self.records, key=lambda row: (row.ends_on or date.max, row.pk))
            if contract.starts_on
            and contract.starts_on <= self.day
            and contract.ends_on
            and self.day <= contract.ends_on <= last
        ]

    @cached_property
    def remaining(self) -> dict[int, tuple[int | None, int | None]]:
        """What the contracts that end soon are still worth after the day: pence, low and high."""
        keys = [contract.pk for contract in self.ending_soon]
        soon = self.contracts[self.contracts["contract_id"].isin(keys)]
        rest = contract_values.remaining_value(soon, self.changes, self.day)
        return {
            int(row.contract_id): (
                _whole(row.remaining_low_pence),
                _whole(row.remaining_high_pence),
            )
            for row in rest.itertuples()
        }

    @cached_property
    def provider_names(self) -> dict[int, str]:
        """The names of a contract's providers, joined, by the contract's key."""
        grouped = self.providers.groupby("contract_id")["name"]
        return {int(key): ", ".join(names) for key, names in grouped}

    @property
    def never_summed_count(self) -> int:
        """How many contracts have only a ceiling or revenue managed on record."""
        return self.status_count("ceiling") + self.status_count("revenue_managed")


def _whole(pence) -> int | None:
    return None if pd.isna(pence) else int(pence)
