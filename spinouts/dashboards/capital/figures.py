"""What the page of capital needs: the investments that the filters keep, read once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import pandas as pd
from django.db.models import F, Prefetch, Q, QuerySet

from organisations.frames import sectors_frame
from organisations.models import Organisation, Profile
from partnerships import capital
from partnerships.frames import organisation_ids_in
from partnerships.frames.capital import investments_frame
from partnerships.models import Investment
from spinouts.dashboards.filter_forms import NOT_RECORDED as NOT_RECORDED_CHOICE
from spinouts.dashboards.filters import FilterError, Filters
from spinouts.dashboards.partnerships.figures.deals import seen_deals

SIDES = ("investor", "recipient")
UNDATED = "undated"
NOT_RECORDED = "not_recorded"


def with_sides(investments: QuerySet) -> QuerySet:
    """Annotate investor and recipient with what `investments_frame` asks for."""
    return investments.annotate(
        **{f"{side}_slug": F(f"{side}__slug") for side in SIDES},
        **{f"{side}_record_name": F(f"{side}__name") for side in SIDES},
    )


class CapitalFigures:
    """Figures of the page of capital for one day, one set of filters and one reader.

    :raises FilterError: for an investor or recipient that does not exist, or is not to be seen
    """

    def __init__(self, filters: Filters, user) -> None:
        self.filters = filters
        self.user = user
        self.parties = self._parties()

    @property
    def day(self) -> date:
        """The day that the page is read on."""
        return self.filters.as_of

    def _parties(self) -> dict[str, Organisation]:
        """Find the organisations that the address names, and let the form show their names."""
        found, errors = {}, {}
        for side in SIDES:
            slug = self.filters.value(side)
            if slug is None:
                continue
            organisation = Organisation.objects.visible_to(self.user).filter(slug=slug).first()
            if organisation is None:
                errors[side] = f"The register has no organisation with the address “{slug[:40]}”."
                continue
            found[side] = organisation
            self.filters.form.fields[side].choices = [(slug, organisation.name)]
        if errors:
            raise FilterError(errors)
        return found

    def _chosen(self) -> QuerySet:
        """Choose the investments by all filters but those that a calculation answers."""
        chosen = with_sides(Investment.objects.seen_by(self.user))
        wanted = self.filters.values
        for side, organisation in self.parties.items():
            chosen = chosen.filter(**{side: organisation})
        for name in ("instrument", "programme"):
            if name in wanted:
                chosen = chosen.filter(**{name: wanted[name]})
        if "year" in wanted:
            chosen = chosen.filter(agreed_on__year=wanted["year"])
        if "q" in wanted:
            chosen = chosen.filter(self._found(wanted["q"]))
        return chosen

    def _found(self, words: str) -> Q:
        """Give the condition that all words stand in one name, or in what the money was for."""
        named = Organisation.objects.visible_to(self.user).named_like(words).values("pk")
        condition = Q()
        for side in SIDES:
            in_name = Q(**{side: None})
            for word in words.split():
                in_name &= Q(**{f"{side}_name__icontains": word})
            condition |= Q(**{f"{side}__in": named}) | in_name
        for field in ("purpose", "programme"):
            in_field = Q()
            for word in words.split():
                in_field &= Q(**{f"{field}__icontains": word})
            condition |= in_field
        return condition

    def records(self, investment_ids: Iterable[int]) -> dict[int, Investment]:
        """Read investments with their sources, and with the deals that the account may see."""
        deals = Prefetch("deal", queryset=seen_deals(self.user))
        wanted = Investment.objects.visible_to(self.user).select_related("source")
        return wanted.prefetch_related(deals).in_bulk(list(investment_ids))

    @cached_property
    def all_rows(self) -> pd.DataFrame:
        """What each of them counts for (see `capital.capital_rows`), of the sector asked for."""
        investments = investments_frame(self._chosen())
        ids = organisation_ids_in(investments["investor_id"])
        sectors = sectors_frame(Profile.objects.filter(organisation__in=ids))
        rows = capital.capital_rows(investments, sectors, self.day)
        sector = self.filters.value("sector")
        if sector is None:
            return rows
        wanted = NOT_RECORDED if sector == NOT_RECORDED_CHOICE else sector
        return rows[rows["sector"] == wanted].reset_index(drop=True)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows that the sums are made of: of the status asked for, if one is."""
        rows = self.all_rows
        status = self.filters.value("counted")
        if status == UNDATED:
            is_money = (rows["status"] == capital.COUNTED) & ~rows["is_guarantee"].astype(bool)
            return rows[is_money & rows["year"].isna()].reset_index(drop=True)
        if status is not None:
            return rows[rows["status"] == status].reset_index(drop=True)
        return rows

    @cached_property
    def listed(self) -> pd.DataFrame:
        """The rows that the list shows: what was agreed after the day on request only."""
        if self.filters.value("counted") == capital.LATER:
            return self.rows
        return self.rows[self.rows["status"] != capital.LATER].reset_index(drop=True)

    @cached_property
    def not_counted(self) -> pd.DataFrame:
        """What is in no sum and why (see `capital.not_counted`), whatever status is asked for."""
        return capital.not_counted(self.all_rows)

    @cached_property
    def money(self) -> pd.Series:
        """All money added up (see `capital.total`)."""
        return capital.total(self.rows)

    @cached_property
    def cover(self) -> pd.Series:
        """What all guarantees still cover (see `capital.total`)."""
        return capital.total(self.rows, of_guarantees=True)

    @cached_property
    def by_instrument(self) -> pd.DataFrame:
        """Capital by its form."""
        return capital.by_instrument(self.rows)

    @cached_property
    def by_sector(self) -> pd.DataFrame:
        """Money by the investor's sector."""
        return capital.by_sector(self.rows)

    @cached_property
    def by_year_and_sector(self) -> pd.DataFrame:
        """Money by year and the investor's sector."""
        return capital.by_year_and_sector(self.rows)

    @cached_property
    def by_investor(self) -> pd.DataFrame:
        """Money by who gave it."""
        return capital.by_investor(self.rows)
