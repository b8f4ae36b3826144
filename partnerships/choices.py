"""Closed lists of the partnerships app: the words that code relies on."""

from django.db import models


class HolderClass(models.TextChoices):
    """Kinds of holders that are no organisation with a record."""

    EMPLOYEES = "employees", "employees directly"
    EMPLOYEE_TRUST = "employee_trust", "employee trust"
    MANAGERS = "managers", "managers"
    INDEPENDENTS = "independents", "independents"
    FINANCIAL_INVESTORS = "financial_investors", "financial investors"
    SERVICE_USERS = "service_users", "service users"
    COMMUNITY = "community", "community members"
    INDIVIDUALS = "individuals", "other individuals"
    NOT_DISCLOSED = "not_disclosed", "not disclosed"


class Category(models.TextChoices):
    """Where a stake counts in an ownership split (DESIGN 6, FIGURES F1 and F2)."""

    EMPLOYEES = "employees", "Employees directly"
    EMPLOYEE_TRUST = "employee_trust", "Employee trust"
    MANAGERS = "managers", "Managers"
    INDEPENDENTS = "independents", "Independents"
    FINANCIAL_INVESTORS = "financial_investors", "Financial investors"
    SERVICE_USERS = "service_users", "Service users"
    COMMUNITY = "community", "Community members"
    INDIVIDUALS = "individuals", "Other individuals"
    NOT_DISCLOSED = "not_disclosed", "Not disclosed"
    PUBLIC = "public", "Public sector"
    PRIVATE = "private", "Private sector"
    SOCIAL = "social", "Social sector"
    MUTUAL = "mutual", "Mutuals"
    HYBRID = "hybrid", "Hybrid organisations"
    NOT_RECORDED = "not_recorded", "Not recorded"
    CIRCULAR = "circular", "Circular (owned by each other)"


class Measure(models.TextChoices):
    """What rights are counted."""

    EQUITY = "equity", "Equity"
    VOTES = "votes", "Votes"
    BOARD_SEATS = "board_seats", "Board seats"


class PeriodKind(models.TextChoices):
    """What the source says about time."""

    PERIOD = "period", "from … until …"
    SNAPSHOT = "snapshot", "as seen on a day"
    UNDATED = "undated", "undated"


class Basis(models.TextChoices):
    """Whether it came about."""

    ACTUAL = "actual", "actual"
    PLANNED = "planned", "planned"


class FigureRole(models.TextChoices):
    """Whether a figure counts or stands beside the one that counts."""

    MAIN = "main", "main figure"
    ALTERNATIVE = "alternative", "alternative (a rival figure, in no sum)"


class Consideration(models.TextChoices):
    """What was given for a stake."""

    CASH = "cash", "cash"
    SERVICES = "services", "services"
    DEBT = "debt", "debt"
    MIXED = "mixed", "several kinds"
    NONE = "none", "nothing"


class ConditionKind(models.TextChoices):
    """What binds a stake."""

    CAP = "cap", "cap"
    EARN_IN = "earn_in", "earn-in"
    CONVERSION = "conversion", "conversion on a date"
    PUT = "put", "put option"
    CALL = "call", "call option"
    OTHER = "other", "other condition"


class ValueKind(models.TextChoices):
    """What a contract's figure is; ceilings and revenue managed are never summed (F4)."""

    CONTRACT_VALUE = "contract_value", "contract value"
    BUDGET = "budget", "budget"
    ESTIMATE = "estimate", "estimate"
    CEILING = "ceiling", "ceiling"
    REVENUE_MANAGED = "revenue_managed", "revenue managed"


class VatTreatment(models.TextChoices):
    """Whether value added tax is in a figure."""

    NET = "net", "net of VAT"
    GROSS = "gross", "gross, VAT included"
    UNKNOWN = "", "not stated"


class ExtensionTreatment(models.TextChoices):
    """Whether optional extensions are in a figure."""

    WITH = "with", "with extensions"
    WITHOUT = "without", "without extensions"
    UNKNOWN = "", "not stated"


class PartyRole(models.TextChoices):
    """On which side of a contract."""

    COMMISSIONER = "commissioner", "commissioner"
    PROVIDER = "provider", "provider"


class LinkKind(models.TextChoices):
    """How work is passed on under a contract."""

    SUBCONTRACT = "subcontract", "subcontract"
    CO_CREATION = "co_creation", "co-creation"
    GRANT = "grant", "grant"
    SECONDMENT = "secondment", "secondment"


class ProcurementRoute(models.TextChoices):
    """How the provider was chosen."""

    OPEN = "open", "open competition"
    RESTRICTED = "restricted", "restricted competition"
    NEGOTIATED = "negotiated", "competition with negotiation"
    DIRECT = "direct", "direct award"
    RESERVED = "reserved", "reserved competition"
    GRANT = "grant", "grant"
    OTHER = "other", "other"


class ReservedUnder(models.TextChoices):
    """The clause that kept a competition to mutuals or social enterprises."""

    REGULATION_77 = "pcr2015_r77", "Public Contracts Regulations 2015, regulation 77"
    SECTION_33 = "pa2023_s33", "Procurement Act 2023, section 33"
    REGULATION_20 = "pcr2015_r20", "Public Contracts Regulations 2015, regulation 20"
    SECTION_32 = "pa2023_s32", "Procurement Act 2023, section 32"
