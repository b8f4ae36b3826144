"""The words of the page of one deal: what each side gave and got, and how it came about."""

from __future__ import annotations

from typing import Any

from organisations.choices import RecordState
from organisations.measured import Measured
from partnerships.choices import Basis
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists.cells import capital
from spinouts.dashboards.partnerships import deal_tables
from spinouts.dashboards.partnerships.contributions import contribution_words
from spinouts.dashboards.partnerships.figures.deal import DealFigures
from spinouts.dashboards.partnerships.page_part import PagePart
from spinouts.dashboards.partnerships.words import (
    per_percent_words,
    ratio_words,
    sector_words,
    since_words,
    stake_words,
    years_words,
)
from spinouts.dashboards.views.organisation.closing import source_items
from spinouts.dashboards.views.organisation.parts import sentence
from spinouts.dashboards.words import NOT_KNOWN, date_words

NOT_TOLD = {NOT_KNOWN, "withheld", "unknown", "not applicable"}


def page_context(part: PagePart, filters: Filters) -> dict[str, Any]:
    """Give the template everything but the chart.

    Sources are numbered as the parts are made, so the order here is the order of the page.
    """
    figures: DealFigures = part.figures
    deal = figures.deal
    context = {
        "filters": filters,
        "deal": deal,
        "crumbs": [
            ("Home", part.link("home")),
            ("Partnerships", part.link("partnership-index")),
            ("Deals", part.link("deal-list")),
            (deal.title, ""),
        ],
        "lead": _lead(figures),
        "tags": _tags(figures),
        "notice": _notice(figures),
        "key_figures": _key_figures(figures),
        "sides": _sides(part),
        "competition": deal_tables.competition_context(part),
        "contract": deal_tables.contract_rows(part),
        "winning": deal_tables.winning_context(part),
        "stakes": deal_tables.stakes_table(part),
        "capital": deal_tables.capital_table(part),
        "note": sentence(deal.note) if deal.note else "",
        "sources": source_items(part),
    }
    return context | {"sections": _sections(context)}


def _sections(context: dict[str, Any]) -> list[dict[str, Any]]:
    parts = (
        ("exchange", "The exchange", True),
        ("competition", "The competition", True),
        ("contract", "The contract", True),
        ("bid", "The winning bid", context["winning"]),
        ("stakes", "Stakes", True),
        ("capital", "Capital", context["capital"]),
        ("sources", "Sources", True),
    )
    return [
        {"anchor": anchor, "label": label, "count": None} for anchor, label, shown in parts if shown
    ]


def partner_name(figures: DealFigures) -> str:
    """Name the partner."""
    deal = figures.deal
    return deal.partner.name if deal.partner_id else deal.partner_name


def _lead(figures: DealFigures) -> str:
    """Say in a sentence who got what of whom."""
    deal = figures.deal
    stake = deal.stake
    size = (
        f"{stake_words(stake)} of"
        if stake is not None and stake.is_known
        else (f"a stake, of a size that is {stake}, in" if stake is not None else "a stake in")
    )
    verb = "is to get" if deal.basis == Basis.PLANNED else "got"
    years = figures.prices.years
    term = f", with a contract of {years_words(years)}" if years is not None else ""
    signed = f" ({date_words(deal.signed_on, deal.signed_on_precision)})" if deal.signed_on else ""
    return f"{partner_name(figures)} {verb} {size} {deal.venture.name}{term}{signed}."


def _tags(figures: DealFigures) -> list[dict[str, str]]:
    deal, found = figures.deal, []
    if deal.basis == Basis.PLANNED:
        found.append({"label": "planned", "kind": "planned"})
    if deal.state != RecordState.PUBLISHED:
        found.append({"label": f"{deal.get_state_display()}: not public", "kind": "draft"})
    return found


def _notice(figures: DealFigures) -> str:
    if figures.is_later:
        return "It was signed after this day, so it is in no list and no sum of the day."
    return ""


def _key_figures(figures: DealFigures) -> list[dict[str, Any]]:
    """Give what was paid for what, each with its rule (F11)."""
    deal, prices = figures.deal, figures.prices
    contract = figures.contract
    value = contract.total_value if contract is not None else None
    return [
        _figure(stake_words(deal.stake), "Stake that the partner got", "Of the venture’s equity."),
        _figure(_words(deal.stake_price), "Price of the stake"),
        _figure(_words(deal.investment), "Investment", "All that the partner put in."),
        _figure(_words(value), "Contract value", _term_note(figures)),
        _figure(
            per_percent_words(prices.per_percent),
            "For each 1% of equity",
            _paid_note(figures),
            "F11",
        ),
        _figure(
            ratio_words(prices.per_contract_pound),
            "Invested for each £1 of contract",
            "",
            "F11",
        ),
    ]


def _words(value: Measured | None) -> str:
    return NOT_KNOWN if value is None else str(value)


def _term_note(figures: DealFigures) -> str:
    if figures.contract is None:
        return "No contract is tied to this deal."
    years = figures.prices.years
    return "Its term is not known." if years is None else f"Over {years_words(years)}."


def _paid_note(figures: DealFigures) -> str:
    prices = figures.prices
    if not prices.per_percent.is_known:
        return ""
    return "Of the price." if prices.is_price else "Of the investment: no price is recorded."


def _figure(value: str, label: str, note: str = "", rule: str = "") -> dict[str, Any]:
    return {
        "value": value,
        "label": label,
        "note": note,
        "rule": rule,
        "is_missing": value in NOT_TOLD,
    }


def _sides(part: PagePart) -> list[dict[str, Any]]:
    """Give the two sides, the day, and what the partner brings besides money."""
    figures: DealFigures = part.figures
    deal = figures.deal
    partner_url = part.organisation_link(deal.partner.slug) if deal.partner_id else ""
    rows = [
        part.row(
            "Partner",
            partner_name(figures),
            url=partner_url,
            note=capital(sector_words(figures.partner_sector)),
            source_numbers=part.book.numbers(deal, "the deal"),
        ),
        part.row("Venture", deal.venture.name, url=part.organisation_link(deal.venture.slug)),
        part.row("Signed", since_words(deal.signed_on, deal.signed_on_precision)),
    ]
    if figures.contributions:
        first, *others = (contribution_words(one) for one in figures.contributions)
        rows.append(
            part.row(
                "What the partner brings",
                first,
                source_numbers=part.numbers(figures.contributions, "what the partner brings"),
                more=[{"value": words} for words in others],
            )
        )
    return rows
