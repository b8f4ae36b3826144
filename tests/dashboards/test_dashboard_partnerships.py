"""The partnerships dashboard: deals, bids, capital, stakes, structures and primes."""

import csv
import io
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import ServiceGroup
from partnerships.actions import settle_stakes
from partnerships.models import Bidder
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/dashboards/partnerships/"
CHARTS = (
    "deals",
    "win-rates",
    "investment-by-year-and-sector",
    "stakes-by-size",
    "structures-by-launch-year",
    "primes-by-type",
)
SECRET = "Zanzibar"
MOST_QUERIES = 15


def make_partner(name: str = "Partner", sector: str = "private"):
    organisation = factories.make_organisation(name)
    factories.make_profile(organisation, sector)
    return organisation


def make_venture(name: str = "Newco", **values):
    return factories.make_spin_out(name, **values).organisation


def make_reported(title: str = "Reported competition", **values):
    """Make a competition that public sources report: it holds no secrets."""
    values = {"origin": "reported", "state": "published", "opens_on": None, **values}
    body = values.pop("body", None) or factories.make_body()
    return factories.make_competition(
        body, title, closes_on=None, source=factories.make_source(), **values
    )


def make_bids(competition, bidder, **counts: int) -> None:
    """Make bids of one bidder by their status."""
    for status, count in counts.items():
        for _ in range(count):
            factories.make_bid(competition, bidder, status=status)


def text_of(client, **query: str) -> str:
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response.content.decode()


