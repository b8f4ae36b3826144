"""What the small register becomes: every row as what it is."""

import datetime

import pytest

from organisations.measured import Measured, Unit
from organisations.models import (
    Evidence,
    Identifier,
    Organisation,
    OrganisationName,
    Profile,
    Source,
    Succession,
)
from partnerships.models import Contract, ContractParty, Stake
from spinouts.models import MembershipCount, MutualTerms, SpinOut, StageEvent
from tests.exchange.register_folder import counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_once")]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def row(model: type, register_id: str):
    return model.objects.get(register_id=register_id)


def test_report_counts_every_row_of_every_file_once(loaded_once):
    assert counts(loaded_once) == {
        "sources.csv": [3, 3, 0, 0, 0, 0],
        "organisations.csv": [6, 6, 0, 0, 0, 0],
        "public_bodies.csv": [5, 5, 0, 0, 0, 0],
        "succession.csv": [1, 1, 0, 0, 0, 0],
        "ownership.csv": [13, 13, 0, 0, 0, 0],
        "contracts.csv": [6, 6, 0, 0, 0, 0],
        "partnerships.csv": [3, 2, 0, 1, 0, 0],
        "spinouts.csv": [3, 3, 0, 0, 0, 0],
        "investments.csv": [1, 1, 0, 0, 0, 0],
        "indicators.csv": [2, 0, 0, 0, 0, 2],
        "benchmarks.csv": [1, 0, 0, 0, 0, 1],
        "all": [44, 40, 0, 1, 0, 3],
    }


def test_key_is_slug_and_register_id():
    organisation = row(Organisation, "northcare")

    assert (organisation.slug, organisation.state) == ("northcare", "published")


def test_undated_source_has_unknown_precision():
    source = row(Source, "undated-page")

    assert (source.published_on, source.published_on_precision) == (None, "unknown")


def test_further_names_have_kind_and_time():
    names = OrganisationName.objects.filter(organisation__slug="northcare")

    assert {(name.name, name.kind, name.valid_from) for name in names} == {
        ("NC", "abbreviation", None),
        ("Old Northcare", "former", None),
        ("Northcare Plus", "trading", day("2016-04-01")),
    }


def test_company_number_is_padded_and_names_the_source_of_the_note():
    number = Identifier.objects.get(scheme="GB-COH")

    assert (number.value, number.source.slug) == ("07640786", "notice-1")


@pytest.mark.parametrize(
    ("slug", "scheme", "code"),
    [("northshire", "GB-LAE", "E10000099"), ("glenshire", "GB-LAS", "S12000099")],
)
def test_council_has_the_list_of_its_country_and_its_area_code(slug, scheme, code):
    council = row(Organisation, slug)

    assert council.local_authority_code == code
    assert [identifier.scheme for identifier in council.identifiers.all()] == [scheme]


@pytest.mark.parametrize(
    ("slug", "region", "country"),
    [
        ("venture", "england", "GB"),
        ("openmembers", "uk", "GB"),
        ("partnerco", "unknown", ""),
        ("faraway", "abroad", ""),
    ],
)
def test_region_words_become_codes(slug, region, country):
    organisation = row(Organisation, slug)

    assert (organisation.region, organisation.country) == (region, country)
    assert organisation.local_authority == ""


def test_broader_region_and_approximate_row_are_said_in_the_note():
    note = row(Organisation, "venture").note

    assert "North of England" in note
    assert "approximate" in note


def test_dissolution_of_an_organisation_stays_as_it_is():
    organisation = row(Organisation, "openmembers")

    assert (organisation.dissolved_on, organisation.status) == (day("2019-03-31"), "dissolved")


def test_abolition_of_a_public_body_is_its_last_day():
    assert row(Organisation, "south-pct").dissolved_on == day("2013-04-01")


def test_told_succession_is_not_stored_twice():
    assert list(Succession.objects.values_list("register_id", "extent")) == [("SU1", "part")]


def test_employee_trust_holds_for_staff():
    profile = row(Profile, "northcare-trust:profile")

    assert profile.operating_model.is_staff_vehicle
    assert profile.sector == "mutual"


def test_no_shareholders_is_a_fact_of_the_profile():
    profile = row(Profile, "openmembers:profile")

    assert profile.share_capital == "no"
    assert row(Evidence, "OW7").record == profile
    assert not Stake.objects.filter(subject__slug="openmembers").exists()


def test_last_day_of_a_stake_makes_it_valid_until_the_day_after():
    stake = row(Stake, "OW1")

    assert (stake.valid_from, stake.valid_to) == (day("2012-05-01"), day("2014-10-01"))
    assert (stake.holder_class, stake.holder_name) == ("employees", "staff")
    assert (stake.counts_from, stake.equity_counts_to) == (day("2012-05-01"), day("2014-10-01"))


def test_holder_with_a_record_keeps_other_words_of_the_file():
    assert row(Stake, "OW2").holder_name == ""
    assert row(Stake, "OW3").holder_name == "Partnerco (care division)"
    assert row(Stake, "OW3").holder.slug == "partnerco"
    assert row(Stake, "OW3").is_derived


@pytest.mark.parametrize(
    ("key", "words"), [("OW1", "60%"), ("OW3", "at least 51%"), ("OW4", "~33.3333%")]
)
def test_qualifier_becomes_part_of_the_value(key, words):
    assert str(row(Stake, key).equity) == words


def test_between_takes_its_ends_from_the_evidence():
    assert row(Stake, "OW13").equity == Measured.between(Unit.PERCENT, 45, 55)


