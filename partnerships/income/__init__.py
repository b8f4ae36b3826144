"""What an organisation's income hangs on (F10). Frames in, figures out; money is whole pence."""

from partnerships.income.at_risk import Ending, IncomeAtRisk, income_at_risk, months_after
from partnerships.income.concentration import (
    concentration_index,
    effective_number,
    fraction_of_largest,
)
from partnerships.income.depends import Dependence, dependence
from partnerships.income.live import annual_value, live_contracts

__all__ = [
    "Dependence",
    "Ending",
    "IncomeAtRisk",
    "annual_value",
    "concentration_index",
    "dependence",
    "effective_number",
    "fraction_of_largest",
    "income_at_risk",
    "live_contracts",
    "months_after",
]
