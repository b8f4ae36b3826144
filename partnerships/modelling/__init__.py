"""The deal modeller: who would hold what after an offer, before anybody signs it (F1, F2, F3, F7).

Nothing here is stored. Holders and offers are small frozen records with exact fractions, so that
one share less than a limit stays less; splits are worked out by `partnerships.ownership` on
holdings frames in which the modelled holders stand in place of the recorded ones.
"""

from partnerships.modelling.accession import Accession, AccessionOutcome, accede
from partnerships.modelling.bounds import bounds_among, bounds_of_holders, bounds_over, is_staff
from partnerships.modelling.checks import (
    CHECKS,
    FAIL,
    OUTCOMES,
    PASS,
    Check,
    check_ownership,
    rule_states,
)
from partnerships.modelling.deal import (
    WAYS,
    DealOutcome,
    End,
    ImpossibleDeal,
    Offer,
    apply_offer,
)
from partnerships.modelling.holders import (
    NEW_VENTURE,
    Holder,
    category_on,
    enclosing,
    holders_in_shares,
    holders_on_day,
    merged,
)
from partnerships.modelling.splits import holdings_with, look_through_after, split_after

__all__ = [
    "CHECKS",
    "FAIL",
    "NEW_VENTURE",
    "OUTCOMES",
    "PASS",
    "WAYS",
    "Accession",
    "AccessionOutcome",
    "Check",
    "DealOutcome",
    "End",
    "Holder",
    "ImpossibleDeal",
    "Offer",
    "accede",
    "apply_offer",
    "bounds_among",
    "bounds_of_holders",
    "bounds_over",
    "category_on",
    "check_ownership",
    "enclosing",
    "holders_in_shares",
    "holders_on_day",
    "holdings_with",
    "is_staff",
    "look_through_after",
    "merged",
    "rule_states",
    "split_after",
]
