"""Records of what binds organisations."""

from partnerships.models.contract import Contract
from partnerships.models.contract_parts import ContractChange, ContractParty, SupplyLink
from partnerships.models.stake import Stake, StakeCondition

__all__ = [
    "Contract",
    "ContractChange",
    "ContractParty",
    "Stake",
    "StakeCondition",
    "SupplyLink",
]
