"""What the page of one partnership needs: members, joint body, contracts, deals, counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

import pandas as pd
from django.db.models import Count, Exists, F, Model, OuterRef, Q, Window

from organisations.frames import sectors_frame
from organisations.measured import Qualifier
from organisations.models import Organisation, Profile, User
from partnerships import ownership_rules, supply
from partnerships.choices import FigureRole, Instrument, PartyRole
from partnerships.frames.primes import tallies_frame
from partnerships.frames.rules import ownership_rules_frame
from partnerships.models import (
    Contract,
    ContractParty,
    Contribution,
    Deal,
    Investment,
    OwnershipRule,
    Partnership,
    PartnershipMember,
    ProgrammeTally,
    SocialPrime,
    Stake,
    StakeCondition,
)
from partnerships.querysets import is_visible
from spinouts.dashboards.figures.organisation.facts import fact_rows, read_facts
from spinouts.dashboards.partnerships.figures.members import (
    MemberOn,
    count_by_sector,
    members_by,
    members_seen_by,
)
from spinouts.dashboards.partnerships.figures.vehicle import VehicleFigures

CONTRACTS_SHOWN = 50
"""How many contracts a partnership's page lists; the others are counted."""

TOLD_COLUMNS = [
    "denominator",
    "sector",
    "part_low",
    "part_high",
    "whole_low",
    "whole_high",
    "percent_low",
    "percent_high",
]
MEASURES_OF_TALLY = ("part_count", "whole_count", "part_value", "whole_value")


def find_partnership(slug: str, user: User) -> Partnership | None:
    """Find the partnership of an address, if the account may see it."""
    return Partnership.objects.seen_by(user).filter(slug=slug).select_related("vehicle").first()


