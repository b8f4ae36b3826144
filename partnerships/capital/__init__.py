"""Capital: what investors gave in what form, what may be added up, and how large stakes are.

Frames in, frames out. The investments frame comes from `partnerships.frames.capital`, holdings
and sectors from `partnerships.frames` and `organisations.frames`. Money is whole pence, per cent
0-100. One sum of money is counted once: rival figures for it, plans, valuations and whole funds
stand beside the sums. Guarantees are no money given: what they still cover is kept apart.
"""

from partnerships.capital.capital import (
    COUNTED,
    LATER,
    NOT_ADDED_UP,
    STATUSES,
    WITHOUT_AMOUNT,
    capital_rows,
)
from partnerships.capital.stakes import BANDS, partner_stakes, stakes_by_band
from partnerships.capital.sums import (
    by_instrument,
    by_investor,
    by_sector,
    by_year_and_sector,
    not_counted,
    total,
)
from partnerships.capital.when import sectors_when

__all__ = [
    "BANDS",
    "COUNTED",
    "LATER",
    "NOT_ADDED_UP",
    "STATUSES",
    "WITHOUT_AMOUNT",
    "by_instrument",
    "by_investor",
    "by_sector",
    "by_year_and_sector",
    "capital_rows",
    "not_counted",
    "partner_stakes",
    "sectors_when",
    "stakes_by_band",
    "total",
]
