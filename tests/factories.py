"""Records for tests, by plain functions: each gives what a rule asks for and nothing more."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from django.utils.text import slugify

from organisations.choices import NameKind, PublicBodyKind, RecordState, Role
from organisations.models import (
    Identifier,
    OfficerTie,
    Organisation,
    OrganisationName,
    Profile,
    PublicBody,
    Source,
    Succession,
    User,
)
from organisations.slugs import free_slug
from partnerships.choices import (
    BidStatus,
    CompetitionStatus,
    HolderClass,
    PartyRole,
    PeriodKind,
    ValueKind,
)
from partnerships.models import (
    Accession,
    Bid,
    Bidder,
    CompetitionAssessor,
    CompetitionCriterion,
    Contract,
    ContractParty,
    Contribution,
    Deal,
    DealStake,
    Investment,
    JVPartner,
    OwnershipRule,
    PartnerCompetition,
    Partnership,
    PartnershipMember,
    PrimeThreshold,
    SocialPrime,
    Stake,
    SupplyLink,
)
from spinouts.choices import StageKind
from spinouts.models import Cohort, Mutual, SpinOut, SpinOutParent, Stage, StageEvent

PASSWORD = "correct horse battery staple"
_numbers = itertools.count(1)


def make_source(title: str = "Report", **values: Any) -> Source:
    """Store a source."""
    values.setdefault("slug", f"{slugify(title)[:60]}-{next(_numbers)}")
    return Source.objects.create(title=title, **values)


def make_organisation(name: str = "Example", **values: Any) -> Organisation:
    """Store a published organisation with a source."""
    values.setdefault("slug", f"{slugify(name)[:60]}-{next(_numbers)}")
    values.setdefault("state", RecordState.PUBLISHED)
    if "source" not in values:
        values["source"] = make_source(f"About {name}")
    return Organisation.objects.create(name=name, **values)


def make_body(name: str = "Northshire Council", **values: Any) -> Organisation:
    """Store a council of the public sector."""
    kind = values.pop("body_kind", PublicBodyKind.COUNCIL)
    organisation = make_organisation(name, **{"kind": "public_body", **values})
    PublicBody.objects.create(organisation=organisation, kind=kind)
    Profile.objects.create(organisation=organisation, sector="public", source=organisation.source)
    return organisation


def make_spin_out(name: str = "Newco", parents: tuple = (), **values: Any) -> SpinOut:
    """Store an organisation with its spin-out and parents."""
    facts = {key: values.pop(key) for key in ("is_contrast", "service_area") if key in values}
    organisation = make_organisation(name, **{"kind": "spin_out", **values})
    spin_out = SpinOut.objects.create(
        organisation=organisation, source=organisation.source, **facts
    )
    for body in parents:
        SpinOutParent.objects.create(spin_out=spin_out, body=body, source=organisation.source)
    return spin_out


def make_name(organisation: Organisation, name: str, kind: str = NameKind.FORMER) -> None:
    """Give an organisation a further name."""
    OrganisationName.objects.create(
        organisation=organisation, name=name, kind=kind, source=organisation.source
    )


def make_identifier(organisation: Organisation, scheme: str, value: str) -> Identifier:
    """Give an organisation an identifier."""
    return Identifier.objects.create(
        organisation=organisation, scheme=scheme, value=value, source=organisation.source
    )


def make_profile(
    organisation: Organisation, sector: str, since: date | None = None, to: date | None = None
) -> Profile:
    """Give an organisation a sector for a period."""
    return Profile.objects.create(
        organisation=organisation,
        sector=sector,
        valid_from=since,
        valid_to=to,
        source=organisation.source,
    )


def make_stake(subject: Organisation, holder: Any = HolderClass.EMPLOYEES, **values: Any) -> Stake:
    """Store a published stake; the holder is an organisation, a class or (name, sector)."""
    if isinstance(holder, Organisation):
        values["holder"] = holder
    elif isinstance(holder, tuple):
        values["holder_name"], values["holder_sector"] = holder
    else:
        values["holder_class"] = holder
    values.setdefault("state", RecordState.PUBLISHED)
    values.setdefault("period_kind", PeriodKind.PERIOD)
    values.setdefault("source", subject.source)
    stake = Stake(subject=subject, **values)
    stake.full_clean()
    stake.save()
    return stake


def make_contract(
    title: str = "Care at home", providers: tuple = (), commissioners: tuple = (), **values: Any
) -> Contract:
    """Store a published contract with its parties."""
    values.setdefault("slug", f"{slugify(title)[:60]}-{next(_numbers)}")
    values.setdefault("state", RecordState.PUBLISHED)
    values.setdefault("value_kind", ValueKind.CONTRACT_VALUE)
    if "source" not in values:
        values["source"] = make_source(f"Notice of {title}")
    contract = Contract(title=title, **values)
    contract.full_clean()
    contract.save()
    sides = ((PartyRole.PROVIDER, providers), (PartyRole.COMMISSIONER, commissioners))
    for role, organisations in sides:
        for organisation in organisations:
            ContractParty.objects.create(
                contract=contract, role=role, organisation=organisation, source=contract.source
            )
    return contract


def make_link(contract: Contract, receiver: Organisation, **values: Any) -> SupplyLink:
    """Pass work on under a contract."""
    link = SupplyLink(contract=contract, receiver=receiver, source=contract.source, **values)
    link.full_clean()
    link.save()
    return link


def make_succession(predecessor: Organisation, successor: Organisation) -> Succession:
    """Let one body follow another."""
    return Succession.objects.create(
        predecessor=predecessor, successor=successor, source=predecessor.source
    )


def make_stage(slug: str = "launched", kind: str = StageKind.STEP, **values: Any) -> Stage:
    """Find or store a stage of the journey."""
    values.setdefault("name", slug.replace("-", " ").capitalize())
    return Stage.objects.get_or_create(slug=slug, defaults={"kind": kind, **values})[0]


def make_stage_event(spin_out: SpinOut, stage: Stage, day: date | None = None) -> StageEvent:
    """Let a spin-out reach a stage."""
    return StageEvent.objects.create(
        spin_out=spin_out, stage=stage, happened_on=day, source=spin_out.source
    )


def make_cohort(name: str = "Pathfinders") -> Cohort:
    """Store a programme."""
    return Cohort.objects.create(name=name, slug=f"{slugify(name)}-{next(_numbers)}")


def make_mutual(organisation: Organisation) -> Mutual:
    """Let a source describe an organisation as a mutual."""
    return Mutual.objects.create(organisation=organisation, source=organisation.source)


def make_user(role: str = Role.RESEARCHER, *bodies: Organisation, **values: Any) -> User:
    """Store an account; an officer keeps the records of the bodies."""
    values.setdefault("username", f"{role}-{next(_numbers)}")
    user = User.objects.create_user(password=PASSWORD, role=role, **values)
    for body in bodies:
        OfficerTie.objects.create(user=user, body=body)
    return user


def make_officer(*bodies: Organisation) -> User:
    """Store an officer of the bodies."""
    return make_user(Role.OFFICER, *bodies)


def make_curator() -> User:
    """Store a curator."""
    return make_user(Role.CURATOR)


def make_superuser() -> User:
    """Store a superuser."""
    return make_user(Role.CURATOR, is_superuser=True)


def make_competition(
    body: Organisation, title: str = "Partner sought", **values: Any
) -> PartnerCompetition:
    """Make a partner competition run in the register, evaluating bids unless said otherwise."""
    values = {
        "slug": free_slug(PartnerCompetition, title),
        "status": CompetitionStatus.EVALUATING,
        "opens_on": date(2025, 1, 1),
        "closes_on": date(2025, 3, 31),
        **values,
    }
    return PartnerCompetition.objects.create(public_body=body, title=title, **values)


def make_criterion(
    competition: PartnerCompetition, name: str = "Quality", weight: int = 1
) -> CompetitionCriterion:
    """Make a criterion of a competition."""
    number = competition.criteria.count() + 1
    return CompetitionCriterion.objects.create(
        competition=competition, name=name, weight=weight, number=number
    )


def make_bid(competition: PartnerCompetition, *bidders: Organisation, **values: Any) -> Bid:
    """Make a bid that came in on time; the first bidder leads it."""
    values = {"status": BidStatus.SUBMITTED, "submitted_on": date(2025, 3, 1), **values}
    bid = Bid.objects.create(competition=competition, **values)
    for place, organisation in enumerate(bidders):
        Bidder.objects.create(bid=bid, organisation=organisation, is_lead=place == 0)
    return bid


def make_assessor(competition: PartnerCompetition, account: User) -> CompetitionAssessor:
    """Make an account an assessor of a competition."""
    return CompetitionAssessor.objects.create(competition=competition, account=account)


def _stored(record: Any) -> Any:
    """Check a record by all its rules and store it."""
    record.full_clean()
    record.save()
    return record


def make_deal(
    venture: Organisation, partner: Any = ("Partner plc",), stakes: tuple = (), **values: Any
) -> Deal:
    """Store a published deal; the partner is an organisation or (name,)."""
    side = (
        {"partner": partner} if isinstance(partner, Organisation) else {"partner_name": partner[0]}
    )
    title = values.pop("title", f"Deal of {venture}")
    values = {"slug": free_slug(Deal, title), "source": venture.source, **side, **values}
    values.setdefault("state", RecordState.PUBLISHED)
    deal = _stored(Deal(title=title, venture=venture, **values))
    for stake in stakes:
        DealStake.objects.create(deal=deal, stake=stake)
    return deal


def make_partnership(name: str = "Alliance", **values: Any) -> Partnership:
    """Store a published partnership, a consortium unless said otherwise."""
    values = {"slug": free_slug(Partnership, name), "kind": "consortium", **values}
    values.setdefault("state", RecordState.PUBLISHED)
    if "source" not in values:
        values["source"] = make_source(f"About {name}")
    return _stored(Partnership(name=name, **values))


def make_member(partnership: Partnership, member: Any, **values: Any) -> PartnershipMember:
    """Store a member; it is an organisation or (name, sector)."""
    if isinstance(member, Organisation):
        values["organisation"] = member
    else:
        values["name"], values["sector"] = member
    values.setdefault("source", partnership.source)
    return _stored(PartnershipMember(partnership=partnership, **values))


def make_investment(recipient: Organisation, investor: Any, **values: Any) -> Investment:
    """Store a published grant, or another form of capital; the investor as a member."""
    if isinstance(investor, Organisation):
        values["investor"] = investor
    else:
        values["investor_name"], values["investor_sector"] = investor
    values = {"instrument": "grant", "source": recipient.source, **values}
    values.setdefault("state", RecordState.PUBLISHED)
    return _stored(Investment(recipient=recipient, **values))


def make_ownership_rule(organisation: Organisation, **values: Any) -> OwnershipRule:
    """Store a rule that staff hold at least half of the equity, or another one."""
    values = {"kind": "floor", "whose": "staff", "limit": "50", **values}
    values.setdefault("source", organisation.source)
    return _stored(OwnershipRule(organisation=organisation, **values))


def make_accession(group: Organisation, spin_out: Organisation, **values: Any) -> Accession:
    """Let a spin-out join a group."""
    values.setdefault("source", group.source)
    return _stored(Accession(group=group, spin_out=spin_out, **values))


def make_jv_partner(organisation: Organisation, **values: Any) -> JVPartner:
    """Make an organisation a joint venture partner."""
    values.setdefault("source", organisation.source)
    return _stored(JVPartner(organisation=organisation, **values))


def make_contribution(
    partner: Organisation, venture: Organisation, kind: str = "capital", **values: Any
) -> Contribution:
    """Let a partner bring something to a venture."""
    values.setdefault("source", venture.source)
    return _stored(Contribution(partner=partner, venture=venture, kind=kind, **values))


def make_social_prime(organisation: Organisation, **values: Any) -> SocialPrime:
    """Make an organisation a prime that is meant as a social one."""
    values = {"prime_type": "social_prime", "source": organisation.source, **values}
    return _stored(SocialPrime(organisation=organisation, **values))


def make_prime_threshold(test: str = "cross_sector", **values: Any) -> PrimeThreshold:
    """Store what one test of a social prime asks for."""
    values = {"definition": "No sector dominates.", "lowest": 10, **values}
    return _stored(PrimeThreshold(test=test, **values))
