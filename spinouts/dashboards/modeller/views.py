"""Answers to /partnerships/modeller/ and to the addresses of its charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.modeller.builders import MODELLER_CHARTS
from spinouts.dashboards.modeller.entries import (
    COMPETITION,
    LONGEST_QUERY,
    as_query,
    filled_offers,
    read_entries,
)
from spinouts.dashboards.modeller.examples import EXAMPLES
from spinouts.dashboards.modeller.model import Modeller
from spinouts.dashboards.modeller.prefill import Prefilled, find_competition, prefilled
from spinouts.dashboards.modeller.sheet import Sheet
from spinouts.dashboards.modeller.sketch_form import SketchForm
from spinouts.dashboards.modeller.tables import comparison
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented


@dataclass(frozen=True)
class _Asked:
    """What an address asks of the modeller, read and tried out."""

    filters: Filters
    prefilled: Prefilled | None
    figures: Modeller

    @property
    def sheet(self) -> Sheet:
        return self.figures.sheet


def _asked(request: HttpRequest) -> _Asked:
    """Read the address; a competition fills in what it says nothing of.

    :raises FilterError: for a day or a competition that there is not
    """
    filters, user = read_entries(request), reader_of(request)
    entries, found = dict(filters.raw), None
    if slug := entries.get(COMPETITION):
        competition = find_competition(slug, user)
        if not filled_offers(entries):
            found = prefilled(competition, user, filters.as_of)
            entries = found.entries | entries
    sheet = Sheet(entries, user)
    figures = Modeller(sheet, user, filters.as_of)
    if sheet.is_valid:
        figures.try_offers()
    return _Asked(filters, found, figures)


@require_safe
def modeller(request: HttpRequest) -> HttpResponse:
    """Show the modeller with what the address enters; 400 if some of it makes no sense."""
    asked = _asked(request)
    sheet, filters = asked.sheet, asked.filters
    context = {
        "filters": filters,
        "sheet": sheet,
        "figures": asked.figures,
        "action": request.path,
        "examples": _examples(request.path, filters),
        "is_compared": sheet.is_valid and bool(sheet.offers),
    }
    found = asked.prefilled
    context["prefilled"] = None if found is None else _prefilled_words(found, filters)
    if context["is_compared"]:
        context |= _result(request, asked)
    return render(request, "modeller/modeller.html", context, status=200 if sheet.is_valid else 400)


@require_safe
def modeller_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Answer with one chart of what the address enters.

    :raises FilterError: if some of it makes no sense
    """
    asked = _asked(request)
    asked.sheet.refuse()
    return chart_response(build(MODELLER_CHARTS, name, asked.figures), extension)


def _result(request: HttpRequest, asked: _Asked) -> dict[str, Any]:
    """Give the comparison, its charts, its address, and the form that keeps it."""
    query = as_query(asked.sheet.entries, asked.filters.as_of_query)
    is_keepable = len(query) <= LONGEST_QUERY
    return {
        "charts": presented(_shown(asked.figures), asked.figures, request, asked.filters),
        "tables": comparison(asked.figures),
        "share_url": with_query(request.path, query),
        "sketch_form": SketchForm(initial={"query": query}) if is_keepable else None,
    }


def _shown(figures: Modeller) -> dict:
    """Choose the charts that the page shows: the second only if it tells something else."""
    is_same = all(one.split.equals(one.look_through) for one in figures.situations)
    return {"direct-split": MODELLER_CHARTS["direct-split"]} if is_same else MODELLER_CHARTS


def _prefilled_words(found: Prefilled, filters: Filters) -> dict[str, Any]:
    """Say what came from the competition, and who else may know it."""
    competition = found.competition
    signed_on = competition.signed_on if competition.is_disclosed else None
    url = with_query(
        reverse("spinouts:modeller"), as_query({COMPETITION: competition.slug}, filters.as_of_query)
    )
    return {
        "competition": competition,
        "bid_count": found.bid_count,
        "is_cut": found.bid_count > len(filled_offers(found.entries)),
        "is_secret": found.is_secret,
        "signed_on": signed_on if signed_on and signed_on <= filters.as_of else None,
        "url": url,
    }


def _examples(path: str, filters: Filters) -> list[dict[str, str]]:
    """Give examples to start from, on the day of the page."""
    return [
        {
            "title": example.title,
            "text": example.text,
            "url": with_query(path, as_query(example.entries, filters.as_of_query)),
        }
        for example in EXAMPLES
    ]
