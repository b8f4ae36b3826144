"""Ownership rules and accessions (F3): limits on what somebody holds, kept as stakes change.

Frames in, frames out. The rules and accessions frames have the columns of `RULE_COLUMNS` and
`ACCESSION_COLUMNS`; the holdings and sectors frames are those of `partnerships.ownership`.
"""

from partnerships.ownership_rules.accessions import ACCESSION_COLUMNS, staff_at_accessions
from partnerships.ownership_rules.over_time import RULE_COLUMNS, rules_on, rules_over_time
from partnerships.ownership_rules.shares import shares_to_issue, staff_percent_after
from partnerships.ownership_rules.state import (
    BREACHED,
    CANNOT_TELL,
    KINDS,
    MET,
    STATES,
    Band,
    band_of,
    state_of,
)

__all__ = [
    "ACCESSION_COLUMNS",
    "BREACHED",
    "CANNOT_TELL",
    "KINDS",
    "MET",
    "RULE_COLUMNS",
    "STATES",
    "Band",
    "band_of",
    "rules_on",
    "rules_over_time",
    "shares_to_issue",
    "staff_at_accessions",
    "staff_percent_after",
    "state_of",
]
