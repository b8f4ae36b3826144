"""Forms of stakes and contracts: the rules across rows, said beside the rows."""

from partnerships.forms.contract import (
    ChangeFormSet,
    ContractForm,
    LinkFormSet,
    PartyForm,
    PartyFormSet,
)
from partnerships.forms.stake import StakeFormSet, StakePageForm, StakeRowForm

__all__ = [
    "ChangeFormSet",
    "ContractForm",
    "LinkFormSet",
    "PartyForm",
    "PartyFormSet",
    "StakeFormSet",
    "StakePageForm",
    "StakeRowForm",
]