def csv_of(client, name: str, **query: str) -> list[dict[str, str]]:
    response = client.get(f"{PAGE}charts/{name}.csv", query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def json_of(client, name: str, **query: str) -> dict:
    return client.get(f"{PAGE}charts/{name}.json", query).json()


def words_of(client, chart: str, **query: str) -> list[list[str]]:
    """Give the table that the page shows of a chart, as people read it."""
    shown = client.get(PAGE, query).context["charts"][chart]
    return [[cell.words for cell in row] for row in shown.rows]


def test_dashboard_of_an_empty_register_stands(client):
    assert "No deal is on record for this choice." in text_of(client)


def test_dashboard_index_leads_to_it(client):
    assert f'href="{PAGE}?as_of=2014-01-01"' in (
        client.get("/dashboards/", {"as_of": "2014-01-01"}).content.decode()
    )


@pytest.mark.parametrize("name", CHARTS)
def test_charts_of_nothing_are_empty(client, name):
    assert csv_of(client, name) == []


# --- deals


def make_full_deal(**values):
    venture, partner = make_venture(), make_partner()
    contract = factories.make_contract(
        "Ten years of care",
        (venture,),
        starts_on=date(2012, 5, 1),
        ends_on=date(2022, 4, 30),
        total_value="£24m",
    )
    values = {
        "title": "Partner and Newco",
        "stake": "40",
        "stake_price": "£6m",
        "investment": "£6m",
        "signed_on": date(2012, 5, 1),
        "contract": contract,
        **values,
    }
    return factories.make_deal(venture, partner, **values)


def test_deals_set_price_stake_and_contract_side_by_side(client):
    make_full_deal()

    row = csv_of(client, "deals")[0]

    assert {name: row[name] for name in row if name in EXPECTED} == EXPECTED


EXPECTED = {
    "title": "Partner and Newco",
    "venture": "Newco",
    "partner": "Partner",
    "sector": "private",
    "signed_on": "2012-05-01",
    "basis": "actual",
    "percent_low": "40",
    "percent_high": "40",
    "stake_price_gbp_low": "6000000.00",
    "contract_value_gbp_high": "24000000.00",
    "per_percent_gbp_low": "150000.00",
    "per_percent_gbp_high": "150000.00",
    "per_percent_disclosure": "known",
    "contract_years": "9.9986",
    "invested_per_contract_pound_low": "0.25",
}


def test_deals_read_in_words_on_the_page(client):
    make_full_deal()

    assert words_of(client, "deals") == [
        [
            *["Partner and Newco", "Partner", "Private sector", "1 May 2012", "40%", "£6m", "£6m"],
            *["£24m", "10 years", "£150,000", "£0.25"],
        ]
    ]


def test_deals_print_withheld_and_never_nothing(client):
    make_full_deal(stake="~33.3333", stake_price="withheld", investment="~£1.9m", contract=None)

    words = words_of(client, "deals")[0]
    row = csv_of(client, "deals")[0]

    assert words[4:] == [
        *["~33.3333%", "withheld", "~£1.9m", "no contract on record", "not known"],
        *["withheld", "not known"],
    ]
    assert (row["per_percent_gbp_low"], row["per_percent_disclosure"]) == ("", "withheld")
    assert json_of(client, "deals")["left_out"][0]["count"] == 1


def test_deals_that_are_plans_say_so(client):
    make_full_deal(basis="planned")

    assert words_of(client, "deals")[0][3] == "1 May 2012 (planned)"


def test_deals_signed_later_are_not_there(client):
    make_full_deal()

    assert csv_of(client, "deals", as_of="2012-04-30") == []


def test_deals_give_the_sector_of_the_partner_when_it_was_signed(client):
    partner = factories.make_organisation("Prospects")
    factories.make_profile(partner, "mutual", to=date(2017, 11, 1))
    factories.make_profile(partner, "social", since=date(2017, 11, 1))
    factories.make_deal(make_venture(), partner, signed_on=date(2013, 4, 1))

    assert csv_of(client, "deals")[0]["sector"] == "mutual"


def test_deals_put_the_dearest_first_and_the_unknown_last(client):
    for price in ("unknown", "£1m", "£2m"):
        factories.make_deal(make_venture(), title=f"Of {price}", stake="10", stake_price=price)

    assert [row["title"] for row in csv_of(client, "deals")] == ["Of £2m", "Of £1m", "Of unknown"]


@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_dashboard_says_nothing_of_what_is_not_public(client, state):
    secret = factories.make_organisation(SECRET, state=state)
    venture = make_venture()
    contract = factories.make_contract(SECRET, (venture,), state=state, total_value="£77m")
    factories.make_deal(venture, secret, title=f"{SECRET} and Newco", stake="5")
    factories.make_deal(venture, title=f"Draft with {SECRET}", state=state)
    factories.make_deal(venture, title="Open deal", stake="7", contract=contract)
    factories.make_investment(venture, secret, committed="£10m")
    factories.make_stake(venture, secret, equity="33")
    factories.make_social_prime(secret)
    settle_stakes(organisation_ids=[venture.pk])

    texts = [text_of(client), text_of(client, as_of="2015-01-01")]
    texts += [
        client.get(f"{PAGE}charts/{name}.{extension}").content.decode()
        for name in CHARTS
        for extension in ("csv", "json", "svg")
    ]

    assert [text for text in texts if SECRET in text or "£77m" in text or "77000000" in text] == []
    assert [row["title"] for row in csv_of(client, "deals")] == ["Open deal"]


# --- bids


def test_win_rates_of_fewer_than_five_are_told_by_numbers(client):
    make_bids(make_reported(), make_partner(), lost=2, withdrawn=4, shortlisted=1)
    make_bids(make_reported("Other"), make_partner("Other partner"), signed=1)

    assert csv_of(client, "win-rates") == [
        {
            "sector": "private",
            "won_count": "1",
            "lost_count": "2",
            "withdrawn_count": "4",
            "open_count": "1",
            "decided_count": "3",
            "win_rate": "1 of 3",
        }
    ]
    svg = client.get(f"{PAGE}charts/win-rates.svg").content.decode()
    assert "1 of 3" in svg
    assert "33.3%" not in svg


def test_win_rates_of_five_are_told_in_per_cent(client):
    make_bids(make_reported(), make_partner(), lost=4, signed=1)

    assert csv_of(client, "win-rates")[0]["win_rate"] == "20% (1 of 5)"


def test_win_rates_of_none_decided_say_so(client):
    make_bids(make_reported(), make_partner(), withdrawn=1)

    assert csv_of(client, "win-rates")[0]["win_rate"] == "none decided"


def test_win_rates_count_a_consortium_once_in_the_sector_of_its_lead(client):
    competition = make_reported()
    social = make_partner("Charity", "social")
    factories.make_bid(competition, social, make_partner(), status="lost")

    rows = csv_of(client, "win-rates")

    assert [(row["sector"], row["lost_count"]) for row in rows] == [("social", "1")]


def test_win_rates_take_bidders_without_a_record_by_their_sector(client):
    bid = factories.make_bid(make_reported(), status="lost")
    Bidder.objects.create(bid=bid, name="Somebody", sector="mutual", is_lead=True)

    assert csv_of(client, "win-rates")[0]["sector"] == "mutual"


@pytest.mark.parametrize("status", ["evaluating", "preferred", "abandoned"])
def test_win_rates_keep_bids_of_unsigned_competitions_out_for_everybody(client, status):
    body = factories.make_body()
    competition = factories.make_competition(
        body, status=status, state="published", source=factories.make_source(), bidder_count="9"
    )
    make_bids(competition, make_partner(), lost=1, withdrawn=1, submitted=1)
    readers = [None, factories.make_officer(body), factories.make_superuser()]

    for reader in readers:
        if reader:
            client.force_login(reader)
        found = json_of(client, "win-rates")
        assert (found["rows"], found["record_count"]) == ([], 0)
        assert sum(item["count"] for item in found["left_out"]) == 0


def test_win_rates_count_bids_of_signed_competitions_named_or_not(client):
    competition = factories.make_competition(
        factories.make_body(),
        status="signed",
        signed_on=date(2025, 6, 1),
        state="published",
        source=factories.make_source(),
    )
    factories.make_bid(competition, make_partner(), status="signed", closed_on=date(2025, 6, 1))
    factories.make_bid(competition, make_partner(SECRET), status="lost", closed_on=date(2025, 6, 1))

    assert csv_of(client, "win-rates")[0]["win_rate"] == "1 of 2"
    assert SECRET not in text_of(client)


def test_win_rates_of_an_earlier_day_know_no_later_decision(client):
    competition = make_reported(status="signed", signed_on=date(2025, 6, 1))
    bid_on, decided_on = date(2025, 2, 1), date(2025, 5, 1)
    factories.make_bid(
        competition, make_partner(), status="lost", submitted_on=bid_on, closed_on=decided_on
    )
    factories.make_bid(competition, make_partner(), status="signed", submitted_on=bid_on)

    counts = {
        day: [
            (row["decided_count"], row["open_count"])
            for row in csv_of(client, "win-rates", as_of=day)
        ]
        for day in ("2025-01-31", "2025-02-01", "2025-05-01", "2025-06-01")
    }

    assert counts == {
        "2025-01-31": [],
        "2025-02-01": [("0", "2")],
        "2025-05-01": [("1", "1")],
        "2025-06-01": [("2", "0")],
    }


def test_win_rates_count_bidders_whom_sources_do_not_name(client):
    make_bids(make_reported(bidder_count="16"), make_partner(), lost=4)

    left_out = json_of(client, "win-rates")["left_out"]

    assert left_out[-1] == {"count": 12, "reason": "counted by sources and not named"}


# --- capital, stakes, structures, primes


def test_investment_is_added_up_by_year_and_sector(client):
    venture, partner = make_venture(), make_partner()
    factories.make_investment(venture, partner, committed="£5m", agreed_on=date(2012, 5, 1))
    factories.make_investment(venture, partner, committed="£2m", agreed_on=date(2012, 7, 1))
    factories.make_investment(
        venture, partner, committed="£99m", agreed_on=date(2012, 7, 1), basis="planned"
    )

    rows = csv_of(client, "investment-by-year-and-sector")

    assert [(row["year"], row["sector"], row["value_gbp_low"]) for row in rows] == [
        ("2012", "private", "7000000.00")
    ]


def test_stakes_of_partners_are_counted_by_their_size(client):
    first, second = make_venture("First"), make_venture("Second")
    partner, body = make_partner(), factories.make_body()
    factories.make_stake(first, partner, equity="24.9")
    factories.make_stake(first, equity="75.1")
    factories.make_stake(second, partner, equity="40")
    factories.make_stake(second, body, equity="35")
    settle_stakes(organisation_ids=[first.pk, second.pk])

    assert csv_of(client, "stakes-by-size") == [
        {"band": "10_to_25", "sector": "private", "stake_count": "1"},
        {"band": "25_to_50", "sector": "private", "stake_count": "1"},
    ]


def test_stakes_are_those_of_the_day(client):
    venture = make_venture()
    factories.make_stake(venture, make_partner(), equity="40", valid_from=date(2014, 2, 1))
    settle_stakes(organisation_ids=[venture.pk])

    assert csv_of(client, "stakes-by-size", as_of="2014-01-31") == []
    assert len(csv_of(client, "stakes-by-size", as_of="2014-02-01")) == 1


def test_stakes_in_joint_ventures_that_are_no_spin_outs_count(client):
    venture = factories.make_organisation("Joint venture")
    factories.make_partnership("Venture", kind="joint_venture", vehicle=venture)
    factories.make_stake(venture, make_partner(), equity="50")
    factories.make_stake(factories.make_organisation("Other"), make_partner(), equity="50")
    settle_stakes(organisation_ids=[venture.pk])

    assert [row["band"] for row in csv_of(client, "stakes-by-size")] == ["half"]


def test_structures_are_counted_by_year_of_launch(client):
    stage = factories.make_stage()
    for name, structure, day in (
        ("One", "joint_venture", date(2012, 5, 1)),
        ("Two", "", date(2012, 6, 1)),
        ("Three", "group", None),
    ):
        spin_out = factories.make_spin_out(name)
        spin_out.structure = structure
        spin_out.save()
        factories.make_stage_event(spin_out, stage, day)
    factories.make_spin_out("Contrast", is_contrast=True)

    found = json_of(client, "structures-by-launch-year")

    assert [(row["year"], row["structure"]) for row in found["rows"]] == [
        (2012, "joint_venture"),
        (2012, "not_recorded"),
    ]
    assert found["left_out"][0] == {"count": 1, "reason": "without a dated launch"}


def test_primes_are_counted_by_type_and_without_one(client):
    factories.make_social_prime(factories.make_organisation("Meant"))
    factories.make_organisation("Unsorted", kind="prime")
    factories.make_organisation("Gone", kind="prime", dissolved_on=date(2020, 1, 1))

    rows = csv_of(client, "primes-by-type")

    assert [(row["prime_type"], row["name"]) for row in rows] == [
        ("social_prime", "Meant"),
        ("not_recorded", "Unsorted"),
    ]


# --- filters, forms, bounds


@pytest.fixture
def two_of_everything():
    """Two ventures of two services, regions and partners' sectors."""
    for name, region, sector in (("Care", "london", "private"), ("School", "wales", "social")):
        group = ServiceGroup.objects.create(slug=name.lower(), name=name)
        spin_out = factories.make_spin_out(f"{name} venture", region=region)
        spin_out.service_group = group
        spin_out.save()
        factories.make_stage_event(spin_out, factories.make_stage(), date(2012, 5, 1))
        venture, partner = spin_out.organisation, make_partner(f"{name} partner", sector)
        factories.make_deal(venture, partner, title=f"{name} deal")
        factories.make_investment(venture, partner, committed="£1m")
        factories.make_stake(venture, partner, equity="40")
        competition = make_reported(f"{name} competition", venture=venture, service_group=group)
        make_bids(competition, partner, lost=1)
        factories.make_social_prime(factories.make_organisation(f"{name} prime", region=region))
        settle_stakes(organisation_ids=[venture.pk])


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ({}, [2, 2, 2, 2, 2, 2]),
        ({"service": "care"}, [1, 1, 1, 1, 1, 2]),
        ({"region": "london"}, [1, 1, 1, 1, 1, 1]),
        ({"sector": "private"}, [1, 1, 1, 1, 2, 2]),
        ({"sector": "not-recorded"}, [0, 0, 0, 0, 2, 2]),
    ],
)
def test_filters_narrow_every_chart_that_they_can(client, two_of_everything, query, counts):
    def records(name: str) -> int:
        rows = csv_of(client, name, **query)
        if name == "stakes-by-size":
            return sum(int(row["stake_count"]) for row in rows)
        if name == "structures-by-launch-year":
            return sum(int(row["spin_out_count"]) for row in rows)
        return len(rows)

    assert [records(name) for name in CHARTS] == counts


