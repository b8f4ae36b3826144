"""The page of one contract: its words, its sums, its chart, and what it keeps to itself."""

import csv
import io
from datetime import date

import pytest

from organisations.models import Evidence
from partnerships.models import ContractChange, ContractParty
from tests import factories

pytestmark = pytest.mark.django_db


def facts(response, key: str = "facts") -> dict[str, dict]:
    """Give the rows of a summary by their terms."""
    return {row["term"]: row for row in response.context[key]}


def page_of(client, contract, **query):
    return client.get(f"/contracts/{contract.slug}/", query)


def chart_of(client, contract, **query) -> list[dict[str, str]]:
    response = client.get(f"/contracts/{contract.slug}/charts/contract-value.csv", query)
    return list(csv.DictReader(io.StringIO(response.content.decode())))


@pytest.fixture
def five_years():
    """The first worked example of FIGURES F4."""
    return factories.make_contract(
        "Five years",
        (factories.make_organisation("Provider"),),
        starts_on=date(2014, 1, 1),
        ends_on=date(2018, 12, 31),
        total_value="£21,000,000",
    )


def test_contract_chart_spreads_the_value_to_the_penny(client, five_years):
    rows = chart_of(client, five_years)

    assert list(rows[0]) == ["financial_year", "value_gbp_low", "value_gbp_high"]
    assert [(row["financial_year"], float(row["value_gbp_low"])) for row in rows] == [
        ("2013/14", 1_035_049.29),
        ("2014/15", 4_197_699.89),
        ("2015/16", 4_209_200.44),
        ("2016/17", 4_197_699.89),
        ("2017/18", 4_197_699.89),
        ("2018/19", 3_162_650.60),
    ]


def test_contract_chart_is_empty_before_the_contract_began(client, five_years):
    assert chart_of(client, five_years, as_of="2013-12-31") == []


def test_contract_page_says_why_it_is_in_no_sum_yet(client, five_years):
    response = page_of(client, five_years, as_of="2013-12-31")

    assert "had not begun by this day" in response.context["sums_words"]
    assert response.context["charts"] == {}


def test_contract_chart_follows_a_change_of_value(client):
    contract = factories.make_contract(
        "Raised",
        (factories.make_organisation("Provider"),),
        starts_on=date(2015, 4, 1),
        ends_on=date(2018, 3, 31),
        total_value="£1,200,000",
    )
    ContractChange.objects.create(
        contract=contract, changed_on=date(2016, 10, 1), total_value="£1,500,000"
    )

    before = chart_of(client, contract, as_of="2016-09-30")
    after = chart_of(client, contract, as_of="2016-10-01")

    assert float(before[2]["value_gbp_low"]) == pytest.approx(399_635.04, abs=0.01)
    assert [float(row["value_gbp_low"]) for row in after] == [400_729.93, 499_452.22, 599_817.85]


def test_contract_page_names_the_undelivered_part(client):
    contract = factories.make_contract(
        "Cut short",
        (factories.make_organisation("Provider"),),
        starts_on=date(2015, 4, 1),
        ends_on=date(2016, 3, 31),
        planned_ends_on=date(2017, 3, 31),
        has_ended_early=True,
        early_end_reason="handed back",
        total_value="£731,000",
    )

    response = page_of(client, contract)

    assert facts(response, "value_facts")["Not delivered"]["value"] == "£365,000"
    assert facts(response)["Why it ended early"]["value"] == "handed back"
    assert "Not delivered" in response.content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"total_value": "withheld"}, "No value is known"),
        ({"total_value": "£1m"}, "not the dates to place it"),
        ({"total_value": "£1m", "value_kind": "ceiling"}, "is a ceiling"),
        ({"total_value": "£1m", "value_kind": "revenue_managed"}, "service that it manages"),
    ],
)
def test_contract_page_says_why_it_is_in_no_sum(client, values, words):
    contract = factories.make_contract("Contract", **values)

    assert words in page_of(client, contract).context["sums_words"]


def test_contract_page_says_that_providers_share_equally(client):
    providers = (factories.make_organisation("First"), factories.make_organisation("Second"))
    contract = factories.make_contract("Joint award", providers)

    row = facts(page_of(client, contract))["Providers"]

    assert row["value"] == "First"
    assert row["more"][-1]["value"] == "Second"
    assert "Shared equally: the source does not say" in row["more"][-1]["note"]


def test_contract_page_prints_recorded_fractions(client):
    providers = (factories.make_organisation("First"), factories.make_organisation("Second"))
    contract = factories.make_contract("Joint award", providers)
    for party, fraction in zip(contract.parties.order_by("pk"), ("60", "40"), strict=True):
        party.fraction = fraction
        party.save()

    row = facts(page_of(client, contract))["Providers"]

    assert "60% of the contract" in row["note"]
    assert "Shared equally" not in row["more"][-1]["note"]


