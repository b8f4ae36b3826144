"""Every public page: bounded in queries, silent about drafts, and with an answer to nonsense."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import Evidence, Organisation
from partnerships.actions import settle_stakes
from partnerships.models import ContractChange, ContractParty
from spinouts.models import MembershipCount, MutualTerms
from tests import factories

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
MOST_OF_PARTNERSHIPS = 15
SECRET = "Zanzibar"
LISTS = [
    "/organisations/",
    "/spin-outs/",
    "/mutuals/",
    "/public-bodies/",
    "/contracts/",
    "/sources/",
    "/partnerships/all/",
    "/partnerships/competitions/",
    "/partnerships/deals/",
    "/partnerships/partners/",
]
OWN_PAGES = [
    "/",
    *LISTS,
    "/contracts/example/",
    "/sources/example/",
    "/methodology/",
    "/glossary/",
    "/accessibility/",
]
PAGES = [
    *OWN_PAGES,
    "/organisations/example/",
    "/dashboards/",
    "/dashboards/ownership/",
    "/dashboards/contracts/",
    "/partnerships/",
    "/partnerships/example/",
    "/partnerships/competitions/example/",
    "/partnerships/deals/example/",
    "/partnerships/primes/",
    "/partnerships/primes/example/",
    "/partnerships/supply-chains/",
    "/partnerships/capital/",
    "/partnerships/modeller/",
    "/dashboards/partnerships/",
]


def bound_of(page: str) -> int:
    return MOST_OF_PARTNERSHIPS if "partnerships" in page else MOST_QUERIES


def make_partnerships(
    name: str, venture: Organisation, partner: Organisation, body: Organisation, **state: str
) -> None:
    """Store one of every kind of record about partners."""
    partnership = factories.make_partnership(f"{name} alliance", vehicle=venture, **state)
    factories.make_member(partnership, partner, joined_on=date(2012, 5, 1), note=name)
    factories.make_jv_partner(partner, skills=name)
    factories.make_contribution(partner, venture, words=name)
    factories.make_social_prime(partner, mission=name)
    factories.make_ownership_rule(venture, words=name)
    factories.make_investment(
        venture, partner, committed="£2m", agreed_on=date(2012, 5, 1), purpose=name, **state
    )
    factories.make_deal(
        venture, partner, title=f"{name} deal", stake="40", signed_on=date(2012, 5, 1), **state
    )
    competition = factories.make_competition(
        body,
        f"{name} competition",
        origin="reported",
        status="signed",
        signed_on=date(2012, 5, 1),
        source=factories.make_source(f"Notice {name}"),
        **{"state": "published", **state},
    )
    factories.make_bid(
        competition, partner, status="signed", name=f"{name} bid", is_name_withheld=False
    )


def make_everything(name: str, **state: str) -> None:
    """Store one of every kind of record that a public page shows."""
    source = factories.make_source(f"Report {name}")
    body = factories.make_body(f"{name} Council", **state)
    spin_out = factories.make_spin_out(
        f"{name} Care", parents=(body,), service_area="care", **state
    )
    organisation = spin_out.organisation
    factories.make_stage_event(spin_out, factories.make_stage(), date(2012, 5, 1))
    factories.make_name(organisation, f"{name} Services")
    factories.make_profile(organisation, "mutual")
    partner = factories.make_organisation(f"{name} Partner", **state)
    factories.make_profile(partner, "private")
    factories.make_stake(organisation, equity="60", note=name, quote=name)
    factories.make_stake(organisation, partner, equity="40")
    settle_stakes(organisation_ids=[organisation.pk])
    mutual = factories.make_mutual(organisation)
    MutualTerms.objects.create(mutual=mutual, control="both", source=source)
    MembershipCount.objects.create(organisation=organisation, take_up="80", source=source)
    contract = factories.make_contract(
        f"{name} contract",
        (organisation, partner),
        (body,),
        starts_on=date(2012, 5, 1),
        ends_on=date(2030, 5, 1),
        total_value="£10m",
        **state,
    )
    ContractChange.objects.create(
        contract=contract, changed_on=date(2014, 1, 1), annual_value="£1m"
    )
    factories.make_link(contract, partner, value="£1m")
    Evidence.objects.create(source=source, record=organisation, quote=name)
    factories.make_succession(body, factories.make_body(f"{name} Successor", **state))
    make_partnerships(name, organisation, partner, body, **state)


@pytest.fixture
def example():
    """One of every kind, at addresses that are known."""
    organisation = factories.make_organisation("Example", slug="example")
    factories.make_profile(organisation, "mutual")
    source = factories.make_source("Example paper", slug="example")
    factories.make_contract(
        "Example contract",
        (organisation,),
        slug="example",
        source=source,
        starts_on=date(2014, 1, 1),
        ends_on=date(2018, 12, 31),
        total_value="£21m",
    )
    factories.make_partnership("Example alliance", slug="example", vehicle=organisation)
    factories.make_deal(organisation, title="Example deal", slug="example")
    factories.make_social_prime(organisation)
    factories.make_competition(
        factories.make_body("Example Council"), slug="example", state="published", source=source
    )
    return organisation


def query_count(client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_stay_within_their_queries_however_many_rows(client, example):
    make_everything("First")
    for page in PAGES:
        client.get(page)  # content types are looked up once for each process
    with_few = {page: query_count(client, page) for page in PAGES}
    for number in range(50):
        make_everything(f"Number {number}")

    with_many = {page: query_count(client, page) for page in PAGES}

    assert {page: count for page, count in with_many.items() if count > bound_of(page)} == {}
    assert with_many == with_few


def test_pages_stay_within_their_queries_for_an_officer(client, example):
    make_everything("First")
    client.force_login(factories.make_officer(factories.make_body("Own Council")))

    counts = {page: query_count(client, page) for page in OWN_PAGES}

    # the account costs its session, itself, its ties, and the bodies that followed them
    assert {page: count for page, count in counts.items() if count > bound_of(page) + 4} == {}


@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_pages_say_nothing_of_what_is_not_public(client, example, state):
    make_everything(SECRET, state=state)
    # published records that name hidden organisations must not let the names slip
    secret = factories.make_organisation(f"{SECRET} Fund", state=state)
    factories.make_stake(example, secret, equity="10", note=SECRET, quote=SECRET)
    settle_stakes(organisation_ids=[example.pk])
    contract = factories.make_contract("Open contract", (example,))
    ContractParty.objects.create(
        contract=contract, role="provider", organisation=secret, name=f"{SECRET} Fund"
    )
    shown = factories.make_spin_out("Shown")
    hidden_body = factories.make_body(f"{SECRET} Health", state=state)
    shown.parents.create(body=hidden_body, source=shown.source)
    for source in type(example.source).objects.filter(title__contains=SECRET):
        source.title = "A paper"
        source.save()

    for page in PAGES:
        for query in ({}, {"as_of": "2015-01-01"}):
            assert SECRET not in client.get(page, query).content.decode(), page


@pytest.mark.parametrize("page", LISTS)
def test_search_finds_nothing_that_is_not_public(client, page):
    make_everything(SECRET, state="draft")
    for source in type(factories.make_source()).objects.all():
        source.title = "A paper"
        source.save()

    response = client.get(page, {"q": SECRET})

    assert response.context["result_count"] == 0


@pytest.mark.parametrize("page", PAGES)
def test_page_stands_on_an_empty_register(client, page):
    if "example" in page:
        assert client.get(page).status_code == 404
    else:
        assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    "day", ["yesterday-ish", "2015-02-30", "0001-01-01", "9999-12-31", "2015", "\x00", "²015-01-01"]
)
def test_pages_refuse_a_day_that_makes_no_sense(client, example, day):
    for page in PAGES:
        response = client.get(page, {"as_of": day})

        assert response.status_code == 400, page
        assert "<code>as_of</code>" in response.content.decode(), page


NONSENSE = [
    ("page", "0"),
    ("page", "-1"),
    ("page", "two"),
    ("page", "99"),
    ("page", "9" * 400),
    ("sort", "nonsense"),
    ("sort", "--name"),
    ("q", "x" * 5_000),
    ("q", "a " * 90),
    ("q", "\x00"),
]


@pytest.mark.parametrize("page", LISTS)
def test_list_answers_nonsense_by_naming_the_field(client, page):
    for name, value in NONSENSE:
        assert_refused(client.get(page, {name: value}), name)


def assert_refused(response, name: str) -> None:
    """Look for a short answer that names the parameter."""
    assert response.status_code == 400, name
    assert f"<code>{name}</code>" in response.content.decode()
    assert len(response.content) < 20_000


CHOICES = {
    "/organisations/": ["kind", "sector", "region", "form", "model", "status"],
    "/spin-outs/": [
        *["service", "region", "parent", "cohort", "structure", "status", "contrast"],
        *["launched_from", "launched_to"],
    ],
    "/mutuals/": ["service", "region", "control"],
    "/public-bodies/": ["kind", "region", "spin_outs", "status"],
    "/contracts/": [
        *["service", "sector", "status", "ending", "valued", "value_kind", "role"],
        *["provider", "commissioner"],
    ],
    "/sources/": ["kind", "year"],
}


@pytest.mark.parametrize("page", CHOICES)
def test_list_refuses_a_choice_that_does_not_exist(client, page):
    for name in CHOICES[page]:
        for value in ("nonsense!", "x" * 5_000, "\x00"):
            assert_refused(client.get(page, {name: value}), name)


def test_list_names_every_field_that_makes_no_sense_at_once(client):
    response = client.get("/contracts/", {"sector": "nonsense", "page": "0", "as_of": "never"})

    text = response.content.decode()
    assert all(f"<code>{name}</code>" in text for name in ("sector", "page", "as_of"))


@pytest.mark.parametrize("page", LISTS)
def test_list_takes_searches_with_signs(client, page):
    make_everything("First")

    for words in ("%", "_", "'; drop table--", "<script>", "\\", "🏥", "“quoted”"):
        response = client.get(page, {"q": words})
        assert response.status_code == 200
        assert "<script>" not in response.content.decode()


@pytest.mark.parametrize("page", LISTS)
def test_list_has_every_order_in_both_directions(client, page):
    make_everything("First")
    make_everything("Second")
    keys = [column["key"] for column in client.get(page).context["columns"] if "key" in column]

    for key in keys:
        for sort in (key, f"-{key}"):
            assert client.get(page, {"sort": sort}).status_code == 200


def test_lists_are_cut_into_pages_of_fifty(client):
    for number in range(51):
        make_everything(f"Number {number}")

    for page in LISTS:
        first, second = client.get(page), client.get(page, {"page": "2"})
        assert len(first.context["rows"]) == 50
        assert len(second.context["rows"]) == min(50, first.context["result_count"] - 50)


@pytest.mark.parametrize("part", ["spin-outs", "mutuals", "public-bodies"])
def test_addresses_of_other_parts_lead_to_the_organisation(client, part):
    response = client.get(f"/{part}/mycsp/?as_of=2013-01-01")

    assert response.status_code == 301
    assert response.headers["Location"] == "/organisations/mycsp/?as_of=2013-01-01"


@pytest.mark.parametrize("page", OWN_PAGES)
def test_page_refuses_to_be_written_to(client, example, page):
    assert client.post(page).status_code == 405
