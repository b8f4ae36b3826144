"""What the ownership dashboard needs: the whole register's equity, read once."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import pandas as pd
from django.db.models import Q

from organisations.frames import organisations_frame, sectors_frame
from organisations.models import Organisation, Profile
from partnerships import ownership
from partnerships.choices import Measure
from partnerships.frames import holdings_frame
from partnerships.models import Stake
from spinouts import ownership_overview, staff_shares
from spinouts.dashboards.filters import Filters
from spinouts.frames import spin_outs_frame
from spinouts.models import SpinOut


class OwnershipFigures:
    """Figures of the ownership dashboard for one day, one set of filters and one reader."""

    def __init__(self, filters: Filters, user) -> None:
        self.filters = filters
        self.user = user

    @property
    def day(self) -> date:
        """The day that the page is read on."""
        return self.filters.as_of

    @cached_property
    def spin_outs(self) -> pd.DataFrame:
        """Spin-outs that the filters keep, contrast cases apart (see `spin_outs_frame`)."""
        chosen = SpinOut.objects.visible_to(self.user).counted()
        conditions = {
            "service": Q(service_group__slug=self.filters.value("service")),
            "region": Q(organisation__region=self.filters.value("region")),
            "parent": Q(
                organisation__in=Organisation.objects.filter(
                    spin_out__parents__body__public_body__kind=self.filters.value("parent")
                )
            ),
        }
        for name, condition in conditions.items():
            if self.filters.value(name):
                chosen = chosen.filter(condition)
        return spin_outs_frame(chosen)

    @cached_property
    def standing(self) -> pd.DataFrame:
        """The spin-outs launched by the day and neither exited nor dissolved on it."""
        return staff_shares.standing_on(self.spin_outs, self.day)

    @cached_property
    def holdings(self) -> pd.DataFrame:
        """All holdings of equity in the register (see `holdings_frame`)."""
        stakes = Stake.objects.seen_by(self.user).counted().exclude(equity_disclosure="")
        frame = holdings_frame(stakes)
        return frame[frame["measure"] == Measure.EQUITY].reset_index(drop=True)

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """Sectors of all organisations over time."""
        return sectors_frame(Profile.objects.all())

    @cached_property
    def organisations(self) -> pd.DataFrame:
        """All organisations, for the look-through split."""
        return organisations_frame(Organisation.objects.visible_to(self.user))

    @cached_property
    def staff_by_year(self) -> pd.DataFrame:
        """Staff share at the end of each year (F1)."""
        return staff_shares.staff_share_by_year(
            self.spin_outs, self.holdings, self.sectors, self.day
        )

    @cached_property
    def split(self) -> pd.DataFrame:
        """The equity split of each standing spin-out on the day (F1)."""
        own = self.holdings[self.holdings["subject_id"].isin(self.standing["organisation_id"])]
        return ownership.split_on(own, self.sectors, self.day)

    @cached_property
    def through(self) -> pd.DataFrame:
        """The look-through split of each standing spin-out on the day (F2)."""
        return ownership.look_through_on(
            self.holdings,
            self.sectors,
            self.organisations,
            self.day,
            subject_ids=self.standing["organisation_id"].tolist(),
        )

    @cached_property
    def by_category(self) -> pd.DataFrame:
        """In how many spin-outs each category of holder has a stake."""
        return ownership_overview.holders_by_category(self.split)

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """Staff share, direct and look-through, with the organisation's slug and name."""
        compared = ownership_overview.staff_direct_and_through(self.split, self.through)
        return self._named(compared)

    @cached_property
    def named_split(self) -> pd.DataFrame:
        """The equity splits with slug and name, largest staff share first."""
        staff = self.comparison.set_index("subject_id")["direct_low"]
        named = self._named(self.split[self.split["measure"] == Measure.EQUITY])
        order = named.assign(staff=named["subject_id"].map(staff))
        return order.sort_values(
            ["staff", "name"], ascending=[False, True], kind="stable", ignore_index=True
        ).drop(columns="staff")

    def _named(self, rows: pd.DataFrame) -> pd.DataFrame:
        words = self.spin_outs.set_index("organisation_id")[["slug", "name"]]
        return rows.assign(
            slug=rows["subject_id"].map(words["slug"]), name=rows["subject_id"].map(words["name"])
        )

    @cached_property
    def regions(self) -> pd.Series:
        """How many standing spin-outs work from each region (code to count)."""
        return self.standing["region"].value_counts()

    @property
    def without_split_count(self) -> int:
        """How many standing spin-outs have no holder of equity on record that day."""
        return len(self.standing) - self.split["subject_id"].nunique()
