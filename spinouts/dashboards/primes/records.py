"""Which rows the pages of primes read: each kind once, for one prime or for all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import pandas as pd
from django.db.models import F, Q, QuerySet

from organisations.choices import OrganisationKind
from organisations.frames import sectors_frame
from organisations.models import Evidence, Fact, Organisation, Profile
from partnerships.choices import PartyRole
from partnerships.frames import (
    contract_changes_frame,
    contract_providers_frame,
    contracts_frame,
    holdings_frame,
    organisation_ids_in,
    supply_links_frame,
)
from partnerships.frames.primes import prime_capital_frame, prime_members_frame
from partnerships.models import (
    Contract,
    ContractChange,
    ContractParty,
    Investment,
    Partnership,
    PartnershipMember,
    PrimeThreshold,
    Stake,
    SupplyLink,
)

KINDS = (OrganisationKind.PRIME, OrganisationKind.SOCIAL_PRIME)
MODELS = ("prime contractor", "social prime")
"""Operating models of primes, as the vocabulary of the register names them."""


def primes_seen(user, day: date) -> QuerySet[Organisation]:
    """Choose the primes: by what they are, or because they are recorded as one.

    :param day: those founded only later are left out
    """
    by_model = Profile.objects.filter(operating_model__name__in=MODELS).values("organisation")
    return (
        Organisation.objects.visible_to(user)
        .filter(Q(kind__in=KINDS) | Q(social_prime__isnull=False) | Q(pk__in=by_model))
        .filter(merged_into=None)
        .filter(Q(founded_on=None) | Q(founded_on__lte=day))
        .select_related("social_prime", "social_prime__source", "source")
        .order_by("name", "pk")
    )


def evidence_of(records: Iterable[Fact]) -> list[Evidence]:
    """Read what further sources say of records of this app and of organisations."""
    keys: dict[tuple[str, str], list[int]] = {}
    for record in records:
        options = record._meta
        keys.setdefault((options.app_label, options.model_name), []).append(record.pk)
    condition = Q(pk__in=[])
    for (app_label, model), ids in keys.items():
        condition |= Q(
            content_type__app_label=app_label, content_type__model=model, object_id__in=ids
        )
    rows = Evidence.objects.filter(condition)
    return list(rows.select_related("source", "content_type").order_by("pk"))


class PrimeRecords:
    """The records behind some primes; a query runs when its rows are first asked for."""

    def __init__(self, primes: list[Organisation], user, day: date) -> None:
        """Keep whose records, for whom and for what day.

        :param primes: of `primes_seen`
        """
        self.primes = primes
        self.user = user
        self.day = day
        self.keys = [prime.pk for prime in primes]

    @cached_property
    def stakes(self) -> list[Stake]:
        """Read the stakes in the primes."""
        stakes = Stake.objects.seen_by(self.user).filter(subject__in=self.keys)
        return list(stakes.select_related("source").order_by("pk"))

    @cached_property
    def holdings(self) -> pd.DataFrame:
        """Give the stakes that count (see `holdings_frame`)."""
        return holdings_frame(self.stakes)

    @cached_property
    def partnerships(self) -> list[Partnership]:
        """Read the partnerships of which the primes are the joint body."""
        rows = Partnership.objects.visible_to(self.user).filter(vehicle__in=self.keys)
        return list(rows.select_related("source").order_by("pk"))

    @cached_property
    def members(self) -> list[PartnershipMember]:
        """Read their members, each with what the account may know of it."""
        rows = PartnershipMember.objects.seen_by(self.user).filter(
            partnership__in=[partnership.pk for partnership in self.partnerships]
        )
        return list(
            rows.annotate(
                vehicle_id=F("partnership__vehicle"),
                organisation_slug=F("organisation__slug"),
                organisation_name=F("organisation__name"),
            )
            .select_related("source")
            .order_by("pk")
        )

    @cached_property
    def members_frame(self) -> pd.DataFrame:
        """Give the members (see `prime_members_frame`)."""
        return prime_members_frame(self.members)

    @cached_property
    def investments(self) -> list[Investment]:
        """Read the capital that they received and that may be added up."""
        rows = Investment.objects.seen_by(self.user).summed().filter(recipient__in=self.keys)
        return list(rows.select_related("source", "investor").order_by("agreed_on", "pk"))

    @cached_property
    def capital_frame(self) -> pd.DataFrame:
        """Give the capital (see `prime_capital_frame`)."""
        return prime_capital_frame(self.investments)

    def _provided(self) -> QuerySet[Contract]:
        """Choose the main contracts that the primes provide."""
        parties = ContractParty.objects.filter(
            organisation__in=self.keys, role=PartyRole.PROVIDER
        ).values("contract")
        return Contract.objects.visible_to(self.user).main().filter(pk__in=parties)

    @cached_property
    def contracts(self) -> pd.DataFrame:
        """Give the contracts that they provide (see `contracts_frame`)."""
        return contracts_frame(self._provided())

    @cached_property
    def providers(self) -> pd.DataFrame:
        """Give who provides these contracts (see `contract_providers_frame`)."""
        parties = ContractParty.objects.seen_by(self.user).filter(contract__in=self._provided())
        return contract_providers_frame(parties)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Give the changes of these contracts (see `contract_changes_frame`)."""
        changes = ContractChange.objects.visible_to(self.user)
        return contract_changes_frame(changes.filter(contract__in=self._provided()))

    @cached_property
    def links(self) -> pd.DataFrame:
        """Give the work passed on under these contracts (see `supply_links_frame`)."""
        links = SupplyLink.objects.seen_by(self.user)
        return supply_links_frame(links.filter(contract__in=self._provided()))

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Give the sectors over time of the primes and of everybody around them."""
        ids = set(self.keys) | organisation_ids_in(
            self.providers["organisation_id"],
            self.links["receiver_id"],
            self.links["giver_id"],
            self.members_frame["organisation_id"],
            self.holdings["holder_id"],
        )
        return sectors_frame(Profile.objects.filter(organisation__in=ids))

    @cached_property
    def thresholds(self) -> dict[str, PrimeThreshold]:
        """Read what each test asks for, by its key; a test without a row cannot be told."""
        return {row.test: row for row in PrimeThreshold.objects.order_by("pk")}
