"""The page of capital: sums, what is in none of them, every row, and nothing that is not public."""

import csv
import io
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/partnerships/capital/"
CHARTS = ("by-instrument", "by-sector", "by-year-and-sector", "largest-investors")
SECRET = "Zanzibar"
MOST_QUERIES = 12


@pytest.fixture
def newco():
    """A spin-out that others invest in."""
    return factories.make_spin_out("Newco").organisation


@pytest.fixture
def fund():
    """A social investor with a record."""
    organisation = factories.make_organisation("Good Fund", slug="good-fund")
    factories.make_profile(organisation, "social")
    return organisation


def text_of(client, **query: str) -> str:
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response.content.decode()


def context_of(client, **query: str) -> dict:
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response.context


def cells_of(client, **query: str) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in context_of(client, **query)["rows"]]


def csv_of(client, name: str, **query: str) -> list[dict[str, str]]:
    response = client.get(f"{PAGE}charts/{name}.csv", query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_capital_list_of_an_empty_register_stands(client):
    assert "Nothing is recorded yet." in text_of(client)


def test_capital_list_shows_an_investment_in_one_row(client, newco, fund):
    factories.make_investment(
        newco,
        fund,
        instrument="loan",
        committed="~£1.5m",
        agreed_on=date(2012, 5, 1),
        agreed_on_precision="month",
    )

    assert cells_of(client) == [
        ["Good Fund", "Newco", "Loan", "~£1.5m", "May 2012", "added up", "About Newco"]
    ]


def test_capital_list_prints_withheld_and_never_nothing(client, newco, fund):
    factories.make_investment(newco, fund, committed="withheld")

    row = cells_of(client)[0]

    assert (row[3], row[5]) == ("withheld", "withheld")
    assert "£0" not in text_of(client)


def test_capital_list_counts_a_fund_reported_twice_once(client, newco, fund):
    first = factories.make_investment(newco, fund, committed="£10m")
    factories.make_investment(
        newco, fund, committed="£10m", role="alternative", alternative_to=first
    )

    context = context_of(client)

    assert context["key_figures"][0]["value"] == "£10m"
    assert [(reason["label"], reason["count"]) for reason in context["not_counted"]] == [
        ("Another report of the same money", 1),
        ("Added up, in no year: day not known", 1),
    ]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"basis": "planned"}, "A plan"),
        ({"instrument": "valuation"}, "A valuation"),
        ({"instrument": "fund"}, "A whole fund"),
        ({"currency": "EUR"}, "In another currency"),
    ],
)
def test_capital_list_names_what_it_does_not_add_up(client, newco, fund, values, reason):
    factories.make_investment(newco, fund, committed="£10m", **values)

    context = context_of(client)

    assert context["key_figures"][0]["value"] == "not known"
    assert [reason["label"] for reason in context["not_counted"]] == [reason]
    assert csv_of(client, "by-instrument") == []


def test_capital_list_reduces_a_guarantee_by_what_was_called(client, newco, fund):
    factories.make_investment(
        newco, fund, instrument="guarantee", committed="£1m", called="£400,000"
    )

    context = context_of(client)

    assert [figure["value"] for figure in context["key_figures"]] == ["not known", "£600,000"]
    assert context["rows"][0][3]["note"] == "£400,000 called · still covered: £600,000"
    row = csv_of(client, "by-instrument")[0]
    assert (row["value_gbp_low"], row["called_gbp_low"]) == ("600000.00", "400000.00")


def test_capital_list_prints_another_currency_in_its_own_name(client, newco, fund):
    factories.make_investment(newco, fund, committed="£10m", currency="EUR")

    assert cells_of(client)[0][3] == "EUR 10m"


def test_capital_list_names_the_deal_that_money_was_part_of(client, newco, fund):
    deal = factories.make_deal(newco, fund, title="Fund and Newco")
    factories.make_investment(newco, fund, committed="£10m", deal=deal)

    assert context_of(client)["rows"][0][2]["note"] == "Part of the deal “Fund and Newco”"


def test_capital_list_leaves_a_draft_deal_nameless(client, newco, fund):
    deal = factories.make_deal(newco, fund, title=SECRET, state="draft")
    factories.make_investment(newco, fund, committed="£10m", deal=deal)

    assert SECRET not in text_of(client)