def test_outside_holder_has_name_and_sector():
    stake = row(Stake, "OW13")

    assert (stake.holder, stake.holder_name, stake.holder_sector) == (
        None,
        "Outsider Ltd",
        "private",
    )


def test_planned_stake_counts_on_no_day():
    stake = row(Stake, "OW5")

    assert (stake.basis, stake.counts_from, stake.seen_on) == ("planned", None, day("2012-02-01"))


def test_take_up_is_a_membership_count_and_no_stake():
    count = row(MembershipCount, "OW6")

    assert (str(count.take_up), count.who) == ("62%", "permanent staff")
    assert (count.counted_on, count.counted_on_precision) == (None, "unknown")
    assert not Stake.objects.filter(register_id="OW6").exists()


def test_largest_shareholder_is_evidence_about_the_organisation():
    evidence = row(Evidence, "OW8")

    assert evidence.record == row(Organisation, "venture")
    assert evidence.note == "largest single shareholder: Partnerco plc (percent not stated)"


def test_seats_votes_and_voice_are_told_apart():
    seats, votes, voice = (row(Stake, key) for key in ("OW9", "OW10", "OW11"))

    assert (seats.board_seats.low, seats.board_seats_total) == (2, 9)
    assert str(votes.votes) == "not known"
    assert (voice.has_advisory_voice, voice.voice_seats, voice.voice_seats_total) == (True, 5, 10)
    assert voice.board_seats is None


def test_holder_counted_otherwise_than_its_record_says_so():
    assert row(Stake, "OW12").note == (
        "shares not stated; the starter register counts this holder as private; "
        "by its own record it is public"
    )


def test_contract_keeps_its_last_day():
    contract = row(Contract, "CT1")

    assert (contract.slug, contract.ends_on) == ("ct1", day("2017-04-30"))
    assert (contract.total_value.low, contract.total_value.qualifier) == (525_000_050, "about")
    assert (contract.vat, contract.procurement_route) == ("net", "direct")
    assert not contract.has_ended_early


def test_rival_figure_is_an_alternative_to_its_main_row():
    assert row(Contract, "CT2").role == "alternative"
    assert row(Contract, "CT2").alternative_to == row(Contract, "CT1")


def test_between_contract_is_an_estimate():
    contract = row(Contract, "CT3")

    assert contract.total_value == Measured.between(Unit.MONEY, 12_000_000, 22_000_000)
    assert contract.value_kind == "estimate"


def test_contract_without_figures_is_not_known_to_be_worth_anything():
    contract = row(Contract, "CT4")

    assert str(contract.total_value) == "not known"
    assert contract.annual_value is None
    assert contract.has_ended_early
    assert contract.early_end_reason == "terminated by commissioner"


def test_ceiling_runs_from_nothing():
    contract = row(Contract, "CT5")

    assert (contract.annual_value.low, contract.annual_value.high) == (0, 38_800_000)
    assert contract.total_value is None
    assert (contract.value_kind, contract.is_derived) == ("ceiling", True)


def test_withdrawn_tender_has_no_provider_and_a_named_commissioner():
    parties = row(Contract, "CT6").parties.all()

    assert [(party.role, party.organisation, party.name) for party in parties] == [
        ("commissioner", None, "councils of the east (joint)")
    ]


def test_joint_award_adds_the_other_provider():
    providers = ContractParty.objects.filter(contract__slug="ct5", role="provider")

    assert {party.organisation.slug for party in providers} == {"northcare", "east-trust"}
    assert row(ContractParty, "PT2").source.slug == "notice-1"


def test_spin_out_has_parents_cohorts_and_staff():
    spin_out = row(SpinOut, "SP1")

    assert {parent.body.slug for parent in spin_out.parents.all()} == {"northshire", "south-pct"}
    assert {str(cohort) for cohort in spin_out.cohorts.all()} == {
        "Right to Request",
        "Cabinet Office Mutual Pathfinders",
    }
    assert str(spin_out.staff_transferred) == "~500"
    assert spin_out.policy_route == "Right to Request; Cabinet Office Pathfinder"


@pytest.mark.parametrize(
    ("key", "structure"),
    [("SP1", "joint_venture"), ("SP2", "joint_venture"), ("SP3", "standalone")],
)
def test_structure_follows_from_kind_and_stakes(key, structure):
    assert row(SpinOut, key).structure == structure


def test_journey_has_launch_and_lost_contract_as_events_without_exit():
    events = row(SpinOut, "SP1").stage_events.all()

    assert [(event.stage.slug, event.happened_on_precision) for event in events] == [
        ("launched", "day"),
        ("main-contract-lost", "inferred"),
    ]
    assert row(Organisation, "northcare").exited_on is None


def test_exit_is_dated_by_the_end_of_the_organisation():
    event = row(StageEvent, "SP3:closed")

    assert (event.happened_on, event.happened_on_precision) == (day("2019-03-31"), "month")
    assert row(Organisation, "openmembers").exited_on == day("2019-03-31")


def test_exit_is_not_dated_by_a_source_older_than_the_launch():
    event = row(StageEvent, "SP2:returned-in-house")

    assert (event.happened_on, event.happened_on_precision) == (None, "unknown")
    assert "2009-01-12" in event.note


def test_mutual_is_derived_from_sector_and_latest_stakes():
    controls = dict(MutualTerms.objects.values_list("mutual__organisation__slug", "control"))

    assert controls == {"northcare": "trust", "openmembers": ""}


def test_history_says_through_which_row():
    assert row(Stake, "OW1").history.get().history_change_reason == (
        "starter register: ownership.csv OW1"
    )
