"""The list of deals: one row a deal, what was given for what stake and contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower

from organisations.choices import RecordState, Sector
from organisations.frames import sectors_frame
from organisations.measured import Disclosure
from organisations.measured_fields import middle_of
from organisations.models import Organisation, Profile
from partnerships.choices import Basis
from partnerships.models import Contract, Deal
from spinouts.dashboards.filter_forms import NOT_RECORDED
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.partnerships.figures.deals import contract_of, prices_of, seen_deals
from spinouts.dashboards.partnerships.figures.vehicle import sector_on
from spinouts.dashboards.partnerships.words import (
    measured_cell,
    per_percent_words,
    ratio_words,
    sector_words,
    stake_words,
    years_words,
)
from spinouts.dashboards.words import date_words

ORDERS = {
    "deal": Lower("title"),
    "venture": Lower("venture__name"),
    "signed": "signed_on",
    "stake": middle_of("stake"),
    "price": middle_of("stake_price"),
    "investment": middle_of("investment"),
}
COLUMNS = [
    cells.column("Deal", "deal"),
    cells.column("Partner"),
    cells.column("Venture", "venture"),
    cells.column("Stake", "stake", is_numeric=True),
    cells.column("Price of stake", "price", is_numeric=True),
    cells.column("Investment", "investment", is_numeric=True),
    cells.column("Contract", is_numeric=True),
    cells.column("£ per 1%", is_numeric=True),
    cells.column("Invested per £1 of contract", is_numeric=True),
]


VALUE_NOT_KNOWN = "value not known"


def chosen(filters: Filters, user, *, without: str = "") -> QuerySet[Deal]:
    """Choose the deals that the filters keep, signed by the day or on a day not known.

    :param without: a filter to pass over, for the counts of its own choices
    """
    wanted = {name: value for name, value in filters.values.items() if name != without}
    rows = seen_deals(user).signed_by(filters.as_of)
    if "q" in wanted:
        rows = _found(rows, wanted["q"], user)
    if "sector" in wanted:
        rows = rows.filter(_of_sector(wanted["sector"], filters.as_of))
    if "competition" in wanted:
        rows = rows.filter(is_competition_visible=wanted["competition"] == "yes")
    if "price" in wanted:
        rows = rows.filter(_priced(wanted["price"]))
    if "signed_from" in wanted:
        rows = rows.filter(signed_on__year__gte=wanted["signed_from"])
    if "signed_to" in wanted:
        rows = rows.filter(signed_on__year__lte=wanted["signed_to"])
    return rows


def _found(rows: QuerySet, words: str, user) -> QuerySet:
    """Keep deals with every word in the title, or in the name of partner or venture."""
    in_title, in_name = Q(), Q()
    for word in words.split():
        in_title &= Q(title__icontains=word)
        in_name &= Q(partner_name__icontains=word)
    known = Organisation.objects.visible_to(user).named_like(words).values("pk")
    is_partner = Q(partner__in=known) | Q(in_name, partner=None)
    return rows.filter(in_title | is_partner | Q(venture__in=known))


def _of_sector(sector: str, day: date) -> Q:
    """Give the condition that the partner was of a sector when the deal was signed."""
    profiles = profiles_when_signed(day).exclude(sector="")
    if sector == NOT_RECORDED:
        return ~Exists(profiles)
    return Q(Exists(profiles.filter(sector=sector)))


def profiles_when_signed(day: date) -> QuerySet[Profile]:
    """Choose the profile that a deal's partner had when it was signed, in an outer query.

    :param day: for deals signed on a day not known
    """
    signed = Coalesce(OuterRef("signed_on"), Value(day), output_field=DateField())
    return Profile.objects.annotate(deal_signed_on=signed).filter(
        Q(valid_from=None) | Q(valid_from__lte=F("deal_signed_on")),
        Q(valid_to=None) | Q(valid_to__gt=F("deal_signed_on")),
        organisation=OuterRef("partner"),
    )


def _priced(wanted: str) -> Q:
    """Give the condition on the price of the stake; one never entered is not known."""
    if wanted == Disclosure.UNKNOWN:
        told = (Disclosure.KNOWN, Disclosure.WITHHELD)
        return ~Q(stake_price_disclosure__in=told)
    return Q(stake_price_disclosure=wanted)


def listed(filters: Filters, user) -> QuerySet[Deal]:
    """Choose the deals in the order asked for, with what their rows need."""
    rows = chosen(filters, user).select_related("partner", "venture", "contract")
    return cells.ordered(rows, filters.sort, ORDERS, "-signed")


def present(rows: Sequence[Deal], filters: Filters) -> list[list[dict[str, Any]]]:
    """Make the cells of deals: one query for the sectors of all partners."""
    rows = list(rows)
    keys = {deal.partner_id for deal in rows if deal.partner_id}
    sectors = sectors_frame(Profile.objects.filter(organisation__in=keys))
    return [cells.labelled(COLUMNS, _row(deal, sectors, filters)) for deal in rows]


def _row(deal: Deal, sectors, filters: Filters) -> list[dict[str, Any]]:
    contract = contract_of(deal)
    prices = prices_of(deal, contract)
    ratio = ratio_words(prices.per_contract_pound)
    return [
        title_cell(deal, filters),
        partner_cell(deal, sectors, filters),
        cells.cell(deal.venture.name, url=cells.organisation_url(deal.venture.slug, filters)),
        _stake_cell(deal),
        measured_cell(deal.stake_price, is_numeric=True),
        measured_cell(deal.investment, is_numeric=True),
        _contract_cell(deal, contract, prices.years, filters),
        cells.cell(
            per_percent_words(prices.per_percent),
            is_missing=not prices.per_percent.is_known,
            is_numeric=True,
            note=_paid_note(prices),
        ),
        cells.cell(ratio, is_missing=prices.per_contract_pound.low is None, is_numeric=True),
    ]


def title_cell(deal: Deal, filters: Filters) -> dict[str, Any]:
    """Make the cell that heads a deal's row, with its day; a plan and a draft say so."""
    signed = date_words(deal.signed_on, deal.signed_on_precision)
    notes = [f"signed {signed}" if deal.signed_on else "day of signing not known"]
    if deal.basis == Basis.PLANNED:
        notes = [f"planned for {signed}" if deal.signed_on else "planned"]
    if deal.state != RecordState.PUBLISHED:
        notes.append(f"{deal.get_state_display()}: not public")
    url = cells.with_query(deal.get_absolute_url(), filters.as_of_query)
    return {"text": deal.title, "url": url, "note": cells.capital(" · ".join(notes))}


