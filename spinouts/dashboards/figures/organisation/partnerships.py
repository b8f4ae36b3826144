"""What one organisation has to do with partners: read with one query, each kind by the day."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.db.models import F, Model, QuerySet

from partnerships.choices import BidStatus
from partnerships.models import (
    Contribution,
    Deal,
    JVPartner,
    Partnership,
    PartnershipMember,
)
from partnerships.querysets import is_visible
from spinouts.dashboards.figures.organisation.facts import fact_rows, in_time, read_facts
from spinouts.dashboards.figures.organisation.records import OrganisationRecords
from spinouts.dashboards.partnerships.figures.bids import is_decided, public_bidders
from spinouts.dashboards.partnerships.figures.deals import seen_deals


class PartnershipsOfOrganisation:
    """Its partnerships, deals, contributions and bids, as partner and as venture, on a day."""

    def __init__(self, records: OrganisationRecords) -> None:
        """Keep whose they are, for whom and for what day.

        :param records: of the organisation's page
        """
        self.user = records.user
        self.day = records.day
        self.key = records.organisation.pk

    @cached_property
    def facts(self) -> dict[str, list[Model]]:
        """Read everything by kind with one query."""
        return read_facts(self._of_partnerships() | self._of_deals() | self._of_partner())

    def _of_partnerships(self) -> dict[str, QuerySet]:
        user = self.user
        members = PartnershipMember.objects.visible_to(user).filter(organisation=self.key)
        return {
            "led": fact_rows(Partnership.objects.visible_to(user).filter(vehicle=self.key), "led"),
            "memberships": fact_rows(
                members,
                "memberships",
                partnership_name=F("partnership__name"),
                partnership_slug=F("partnership__slug"),
                partnership_kind=F("partnership__kind"),
            ),
        }

    def _of_deals(self) -> dict[str, QuerySet]:
        deals = seen_deals(self.user)
        return {
            "signed": fact_rows(
                deals.filter(venture=self.key),
                "signed",
                other_name=F("partner__name"),
                other_slug=F("partner__slug"),
            ),
            "made": fact_rows(
                deals.filter(partner=self.key),
                "made",
                other_name=F("venture__name"),
                other_slug=F("venture__slug"),
            ),
        }

    def _of_partner(self) -> dict[str, QuerySet]:
        user = self.user
        contributions = Contribution.objects.visible_to(user)
        return {
            "received": fact_rows(
                contributions.filter(venture=self.key),
                "received",
                other_name=F("partner__name"),
                other_slug=F("partner__slug"),
                is_other_visible=is_visible(user, "partner"),
            ),
            "given": fact_rows(
                contributions.filter(partner=self.key),
                "given",
                other_name=F("venture__name"),
                other_slug=F("venture__slug"),
                is_other_visible=is_visible(user, "venture"),
            ),
            "bids": fact_rows(
                public_bidders(self.day).filter(organisation=self.key),
                "bids",
                status=F("bid__status"),
                closed=F("bid__closed_on"),
                closed_precision=F("bid__closed_on_precision"),
                competition_title=F("bid__competition__title"),
                competition_slug=F("bid__competition__slug"),
            ),
            "offers": fact_rows(
                JVPartner.objects.visible_to(user).filter(organisation=self.key), "offers"
            ),
        }

    @property
    def is_any(self) -> bool:
        """Tell whether anything is recorded, by the day or after it."""
        return any(self.facts[kind] for kind in KINDS)

    @cached_property
    def memberships(self) -> list[PartnershipMember]:
        """Give its memberships begun by the day, in time."""
        found = [one for one in self.facts["memberships"] if not self._is_later(one.joined_on)]
        return in_time(found, "joined_on")

    @property
    def led(self) -> list[Partnership]:
        """Give the partnerships of which it is the joint body."""
        return self.facts["led"]

    @cached_property
    def deals(self) -> list[tuple[str, Deal]]:
        """Give its deals signed by the day, in time: “venture” or “partner” with each."""
        sides = (("venture", "signed"), ("partner", "made"))
        found = {
            deal.pk: (side, deal)
            for side, kind in sides
            for deal in self.facts[kind]
            if not self._is_later(deal.signed_on)
        }
        ordered = in_time([deal for _, deal in found.values()], "signed_on")
        return [found[deal.pk] for deal in ordered]

    @cached_property
    def contributions(self) -> list[tuple[str, Contribution]]:
        """Give what was promised by the day: “received” or “given” with each."""
        return [
            (kind, one)
            for kind in ("received", "given")
            for one in self.facts[kind]
            if not self._is_later(one.promised_on)
        ]

    @cached_property
    def bids(self) -> list[Model]:
        """Give its bids that anybody may know of; each carries `closed_day` of its outcome."""
        for bidder in self.facts["bids"]:
            bidder.closed_day = date.fromisoformat(bidder.closed) if bidder.closed else None
        return in_time(self.facts["bids"], "closed_day")

    @property
    def decided_count(self) -> int:
        """Count its bids won or lost by the day (F11)."""
        return sum(is_decided(one.status, one.closed_day, self.day) for one in self.bids)

    @property
    def won_count(self) -> int:
        """Count its bids won by the day (F11)."""
        return sum(
            one.status == BidStatus.SIGNED and is_decided(one.status, one.closed_day, self.day)
            for one in self.bids
        )

    @property
    def offer(self) -> JVPartner | None:
        """Give what it offers as a partner."""
        return self.facts["offers"][0] if self.facts["offers"] else None

    @property
    def later_count(self) -> int:
        """Count memberships and deals that begin after the day: not shown."""
        deals = len(self.facts["signed"]) + len(self.facts["made"])
        return len(self.facts["memberships"]) - len(self.memberships) + deals - len(self.deals)

    def _is_later(self, day: date | None) -> bool:
        return day is not None and day > self.day


KINDS = ("led", "memberships", "signed", "made", "received", "given", "bids", "offers")
