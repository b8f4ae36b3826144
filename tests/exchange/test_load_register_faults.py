"""What is wrong with a file is said with file, row, column and what was expected."""

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Organisation
from partnerships.actions import settle_stakes
from partnerships.models import Stake
from tests.exchange.register_folder import RegisterFolder, counts
from tests.factories import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_once")]


def refused(register: RegisterFolder, capsys) -> str:
    """Load what is to be refused and give what was printed."""
    with pytest.raises(CommandError, match=r"Rows refused: \d+; nothing was loaded"):
        call_command("load_register", str(register.folder))
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "key", "cells", "message"),
    [
        (
            "contracts.csv",
            "CT1",
            {"start": "01/05/2012"},
            "contracts.csv row 3 (CT1), start: “01/05/2012” is not a day. Expected YYYY-MM-DD",
        ),
        ("contracts.csv", "CT1", {"start": "2012-02-30"}, "start: “2012-02-30” is not a day"),
        ("contracts.csv", "CT1", {"end": "9999-12-31"}, "end: “9999-12-31”. Expected a year from"),
        ("contracts.csv", "CT1", {"end": "2012-04-30"}, "end: The contract ends on"),
        ("contracts.csv", "CT1", {"start_precision": ""}, "start_precision: “” is not known."),
        ("contracts.csv", "CT1", {"total_value": "£5m"}, "total_value: “£5m” is not a number."),
        ("contracts.csv", "CT1", {"total_value": "-5"}, "total_value: “-5” is not a number."),
        ("contracts.csv", "CT1", {"total_value": "NaN"}, "total_value: “NaN” is not a number."),
        ("contracts.csv", "CT1", {"total_value": "9" * 18}, "total_value: Enter a value from 0"),
        ("contracts.csv", "CT1", {"total_value": "1.005"}, "total_value: Enter at most 2 decimals"),
        ("contracts.csv", "CT1", {"qualifier": "roughly"}, "“roughly” is not a qualifier."),
        ("contracts.csv", "CT1", {"value_kind": "guess"}, "value_kind: “guess” is not known."),
        ("contracts.csv", "CT1", {"value_kind": ""}, "value_kind: Say what kind of value this is."),
        ("contracts.csv", "CT1", {"title": ""}, "title: This field cannot be blank."),
        ("contracts.csv", "CT1", {"status": "x" * 121}, "status: Ensure this value has at most"),
        ("contracts.csv", "CT3", {"note": ""}, "total_value: the row says “between”."),
        (
            "contracts.csv",
            "CT1",
            {"provider_key": "nobody"},
            "provider_key: “nobody” was not loaded. Expected a key of organisations.csv",
        ),
        (
            "contracts.csv",
            "CT1",
            {"source_key": ""},
            "source_key: empty. Expected a key of",
        ),
        ("contracts.csv", "CT1", {"is_main": "maybe"}, "is_main: “maybe” is not known."),
        ("ownership.csv", "OW1", {"percent": "101"}, "percent: Enter a value from 0 to 100."),
        ("ownership.csv", "OW1", {"percent": "33.33333"}, "percent: Enter at most 4 decimals."),
        ("ownership.csv", "OW1", {"rights": "shares"}, "rights: “shares” is not known."),
        ("ownership.csv", "OW1", {"seats": "2"}, "seats: “2” in a row of equity. Expected none."),
        ("ownership.csv", "OW1", {"to": "2012-04-29"}, "to: The period ends on"),
        ("ownership.csv", "OW2", {"holder_key": "northcare"}, "cannot hold a stake in itself."),
        ("ownership.csv", "OW5", {"seen_on": ""}, "seen_on: Give the day on which it was seen."),
        (
            "ownership.csv",
            "OW9",
            {"seats": "10"},
            "seats: There are more seats than",
        ),
        (
            "ownership.csv",
            "OW9",
            {"seats_total": "99999"},
            "seats_total: “99999”. Expected",
        ),
        ("organisations.csv", "northcare", {"kind": "firm"}, "kind: “firm” is not known."),
        ("organisations.csv", "northcare", {"region": "Atlantis"}, "region: “Atlantis” is not"),
        (
            "organisations.csv",
            "northcare",
            {"identifiers": "GB-COH:ABC"},
            "“ABC” is not an identifier of Companies House: expected 8 characters",
        ),
        (
            "organisations.csv",
            "northcare",
            {"identifiers": "07640786"},
            "identifiers: “07640786” has no list. Expected GB-COH:07640786.",
        ),
        ("organisations.csv", "northcare", {"identifiers": "ABN:1"}, "“ABN” is no known list."),
        ("organisations.csv", "northcare", {"dissolved": "2011-01-01"}, "dissolved_precision: “”"),
        ("organisations.csv", "northcare", {"website": "northcare"}, "website: Enter a valid URL."),
        (
            "public_bodies.csv",
            "northshire",
            {"key": "northcare"},
            "key: “northcare” already names organisations.csv row 2.",
        ),
        (
            "public_bodies.csv",
            "northshire",
            {"body_type": "club"},
            "body_type: “club” is not",
        ),
        ("succession.csv", "SU1", {"successor_key": "south-pct"}, "A body cannot succeed itself."),
        ("spinouts.csv", "SP1", {"parent_keys": "nobody"}, "parent_keys: “nobody” was not loaded."),
        ("spinouts.csv", "SP1", {"status_code": "gone"}, "status_code: “gone” is not known."),
        ("spinouts.csv", "SP1", {"staff_transferred": "many"}, "“many” is not a number."),
        (
            "sources.csv",
            "north-news",
            {"key": "North News!"},
            "row 2 (North News!), key",
        ),
        (
            "partnerships.csv",
            "PT2",
            {"source_key": "north-news"},
            "partnership_key: 3 contracts fit this joint award.",
        ),
    ],
)
def test_spoilt_cell_is_refused_by_name(register, capsys, file, key, cells, message):
    register.change(file, key, **cells)

    assert message in refused(register, capsys)