class PartnershipFigures:
    """One partnership for one reader, read as of a day."""

    def __init__(
        self, partnership: Partnership, user: User, day: date, as_of_query: str = ""
    ) -> None:
        """Keep which partnership, for whom and for what day.

        :param partnership: of `find_partnership`
        :param as_of_query: what links must keep in their address, empty for today
        """
        self.partnership = partnership
        self.user = user
        self.day = day
        self.as_of_query = as_of_query

    @property
    def name(self) -> str:
        """Give the name of the partnership."""
        return self.partnership.name

    @cached_property
    def all_members(self) -> list[PartnershipMember]:
        """Read the members of all times, in the order in which they joined."""
        return list(members_seen_by(self.user).filter(partnership=self.partnership))

    @cached_property
    def members(self) -> list[MemberOn]:
        """Give those who had joined by the day: present ones first."""
        return members_by(self.all_members, self.sectors, self.day)

    @property
    def later_count(self) -> int:
        """Count the members who joined after the day: not shown."""
        return len(self.all_members) - len(self.members)

    @cached_property
    def count_by_sector(self) -> dict[str, int]:
        """Count the members of the day by sector; "" not recorded."""
        return count_by_sector(self.members)

    @cached_property
    def is_masked(self) -> bool:
        """Tell whether it names somebody whom the account may not see, so that words stay away."""
        partnership = self.partnership
        is_vehicle_hidden = partnership.vehicle_id and not partnership.is_vehicle_visible
        return bool(is_vehicle_hidden) or any(
            member.organisation_id and not member.is_organisation_visible
            for member in self.all_members
        )

    @cached_property
    def body(self) -> Organisation | None:
        """Give the joint body, if there is one that the account may see."""
        return self.partnership.vehicle if self.partnership.is_vehicle_visible else None

    @cached_property
    def vehicle(self) -> VehicleFigures | None:
        """Give the figures of the joint body."""
        if self.body is None:
            return None
        return VehicleFigures(self.body, self.user, self.day, self.as_of_query, self._member_keys)

    def _member_keys(self) -> set[int]:
        return {one.organisation_id for one in self.all_members if one.organisation_id}

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Give the sectors over time of the members, and of the holders of the joint body."""
        if self.vehicle is not None:
            return self.vehicle.sectors
        return sectors_frame(Profile.objects.filter(organisation__in=self._member_keys()))

    @cached_property
    def facts(self) -> dict[str, list[Model]]:
        """Read what hangs on it and on its joint body, by kind, with one query."""
        user, body = self.user, self.body.pk if self.body else None
        tallies = ProgrammeTally.objects.visible_to(user).filter(partnership=self.partnership)
        investments = Investment.objects.seen_by(user).filter(
            recipient=body, role=FigureRole.MAIN, recipient__isnull=False
        )
        return read_facts(
            {
                "tallies": fact_rows(tallies, "tallies"),
                "contributions": fact_rows(
                    Contribution.objects.visible_to(user).filter(venture=body),
                    "contributions",
                    is_partner_visible=is_visible(user, "partner"),
                ),
                "investments": fact_rows(
                    investments.exclude(instrument__in=(Instrument.VALUATION, Instrument.FUND)),
                    "investments",
                ),
                "rules": fact_rows(
                    OwnershipRule.objects.visible_to(user).filter(organisation=body),
                    "rules",
                    is_holder_visible=is_visible(user, "holder"),
                    holder_name=F("holder__name"),
                ),
                "primes": fact_rows(
                    SocialPrime.objects.visible_to(user).filter(organisation=body), "primes"
                ),
                "deals": fact_rows(
                    Deal.objects.seen_by(user)
                    .filter(venture=body)
                    .filter(Q(partner=None) | Q(is_partner_visible=True)),
                    "deals",
                    partner_record_name=F("partner__name"),
                ),
            }
        )

    @cached_property
    def deals(self) -> list[Deal]:
        """Give the deals of its joint body, signed by the day or on a day not known."""
        return [
            deal
            for deal in self.facts["deals"]
            if deal.signed_on is None or deal.signed_on <= self.day
        ]

    @cached_property
    def investments(self) -> list[Investment]:
        """Give what was put into its joint body by the day, or on a day not known."""
        return [
            fact
            for fact in self.facts["investments"]
            if fact.agreed_on is None or fact.agreed_on <= self.day
        ]

    @cached_property
    def rule_states(self) -> pd.DataFrame:
        """Give the state of the ownership rules in force on the day (F3)."""
        held = self.vehicle.ownership.holdings
        return ownership_rules.rules_on(
            ownership_rules_frame(self.facts["rules"]), held, self.sectors, self.day
        )

    @cached_property
    def tallies(self) -> list[ProgrammeTally]:
        """Give the counts published of it by the day, or undated."""
        return [
            tally for tally in self.facts["tallies"] if not tally.as_at or tally.as_at <= self.day
        ]

    @cached_property
    def denominators(self) -> pd.DataFrame:
        """Give the published counts in per cent of their wholes (F5).

        :return: denominator, sector, part_low, part_high, whole_low, whole_high (counts or
            pence), percent_low, percent_high (0-100); tally_id; is_about: the part or the whole
            is only about so much
        """
        told = supply.three_denominators(tallies_frame(self.tallies))
        about = {tally.pk: _is_about(tally) for tally in self.tallies}
        told["is_about"] = told["tally_id"].map(about).astype(bool)
        return told[[*TOLD_COLUMNS, "tally_id", "is_about"]]

    @cached_property
    def contracts(self) -> list[Contract]:
        """Read the contracts that belong to it, and those of its joint body, the latest first.

        Each carries `contract_count`, how many there are in all, and `is_of_body`.
        """
        provided = ContractParty.objects.filter(
            organisation=self.body, organisation__isnull=False, role=PartyRole.PROVIDER
        )
        rows = (
            Contract.objects.filter(pk__in=Contract.objects.visible_to(self.user).values("pk"))
            .main()
            .begun_by(self.day)
            .filter(Q(partnership=self.partnership) | Q(pk__in=provided.values("contract")))
            .annotate(
                contract_count=Window(Count("pk")),
                is_of_body=Exists(provided.filter(contract=OuterRef("pk"))),
            )
        )
        return list(rows.order_by(F("starts_on").desc(nulls_last=True), "pk")[:CONTRACTS_SHOWN])

    @property
    def contract_count(self) -> int:
        """Count its contracts, shown or not."""
        return self.contracts[0].contract_count if self.contracts else 0

    @cached_property
    def parties(self) -> list[ContractParty]:
        """Read the parties of the contracts shown."""
        keys = [contract.pk for contract in self.contracts]
        if not keys:
            return []
        rows = ContractParty.objects.seen_by(self.user).filter(contract__in=keys)
        return list(rows.order_by("pk").distinct())

    @cached_property
    def _categories(self) -> dict[int, str]:
        """Give the category in which each stake of the day counts, the largest stake first."""
        if self.vehicle is None:
            return {}
        return {held.stake.pk: held.category for held in self.vehicle.ownership.held_on_day}

    @cached_property
    def held(self) -> list[Stake]:
        """Give the stakes in the joint body that hold on the day, the largest first."""
        if self.vehicle is None:
            return []
        own = self.vehicle.ownership
        return [held.stake for held in own.held_on_day] + own.standing_without_measure

    def category_of(self, stake: Stake) -> str:
        """Give the category in which a stake counts on the day; empty if in no split."""
        return self._categories.get(stake.pk, "")

    @property
    def conditions(self) -> list[StakeCondition]:
        """Give what binds the stakes in the joint body."""
        return [] if self.vehicle is None else self.vehicle.records.facts["conditions"]

    def records(self) -> Iterator[Model]:
        """Give every record that the page may cite."""
        yield self.partnership
        yield from self.all_members
        yield from self.held
        yield from (record for kind in self.facts.values() for record in kind)
        yield from self.contracts
        if self.vehicle is not None:
            yield from self.vehicle.records.facts["profiles"]


def _is_about(tally: ProgrammeTally) -> bool:
    sizes = (getattr(tally, name) for name in MEASURES_OF_TALLY)
    return any(size is not None and size.qualifier == Qualifier.ABOUT for size in sizes)
