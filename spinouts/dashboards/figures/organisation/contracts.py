"""What an organisation provides and commissions: F4 and F10 for one page."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

import pandas as pd

from partnerships import contract_values, income
from partnerships.choices import FigureRole, PartyRole
from partnerships.frames import (
    contract_changes_frame,
    contract_commissioners_frame,
    contract_providers_frame,
    contracts_frame,
)
from partnerships.models import Contract, ContractParty
from spinouts.dashboards.figures.organisation.records import OrganisationRecords

RUNNING, UNDATED, ENDED = range(3)


class ContractFigures:
    """The contracts of one organisation on one day."""

    def __init__(self, records: OrganisationRecords, sectors: pd.DataFrame) -> None:
        """Keep the records and the sectors frame of every provider in them."""
        self.records = records
        self.sectors = sectors
        self.day = records.day
        self.key = records.organisation.pk

    @cached_property
    def main(self) -> list[Contract]:
        """Give the contracts that it provides, without rival figures, also those to come."""
        return [row for row in self.records.contracts if row.role == FigureRole.MAIN]

    @cached_property
    def begun(self) -> list[Contract]:
        """Give the contracts begun by the day or undated: running, then undated, then ended."""
        begun = [row for row in self.main if row.starts_on is None or row.starts_on <= self.day]
        latest = sorted(begun, key=lambda row: (row.starts_on or date.min, row.pk), reverse=True)
        return sorted(latest, key=self._rank)

    def _rank(self, contract: Contract) -> int:
        if contract.ends_on is not None and contract.ends_on < self.day:
            return ENDED
        return UNDATED if contract.starts_on is None else RUNNING

    @cached_property
    def later_count(self) -> int:
        """Count the contracts that begin after the day: not shown."""
        return len(self.main) - len(self.begun)

    @cached_property
    def alternatives(self) -> dict[int | None, list[Contract]]:
        """Give rival figures by the contract they are for; None: of no contract on record."""
        known = {contract.pk for contract in self.main}
        found = defaultdict(list)
        for contract in self.records.contracts:
            if contract.role == FigureRole.ALTERNATIVE and not self._is_later(contract):
                main = contract.alternative_to_id
                found[main if main in known else None].append(contract)
        return found

    def _is_later(self, contract: Contract) -> bool:
        begins = contract.starts_on or contract.seen_on
        return begins is not None and begins > self.day

    def parties_of(self, contract: Contract, role: str) -> list[ContractParty]:
        """Give one side of a contract."""
        return self._parties[contract.pk, role]

    @cached_property
    def _parties(self) -> dict[tuple[int, str], list[ContractParty]]:
        found = defaultdict(list)
        for party in sorted(self.records.parties, key=lambda party: party.pk):
            found[party.contract_id, party.role].append(party)
        return found

    def is_masked(self, contract: Contract) -> bool:
        """Tell whether a party of the contract may not be named to the account."""
        return any(
            party.organisation_id and not party.is_organisation_visible
            for role in PartyRole.values
            for party in self.parties_of(contract, role)
        )

    @cached_property
    def dated(self) -> list[Contract]:
        """Give the contracts that can be drawn on a time line, the earliest first."""
        drawn = [row for row in self.begun if row.starts_on or row.ends_on]
        return sorted(drawn, key=lambda row: (row.starts_on or row.ends_on, row.pk))

    @property
    def has_dated(self) -> bool:
        """Tell whether there is a contract of known start to draw."""
        return any(contract.starts_on for contract in self.dated)

    @cached_property
    def contracts_frame(self) -> pd.DataFrame:
        """Give its contracts as a frame."""
        return contracts_frame(self.main)

    @cached_property
    def providers_frame(self) -> pd.DataFrame:
        """Give the providers of its contracts as a frame, partners included."""
        keys = {contract.pk for contract in self.main}
        return contract_providers_frame(
            [party for party in self.records.parties if party.contract_id in keys]
        )

    @cached_property
    def changes_frame(self) -> pd.DataFrame:
        """Give the changes of its contracts by the day as a frame."""
        return contract_changes_frame(self.records.contract_changes())

    @cached_property
    def commissioners_frame(self) -> pd.DataFrame:
        """Give the commissioners of its contracts as a frame."""
        keys = {contract.pk for contract in self.main}
        return contract_commissioners_frame(
            [party for party in self.records.parties if party.contract_id in keys]
        )

    @cached_property
    def _placement(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return contract_values.place(
            self.contracts_frame, self.providers_frame, self.changes_frame, self.sectors, self.day
        )

    @cached_property
    def value_by_year(self) -> pd.DataFrame:
        """Give its own part of the value of its contracts by financial year (F4)."""
        return contract_values.value_by_year(self._placement[0], self.key)

    @property
    def has_value(self) -> bool:
        """Tell whether any value could be placed in a year."""
        return len(self.value_by_year) > 0

    @property
    def status(self) -> pd.DataFrame:
        """Give of each contract whether its value was placed, or why not (F4)."""
        return self._placement[1]

    @cached_property
    def status_counts(self) -> dict[str, int]:
        """Count its contracts by whether their value was placed, or why not."""
        counts = self.status["status"].value_counts()
        return {str(status): int(count) for status, count in counts.items()}

    def placed_count(self, column: str) -> int:
        """Count the placed contracts of which a column of `status` is true."""
        placed = self.status[self.status["status"] == "placed"]
        return int(placed[column].astype(bool).sum())

    @cached_property
    def placed_to_the_month_count(self) -> int:
        """Count the placed contracts whose dates are not known to the day."""
        return self.status_counts.get("placed", 0) - self.placed_count("are_dates_to_the_day")

    @cached_property
    def undelivered_count(self) -> int:
        """Count the placed contracts that ended before all of their value was delivered."""
        return int((self.status["undelivered_low_pence"].fillna(0) > 0).sum())

    @cached_property
    def live_keys(self) -> set[int]:
        """Give the keys of the contracts that run on the day (F10)."""
        listed = income.live_contracts(
            self.contracts_frame, self.providers_frame, self.changes_frame, self.key, self.day
        )
        return set(listed.loc[listed["has_start"].astype(bool), "contract_id"])

    @cached_property
    def live(self) -> list[Contract]:
        """Give the contracts that run on the day."""
        return [contract for contract in self.begun if contract.pk in self.live_keys]

    @cached_property
    def risk(self) -> income.IncomeAtRisk:
        """Give the live annual value, and what of it ends soon (F10)."""
        return income.income_at_risk(
            self.contracts_frame, self.providers_frame, self.changes_frame, self.key, self.day
        )

    @cached_property
    def parent_keys(self) -> set[int]:
        """Give the keys of its parents and of who followed them by the day."""
        line = {parent.body_id for parent in self.records.facts["parents"]}
        steps = [
            (step.predecessor_id, step.successor_id)
            for step in self.records.facts["successions"]
            if step.happened_on is None or step.happened_on <= self.day
        ]
        frontier = line
        while frontier:
            frontier = {after for before, after in steps if before in frontier} - line
            line = line | frontier
        return line

    @cached_property
    def dependence(self) -> income.Dependence:
        """Give what of the live annual value comes from its parents and their successors (F10)."""
        return income.dependence(
            self.contracts_frame,
            self.providers_frame,
            self.changes_frame,
            self.commissioners_frame,
            self.parent_keys,
            self.key,
            self.day,
        )
