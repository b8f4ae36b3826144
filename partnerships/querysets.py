"""Which stakes, contracts, bids and the like: choices of rows that never look at the clock."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL

from organisations.measured_fields import middle_of
from organisations.querysets import RecordQuerySet
from partnerships.choices import (
    Basis,
    BidStatus,
    CompetitionOrigin,
    CompetitionStatus,
    FigureRole,
    Instrument,
    PeriodKind,
    ValueKind,
)

NEVER_SUMMED = (ValueKind.CEILING, ValueKind.REVENUE_MANAGED)


def is_visible(user, organisation_key: str) -> Exists:
    """Give the condition that the account may see the organisation of a column.

    A record that anybody may see can name an organisation that is a draft or hidden: its name
    must not slip out through the record.
    """
    organisations = apps.get_model("organisations", "Organisation").objects
    return Exists(organisations.visible_to(user).filter(pk=OuterRef(organisation_key)))


class StakeQuerySet(RecordQuerySet):
    """Stakes of all kinds; `counted` are those that enter sums."""

    def seen_by(self, user) -> Self:
        """Keep what the account may see, and tell of each holder whether it may be named."""
        return self.visible_to(user).annotate(
            is_holder_visible=is_visible(user, "holder"),
            is_holder_public_body=Exists(
                apps.get_model("organisations", "PublicBody").objects.filter(
                    organisation=OuterRef("holder")
                )
            ),
            holder_record_name=F("holder__name"),
            holder_slug=F("holder__slug"),
        )

    def counted(self) -> Self:
        """Keep main, actual, dated stakes: those that enter sums."""
        return self.filter(role=FigureRole.MAIN, basis=Basis.ACTUAL).exclude(
            period_kind=PeriodKind.UNDATED
        )

    def held_on(self, day: date, measure: str) -> Self:
        """Keep counted stakes that carry the measure on the day."""
        ends = f"{measure}_counts_to"
        return (
            self.counted()
            .filter(Q(counts_from=None) | Q(counts_from__lte=day))
            .filter(Q(**{ends: None}) | Q(**{f"{ends}__gt": day}))
            .exclude(**{f"{measure}_disclosure": ""})
        )

    def upstream_of(self, organisation_id: int) -> Self:
        """Keep stakes in an organisation, and in whoever holds it, through every chain.

        One recursive query whatever the depth; loops end because a set never grows twice.
        """
        reached = RawSQL(
            "WITH RECURSIVE reached(id) AS (SELECT CAST(%s AS BIGINT) UNION SELECT stake.holder_id "
            "FROM partnerships_stake stake JOIN reached ON stake.subject_id = reached.id "
            "WHERE stake.holder_id IS NOT NULL AND stake.role = 'main' "
            "AND stake.basis = 'actual') SELECT id FROM reached",
            [organisation_id],
        )
        return self.filter(subject_id__in=reached)

    def not_in_sums(self) -> Self:
        """Keep alternatives, plans and undated stakes: shown beside the split."""
        return self.exclude(pk__in=self.model.objects.counted().values("pk"))


class ContractQuerySet(RecordQuerySet):
    """Contracts and rival figures for them."""

    def main(self) -> Self:
        """Keep one row per contract: no rival figures, no withdrawn tenders."""
        return self.filter(role=FigureRole.MAIN)

    def begun_by(self, day: date) -> Self:
        """Keep contracts that had started by the day, or whose start is not known."""
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day))

    def live_on(self, day: date) -> Self:
        """Keep contracts running on the day; an end that is not known counts as running."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def ending_between(self, first: date, last: date) -> Self:
        """Keep contracts whose last day lies between two days, both counted."""
        return self.filter(ends_on__gte=first, ends_on__lte=last)

    def summed(self) -> Self:
        """Keep contracts whose figures may be added up."""
        return self.exclude(value_kind__in=NEVER_SUMMED)

    def valued(self) -> Self:
        """Keep contracts with a total or an annual value that is known."""
        return self.filter(Q(total_value_disclosure="known") | Q(annual_value_disclosure="known"))

    def unvalued(self) -> Self:
        """Keep contracts without any value that is known."""
        return self.exclude(Q(total_value_disclosure="known") | Q(annual_value_disclosure="known"))

    def undated(self) -> Self:
        """Keep contracts whose value can be placed in no year for want of a date."""
        return self.filter(
            Q(starts_on=None)
            | Q(ends_on=None, planned_ends_on=None, total_value_disclosure="known")
        )

    def commissioned_by(self, organisation_id: int) -> Self:
        """Keep contracts that the organisation commissions."""
        return self.filter(
            parties__role="commissioner", parties__organisation=organisation_id
        ).distinct()

    def provided_by(self, organisation_id: int) -> Self:
        """Keep contracts that the organisation provides."""
        return self.filter(
            parties__role="provider", parties__organisation=organisation_id
        ).distinct()

    def with_middle_value(self) -> Self:
        """Annotate `value_order`: twice the middle of the total value, else of the annual."""
        return self.annotate(value_order=middle_of("total_value")).order_by(
            F("value_order").desc(nulls_last=True), "id"
        )


