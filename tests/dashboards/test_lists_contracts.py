"""The list of contracts: which rows, in what state on the day, and who may be named."""

from datetime import date

import pytest

from organisations.models import ServiceGroup
from partnerships.models import ContractParty
from tests import factories
from tests.dashboards.test_lists_organisations import cells, names

pytestmark = pytest.mark.django_db


def test_contract_list_holds_one_row_per_contract(client):
    main = factories.make_contract("York libraries")
    factories.make_contract("York, other figure", role="alternative", alternative_to=main)
    factories.make_contract("Withdrawn", role="alternative")

    assert names(client.get("/contracts/")) == ["York libraries"]


def test_contract_list_shows_rivals_and_withdrawn_tenders_on_request(client):
    main = factories.make_contract("York libraries")
    factories.make_contract(
        "Other figure", role="alternative", alternative_to=main, starts_on=date(2019, 1, 1)
    )
    factories.make_contract("Withdrawn", role="alternative", status_words="tender withdrawn")

    response = client.get("/contracts/", {"role": "alternative"})

    assert names(response) == ["Other figure", "Withdrawn"]
    assert response.context["rows"][0][0]["note"] == "rival figure"
    assert response.context["rows"][1][0]["note"] == "never became a contract"
    assert cells(response, "Withdrawn")["On the day"]["text"] == "tender withdrawn"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("live", ["Live", "Live without end"]),
        ("ended", ["Ended"]),
        ("to-come", ["To come"]),
        ("undated", ["Undated"]),
    ],
)
def test_contract_list_filters_by_status_on_the_day(client, status, expected):
    factories.make_contract("Live", starts_on=date(2015, 1, 1), ends_on=date(2015, 1, 1))
    factories.make_contract("Live without end", starts_on=date(2014, 1, 1))
    factories.make_contract("Ended", starts_on=date(2014, 1, 1), ends_on=date(2014, 12, 31))
    factories.make_contract("To come", starts_on=date(2015, 1, 2))
    factories.make_contract("Undated")

    response = client.get("/contracts/", {"status": status, "as_of": "2015-01-01"})

    assert names(response) == expected


def test_contract_list_of_a_past_day_counts_what_was_to_come_without_listing_it(client):
    factories.make_contract("Begun", starts_on=date(2014, 1, 1))
    factories.make_contract("Later", starts_on=date(2016, 1, 1))

    response = client.get("/contracts/", {"as_of": "2015-01-01"})

    assert names(response) == ["Begun"]
    assert response.context["unlisted_count"] == 1


def test_contract_list_of_today_lists_what_is_to_come(client):
    factories.make_contract("Later", starts_on=date(2100, 1, 1))

    response = client.get("/contracts/")

    assert cells(response, "Later")["On the day"]["text"] == "to come"
    assert response.context["unlisted_count"] == 0


def test_contract_list_marks_what_ended_early(client):
    factories.make_contract(
        "Hospital", starts_on=date(2012, 2, 1), ends_on=date(2015, 3, 31), has_ended_early=True
    )

    before = client.get("/contracts/", {"as_of": "2015-03-31"})
    after = client.get("/contracts/", {"as_of": "2015-04-01"})

    assert cells(before, "Hospital")["On the day"]["text"] == "live"
    assert cells(after, "Hospital")["On the day"]["text"] == "ended early"


@pytest.mark.parametrize(("months", "expected"), [("6", ["Soon"]), ("12", ["Later", "Soon"])])
def test_contract_list_filters_by_calendar_months_to_the_end(client, months, expected):
    start = date(2012, 1, 1)
    factories.make_contract("Soon", starts_on=start, ends_on=date(2015, 2, 28))
    factories.make_contract("Later", starts_on=start, ends_on=date(2015, 8, 31))
    factories.make_contract("Much later", starts_on=start, ends_on=date(2015, 9, 1))
    factories.make_contract("Before", starts_on=start, ends_on=date(2014, 8, 30))

    response = client.get("/contracts/", {"ending": months, "as_of": "2014-08-31", "sort": "title"})

    assert names(response) == expected


def test_contract_list_finds_by_title_provider_and_commissioner(client):
    provider = factories.make_organisation("Locala")
    council = factories.make_body("Kirklees Council")
    factories.make_contract("Care Closer to Home", (provider,), (council,))
    factories.make_contract("Other")

    for words in ("closer care", "locala", "kirklees"):
        assert names(client.get("/contracts/", {"q": words})) == ["Care Closer to Home"], words


def test_contract_list_finds_by_the_name_of_a_party_without_record(client):
    contract = factories.make_contract("Franchise")
    ContractParty.objects.create(
        contract=contract, role="provider", name="Outside Ltd", sector="private"
    )

    assert names(client.get("/contracts/", {"q": "outside"})) == ["Franchise"]