@pytest.mark.parametrize("name", ["service", "region", "sector", "as_of"])
@pytest.mark.parametrize("value", ["nonsense", "\x00", "x" * 5_000])
def test_dashboard_answers_nonsense_by_naming_the_field(client, name, value):
    response = client.get(PAGE, {name: value})

    assert response.status_code == 400
    assert f"<code>{name}</code>" in response.content.decode()
    assert len(response.content) < 20_000


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("extension", ["svg", "png", "csv", "json"])
def test_charts_are_there_in_every_form(client, two_of_everything, name, extension):
    assert client.get(f"{PAGE}charts/{name}.{extension}").status_code == 200


def test_dashboard_keeps_the_day_in_its_links(client, two_of_everything):
    text = text_of(client, as_of="2030-01-01")

    assert "/partnerships/capital/?as_of=2030-01-01" in text
    assert "/charts/deals.csv?as_of=2030-01-01" in text


def query_count(client) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE).status_code == 200
    return len(queries)


def make_everything(number: int) -> None:
    venture, partner = make_venture(f"Venture {number}"), make_partner(f"Partner {number}")
    contract = factories.make_contract(f"Contract {number}", (venture,), total_value="£1m")
    deal = factories.make_deal(venture, partner, stake="10", stake_price="£1m", contract=contract)
    factories.make_investment(venture, partner, committed="£1m", deal=deal)
    factories.make_stake(venture, partner, equity="40")
    make_bids(make_reported(f"Competition {number}"), partner, lost=1)
    factories.make_social_prime(factories.make_organisation(f"Prime {number}"))


def test_dashboard_stays_within_its_queries_however_many_rows(client):
    make_everything(0)
    client.get(PAGE)
    with_one = query_count(client)
    for number in range(1, 51):
        make_everything(number)

    with_many = query_count(client)

    assert with_many == with_one <= MOST_QUERIES
