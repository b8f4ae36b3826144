"""Partnerships and deals for the tests of their pages: small, with literal facts."""

from __future__ import annotations

import re
from datetime import date

from django.test import Client

from organisations.choices import RecordState
from organisations.measured import Disclosure, Measured, Unit
from organisations.models import Organisation, Profile
from partnerships.actions import settle_stakes
from partnerships.choices import BidStatus, CompetitionOrigin, CompetitionStatus
from partnerships.models import (
    Bid,
    Bidder,
    Deal,
    PartnerCompetition,
    Partnership,
    ProgrammeTally,
    StakeCondition,
)
from tests.dashboards.organisation_samples import section
from tests.factories import (
    make_body,
    make_competition,
    make_contract,
    make_contribution,
    make_deal,
    make_investment,
    make_member,
    make_organisation,
    make_partnership,
    make_profile,
    make_source,
    make_stake,
)

WITHHELD = Measured.undisclosed(Unit.MONEY, Disclosure.WITHHELD)
SIGNED = date(2012, 5, 1)


def words_of(client: Client, path: str, name: str) -> str:
    """Give the words of one section of a page, without the marks of its sources."""
    return re.sub(r" Source \d+", "", section(client, path, name))


def make_pension_venture() -> Partnership:
    """Store MyCSP's joint venture: a private partner 40, the government 35, staff 25."""
    venture = make_organisation("MyCSP Ltd", slug="mycsp")
    partner = make_organisation("Equiniti", slug="equiniti")
    make_profile(partner, "private")
    government = make_body("Cabinet Office", slug="cabinet-office")
    stake = make_stake(venture, partner, equity="40", valid_from=SIGNED)
    StakeCondition.objects.create(stake=stake, kind="cap", percent="49", words="until 2014")
    make_stake(venture, government, equity="35", valid_from=SIGNED)
    make_stake(venture, "employees", equity="25", valid_from=SIGNED)
    settle_stakes(organisation_ids=[venture.pk])
    partnership = make_partnership(
        "MyCSP joint venture", slug="mycsp-jv", kind="joint_venture", vehicle=venture
    )
    make_member(partnership, partner, role="partner", joined_on=SIGNED)
    make_member(partnership, government, role="shareholder", joined_on=SIGNED)
    make_member(partnership, ("MyCSP staff", ""), role="staff", joined_on=SIGNED)
    make_contribution(partner, venture, "technology", words="a new system", delivered="part")
    make_investment(venture, partner, instrument="in_kind", committed="£2m", purpose="software")
    return partnership


def reported_competition(body: Organisation, **values) -> PartnerCompetition:
    """Store a published competition that public sources report."""
    values = {
        "origin": CompetitionOrigin.REPORTED,
        "status": CompetitionStatus.SIGNED,
        "state": RecordState.PUBLISHED,
        "source": make_source("Report of a competition"),
        "opens_on": date(2011, 10, 1),
        "closes_on": None,
        "signed_on": SIGNED,
        **values,
    }
    return make_competition(body, values.pop("title", "Partner for MyCSP"), **values)


def told_bid(competition: PartnerCompetition, bidder: Organisation, status: str, **values) -> Bid:
    """Store a bid of which nothing is kept back."""
    values = {"is_name_withheld": False, "are_terms_withheld": False, **values}
    bid = Bid.objects.create(competition=competition, status=status, **values)
    Bidder.objects.create(bid=bid, organisation=bidder, is_lead=True, source=bidder.source)
    return bid


def make_pension_deal() -> Deal:
    """Store the deal of MyCSP's joint venture: 40 per cent at a price that is withheld."""
    venture = make_pension_venture().vehicle
    partner = Organisation.objects.get(slug="equiniti")
    body = Organisation.objects.get(slug="cabinet-office")
    loser = make_organisation("Capita", slug="capita")
    make_profile(loser, "private")
    competition = reported_competition(body, slug="mycsp-competition", bidder_count="16")
    told_bid(competition, loser, BidStatus.LOST, closed_on=SIGNED)
    bid = told_bid(competition, partner, BidStatus.SIGNED, closed_on=SIGNED, stake_price=WITHHELD)
    contract = make_contract(
        "Pension administration",
        (venture,),
        (body,),
        slug="pensions",
        starts_on=SIGNED,
        ends_on=date(2019, 4, 30),
        total_value="£40m",
    )
    return make_deal(
        venture,
        partner,
        stakes=(venture.stakes.get(holder=partner),),
        title="Equiniti and MyCSP, 2012",
        slug="equiniti-mycsp",
        competition=competition,
        bid=bid,
        contract=contract,
        signed_on=SIGNED,
        stake="40",
        stake_price=WITHHELD,
        investment="£2m",
    )


def make_programme() -> Partnership:
    """Store a programme of which 36 of 40 contracts, and nobody knows how many primes, went out."""
    programme = make_partnership("Work Programme", slug="work-programme", kind="programme")
    common = {"partnership": programme, "source": programme.source, "as_at": date(2011, 4, 1)}
    ProgrammeTally.objects.create(denominator="organisations", whole_count="18", **common)
    ProgrammeTally.objects.create(
        denominator="contracts", sector="private", part_count="36", whole_count="40", **common
    )
    ProgrammeTally.objects.create(denominator="value", whole_value="~£5bn", **common)
    return programme


def make_group() -> Partnership:
    """Store a group without shareholders, of which more members are counted than named."""
    union = make_organisation("Groupe SOS", slug="groupe-sos")
    Profile.objects.create(
        organisation=union, sector="social", share_capital="no", source=union.source
    )
    group = make_partnership(
        "Groupe SOS, its members",
        slug="groupe-sos",
        kind="group",
        vehicle=union,
        has_no_shareholders=True,
        stated_member_count="at least 40",
    )
    make_member(group, ("A founding association", "social"))
    return group
