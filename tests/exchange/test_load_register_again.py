"""Loading again: nothing twice, only what the files changed, and no edit by hand undone."""

import pytest
from django.apps import apps
from simple_history.models import HistoricalChanges

from organisations.actions import save_record
from organisations.models import Identifier, Organisation, Succession
from partnerships.models import Contract, ContractParty, Stake
from spinouts.models import SpinOut, SpinOutCohort, SpinOutParent, Stage, StageEvent
from tests.exchange.register_folder import counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_once")]


def history_size() -> int:
    models = [model for model in apps.get_models() if issubclass(model, HistoricalChanges)]
    return sum(model.objects.count() for model in models)


def test_second_run_finds_everything_the_same_and_writes_no_history(register):
    before = history_size()

    printed = register.load()

    assert counts(printed)["all"] == [44, 0, 0, 41, 0, 3]
    assert history_size() == before


def test_changed_cell_changes_its_record_alone(register):
    before = history_size()
    register.change("ownership.csv", "OW1", percent="59.5")

    printed = register.load()

    stake = Stake.objects.get(register_id="OW1")
    assert counts(printed)["ownership.csv"] == [13, 0, 1, 12, 0, 0]
    assert str(stake.equity) == "59.5%"
    assert history_size() == before + 1
    assert stake.history.first().history_change_reason == "starter register: ownership.csv OW1"


def test_row_that_creates_a_part_counts_as_created(register):
    register.change("spinouts.csv", "SP3", launch_date="2014-04-01", launch_date_precision="month")

    printed = register.load()

    assert counts(printed)["spinouts.csv"] == [3, 1, 0, 2, 0, 0]


def test_row_that_gives_up_a_part_removes_it_and_counts_as_changed(register):
    register.change("spinouts.csv", "SP1", parent_keys="northshire", policy_route="")

    printed = register.load()

    assert counts(printed)["spinouts.csv"] == [3, 0, 1, 2, 0, 0]
    assert not SpinOutParent.objects.filter(register_id="SP1:parent:south-pct").exists()
    assert not SpinOutCohort.objects.filter(spin_out__register_id="SP1").exists()
    gone = SpinOutParent.history.filter(register_id="SP1:parent:south-pct", history_type="-").get()
    assert gone.history_change_reason == "starter register: spinouts.csv SP1"


def test_corrected_identifier_replaces_the_old_one(register):
    register.change("organisations.csv", "northcare", identifiers="GB-COH:07640787")

    register.load()

    numbers = Identifier.objects.filter(organisation__slug="northcare")
    assert [number.value for number in numbers] == ["07640787"]


def test_part_entered_by_hand_stays(register):
    northcare = Organisation.objects.get(slug="northcare")
    by_hand = Identifier(
        organisation=northcare, scheme="GB-CHC", value="1170092", source=northcare.source
    )
    save_record(record=by_hand, by=None, reason="admin")

    register.load()

    assert Identifier.objects.filter(value="1170092").exists()


def test_joint_award_survives_a_change_of_its_contract(register):
    register.change("contracts.csv", "CT5", title="Dental services for all")

    register.load()

    assert ContractParty.objects.filter(contract__slug="ct5", role="provider").count() == 2


def test_edit_by_hand_stays_where_the_file_is_unchanged(register):
    contract = Contract.objects.get(register_id="CT1")
    contract.title = "Care for adults"
    contract.total_value = "£5.3m"
    save_record(record=contract, by=None, reason="admin")

    printed = register.load()

    contract.refresh_from_db()
    assert (contract.title, str(contract.total_value)) == ("Care for adults", "£5.3m")
    assert counts(printed)["contracts.csv"] == [6, 0, 0, 6, 0, 0]
    assert "by hand" not in printed


def test_edit_by_hand_stays_and_is_named_where_the_file_changed_too(register):
    contract = Contract.objects.get(register_id="CT1")
    contract.title = "Care for adults"
    save_record(record=contract, by=None, reason="admin")
    register.change("contracts.csv", "CT1", title="Adult care", ocid="ocds-2")

    printed = register.load()

    contract.refresh_from_db()
    assert (contract.title, contract.ocid) == ("Care for adults", "ocds-2")
    assert (
        "contracts.csv row 3 (CT1): title was changed by hand to “Care for adults” and stays so; "
        "the file now says “Adult care”." in printed
    )


def test_definition_that_a_curator_wrote_stays(register):
    stage = Stage.objects.get(slug="launched")
    stage.definition = "Day one."
    save_record(record=stage, by=None, reason="admin")

    register.load()

    stage.refresh_from_db()
    assert stage.definition == "Day one."


def test_new_exit_ends_what_was_last_seen(register):
    assert Stake.objects.get(register_id="OW10").votes_counts_to is None
    register.change("spinouts.csv", "SP1", status_code="acquired")

    register.load()

    assert str(Stake.objects.get(register_id="OW10").votes_counts_to) == "2017-05-02"
    assert not StageEvent.objects.filter(register_id="SP1:main-contract-lost").exists()


def test_row_taken_out_of_a_file_leaves_its_record_and_is_named(register):
    register.drop("contracts.csv", "CT4")

    printed = register.load()

    assert Contract.objects.filter(register_id="CT4").exists()
    assert "contracts from rows that the files no longer have stay: CT4 (1 in all)." in printed


def test_successor_that_only_the_bodies_file_names_becomes_a_succession(register):
    register.change(
        "public_bodies.csv", "south-ccg", successor="east-trust", abolished="2022-06-30"
    )
    register.change("public_bodies.csv", "south-ccg", abolished_precision="day")

    printed = register.load()

    succession = Succession.objects.get(register_id="south-ccg:successor:east-trust")
    assert (str(succession.happened_on), succession.note) == (
        "2022-07-01",
        "from public_bodies.csv",
    )
    assert counts(printed)["public_bodies.csv"] == [5, 1, 0, 4, 0, 0]


def test_contrast_row_is_no_mutual_any_more(register):
    register.change("spinouts.csv", "SP3", is_contrast="yes")

    register.load()

    assert SpinOut.objects.get(register_id="SP3").is_contrast
    assert not hasattr(Organisation.objects.get(slug="openmembers"), "mutual")
