"""The lists that the starter register fills, with plain definitions of our own."""

from __future__ import annotations

from organisations.models import OperatingModel, ServiceGroup
from spinouts.choices import StageKind
from spinouts.exchange.register.loading import Loading
from spinouts.models import Cohort, Stage

STEP, EXIT, EVENT = StageKind.STEP, StageKind.EXIT, StageKind.EVENT

_STAGES = (
    ("Considering", STEP, "The public body is thinking about it; nothing is decided or public."),
    ("Feasibility", STEP, "Somebody is working out whether the service could stand by itself."),
    ("Business case", STEP, "A plan with its costs and risks is written for a decision."),
    ("Approved", STEP, "The public body has decided that the service may leave."),
    ("Staff ballot", STEP, "The staff have been asked, by a vote or a formal consultation."),
    ("Set up", STEP, "The new organisation exists in law and gets ready; staff have not moved."),
    ("Launched", STEP, "The new organisation runs the service from this day on."),
    ("Established", STEP, "It has outlived its first contract or won another in its own right."),
    ("Never launched", EXIT, "The plan was given up before the service left."),
    ("Returned in-house", EXIT, "A public body took the service back and runs it again itself."),
    ("Public ownership", EXIT, "The organisation lives on, but a public body owns all of it."),
    ("Acquired", EXIT, "Another organisation bought it, so that it no longer stands by itself."),
    ("Merged", EXIT, "It joined another organisation and both became one."),
    ("Insolvent", EXIT, "It could not pay its debts and was wound up or put in administration."),
    ("Closed", EXIT, "It stopped work and passed its services to others."),
    ("Converted", EXIT, "It lives on in a form that is no longer a spin-out."),
    ("Main contract lost", EVENT, "The contract that it was made for ended or went to another."),
)
STAGES = {
    name: {
        "definition": definition,
        "kind": kind,
        "order": 10 * place,
        "is_public": name != "Considering",
    }
    for place, (name, kind, definition) in enumerate(_STAGES, start=1)
}

EXITS = {
    "closed": "closed",
    "returned_in_house": "returned-in-house",
    "acquired": "acquired",
    "taken_into_council_ownership": "public-ownership",
}
"""`status_code` of a spin-out to the exit that it tells of."""

EVENTS = {"main_contract_lost": "main-contract-lost"}

PATHFINDERS = "Cabinet Office Mutual Pathfinders"
COHORTS = {
    "Right to Request": (
        "From 2008 staff of primary care trusts in England could ask their board to let them set "
        "up a social enterprise."
    ),
    "Transforming Community Services": (
        "The programme under which primary care trusts in England gave up providing services "
        "themselves by April 2011."
    ),
    "Mutuals Support Programme": (
        "A fund of the Cabinet Office from 2011 that paid for advice to mutuals being set up."
    ),
    PATHFINDERS: (
        "Projects that the Cabinet Office chose from 2010 to try out mutuals, with mentors."
    ),
    "Social Work Practice pilots": (
        "Pilots from 2009 in which groups of social workers left a council and worked under "
        "contract to it."
    ),
    "DCMS mutuals support": (
        "Advice to emerging and growing mutuals paid for by the department for culture, which "
        "looked after the policy from 2016."
    ),
    "Pathfinder before Right to Request": (
        "Spin-outs of the health service that left before there was a programme for them."
    ),
}
COHORTS_OF_ROUTES = {
    "Right to Request": "Right to Request",
    "Transforming Community Services": "Transforming Community Services",
    "Mutuals Support Programme": "Mutuals Support Programme",
    "Cabinet Office Mutual Pathfinder": PATHFINDERS,
    "Cabinet Office Pathfinder": PATHFINDERS,
    "Social Work Practice pilot": "Social Work Practice pilots",
    "DCMS mutuals support": "DCMS mutuals support",
    "pathfinder (pre Right to Request)": "Pathfinder before Right to Request",
}
"""The policy routes that are programmes; the others stay words of the spin-out."""

OPERATING_MODELS = {
    "mutual": "Owned or controlled by those who work in it or use it.",
    "joint venture": "Owned together by partners of several sectors.",
    "employees' trust": "A trust that holds shares for the staff of a company as a whole.",
    "staff vehicle": "A company or partnership through which staff hold their shares.",
    "council-owned trading company": "A company owned by one or more public bodies.",
    "prime contractor": "Holds large contracts and passes work on to others.",
    "social prime": "A prime contractor that is driven by a social mission.",
    "consortium": "Several organisations that bid and deliver together.",
    "employee-owned company": "Most of its shares are held by or for its staff.",
}
STAFF_VEHICLES = {"employees' trust", "staff vehicle"}

SERVICE_GROUPS = {
    "adult social care": "Care and support for adults, at home, in the day or in a home.",
    "back-office": "Services that other public services need: computing, pay, revenues.",
    "catering and facilities": "Meals and cleaning in schools and public buildings.",
    "central government services": "Services that ministries run for the whole country.",
    "children and families": "Social work with children, and health of young families.",
    "education": "Support for schools and for teaching.",
    "employment": "Help for people to find and keep work.",
    "environment": "Waste, streets, grounds, planning and highways.",
    "fire and safety": "Advice and training on risks of fire.",
    "health": "Community, mental, primary and dental health services.",
    "housing": "Homes that a council used to let.",
    "justice": "Probation and work with offenders.",
    "leisure": "Sports centres and swimming pools.",
    "libraries and culture": "Libraries, archives, museums and the arts.",
    "property and facilities": "Repair and running of buildings.",
    "youth": "Services for young people outside school.",
}


def put_vocabularies(loading: Loading) -> None:
    """Put the lists into the register, leaving what a curator has changed in them."""
    loading.put_terms(Stage, STAGES, STAGES)
    loading.put_terms(Cohort, COHORTS, _defined(COHORTS))
    loading.put_terms(ServiceGroup, SERVICE_GROUPS, _defined(SERVICE_GROUPS))
    models = _defined(OPERATING_MODELS)
    for name in STAFF_VEHICLES:
        models[name]["is_staff_vehicle"] = True
    loading.put_terms(OperatingModel, OPERATING_MODELS, models)


def _defined(definitions: dict[str, str]) -> dict[str, dict]:
    return {name: {"definition": definition} for name, definition in definitions.items()}
