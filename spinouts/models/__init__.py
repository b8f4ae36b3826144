"""Records of the journey out of public bodies."""

from spinouts.models.journey import Cohort, Stage, StageEvent
from spinouts.models.mutual import MembershipCount, Mutual, MutualTerms
from spinouts.models.spin_out import SpinOut, SpinOutCohort, SpinOutParent

__all__ = [
    "Cohort",
    "MembershipCount",
    "Mutual",
    "MutualTerms",
    "SpinOut",
    "SpinOutCohort",
    "SpinOutParent",
    "Stage",
    "StageEvent",
]
