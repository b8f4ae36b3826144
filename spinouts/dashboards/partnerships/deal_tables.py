"""Parts of the page of one deal: competition, winning bid, stakes, contract, capital."""

from __future__ import annotations

from typing import Any

from partnerships.choices import BidStatus, ContributionKind, Measure, PartyRole
from partnerships.disclosure import TERMS, ShownBid, ShownBidder
from partnerships.models import Bid, Investment, Stake
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.lists.cells import NOT_PUBLIC, capital, cell, column
from spinouts.dashboards.lists.contracts import value_cell
from spinouts.dashboards.partnerships.figures.deal import DealFigures
from spinouts.dashboards.partnerships.held_tables import condition_words
from spinouts.dashboards.partnerships.page_part import PagePart
from spinouts.dashboards.partnerships.tables import size_cell
from spinouts.dashboards.partnerships.words import (
    measured_cell,
    outcome_words,
    sector_words,
    since_words,
    years_words,
)
from spinouts.dashboards.views.organisation.contracts import party_words, runs_words
from spinouts.dashboards.views.organisation.ownership import when_words
from spinouts.dashboards.views.organisation.parts import holder_words, is_masked, listed, table

NOT_ON_RECORD = "No competition is on record for this deal: how the partner was chosen is not told."
SECTOR_COLUMNS = [
    column("Sector of who led"),
    column("Bids on record", is_numeric=True),
    column("How they came out"),
]
STAKE_COLUMNS = [
    column("Holder"),
    column("Equity", is_numeric=True),
    column("Votes", is_numeric=True),
    column("Board seats", is_numeric=True),
    column("Caps and conditions"),
    column("When"),
]
CAPITAL_COLUMNS = [
    column("Investor"),
    column("In what form"),
    column("Committed", is_numeric=True),
    column("Drawn", is_numeric=True),
    column("Agreed"),
]


def competition_context(part: PagePart) -> dict[str, Any]:
    """Give how the partner was chosen: the competition, and its bids by sector."""
    figures: DealFigures = part.figures
    competition = figures.competition
    if competition is None:
        return {"words": NOT_ON_RECORD, "rows": [], "table": None}
    body = competition.public_body
    is_named = body is not None and figures.deal.is_body_visible
    body_words = body.name if is_named else competition.public_body_name or NOT_PUBLIC
    rows = [
        part.row(
            "Competition",
            competition.title,
            url=part.link("competition-detail", competition.slug),
            source_numbers=part.book.numbers(
                competition, "the competition", is_masked=body is not None and not is_named
            ),
        ),
        part.row(
            "Run by", body_words, **({"url": part.organisation_link(body.slug)} if is_named else {})
        ),
        part.row("Opened", since_words(competition.opens_on, competition.opens_on_precision)),
        part.row("Signed", since_words(competition.signed_on, competition.signed_on_precision)),
        part.row("Bidders in all", _bidders_words(part)),
    ]
    return {"words": "", "rows": rows, "table": _sector_table(part)}


def _bidders_words(part: PagePart) -> str:
    """Say how many a source counts, and how many bids are on record here."""
    told = counted(len(part.figures.bids), "bids")
    stated = part.figures.competition.bidder_count
    if stated is None:
        return f"{told} on record"
    return f"{stated}, as a source counts; {told} on record"


def _sector_table(part: PagePart) -> dict[str, Any] | None:
    rows = [
        [
            cell(capital(sector_words(sector))),
            cell(len(bids)),
            cell(_outcomes_words(part, bids)),
        ]
        for sector, bids in part.figures.bids_by_sector.items()
    ]
    return table("bids-by-sector", "Bids by sector", SECTOR_COLUMNS, rows) if rows else None


def _outcomes_words(part: PagePart, bids: list[Bid]) -> str:
    """Count how bids came out: 1 won, 2 lost."""
    found: dict[str, int] = {}
    order = {status: place for place, status in enumerate((BidStatus.SIGNED, BidStatus.LOST))}
    for bid in sorted(bids, key=lambda one: order.get(one.status, len(order))):
        words = outcome_words(bid.status, bid.closed_on, part.figures.day)
        found[words] = found.get(words, 0) + 1
    return "; ".join(f"{count} {words}" for words, count in found.items())


def winning_context(part: PagePart) -> list[dict[str, Any]]:
    """Give the winning bid as far as it is told; nothing where it is not on record."""
    shown = part.figures.winning
    if shown is None:
        return []
    is_kept = shown.is_name_withheld or shown.are_terms_withheld
    numbers = part.book.numbers(part.figures.winner, "the winning bid", is_masked=is_kept)
    rows = [_bidders_row(part, shown, numbers)]
    rows += [
        part.row(
            capital(Bid.measured_fields[name].verbose_name),
            shown.terms[name],
            is_missing=not shown.terms[name].is_known,
        )
        for name in TERMS
        if shown.terms[name] is not None
    ]
    rows += [_offer_row(part, kind, words) for kind, words in shown.offers]
    rows += [
        part.row(term, words)
        for term, words in (
            ("Skills", shown.skills),
            ("Statement of values", shown.values_statement),
        )
        if words
    ]
    if shown.are_terms_withheld:
        rows.append(part.row("The rest of the offer", "withheld", is_missing=True))
    return rows


