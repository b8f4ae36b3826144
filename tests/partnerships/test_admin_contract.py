"""The contract's page: parties, changes and supply links together."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.models import Contract
from tests import factories
from tests.admin_forms import admin_url, errors_of, send, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/partnerships/contract/add/"


@pytest.fixture
def curator():
    return signed_in(factories.make_curator())


def test_one_screen_enters_a_contract_with_its_parties(curator):
    provider, council = factories.make_organisation("Provider"), factories.make_body()
    source = factories.make_source("Notice")

    response = send(
        curator,
        ADD,
        **{
            "title": "Care Closer to Home",
            "source": source.pk,
            "state": "published",
            "starts_on": "1 April 2013",
            "ends_on": "2018",
            "total_value": "£450m-£500m",
            "value_kind": "contract_value",
            "parties-0-role": "provider",
            "parties-0-organisation": provider.pk,
            "parties-1-role": "commissioner",
            "parties-1-organisation": council.pk,
            "changes-0-changed_on": "2015-04-01",
            "changes-0-total_value": "£600m",
            "supply_links-0-receiver_name": "Somebody Ltd",
            "supply_links-0-receiver_sector": "private",
            "supply_links-0-value": "£20m",
        },
    )

    assert response.status_code == 302, errors_of(response)
    contract = Contract.objects.get()
    assert contract.slug == "care-closer-to-home"
    assert (contract.ends_on, contract.ends_on_precision) == (date(2018, 1, 1), "year")
    assert str(contract.total_value) == "£450m–£500m"
    assert {party.source for party in contract.parties.all()} == {source}
    assert contract.supply_links.get().source == source
    assert contract.history.first().history_change_reason == "admin: contract form"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"starts_on": "2015-01-01", "ends_on": "2014-12-31"}, "before it starts"),
        ({"starts_on": "2015-01-01", "planned_ends_on": "2014"}, "before it starts"),
        ({"total_value": "£5m"}, "Say what kind of value"),
        ({"total_value": "a lot"}, "total_value"),
        ({"state": "published"}, "Name the source"),
        ({"parties-0-role": "provider"}, "give its name"),
    ],
)
def test_rules_of_one_contract_are_said_in_words(changes, message, curator):
    response = send(curator, ADD, **{"title": "Care"} | changes)

    assert message in errors_of(response)
    assert not Contract.objects.exists()


def test_fractions_over_the_whole_are_refused_beside_the_rows(curator):
    contract = factories.make_contract("Care")

    response = send(
        curator,
        admin_url(contract),
        **{
            "parties-0-role": "provider",
            "parties-0-name": "One",
            "parties-0-fraction": "60",
            "parties-1-role": "provider",
            "parties-1-name": "Other",
            "parties-1-fraction": "41",
        },
    )

    assert "add up to 101 per cent" in errors_of(response)


def test_links_over_the_contract_are_refused_beside_the_rows(curator):
    helper = factories.make_organisation("Helper")
    contract = factories.make_contract("Care", total_value="£10m")
    factories.make_link(contract, helper, value="£6m")

    response = send(
        curator,
        admin_url(contract),
        **{"supply_links-1-receiver_name": "Another", "supply_links-1-value": "£5m"},
    )

    assert "pass on £11,000,000.00, but only £10,000,000.00" in errors_of(response)
    assert contract.supply_links.count() == 1


def test_links_may_use_a_new_total_of_the_same_form(curator):
    contract = factories.make_contract("Care", total_value="£10m")

    response = send(
        curator,
        admin_url(contract),
        **{
            "changes-0-changed_on": "2015-04-01",
            "changes-0-total_value": "£20m",
            "supply_links-0-receiver_name": "Another",
            "supply_links-0-value": "£15m",
        },
    )

    assert response.status_code == 302, errors_of(response)


def test_lowering_the_total_under_its_links_is_refused(curator):
    contract = factories.make_contract("Care", total_value="£10m")
    factories.make_link(contract, factories.make_organisation("Helper"), value="£6m")

    response = send(curator, admin_url(contract), total_value="£5m")

    assert "pass on" in errors_of(response)


def test_removing_a_change_that_its_links_need_is_refused(curator):
    contract = factories.make_contract("Care", total_value="£10m")
    contract.changes.create(changed_on=date(2015, 4, 1), total_value="£20m", source=contract.source)
    factories.make_link(contract, factories.make_organisation("Helper"), value="£15m")

    response = send(curator, admin_url(contract), **{"changes-0-DELETE": "on"})

    assert "pass on" in errors_of(response)
    assert contract.changes.exists()


def test_party_can_be_removed_and_its_history_says_so(curator):
    contract = factories.make_contract("Care", (factories.make_organisation("Provider"),))
    party = contract.parties.get()

    send(curator, admin_url(contract), **{"parties-0-DELETE": "on"})

    assert not contract.parties.exists()
    last = party.history.model.objects.filter(id=party.pk).latest("history_id")
    assert last.history_type == "-"
    assert last.history_change_reason == "admin: contract form"


def test_same_organisation_twice_on_one_side_is_refused(curator):
    provider = factories.make_organisation("Provider")
    contract = factories.make_contract("Care", (provider,))

    response = send(
        curator,
        admin_url(contract),
        **{"parties-1-role": "provider", "parties-1-organisation": provider.pk},
    )

    assert "stands here twice" in errors_of(response)


def test_rule_that_only_the_end_finds_becomes_an_error_of_the_form(curator, monkeypatch):
    contract = factories.make_contract("Care", total_value="£10m")
    monkeypatch.setattr("partnerships.forms.contract.LinkFormSet.check_rows", lambda *_: None)

    response = send(
        curator,
        admin_url(contract),
        **{"supply_links-0-receiver_name": "Another", "supply_links-0-value": "£15m"},
    )

    assert "pass on" in errors_of(response)
    assert not contract.supply_links.exists()


def test_contract_is_no_alternative_to_itself(curator):
    contract = factories.make_contract("Care")

    response = send(curator, admin_url(contract), alternative_to=contract.pk, role="alternative")

    assert "no alternative to itself" in errors_of(response)
