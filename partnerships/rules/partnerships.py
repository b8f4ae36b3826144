"""Rules of partnerships, ownership rules and capital: functions that raise `ValidationError`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from organisations.measured import Measured
from organisations.rules import check_has_source, check_period
from partnerships.choices import Instrument, RuleHolder, RuleKind

if TYPE_CHECKING:
    from partnerships.models import (
        Accession,
        Investment,
        OwnershipRule,
        PartnershipMember,
        ProgrammeTally,
    )


def _exceeds(part: Measured | None, whole: Measured | None) -> bool:
    """Tell whether a part is surely larger than its whole."""
    if part is None or whole is None or not part.is_known or not whole.is_known:
        return False
    return whole.high is not None and part.low > whole.high


def _refuse_if_exceeds(
    field: str, part: Measured | None, whole: Measured | None, words: str
) -> None:
    if _exceeds(part, whole):
        raise ValidationError(
            {
                field: ValidationError(
                    "%(part)s is more than %(words)s, %(whole)s.",
                    code="exceeds_whole",
                    params={"part": part, "whole": whole, "words": words},
                )
            }
        )


def check_member(member: PartnershipMember) -> None:
    """Refuse a member that leaves before it joins.

    :raises ValidationError: naming the field
    """
    if member.joined_on and member.left_on and member.left_on <= member.joined_on:
        raise ValidationError(
            {"left_on": ValidationError("The member leaves before it joins.", code="backwards")}
        )


def check_tally(tally: ProgrammeTally) -> None:
    """Refuse a published count whose part exceeds its whole.

    :raises ValidationError: naming the field
    """
    _refuse_if_exceeds("part_count", tally.part_count, tally.whole_count, "the whole")
    _refuse_if_exceeds("part_value", tally.part_value, tally.whole_value, "the whole")


def check_ownership_rule(rule: OwnershipRule) -> None:
    """Refuse an ownership rule without a limit, or a target without its tolerance.

    :raises ValidationError: naming the field
    """
    check_period(rule.valid_from, rule.valid_to)
    if rule.limit is None or not rule.limit.is_known:
        raise ValidationError(
            {"limit": ValidationError("Give the percentage that the rule asks for.", code="limit")}
        )
    if rule.kind == RuleKind.TARGET and (rule.tolerance is None or not rule.tolerance.is_known):
        raise ValidationError(
            {
                "tolerance": ValidationError(
                    "A target needs its tolerance: 0 if it is to be met exactly.",
                    code="tolerance_missing",
                )
            }
        )
    if (rule.whose == RuleHolder.HOLDER) != bool(rule.holder_id):
        raise ValidationError(
            {
                "holder": ValidationError(
                    "Name the holder where the rule is about one, and only there.",
                    code="one_holder",
                )
            }
        )


def check_accession(accession: Accession) -> None:
    """Refuse an accession in which staff held more shares than there were.

    :raises ValidationError: naming the field
    """
    _refuse_if_exceeds(
        "staff_before", accession.staff_before, accession.shares_before, "all shares before"
    )
    if accession.spin_out_id and accession.spin_out_id == accession.group_id:
        raise ValidationError(
            {"spin_out": ValidationError("A group does not join itself.", code="itself")}
        )


def check_investment(investment: Investment) -> None:
    """Refuse an investment that contradicts itself.

    :raises ValidationError: naming the field
    """
    _refuse_if_exceeds("drawn", investment.drawn, investment.committed, "what was committed")
    _refuse_if_exceeds("called", investment.called, investment.committed, "what was committed")
    if investment.called is not None and investment.instrument != Instrument.GUARANTEE:
        raise ValidationError(
            {"called": ValidationError("Only a guarantee is called.", code="no_guarantee")}
        )
    if investment.alternative_to_id and investment.alternative_to_id == investment.pk:
        raise ValidationError(
            {
                "alternative_to": ValidationError(
                    "A figure is no alternative to itself.", code="itself"
                )
            }
        )
    check_has_source(investment.source_id, investment.state, "investment")
