"""The organisation's page: one screen, its rules, and what it takes from where."""

from __future__ import annotations

from datetime import date

import pytest

from organisations.models import Identifier, Organisation, OrganisationName, Profile
from partnerships.models import Stake
from spinouts.models import SpinOut, SpinOutParent
from tests import factories
from tests.admin_forms import admin_url, errors_of, fields_of, send, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/organisations/organisation/add/"


@pytest.fixture
def curator():
    return signed_in(factories.make_curator())


def test_one_screen_enters_names_identifiers_profile_stakes_and_evidence(curator):
    source = factories.make_source("Notice")
    council = factories.make_body()

    response = send(
        curator,
        ADD,
        **{
            "name": "MyCSP Ltd",
            "source": source.pk,
            "state": "published",
            "founded_on": "2012-05-01",
            "names-0-name": "My Civil Service Pensions",
            "names-0-kind": "former",
            "identifiers-0-scheme": "GB-COH",
            "identifiers-0-value": "7640786",
            "profiles-0-sector": "hybrid",
            "spin_out-0-parent_body": council.pk,
            "spin_out-0-service_area": "pensions",
            "spin_out-0-staff_transferred": "about 500",
            "stakes-0-holder_class": "employee_trust",
            "stakes-0-holder_name": "MyCSP Trustee Company",
            "stakes-0-equity": "25%",
            "stakes-0-valid_from": "2012-05-01",
            "organisations-evidence-content_type-object_id-0-source": source.pk,
            "organisations-evidence-content_type-object_id-0-location": "p. 3",
        },
    )

    assert response.status_code == 302, errors_of(response)
    made = Organisation.objects.get(name="MyCSP Ltd")
    assert made.slug == "mycsp"
    assert made.names.get().source == source
    assert made.identifiers.get().value == "07640786"
    assert made.profiles.get().source == source
    assert str(made.stakes.get().equity) == "25%"
    assert made.stakes.get().state == "published"
    assert made.stakes.get().counts_from == date(2012, 5, 1)
    assert made.spin_out.parents.get().body == council
    assert str(made.spin_out.staff_transferred) == "~500"
    assert made.evidence.get().location == "p. 3"


def test_every_write_tells_who_and_through_what(curator):
    made = factories.make_organisation("Locala")

    send(curator, admin_url(made), description="Community health in Kirklees.")

    latest = made.history.first()
    assert latest.history_user.role == "curator"
    assert latest.history_change_reason == "admin: organisation form"


def test_record_stays_unwritten_when_only_a_row_changed(curator):
    made = factories.make_organisation("Locala")
    before = made.history.count()

    send(curator, admin_url(made), **{"names-0-name": "Locala Community Partnerships"})

    assert made.history.count() == before
    assert made.names.get().source == made.source


def test_two_stakes_of_one_class_on_a_day_are_refused_beside_the_rows(curator):
    made = factories.make_organisation("Circle")
    factories.make_stake(made, equity="49.9")

    response = send(
        curator, admin_url(made), **{"stakes-1-holder_class": "employees", "stakes-1-equity": "10"}
    )

    assert "two main figures for equity" in errors_of(response)
    assert Stake.objects.count() == 1


def test_equity_over_100_is_refused_together_with_unchanged_rows(curator):
    made = factories.make_organisation("Circle")
    factories.make_stake(made, equity="60")

    response = send(
        curator, admin_url(made), **{"stakes-1-holder_class": "managers", "stakes-1-equity": "50"}
    )

    assert "adds up to 110 per cent" in errors_of(response)


def test_hidden_stake_is_left_out_of_the_sum(curator):
    made = factories.make_organisation("Circle")
    factories.make_stake(made, equity="60")

    response = send(
        curator,
        admin_url(made),
        **{
            "stakes-0-state": "hidden",
            "stakes-1-holder_class": "managers",
            "stakes-1-equity": "50",
        },
    )

    assert response.status_code == 302, errors_of(response)


def test_stake_in_itself_is_refused(curator):
    made = factories.make_organisation("Circle")

    response = send(
        curator, admin_url(made), **{"stakes-0-holder": made.pk, "stakes-0-equity": "50"}
    )

    assert "cannot hold a stake in itself" in errors_of(response)


