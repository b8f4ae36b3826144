"""The five tests in words: names, what each asks for, what it was told from, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from partnerships.choices import Category, Measure, PrimeTest
from partnerships.models import PrimeThreshold
from partnerships.primes import CANNOT_TELL, FAIL, PASS, TestResult
from spinouts.dashboards.charts.words import plain_number, pounds
from spinouts.dashboards.words import NOT_KNOWN, date_words, money_words, percent_words

OUTCOME_WORDS = {PASS: "pass", FAIL: "fail", CANNOT_TELL: "cannot tell"}
OUTCOME_TAGS = {PASS: "good", FAIL: "bad", CANNOT_TELL: "warning"}
SHORT_NAMES = {
    PrimeTest.CAPITALISED: "Capital",
    PrimeTest.COMMERCIAL: "Commercial",
    PrimeTest.MAJOR: "Major contracts",
    PrimeTest.BALANCED: "Balance",
    PrimeTest.MISSION: "Mission",
}
MISSING_WORDS = {
    "capital_drawn": "the capital drawn",
    "annual_contract_value": "the annual value of live contracts",
    "income_from_contracts_and_trade": "the part of income from contracts and trade",
    "contract_values": "the values of its contracts",
    "power": "who has the power",
    "adopted_on": "when a shared mission was adopted",
    "members": "who its members are",
    "signed_by": "which members signed",
    "threshold": "what the test asks for: no threshold is recorded",
}
REASON_WORDS = {
    "no_power": "no votes, board seats or equity are recorded",
    "power_not_recorded": "some of the power is not recorded",
    "power_exceeds_whole": "the shares of power add up to more than the whole",
    "no_delivery_value": "no contract value so far is known",
    "links_undisclosed": "the value of work passed on is not disclosed",
    "links_undated": "work passed on has no dates",
    "range_says_nothing": "the records allow anything from 0 to 1",
}


def name_of_test(key: str) -> str:
    """Name a test: “Properly capitalised”."""
    label = str(PrimeTest(key).label)
    return f"{label[:1].upper()}{label[1:]}"


def threshold_words(threshold: PrimeThreshold | None) -> str:
    """Say what a test asks for, in numbers."""
    if threshold is None:
        return "No threshold is recorded."
    low = threshold.lowest
    if threshold.test == PrimeTest.CAPITALISED:
        return f"Capital drawn of at least {low}% of the annual value of live contracts"
    if threshold.test == PrimeTest.COMMERCIAL:
        return f"At least {low}% of income from contracts and trade"
    if threshold.test == PrimeTest.MAJOR:
        return f"A contract worth at least {pounds(low)}"
    if threshold.test == PrimeTest.BALANCED:
        high = 100 if threshold.highest is None else threshold.highest
        return f"{low} to {high}% of power with the social sector, and another sector beside it"
    return f"A mission adopted, and signed by at least {low}% of the members"


def input_words(result: TestResult, *, is_about: bool = False) -> str:
    """Say what a test was told from; empty where it has no threshold.

    :param is_about: a source calls one of its figures “about”
    """
    if not result.inputs:
        return ""
    tellers = {
        PrimeTest.CAPITALISED: _capital_words,
        PrimeTest.COMMERCIAL: _commercial_words,
        PrimeTest.MAJOR: _major_words,
        PrimeTest.BALANCED: _balance_words,
        PrimeTest.MISSION: _mission_words,
    }
    return tellers[PrimeTest(result.key)](result.inputs, is_about)


def missing_words(result: TestResult) -> str:
    """Say what would have to be known to tell; empty if nothing is missing."""
    return ", ".join(MISSING_WORDS[name] for name in result.missing)


def reasons_words(reasons: tuple[str, ...]) -> str:
    """Say why equivalence cannot be told."""
    return "; ".join(REASON_WORDS[reason] for reason in reasons)


def _capital_words(inputs: Mapping, is_about: bool) -> str:
    drawn = money_words(inputs["drawn_low_pence"], inputs["drawn_high_pence"], is_about)
    annual = money_words(inputs["annual_low_pence"], inputs["annual_high_pence"], is_about)
    words = f"Capital drawn {drawn}; live contracts a year {annual}"
    low, high = inputs["ratio_low"], inputs["ratio_high"]
    if low is None:
        return words
    if high is None:
        return f"{words}; ratio at least {_ratio(low)}"
    if _ratio(low) != _ratio(high):
        return f"{words}; ratio {_ratio(low)} to {_ratio(high)}"
    return f"{words}; ratio {'~' if is_about else ''}{_ratio(low)}"


def _ratio(value: float) -> str:
    return f"{plain_number(100 * value, 1)}%"


def _commercial_words(inputs: Mapping, is_about: bool) -> str:
    low, high = inputs["fraction_low"], inputs["fraction_high"]
    words = NOT_KNOWN if low is None else percent_words(100 * low, 100 * high, is_about)
    return f"Income from contracts and trade: {words}"


def _major_words(inputs: Mapping, is_about: bool) -> str:
    low, high = inputs["largest_low_pence"], inputs["largest_high_pence"]
    unknown = inputs["not_valued_count"]
    words = f"Largest contract of known value: {money_words(low, high, is_about)}"
    if low is None:
        words = "No contract with a known value"
    if not unknown:
        return words
    noun = "contract" if unknown == 1 else "contracts"
    return f"{words}; {unknown} {noun} without one"


def _balance_words(inputs: Mapping, is_about: bool) -> str:
    measure = inputs["measure"]
    if measure is None:
        return "No votes, board seats or equity recorded"
    by = Measure(measure).label.lower()
    low, high = inputs["social_low"], inputs["social_high"]
    if low is None:
        return f"Shares of {by} that add up to more than the whole"
    words = f"Social sector’s power by {by}: {percent_words(100 * low, 100 * high, is_about)}"
    sure, possible = inputs["sector_count_low"], inputs["sector_count_high"]
    count = f"{sure} or more" if possible is None or possible > sure else f"{sure}"
    return f"{words}; sectors with power: {count}"


def _mission_words(inputs: Mapping, _is_about: bool) -> str:
    adopted = inputs["adopted_on"]
    first = "Adopted on a day not known"
    if adopted is not None:
        first = f"Adopted on {date_words(date.fromisoformat(adopted))}"
    members, unknown = inputs["member_count"], inputs["not_known_count"]
    if not members:
        return f"{first}; members not known"
    if unknown == members:
        return f"{first}; which of {members:,} members signed is not known"
    words = f"{first}; signed by {inputs['signed_count']:,} of {members:,} members"
    return f"{words}, not known of {unknown:,}" if unknown else words


def sector_words(sector: str) -> str:
    """Name a sector or category: “social sector”, “employees directly”, “not recorded”."""
    return str(Category(sector).label).lower()
