"""Accounts: superusers make them, give them roles, and tie officers to bodies."""

from __future__ import annotations

import pytest

from organisations.models import User
from tests import factories
from tests.admin_forms import admin_url, errors_of, send, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/organisations/user/add/"
LONG = "a quite long pass phrase"


@pytest.fixture
def superuser():
    return signed_in(factories.make_superuser())


def test_account_is_made_with_a_hashed_password(superuser):
    response = send(
        superuser, ADD, username="new-officer", role="officer", password1=LONG, password2=LONG
    )

    assert response.status_code == 302, errors_of(response)
    made = User.objects.get(username="new-officer")
    assert made.role == "officer"
    assert made.is_staff
    assert made.check_password(LONG)
    assert LONG not in made.password


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012"])
def test_weak_password_is_refused(password, superuser):
    response = send(superuser, ADD, username="new-officer", password1=password, password2=password)

    assert response.status_code == 200
    assert not User.objects.filter(username="new-officer").exists()


def test_name_of_300_characters_is_refused_in_words(superuser):
    response = send(superuser, ADD, username="a" * 300, password1=LONG, password2=LONG)

    assert "at most 150 characters" in errors_of(response)


def test_officer_is_tied_to_a_body(superuser):
    body, officer = factories.make_body(), factories.make_officer()

    send(superuser, admin_url(officer), **{"ties-0-body": body.pk})

    assert officer.ties.get().body == body


def test_tie_to_what_is_no_public_body_is_refused(superuser):
    company, officer = factories.make_organisation("Company"), factories.make_officer()

    response = send(superuser, admin_url(officer), **{"ties-0-body": company.pk})

    assert "Select a valid choice" in errors_of(response)


def test_page_of_an_account_shows_nothing_of_the_hash(superuser):
    officer = factories.make_officer()

    page = superuser.get(admin_url(officer)).content.decode()

    assert "only its hash is stored" in page
    assert officer.password.rsplit("$", 1)[-1] not in page
    assert "user_permissions" not in page


def test_password_is_changed_on_its_own_page(superuser):
    officer = factories.make_officer()

    response = superuser.post(
        f"/admin/organisations/user/{officer.pk}/password/",
        {"password1": LONG, "password2": LONG, "usable_password": "true"},
    )

    officer.refresh_from_db()
    assert response.status_code == 302
    assert officer.check_password(LONG)


def test_researcher_loses_the_way_into_the_admin(superuser):
    officer = factories.make_officer()

    send(superuser, admin_url(officer), role="researcher")

    officer.refresh_from_db()
    assert not officer.is_staff


@pytest.mark.parametrize("role", ["curator", "officer"])
@pytest.mark.parametrize("path", ["", "add/", "{key}/change/", "{key}/password/", "{key}/delete/"])
def test_accounts_are_for_superusers_alone(role, path):
    target = factories.make_superuser()
    browser = signed_in(factories.make_user(role))
    address = "/admin/organisations/user/" + path.format(key=target.pk)

    assert browser.get(address).status_code in {302, 403, 404}
    assert browser.post(address, {"role": "curator", "is_superuser": "on"}).status_code in {
        403,
        404,
    }


def test_account_is_switched_off_and_never_deleted(superuser):
    officer = factories.make_officer()

    assert superuser.get(f"/admin/organisations/user/{officer.pk}/delete/").status_code == 403
