"""The pages of primes and supply chains: bounded, silent about drafts, answering nonsense."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import Evidence
from partnerships.actions import settle_stakes
from partnerships.models import ProgrammeTally
from tests import factories
from tests.dashboards.prime_samples import make_thresholds

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
SECRET = "Zanzibar"
LISTS = ["/partnerships/primes/", "/partnerships/supply-chains/"]
PRIME = "/partnerships/primes/prime/"
PAGES = [*LISTS, PRIME]
CHARTS = [
    "/partnerships/primes/charts/outcomes-by-test",
    *(f"{PRIME}charts/{name}" for name in ("power", "members-by-sector", "power-and-delivery")),
    f"{PRIME}charts/capital",
    *(
        f"/partnerships/supply-chains/charts/{name}"
        for name in ("flow", "value-by-tier", "shares-by-sector", "programmes")
    ),
]


def make_everything(name: str, prime=None, **state: str):
    """Store one of every kind of record that the pages read, around a prime or a new one."""
    if prime is None:
        prime = factories.make_organisation(f"{name} Prime", kind="prime", **state)
    if not hasattr(prime, "social_prime"):
        factories.make_social_prime(prime, mission=name, note=name, quote=name)
    partner = factories.make_organisation(f"{name} Partner", **state)
    factories.make_profile(partner, "social")
    day = date(2014, 1, 1)
    factories.make_stake(prime, partner, votes="1", valid_from=day, quote=name)
    alliance = factories.make_partnership(f"{name} alliance", vehicle=prime, kind="prime", **state)
    factories.make_member(alliance, partner, role_words=name, quote=name, joined_on=day)
    factories.make_investment(
        prime, partner, instrument="loan", committed="£1m", agreed_on=day, quote=name, **state
    )
    contract = factories.make_contract(
        f"{name} contract",
        (prime,),
        starts_on=date(2015, 4, 1),
        ends_on=date(2030, 3, 31),
        total_value="£10m",
        **state,
    )
    factories.make_link(contract, partner, value="£1m")
    ProgrammeTally.objects.create(
        partnership=alliance, denominator="contracts", part_count="3", whole_count="9", quote=name
    )
    Evidence.objects.create(source=factories.make_source(name), record=alliance, quote=name)
    settle_stakes(organisation_ids=[prime.pk])
    return prime


@pytest.fixture
def prime():
    """A prime at an address that is known."""
    make_thresholds()
    return make_everything(
        "Example", factories.make_organisation("Prime", slug="prime", kind="prime")
    )


def query_count(client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_stay_within_their_queries_however_many_rows(client, prime):
    for page in PAGES:
        client.get(page)  # content types are looked up once for each process
    with_few = {page: query_count(client, page) for page in PAGES}
    for number in range(50):
        make_everything(f"Number {number}", prime if number % 2 else None)

    with_many = {page: query_count(client, page) for page in PAGES}

    assert {page: count for page, count in with_many.items() if count > MOST_QUERIES} == {}
    assert with_many == with_few


@pytest.mark.parametrize("page", LISTS)
def test_list_shows_fifty_rows_on_a_page(client, page):
    for number in range(51):
        make_everything(f"Number {number}")

    assert len(client.get(page).context["rows"]) == 50
    assert len(client.get(page, {"page": "2"}).context["rows"]) == 1


@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_pages_and_charts_say_nothing_of_what_is_not_public(client, prime, state):
    make_everything(SECRET, state=state)
    secret = factories.make_organisation(f"{SECRET} Fund", state=state)
    day = date(2014, 1, 1)
    factories.make_stake(prime, secret, votes="2", valid_from=day, quote=SECRET)
    alliance = prime.partnerships_led.get()
    factories.make_member(alliance, secret, role_words=SECRET, quote=SECRET, joined_on=day)
    factories.make_investment(
        prime, secret, purpose=SECRET, committed="£1m", agreed_on=day, quote=SECRET
    )
    settle_stakes(organisation_ids=[prime.pk])
    for source in type(prime.source).objects.filter(title__contains=SECRET):
        source.title = "A paper"
        source.save()

    for page in PAGES:
        for query in ({}, {"as_of": "2016-01-01"}):
            assert SECRET not in client.get(page, query).content.decode(), page
    for chart in CHARTS:
        for extension in ("svg", "csv", "json"):
            assert SECRET not in client.get(f"{chart}.{extension}").content.decode(), chart


def test_prime_of_a_draft_is_not_there(client):
    factories.make_organisation("Draft", slug="prime", kind="prime", state="draft")

    assert client.get(PRIME).status_code == 404
    assert client.get(f"{PRIME}charts/power.svg").status_code == 404


def test_curator_sees_a_draft_marked_as_such(client):
    factories.make_organisation("Draft", slug="prime", kind="prime", state="draft")
    client.force_login(factories.make_curator())

    assert "draft: not public" in client.get("/partnerships/primes/").content.decode()
    assert client.get(PRIME).status_code == 200


@pytest.mark.parametrize("page", LISTS)
def test_list_stands_on_an_empty_register(client, page):
    assert client.get(page).status_code == 200
    assert client.get(page, {"as_of": "1900-01-01"}).status_code == 200


@pytest.mark.parametrize("chart", CHARTS)
def test_charts_come_in_four_forms(client, prime, chart):
    kinds = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}
    for extension in ("svg", "png", "csv", "json"):
        response = client.get(f"{chart}.{extension}?as_of=2018-01-01")
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith(kinds.get(extension, "text/csv"))


@pytest.mark.parametrize("chart", [CHARTS[0], f"{PRIME}charts/power", CHARTS[-1]])
def test_charts_of_other_names_are_not_there(client, prime, chart):
    folder = chart.rpartition("/")[0]

    assert client.get(f"{folder}/nonsense.svg").status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("day", ["yesterday-ish", "2015-02-30", "0001-01-01", "\x00"])
def test_pages_refuse_a_day_that_makes_no_sense(client, prime, page, day):
    response = client.get(page, {"as_of": day})

    assert response.status_code == 400
    assert "<code>as_of</code>" in response.content.decode()


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("/partnerships/primes/", "type", "nonsense"),
        ("/partnerships/primes/", "sort", "nonsense"),
        ("/partnerships/primes/", "page", "99"),
        ("/partnerships/primes/", "q", "x" * 5_000),
        ("/partnerships/supply-chains/", "service", "nonsense"),
        ("/partnerships/supply-chains/", "sort", "name"),
        ("/partnerships/supply-chains/", "page", "-1"),
    ],
)
def test_lists_answer_nonsense_by_naming_the_field(client, prime, page, name, value):
    response = client.get(page, {name: value})

    assert response.status_code == 400
    assert f"<code>{name}</code>" in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_links_keep_the_day(client, prime, page):
    html = client.get(page, {"as_of": "2018-01-01"}).content.decode()

    assert "/methodology/?as_of=2018-01-01#f" in html
    assert 'href="/partnerships/?as_of=2018-01-01"' in html


def test_pages_only_read(client, prime):
    for page in PAGES:
        assert client.post(page).status_code == 405
