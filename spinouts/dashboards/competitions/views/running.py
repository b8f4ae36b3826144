"""Running a competition: moves that ask first, scores, and the ranking."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from partnerships.actions.competition import move_competition, open_competition, save_scores
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import BidScore, PartnerCompetition
from partnerships.rules.competitions import SCORED, TAKES_SCORES
from spinouts.dashboards.competitions import history_words
from spinouts.dashboards.competitions.access import (
    NOTHING_HERE,
    find_bid,
    find_competition,
    find_own_competition,
    for_insiders,
)
from spinouts.dashboards.competitions.bid_words import BidWords
from spinouts.dashboards.competitions.figures import CompetitionPage
from spinouts.dashboards.competitions.forms.fields import problems_of, say_refused
from spinouts.dashboards.competitions.forms.moves import MoveForm, ScoresForm
from spinouts.dashboards.competitions.ranking_words import RankingWords
from spinouts.dashboards.competitions.steps import BID_WORDS, COMPETITION_WORDS
from spinouts.dashboards.competitions.storing import move_one_bid
from spinouts.dashboards.competitions.views.editing import form_view, sent_by
from spinouts.dashboards.competitions.words import CompetitionWords
from spinouts.dashboards.filters import Filters, read_filters, today
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.readers import reader_of


@form_view
@for_insiders
def competition_move(request: HttpRequest, slug: str, to: str) -> HttpResponse:
    """Ask whether a competition is to be opened, evaluated or abandoned, and do it.

    :raises Http404: for an outsider, or a status to which no page moves it
    """
    reader = reader_of(request)
    competition = find_own_competition(slug, reader)
    if to not in COMPETITION_WORDS:
        raise Http404(NOTHING_HERE)
    move, day = COMPETITION_WORDS[to], today()
    form = MoveForm(sent_by(request), move=move, today=day, is_day_asked=False)
    if form.is_valid():
        try:
            _move(competition, to, reader, day, form.cleaned_data.get("why", ""))
        except ValidationError as refusal:
            say_refused(form, refusal)
        else:
            messages.success(request, "Done.")
            return redirect("spinouts:competition-detail", slug)
    context = {"competition": competition, "bid": None, "move": move, "form": form}
    context["problems"] = problems_of(form)
    return render(request, "competitions/move.html", context)


def _move(competition: PartnerCompetition, to: str, reader, day, why: str) -> None:
    if to == CompetitionStatus.OPEN:
        open_competition(competition_id=competition.pk, by=reader, day=day)
    else:
        move_competition(competition_id=competition.pk, to=to, by=reader, day=day, why=why)


@form_view
@for_insiders
def bid_move(request: HttpRequest, slug: str, bid_id: int, to: str) -> HttpResponse:
    """Ask whether a bid is to be moved along its path, and do it.

    :raises Http404: for an outsider, or a status to which no page moves it
    """
    reader = reader_of(request)
    competition = find_own_competition(slug, reader)
    bid = find_bid(bid_id, competition, reader)
    if to not in BID_WORDS:
        raise Http404(NOTHING_HERE)
    move, day = BID_WORDS[to], today()
    is_day_asked = to in {BidStatus.SUBMITTED, BidStatus.LOST, BidStatus.WITHDRAWN}
    form = MoveForm(sent_by(request), move=move, today=day, is_day_asked=is_day_asked)
    if form.is_valid():
        given = form.cleaned_data
        try:
            move_one_bid(
                bid_id=bid.pk,
                to=to,
                by=reader,
                day=given.get("day", day),
                why=given.get("why", ""),
            )
        except ValidationError as refusal:
            say_refused(form, refusal)
        else:
            messages.success(request, "Done.")
            return redirect("spinouts:bid-detail", slug, bid.pk)
    page = CompetitionPage(competition, reader, day)
    context = {"competition": competition, "bid": bid, "move": move, "form": form}
    context["problems"] = problems_of(form)
    context["bid_title"] = _bid_words(page, bid.pk).context()["title"]
    return render(request, "competitions/move.html", context)


def _bid_words(page: CompetitionPage, bid_id: int) -> BidWords:
    """Give the words of a bid of an own competition.

    :raises Http404: if there is no such bid
    """
    bid = next((one for one in page.bids if one.pk == bid_id), None)
    if bid is None:
        raise Http404(NOTHING_HERE)
    filters = Filters(page.day, is_as_of_today=True)
    return BidWords(CompetitionWords(page, filters, page.day), bid)


@form_view
@for_insiders
def bid_scores(request: HttpRequest, slug: str, bid_id: int) -> HttpResponse:
    """Give a bid the own scores; others' scores are shown once all have scored.

    :raises Http404: for an outsider, and for an officer who is no assessor
    """
    reader = reader_of(request)
    competition = find_own_competition(slug, reader)
    page = CompetitionPage(competition, reader, today())
    words = _bid_words(page, bid_id)
    if not page.is_assessor:
        raise Http404(NOTHING_HERE)
    own = BidScore.objects.visible_to(reader).filter(bid=bid_id, assessor=reader)
    form = ScoresForm(
        sent_by(request),
        criteria=page.criteria,
        highest=competition.highest_score,
        given={score.criterion_id: score for score in own},
    )
    if form.is_valid():
        try:
            held = save_scores(bid_id=bid_id, scores=form.given(), by=reader)
        except ValidationError as refusal:
            say_refused(form, refusal)
        else:
            messages.success(request, _scored_words(held))
            return redirect("spinouts:bid-detail", slug, bid_id)
    context = words.context() | {
        "form": form,
        "problems": problems_of(form),
        "criteria": form.rows(),
        "highest_score": competition.highest_score,
        "may_score": competition.status in TAKES_SCORES and words.bid.status in SCORED,
    }
    return render(request, "competitions/bid_scores.html", context)


def _scored_words(competition: PartnerCompetition) -> str:
    if competition.are_scores_shared:
        return "Stored. All have scored: everybody who runs the competition sees all scores now."
    return "Stored. The others see your scores once all have scored."


@require_safe
@for_insiders
def competition_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who changed what and when, but no scores.

    :raises Http404: for whoever does not run the competition
    """
    reader = reader_of(request)
    filters = read_filters(request)
    competition = find_own_competition(slug, reader)
    context = list_context(
        request,
        filters,
        history_words.versions_of(competition, reader),
        present=lambda page: history_words.present(list(page), reader),
        columns=history_words.COLUMNS,
        noun="changes",
        noun_one="change",
        caption="What happened",
    )
    context["competition"] = competition
    return render(request, "competitions/competition_history.html", context)


@require_safe
@for_insiders
def competition_ranking(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the weighted table: all bids, criteria, assessors and reasons.

    :raises Http404: for whoever may not read the bids whole
    """
    reader = reader_of(request)
    filters = read_filters(request)
    competition = find_competition(slug, reader, filters.as_of)
    page = CompetitionPage(competition, reader, filters.as_of)
    if not page.is_insider or competition.origin != "run":
        raise Http404(NOTHING_HERE)
    words = RankingWords(CompetitionWords(page, filters, today()))
    return render(request, "competitions/competition_ranking.html", words.context())
