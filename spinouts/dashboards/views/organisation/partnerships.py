"""The part of an organisation's page about partners: ventures, deals, bids, contributions."""

from __future__ import annotations

from typing import Any

from partnerships.choices import PartnershipKind
from partnerships.models import Bidder, Contribution, Deal, PartnershipMember
from spinouts.dashboards.figures.organisation.partnerships import PartnershipsOfOrganisation
from spinouts.dashboards.lists.cells import NOT_PUBLIC, capital, cell, column
from spinouts.dashboards.partnerships.contributions import contribution_words
from spinouts.dashboards.partnerships.figures.deals import prices_of
from spinouts.dashboards.partnerships.words import (
    measured_cell,
    outcome_tag,
    outcome_words,
    per_percent_words,
    since_words,
    stake_words,
    until_words,
)
from spinouts.dashboards.views.organisation.parts import Part, table
from spinouts.dashboards.words import date_words
from spinouts.small_numbers import rate_words

PARTNERSHIP_COLUMNS = [
    column("Partnership"),
    column("Kind"),
    column("Its part"),
    column("Joined"),
    column("Left"),
]
DEAL_COLUMNS = [
    column("Deal"),
    column("With"),
    column("Its part"),
    column("Signed"),
    column("Stake", is_numeric=True),
    column("Price of the stake", is_numeric=True),
    column("Investment", is_numeric=True),
    column("£ per 1%", is_numeric=True),
]
CONTRIBUTION_COLUMNS = [column("What"), column("From or to"), column("Promised")]
BID_COLUMNS = [column("Competition"), column("Its part"), column("How it came out"), column("When")]


def partnerships_context(part: Part) -> dict[str, Any]:
    """Give what the part shows; empty where nothing is recorded, and then it is left out.

    :return: variables of its template; `is_shown` tells whether there is anything
    """
    own = PartnershipsOfOrganisation(part.figures.records)
    if not own.is_any:
        return {"is_shown": False}
    return {
        "is_shown": True,
        "offer": _offer_rows(part, own),
        "partnerships": _partnerships_table(part, own),
        "deals": _deals_table(part, own),
        "contributions": _contributions_table(part, own),
        "bids": _bids_table(part, own),
        "bids_words": _bids_words(own),
        "later_count": own.later_count,
    }


def _offer_rows(part: Part, own: PartnershipsOfOrganisation) -> list[dict[str, Any]]:
    """Give what it offers as a partner; nothing where no profile as a partner is on record."""
    offer = own.offer
    if offer is None:
        return []
    capital_words = "" if offer.capital is None else str(offer.capital)
    told = (
        ("Skills it offers", offer.skills),
        ("Capital it offers", capital_words),
        ("Services", capital(offer.service_areas)),
        ("Where it works", capital(offer.works_in)),
    )
    rows = [part.row(term, words) for term, words in told if words]
    if rows:
        rows[0]["source_numbers"] = part.book.numbers(offer, "what it offers as a partner")
    return rows


def _partnerships_table(part: Part, own: PartnershipsOfOrganisation) -> dict[str, Any] | None:
    rows = [
        [
            cell(
                partnership.name,
                url=part.link("partnership-detail", partnership.slug),
                source_numbers=part.book.numbers(partnership, f"“{partnership.name}”"),
            ),
            cell(capital(partnership.get_kind_display())),
            cell("The joint body"),
            None,
            None,
        ]
        for partnership in own.led
    ]
    rows += [_membership_row(part, member) for member in own.memberships]
    if not rows:
        return None
    caption = "Partnerships in which it takes part"
    return table("partnerships-table", caption, PARTNERSHIP_COLUMNS, rows)


def _membership_row(part: Part, member: PartnershipMember) -> list[dict[str, Any] | None]:
    role = capital(member.get_role_display())
    words = member.role_words if member.role_words.lower() != role.lower() else ""
    return [
        cell(
            member.partnership_name,
            url=part.link("partnership-detail", member.partnership_slug),
            source_numbers=part.book.numbers(member, f"its part in “{member.partnership_name}”"),
        ),
        cell(capital(PartnershipKind(member.partnership_kind).label)),
        cell(role, note=words),
        cell(since_words(member.joined_on, member.joined_on_precision)),
        cell(_left_words(part, member)) if member.left_on else None,
    ]


