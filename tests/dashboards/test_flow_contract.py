"""The flow by tier on the page of one contract."""

from datetime import date

import pytest

from tests.dashboards.organisation_samples import read, rows
from tests.dashboards.prime_samples import make_sector
from tests.factories import make_contract, make_link, make_organisation, make_profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    """A contract of £10m of which £4m goes to a charity."""
    found = make_contract(
        "Work support",
        (make_sector("Firm plc", "private"),),
        slug="employment",
        starts_on=date(2015, 4, 1),
        ends_on=date(2016, 3, 31),
        total_value="£10m",
    )
    make_link(found, make_sector("Charity", "social"), value="£4m", does_design=True)
    return found


def test_contract_shows_where_its_work_is_passed_on(client, contract):
    words = read(client, "/contracts/employment/")

    assert "Where the work of “Work support” is passed on" in words
    assert "Providers pass on £4m: social sector £4m." in words


def test_link_says_who_designs_and_who_delivers(client, contract):
    assert "subcontract designs and delivers" in read(client, "/contracts/employment/")


def test_flow_of_a_contract_is_a_file_too(client, contract):
    assert rows(client, "/contracts/employment/charts/flow.csv")[1:] == [
        "0,private,social,1,0,4000000.00,4000000.00"
    ]


def test_contract_without_links_shows_no_flow(client):
    make_contract("Plain", slug="plain")

    assert "is passed on" not in read(client, "/contracts/plain/")
    assert len(rows(client, "/contracts/plain/charts/flow.csv")) == 1


def test_contract_not_begun_shows_no_flow(client, contract):
    assert "Where the work" not in read(client, "/contracts/employment/?as_of=2015-03-31")


def test_rival_figure_shows_no_flow(client, contract):
    rival = make_contract(
        "Rival",
        slug="rival",
        role="alternative",
        alternative_to=contract,
        starts_on=date(2015, 4, 1),
    )
    make_link(rival, make_organisation("Charity two"), value="£4m")

    assert "Where the work" not in read(client, "/contracts/rival/")


def test_sectors_are_those_of_each_day(client):
    firm = make_organisation("Prospects")
    make_profile(firm, "mutual", None, date(2017, 10, 1))
    make_profile(firm, "social", date(2017, 10, 1))
    provider = make_sector("Prime", "private")
    found = make_contract(
        "Work",
        (provider,),
        slug="employment",
        starts_on=date(2015, 4, 1),
        ends_on=date(2020, 3, 30),
        total_value="£10m",
    )
    make_link(found, firm, value="£1,826")

    assert rows(client, "/contracts/employment/charts/flow.csv")[1:] == [
        "0,private,mutual,1,0,914.00,914.00",
        "0,private,social,1,0,912.00,912.00",
    ]


def test_hidden_receiver_is_not_named(client, contract):
    make_link(contract, make_organisation("Secret Partner", state="hidden"), value="£1m")

    assert "Secret" not in read(client, "/contracts/employment/")
    assert "0,private,not_recorded,1,0,1000000.00,1000000.00" in rows(
        client, "/contracts/employment/charts/flow.csv"
    )


def test_flow_of_a_hidden_contract_is_not_there(client):
    make_contract("Draft", slug="draft", state="draft")

    assert client.get("/contracts/draft/charts/flow.csv").status_code == 404


def test_contract_page_with_fifty_links_needs_few_queries(
    client, contract, django_assert_max_num_queries
):
    for number in range(50):
        make_link(contract, make_sector(f"Charity {number}", "social"), value="£1,000")
    client.get("/contracts/employment/")

    with django_assert_max_num_queries(15):
        assert client.get("/contracts/employment/").status_code == 200
