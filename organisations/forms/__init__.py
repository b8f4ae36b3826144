"""Forms of the admin: what a person types, and what is said when it cannot be."""

from organisations.forms.accounts import AccountChangeForm, AccountCreationForm
from organisations.forms.organisation import (
    IdentifierForm,
    IdentifierFormSet,
    OrganisationForm,
    ProfileForm,
    ProfileFormSet,
)
from organisations.forms.record import MainForm, RecordForm, SluggedForm
from organisations.forms.rows import (
    EvidenceFormSet,
    FactRowForm,
    RowForm,
    RowFormSet,
    StatedRowForm,
)

__all__ = [
    "AccountChangeForm",
    "AccountCreationForm",
    "EvidenceFormSet",
    "FactRowForm",
    "IdentifierForm",
    "IdentifierFormSet",
    "MainForm",
    "OrganisationForm",
    "ProfileForm",
    "ProfileFormSet",
    "RecordForm",
    "RowForm",
    "RowFormSet",
    "SluggedForm",
    "StatedRowForm",
]
