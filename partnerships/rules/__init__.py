"""Rules of the partnerships app across fields and rows: functions that raise `ValidationError`."""

from partnerships.rules.contracts import (
    PassedOn,
    check_contract,
    check_fractions,
    check_links_within_contract,
)
from partnerships.rules.stakes import (
    CAPPED_MEASURES,
    MEASURES,
    NEVER,
    TOLERANCE,
    WHOLE,
    Counting,
    check_stake,
    check_stakes_of_one_organisation,
    counting_periods,
    holder_identity,
    is_counted,
    seats_percent,
    starts_counting_on,
)

__all__ = [
    "CAPPED_MEASURES",
    "MEASURES",
    "NEVER",
    "TOLERANCE",
    "WHOLE",
    "Counting",
    "PassedOn",
    "check_contract",
    "check_fractions",
    "check_links_within_contract",
    "check_stake",
    "check_stakes_of_one_organisation",
    "counting_periods",
    "holder_identity",
    "is_counted",
    "seats_percent",
    "starts_counting_on",
]
