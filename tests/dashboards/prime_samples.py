"""Primes for the tests of their pages: small, with literal facts."""

from __future__ import annotations

from datetime import date

from organisations.models import Organisation, Profile
from partnerships.actions import settle_stakes
from partnerships.models import Contract
from tests.factories import (
    make_contract,
    make_investment,
    make_link,
    make_member,
    make_organisation,
    make_partnership,
    make_prime_threshold,
    make_profile,
    make_social_prime,
    make_stake,
)


def make_thresholds() -> None:
    """Store what each of the five tests asks for."""
    make_prime_threshold("properly_capitalised", lowest=10)
    make_prime_threshold("commercially_driven", lowest=50)
    make_prime_threshold("wins_major_contracts", lowest=10_000_000)
    make_prime_threshold("cross_sector", lowest=25, highest=75)
    make_prime_threshold("shared_mission", lowest=50)


def make_sector(name: str, sector: str) -> Organisation:
    """Store an organisation of a sector."""
    organisation = make_organisation(name)
    make_profile(organisation, sector)
    return organisation


def make_example_prime() -> Organisation:
    """Store the prime of F6: private 90 and social 10 of votes; private delivers 30, social 70."""
    prime = make_organisation("Example Prime", slug="example-prime", kind="prime")
    make_profile(prime, "private")
    firm, charity = make_sector("Firm plc", "private"), make_sector("Charity", "social")
    make_stake(prime, firm, votes="90", valid_from=date(2014, 1, 1))
    make_stake(prime, charity, votes="10", valid_from=date(2014, 1, 1))
    settle_stakes(organisation_ids=[prime.pk])
    make_link(make_prime_contract(prime), charity, value="£7m")
    return prime


def make_prime_contract(prime: Organisation, value: str = "£10m") -> Contract:
    """Store a contract of exactly five financial years."""
    return make_contract(
        "Work support",
        (prime,),
        starts_on=date(2015, 4, 1),
        ends_on=date(2020, 3, 31),
        total_value=value,
    )


def make_passing_prime() -> Organisation:
    """Store a prime that passes all five tests on 1 January 2018."""
    prime = make_organisation("Best Prime", slug="best-prime", kind="social_prime")
    make_profile(prime, "hybrid")
    make_social_prime(
        prime, mission="People first.", adopted_on=date(2015, 6, 1), trading_income="95"
    )
    firm, charity = make_sector("Firm plc", "private"), make_sector("Charity", "social")
    make_stake(prime, firm, votes="50", valid_from=date(2014, 1, 1))
    make_stake(prime, charity, votes="50", valid_from=date(2014, 1, 1))
    settle_stakes(organisation_ids=[prime.pk])
    alliance = make_partnership("Best alliance", kind="prime", vehicle=prime)
    for member in (firm, charity):
        make_member(
            alliance,
            member,
            role="shareholder",
            joined_on=date(2014, 1, 1),
            signed_mission_on=date(2015, 6, 1),
        )
    make_investment(
        prime,
        firm,
        instrument="equity",
        committed="£2m",
        drawn="£1m",
        agreed_on=date(2015, 1, 1),
    )
    make_prime_contract(prime)
    return prime


def make_group_without_shares() -> Organisation:
    """Store a group of another country that has no shareholders."""
    group = make_organisation(
        "Groupe Exemple", slug="groupe", kind="social_prime", region="abroad", country="FR"
    )
    Profile.objects.create(
        organisation=group,
        sector="social",
        share_capital="no",
        source=group.source,
        quote="has no shareholders",
    )
    return group
