"""Forms of what binds organisations: the rules across rows, said beside the rows."""

from partnerships.forms.capital import InvestmentForm
from partnerships.forms.contract import (
    ChangeFormSet,
    ContractForm,
    LinkFormSet,
    PartyForm,
    PartyFormSet,
)
from partnerships.forms.deal import SIGNED_TOGETHER, DealForm, DealStakeForm, DealStakeFormSet
from partnerships.forms.partnership import MemberForm, MemberFormSet, PartnershipForm
from partnerships.forms.prime import PrimeThresholdForm
from partnerships.forms.stake import StakeFormSet, StakePageForm, StakeRowForm, stake_words

__all__ = [
    "SIGNED_TOGETHER",
    "ChangeFormSet",
    "ContractForm",
    "DealForm",
    "DealStakeForm",
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
    "stake_words",
]
