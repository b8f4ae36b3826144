"""Forms of what binds organisations: the rules across rows, said beside the rows."""

from partnerships.forms.capital import InvestmentForm
from partnerships.forms.contract import (
    ChangeFormSet,
    ContractForm,
    LinkFormSet,
    PartyForm,
    PartyFormSet,
)
from partnerships.forms.deal import DealForm, DealStakeFormSet
from partnerships.forms.partnership import MemberForm, MemberFormSet, PartnershipForm
from partnerships.forms.prime import PrimeThresholdForm
from partnerships.forms.stake import StakeFormSet, StakePageForm, StakeRowForm

__all__ = [
    "ChangeFormSet",
    "ContractForm",
    "DealForm",
    "DealStakeFormSet",
    "InvestmentForm",
    "LinkFormSet",
    "MemberForm",
    "MemberFormSet",
    "PartnershipForm",
    "PartyForm",
    "PartyFormSet",
    "PrimeThresholdForm",
    "StakeFormSet",
    "StakePageForm",
    "StakeRowForm",
]
