"""Turn the files' words into the register's: kinds, sectors, regions, lists of identifiers."""

from __future__ import annotations

from organisations.choices import OrganisationKind, Region, Sector

KINDS = {
    "spin_out": OrganisationKind.SPIN_OUT,
    "public_owned_spin_out": OrganisationKind.SPIN_OUT,
    "jv_partner": OrganisationKind.JV_PARTNER,
    "jv_bidder": OrganisationKind.JV_PARTNER,
    "joint_venture": OrganisationKind.JOINT_VENTURE,
    "jv_with_mutual": OrganisationKind.JOINT_VENTURE,
    "jv_contrast": OrganisationKind.JOINT_VENTURE,
    "jv_latco": OrganisationKind.JOINT_VENTURE,
    "jv_latco_contrast": OrganisationKind.JOINT_VENTURE,
    "latco_contrast": OrganisationKind.COUNCIL_COMPANY,
    "council_owned_contrast": OrganisationKind.COUNCIL_COMPANY,
    "prime": OrganisationKind.PRIME,
    "prime_consortium": OrganisationKind.PRIME,
    "crc": OrganisationKind.PRIME,
    "social_prime": OrganisationKind.SOCIAL_PRIME,
    "social_prime_foreign": OrganisationKind.SOCIAL_PRIME,
    "consortium": OrganisationKind.CONSORTIUM,
    "consortium_member": OrganisationKind.CONSORTIUM,
    "supply_chain_member": OrganisationKind.CONSORTIUM,
    "employee_trust": OrganisationKind.EMPLOYEE_TRUST,
    "employee_vehicle": OrganisationKind.EMPLOYEE_TRUST,
    "employee_owned": OrganisationKind.EMPLOYEE_OWNED,
    "employee_coowned_private": OrganisationKind.EMPLOYEE_OWNED,
    "investor": OrganisationKind.INVESTOR,
    "funder": OrganisationKind.INVESTOR,
    "acquirer": OrganisationKind.ACQUIRER,
    "private_provider": OrganisationKind.PROVIDER,
    "vcse_provider": OrganisationKind.PROVIDER,
    "support_body": OrganisationKind.SUPPORT_BODY,
    "holding_company": OrganisationKind.OTHER,
}

OPERATING_MODELS = {
    "employee_trust": "employees' trust",
    "employee_vehicle": "staff vehicle",
    "joint_venture": "joint venture",
    "jv_with_mutual": "joint venture",
    "jv_contrast": "joint venture",
    "jv_latco": "joint venture",
    "jv_latco_contrast": "joint venture",
    "latco_contrast": "council-owned trading company",
    "council_owned_contrast": "council-owned trading company",
    "public_owned_spin_out": "council-owned trading company",
    "prime": "prime contractor",
    "prime_consortium": "prime contractor",
    "social_prime": "social prime",
    "social_prime_foreign": "social prime",
    "consortium": "consortium",
    "employee_owned": "employee-owned company",
    "employee_coowned_private": "employee-owned company",
}
"""The kinds that say how an organisation works; the others leave its operating model open."""

SECTORS = {
    "public": Sector.PUBLIC,
    "private": Sector.PRIVATE,
    "vcse": Sector.SOCIAL,
    "social": Sector.SOCIAL,
    "mutual": Sector.MUTUAL,
    "hybrid": Sector.HYBRID,
    "": "",
}

REGIONS = {
    "North East": Region.NORTH_EAST,
    "North West": Region.NORTH_WEST,
    "Yorkshire and the Humber": Region.YORKSHIRE,
    "East Midlands": Region.EAST_MIDLANDS,
    "West Midlands": Region.WEST_MIDLANDS,
    "East of England": Region.EAST,
    "London": Region.LONDON,
    "South East": Region.SOUTH_EAST,
    "South West": Region.SOUTH_WEST,
    "Wales": Region.WALES,
    "Scotland": Region.SCOTLAND,
    "Northern Ireland": Region.NORTHERN_IRELAND,
    "England": Region.ENGLAND,
    "North of England": Region.ENGLAND,
    "UK": Region.UK,
    "France": Region.ABROAD,
    "abroad": Region.ABROAD,
    "": Region.UNKNOWN,
}

COUNTRIES = {"France": "FR", "abroad": "", "": ""}
"""Region words that do not stand for the UK to ISO country codes; empty if it is not known."""

BROADER_REGIONS = {"North of England": "the source says “North of England”"}
"""Regions that the register has no code for, with the words that keep what was said."""

SCHEMES = {
    "GB-COH": "GB-COH",
    "GB-CHC": "GB-CHC",
    "GB-MPR": "GB-MPR",
    "GB-PPON": "GB-PPON",
    "GB-REV": "GB-REV",
    "NHS-ODS": "GB-NHS",
    "FR-SIREN": "FR-RCS",
    "CQC": "CQC",
    "CQC-LOCATION": "CQC-LOCATION",
}

COUNCIL_SCHEMES = {
    Region.WALES: "GB-PLA",
    Region.SCOTLAND: "GB-LAS",
    Region.NORTHERN_IRELAND: "GB-LANI",
}
"""Lists of councils outside England; there a council's code is of GB-LAE."""

SOURCES_OF_SCHEMES = {
    "GB-COH": ("company number from ",),
    "GB-CHC": ("charity number from ",),
    "GB-MPR": ("mutuals register number from ",),
    "GB-NHS": ("ODS code from ", "code and ICB from "),
    "GB-LAE": ("GSS and LA register codes from ",),
    "GB-LAS": ("GSS and LA register codes from ",),
    "GB-PLA": ("GSS and LA register codes from ",),
    "GB-LANI": ("GSS and LA register codes from ",),
}
"""How a note names the source of an identifier where it is another than the row's own."""
