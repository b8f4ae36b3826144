"""The command: all or nothing, what it keeps, and files that cannot be read at all."""

import pytest
from django.core.management import CommandError, call_command

from organisations.actions import save_record
from organisations.models import Source
from partnerships.models import Contract
from spinouts.models import SpinOut, Stage, StageEvent
from tests.exchange.register_folder import counts

pytestmark = pytest.mark.django_db


def test_keep_good_loads_the_other_rows_and_still_fails(register):
    register.change("contracts.csv", "CT1", start="soon")

    with pytest.raises(CommandError, match="Rows refused: 1; the other rows were loaded"):
        register.load(keep_good=True)

    assert set(Contract.objects.values_list("register_id", flat=True)) == {
        "CT2",
        "CT3",
        "CT4",
        "CT5",
        "CT6",
    }
    assert Contract.objects.get(register_id="CT2").alternative_to is None


def test_what_a_refused_row_was_to_create_is_unknown_to_other_rows(register, capsys):
    register.change("organisations.csv", "partnerco", kind="firm")

    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_register", str(register.folder))

    printed = capsys.readouterr().out
    assert "ownership.csv row 3 (OW2), holder_key: “partnerco” was not loaded." in printed
    assert not Source.objects.exists()


def test_refused_row_leaves_none_of_its_parts(register):
    register.change("spinouts.csv", "SP1", parent_keys="northshire;nobody")

    with pytest.raises(CommandError):
        register.load(keep_good=True)

    assert not SpinOut.objects.filter(register_id="SP1").exists()


def test_dry_run_reports_and_stores_nothing(register):
    printed = register.load(dry_run=True)

    assert counts(printed)["all"] == [44, 40, 0, 1, 0, 3]
    assert "Dry run: nothing was stored." in printed
    assert not Source.objects.exists()


def test_all_faults_of_files_are_told_at_once(register):
    register.path("sources.csv").unlink()
    register.drop_column("contracts.csv", "planned_end")
    register.path("spinouts.csv").write_bytes("id,org_key\nSP1,caf\xe9".encode("latin-1"))
    register.path("succession.csv").write_text("")

    with pytest.raises(CommandError) as error:
        register.load()

    said = str(error.value)
    assert "sources.csv: missing from" in said
    assert "contracts.csv, row 1: the column “planned_end” is missing." in said
    assert "spinouts.csv, line 2: not UTF-8 (byte 0xe9). Save the file as “CSV UTF-8”." in said
    assert "succession.csv: empty; expected a header row." in said


def test_missing_folder_is_named(register):
    with pytest.raises(CommandError, match="there is no such folder"):
        call_command("load_register", str(register.folder / "nowhere"))


def test_unclosed_quotation_mark_is_no_csv(register):
    register.path("succession.csv").write_text('id,"predecessor_key')

    with pytest.raises(CommandError, match=r"succession\.csv, line 1: not a CSV file"):
        register.load()


def test_doubled_column_is_named(register):
    text = register.path("succession.csv").read_text()
    register.path("succession.csv").write_text(text.replace("note", "date", 1))

    with pytest.raises(CommandError, match="the column “date” stands there twice"):
        register.load()


def test_byte_order_mark_blank_lines_and_long_cells_do_no_harm(register):
    note = "long " * 40_000
    register.change("succession.csv", "SU1", note=note)
    text = register.path("succession.csv").read_text()
    register.path("succession.csv").write_text("\ufeff" + text + "\n,,,,,,,\n", encoding="utf-8")

    assert counts(register.load())["succession.csv"] == [1, 1, 0, 0, 0, 0]


def test_nothing_is_printed_where_nobody_wants_to_hear(register):
    assert register.load(verbosity=0) == ""


def test_list_word_entered_by_hand_under_another_code_is_used(register):
    stage = Stage(slug="go-live", name="Launched", kind="step", definition="Day one.")
    save_record(record=stage, by=None, reason="admin")

    register.load()

    stage.refresh_from_db()
    assert StageEvent.objects.get(register_id="SP1:launched").stage == stage
    assert stage.definition == "Day one."
