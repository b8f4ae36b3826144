"""The organisation page: what may be seen by whom, and what must never slip out."""

from datetime import date

import pytest
from django.test import Client

from organisations.choices import RecordState
from organisations.models import Evidence, Organisation
from partnerships.actions import settle_stakes
from spinouts.models import SpinOutParent
from tests.dashboards.organisation_samples import read
from tests.factories import (
    make_body,
    make_contract,
    make_curator,
    make_officer,
    make_organisation,
    make_spin_out,
    make_stage,
    make_stage_event,
    make_stake,
    make_succession,
)

pytestmark = pytest.mark.django_db
SECRET = "Hushhush Ventures"
CHARTS = (
    "ownership",
    "look-through",
    "ownership-over-time",
    "look-through-over-time",
    "holdings",
    "contracts-timeline",
    "contract-value",
)


@pytest.mark.parametrize("state", [RecordState.DRAFT, RecordState.HIDDEN])
def test_record_that_is_not_public_is_not_found(client: Client, state: str) -> None:
    make_organisation("Secret", slug="secret", state=state)
    assert client.get("/organisations/secret/").status_code == 404
    assert client.get("/organisations/secret/charts/ownership.csv").status_code == 404


def test_unknown_address_is_not_found(client: Client) -> None:
    assert client.get("/organisations/nobody/").status_code == 404


def test_curator_sees_a_draft_and_is_told_that_it_is_one(client: Client) -> None:
    make_organisation("Secret", slug="secret", state=RecordState.DRAFT)
    client.force_login(make_curator())
    assert "draft: not public" in read(client, "/organisations/secret/")


def test_officer_sees_drafts_of_the_own_body_alone(client: Client) -> None:
    body, other = make_body("Northshire Council"), make_body("Southshire Council")
    make_spin_out("Mine", (body,), slug="mine", state=RecordState.DRAFT)
    make_spin_out("Theirs", (other,), slug="theirs", state=RecordState.DRAFT)
    client.force_login(make_officer(body))
    assert client.get("/organisations/mine/").status_code == 200
    assert client.get("/organisations/theirs/").status_code == 404


def test_merged_record_leads_to_what_it_became_part_of_with_its_query(client: Client) -> None:
    target = make_organisation("Kept", slug="kept")
    make_organisation("Gone", slug="gone", merged_into=target, state=RecordState.HIDDEN)
    answer = client.get("/organisations/gone/?as_of=2015-03-31")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/organisations/kept/?as_of=2015-03-31"
    chart = client.get("/organisations/gone/charts/ownership.csv?as_of=2015-03-31")
    assert chart.headers["Location"] == (
        "/organisations/kept/charts/ownership.csv?as_of=2015-03-31"
    )


def test_merged_record_does_not_lead_to_a_hidden_one(client: Client) -> None:
    target = make_organisation("Kept", slug="kept", state=RecordState.HIDDEN)
    make_organisation("Gone", slug="gone", merged_into=target)
    assert client.get("/organisations/gone/").status_code == 404


def _store_secrets() -> Organisation:
    """Store a public organisation with a hidden holder, partner, parent and successor."""
    organisation = make_organisation("Open", slug="open")
    hidden = make_body(SECRET, slug="hushhush", state=RecordState.HIDDEN)
    spin_out = make_spin_out("Spun", (), slug="spun")
    SpinOutParent.objects.create(spin_out=spin_out, body=hidden, source=hidden.source)
    stake = make_stake(
        organisation,
        hidden,
        equity="40",
        valid_from=date(2012, 5, 1),
        quote=f"{SECRET} holds 40",
        note=f"said by {SECRET}",
        holder_name=SECRET,
    )
    Evidence.objects.create(source=hidden.source, record=stake, quote=f"{SECRET} again")
    make_stake(organisation, "employees", equity="60", valid_from=date(2012, 5, 1))
    make_contract(
        "Care",
        (organisation, hidden),
        (hidden,),
        starts_on=date(2013, 4, 1),
        ends_on=date(2016, 3, 31),
        total_value="£3m",
        quote=f"bought by {SECRET}",
        note=f"from {SECRET}",
    )
    make_succession(organisation, hidden)
    make_stake(hidden, organisation, equity="5", valid_from=date(2012, 5, 1))
    settle_stakes(organisation_ids=[organisation.pk, hidden.pk])
    return organisation


@pytest.mark.parametrize("slug", ["open", "spun"])
def test_page_never_names_a_hidden_organisation(client: Client, slug: str) -> None:
    _store_secrets()
    html = client.get(f"/organisations/{slug}/").content.decode()
    assert "Hushhush" not in html
    assert "hushhush" not in html


@pytest.mark.parametrize("name", CHARTS)
def test_charts_never_name_a_hidden_organisation(client: Client, name: str) -> None:
    _store_secrets()
    for extension in ("svg", "csv", "json"):
        response = client.get(f"/organisations/open/charts/{name}.{extension}")
        assert response.status_code == 200
        assert "hushhush" not in response.content.decode().lower()


def test_stake_of_a_hidden_holder_still_counts(client: Client) -> None:
    _store_secrets()
    words = read(client, "/organisations/open/")
    assert "A holder that is not public Its record is not public. Not disclosed 40%" in words


def test_curator_reads_the_name(client: Client) -> None:
    _store_secrets()
    client.force_login(make_curator())
    assert SECRET in read(client, "/organisations/open/")


@pytest.mark.parametrize("address", ["/organisations/mine/", "/spin-outs/"])
def test_officer_reads_no_name_of_a_hidden_parent_beside_the_own_body(
    client: Client, address: str
) -> None:
    body = make_body("Northshire Council")
    hidden = make_body(SECRET, slug="hushhush", state=RecordState.HIDDEN)
    make_spin_out("Mine", (body, hidden), slug="mine")
    client.force_login(make_officer(body))
    html = client.get(address).content.decode()
    assert "Northshire Council" in html
    assert "hushhush" not in html.lower()


def test_draft_stake_and_contract_are_not_shown(client: Client) -> None:
    organisation = make_organisation("Open", slug="open")
    make_stake(organisation, (SECRET, "private"), equity="10", state=RecordState.DRAFT)
    make_contract(SECRET, (organisation,), state=RecordState.DRAFT)
    settle_stakes(organisation_ids=[organisation.pk])
    assert SECRET not in read(client, "/organisations/open/")


def test_stage_that_is_not_public_is_not_shown(client: Client) -> None:
    spin_out = make_spin_out("Newco", slug="newco")
    stage = make_stage("considering", is_public=False, name="Thinking it over")
    make_stage_event(spin_out, stage, date(2012, 1, 1))
    assert "Thinking it over" not in read(client, "/organisations/newco/")


def test_history_tells_no_name_of_an_account(client: Client) -> None:
    organisation = make_organisation("Open", slug="open")
    curator = make_curator()
    organisation.description = "New words."
    organisation._history_user = curator
    organisation.save()
    words = read(client, "/organisations/open/")
    assert "Changed: the record itself." in words
    assert curator.username not in words
