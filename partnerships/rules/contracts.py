"""Rules of contracts: days in order, fractions of one whole, no more passed on than reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from organisations.measured import SCALE, Measured, Unit
from organisations.rules import check_has_source
from partnerships.rules.stakes import TOLERANCE, WHOLE

if TYPE_CHECKING:
    from partnerships.models import Contract


def check_contract(contract: Contract) -> None:
    """Refuse a contract that contradicts itself.

    :raises ValidationError: naming the field
    """
    for field_name, end in (
        ("ends_on", contract.ends_on),
        ("planned_ends_on", contract.planned_ends_on),
    ):
        if contract.starts_on and end and end < contract.starts_on:
            raise ValidationError(
                {
                    field_name: ValidationError(
                        "The contract ends on %(end)s, before it starts on %(start)s.",
                        code="ends_before_start",
                        params={"end": end, "start": contract.starts_on},
                    )
                }
            )
    known = [value for value in (contract.total_value, contract.annual_value) if value is not None]
    if any(value.is_known for value in known) and not contract.value_kind:
        raise ValidationError(
            {"value_kind": ValidationError("Say what kind of value this is.", code="kind_missing")}
        )
    if contract.alternative_to_id and contract.alternative_to_id == contract.pk:
        raise ValidationError(
            {
                "alternative_to": ValidationError(
                    "A contract is no alternative to itself.", code="itself"
                )
            }
        )
    check_has_source(contract.source_id, contract.state, "contract")


def check_fractions(fractions: Sequence[Measured | None]) -> None:
    """Refuse providers' fractions that exceed the whole contract.

    :raises ValidationError: naming the sum
    """
    low = sum(value.low or 0 for value in fractions if value is not None and value.is_known)
    if low > WHOLE + TOLERANCE:
        raise ValidationError(
            "The fractions add up to %(sum)s per cent; they cannot exceed 100.",
            code="fractions_over_100",
            params={"sum": f"{low / SCALE[Unit.PERCENT]:g}"},
        )


@dataclass(frozen=True)
class PassedOn:
    """One supply link as the rule needs it: its tier and its value."""

    tier: int
    value: Measured | None


def check_links_within_contract(
    contract_values: Sequence[Measured | None], links: Sequence[PassedOn]
) -> None:
    """Refuse links that pass on more than reached their tier (F5).

    :param contract_values: the contract's total value and the new totals of its changes
    :param links: every link of the contract
    :raises ValidationError: naming the tier, what it passes on and what reached it
    """
    reached = _largest_known(contract_values)
    for tier in sorted({link.tier for link in links}):
        values = [link.value for link in links if link.tier == tier]
        low = sum(value.low for value in values if value is not None and value.is_known)
        if reached is not None and low > reached:
            raise ValidationError(
                "The links of tier %(tier)s pass on £%(passed)s, but only £%(reached)s "
                "reached that tier.",
                code="links_exceed_contract",
                params={
                    "tier": tier,
                    "passed": f"{low / 100:,.2f}",
                    "reached": f"{reached / 100:,.2f}",
                },
            )
        highs = [value.high if value is not None and value.is_known else None for value in values]
        reached = None if None in highs else sum(highs)


def _largest_known(values: Sequence[Measured | None]) -> int | None:
    given = [value for value in values if value is not None and value.is_known]
    if not given or any(value.high is None for value in given):
        return None
    return max(value.high for value in given)
