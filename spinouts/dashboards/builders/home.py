"""Charts of the home page: one on ownership, one on contracts, one on where."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from spinouts.dashboards.builders.contracts import value_by_year_and_sector
from spinouts.dashboards.builders.ownership import spin_outs_by_region, staff_share_by_year
from spinouts.dashboards.charts.chart import Chart
from spinouts.dashboards.charts.present import PresentedChart
from spinouts.dashboards.figures.contracts import ContractFigures
from spinouts.dashboards.figures.ownership import OwnershipFigures
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.resources import presented


@dataclass(frozen=True)
class HomeFigures:
    """What the home page's charts need: the figures of both dashboards without filters."""

    ownership: OwnershipFigures
    contracts: ContractFigures

    @classmethod
    def of(cls, filters: Filters, user) -> HomeFigures:
        """Make the figures of a day for a reader."""
        return cls(OwnershipFigures(filters, user), ContractFigures(filters, user))


def _staff_share(figures: HomeFigures) -> Chart:
    return staff_share_by_year(figures.ownership)


def _value(figures: HomeFigures) -> Chart:
    return value_by_year_and_sector(figures.contracts)


def _regions(figures: HomeFigures) -> Chart:
    return spin_outs_by_region(figures.ownership)


HOME_CHARTS = {
    "staff-share-by-year": _staff_share,
    "value-by-year-and-sector": _value,
    "spin-outs-by-region": _regions,
}


def home_charts(
    request: HttpRequest, filters: Filters, figures: HomeFigures
) -> dict[str, PresentedChart]:
    """Make the three charts of the home page."""
    return presented(HOME_CHARTS, figures, request, filters)