class ContractPartyQuerySet(RecordQuerySet):
    """Commissioners and providers."""

    def seen_by(self, user) -> Self:
        """Keep what the account may see, and tell of each party whether it may be named."""
        return self.visible_to(user).annotate(
            is_organisation_visible=is_visible(user, "organisation"),
            organisation_slug=F("organisation__slug"),
            organisation_name=F("organisation__name"),
        )


class SupplyLinkQuerySet(RecordQuerySet):
    """Work passed on under contracts."""

    def seen_by(self, user) -> Self:
        """Keep what the account may see, and tell of each receiver whether it may be named."""
        return self.visible_to(user).annotate(
            is_receiver_visible=is_visible(user, "receiver"),
            receiver_slug=F("receiver__slug"),
            receiver_record_name=F("receiver__name"),
            giver_slug=F("giver__slug"),
        )


class PartnerCompetitionQuerySet(RecordQuerySet):
    """Partner competitions, run here or reported."""

    def disclosed(self) -> Self:
        """Keep competitions whose bids are no secret: signed, or reported by public sources."""
        return self.filter(
            Q(status=CompetitionStatus.SIGNED) | Q(origin=CompetitionOrigin.REPORTED)
        )

    def run_by(self, body_ids) -> Self:
        """Keep competitions that the bodies run in this register."""
        return self.filter(origin=CompetitionOrigin.RUN, public_body__in=body_ids)


class BidQuerySet(RecordQuerySet):
    """Bids; always to be narrowed by `visible_to` or `public` before anybody reads them."""

    def standing(self) -> Self:
        """Keep bids that are neither signed, lost nor withdrawn."""
        return self.exclude(status__in=(BidStatus.SIGNED, BidStatus.LOST, BidStatus.WITHDRAWN))

    def decided(self) -> Self:
        """Keep bids that were won or lost (F11)."""
        return self.filter(status__in=(BidStatus.SIGNED, BidStatus.LOST))


class BidScoreQuerySet(RecordQuerySet):
    """Scores; an assessor sees the own ones until all have scored."""


class DealQuerySet(RecordQuerySet):
    """Deals."""

    def seen_by(self, user) -> Self:
        """Keep what the account may see, and tell whether the partner may be named."""
        return self.visible_to(user).annotate(is_partner_visible=is_visible(user, "partner"))

    def signed_by(self, day: date) -> Self:
        """Keep deals signed by the day, or on a day that is not known."""
        return self.filter(Q(signed_on=None) | Q(signed_on__lte=day))


class PartnershipQuerySet(RecordQuerySet):
    """Joint ventures, prime chains, consortia, groups and programmes."""

    def seen_by(self, user) -> Self:
        """Keep what the account may see, and tell whether the joint body may be named."""
        return self.visible_to(user).annotate(is_vehicle_visible=is_visible(user, "vehicle"))


class PartnershipMemberQuerySet(RecordQuerySet):
    """Members of partnerships."""

    def seen_by(self, user) -> Self:
        """Keep what the account may see, and tell of each member whether it may be named."""
        return self.visible_to(user).annotate(
            is_organisation_visible=is_visible(user, "organisation")
        )

    def members_on(self, day: date) -> Self:
        """Keep members on the day; a day of joining that is not known counts as before."""
        return self.filter(Q(joined_on=None) | Q(joined_on__lte=day)).filter(
            Q(left_on=None) | Q(left_on__gt=day)
        )


class InvestmentQuerySet(RecordQuerySet):
    """Capital and support; `summed` is what may be added up."""

    def seen_by(self, user) -> Self:
        """Keep what the account may see, and tell whom it may name."""
        return self.visible_to(user).annotate(
            is_investor_visible=is_visible(user, "investor"),
            is_recipient_visible=is_visible(user, "recipient"),
        )

    def main(self) -> Self:
        """Keep one row for each sum of money."""
        return self.filter(role=FigureRole.MAIN)

    def summed(self) -> Self:
        """Keep main, actual sums; valuations and funds are shown and never added up."""
        return (
            self.main()
            .filter(basis=Basis.ACTUAL)
            .exclude(instrument__in=(Instrument.VALUATION, Instrument.FUND))
        )
