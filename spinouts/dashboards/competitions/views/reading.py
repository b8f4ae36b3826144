"""What everybody may open: the list, the notice, and the bids of a signed competition."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations import roles
from spinouts.dashboards.competitions import lists as rows
from spinouts.dashboards.competitions.access import find_bid, find_competition
from spinouts.dashboards.competitions.bid_words import BidWords
from spinouts.dashboards.competitions.figures import CompetitionPage
from spinouts.dashboards.competitions.words import CompetitionWords
from spinouts.dashboards.filters import FilterError, read_filters, today
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.words import date_words


@require_safe
def competition_list(request: HttpRequest) -> HttpResponse:
    """Show partner competitions, one row each, by how they stood on the day."""
    filters = read_filters(request, rows.CompetitionFilters, sorts=list(rows.ORDERS))
    reader = reader_of(request)
    body = rows.body_asked_for(filters, reader)
    is_officer = roles.part_of(reader) == roles.Part.OFFICER
    own_body_ids = roles.body_ids(reader) if is_officer else frozenset()
    context = list_context(
        request,
        filters,
        rows.listed(filters, reader, body),
        present=lambda page: rows.present(page, filters, own_body_ids),
        columns=rows.COLUMNS,
        noun="competitions",
        noun_one="competition",
        caption="Partner competitions",
    )
    context |= {
        "facets": rows.by_standing(request.path, filters, reader, body),
        "facets_title": "On the day",
        "may_begin": bool(own_body_ids),
    }
    return render(request, "competitions/competition_list.html", context)


@require_safe
def competition_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one competition: its notice, and its bids to those who may know of them.

    :raises Http404: if there is none, or the account may not see it
    """
    filters = read_filters(request)
    reader = reader_of(request)
    competition = find_competition(slug, reader, filters.as_of)
    page = CompetitionPage(competition, reader, filters.as_of)
    context = CompetitionWords(page, filters, today()).context() | {"filters": filters}
    return render(request, "competitions/competition_detail.html", context)


@require_safe
def bid_detail(request: HttpRequest, slug: str, bid_id: int) -> HttpResponse:
    """Show one bid as far as the account may know it.

    :raises Http404: if there is none that the account may know of
    """
    filters = read_filters(request)
    reader = reader_of(request)
    competition = find_competition(slug, reader, filters.as_of)
    find_bid(bid_id, competition, reader)
    page = CompetitionPage(competition, reader, filters.as_of)
    bid = next((one for one in page.bids if one.pk == bid_id), None)
    if bid is None:
        raise FilterError(
            {
                "as_of": "On this day the competition was not signed yet: its bids are told from "
                f"{date_words(competition.signed_on)} on."
            }
        )
    words = BidWords(CompetitionWords(page, filters, today()), bid)
    return render(request, "competitions/bid_detail.html", words.context() | {"filters": filters})
