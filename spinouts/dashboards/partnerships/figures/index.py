"""What is on record about partnerships, for their index: counts, and the latest deals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import CharField, Count, Q, QuerySet, Value

from organisations.models import User
from partnerships.choices import PartnershipKind
from partnerships.models import (
    Deal,
    Investment,
    PartnerCompetition,
    Partnership,
    SocialPrime,
    SupplyLink,
)
from spinouts.dashboards.partnerships.figures.deals import seen_deals

DEALS_SHOWN = 5


def counts(user: User, day: date) -> Mapping[str, int]:
    """Count what the account may see, whatever is dated by the day: one query.

    :return: joint_ventures and partnerships (of all kinds), competitions whose notice is public,
        deals, primes, supply_links, investments (one row for each sum)
    """
    partnerships = Partnership.objects.visible_to(user)
    rows = {
        "joint_ventures": partnerships.filter(kind=PartnershipKind.JOINT_VENTURE),
        "partnerships": partnerships,
        "competitions": PartnerCompetition.objects.visible_to(user).filter(
            Q(opens_on=None) | Q(opens_on__lte=day)
        ),
        "deals": seen_deals(user).signed_by(day),
        "primes": SocialPrime.objects.visible_to(user),
        "supply_links": SupplyLink.objects.visible_to(user),
        "investments": Investment.objects.visible_to(user)
        .main()
        .filter(Q(agreed_on=None) | Q(agreed_on__lte=day)),
    }
    first, *others = (_counted(name, chosen) for name, chosen in rows.items())
    return dict.fromkeys(rows, 0) | dict(first.union(*others, all=True))


def _counted(name: str, rows: QuerySet) -> QuerySet:
    """Make a query of one row, the name and the number; of no row where there is nothing."""
    named = rows.model.objects.filter(pk__in=rows.order_by().values("pk")).order_by()
    kind = Value(name, output_field=CharField())
    return named.annotate(counted_kind=kind).values_list("counted_kind").annotate(Count("pk"))


def latest_deals(user: User, day: date) -> list[Deal]:
    """Give the deals signed last by the day, those signed on a day not known after them."""
    rows = seen_deals(user).signed_by(day).select_related("partner", "venture", "contract")
    return list(rows[:DEALS_SHOWN])
