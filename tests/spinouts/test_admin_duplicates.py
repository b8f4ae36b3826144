"""Likely duplicates: found while typing, and asked about once without any script."""

from __future__ import annotations

import pytest
from django.urls import reverse

from organisations.duplicates import likely_duplicates
from organisations.models import Organisation
from tests import factories
from tests.admin_forms import errors_of, fields_of, send, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/organisations/organisation/add/"


@pytest.fixture
def curator():
    return signed_in(factories.make_curator())


@pytest.fixture
def mycsp():
    made = factories.make_organisation("MyCSP Ltd")
    factories.make_name(made, "My Civil Service Pensions", "former")
    factories.make_identifier(made, "GB-COH", "07640786")
    return made


def _asked(browser, **typed):
    answer = browser.get(reverse("admin:organisations_organisation_duplicates"), typed)
    return [candidate["name"] for candidate in answer.json()["candidates"]]


@pytest.mark.parametrize("typed", ["mycsp", "My CSP Limited", "MyCPS", "MYCSP (joint venture)"])
def test_similar_name_is_warned_of(typed, curator, mycsp):
    assert _asked(curator, name=typed) == ["MyCSP Ltd"]


def test_former_name_is_warned_of(curator, mycsp):
    assert _asked(curator, name="My Civil Service Pension") == [
        "MyCSP Ltd (as “My Civil Service Pensions”)"
    ]


@pytest.mark.parametrize("value", ["07640786", "7640786", " 76 40786 "])
def test_same_identifier_is_warned_of_however_it_is_typed(value, curator, mycsp):
    assert _asked(curator, scheme="GB-COH", value=value) == ["MyCSP Ltd (as “GB-COH 07640786”)"]


@pytest.mark.parametrize("typed", ["", "   ", "Locala", "Ltd", "x", "%_'\"", "ü" * 5000])
def test_other_names_are_not_warned_of(typed, curator, mycsp):
    assert _asked(curator, name=typed) == []


@pytest.mark.parametrize("exclude", ["", "nonsense", "-1", "²", "9" * 30])
def test_nonsense_to_exclude_is_no_error(exclude, curator, mycsp):
    assert _asked(curator, name="MyCSP", exclude=exclude) == ["MyCSP Ltd"]


def test_record_is_no_duplicate_of_itself(curator, mycsp):
    assert _asked(curator, name="MyCSP", exclude=mycsp.pk) == []


def test_name_box_says_where_to_ask(curator, mycsp):
    page = curator.get(ADD).content.decode()

    assert 'data-duplicates-url="/admin/organisations/organisation/duplicates/"' in page
    assert "js/admin-duplicates.js" in page


def test_new_organisation_is_asked_about_once(curator, mycsp):
    first = send(curator, ADD, name="My CSP")

    assert "may have this organisation already" in errors_of(first)
    assert f'href="../{mycsp.pk}/change/"' in errors_of(first)
    assert 'type="checkbox" name="is_another"' in first.content.decode()
    again = curator.post(ADD, fields_of(first) | {"is_another": "on"})
    assert again.status_code == 302
    assert Organisation.objects.filter(name="My CSP").exists()


def test_further_names_of_a_new_organisation_are_looked_up_too(curator, mycsp):
    response = send(curator, ADD, **{"name": "Newco", "names-0-name": "MyCSP"})

    assert "may have this organisation already" in errors_of(response)


def test_stored_organisation_is_not_asked_about(curator, mycsp):
    other = factories.make_organisation("My CSP")

    response = send(
        curator, f"/admin/organisations/organisation/{other.pk}/change/", description="Another"
    )

    assert response.status_code == 302


def test_new_organisation_like_no_other_is_stored_at_once(curator, mycsp):
    page = curator.get(ADD).content.decode()

    assert 'type="checkbox" name="is_another"' not in page
    assert send(curator, ADD, name="Locala").status_code == 302


def test_candidates_are_sought_in_the_database(django_assert_max_num_queries):
    for number in range(250):
        factories.make_organisation(f"Care Trust {number}", source=None, state="draft")
    wanted = factories.make_organisation("Zephyr Care Trust")

    with django_assert_max_num_queries(3):
        found = likely_duplicates(Organisation.objects.all(), ["Zephir Care Trust"])

    assert [candidate.organisation_id for candidate in found] == [wanted.pk]
