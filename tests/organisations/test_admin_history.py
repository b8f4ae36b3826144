"""The history page: who, when, through what, from what to what; and who may read it."""

from __future__ import annotations

import pytest

from tests import factories
from tests.admin_forms import admin_url, send, signed_in

pytestmark = pytest.mark.django_db


def _text(browser, record):
    return browser.get(admin_url(record, "history")).content.decode()


def test_history_tells_who_through_what_and_from_what_to_what():
    user = factories.make_curator()
    browser = signed_in(user)
    made = factories.make_organisation("Locala")
    send(browser, admin_url(made), name="Locala CIC", founded_on="October 2011")

    page = _text(browser, made)

    assert str(user) in page
    assert "admin: organisation form" in page
    assert "from <del>Locala</del> to <ins>Locala CIC</ins>" in page
    assert "from <del>nothing</del> to <ins>1 October 2011</ins>" in page
    assert "from <del>to the day</del> to <ins>to the month</ins>" in page


def test_history_prints_measured_values_keys_and_choices_in_words():
    browser = signed_in(factories.make_curator())
    stake = factories.make_stake(factories.make_organisation("Circle"), equity="49.9")
    send(browser, admin_url(stake), equity="about 50", basis="planned")

    page = _text(browser, stake)

    assert "from <del>49.9%</del> to <ins>~50%</ins>" in page
    assert "from <del>actual</del> to <ins>planned</ins>" in page
    assert "equity_low" not in page
    assert "About Circle" in page


def test_history_tells_of_rows_as_well_and_of_removed_ones():
    browser = signed_in(factories.make_curator())
    made = factories.make_organisation("Locala")
    factories.make_name(made, "Kirklees Community Healthcare")
    send(browser, admin_url(made), **{"names-0-DELETE": "on"})

    page = _text(browser, made)

    assert "Further name “Kirklees Community Healthcare” entered" in page
    assert "Further name “Kirklees Community Healthcare” removed" in page


def test_history_names_no_draft_of_others():
    own, other = factories.make_body("Own"), factories.make_body("Other")
    secret = factories.make_spin_out("Secret Phoenix", (other,), state="draft").organisation
    stake = factories.make_stake(own, secret, equity="5")

    page = _text(signed_in(factories.make_officer(own)), stake)

    assert "Phoenix" not in page
    assert "not public" in page


def test_history_of_an_account_has_no_password():
    browser = signed_in(factories.make_superuser())
    account = factories.make_officer(factories.make_body("Own"))

    page = _text(browser, account)

    assert "Role:" in page
    assert account.password not in page


@pytest.mark.parametrize("page", ["0", "99", "nonsense", "-1"])
def test_history_of_a_page_that_does_not_exist_shows_one(page):
    made = factories.make_organisation("Locala")

    browser = signed_in(factories.make_curator())

    assert browser.get(admin_url(made, "history") + f"?p={page}").status_code == 200


def test_history_takes_few_queries_however_long_it_is(django_assert_max_num_queries):
    made = factories.make_organisation("Circle")
    for number in range(60):
        made.description = f"Version {number}"
        made.save()
    browser = signed_in(factories.make_curator())

    with django_assert_max_num_queries(25):
        page = _text(browser, made)

    assert "61 changes" in page
    assert 'href="?p=2"' in page


def test_history_page_takes_no_posts_that_change():
    made = factories.make_organisation("Circle")
    before = made.history.count()

    signed_in(factories.make_curator()).post(admin_url(made, "history"), {"restore": "1"})

    assert made.history.count() == before
