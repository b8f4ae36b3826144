"""Pages of primes, and of what each test of a social prime asks for."""

from __future__ import annotations

import pytest

from partnerships.models import PrimeThreshold, SocialPrime
from tests import factories
from tests.admin_forms import admin_url, errors_of, send, signed_in

pytestmark = pytest.mark.django_db
PRIMES = "/admin/partnerships/socialprime/"
TESTS = "/admin/partnerships/primethreshold/"


@pytest.fixture
def curator():
    return signed_in(factories.make_curator())


@pytest.fixture
def threesc():
    return factories.make_organisation("3SC")


def test_one_screen_enters_a_prime(curator, threesc):
    response = send(
        curator,
        f"{PRIMES}add/",
        organisation=threesc.pk,
        prime_type="social_prime",
        trading_income=">90",
        mission="More from the third sector.",
        adopted_on="2009",
    )

    assert response.status_code == 302, errors_of(response)
    prime = SocialPrime.objects.get()
    assert str(prime.trading_income) == ">90%"
    assert prime.adopted_on_precision == "year"
    assert prime.source == threesc.source


def test_organisation_is_a_prime_once(curator, threesc):
    factories.make_social_prime(threesc)

    response = send(curator, f"{PRIMES}add/", organisation=threesc.pk, prime_type="charity")

    assert "already exists" in errors_of(response)


def test_prime_stays_with_its_organisation(curator, threesc):
    prime = factories.make_social_prime(threesc)
    other = factories.make_organisation("Other")

    send(curator, admin_url(prime), organisation=other.pk, mission="Shared.")

    prime.refresh_from_db()
    assert (prime.organisation, prime.mission) == (threesc, "Shared.")


def test_queues_of_primes(curator, threesc):
    factories.make_social_prime(threesc, mission="Shared.", trading_income=">90")
    bare = factories.make_social_prime(factories.make_organisation("Bare"), source=None)
    queues = ("no-mission", "no-income", "no-source")

    found = {
        queue: list(curator.get(f"{PRIMES}?queue={queue}").context["cl"].queryset)
        for queue in queues
    }

    assert found == {key: [bare] for key in queues}


@pytest.mark.parametrize("words", ["3SC", "third sector consortium", "everyone"])
def test_search_reaches_every_name_and_the_mission(words, curator, threesc):
    factories.make_name(threesc, "Third Sector Consortium Management")
    prime = factories.make_social_prime(threesc, mission="Work for everyone.")
    factories.make_social_prime(factories.make_organisation("Other"))

    assert list(curator.get(PRIMES, {"q": words}).context["cl"].queryset) == [prime]


def test_officer_reads_primes_and_changes_none():
    council = factories.make_body("Own Council")
    own = factories.make_spin_out("Ours", (council,)).organisation
    officer = signed_in(factories.make_officer(council))
    prime = factories.make_social_prime(own)

    page = officer.get(admin_url(prime))

    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert officer.post(admin_url(prime), {"mission": "Mine"}).status_code == 403
    assert officer.get(f"{PRIMES}add/").status_code == 403


def test_prime_of_a_draft_does_not_exist_for_officers():
    officer = signed_in(factories.make_officer(factories.make_body("Own Council")))
    draft = factories.make_organisation("Phoenix", state="draft")
    prime = factories.make_social_prime(draft, mission="Phoenix rises")

    assert officer.get(admin_url(prime)).status_code == 404
    assert "Phoenix" not in officer.get(PRIMES).content.decode()
    assert officer.get(PRIMES, {"q": "Phoenix"}).context["cl"].result_count == 0


# What the tests ask for


@pytest.mark.parametrize(
    ("test", "lowest", "highest", "words"),
    [
        ("cross_sector", "10", "60", "10% to 60%"),
        ("wins_major_contracts", "1000000", "", "at least £1,000,000"),
        ("commercially_driven", "50", "", "at least 50%"),
        ("properly_capitalised", "120", "", "at least 120%"),
    ],
)
def test_curator_sets_what_a_test_asks_for(test, lowest, highest, words, curator):
    values = {"test": test, "definition": "In words.", "lowest": lowest, "highest": highest}

    response = send(curator, f"{TESTS}add/", **values)

    assert response.status_code == 302, errors_of(response)
    assert words in curator.get(TESTS).content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"highest": ""}, "Give the largest share that is still balanced"),
        ({"highest": "101"}, "This is in per cent"),
        ({"lowest": "101"}, "This is in per cent"),
        ({"lowest": "70"}, "The lowest must not exceed the highest"),
        ({"lowest": "-1"}, "The lowest must not exceed the highest"),
        ({"test": "shared_mission"}, "Only balance has a highest value"),
        ({"lowest": "many"}, "Enter a whole number"),
    ],
)
def test_threshold_that_makes_no_sense_is_refused_in_words(changes, message, curator):
    values = {"test": "cross_sector", "definition": "In words.", "lowest": "10", "highest": "60"}

    response = send(curator, f"{TESTS}add/", **values | changes)

    assert message in errors_of(response)
    assert not PrimeThreshold.objects.exists()


def test_threshold_is_changed_and_it_is_on_record(curator):
    made = factories.make_prime_threshold(highest=60)

    response = send(curator, admin_url(made), lowest="20")

    assert response.status_code == 302, errors_of(response)
    page = curator.get(admin_url(made, "history")).content.decode()
    assert "from <del>10</del> to <ins>20</ins>" in page


def test_threshold_keeps_its_test(curator):
    made = factories.make_prime_threshold(highest=60)

    send(curator, admin_url(made), test="shared_mission", lowest="20")

    made.refresh_from_db()
    assert (made.test, made.lowest) == ("cross_sector", 20)


@pytest.mark.parametrize("highest", ["", "101"])
def test_rules_of_a_test_hold_when_it_is_changed(highest, curator):
    made = factories.make_prime_threshold(highest=60)

    assert "highest" in errors_of(send(curator, admin_url(made), highest=highest))


def test_officer_reads_thresholds_and_changes_none():
    officer = signed_in(factories.make_officer(factories.make_body("Own Council")))
    made = factories.make_prime_threshold(highest=60)

    assert 'name="_save"' not in officer.get(admin_url(made)).content.decode()
    assert officer.post(admin_url(made), {"lowest": "1"}).status_code == 403


def test_thresholds_are_deleted_by_nobody_but_a_superuser(curator):
    made = factories.make_prime_threshold(highest=60)

    assert curator.post(admin_url(made, "delete"), {"post": "yes"}).status_code == 403
    assert PrimeThreshold.objects.exists()
