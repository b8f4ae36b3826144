"""Tables of the page of one partnership: members, deals, counts published, contracts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from organisations.measured import Measured
from partnerships.choices import Denominator, Measure, MemberRole, PartyRole
from partnerships.models import Contract, Deal
from spinouts.dashboards.lists.cells import NOT_PUBLIC, capital, cell, column
from spinouts.dashboards.lists.contracts import standing_of, value_cell
from spinouts.dashboards.partnerships.builders import tally_words
from spinouts.dashboards.partnerships.contributions import brought_words
from spinouts.dashboards.partnerships.figures.deals import prices_of
from spinouts.dashboards.partnerships.figures.members import MemberOn, is_apart
from spinouts.dashboards.partnerships.page_part import PagePart
from spinouts.dashboards.partnerships.words import (
    measured_cell,
    per_percent_words,
    sector_cell,
    since_words,
    until_words,
)
from spinouts.dashboards.views.organisation.contracts import party_words, runs_words
from spinouts.dashboards.views.organisation.parts import table
from spinouts.dashboards.words import date_words

MEMBER_COLUMNS = [
    column("Member"),
    column("Role"),
    column("Sector"),
    column("Joined"),
    column("Left"),
    column("Equity on the day", is_numeric=True),
    column("What it brought"),
]
DEAL_COLUMNS = [
    column("Deal"),
    column("Signed"),
    column("Stake", is_numeric=True),
    column("Price of the stake", is_numeric=True),
    column("Investment", is_numeric=True),
    column("£ per 1%", is_numeric=True),
]
TALLY_COLUMNS = [column("Counted by"), column("What is told"), column("As at")]
CONTRACT_COLUMNS = [
    column("Contract"),
    column("Provider"),
    column("Runs"),
    column("Value", is_numeric=True),
    column("On the day"),
]


def members_table(part: PagePart) -> dict[str, Any] | None:
    """Give the members by the day: present ones first, then those who left."""
    rows = [_member_row(part, one) for one in part.figures.members]
    caption = f"Members by {date_words(part.figures.day)}"
    return table("members-table", caption, MEMBER_COLUMNS, rows) if rows else None


def _member_row(part: PagePart, one: MemberOn) -> list[dict[str, Any] | None]:
    member = one.member
    return [
        _member_cell(part, one),
        cell(capital(member.get_role_display()), note=_role_note(one)),
        None if is_apart(member) else sector_cell(one.sector),
        cell(since_words(member.joined_on, member.joined_on_precision)),
        cell(until_words(member.left_on, member.left_on_precision)) if member.left_on else None,
        _equity_cell(part, one),
        _brought_cell(part, one),
    ]


def _role_note(one: MemberOn) -> str:
    words = one.member.role_words
    if one.is_masked or words.lower() == one.member.get_role_display().lower():
        return ""
    return words


def _member_cell(part: PagePart, one: MemberOn) -> dict[str, Any]:
    if one.is_masked:
        return {
            "text": capital(NOT_PUBLIC),
            "is_missing": True,
            "note": "Its record is not public.",
        }
    member = one.member
    notes = [member.note]
    if member.signed_mission_on and member.signed_mission_on <= part.figures.day:
        notes.append(f"signed the shared mission on {date_words(member.signed_mission_on)}")
    more: dict[str, Any] = {"note": ". ".join(capital(note) for note in notes if note)}
    if member.organisation_id:
        more["url"] = part.organisation_link(member.record_slug)
    numbers = part.book.numbers(member, f"{one.name} as a member")
    return cell(capital(one.name), source_numbers=numbers, **more)


def _equity_cell(part: PagePart, one: MemberOn) -> dict[str, Any] | None:
    """Give what a member holds of the joint body on the day; None where that is nothing."""
    key = one.member.organisation_id
    if one.is_masked or key is None:
        return None
    if not one.is_present:
        return None
    held = [
        stake.equity
        for stake in part.figures.held
        if stake.holder_id == key and stake.equity is not None
    ]
    if not held:
        is_owner = one.member.role == MemberRole.SHAREHOLDER and part.figures.held
        return {"text": "none recorded", "is_missing": True} if is_owner else None
    if len(held) == 1:
        return measured_cell(held[0])
    return cell(" and ".join(str(size) for size in held))


def _brought_cell(part: PagePart, one: MemberOn) -> dict[str, Any] | None:
    key = one.member.organisation_id
    if one.is_masked or key is None:
        return None
    facts = part.figures.facts
    contributions = [fact for fact in facts["contributions"] if fact.partner_id == key]
    investments = [fact for fact in part.figures.investments if fact.investor_id == key]
    words = brought_words(contributions, investments)
    if not words:
        return None
    numbers = part.numbers([*contributions, *investments], f"what {one.name} brought")
    return cell("; ".join(words), source_numbers=numbers)


def deals_table(part: PagePart) -> dict[str, Any] | None:
    """Give the deals of the joint body by the day."""
    rows = [_deal_row(part, deal) for deal in part.figures.deals]
    return table("deals-table", "Deals with partners", DEAL_COLUMNS, rows) if rows else None


def _deal_row(part: PagePart, deal: Deal) -> list[dict[str, Any] | None]:
    numbers = part.book.numbers(deal, f"deal “{deal.title}”")
    prices = prices_of(deal, None)
    return [
        cell(deal.title, url=part.link("deal-detail", deal.slug), source_numbers=numbers),
        cell(since_words(deal.signed_on, deal.signed_on_precision)),
        measured_cell(deal.stake),
        measured_cell(deal.stake_price),
        measured_cell(deal.investment),
        cell(per_percent_words(prices.per_percent), is_missing=not prices.per_percent.is_known),
    ]


def tallies_table(part: PagePart) -> dict[str, Any] | None:
    """Give the counts published of a programme, each with its source."""
    by_key = {tally.pk: tally for tally in part.figures.tallies}
    rows = []
    for _, row in part.figures.denominators.iterrows():
        tally = by_key[row["tally_id"]]
        rows.append(
            [
                cell(
                    capital(Denominator(tally.denominator).label),
                    source_numbers=part.book.numbers(tally, "a published count"),
                    note=tally.note,
                ),
                cell(capital(tally_words(row, tally.denominator))),
                cell(since_words(tally.as_at, tally.as_at_precision)),
            ]
        )
    if not rows:
        return None
    return table("tallies-table", "Published counts", TALLY_COLUMNS, rows)


def contracts_table(part: PagePart) -> dict[str, Any] | None:
    """Give its contracts begun by the day, the latest first."""
    rows = [_contract_row(part, contract) for contract in part.figures.contracts]
    caption = f"Contracts begun by {date_words(part.figures.day)}"
    return table("contracts-table", caption, CONTRACT_COLUMNS, rows) if rows else None


def _contract_row(part: PagePart, contract: Contract) -> list[dict[str, Any] | None]:
    sides = [party for party in part.figures.parties if party.contract_id == contract.pk]
    is_hidden = any(party.organisation_id and not party.is_organisation_visible for party in sides)
    numbers = part.book.numbers(contract, f"contract “{contract.title}”", is_masked=is_hidden)
    providers = [party for party in sides if party.role == PartyRole.PROVIDER]
    return [
        cell(
            contract.title, url=part.link("contract-detail", contract.slug), source_numbers=numbers
        ),
        cell(", ".join(party_words(party) for party in providers)),
        cell(capital(runs_words(contract))),
        value_cell(contract),
        standing_of(contract, part.figures.day).as_cell(),
    ]


def size_cell(size: Measured | None, measure: str, total: int | None) -> dict[str, Any] | None:
    """Write the size of a stake in one measure; None where it carries none of it."""
    if size is None:
        return None
    if measure == Measure.BOARD_SEATS and size.is_known:
        return cell(f"{size} of {total}" if total else f"{size} of an unknown number")
    return cell(str(size) if size.is_known else f"size {size}", is_missing=not size.is_known)


def row_of(frame: pd.DataFrame, name: str, key: int) -> pd.Series | None:
    """Find the row of a key in a frame; None if it has none."""
    rows = frame[frame[name] == key]
    return None if rows.empty else rows.iloc[0]
