"""The home page: key figures of the day, what changed, three charts."""

from datetime import date

import pytest

from partnerships.actions import settle_stakes
from tests import factories

pytestmark = pytest.mark.django_db


def figure(response, words: str) -> dict:
    """Find the key figure whose label holds the words."""
    return next(found for found in response.context["key_figures"] if words in found["label"])


def test_home_counts_spin_outs_launched_by_the_day(client):
    for name, day in (("Early", date(2012, 5, 1)), ("Late", date(2016, 1, 1))):
        spin_out = factories.make_spin_out(name)
        factories.make_stage_event(spin_out, factories.make_stage(), day)
    factories.make_spin_out("Council Company", is_contrast=True)

    found = figure(client.get("/", {"as_of": "2015-01-01"}), "spin-outs")

    assert found["value"] == "1"
    assert found["note"] == "Of 2 on record. 1 contrast case not counted."
    assert found["url"] == "/spin-outs/?as_of=2015-01-01&status=standing"


def test_home_adds_up_contract_value_and_names_what_is_left_out(client):
    provider = factories.make_organisation("Provider")
    term = {"starts_on": date(2014, 1, 1), "ends_on": date(2018, 12, 31)}
    factories.make_contract("One", (provider,), total_value="£21m", **term)
    factories.make_contract("Two", (provider,), total_value="£1m-£2m", **term)
    factories.make_contract("Withheld", (provider,), total_value="withheld", **term)
    factories.make_contract("Later", (provider,), total_value="£5m", starts_on=date(2016, 1, 1))

    found = figure(client.get("/", {"as_of": "2015-01-01"}), "worth")

    assert found["value"] == "£22m to £23m"
    assert found["label"] == "worth of 2 contracts over their terms"
    assert found["note"].startswith("1 contract left out")


def test_home_says_that_no_value_is_known(client):
    assert figure(client.get("/"), "worth")["value"] == "not known"


def test_home_counts_stakes_held_on_the_day(client):
    organisation = factories.make_organisation("Circle")
    factories.make_stake(organisation, equity="49", valid_to=date(2013, 1, 1))
    factories.make_stake(organisation, equity="50", valid_from=date(2013, 1, 1))
    factories.make_stake(organisation, ("Fund", "private"), votes="10")
    factories.make_stake(organisation, ("Plan", "private"), equity="10", basis="planned")
    settle_stakes(organisation_ids=[organisation.pk])

    assert figure(client.get("/", {"as_of": "2014-01-01"}), "stakes")["value"] == "2"


def test_home_tells_what_changed_without_drafts(client):
    organisation = factories.make_organisation("Circle")
    factories.make_organisation("Secret", state="draft")
    contract = factories.make_contract("Hospital")
    contract.title = "Hospital franchise"
    contract.save()
    history = type(contract).history.filter(id=contract.pk, history_type="+")
    assert history.count() == 1

    changes = client.get("/").context["changes"]

    assert [(change["title"], change["text"]) for change in changes] == [
        ("Hospital franchise", "contract added"),
        ("Circle", "organisation added"),
    ]
    assert changes[1]["url"] == f"/organisations/{organisation.slug}/"


def test_home_shows_some_changes_of_each_kind(client):
    for number in range(6):
        factories.make_organisation(f"Organisation {number}")
    for number in range(6):
        factories.make_contract(f"Contract {number}")

    texts = [change["text"] for change in client.get("/").context["changes"]]

    assert texts == ["contract added"] * 4 + ["organisation added"] * 4


def test_home_shows_three_charts_with_downloads_of_the_day(client):
    response = client.get("/", {"as_of": "2015-01-01"})

    downloads = [chart.downloads[0].url for chart in response.context["charts"].values()]
    assert downloads == [
        "/charts/staff-share-by-year.csv?as_of=2015-01-01",
        "/charts/value-by-year-and-sector.csv?as_of=2015-01-01",
        "/charts/spin-outs-by-region.csv?as_of=2015-01-01",
    ]
    assert all(client.get(url).status_code == 200 for url in downloads)


@pytest.mark.parametrize("page", ["/", "/dashboards/ownership/"])
def test_region_of_the_map_leads_to_its_spin_outs_of_the_day(client, page):
    spin_out = factories.make_spin_out("Newco", region="north_west")
    factories.make_stage_event(spin_out, factories.make_stage("launched"), date(2012, 1, 1))

    html = client.get(page, {"as_of": "2015-03-31"}).content.decode()

    assert '"/spin-outs/?as_of=2015-03-31&amp;region=north_west&amp;status=standing"' in html
