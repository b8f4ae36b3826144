"""Answers to the addresses of primes and of supply chains."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.choices import PrimeTest
from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.listing import list_context
from spinouts.dashboards.primes import rows, supply_page
from spinouts.dashboards.primes.builders import PRIME_LIST_CHARTS
from spinouts.dashboards.primes.figures import PrimeFigures, PrimesFigures, TestedPrime
from spinouts.dashboards.primes.page import PrimeWords
from spinouts.dashboards.primes.prime_builders import PRIME_CHARTS
from spinouts.dashboards.primes.records import primes_seen
from spinouts.dashboards.primes.supply_builders import SUPPLY_CHARTS
from spinouts.dashboards.primes.supply_figures import SupplyFigures
from spinouts.dashboards.primes.words import name_of_test, threshold_words
from spinouts.dashboards.readers import reader_of
from spinouts.dashboards.resources import build, chart_response, presented

NEAREST = 5


def _list_filters(request: HttpRequest) -> Filters:
    return read_filters(request, rows.PrimeFilters, sorts=rows.SORTS)


@require_safe
def prime_list(request: HttpRequest) -> HttpResponse:
    """Show the primes with their five tests side by side, and which of the UK's pass."""
    filters = _list_filters(request)
    figures = PrimesFigures(reader_of(request), filters.as_of)
    context = list_context(
        request,
        filters,
        rows.listed(figures, filters),
        present=lambda page: rows.present(page, filters),
        columns=rows.COLUMNS,
        noun="primes of the UK",
        noun_one="prime of the UK",
        caption="Primes of the UK and the five tests",
    )
    context |= {
        "charts": presented(PRIME_LIST_CHARTS, figures, request, filters),
        "home_count": len(figures.home),
        "passing": [_named(prime, filters) for prime in figures.passing],
        "untold_count": len(figures.untold),
        "misses": [_near_miss(prime, filters) for prime in figures.misses[:NEAREST]],
        "foreign_rows": rows.present(figures.foreign, filters),
        "foreign_columns": rows.COLUMNS,
        "tests": [
            {
                "name": name_of_test(test),
                "definition": threshold.definition if threshold else "",
                "words": threshold_words(threshold),
            }
            for test, threshold in ((test, figures.thresholds.get(test)) for test in PrimeTest)
        ],
    }
    return render(request, "primes/prime_list.html", context)


def _named(prime: TestedPrime, filters: Filters) -> dict[str, str]:
    organisation = prime.organisation
    return {"name": organisation.name, "url": rows.prime_url(organisation.slug, filters)}


def _near_miss(prime: TestedPrime, filters: Filters) -> dict:
    """Say what a prime failed, and what cannot be told of it."""
    tests = {"fail": [], "cannot_tell": [], "pass": []}
    for result in prime.results:
        tests[result.outcome].append(name_of_test(result.key).lower())
    return _named(prime, filters) | {
        "failed": tests["fail"],
        "untold": tests["cannot_tell"],
        "passed": tests["pass"],
    }


@require_safe
def prime_list_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Give a chart of the list as SVG, PNG, CSV or JSON.

    :raises Http404: if there is no such chart
    """
    filters = _list_filters(request)
    figures = PrimesFigures(reader_of(request), filters.as_of)
    return chart_response(build(PRIME_LIST_CHARTS, name, figures), extension)


@require_safe
def prime_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one prime as of the day.

    :raises Http404: if there is none, or the account may not see it
    """
    filters = read_filters(request)
    figures = _figures(request, slug, filters)
    charts = presented(PRIME_CHARTS, figures, request, filters)
    context = PrimeWords(figures, filters).context() | {
        "filters": filters,
        # words stand where there is nothing to draw
        "charts": {name: None if chart.empty_words else chart for name, chart in charts.items()},
    }
    return render(request, "primes/prime_detail.html", context)


@require_safe
def prime_chart(request: HttpRequest, slug: str, name: str, extension: str) -> HttpResponse:
    """Give a chart of a prime as SVG, PNG, CSV or JSON.

    :raises Http404: if there is no such chart, or the account may not see the prime
    """
    figures = _figures(request, slug, read_filters(request))
    return chart_response(build(PRIME_CHARTS, name, figures), extension)


def _figures(request: HttpRequest, slug: str, filters: Filters) -> PrimeFigures:
    reader = reader_of(request)
    prime = primes_seen(reader, filters.as_of).filter(slug=slug).first()
    if prime is None:
        raise Http404("There is no prime of this address in the register.")
    return PrimeFigures(prime, reader, filters.as_of)


def _supply_filters(request: HttpRequest) -> Filters:
    return read_filters(request, supply_page.SupplyFilters)


@require_safe
def supply_chains(request: HttpRequest) -> HttpResponse:
    """Show how contract value is passed on, tier by tier and sector by sector."""
    filters = _supply_filters(request)
    figures = SupplyFigures(filters, reader_of(request))
    context = list_context(
        request,
        filters,
        supply_page.listed(figures),
        present=lambda page: supply_page.present(page, figures, filters),
        columns=supply_page.LIST_COLUMNS,
        noun="contracts under which work is passed on",
        noun_one="contract under which work is passed on",
        caption="Contracts with supply links, those with the most first",
    )
    is_known = figures.links["is_value_known"].astype(bool)
    context |= {
        "charts": presented(SUPPLY_CHARTS, figures, request, filters),
        "link_count": len(figures.links),
        "undisclosed_count": int((~is_known).sum()),
        "contract_count": len(figures.records),
        "tier_columns": supply_page.TIER_COLUMNS,
        "tier_rows": supply_page.tier_rows(figures),
        "programmes": supply_page.programmes(figures, filters),
    }
    return render(request, "primes/supply_chains.html", context)


@require_safe
def supply_chart(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """Give a chart of supply chains as SVG, PNG, CSV or JSON.

    :raises Http404: if there is no such chart
    """
    figures = SupplyFigures(_supply_filters(request), reader_of(request))
    return chart_response(build(SUPPLY_CHARTS, name, figures), extension)
