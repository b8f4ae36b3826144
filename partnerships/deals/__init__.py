"""Partner competitions and deals: scores, win rates and what was paid for what (F11, F13).

Frames and measured values in, frames and measured values out; a figure that was withheld gives
*withheld*, never a number.
"""

from partnerships.deals.prices import (
    DealRatio,
    contract_years,
    invested_per_contract_pound,
    pounds_per_percent,
    total_investment,
)
from partnerships.deals.scores import weighted_scores
from partnerships.deals.wins import OUTCOMES, win_rates

__all__ = [
    "OUTCOMES",
    "DealRatio",
    "contract_years",
    "invested_per_contract_pound",
    "pounds_per_percent",
    "total_investment",
    "weighted_scores",
    "win_rates",
]
