"""Records of what binds organisations."""

from partnerships.models.bid import Bid, Bidder, BidOffer, BidScore
from partnerships.models.competition import (
    BidGrant,
    CompetitionAssessor,
    CompetitionCriterion,
    PartnerCompetition,
)
from partnerships.models.contract import Contract
from partnerships.models.contract_parts import ContractChange, ContractParty, SupplyLink
from partnerships.models.deal import Deal, DealStake
from partnerships.models.investment import Investment
from partnerships.models.ownership_rule import Accession, OwnershipRule
from partnerships.models.partnership import (
    Contribution,
    JVPartner,
    Partnership,
    PartnershipMember,
    ProgrammeTally,
    SocialPrime,
)
from partnerships.models.prime_threshold import PrimeThreshold
from partnerships.models.sketch import DealSketch
from partnerships.models.stake import Stake, StakeCondition

__all__ = [
    "Accession",
    "Bid",
    "BidGrant",
    "BidOffer",
    "BidScore",
    "Bidder",
    "CompetitionAssessor",
    "CompetitionCriterion",
    "Contract",
    "ContractChange",
    "ContractParty",
    "Contribution",
    "Deal",
    "DealSketch",
    "DealStake",
    "Investment",
    "JVPartner",
    "OwnershipRule",
    "PartnerCompetition",
    "Partnership",
    "PartnershipMember",
    "PrimeThreshold",
    "ProgrammeTally",
    "SocialPrime",
    "Stake",
    "StakeCondition",
    "SupplyLink",
]
