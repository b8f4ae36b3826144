"""What is signed: the venture's split, the contract, and what of the bids becomes public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError

from organisations.measured import Measured
from partnerships.models import Stake


@dataclass(frozen=True)
class HoldingLine:
    """One line of the venture's split after signing.

    With `stake_id` an existing stake: kept where the equity is the same, else ended on the day of
    signing and followed by a new one; an equity of None or 0 ends it. Without, a new stake of an
    organisation (`holder_id`), a class of people or an outside holder.
    """

    equity: Measured | None
    stake_id: int | None = None
    holder_id: int | None = None
    holder_class: str = ""
    holder_name: str = ""
    holder_sector: str = ""
    votes: Measured | None = None
    board_seats: Measured | None = None
    board_seats_total: int | None = None


@dataclass(frozen=True)
class ContractTerms:
    """The contract that goes with the stake: an existing one, or what is to be stored of it."""

    contract_id: int | None = None
    title: str = ""
    service_area: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    total_value: Measured | None = None
    annual_value: Measured | None = None


@dataclass(frozen=True)
class Signing:
    """All that is signed: the venture, its split, the contract, and what becomes public.

    `venture_id` names an organisation with a record; without it one is made of `venture_name`,
    of the sector `venture_sector` from the day of signing.
    `publishes` makes competition, deal, stakes and contract public; it needs a source.
    `named_bid_ids` and `told_bid_ids`: bids whose bidders, and whose terms, are not held back.
    """

    bid_id: int
    signed_on: date
    lines: Sequence[HoldingLine]
    venture_id: int | None = None
    venture_name: str = ""
    venture_sector: str = ""
    contract: ContractTerms | None = None
    source_id: int | None = None
    publishes: bool = False
    title: str = ""
    named_bid_ids: frozenset[int] = field(default_factory=frozenset)
    told_bid_ids: frozenset[int] = field(default_factory=frozenset)


def split_before(venture_id: int, day: date) -> list[Stake]:
    """List the stakes in a venture that hold equity on a day, for the form of signing."""
    return list(
        Stake.objects.filter(subject=venture_id)
        .held_on(day, "equity")
        .select_related("holder")
        .order_by("pk")
    )


def check_whole(lines: Sequence[HoldingLine]) -> None:
    """Refuse a split whose exact parts do not reach 100 without anybody saying what is missing.

    :raises ValidationError: with the sum
    """
    known = [line.equity for line in lines if line.equity is not None]
    if any(not value.is_exact for value in known):
        return
    total = sum(value.low for value in known)
    if total != 100 * 10_000:
        raise ValidationError(
            "The split adds up to %(sum)s per cent, not 100.",
            code="split_not_whole",
            params={"sum": f"{total / 10_000:g}"},
        )