def test_stakes_cannot_be_removed_from_the_form(curator):
    made = factories.make_organisation("Circle")
    stake = factories.make_stake(made, equity="60")

    curator.post(admin_url(made), {"stakes-0-DELETE": "on"})
    send(curator, admin_url(made), **{"stakes-0-DELETE": "on"})

    assert Stake.objects.filter(pk=stake.pk).exists()


def test_profile_can_be_ended_and_followed_in_one_go(curator):
    made = factories.make_organisation("Partner")
    factories.make_profile(made, "private", date(2008, 1, 1))

    response = send(
        curator,
        admin_url(made),
        **{
            "profiles-0-valid_to": "2015-01-01",
            "profiles-1-sector": "social",
            "profiles-1-valid_from": "2015-01-01",
        },
    )

    assert response.status_code == 302, errors_of(response)
    assert [row.sector for row in Profile.objects.order_by("valid_from")] == ["private", "social"]


@pytest.mark.parametrize("start", ["2010-01-01", ""])
def test_overlapping_profiles_are_refused_beside_the_rows(start, curator):
    made = factories.make_organisation("Partner")
    factories.make_profile(made, "private")

    response = send(
        curator,
        admin_url(made),
        **{"profiles-1-sector": "social", "profiles-1-valid_from": start},
    )

    assert "Two profiles hold on the same day" in errors_of(response)


def test_same_name_twice_is_refused(curator):
    made = factories.make_organisation("Partner")
    factories.make_name(made, "Old Partner", "former")

    response = send(
        curator,
        admin_url(made),
        **{"names-1-name": "Old Partner", "names-1-kind": "former"},
    )

    assert "stands here twice" in errors_of(response)
    assert OrganisationName.objects.count() == 1


def test_identifier_of_another_organisation_names_it(curator):
    factories.make_identifier(factories.make_organisation("MyCSP"), "GB-COH", "07640786")
    other = factories.make_organisation("Other")

    response = send(
        curator,
        admin_url(other),
        **{"identifiers-0-scheme": "GB-COH", "identifiers-0-value": "7640786"},
    )

    assert "“MyCSP” already has the identifier GB-COH 07640786" in errors_of(response)


def test_identifier_of_a_draft_of_others_is_taken_by_nobody_named():
    draft = factories.make_organisation("Secret plan", state="draft")
    factories.make_identifier(draft, "GB-COH", "07640786")
    body = factories.make_body("Own council")

    response = send(
        signed_in(factories.make_officer(body)),
        admin_url(body),
        **{"identifiers-0-scheme": "GB-COH", "identifiers-0-value": "07640786"},
    )

    assert "already has the identifier" in errors_of(response)
    assert "Secret plan" not in response.content.decode()


def test_one_identifier_twice_in_one_form_is_refused(curator):
    made = factories.make_organisation("MyCSP")
    factories.make_identifier(made, "GB-COH", "07640786")

    response = send(
        curator,
        admin_url(made),
        **{"identifiers-1-scheme": "GB-COH", "identifiers-1-value": "7640786"},
    )

    assert "twice" in errors_of(response) or "already" in errors_of(response)
    assert Identifier.objects.count() == 1


def test_identifier_that_fits_no_scheme_is_refused(curator):
    made = factories.make_organisation("MyCSP")

    response = send(
        curator,
        admin_url(made),
        **{"identifiers-0-scheme": "GB-COH", "identifiers-0-value": "12-AB"},
    )

    assert "is not an identifier of Companies House" in errors_of(response)


def test_dissolved_before_founded_is_refused(curator):
    made = factories.make_organisation("MyCSP")

    response = send(curator, admin_url(made), founded_on="2012-05-01", dissolved_on="2011-05-01")

    assert "before it was founded" in errors_of(response)


def test_publishing_without_a_source_is_refused(curator):
    made = factories.make_organisation("MyCSP", state="draft", source=None)

    response = send(curator, admin_url(made), state="published")

    assert "Name the source" in errors_of(response)


