"""The filters of the page of capital and of the partnerships dashboard."""

from __future__ import annotations

from organisations.choices import Region, Sector
from partnerships.capital import COUNTED
from partnerships.choices import Instrument
from partnerships.models import Investment
from spinouts.dashboards.filter_choices import ANY, terms_of, with_any
from spinouts.dashboards.filter_forms import (
    NOT_RECORDED,
    OneOf,
    OrganisationField,
    SearchField,
    YearField,
)
from spinouts.dashboards.filters import FilterForm

STATUS_WORDS = {
    COUNTED: "added up",
    "withheld": "amount withheld",
    "not_known": "amount not known",
    "alternative": "another report of the same money",
    "planned": "a plan",
    "valuation": "a valuation",
    "fund": "a whole fund",
    "other_currency": "in another currency",
    "later": "agreed after this day",
}
"""Of each status of `partnerships.capital`: the words of tables and filters."""

LIST_STATUSES = [("undated", "added up, in no year: day not known")]


def _programmes() -> list[tuple[str, str]]:
    """List the programmes that public investments name."""
    named = Investment.objects.public().exclude(programme="").order_by("programme")
    names = named.values_list("programme", flat=True).distinct()
    return [ANY, *((name, name) for name in names)]


def _sectors() -> list[tuple[str, str]]:
    return [*with_any(Sector.choices), (NOT_RECORDED, "Not recorded")]


class CapitalFilters(FilterForm):
    """Filters of /partnerships/capital/."""

    q = SearchField("Investor, recipient or purpose")
    instrument = OneOf("Form", with_any(Instrument.choices))
    sector = OneOf("Investor's sector", _sectors())
    year = YearField("Agreed in")
    programme = OneOf("Programme", _programmes)
    counted = OneOf("In the sums", with_any([*STATUS_WORDS.items(), *LIST_STATUSES]))
    investor = OrganisationField("Investor")
    recipient = OrganisationField("Recipient")


class PartnershipsFilters(FilterForm):
    """Filters of /dashboards/partnerships/."""

    service = OneOf("Service", terms_of("organisations.ServiceGroup"))
    region = OneOf("Region", with_any(Region.choices))
    sector = OneOf("Partner's sector", _sectors())
