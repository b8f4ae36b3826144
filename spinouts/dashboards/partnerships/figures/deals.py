"""Deals that may be read, and F11: what a partner paid for its stake and for its contract."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from organisations.measured import Measured
from organisations.models import User
from partnerships import deals
from partnerships.models import Contract, Deal, PartnerCompetition


def seen_deals(user: User) -> QuerySet[Deal]:
    """Choose the deals of which the account may know both sides.

    The title and the address of a deal name its partner, so a deal with a partner whose record is
    not public is no more public than the partner.

    :return: with `is_contract_visible` and `is_competition_visible`
    """
    contracts = Contract.objects.visible_to(user).filter(pk=OuterRef("contract"))
    competitions = PartnerCompetition.objects.visible_to(user).filter(pk=OuterRef("competition"))
    return (
        Deal.objects.seen_by(user)
        .filter(Q(partner=None) | Q(is_partner_visible=True))
        .annotate(
            is_contract_visible=Exists(contracts), is_competition_visible=Exists(competitions)
        )
    )


def contract_of(deal: Deal) -> Contract | None:
    """Give the contract that went with the stake, if the account may see it.

    :param deal: of `seen_deals`
    """
    return deal.contract if deal.contract_id and deal.is_contract_visible else None


@dataclass(frozen=True)
class DealPrices:
    """The figures of one deal that compare it with others.

    :param paid: the price of the stake, else all that the partner put in; None: neither entered
    :param is_price: it is the price of the stake
    :param per_percent: pounds for each 1 per cent of equity
    :param per_contract_pound: pounds put in for each pound of contract
    :param years: the term of the contract, as planned where it ended otherwise; None: not known
    """

    paid: Measured | None
    is_price: bool
    per_percent: Measured
    per_contract_pound: deals.DealRatio
    years: float | None


def prices_of(deal: Deal, contract: Contract | None) -> DealPrices:
    """Work out what one deal cost its partner (F11).

    :param contract: the one that went with the stake, if the account may see it
    """
    is_price = deal.stake_price is not None
    paid = deal.stake_price if is_price else deal.investment
    put_in = deal.investment if deal.investment is not None else deal.stake_price
    return DealPrices(
        paid=paid,
        is_price=is_price,
        per_percent=deals.pounds_per_percent(paid, deal.stake),
        per_contract_pound=deals.invested_per_contract_pound(
            put_in, contract.total_value if contract else None
        ),
        years=_years(contract),
    )


def _years(contract: Contract | None) -> float | None:
    if contract is None:
        return None
    return deals.contract_years(contract.starts_on, contract.planned_ends_on or contract.ends_on)
