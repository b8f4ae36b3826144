"""Screens of the admin for what binds organisations."""

from partnerships.admin.bid import BidAdmin
from partnerships.admin.bid_grant import BidGrantAdmin
from partnerships.admin.capital import InvestmentAdmin
from partnerships.admin.competition import PartnerCompetitionAdmin
from partnerships.admin.contract import ContractAdmin
from partnerships.admin.deal import DealAdmin
from partnerships.admin.ownership_rule import AccessionAdmin, OwnershipRuleAdmin
from partnerships.admin.partnership import ContributionAdmin, JVPartnerAdmin, PartnershipAdmin
from partnerships.admin.prime import PrimeThresholdAdmin, SocialPrimeAdmin
from partnerships.admin.stake import StakeAdmin, StakeRows

__all__ = [
    "AccessionAdmin",
    "BidAdmin",
    "BidGrantAdmin",
    "ContractAdmin",
    "ContributionAdmin",
    "DealAdmin",
    "InvestmentAdmin",
    "JVPartnerAdmin",
    "OwnershipRuleAdmin",
    "PartnerCompetitionAdmin",
    "PartnershipAdmin",
    "PrimeThresholdAdmin",
    "SocialPrimeAdmin",
    "StakeAdmin",
    "StakeRows",
]
