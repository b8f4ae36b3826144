"""F6: the five tests of a social prime, each pass, fail or cannot tell.

A test passes if the whole interval of its inputs passes, fails if none of it does, and cannot be
told otherwise, or where an input is missing. Thresholds are arguments, and exact: a float counts
as the decimal that it prints as.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from partnerships.primes.largest import Largest
from partnerships.primes.power import Power, read_power

PASS, FAIL, CANNOT_TELL = "pass", "fail", "cannot_tell"
SOCIAL = "social"

Number = int | float | Decimal | Fraction
Input = int | float | str | None


@dataclass(frozen=True)
class TestResult:
    """What one test says of one prime.

    :ivar key: name of the test
    :ivar outcome: pass, fail or cannot_tell
    :ivar inputs: what it was told from, by name with unit; None where missing, or where a high has
        no upper limit
    :ivar threshold: by name
    :ivar missing: what would have to be known to tell
    """

    __test__ = False  # a result, nothing for pytest to collect

    key: str
    outcome: str
    inputs: dict[str, Input]
    threshold: dict[str, Number]
    missing: tuple[str, ...] = ()


def exact(number: Number | None) -> Fraction | None:
    """Give a number as the exact decimal it prints as; None where it is missing."""
    return None if pd.isna(number) else Fraction(str(number))


def at_least(low: Fraction | None, high: Fraction | None, threshold: Fraction) -> str:
    """Tell whether an interval reaches a threshold; the threshold itself reaches it.

    :param low: None where nothing is known
    :param high: None where no upper limit is known
    """
    if low is None:
        return CANNOT_TELL
    if low >= threshold:
        return PASS
    return FAIL if high is not None and high < threshold else CANNOT_TELL


def all_of(outcomes: Iterable[str]) -> str:
    """Fail if one fails, else cannot tell if one cannot be told, else pass."""
    found = set(outcomes)
    return next((outcome for outcome in (FAIL, CANNOT_TELL) if outcome in found), PASS)


def properly_capitalised(
    *,
    drawn_low_pence: int | None,
    drawn_high_pence: int | None,
    annual_low_pence: int | None,
    annual_high_pence: int | None,
    threshold: Number,
) -> TestResult:
    """Tell whether the capital drawn is enough for the annual contract value (F6).

    :param drawn_low_pence, drawn_high_pence: capital drawn; low None where not known or withheld,
        high None where no upper limit is known
    :param annual_low_pence, annual_high_pence: annual contract value, likewise; without any there
        is nothing to be capitalised for, which cannot be told
    :param threshold: least fraction of the annual value
    :return: inputs, the four and ratio_low, ratio_high
    """
    drawn_low, drawn_high = exact(drawn_low_pence), exact(drawn_high_pence)
    annual_low, annual_high = exact(annual_low_pence), exact(annual_high_pence)
    missing = []
    if drawn_low is None:
        missing.append("capital_drawn")
    if annual_low is None or annual_high == 0:
        missing.append("annual_contract_value")
    low = high = None
    if not missing:
        low = Fraction(0) if annual_high is None else drawn_low / annual_high
        high = _highest_ratio(drawn_high, annual_low)
    inputs = {
        "drawn_low_pence": _whole(drawn_low),
        "drawn_high_pence": _whole(drawn_high),
        "annual_low_pence": _whole(annual_low),
        "annual_high_pence": _whole(annual_high),
        "ratio_low": _float(low),
        "ratio_high": _float(high),
    }
    outcome = at_least(low, high, exact(threshold))
    least = {"ratio": threshold}
    return TestResult("properly_capitalised", outcome, inputs, least, tuple(missing))


def _highest_ratio(drawn_high: Fraction | None, annual_low: Fraction) -> Fraction | None:
    """Give the largest ratio; None where it has no limit."""
    if drawn_high == 0:
        return Fraction(0)
    return None if drawn_high is None or annual_low == 0 else drawn_high / annual_low


def commercially_driven(
    *, fraction_low: Number | None, fraction_high: Number | None, threshold: Number
) -> TestResult:
    """Tell whether enough of the income comes from contracts and trade (F6).

    :param fraction_low, fraction_high: of all income, 0-1; low None where not known
    :param threshold: least fraction, 0-1
    """
    low, high = exact(fraction_low), exact(fraction_high)
    outcome = at_least(low, high, exact(threshold))
    missing = ("income_from_contracts_and_trade",) if low is None else ()
    inputs = {"fraction_low": _float(low), "fraction_high": _float(high)}
    return TestResult("commercially_driven", outcome, inputs, {"fraction": threshold}, missing)


def wins_major_contracts(largest: Largest, threshold_pence: int) -> TestResult:
    """Tell whether the largest contract won is major (F6).

    :param largest: of `largest_value`, by annual or by total value; a contract without a value may
        be the largest, so that the test cannot fail beside one
    :param threshold_pence: least value
    """
    low = exact(largest.low_pence)
    high = None if largest.not_valued_count else exact(largest.high_pence)
    outcome = at_least(low, high, exact(threshold_pence))
    missing = ()
    if low is None or (outcome == CANNOT_TELL and largest.not_valued_count):
        missing = ("contract_values",)
    inputs = {
        "largest_low_pence": largest.low_pence,
        "largest_high_pence": largest.high_pence,
        "not_valued_count": largest.not_valued_count,
    }
    least = {"value_pence": threshold_pence}
    return TestResult("wins_major_contracts", outcome, inputs, least, missing)


def cross_sector(
    power_rows: pd.DataFrame, *, threshold_low: Number, threshold_high: Number
) -> TestResult:
    """Tell whether power is shared between sectors, the social sector's part in balance (F6).

    At least two sectors must have power. Power whose holder's sector is not known may be the
    social sector's, or that of another.

    :param power_rows: of `power`, of one prime; votes, else board seats, else equity are used
    :param threshold_low, threshold_high: bounds of the social sector's fraction 0-1, both allowed
    """
    power = read_power(power_rows)
    threshold = {"fraction_low": threshold_low, "fraction_high": threshold_high}
    if power.measure is None or power.exceeds_whole:
        names = ("measure", "social_low", "social_high", "sector_count_low", "sector_count_high")
        inputs = dict.fromkeys(names) | {"measure": power.measure}
        return TestResult("cross_sector", CANNOT_TELL, inputs, threshold, ("power",))
    low, high = _social(power)
    sure = sum(part > 0 for part in power.lows.values())
    # whose sector is not known can be of several
    possible = None if power.free else sum(part > 0 for part in power.highs.values())
    outcome = all_of(
        [
            at_least(low, high, exact(threshold_low)),
            at_least(-high, -low, -exact(threshold_high)),
            at_least(exact(sure), exact(possible), Fraction(2)),
        ]
    )
    inputs = {
        "measure": power.measure,
        "social_low": float(low),
        "social_high": float(high),
        "sector_count_low": sure,
        "sector_count_high": possible,
    }
    missing = ("power",) if outcome == CANNOT_TELL and power.free else ()
    return TestResult("cross_sector", outcome, inputs, threshold, missing)


def _social(power: Power) -> tuple[Fraction, Fraction]:
    """Give the least and the most that the social sector can have."""
    low = power.lows.get(SOCIAL, Fraction(0))
    others = sum(power.lows.values(), Fraction(0)) - low
    return low, min(power.highs.get(SOCIAL, Fraction(0)) + power.free, 1 - others)


def shared_mission(
    *,
    adopted_on: datetime.date | None,
    signed_count: int | None,
    member_count: int | None,
    day: datetime.date,
    threshold: Number,
    not_known_count: int = 0,
    has_mission: bool | None = None,
) -> TestResult:
    """Tell whether a mission is adopted, and signed by enough of the members (F6).

    :param adopted_on: None where not known
    :param signed_count: members on the day known to have signed; None where not known of any
    :param member_count: members on the day; None where not known; without any there is no fraction
    :param threshold: least fraction of the members, 0-1
    :param not_known_count: members of whom it is not known whether they signed
    :param has_mission: False where it is known that there is none
    """
    adopted = _is_adopted(adopted_on, day, has_mission)
    low = high = None
    if signed_count is not None and member_count:
        low = Fraction(signed_count, member_count)
        high = min(Fraction(1), Fraction(signed_count + not_known_count, member_count))
    signed = at_least(low, high, exact(threshold))
    needed = {
        "adopted_on": adopted == CANNOT_TELL,
        "members": not member_count,
        "signed_by": signed == CANNOT_TELL and bool(member_count),
    }
    inputs = {
        "adopted_on": None if adopted_on is None else adopted_on.isoformat(),
        "signed_count": signed_count,
        "not_known_count": not_known_count,
        "member_count": member_count,
        "fraction_low": _float(low),
        "fraction_high": _float(high),
    }
    outcome = all_of([adopted, signed])
    missing = tuple(name for name, is_needed in needed.items() if is_needed)
    if outcome != CANNOT_TELL:
        missing = ()
    return TestResult("shared_mission", outcome, inputs, {"fraction": threshold}, missing)


def _is_adopted(
    adopted_on: datetime.date | None, day: datetime.date, has_mission: bool | None
) -> str:
    """Tell whether a mission was adopted by a day."""
    if has_mission is False:
        return FAIL
    if adopted_on is None:
        return CANNOT_TELL
    return PASS if adopted_on <= day else FAIL


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _whole(number: Fraction | None) -> int | None:
    return None if number is None else int(number)
