"""Demo accounts: one of each role, made once, on one's own machine only."""

import io

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from organisations.choices import PublicBodyKind
from organisations.models import User
from organisations.roles import Part, part_of
from tests.factories import make_body, make_organisation, make_spin_out

pytestmark = pytest.mark.django_db


def run(**options) -> str:
    out = io.StringIO()
    call_command("make_demo_accounts", stdout=out, **options)
    return out.getvalue()


def passwords(text: str) -> dict[str, str]:
    """Read usernames and passwords from what was printed."""
    rows = [line.split() for line in text.splitlines() if line.startswith("  ")]
    return {row[0]: row[1] for row in rows}


def test_accounts_play_every_part():
    run()

    parts = {part_of(account) for account in User.objects.all()}

    assert parts == {Part.RESEARCHER, Part.OFFICER, Part.CURATOR, Part.SUPERUSER}


def test_printed_passwords_are_the_accounts_own():
    printed = passwords(run())

    assert set(printed) == {"researcher", "officer", "curator", "superuser"}
    for username, password in printed.items():
        assert authenticate(username=username, password=password) is not None


def test_passwords_are_long_and_different():
    printed = passwords(run())

    assert len(set(printed.values())) == 4
    assert min(map(len, printed.values())) >= 16


def test_second_run_changes_nothing_and_prints_no_password():
    first = passwords(run())

    second = run()

    assert passwords(second) == {}
    assert "make passwords" in second
    assert authenticate(username="curator", password=first["curator"]) is not None


def test_reset_gives_new_passwords():
    first = passwords(run())

    second = passwords(run(reset=True))

    assert first.keys() == second.keys()
    assert authenticate(username="officer", password=first["officer"]) is None
    assert authenticate(username="officer", password=second["officer"]) is not None


def test_officer_keeps_the_council_with_most_spin_outs():
    council, other = make_body("Eastshire Council"), make_body("Northshire Council")
    trust = make_body("Big Trust", body_kind=PublicBodyKind.NHS_TRUST)
    make_spin_out("One", parents=(council, trust))
    make_spin_out("Two", parents=(council, trust))
    make_spin_out("Three", parents=(other, trust))
    for number in range(3):
        make_spin_out(f"Contrast {number}", parents=(other,), is_contrast=True)

    printed = run()

    assert "keeps the records of Eastshire Council" in printed
    assert [tie.body for tie in User.objects.get(username="officer").ties.all()] == [council]


def test_officer_keeps_the_body_that_was_asked_for():
    make_spin_out("One", parents=(make_body("Eastshire Council"),))
    body = make_body("Small Council", slug="small")

    run(body="small")

    assert [tie.body for tie in User.objects.get(username="officer").ties.all()] == [body]


def test_body_that_is_none_is_refused():
    make_organisation("Newco", slug="newco")

    with pytest.raises(CommandError, match="newco"):
        run(body="newco")

    assert not User.objects.exists()


def test_officer_has_no_body_in_an_empty_register():
    run()

    assert not User.objects.get(username="officer").ties.exists()


def test_accounts_are_refused_where_others_could_reach_them(settings):
    settings.IS_LOCAL = False

    with pytest.raises(CommandError, match="own machine"):
        run()

    assert not User.objects.exists()
