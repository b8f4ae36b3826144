"""Records of who exists."""

from organisations.models.account import OfficerTie, User
from organisations.models.base import Fact, Tracked
from organisations.models.organisation import Identifier, Organisation, OrganisationName, Profile
from organisations.models.public_body import PublicBody, Succession
from organisations.models.source import Evidence, Source, SourceLocation
from organisations.models.vocabulary import LegalForm, OperatingModel, ServiceGroup

__all__ = [
    "Evidence",
    "Fact",
    "Identifier",
    "LegalForm",
    "OfficerTie",
    "OperatingModel",
    "Organisation",
    "OrganisationName",
    "Profile",
    "PublicBody",
    "ServiceGroup",
    "Source",
    "SourceLocation",
    "Succession",
    "Tracked",
    "User",
]