def test_refused_rows_are_counted(register, capsys):
    register.change("contracts.csv", "CT1", start="soon")

    table = counts(refused(register, capsys))

    assert table["contracts.csv"] == [6, 0, 0, 5, 1, 0]
    assert all(read == sum(rest) for read, *rest in table.values())


def test_doubled_and_empty_keys_are_refused(register, capsys):
    register.add("contracts.csv", "CT1")
    register.add("contracts.csv", "CT1", id="")

    printed = refused(register, capsys)

    assert "contracts.csv row 8 (CT1), id: “CT1” already names row 3." in printed
    assert "contracts.csv row 9, id: empty. Expected what names the row for good." in printed


def test_row_of_another_length_is_refused(register, capsys):
    with register.path("succession.csv").open("a", encoding="utf-8") as file:
        file.write("SU2,south-pct\n")

    assert "succession.csv row 3 (SU2): 2 cells; expected 8" in refused(register, capsys)


def test_null_character_is_refused(register, capsys):
    register.change("succession.csv", "SU1", note="a\0b")

    assert "succession.csv row 2 (SU1): a cell holds a NUL" in refused(register, capsys)


def test_stakes_over_100_name_the_row_that_breaks_them(register, capsys):
    register.change("ownership.csv", "OW2", percent="40.5")

    printed = refused(register, capsys)

    assert "ownership.csv row 3 (OW2): Equity adds up to 100.5 per cent on 2012-05-01" in printed
    assert "(OW1)" not in printed


def test_two_figures_of_one_holder_on_a_day_are_refused(register, capsys):
    register.add("ownership.csv", "OW2", id="OW99", percent="1")

    assert "ownership.csv row 15 (OW99): Partnerco plc has two main" in refused(register, capsys)


def test_stake_against_one_entered_by_hand_is_refused(register):
    northcare = Organisation.objects.get(slug="northcare")
    Stake.objects.create(
        subject=northcare,
        holder=make_organisation("Late Buyer"),
        equity="15%",
        valid_from="2014-10-01",
        source=northcare.source,
        state="published",
    )
    settle_stakes(organisation_ids=[northcare.pk])
    register.change("ownership.csv", "OW4", percent="40")

    with pytest.raises(CommandError, match="Rows refused: 1"):
        register.load()

    assert str(Stake.objects.get(register_id="OW4").equity) == "~33.3333%"


def test_swapped_shares_are_no_contradiction_on_the_way(register):
    register.change("ownership.csv", "OW1", percent="90")
    register.change("ownership.csv", "OW2", percent="10")

    assert counts(register.load())["ownership.csv"] == [13, 0, 2, 11, 0, 0]


def test_column_that_nothing_reads_is_named(register):
    text = register.path("succession.csv").read_text().splitlines()
    lines = [text[0] + ",colour", *(line + ",red" for line in text[1:])]
    register.path("succession.csv").write_text("\n".join(lines))

    assert "succession.csv: nothing reads the column “colour”." in register.load()


def test_successor_that_is_not_loaded_refuses_its_body(register, capsys):
    register.change("public_bodies.csv", "south-ccg", successor="nobody")

    printed = refused(register, capsys)

    assert "public_bodies.csv row 5 (south-ccg), successor: “nobody” was not loaded." in printed
    assert counts(printed)["public_bodies.csv"] == [5, 0, 0, 4, 1, 0]
