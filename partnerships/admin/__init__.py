"""Screens of the admin for what binds organisations."""

from partnerships.admin.capital import InvestmentAdmin
from partnerships.admin.contract import ContractAdmin
from partnerships.admin.deal import DealAdmin
from partnerships.admin.ownership_rule import AccessionAdmin, OwnershipRuleAdmin
from partnerships.admin.partnership import ContributionAdmin, JVPartnerAdmin, PartnershipAdmin
from partnerships.admin.prime import PrimeThresholdAdmin, SocialPrimeAdmin
from partnerships.admin.stake import StakeAdmin, StakeRows

__all__ = [
    "AccessionAdmin",
    "ContractAdmin",
    "ContributionAdmin",
    "DealAdmin",
    "InvestmentAdmin",
    "JVPartnerAdmin",
    "OwnershipRuleAdmin",
    "PartnershipAdmin",
    "PrimeThresholdAdmin",
    "SocialPrimeAdmin",
    "StakeAdmin",
    "StakeRows",
]