def test_contract_list_neither_names_nor_finds_a_party_that_is_not_public(client):
    hidden = factories.make_organisation("Secret Partner", state="draft")
    contract = factories.make_contract("Franchise", (hidden,))
    contract.parties.update(name="Secret Partner LLP")

    shown = client.get("/contracts/")

    assert cells(shown, "Franchise")["Provider"]["text"] == "not public"
    assert "Secret" not in shown.content.decode()
    assert names(client.get("/contracts/", {"q": "secret"})) == []


def test_contract_list_filters_by_provider_and_shows_its_name(client):
    provider = factories.make_organisation("Locala")
    factories.make_contract("Hers", (provider,))
    factories.make_contract("Others")

    response = client.get("/contracts/", {"provider": provider.slug})

    assert names(response) == ["Hers"]
    assert response.context["active_filters"][0]["value"] == "Locala"


def test_contract_list_filters_by_commissioner(client):
    council = factories.make_body("Kirklees Council")
    factories.make_contract("Hers", (), (council,))
    factories.make_contract("As provider", (council,))

    assert names(client.get("/contracts/", {"commissioner": council.slug})) == ["Hers"]


def test_contract_list_refuses_a_provider_that_is_not_public_as_one_that_is_not_there(client):
    hidden = factories.make_organisation("Secret Partner", state="draft", slug="secret-partner")

    for slug in (hidden.slug, "no-such-one"):
        response = client.get("/contracts/", {"provider": slug})
        assert response.status_code == 400
        assert f"no organisation with the address “{slug}”" in response.content.decode()


def test_contract_list_filters_by_the_sector_that_the_provider_had_on_the_day(client):
    provider = factories.make_organisation("Prospects")
    factories.make_profile(provider, "mutual", None, date(2017, 10, 31))
    factories.make_profile(provider, "social", date(2017, 10, 31))
    factories.make_contract("Careers", (provider,), starts_on=date(2012, 1, 1))

    before = client.get("/contracts/", {"sector": "mutual", "as_of": "2017-10-30"})
    after = client.get("/contracts/", {"sector": "mutual", "as_of": "2017-10-31"})

    assert (names(before), names(after)) == (["Careers"], [])


def test_contract_list_finds_providers_without_a_recorded_sector(client):
    factories.make_contract("Unknown", (factories.make_organisation("No profile"),))
    known = factories.make_organisation("Known")
    factories.make_profile(known, "private")
    factories.make_contract("Known", (known,))

    assert names(client.get("/contracts/", {"sector": "not-recorded"})) == ["Unknown"]


def test_contract_list_filters_by_value_and_its_kind(client):
    factories.make_contract("Total", total_value="£21m")
    factories.make_contract("Yearly", annual_value="£5m")
    factories.make_contract("Ceiling", total_value="at most £3m", value_kind="ceiling")
    factories.make_contract("Withheld", total_value="withheld", value_kind="")

    assert names(client.get("/contracts/", {"valued": "no"})) == ["Withheld"]
    assert names(client.get("/contracts/", {"value_kind": "ceiling"})) == ["Ceiling"]
    assert names(client.get("/contracts/", {"value_kind": "not-recorded"})) == ["Withheld"]
    assert names(client.get("/contracts/", {"valued": "yes", "sort": "title"})) == [
        "Ceiling",
        "Total",
        "Yearly",
    ]


@pytest.mark.parametrize(
    ("values", "text", "note"),
    [
        ({"total_value": "£21m"}, "£21m", ""),
        ({"annual_value": "~£35m"}, "~£35m a year", ""),
        ({"total_value": "withheld"}, "withheld", None),
        ({}, "not known", None),
        (
            {"total_value": "£1bn", "value_kind": "revenue_managed"},
            "£1bn",
            "revenue managed, in no sum",
        ),
    ],
)
def test_contract_list_prints_values_as_people_write_them(client, values, text, note):
    factories.make_contract("Contract", **values)

    cell = cells(client.get("/contracts/"), "Contract")["Value"]

    assert (cell["text"], cell.get("note")) == (text, note)


def test_contract_list_sorts_by_value_with_unknown_last(client):
    factories.make_contract("Small", total_value="£1m")
    factories.make_contract("Large", total_value="£450m-£500m")
    factories.make_contract("Unknown")

    assert names(client.get("/contracts/", {"sort": "-value"})) == ["Large", "Small", "Unknown"]


def test_contract_list_counts_services(client):
    group = ServiceGroup.objects.create(slug="health", name="health")
    factories.make_contract("One", service_group=group)
    factories.make_contract("Two", service_group=group)

    facets = client.get("/contracts/").context["facets"]

    assert [(facet["label"], facet["count"]) for facet in facets] == [("Health", 2)]


def test_contract_list_shows_an_officer_a_contract_of_two_own_bodies_once(client):
    first, second = factories.make_body("Northshire"), factories.make_body("Southshire")
    factories.make_contract("Draft", (), (first, second), state="draft")
    client.force_login(factories.make_officer(first, second))

    assert names(client.get("/contracts/")) == ["Draft"]
