"""The index of partnerships: what is here, how much of it, and the deals signed last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partnerships.choices import PartnershipKind
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.filters import Filters, read_filters
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.partnerships.figures import index
from spinouts.dashboards.partnerships.lists import deals
from spinouts.dashboards.readers import reader_of

COLUMNS_SHOWN = (0, 1, 2, 3, 4, 5, 7)
"""Of the list of deals: deal, partner, venture, stake, price, investment, £ per 1%."""

CARDS = (
    (
        "Joint ventures",
        "partnership-list",
        {"kind": PartnershipKind.JOINT_VENTURE.value},
        (
            "Organisations held together with partners: who joined when, what each brought, who "
            "holds what, and what binds their stakes."
        ),
        ("joint_ventures", "joint ventures"),
    ),
    (
        "All partnerships",
        "partnership-list",
        {},
        (
            "Prime contractors and their partners, consortia, groups and programmes as well, with "
            "their members by sector."
        ),
        ("partnerships", "partnerships"),
    ),
    (
        "Partner competitions",
        "competition-list",
        {},
        "How partners were chosen: what was sought, what was offered for it, by which criteria.",
        ("competitions", "competitions"),
    ),
    (
        "Deals",
        "deal-list",
        {},
        (
            "What partners gave for which stake and contract, one row a deal, with the price of 1% "
            "of equity."
        ),
        ("deals", "deals"),
    ),
    (
        "Partners",
        "partner-list",
        {},
        "Who holds, or bid for, a stake: what they offer, their ventures, and bids won and lost.",
        None,
    ),
    (
        "Social primes",
        "prime-list",
        {},
        "Who leads supply chains, held against five tests of a social prime.",
        ("primes", "primes"),
    ),
    (
        "Supply chains",
        "supply-chains",
        {},
        "How much of each contract is passed on, to which sectors, tier by tier.",
        ("supply_links", "links"),
    ),
    (
        "Capital",
        "capital-list",
        {},
        "Investments and support by form, investor and year; what is not added up, and why.",
        ("investments", "sums"),
    ),
    (
        "Deal modeller",
        "modeller",
        {},
        "Try a deal before it is signed: the split after it, the rules it would meet or break.",
        None,
    ),
)


@require_safe
def partnership_index(request: HttpRequest) -> HttpResponse:
    """Show what the register has of partnerships on the day."""
    filters = read_filters(request)
    reader = reader_of(request)
    counts = index.counts(reader, filters.as_of)
    latest = deals.present(index.latest_deals(reader, filters.as_of), filters)
    context = {
        "filters": filters,
        "key_figures": _key_figures(counts, filters),
        "cards": [_card(*words, counts, filters) for words in CARDS],
        "deal_columns": [_unsorted(deals.COLUMNS[place]) for place in COLUMNS_SHOWN],
        "deal_rows": [[row[place] for place in COLUMNS_SHOWN] for row in latest],
        "deals_url": _link("deal-list", filters),
        "dashboard_url": _link("dashboard-partnerships", filters),
        "deal_count": counts["deals"],
    }
    return render(request, "partnerships/partnership_index.html", context)


def _unsorted(column: Mapping[str, Any]) -> dict[str, Any]:
    """Take from a heading what makes it sort a list."""
    return {name: value for name, value in column.items() if name != "key"}


def _link(view_name: str, filters: Filters, **wanted: str) -> str:
    """Give the address of a page, read on the same day."""
    query = Filters(filters.as_of, filters.is_as_of_today).query(**wanted)
    return with_query(reverse(f"spinouts:{view_name}"), query)


def _card(
    title: str,
    view_name: str,
    wanted: Mapping[str, str],
    text: str,
    counted_as: tuple[str, str] | None,
    counts: Mapping[str, int],
    filters: Filters,
) -> dict[str, str]:
    """Make a card that leads to a list, with how much it holds."""
    meta = counted(counts[counted_as[0]], counted_as[1]) if counted_as else ""
    return {
        "title": title,
        "url": _link(view_name, filters, **wanted),
        "text": text,
        "meta": meta,
    }


def _key_figures(counts: Mapping[str, int], filters: Filters) -> list[dict[str, Any]]:
    """Write how much is on record by the day."""
    figures = (
        ("joint_ventures", "joint ventures", "partnership-list", {"kind": "joint_venture"}),
        ("competitions", "partner competitions", "competition-list", {}),
        ("deals", "deals signed", "deal-list", {}),
        ("primes", "primes", "prime-list", {}),
    )
    return [
        {"value": f"{counts[name]:,}", "label": label, "url": _link(view, filters, **wanted)}
        for name, label, view, wanted in figures
    ]
