"""Who may open which page: outsiders get the same 404 whether a bid exists or not.

The pages on which officers work need somebody who is signed in. To everybody else they answer
with the sign-in page, before they have looked for anything.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from organisations.models import User
from partnerships.choices import CompetitionOrigin
from partnerships.models import Bid, BidGrant, PartnerCompetition
from spinouts.dashboards.competitions.lists import seen_by
from spinouts.dashboards.competitions.standing import with_standing
from spinouts.dashboards.filters import read_as_of

NOTHING_HERE = "There is nothing at this address."
NOTICE_KEYS = ("source", "service_group")


def for_insiders(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send visitors to sign in, and answer whoever may not do a thing as if it were not there."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url("admin:login"))
        read_as_of(request)  # a day that makes no sense is refused here as everywhere
        try:
            return view(request, *arguments, **options)
        except PermissionDenied:
            raise Http404(NOTHING_HERE) from None

    return guarded


def find_competition(slug: str, user: User, day: date) -> PartnerCompetition:
    """Find the competition of an address with what its page shows of it.

    :raises Http404: if there is none, or the account may neither see it nor read its bids
    """
    seen = Q(pk__in=PartnerCompetition.objects.visible_to(user).values("pk"))
    if user.is_authenticated:
        granted = BidGrant.objects.filter(account=user, is_withdrawn=False)
        seen |= Q(pk__in=granted.values("competition"))
    found = PartnerCompetition.objects.filter(seen, slug=slug)
    return _first(seen_by(with_standing(found, day), user).select_related(*NOTICE_KEYS))


def find_own_competition(slug: str, user: User) -> PartnerCompetition:
    """Find a competition that the account's own body runs in this register.

    :raises Http404: if there is none
    """
    kept = PartnerCompetition.objects.kept_by(user).filter(origin=CompetitionOrigin.RUN, slug=slug)
    return _first(kept.select_related("public_body", "venture", "source", "service_group"))


def find_bid(bid_id: int, competition: PartnerCompetition, user: User) -> Bid:
    """Find a bid of a competition, if the account may see it.

    :raises Http404: if there is none
    """
    bid = _first(Bid.objects.visible_to(user).filter(pk=bid_id, competition=competition))
    bid.competition = competition
    return bid


def _first(rows: QuerySet) -> Any:
    row = rows.first()
    if row is None:
        raise Http404(NOTHING_HERE)
    return row
