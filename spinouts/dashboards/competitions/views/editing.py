"""Writing the notice and the bids: forms that come back with their text whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from organisations import roles
from partnerships.models import Bid, PartnerCompetition
from partnerships.rules.competitions import TAKES_BIDS
from spinouts.dashboards.competitions.access import (
    NOTHING_HERE,
    find_bid,
    find_own_competition,
    for_insiders,
)
from spinouts.dashboards.competitions.forms.bid import BidForm, bidder_rows, offer_rows
from spinouts.dashboards.competitions.forms.competition import CompetitionForm, criterion_rows
from spinouts.dashboards.competitions.forms.fields import problems_of, say_refused
from spinouts.dashboards.competitions.forms.moves import AssessorsForm
from spinouts.dashboards.competitions.storing import (
    officers_of,
    store_assessors,
    store_bid,
    store_competition,
)
from spinouts.dashboards.competitions.versions import (
    OvertakenError,
    strands_of_bid,
    strands_of_competition,
    version_of,
)
from spinouts.dashboards.readers import reader_of

form_view = require_http_methods(["GET", "HEAD", "POST"])
EMPTY_ROWS = 3
MORE = "more"
"""Name of the button that stores and opens the form again, with more empty rows."""


def sent_by(request: HttpRequest) -> QueryDict | None:
    """Give what a form sent; None where it is only to be shown."""
    return request.POST if request.method == "POST" else None


@form_view
@for_insiders
def competition_new(request: HttpRequest) -> HttpResponse:
    """Set up a competition of an own body, as a draft."""
    reader = reader_of(request)
    if roles.part_of(reader) != roles.Part.OFFICER or not roles.body_ids(reader):
        raise Http404(NOTHING_HERE)
    return _competition_page(request, PartnerCompetition(), reader)


@form_view
@for_insiders
def competition_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the notice of a competition that an own body runs."""
    reader = reader_of(request)
    return _competition_page(request, find_own_competition(slug, reader), reader)


def _competition_page(
    request: HttpRequest, competition: PartnerCompetition, reader: Any
) -> HttpResponse:
    data = sent_by(request)
    seen = version_of(strands_of_competition(competition)) if competition.pk else ""
    title = competition.title
    form = CompetitionForm(data, instance=competition, user=reader, initial={"seen_version": seen})
    rows = criterion_rows(EMPTY_ROWS)(data, instance=competition, prefix="criteria")

    def store() -> HttpResponse:
        stored = store_competition(form=form, rows=rows, by=reader)
        page = "competition-edit" if MORE in request.POST else "competition-detail"
        messages.success(request, "Stored.")
        return redirect(f"spinouts:{page}", stored.slug)

    answer = _stored(request, form, [rows], store)
    context = {
        "competition": competition,
        "title": title,
        "is_new": competition.pk is None,
        "form": form,
        "problems": problems_of(form, rows),
        "groups": form.groups(),
        "rows": rows,
        "is_notice_closed": form.is_notice_closed,
    }
    return answer or render(request, "competitions/competition_form.html", context)


@form_view
@for_insiders
def bid_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a bid."""
    reader = reader_of(request)
    competition = find_own_competition(slug, reader)
    return _bid_page(request, competition, Bid(competition=competition), reader)


@form_view
@for_insiders
def bid_edit(request: HttpRequest, slug: str, bid_id: int) -> HttpResponse:
    """Change a bid."""
    reader = reader_of(request)
    competition = find_own_competition(slug, reader)
    return _bid_page(request, competition, find_bid(bid_id, competition, reader), reader)


def _bid_page(
    request: HttpRequest, competition: PartnerCompetition, bid: Bid, reader: Any
) -> HttpResponse:
    data = sent_by(request)
    seen = version_of(strands_of_bid(bid)) if bid.pk else ""
    form = BidForm(data, instance=bid, initial={"seen_version": seen})
    bidders = bidder_rows(EMPTY_ROWS - 1)(
        data, instance=bid, prefix="bidders", form_kwargs={"user": reader}
    )
    offers = offer_rows(EMPTY_ROWS)(data, instance=bid, prefix="offers")

    def store() -> HttpResponse:
        stored = store_bid(
            form=form, bidders=bidders, offers=offers, competition_id=competition.pk, by=reader
        )
        page = "bid-edit" if MORE in request.POST else "bid-detail"
        messages.success(request, "Stored.")
        return redirect(f"spinouts:{page}", competition.slug, stored.pk)

    answer = _stored(request, form, [bidders, offers], store)
    context = {
        "competition": competition,
        "bid": bid,
        "is_new": bid.pk is None,
        "is_taking_bids": competition.status in TAKES_BIDS,
        "form": form,
        "problems": problems_of(form, bidders, offers),
        "groups": form.groups(),
        "bidders": bidders,
        "offers": offers,
    }
    return answer or render(request, "competitions/bid_form.html", context)


def _stored(
    request: HttpRequest,
    form: forms.BaseForm,
    sets: list[forms.BaseFormSet],
    store: Callable[[], HttpResponse],
) -> HttpResponse | None:
    """Store what was sent if all of it is right; None if the form is to be shown (again)."""
    if request.method != "POST":
        return None
    are_right = [part.is_valid() for part in (form, *sets)]
    if not all(are_right):
        return None
    is_new = form.instance.pk is None
    try:
        return store()
    except ValidationError as refusal:
        if is_new:  # the transaction took the record back, and its key with it
            form.instance.pk = None
            form.instance._state.adding = True
        say_refused(form, refusal)
        return None


@form_view
@for_insiders
def competition_assessors(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose who scores the bids."""
    reader = reader_of(request)
    competition = find_own_competition(slug, reader)
    present = list(competition.assessors.values_list("account_id", flat=True))
    form = AssessorsForm(
        sent_by(request), officers=officers_of(competition), initial={"accounts": present}
    )
    seen = version_of(strands_of_competition(competition))
    if request.method == "POST":
        form = AssessorsForm(request.POST, officers=officers_of(competition))
        seen = request.POST.get("seen_version", "")
        if form.is_valid():
            try:
                store_assessors(
                    competition_id=competition.pk,
                    accounts=form.cleaned_data["accounts"],
                    seen_version=seen,
                    by=reader,
                )
            except ValidationError as refusal:
                seen = refusal.version if isinstance(refusal, OvertakenError) else seen
                say_refused(form, refusal)
            else:
                messages.success(request, "Stored.")
                return redirect("spinouts:competition-detail", competition.slug)
    context = {"competition": competition, "form": form, "seen_version": seen}
    context["problems"] = problems_of(form)
    return render(request, "competitions/competition_assessors.html", context)
