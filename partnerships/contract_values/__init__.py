"""What contracts are worth, year by year: F4 (accrual) and F5 (by sector, delivered).

Frames in, frames out. The contracts, providers, changes and links frames come from
`partnerships.frames`, the sectors frame from `organisations.frames`. Money is whole pence.
"""

from partnerships.contract_values.accrual import Placement, place
from partnerships.contract_values.by_sector import (
    growth_percent,
    indexed,
    shares_by_sector,
    value_by_provider,
    value_by_year,
    value_by_year_and_sector,
)
from partnerships.contract_values.delivered import delivered
from partnerships.contract_values.financial_years import financial_year
from partnerships.contract_values.remaining import as_of, remaining_value

__all__ = [
    "Placement",
    "as_of",
    "delivered",
    "financial_year",
    "growth_percent",
    "indexed",
    "place",
    "remaining_value",
    "shares_by_sector",
    "value_by_provider",
    "value_by_year",
    "value_by_year_and_sector",
]
