"""What the page of one contract needs: its parties, changes and links, and its value by year."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import pandas as pd
from django.db.models import F, Q

from organisations.frames import sectors_frame
from organisations.models import Evidence, Fact, Profile
from partnerships import contract_values
from partnerships.choices import FigureRole, PartyRole
from partnerships.frames import contract_changes_frame, contract_providers_frame, contracts_frame
from partnerships.models import Contract, ContractChange, ContractParty, SupplyLink
from partnerships.querysets import is_visible


def find_contract(slug: str, user) -> Contract | None:
    """Find the contract of an address, if the account may see it."""
    return (
        Contract.objects.visible_to(user)
        .filter(slug=slug)
        .select_related("source", "service_group")
        .first()
    )


class ContractPage:
    """One contract for one reader, read as of a day."""

    def __init__(self, contract: Contract, user, day: date) -> None:
        self.contract = contract
        self.user = user
        self.day = day

    @cached_property
    def parties(self) -> list[ContractParty]:
        """Both sides, each party with what the account may know of it."""
        rows = ContractParty.objects.seen_by(self.user).filter(contract=self.contract)
        return list(rows.select_related("source").order_by("pk").distinct())

    def side(self, role: str) -> list[ContractParty]:
        """Give one side."""
        return [party for party in self.parties if party.role == role]

    @cached_property
    def is_masked(self) -> bool:
        """Whether it names somebody whom the account may not see, so that quotes stay away."""
        return any(
            party.organisation_id and not party.is_organisation_visible for party in self.parties
        ) or any(not link.is_named for link in self.links)

    @cached_property
    def changes(self) -> list[ContractChange]:
        """Its changes in the order of their days."""
        rows = ContractChange.objects.filter(contract=self.contract)
        return list(rows.select_related("source").order_by("changed_on"))

    @cached_property
    def links(self) -> list[SupplyLink]:
        """Work passed on under it, each link with what the account may know of its ends."""
        rows = (
            SupplyLink.objects.seen_by(self.user)
            .filter(contract=self.contract)
            .annotate(is_giver_visible=is_visible(self.user, "giver"), giver_name=F("giver__name"))
            .select_related("source")
            .order_by("tier", "pk")
            .distinct()
        )
        links = list(rows)
        for link in links:
            link.is_named = not (
                (link.receiver_id and not link.is_receiver_visible)
                or (link.giver_id and not link.is_giver_visible)
            )
        return links

    @cached_property
    def beside(self) -> list[Contract]:
        """Other figures for the same contract: the main one first, then its rivals."""
        main = self.contract.alternative_to_id or self.contract.pk
        visible = Contract.objects.visible_to(self.user).values("pk")
        rows = Contract.objects.filter(Q(pk=main) | Q(alternative_to=main), pk__in=visible).exclude(
            pk=self.contract.pk
        )
        return sorted(
            rows.select_related("source"), key=lambda row: (row.alternative_to_id or 0, row.pk)
        )

    @property
    def main(self) -> Contract | None:
        """The main figure for which this is a rival, if the account may see it."""
        wanted = self.contract.alternative_to_id
        return next((row for row in self.beside if row.pk == wanted), None)

    @property
    def rivals(self) -> list[Contract]:
        """Rival figures for the same contract."""
        return [row for row in self.beside if row.alternative_to_id]

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What further sources say of it, of its parties, changes and links."""
        condition = Q(pk__in=[])
        for record in self.facts:
            condition |= Q(content_type__model=record._meta.model_name, object_id=record.pk)
        rows = Evidence.objects.filter(condition, content_type__app_label="partnerships")
        return list(rows.select_related("source", "content_type").order_by("pk"))

    @property
    def facts(self) -> list[Fact]:
        """The contract and everything that hangs on it."""
        return [self.contract, *self.parties, *self.changes, *self.links]

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Sectors of its providers over time (see `sectors_frame`)."""
        providers = self.side(PartyRole.PROVIDER)
        ids = [party.organisation_id for party in providers if party.organisation_id]
        return sectors_frame(Profile.objects.filter(organisation__in=ids))

    @cached_property
    def _placement(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        counted = [self.contract] if self.contract.role == FigureRole.MAIN else []
        changes = ContractChange.objects.filter(contract=self.contract)
        return contract_values.place(
            contracts_frame(counted),
            contract_providers_frame(self.parties if counted else []),
            contract_changes_frame(changes if self.changes else changes.none()),
            self.sectors,
            self.day,
        )

    @cached_property
    def value_by_year(self) -> pd.DataFrame:
        """Its value by financial year (F4): financial_year, value_low_pence, value_high_pence."""
        return contract_values.value_by_year(self._placement[0])

    @property
    def status(self) -> pd.Series | None:
        """Whether its value is placed, and if not why (see `place`); None for a rival figure."""
        rows = self._placement[1]
        return None if rows.empty else rows.iloc[0]