def _left_words(part: Part, member: PartnershipMember) -> str:
    words = until_words(member.left_on, member.left_on_precision)
    return words if member.left_on <= part.figures.day else f"{words}, after this day"


def _deals_table(part: Part, own: PartnershipsOfOrganisation) -> dict[str, Any] | None:
    rows = [_deal_row(part, side, deal) for side, deal in own.deals]
    return table("own-deals", "Deals", DEAL_COLUMNS, rows) if rows else None


def _deal_row(part: Part, side: str, deal: Deal) -> list[dict[str, Any] | None]:
    prices = prices_of(deal, None)
    other = deal.other_name or deal.partner_name
    more = {"url": part.organisation_link(deal.other_slug)} if deal.other_slug else {}
    is_known = deal.stake is not None and deal.stake.is_known
    return [
        cell(
            deal.title,
            url=part.link("deal-detail", deal.slug),
            source_numbers=part.book.numbers(deal, f"deal “{deal.title}”"),
            note="planned" if deal.basis == "planned" else "",
        ),
        cell(other, **more),
        cell(f"As {side}"),
        cell(since_words(deal.signed_on, deal.signed_on_precision)),
        cell(stake_words(deal.stake), is_missing=not is_known),
        measured_cell(deal.stake_price),
        measured_cell(deal.investment),
        cell(per_percent_words(prices.per_percent), is_missing=not prices.per_percent.is_known),
    ]


def _contributions_table(part: Part, own: PartnershipsOfOrganisation) -> dict[str, Any] | None:
    rows = [_contribution_row(part, kind, one) for kind, one in own.contributions]
    caption = "What partners brought besides shares"
    return table("contributions", caption, CONTRIBUTION_COLUMNS, rows) if rows else None


def _contribution_row(
    part: Part, kind: str, contribution: Contribution
) -> list[dict[str, Any] | None]:
    is_hidden = not contribution.is_other_visible
    name = NOT_PUBLIC if is_hidden else contribution.other_name
    more = {} if is_hidden else {"url": part.organisation_link(contribution.other_slug)}
    direction = "from" if kind == "received" else "to"
    day = contribution.promised_on
    return [
        cell(
            contribution_words(contribution),
            source_numbers=part.book.numbers(
                contribution, f"what was brought {direction} {name}", is_masked=is_hidden
            ),
        ),
        cell(name, note="partner" if kind == "received" else "venture", **more),
        cell(date_words(day, contribution.promised_on_precision)) if day else None,
    ]


def _bids_table(part: Part, own: PartnershipsOfOrganisation) -> dict[str, Any] | None:
    rows = [_bid_row(part, bidder) for bidder in own.bids]
    return table("own-bids", "Bids in partner competitions", BID_COLUMNS, rows) if rows else None


def _bid_row(part: Part, bidder: Bidder) -> list[dict[str, Any] | None]:
    day = part.figures.day
    is_closed = bidder.closed_day is not None and bidder.closed_day <= day
    return [
        cell(
            bidder.competition_title,
            url=part.link("competition-detail", bidder.competition_slug),
            source_numbers=part.book.numbers(bidder, f"bid in “{bidder.competition_title}”"),
        ),
        cell("Led the bid" if bidder.is_lead else "Took part in the bid"),
        {
            "text": outcome_words(bidder.status, bidder.closed_day, day),
            "tag": outcome_tag(bidder.status, bidder.closed_day, day),
        },
        cell(date_words(bidder.closed_day, bidder.closed_precision)) if is_closed else None,
    ]


def _bids_words(own: PartnershipsOfOrganisation) -> str:
    """Say how many of the decided bids were won (F11, F13); empty without a bid."""
    if not own.bids:
        return ""
    if not own.decided_count:
        return "None of its bids is known to have been won or lost."
    return f"Won of those decided: {rate_words(own.won_count, own.decided_count)}."
