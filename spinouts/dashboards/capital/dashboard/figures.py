"""What the partnerships dashboard needs: the same filters on six kinds of record."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import pandas as pd
from django.db.models import Q, QuerySet

from organisations.choices import OrganisationKind
from organisations.frames import sectors_frame
from organisations.models import Organisation, Profile
from partnerships import capital
from partnerships.choices import PartnershipKind
from partnerships.frames import holdings_frame
from partnerships.frames.capital import investments_frame
from partnerships.models import Deal, Investment, Partnership, SocialPrime, Stake
from spinouts.dashboards.capital.dashboard.bids import BidFigures
from spinouts.dashboards.capital.figures import with_sides
from spinouts.dashboards.filter_forms import NOT_RECORDED as NOT_RECORDED_CHOICE
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.partnerships.figures.deals import seen_deals
from spinouts.frames import spin_outs_frame
from spinouts.launch_structures import structures_by_launch_year
from spinouts.models import SpinOut

NOT_RECORDED = "not_recorded"
PRIMES = (OrganisationKind.PRIME, OrganisationKind.SOCIAL_PRIME)


class PartnershipFigures:
    """Figures of the partnerships dashboard for one day, one set of filters and one reader."""

    def __init__(self, filters: Filters, user) -> None:
        self.filters = filters
        self.user = user

    @property
    def day(self) -> date:
        """The day that the page is read on."""
        return self.filters.as_of

    @property
    def sector(self) -> str | None:
        """The partner's sector that is asked for, in the words of frames; None: all."""
        wanted = self.filters.value("sector")
        return NOT_RECORDED if wanted == NOT_RECORDED_CHOICE else wanted

    def _of_ventures(self, prefix: str) -> Q:
        """Give the condition of service and region on the organisation at the end of a lookup."""
        condition = Q()
        if self.filters.value("region"):
            condition &= Q(**{f"{prefix}region": self.filters.value("region")})
        if self.filters.value("service"):
            service = self.filters.value("service")
            condition &= Q(**{f"{prefix}spin_out__service_group__slug": service})
        return condition

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Sectors of all organisations over time."""
        return sectors_frame(Profile.objects.all())

    def _of_sector(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Keep rows of the partner's sector that is asked for."""
        kept = rows if self.sector is None else rows[rows["sector"] == self.sector]
        return kept.reset_index(drop=True)

    @cached_property
    def deals(self) -> list[tuple[Deal, str]]:
        """Deals signed by the day, or on a day not known, with the partner's sector then."""
        chosen = seen_deals(self.user).signed_by(self.day).filter(self._of_ventures("venture__"))
        records = list(chosen.select_related("venture", "partner", "contract"))
        parties = pd.DataFrame(
            [(deal.partner_id, "", deal.signed_on) for deal in records],
            columns=["organisation_id", "sector_fixed", "happened_on"],
            dtype=object,
        )
        found = capital.sectors_when(parties, self.sectors, self.day)
        pairs = zip(records, found, strict=True)
        return [(deal, sector) for deal, sector in pairs if self.sector in (None, sector)]

    @cached_property
    def bids(self) -> BidFigures:
        """Bids that anybody may know of, and what became of them."""
        return BidFigures(self)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """What investments count for (see `capital.capital_rows`)."""
        chosen = Investment.objects.seen_by(self.user).filter(self._of_ventures("recipient__"))
        investments = investments_frame(with_sides(chosen))
        return self._of_sector(capital.capital_rows(investments, self.sectors, self.day))

    @cached_property
    def by_year_and_sector(self) -> pd.DataFrame:
        """Money by year and the investor's sector."""
        return capital.by_year_and_sector(self.rows)

    def _ventures(self) -> QuerySet:
        """Choose spin-outs (contrast cases too), ventures of deals and joint ventures."""
        ventures = Partnership.objects.visible_to(self.user).filter(
            kind=PartnershipKind.JOINT_VENTURE, vehicle__isnull=False
        )
        chosen = Organisation.objects.visible_to(self.user).filter(
            Q(spin_out__isnull=False)
            | Q(pk__in=Deal.objects.visible_to(self.user).values("venture"))
            | Q(pk__in=ventures.values("vehicle"))
        )
        return chosen.filter(self._of_ventures(""))

    @cached_property
    def venture_ids(self) -> list[int]:
        """Keys of the organisations in which partners may hold stakes."""
        return list(self._ventures().order_by("pk").values_list("pk", flat=True))

    @cached_property
    def stakes(self) -> pd.DataFrame:
        """What partners hold of them on the day (see `capital.partner_stakes`)."""
        stakes = Stake.objects.seen_by(self.user).counted().exclude(equity_disclosure="")
        holdings = holdings_frame(stakes.filter(subject__in=self._ventures().values("pk")))
        return self._of_sector(
            capital.partner_stakes(holdings, self.sectors, self.day, self.venture_ids)
        )

    @cached_property
    def stakes_by_band(self) -> pd.DataFrame:
        """Partners' stakes by their size."""
        return capital.stakes_by_band(self.stakes)

    @cached_property
    def spin_outs(self) -> pd.DataFrame:
        """Spin-outs that the filters keep, contrast cases apart (see `spin_outs_frame`)."""
        chosen = SpinOut.objects.visible_to(self.user).counted()
        return spin_outs_frame(chosen.filter(self._of_ventures("organisation__")))

    @cached_property
    def structures(self) -> pd.DataFrame:
        """Spin-outs by the year of their launch and by their structure."""
        return structures_by_launch_year(self.spin_outs, self.day)

    @cached_property
    def primes(self) -> pd.DataFrame:
        """Primes that existed on the day: slug, name, prime_type (*not_recorded* without one)."""
        region = self.filters.value("region")
        of_region = Q(region=region) if region else Q()
        known = SocialPrime.objects.visible_to(self.user)
        is_prime = Q(kind__in=PRIMES) | Q(pk__in=known.values("organisation"))
        chosen = Organisation.objects.visible_to(self.user).filter(is_prime & of_region)
        standing = chosen.filter(merged_into=None).existing_on(self.day).order_by("name", "pk")
        rows = standing.values_list("slug", "name", "social_prime__prime_type")
        named = [(slug, name, kind or NOT_RECORDED) for slug, name, kind in rows]
        return pd.DataFrame(named, columns=["slug", "name", "prime_type"], dtype=object)
