"""What further files add: ownership rules, primes, partners, groups, supply links."""

import datetime

import pytest

from organisations.actions import save_record
from partnerships.models import (
    Contract,
    Contribution,
    JVPartner,
    OwnershipRule,
    Partnership,
    PrimeThreshold,
    SocialPrime,
    StakeCondition,
    SupplyLink,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_once")]


def row(model: type, register_id: str):
    return model.objects.get(register_id=register_id)


RULE = {
    "id": "OR1",
    "org_key": "northcare",
    "kind": "cap",
    "measure": "equity",
    "whose": "holder",
    "holder_key": "partnerco",
    "limit": "55",
    "words": "Capped at 55 per cent.",
    "from": "2014-10-01",
    "from_precision": "day",
    "to": "2016-12-31",
    "to_precision": "year",
    "stake_row": "OW3",
}


def test_rule_is_valid_until_the_day_after_its_last_one(register):
    register.supplement("ownership_rules.csv", RULE)

    register.load()

    rule = row(OwnershipRule, "OR1")
    assert (rule.kind, rule.holder.slug, str(rule.limit)) == ("cap", "partnerco", "55%")
    assert (rule.valid_from, rule.valid_to) == (
        datetime.date(2014, 10, 1),
        datetime.date(2017, 1, 1),
    )


def test_rule_that_names_a_stake_binds_it(register):
    register.supplement("ownership_rules.csv", RULE)

    register.load()

    condition = StakeCondition.objects.get()
    assert (condition.stake.register_id, condition.kind) == ("OW3", "cap")
    assert (str(condition.percent), condition.words) == ("55%", "Capped at 55 per cent.")


def test_rule_without_a_side_binds_the_stake_alone(register):
    register.supplement("ownership_rules.csv", {**RULE, "whose": "", "holder_key": ""})

    register.load()

    assert not OwnershipRule.objects.exists()
    assert StakeCondition.objects.count() == 1


def test_target_without_a_tolerance_is_refused(register):
    register.supplement(
        "ownership_rules.csv", {**RULE, "kind": "target", "whose": "staff", "holder_key": ""}
    )

    assert "tolerance: A target needs its tolerance" in register.refused()


def test_five_tests_of_a_prime_are_there_with_their_thresholds():
    thresholds = {
        threshold.test: (threshold.lowest, threshold.highest)
        for threshold in PrimeThreshold.objects.all()
    }

    assert thresholds == {
        "properly_capitalised": (10, None),
        "commercially_driven": (50, None),
        "wins_major_contracts": (20_000_000, None),
        "cross_sector": (25, 75),
        "shared_mission": (50, None),
    }


def test_threshold_that_a_curator_changed_stays(register):
    threshold = PrimeThreshold.objects.get(test="wins_major_contracts")
    threshold.lowest = 5_000_000
    save_record(record=threshold, by=None, reason="by hand")

    register.load()

    threshold.refresh_from_db()
    assert threshold.lowest == 5_000_000


def test_prime_has_a_type_and_no_mission_that_no_source_has(register):
    register.supplement(
        "primes.csv", {"id": "PM1", "org_key": "partnerco", "prime_type": "outsourcer"}
    )

    register.load()

    prime = row(SocialPrime, "PM1")
    assert (prime.organisation.slug, prime.prime_type) == ("partnerco", "outsourcer")
    assert (prime.mission, prime.adopted_on, prime.trading_income) == ("", None, None)


def test_partner_has_what_it_offers_and_what_it_brought(register):
    register.supplement(
        "partners.csv", {"id": "JP1", "org_key": "partnerco", "skills": "book-keeping"}
    )
    brought = {"id": "CB1", "partner_key": "partnerco", "venture_key": "northcare"}
    register.supplement("contributions.csv", {**brought, "kind": "technology", "delivered": "part"})

    register.load()

    assert row(JVPartner, "JP1").skills == "book-keeping"
    assert row(Contribution, "CB1").get_delivered_display() == "in part"


def test_group_without_shareholders_says_so_and_needs_no_member(register):
    group = {"id": "the-group", "name": "The Group", "kind": "group", "vehicle_key": "faraway"}
    register.supplement(
        "joint_working.csv", {**group, "has_no_shareholders": "yes", "members": "at least 40"}
    )

    register.load()

    partnership = row(Partnership, "the-group")
    assert (partnership.kind, partnership.has_no_shareholders) == ("group", True)
    assert (str(partnership.stated_member_count), partnership.vehicle.slug) == (
        "at least 40",
        "faraway",
    )


def test_contracts_are_tied_to_the_partnership_of_the_rows(register):
    register.supplement(
        "joint_working.csv", {"id": "northcare-jv", "contract_rows": "CT1", "source_key": ""}
    )

    register.load()

    partnership = row(Contract, "CT1").partnership
    assert (partnership.slug, partnership.name) == ("northcare-jv", "Northcare joint venture")


LINK = {
    "id": "SL1",
    "contract_row": "CT1",
    "giver_key": "northcare",
    "receiver_name": "nine charities, not named",
    "receiver_sector": "social",
    "kind": "subcontract",
    "delivers": "yes",
}


def test_link_without_a_value_is_not_known_and_never_nothing(register):
    register.supplement("supply_links.csv", LINK)

    register.load()

    link = row(SupplyLink, "SL1")
    assert (str(link.value), link.tier, link.receiver_sector) == ("not known", 1, "social")
    assert (link.does_design, link.does_delivery) == (False, True)


def test_links_above_their_contract_are_refused(register):
    register.supplement("supply_links.csv", {**LINK, "value": "£6m"})

    assert "supply_links.csv row 2 (SL1)" in register.refused()
    assert not SupplyLink.objects.exists()
