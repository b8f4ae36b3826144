"""Several people who save the same form at the same moment: one wins, the others are told.

Only on PostgreSQL: SQLite's test database lives in memory, where threads cannot wait for it.
"""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from organisations.models import Identifier, Organisation
from partnerships.models import Stake
from tests import factories
from tests.admin_forms import admin_url, fields_of, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def _send_at_once(browsers, url, forms):
    """Send a form from each browser at the same moment; give the answers."""
    barrier = threading.Barrier(len(browsers))
    answers = [None] * len(browsers)

    def run(position):
        barrier.wait()
        try:
            answers[position] = browsers[position].post(url, forms[position])
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(browsers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("people", [8])
def test_one_version_is_saved_over_once(people):
    made = factories.make_organisation("Circle")
    browsers = [signed_in(factories.make_curator()) for _ in range(people)]
    shown = [fields_of(browser.get(admin_url(made))) for browser in browsers]
    forms = [form | {"description": f"Text {place}"} for place, form in enumerate(shown)]

    answers = _send_at_once(browsers, admin_url(made), forms)

    assert sorted(answer.status_code for answer in answers) == [200] * (people - 1) + [302]
    for place, answer in enumerate(answers):
        if answer.status_code == 200:
            page = answer.content.decode()
            assert "changed this record on" in page
            assert f"Text {place}" in page
    made.refresh_from_db()
    winner = next(place for place, answer in enumerate(answers) if answer.status_code == 302)
    assert made.description == f"Text {winner}"
    assert made.history.count() == 2


def test_stakes_entered_at_once_do_not_exceed_the_whole():
    made = factories.make_organisation("Circle")
    url = "/admin/partnerships/stake/add/"
    holders = ["employees", "managers", "community"]
    browsers = [signed_in(factories.make_curator()) for _ in holders]
    forms = [
        fields_of(browser.get(url)) | {"subject": made.pk, "holder_class": name, "equity": "60"}
        for browser, name in zip(browsers, holders, strict=True)
    ]

    answers = _send_at_once(browsers, url, forms)

    assert sorted(answer.status_code for answer in answers) == [200, 200, 302]
    assert Stake.objects.count() == 1


def test_one_identifier_entered_at_once_goes_to_one_organisation():
    browsers = [signed_in(factories.make_curator()) for _ in range(3)]
    url = "/admin/organisations/organisation/add/"
    forms = [
        fields_of(browser.get(url))
        | {
            "name": name,
            "identifiers-0-scheme": "GB-COH",
            "identifiers-0-value": "07640786",
        }
        for browser, name in zip(browsers, ["Alpha", "Bravo", "Zulu"], strict=True)
    ]

    answers = _send_at_once(browsers, url, forms)

    assert sorted(answer.status_code for answer in answers) == [200, 200, 302]
    assert Identifier.objects.count() == 1
    assert Organisation.objects.count() == 1
