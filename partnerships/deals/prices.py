"""F11: what a partner put in, and what it paid for its stake and for its contract."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction

from organisations.measured import SCALE, Disclosure, Measured, Qualifier, Unit
from partnerships.contract_values.pennies import half_up

DAYS_IN_YEAR = 365.25
FIRST_TO_COUNT = (Disclosure.WITHHELD, Disclosure.NOT_APPLICABLE, Disclosure.UNKNOWN)
"""Which word stands for a result whose inputs are not all known: the first that one of them has."""


@dataclass(frozen=True)
class DealRatio:
    """One figure of a deal divided by another, as an interval.

    :ivar low: the least that the inputs allow; None unless known
    :ivar high: the most; None unless known, or without an upper limit
    :ivar disclosure: known, withheld, unknown or not_applicable
    :ivar is_about: one of the inputs is only about so much
    """

    low: float | None
    high: float | None
    disclosure: Disclosure
    is_about: bool = False


def pounds_per_percent(invested: Measured | None, stake: Measured | None) -> Measured:
    """Give what one per cent of a stake cost (F11).

    An exact or *about* price is rounded half up to the penny; the ends of a range are rounded
    outwards.

    :param invested: money; None where nothing was entered
    :param stake: per cent; None where nothing was entered
    :return: pounds per 1 per cent. Withheld if an input is; unknown if one is not known or not
        entered, or if the stake is nothing; without an upper limit if the stake may be nothing
    :raises ValueError: for inputs in other units
    """
    _check_units((invested, Unit.MONEY), (stake, Unit.PERCENT))
    disclosure = _disclosure(invested, stake)
    if disclosure != Disclosure.KNOWN or stake.upper == 0:
        return Measured.undisclosed(Unit.MONEY, _without_number(disclosure))
    low, high = (
        None if end is None else end * SCALE[Unit.PERCENT] for end in _divided(invested, stake)
    )
    if high is None:
        word, pence = Qualifier.AT_LEAST, (int(low), None)
    elif low == high:
        word = Qualifier.ABOUT if _is_about(invested, stake) else Qualifier.EXACT
        pence = half_up(low), half_up(low)
    else:
        word, pence = Qualifier.BETWEEN, (int(low), -int(-high // 1))
    return Measured(Unit.MONEY, *pence, word, Disclosure.KNOWN)


def invested_per_contract_pound(
    invested: Measured | None, contract_value: Measured | None
) -> DealRatio:
    """Give the pounds invested for each pound of contract (F11).

    :param invested, contract_value: money; None where nothing was entered
    :return: withheld if an input is; unknown if one is not known or not entered, or if the
        contract is worth nothing
    :raises ValueError: for inputs in other units
    """
    _check_units((invested, Unit.MONEY), (contract_value, Unit.MONEY))
    disclosure = _disclosure(invested, contract_value)
    if disclosure != Disclosure.KNOWN or contract_value.upper == 0:
        return DealRatio(None, None, _without_number(disclosure))
    low, high = _divided(invested, contract_value)
    is_about = _is_about(invested, contract_value)
    return DealRatio(float(low), None if high is None else float(high), disclosure, is_about)


def contract_years(starts_on: datetime.date | None, ends_on: datetime.date | None) -> float | None:
    """Give the term of a contract in years: its days, both ends counted, by 365.25 (F4).

    :param ends_on: its last day
    :return: None if one of the days is not known, or if they are in the wrong order
    """
    if starts_on is None or ends_on is None or ends_on < starts_on:
        return None
    return ((ends_on - starts_on).days + 1) / DAYS_IN_YEAR


def total_investment(
    cash: Measured | None,
    in_kind: Measured | None,
    debt: Measured | None,
    total: Measured | None = None,
) -> Measured | None:
    """Give all that a bid or a deal brings in (F11).

    :param cash, in_kind, debt: money; None where nothing was entered
    :param total: as stated; it decides where it was entered at all
    :return: else the sum of what was entered: withheld if a part is, unknown if a part is; a part
        that is not applicable adds nothing; None where nothing was entered
    """
    if total is not None:
        return total
    parts = [part for part in (cash, in_kind, debt) if part is not None]
    if not parts:
        return None
    counted = [part for part in parts if part.disclosure != Disclosure.NOT_APPLICABLE]
    if not counted:
        return parts[0]
    disclosure = _disclosure(*counted)
    if disclosure != Disclosure.KNOWN:
        return Measured.undisclosed(Unit.MONEY, disclosure)
    added = counted[0]
    for part in counted[1:]:
        added = added + part
    return added


def _check_units(*inputs: tuple[Measured | None, Unit]) -> None:
    """Refuse inputs in other units than theirs."""
    for value, unit in inputs:
        if value is not None and value.unit != unit:
            raise ValueError(f"{value.unit} given where {unit} is needed")


def _disclosure(*inputs: Measured | None) -> Disclosure:
    """Say whether a result can be known; what was not entered is not known."""
    words = {Disclosure.UNKNOWN if value is None else value.disclosure for value in inputs}
    return next((word for word in FIRST_TO_COUNT if word in words), Disclosure.KNOWN)


def _without_number(disclosure: Disclosure) -> Disclosure:
    """Say why there is no number; nothing can be divided by nothing, which is then not known."""
    return Disclosure.UNKNOWN if disclosure == Disclosure.KNOWN else disclosure


def _is_about(*inputs: Measured) -> bool:
    return any(value.qualifier == Qualifier.ABOUT for value in inputs)


def _divided(part: Measured, whole: Measured) -> tuple[Fraction, Fraction | None]:
    """Divide two known values as intervals, in their scaled integers.

    :return: the least (0 where the divisor has no upper limit) and the most (None where there is
        no upper limit, or where the divisor may be 0)
    """
    low = Fraction(0) if whole.upper is None else Fraction(part.low, whole.upper)
    if part.upper is None or whole.low == 0:
        return low, None
    return low, Fraction(part.upper, whole.low)
