"""Screens of the admin for the journey, and the organisation's page that draws on all apps."""

from spinouts.admin.journey import CohortAdmin, SpinOutAdmin, StageAdmin
from spinouts.admin.mutual import MembershipCountAdmin, MutualAdmin
from spinouts.admin.organisation import OrganisationAdmin

__all__ = [
    "CohortAdmin",
    "MembershipCountAdmin",
    "MutualAdmin",
    "OrganisationAdmin",
    "SpinOutAdmin",
    "StageAdmin",
]
