"""Rules of deals: what belongs together in one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from partnerships.models import Deal, Stake


def check_deal(deal: Deal) -> None:
    """Refuse a deal with a bid of another competition, or with the venture as its own partner.

    :raises ValidationError: naming the field
    """
    if deal.partner_id and deal.partner_id == deal.venture_id:
        raise ValidationError(
            {"partner": ValidationError("A venture is no partner in itself.", code="own_partner")}
        )
    if deal.bid_id and deal.bid.competition_id != deal.competition_id:
        raise ValidationError(
            {
                "bid": ValidationError(
                    "This bid was made in another competition than the one chosen.",
                    code="bid_of_another",
                )
            }
        )


def check_stakes_of_deal(venture_id: int | None, stakes: Iterable[Stake]) -> None:
    """Refuse stakes that are held in another organisation than the deal's venture.

    :param venture_id: key of the organisation in which the partner got its stake
    :raises ValidationError: naming the first such stake
    """
    for stake in stakes:
        if stake.subject_id != venture_id:
            raise ValidationError(
                "“%(stake)s” is no stake in the venture of this deal.",
                code="stake_elsewhere",
                params={"stake": stake},
            )
