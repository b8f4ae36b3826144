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


class CompetitionOrigin(models.TextChoices):
    """Where the record of a partner competition comes from, and so whether it holds secrets."""

    RUN = "run", "run in this register"
    REPORTED = "reported", "reported by public sources"


class CompetitionStatus(models.TextChoices):
    """How far a partner competition is."""

    DRAFT = "draft", "draft"
    OPEN = "open", "open for bids"
    EVALUATING = "evaluating", "evaluating bids"
    PREFERRED = "preferred", "preferred bidder chosen"
    SIGNED = "signed", "signed"
    ABANDONED = "abandoned", "abandoned"


class BidStatus(models.TextChoices):
    """How far a bid is."""

    INVITED = "invited", "invited"
    SUBMITTED = "submitted", "submitted"
    SHORTLISTED = "shortlisted", "shortlisted"
    PREFERRED = "preferred", "preferred"
    SIGNED = "signed", "signed"
    LOST = "lost", "lost"
    WITHDRAWN = "withdrawn", "withdrawn"


class ContributionKind(models.TextChoices):
    """What a partner brings to a venture (the commissioning documents name them)."""

    CAPITAL = "capital", "capital"
    COMMERCIAL_SKILL = "commercial_skill", "commercial skill"
    COST_FOCUS = "cost_focus", "cost focus"
    INNOVATION = "innovation", "social innovation"
    SCALE = "scale", "scale"
    REACH = "reach", "reach into communities"
    REPUTATION = "reputation", "reputation"
    PREMISES = "premises", "premises"
    TECHNOLOGY = "technology", "technology"
    CULTURE = "culture", "culture and values"


class Delivered(models.TextChoices):
    """Whether what was promised came about."""

    YES = "yes", "yes"
    PART = "part", "in part"
    NO = "no", "no"
    UNKNOWN = "", "not known"


class PartnershipKind(models.TextChoices):
    """What kind of joint working a partnership is."""

    JOINT_VENTURE = "joint_venture", "joint venture"
    PRIME = "prime", "prime contractor and its partners"
    CONSORTIUM = "consortium", "consortium or alliance"
    GROUP = "group", "group"
    PROGRAMME = "programme", "programme"


class MemberRole(models.TextChoices):
    """What part a member plays in a partnership."""

    LEAD = "lead", "lead"
    PARTNER = "partner", "partner"
    SHAREHOLDER = "shareholder", "shareholder"
    SUBCONTRACTOR = "subcontractor", "subcontractor"
    MEMBER = "member", "member"
    STAFF = "staff", "staff"
    VEHICLE = "vehicle", "the joint body itself"
    ADVISER = "adviser", "adviser"


class PrimeType(models.TextChoices):
    """What kind of organisation leads a supply chain."""

    OUTSOURCER = "outsourcer", "outsourcing firm"
    CHARITY = "charity", "charity or social enterprise"
    PUBLIC = "public", "public body"
    JOINT_VENTURE = "joint_venture", "joint venture"
    SOCIAL_PRIME = "social_prime", "meant as a social prime"


class PrimeTest(models.TextChoices):
    """The five tests of a social prime (FIGURES F6)."""

    CAPITALISED = "properly_capitalised", "properly capitalised"
    COMMERCIAL = "commercially_driven", "commercially driven"
    MAJOR = "wins_major_contracts", "wins major contracts"
    BALANCED = "cross_sector", "cross-sector with balance"
    MISSION = "shared_mission", "shared mission"


class Denominator(models.TextChoices):
    """What a share of a programme is counted in (FIGURES F5)."""

    ORGANISATIONS = "organisations", "by organisations"
    CONTRACTS = "contracts", "by contracts"
    VALUE = "value", "by value"


class RuleKind(models.TextChoices):
    """What an ownership rule asks for (FIGURES F3)."""

    FLOOR = "floor", "at least"
    CAP = "cap", "at most"
    TARGET = "target", "about, within a tolerance"


class RuleHolder(models.TextChoices):
    """Whose part an ownership rule is about."""

    STAFF = "staff", "staff (employees and their trust)"
    EMPLOYEES = "employees", "employees directly"
    EMPLOYEE_TRUST = "employee_trust", "employee trust"
    MANAGERS = "managers", "managers"
    SERVICE_USERS = "service_users", "service users"
    COMMUNITY = "community", "community members"
    PUBLIC = "public", "public sector"
    PRIVATE = "private", "private sector"
    SOCIAL = "social", "social sector"
    HOLDER = "holder", "one holder, named beside"


class Instrument(models.TextChoices):
    """In what form capital or support was given; the last two are never summed."""

    GRANT = "grant", "grant"
    LOAN = "loan", "loan"
    EQUITY = "equity", "equity"
    GUARANTEE = "guarantee", "guarantee"
    SOCIAL_IMPACT_BOND = "sib", "social impact bond"
    IN_KIND = "in_kind", "in kind"
    PURCHASE = "purchase", "purchase of shares"
    VALUATION = "valuation", "valuation"
    FUND = "fund", "fund"
