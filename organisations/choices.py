"""Closed lists of the organisations app: the words that code relies on."""

from django.db import models


class RecordState(models.TextChoices):
    """Who can see a record."""

    DRAFT = "draft", "draft"
    PUBLISHED = "published", "published"
    HIDDEN = "hidden", "hidden"


class DatePrecision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", "to the day"
    MONTH = "month", "to the month"
    YEAR = "year", "to the year"
    INFERRED = "inferred", "inferred"
    UNKNOWN = "unknown", "not known"


class Sector(models.TextChoices):
    """The sector of an organisation, as recorded (DESIGN 2); never the result of a test."""

    PUBLIC = "public", "public"
    PRIVATE = "private", "private"
    SOCIAL = "social", "social"
    MUTUAL = "mutual", "mutual"
    HYBRID = "hybrid", "hybrid"


class OrganisationStatus(models.TextChoices):
    """What state an organisation was in when last seen."""

    PLANNED = "planned", "planned"
    ACTIVE = "active", "active"
    DORMANT = "dormant", "dormant"
    DISSOLVED = "dissolved", "dissolved"


class OrganisationKind(models.TextChoices):
    """What part an organisation plays in this field; the first that fits."""

    SPIN_OUT = "spin_out", "spin-out"
    PUBLIC_BODY = "public_body", "public body"
    JOINT_VENTURE = "joint_venture", "joint venture"
    JV_PARTNER = "jv_partner", "joint venture partner or bidder"
    COUNCIL_COMPANY = "council_company", "council-owned company"
    PRIME = "prime", "prime contractor"
    SOCIAL_PRIME = "social_prime", "social prime"
    CONSORTIUM = "consortium", "consortium or its member"
    EMPLOYEE_TRUST = "employee_trust", "employees' trust or staff vehicle"
    EMPLOYEE_OWNED = "employee_owned", "employee-owned company"
    INVESTOR = "investor", "investor or funder"
    ACQUIRER = "acquirer", "buyer of a spin-out"
    PROVIDER = "provider", "other provider"
    SUPPORT_BODY = "support_body", "support body"
    OTHER = "other", "other"


class Region(models.TextChoices):
    """ITL level 1 regions of the UK, and what lies outside or above them."""

    NORTH_EAST = "north_east", "North East"
    NORTH_WEST = "north_west", "North West"
    YORKSHIRE = "yorkshire_humber", "Yorkshire and the Humber"
    EAST_MIDLANDS = "east_midlands", "East Midlands"
    WEST_MIDLANDS = "west_midlands", "West Midlands"
    EAST = "east_of_england", "East of England"
    LONDON = "london", "London"
    SOUTH_EAST = "south_east", "South East"
    SOUTH_WEST = "south_west", "South West"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"
    ENGLAND = "england", "England (more than one region)"
    UK = "uk", "United Kingdom (national)"
    ABROAD = "abroad", "abroad"
    UNKNOWN = "unknown", "not known"


class NameKind(models.TextChoices):
    """What kind of name."""

    REGISTERED = "registered", "registered name"
    TRADING = "trading", "trading name"
    FORMER = "former", "former name"
    ABBREVIATION = "abbreviation", "abbreviation"
    ANNOUNCED = "announced", "announced name"


class ShareCapital(models.TextChoices):
    """Whether an organisation has share capital."""

    YES = "yes", "has shares"
    NO = "no", "has no shareholders"
    UNKNOWN = "unknown", "not known"


class PublicBodyKind(models.TextChoices):
    """What kind of public body."""

    COUNCIL = "local_authority", "council"
    FIRE = "fire_authority", "fire authority"
    DEPARTMENT = "central_government_department", "government department"
    NATIONAL_NHS = "national_nhs_body", "national NHS body"
    SHA = "strategic_health_authority", "strategic health authority"
    PCT = "primary_care_trust", "primary care trust"
    CARE_TRUST = "care_trust", "care trust"
    CCG = "clinical_commissioning_group", "clinical commissioning group"
    ICB = "integrated_care_board", "integrated care board"
    NHS_TRUST = "nhs_trust", "NHS trust"
    NHS_PROVIDER = "nhs_provider", "other NHS provider"
    CORPORATION = "public_corporation", "public corporation"
    SERVICE = "public_service", "public service"
    AGENCY = "agency", "agency"


class SuccessionExtent(models.TextChoices):
    """Whether all or part of a body passed to its successor."""

    WHOLE = "whole", "wholly"
    PART = "part", "in part"


class SourceKind(models.TextChoices):
    """What kind of work a source is."""

    PAGE = "page", "web page"
    REPORT = "report", "report"
    DATASET = "dataset", "data set"
    NOTICE = "notice", "procurement notice"
    LEGISLATION = "legislation", "legislation"
    COMMENT = "comment", "comment"
    SEED = "seed", "commissioning document"
    OTHER = "other", "other"


class Stance(models.TextChoices):
    """What a source says of a record."""

    SUPPORTS = "supports", "supports"
    DISPUTES = "disputes", "disputes"


class Role(models.TextChoices):
    """What an account may do (DESIGN 7); a superuser is marked by Django's own flag."""

    RESEARCHER = "researcher", "researcher"
    OFFICER = "officer", "council officer"
    CURATOR = "curator", "curator"