@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_capital_list_says_nothing_of_what_is_not_public(client, newco, state):
    secret = factories.make_organisation(SECRET, state=state)
    factories.make_investment(newco, secret, committed="£10m", investor_name=f"{SECRET} plc")
    factories.make_investment(secret, ("Open Bank", "private"), committed="£10m")
    factories.make_investment(
        newco, (SECRET, "private"), committed="£7m", programme=f"{SECRET} scheme", state=state
    )
    type(secret.source).objects.update(title="A paper", publisher="")

    for query in ({}, {"sort": "investor"}, {"as_of": "2015-01-01"}):
        assert SECRET not in text_of(client, **query)
    assert context_of(client, q=SECRET)["result_count"] == 0
    for name in CHARTS:
        for extension in ("csv", "json", "svg"):
            response = client.get(f"{PAGE}charts/{name}.{extension}")
            assert SECRET not in response.content.decode()


def test_capital_list_refuses_an_investor_that_is_not_public(client):
    factories.make_organisation("Secret", slug="secret", state="draft")

    responses = [client.get(PAGE, {"investor": slug}) for slug in ("secret", "nobody")]

    assert [response.status_code for response in responses] == [400, 400]
    first, second = (response.content.decode() for response in responses)
    assert first.replace("secret", "nobody") == second


def test_capital_list_gives_the_sector_at_the_time(client, newco):
    partner = factories.make_organisation("Prospects")
    factories.make_profile(partner, "mutual", to=date(2017, 11, 1))
    factories.make_profile(partner, "social", since=date(2017, 11, 1))
    factories.make_investment(newco, partner, committed="£1m", agreed_on=date(2013, 4, 1))

    assert [row["sector"] for row in csv_of(client, "by-sector")] == ["mutual"]


@pytest.mark.parametrize(
    ("query", "investors"),
    [
        ({"q": "good"}, ["Good Fund"]),
        ({"q": "start-up"}, ["Other Bank"]),
        ({"instrument": "loan"}, ["Other Bank"]),
        ({"sector": "social"}, ["Good Fund"]),
        ({"sector": "private"}, ["Other Bank"]),
        ({"year": "2014"}, ["Other Bank"]),
        ({"programme": "Wave one"}, ["Good Fund"]),
        ({"investor": "good-fund"}, ["Good Fund"]),
        ({"counted": "not_known"}, ["Other Bank"]),
        ({"counted": "undated"}, []),
        ({"sector": "not-recorded"}, []),
        ({"sort": "investor"}, ["Good Fund", "Other Bank"]),
        ({"sort": "-investor"}, ["Other Bank", "Good Fund"]),
        ({"sort": "amount"}, ["Good Fund", "Other Bank"]),
        ({"sort": "-amount"}, ["Good Fund", "Other Bank"]),
        ({"sort": "agreed"}, ["Good Fund", "Other Bank"]),
        ({"sort": "form"}, ["Good Fund", "Other Bank"]),
        ({"sort": "recipient"}, ["Good Fund", "Other Bank"]),
    ],
)
def test_capital_list_can_be_narrowed_and_sorted(client, newco, fund, query, investors):
    factories.make_investment(
        newco, fund, committed="£10m", agreed_on=date(2012, 1, 1), programme="Wave one"
    )
    factories.make_investment(
        newco,
        ("Other Bank", "private"),
        instrument="loan",
        committed="unknown",
        purpose="Start-up costs",
        agreed_on=date(2014, 1, 1),
    )

    assert [row[0] for row in cells_of(client, **query)] == investors


def test_capital_list_narrows_its_sums_with_its_rows(client, newco, fund):
    factories.make_investment(newco, fund, committed="£10m")
    factories.make_investment(newco, ("Other Bank", "private"), committed="£5m")

    assert context_of(client, sector="private")["key_figures"][0]["value"] == "£5m"