def partner_cell(deal: Deal, sectors, filters: Filters) -> dict[str, Any]:
    """Make the cell of the partner, with its sector when the deal was signed."""
    if deal.partner_id is None:
        return cells.cell(deal.partner_name, note="sector not recorded")
    sector = sector_on(sectors, deal.partner_id, deal.signed_on or filters.as_of)
    url = cells.organisation_url(deal.partner.slug, filters)
    return cells.cell(deal.partner.name, url=url, note=cells.capital(sector_words(sector)))


def _stake_cell(deal: Deal) -> dict[str, Any]:
    is_known = deal.stake is not None and deal.stake.is_known
    return {"text": stake_words(deal.stake), "is_missing": not is_known, "is_numeric": True}


def _contract_cell(
    deal: Deal, contract: Contract | None, years: float | None, filters: Filters
) -> dict[str, Any]:
    if contract is None:
        return cells.cell("", is_numeric=True)
    value = contract.total_value
    words = str(value) if value is not None and value.disclosure != "unknown" else VALUE_NOT_KNOWN
    url = cells.with_query(contract.get_absolute_url(), filters.as_of_query)
    return cells.cell(words, url=url, note=_term_note(years), is_numeric=True)


def _term_note(years: float | None) -> str:
    return "term not known" if years is None else f"over {years_words(years)}"


def _paid_note(prices) -> str:
    if not prices.per_percent.is_known:
        return ""
    return "of the price" if prices.is_price else "of the investment"


def by_sector(path: str, filters: Filters, user) -> list[dict[str, Any]]:
    """Count the deals by their partner's sector when they were signed: one query."""
    sector = profiles_when_signed(filters.as_of).exclude(sector="").values("sector")[:1]
    rows = (
        chosen(filters, user, without="sector")
        .order_by()
        .annotate(partner_sector=sector)
        .values_list("partner_sector")
        .annotate(Count("pk"))
    )
    counts = [(value or NOT_RECORDED, count) for value, count in rows]
    labels = dict(Sector.choices) | {NOT_RECORDED: "not recorded"}
    return cells.facets(path, filters, "sector", labels, counts)
