"""Closed lists of the spin-outs app: the words that code relies on."""

from django.db import models


class StageKind(models.TextChoices):
    """What a stage of the journey is."""

    STEP = "step", "step on the way"
    EXIT = "exit", "exit"
    EVENT = "event", "event that is no exit"


class Structure(models.TextChoices):
    """How a spin-out stands."""

    STANDALONE = "standalone", "standalone"
    JOINT_VENTURE = "joint_venture", "joint venture"
    GROUP = "group", "joined a group"
    COUNCIL_COMPANY = "council_company", "council-owned trading company"
    UNKNOWN = "", "not recorded"


class StatusEvidence(models.TextChoices):
    """How fresh the last sight of a spin-out is."""

    RECENT = "recent", "recent"
    OLD = "old", "old"
    UNDATED = "undated", "undated"
    ENDED = "ended", "ended"


class LastStatus(models.TextChoices):
    """The state of a spin-out when it was last seen."""

    LIVE = "live", "live"
    UNCONFIRMED = "unconfirmed", "not confirmed"
    MAIN_CONTRACT_LOST = "main_contract_lost", "lost its main contract"
    RETURNED_IN_HOUSE = "returned_in_house", "returned in-house"
    PUBLIC_OWNERSHIP = "taken_into_council_ownership", "taken into public ownership"
    ACQUIRED = "acquired", "acquired"
    CLOSED = "closed", "closed"


class Control(models.TextChoices):
    """How staff, or users, own or control a mutual."""

    DIRECT = "direct", "staff hold shares directly"
    TRUST = "trust", "a trust holds for staff"
    BOTH = "both", "directly and through a trust"
    MEMBERSHIP = "membership", "membership"
    UNKNOWN = "", "not recorded"


class YesNo(models.TextChoices):
    """A fact that may not be known."""

    YES = "yes", "yes"
    NO = "no", "no"
    UNKNOWN = "", "not known"