@pytest.mark.parametrize("typed", ["100.5", "a half", "60-40", "-3"])
def test_equity_that_cannot_be_read_is_said_beside_its_box(typed, curator):
    made = factories.make_organisation("MyCSP")

    response = send(
        curator,
        admin_url(made),
        **{"stakes-0-holder_class": "employees", "stakes-0-equity": typed},
    )

    assert "equity" in errors_of(response)
    assert f'value="{typed}"' in response.content.decode()


def test_rule_broken_only_at_the_end_becomes_an_error_of_the_form(curator, monkeypatch):
    made = factories.make_organisation("Circle")
    monkeypatch.setattr("partnerships.forms.stake.StakeFormSet.check_rows", lambda *_: None)

    response = send(
        curator,
        admin_url(made),
        **{
            "description": "Changed",
            "stakes-0-holder_class": "employees",
            "stakes-0-equity": "60",
            "stakes-0-state": "published",
            "stakes-1-holder_class": "employees",
        },
        **{"stakes-TOTAL_FORMS": 2, "stakes-1-equity": "50", "stakes-1-period_kind": "period"},
        **{"stakes-1-basis": "actual", "stakes-1-role": "main"},
    )

    assert "two main figures for equity" in errors_of(response)
    assert Stake.objects.count() == 0
    assert Organisation.objects.get(pk=made.pk).description == ""


def test_overtaken_form_is_told_and_keeps_its_text(curator):
    made = factories.make_organisation("Circle")
    other = factories.make_curator()
    shown = fields_of(curator.get(admin_url(made)))
    send(signed_in(other), admin_url(made), description="Written by another")
    response = curator.post(admin_url(made), shown | {"description": "Written by me"})

    assert f"{other} changed this record" in errors_of(response)
    assert "Written by me" in response.content.decode()
    made.refresh_from_db()
    assert made.description == "Written by another"


def test_overtaken_form_can_be_saved_knowingly(curator):
    made = factories.make_organisation("Circle")
    shown = fields_of(curator.get(admin_url(made)))
    send(signed_in(factories.make_curator()), admin_url(made), description="Another")
    again = fields_of(curator.post(admin_url(made), shown | {"description": "Mine"}))
    response = curator.post(admin_url(made), again)

    assert response.status_code == 302
    made.refresh_from_db()
    assert made.description == "Mine"


def test_row_added_by_another_overtakes_the_form_too(curator):
    made = factories.make_organisation("Circle")
    shown = fields_of(curator.get(admin_url(made)))
    factories.make_stake(made, equity="60")
    response = curator.post(admin_url(made), shown | {"description": "Mine"})

    assert "changed this record" in errors_of(response)


def test_split_of_today_stands_above_the_stakes(curator):
    made = factories.make_organisation("MyCSP")
    council = factories.make_body()
    factories.make_stake(made, equity="25", valid_from=date(2012, 5, 1))
    factories.make_stake(made, council, equity="24", valid_from=date(2012, 5, 1))
    factories.make_stake(made, ("Equiniti", "private"), equity="51", valid_from=date(2014, 9, 1))

    page = curator.get(admin_url(made)).content.decode()

    assert "Equity today: staff 25, public sector 24, private sector 51; not recorded 0." in page


def test_spin_out_row_makes_its_first_parent(curator):
    made = factories.make_organisation("Newco")
    council = factories.make_body()

    send(curator, admin_url(made), **{"spin_out-0-parent_body": council.pk})

    assert SpinOut.objects.get().organisation == made
    assert SpinOutParent.objects.get().body == council
    assert "parent_body" not in curator.get(admin_url(made)).content.decode()


def test_dissolving_an_organisation_ends_its_snapshots(curator):
    made = factories.make_organisation("Newco")
    stake = factories.make_stake(
        made, equity="60", period_kind="snapshot", seen_on=date(2012, 5, 1)
    )

    send(curator, admin_url(made), dissolved_on="2016-02-29")

    stake.refresh_from_db()
    assert stake.equity_counts_to == date(2016, 2, 29)


@pytest.mark.parametrize("key", ["999", "nonsense", "9" * 40])
def test_address_of_a_made_up_record_is_not_found(key, curator):
    address = f"/admin/organisations/organisation/{key}/"

    assert curator.get(f"{address}change/").status_code == 404
    assert curator.post(f"{address}change/").status_code == 404
    assert curator.get(f"{address}history/").status_code == 404