def test_contract_page_tells_the_sector_of_the_day(client):
    provider = factories.make_organisation("Prospects")
    factories.make_profile(provider, "mutual", None, date(2017, 10, 31))
    factories.make_profile(provider, "social", date(2017, 10, 31))
    contract = factories.make_contract("Careers", (provider,))

    before = facts(page_of(client, contract, as_of="2017-10-30"))["Provider"]["note"]
    after = facts(page_of(client, contract, as_of="2017-10-31"))["Provider"]["note"]

    assert (before, after) == ("mutual", "social sector")


def test_contract_page_writes_dates_as_exactly_as_known(client):
    contract = factories.make_contract(
        "Contract", starts_on=date(2012, 1, 1), starts_on_precision="year"
    )

    row = facts(page_of(client, contract))["Starts"]

    assert row["value"] == "2012"
    assert row["note"] == "Known to the year; counted from 1 January 2012"


def test_contract_page_shows_rival_figures_beside_it(client):
    main = factories.make_contract("Main", total_value="£32m")
    rival = factories.make_contract(
        "Rival", total_value="£34.28m", role="alternative", alternative_to=main
    )
    factories.make_contract("Draft", role="alternative", alternative_to=main, state="draft")

    shown = page_of(client, main)
    beside = page_of(client, rival)

    assert [(row["title"], row["value"]) for row in shown.context["rivals"]] == [
        ("Rival", "£34.28m")
    ]
    assert beside.context["main"]["title"] == "Main"
    assert "rival figure" in beside.context["role_words"]
    assert beside.context["charts"] == {}


def test_contract_page_of_a_rival_does_not_name_a_main_record_that_is_not_public(client):
    main = factories.make_contract("Secret main", state="draft")
    rival = factories.make_contract("Rival", role="alternative", alternative_to=main)

    response = page_of(client, rival)

    assert response.context["main"] is None
    assert "Secret main" not in response.content.decode()


def test_contract_page_lists_supply_links(client):
    prime, partner = factories.make_organisation("Prime"), factories.make_organisation("Partner")
    contract = factories.make_contract("Work", (prime,), total_value="£10m")
    factories.make_link(contract, partner, value="£2m")

    row = page_of(client, contract).context["links_rows"][0]

    assert [cell["text"] for cell in row] == ["Partner", "the provider", "1", "subcontract", "£2m"]


def test_contract_page_with_a_hidden_party_tells_neither_its_name_nor_its_sources(client):
    hidden = factories.make_organisation("Secret Partner", state="hidden")
    contract = factories.make_contract(
        "Franchise", (hidden,), note="Secret Partner said so", quote="Secret Partner won"
    )
    contract.parties.update(name="Secret Partner LLP")
    factories.make_link(contract, hidden)

    text = page_of(client, contract).content.decode()

    assert "not public" in text
    assert "Secret" not in text


def test_contract_page_numbers_its_sources_and_marks_a_dispute(client):
    contract = factories.make_contract("Contract", (factories.make_organisation("Provider"),))
    Evidence.objects.create(
        source=factories.make_source("Rival paper"), record=contract, stance="disputes"
    )

    sources = page_of(client, contract).context["sources"]

    assert [(source["title"], source["is_disputing"]) for source in sources] == [
        ("Notice of Contract", False),
        ("Rival paper", True),
    ]


def test_contract_page_does_not_link_a_source_that_is_not_on_the_web(client):
    source = factories.make_source("Commissioning document", url="seed:000.txt")
    contract = factories.make_contract("Contract", source=source)

    response = page_of(client, contract)

    assert response.context["sources"][0]["url"] == ""
    assert "seed:000.txt" not in response.content.decode()


def test_contract_page_tells_what_changed_since_it_was_published(client):
    contract = factories.make_contract("Contract", state="draft", total_value="£1m")
    contract.total_value = "£2m"
    contract.save()
    contract.state = "published"
    contract.save()
    contract.ends_on = date(2020, 1, 1)
    contract.save()

    history = [row["text"] for row in page_of(client, contract).context["history"]]

    assert history == ["Contract changed: ends on", "Contract added"]


def test_contract_page_of_a_draft_is_not_there(client):
    contract = factories.make_contract("Secret", state="draft")

    assert page_of(client, contract).status_code == 404
    assert client.get(f"/contracts/{contract.slug}/charts/contract-value.csv").status_code == 404


def test_contract_page_of_a_draft_opens_for_the_officer_of_its_body(client):
    body = factories.make_body("Northshire")
    contract = factories.make_contract("Draft", (), (body,), state="draft")
    client.force_login(factories.make_officer(body))

    assert page_of(client, contract).status_code == 200


def test_contract_chart_of_a_name_that_does_not_exist_is_not_there(client, five_years):
    assert client.get(f"/contracts/{five_years.slug}/charts/nonsense.csv").status_code == 404


def test_contract_page_keeps_the_name_that_the_source_used(client):
    provider = factories.make_organisation("Locala Community Partnerships")
    contract = factories.make_contract("Contract")
    ContractParty.objects.create(
        contract=contract, role="provider", organisation=provider, name="Locala"
    )

    assert "“Locala” in the source" in facts(page_of(client, contract))["Provider"]["note"]