def _offer_row(part: PagePart, kind: str, words: str) -> dict[str, Any]:
    return part.row(capital(ContributionKind(kind).label), words)


def _bidders_row(part: PagePart, shown: ShownBid, numbers: list[int]) -> dict[str, Any]:
    if not shown.bidders:
        return part.row("Made by", "", source_numbers=numbers)
    first, *others = (_bidder(part, one) for one in shown.bidders)
    return part.row("Made by", first.pop("value"), source_numbers=numbers, more=others, **first)


def _bidder(part: PagePart, bidder: ShownBidder) -> dict[str, Any]:
    notes = [
        sector_words(bidder.sector),
        bidder.role_words,
        "leads the bid" if bidder.is_lead else "",
        "" if bidder.share is None else f"share of the bid: {bidder.share}",
    ]
    found = {
        "value": bidder.name,
        "note": capital("; ".join(note for note in notes if note)),
    }
    slug = part.figures.slug_of(bidder.organisation_id)
    return found | {"url": part.organisation_link(slug)} if slug else found


def stakes_table(part: PagePart) -> dict[str, Any] | None:
    """Give the stakes that came of the deal, with what binds them."""
    rows = [_stake_row(part, stake) for stake in part.figures.stakes]
    return table("stakes-table", "Stakes that came of it", STAKE_COLUMNS, rows) if rows else None


def _stake_row(part: PagePart, stake: Stake) -> list[dict[str, Any] | None]:
    is_hidden = is_masked(stake)
    words = capital(holder_words(stake))
    numbers = part.book.numbers(stake, f"stake of {holder_words(stake)}", is_masked=is_hidden)
    is_linked = stake.holder_id and not is_hidden
    more = {"url": part.organisation_link(stake.holder_slug)} if is_linked else {}
    conditions = [
        condition_words(one)
        for one in part.figures.venture.records.facts["conditions"]
        if one.stake_id == stake.pk and not is_hidden
    ]
    measures = (Measure.EQUITY, Measure.VOTES, Measure.BOARD_SEATS)
    return [
        cell(words, source_numbers=numbers, **more),
        *(size_cell(getattr(stake, name), name, stake.board_seats_total) for name in measures),
        cell("; ".join(conditions)) if conditions else None,
        cell(capital(when_words(stake))),
    ]


def contract_rows(part: PagePart) -> list[dict[str, Any]]:
    """Give the contract that went with the stake; nothing where none is on record."""
    figures: DealFigures = part.figures
    contract = figures.contract
    if contract is None:
        return []
    value = value_cell(contract)
    numbers = part.book.numbers(contract, "the contract", is_masked=figures.is_contract_masked)
    return [
        part.row(
            "Contract",
            contract.title,
            url=part.link("contract-detail", contract.slug),
            source_numbers=numbers,
        ),
        _side_row(part, "Commissioner", PartyRole.COMMISSIONER),
        _side_row(part, "Provider", PartyRole.PROVIDER),
        part.row("Runs", capital(runs_words(contract))),
        part.row("Term", years_words(figures.prices.years), is_missing=not figures.prices.years),
        part.row(
            "Value",
            value["text"],
            note=value.get("note", ""),
            is_missing=value.get("is_missing", False),
        ),
    ]


def _side_row(part: PagePart, term: str, role: str) -> dict[str, Any]:
    side = [party for party in part.figures.parties if party.role == role]
    if len(side) == 1 and side[0].organisation_id and side[0].is_organisation_visible:
        url = part.organisation_link(side[0].organisation_slug)
        return part.row(term, party_words(side[0]), url=url)
    return part.row(term, listed([party_words(party) for party in side]))


def capital_table(part: PagePart) -> dict[str, Any] | None:
    """Give the capital that was part of the deal."""
    rows = [_capital_row(part, investment) for investment in part.figures.investments]
    return table("capital-table", "Capital of the deal", CAPITAL_COLUMNS, rows) if rows else None


def _capital_row(part: PagePart, investment: Investment) -> list[dict[str, Any] | None]:
    is_hidden = bool(investment.investor_id) and not investment.is_investor_visible
    numbers = part.book.numbers(investment, "capital of the deal", is_masked=is_hidden)
    more: dict[str, Any] = {}
    if is_hidden:
        name = capital(NOT_PUBLIC)
    elif investment.investor_id:
        name = investment.investor_record
        more["url"] = part.organisation_link(investment.investor_slug)
    else:
        name = investment.investor_name
    notes = [investment.purpose, investment.terms]
    if investment.alternative_to_id:
        notes.append("another source’s figure for the same sum, in no sum")
    return [
        cell(name, source_numbers=numbers, **more),
        cell(
            capital(investment.get_instrument_display()),
            note="; ".join(note for note in notes if note),
        ),
        measured_cell(investment.committed),
        None if investment.drawn is None else measured_cell(investment.drawn),
        cell(since_words(investment.agreed_on, investment.agreed_on_precision)),
    ]