def test_capital_list_of_an_earlier_day_leaves_later_money_out(client, newco, fund):
    factories.make_investment(newco, fund, committed="£10m", agreed_on=date(2012, 1, 1))
    factories.make_investment(newco, fund, committed="£5m", agreed_on=date(2016, 1, 1))

    context = context_of(client, as_of="2014-01-01")

    assert context["key_figures"][0]["value"] == "£10m"
    assert context["result_count"] == 1
    assert [reason["label"] for reason in context["not_counted"]] == ["Agreed after this day"]
    later = context_of(client, as_of="2014-01-01", counted="later")
    assert [row[3]["text"] for row in later["rows"]] == ["£5m"]


def test_capital_list_keeps_the_day_in_its_links(client, newco, fund):
    factories.make_investment(newco, fund, committed="£10m", agreed_on=date(2012, 1, 1))

    text = text_of(client, as_of="2014-01-01")

    assert "/organisations/good-fund/?as_of=2014-01-01" in text
    assert "by-instrument.csv?as_of=2014-01-01" in text


NONSENSE = {
    "q": "x" * 5_000,
    "instrument": "nonsense",
    "sector": "nonsense",
    "year": "soon",
    "programme": "nonsense",
    "counted": "nonsense",
    "investor": "\x00",
    "recipient": "nobody",
    "sort": "nonsense",
    "page": "0",
    "as_of": "never",
}


@pytest.mark.parametrize("name", NONSENSE)
def test_capital_list_answers_nonsense_by_naming_the_field(client, name):
    response = client.get(PAGE, {name: NONSENSE[name]})

    assert response.status_code == 400
    assert f"<code>{name}</code>" in response.content.decode()


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("extension", ["svg", "png", "csv", "json"])
def test_capital_charts_are_there_in_every_form(client, newco, fund, name, extension):
    factories.make_investment(newco, fund, committed="£1m-£2m", agreed_on=date(2012, 1, 1))
    factories.make_investment(newco, fund, instrument="guarantee", committed="£1m", called="£1")

    assert client.get(f"{PAGE}charts/{name}.{extension}").status_code == 200


@pytest.mark.parametrize("name", CHARTS)
def test_capital_charts_of_nothing_are_empty(client, name):
    assert csv_of(client, name) == []


def test_capital_charts_by_year_leave_undated_money_in_the_table(client, newco, fund):
    factories.make_investment(newco, fund, committed="£1m-£2m", agreed_on=date(2012, 1, 1))
    factories.make_investment(newco, fund, committed="~£3m")

    assert csv_of(client, "by-year-and-sector") == [
        {
            "year": "2012",
            "sector": "social",
            "investment_count": "1",
            "not_known_count": "0",
            "value_gbp_low": "1000000.00",
            "value_gbp_high": "2000000.00",
            "is_about": "false",
        },
        {
            "year": "",
            "sector": "social",
            "investment_count": "1",
            "not_known_count": "0",
            "value_gbp_low": "3000000.00",
            "value_gbp_high": "3000000.00",
            "is_about": "true",
        },
    ]


def test_capital_chart_of_another_name_is_not_there(client):
    assert client.get(f"{PAGE}charts/nothing.csv").status_code == 404


def query_count(client) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE).status_code == 200
    return len(queries)


def test_capital_list_stays_within_its_queries_however_many_rows(client, newco, fund):
    factories.make_investment(newco, fund, committed="£10m", deal=factories.make_deal(newco, fund))
    client.get(PAGE)
    with_one = query_count(client)
    for number in range(50):
        investor = factories.make_organisation(f"Fund {number}")
        deal = factories.make_deal(newco, investor)
        factories.make_investment(newco, investor, committed="£10m", deal=deal)

    with_many = query_count(client)

    assert with_many == with_one <= MOST_QUERIES


def test_capital_list_has_pages_of_fifty(client, newco, fund):
    for _ in range(51):
        factories.make_investment(newco, fund, committed="£1m")

    assert len(cells_of(client)) == 50
    assert len(cells_of(client, page="2")) == 1


def test_capital_list_shows_an_officer_the_own_drafts(client):
    body = factories.make_body("Own Council")
    spin_out = factories.make_spin_out("Newco", parents=(body,)).organisation
    factories.make_investment(spin_out, body, committed="£1m", state="draft")
    client.force_login(factories.make_officer(body))

    assert context_of(client)["rows"][0][1]["note"] == "draft: not public"
