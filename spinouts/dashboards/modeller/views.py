"""Answers to /partnerships/modeller/ and to the addresses of its charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.modeller.builders import MODELLER_CHARTS
from spinouts.dashboards.modeller.entries import (
    BIDS_FROM,
    COMPETITION,
    LONGEST_QUERY,
    MOST_OFFERS,
    as_query,
    filled_offers,
    read_entries,
    tidy_query,
)
from spinouts.dashboards.modeller.examples import EXAMPLES
from spinouts.dashboards.modeller.model import Modeller
from spinouts.dashboards.modeller.prefill import (
    Prefilled,
    entered_for,
    find_competition,
    prefilled,
)
from spinouts.dashboards.modeller.sheet import Sheet
from spinouts.dashboards.modeller.sketch_form import SketchForm
from spinouts.dashboards.modeller.tables import comparison
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Asked:
    """What an address asks of the modeller, read and tried out."""

    filters: Filters
    prefilled: Prefilled | None
    figures: Modeller

    @property
    def sheet(self) -> Sheet:
        return self.figures.sheet


def _asked(request: HttpRequest, filters: Filters) -> _Asked:
    """Try the address out; a competition fills in what it says nothing of.

    :raises FilterError: for a competition that there is not
    """
    user = reader_of(request)
    entries, found = dict(filters.raw), None
    if slug := entries.get(COMPETITION):
        competition = find_competition(slug, user)
        if filled_offers(entries):
            found = entered_for(competition, user)
        else:
            found = prefilled(competition, user, filters.as_of, entries.get(BIDS_FROM, ""))
        entries = found.entries | entries
    sheet = Sheet(entries, user)
    figures = Modeller(sheet, user, filters.as_of)
    if sheet.is_valid:
        figures.try_offers()
    return _Asked(filters, found, figures)


@require_safe
def modeller(request: HttpRequest) -> HttpResponse:
    """Show the modeller with what the address enters; 400 if some of it makes no sense."""
    filters = read_entries(request)
    if (query := tidy_query(request, filters)) is not None:
        return redirect(with_query(request.path, query))
    asked = _asked(request, filters)
    sheet = asked.sheet
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
    asked = _asked(request, read_entries(request))
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
    if not any(len(one.split) for one in figures.situations):
        return {}
    is_same = all(one.split.equals(one.look_through) for one in figures.situations)
    return {"direct-split": MODELLER_CHARTS["direct-split"]} if is_same else MODELLER_CHARTS


def _prefilled_words(found: Prefilled, filters: Filters) -> dict[str, Any]:
    """Say what came from the competition, and who else may know it."""
    competition, address = found.competition, reverse("spinouts:modeller")
    entry = as_query({COMPETITION: competition.slug})
    signed_on = competition.signed_on if competition.is_disclosed else None
    is_signed = signed_on is not None and signed_on <= filters.as_of
    eve = Filters(signed_on - ONE_DAY, False).as_of_query if is_signed else ""
    return {
        "competition": competition,
        "bid_count": found.bid_count,
        "others": _other_bids(found, filters),
        "is_secret": found.is_secret,
        "is_entered": found.is_entered,
        "signed_on": signed_on if is_signed else None,
        "eve_url": f"{address}?{entry}&{eve}",
        "url": f"{address}?{'&'.join(part for part in (entry, filters.as_of_query) if part)}",
    }


def _other_bids(found: Prefilled, filters: Filters) -> list[dict[str, str]]:
    """Lead to the bids of a competition that do not fit: four at a time."""
    if found.bid_count <= MOST_OFFERS:
        return []
    links = []
    for first in range(1, found.bid_count + 1, MOST_OFFERS):
        if first != found.first:
            last = min(first + MOST_OFFERS - 1, found.bid_count)
            words = f"bids {first} to {last}" if last > first else f"bid {first}"
            entry = as_query(
                {COMPETITION: found.competition.slug, BIDS_FROM: str(first)}, filters.as_of_query
            )
            links.append({"words": words, "url": f"{reverse('spinouts:modeller')}?{entry}"})
    return links


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
