"""The filters of the lists of partnerships, deals and partners."""

from __future__ import annotations

from organisations.choices import Sector
from partnerships.choices import PartnershipKind
from spinouts.dashboards.filter_choices import with_any
from spinouts.dashboards.filter_forms import (
    NOT_RECORDED,
    OneOf,
    SearchField,
    YearField,
)
from spinouts.dashboards.filters import FilterForm

SECTORS = [*with_any(Sector.choices), (NOT_RECORDED, "Not recorded")]
STANDING, ENDED, LATER = "standing", "ended", "later"
STATUSES = ((STANDING, "standing"), (ENDED, "ended"), (LATER, "not begun"))


class PartnershipFilters(FilterForm):
    """Filters of /partnerships/all/."""

    q = SearchField("Name or member")
    kind = OneOf("Kind", with_any(PartnershipKind.choices))
    sector = OneOf("With a member of sector", SECTORS)
    status = OneOf("Status on the day", with_any(STATUSES))


class DealFilters(FilterForm):
    """Filters of /partnerships/deals/."""

    q = SearchField("Deal, partner or venture")
    sector = OneOf("Partner's sector", SECTORS)
    competition = OneOf(
        "How the partner was chosen",
        with_any([("yes", "by a competition on record"), ("no", "no competition on record")]),
    )
    price = OneOf(
        "Price of the stake",
        with_any([("known", "known"), ("withheld", "withheld"), ("unknown", "not known")]),
    )
    signed_from = YearField("Signed from")
    signed_to = YearField("Signed to")

    def clean(self) -> dict:
        """Refuse years that run backwards."""
        values = super().clean()
        first, last = values.get("signed_from"), values.get("signed_to")
        if first and last and first > last:
            self.add_error("signed_to", f"{last} is before {first}, the first year asked for.")
        return values


class PartnerFilters(FilterForm):
    """Filters of /partnerships/partners/."""

    q = SearchField("Name or what it offers")
    sector = OneOf("Sector", SECTORS)
    has = OneOf(
        "With",
        with_any([("ventures", "a venture"), ("deals", "a deal"), ("bids", "a bid on record")]),
    )
