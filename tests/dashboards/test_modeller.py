"""The deal modeller's page: everything stands in the address, and nothing is stored."""

import json
import random
from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import Profile
from partnerships.actions import settle_stakes
from partnerships.models import DealSketch
from spinouts.dashboards.modeller.entries import NAMES
from spinouts.dashboards.modeller.examples import EXAMPLES
from tests import factories
from tests.dashboards.organisation_samples import make_pension_mutual, make_schools_mutual, read

pytestmark = pytest.mark.django_db

PAGE = "/partnerships/modeller/"
MOST_QUERIES = 15
QUARTERS = {
    "h1-name": "Government",
    "h1-category": "public",
    "h1-amount": "75",
    "h2-name": "Staff",
    "h2-category": "employees",
    "h2-amount": "25",
}
FIRM = {"o1-name": "Firm", "o1-sector": "private", "o1-stake": "40"}
BUYS = {**FIRM, "o1-way": "transfer", "o1-giver": "Government"}


def address(entries, page=PAGE):
    return f"{page}?{urlencode(entries)}"


def table_rows(client, entries, name="direct-split"):
    """Give the lines of a chart's CSV after its heading."""
    response = client.get(address(entries, f"{PAGE}charts/{name}.csv"))
    assert response.status_code == 200, response.content
    return response.content.decode().splitlines()[1:]


def of_offer(client, entries, name="direct-split"):
    return [row.partition(",")[2] for row in table_rows(client, entries, name) if "Offer" in row]


def complaints(client, entries):
    """Give the messages of a page that refuses what is entered."""
    response = client.get(address(entries))
    assert response.status_code == 400
    return [problem.words for problem in response.context["sheet"].problems]


def cells(client, entries, heading):
    """Give the cells of the row of that heading."""
    response = client.get(address(entries))
    assert response.status_code == 200, response.context["sheet"].problems
    rows = [row for table in response.context["tables"] for row in table["rows"]]
    return [one["text"] for one in next(row for row in rows if row[0]["text"] == heading)[1:]]


def test_page_without_entries_shows_examples(client):
    words = read(client, PAGE)

    assert "Examples to start from" in words
    assert "Comparison" not in words


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_makes_sense(client, example):
    assert client.get(address(example.entries)).status_code == 200


def test_partner_buys_from_one_holder(client):
    assert of_offer(client, {**QUARTERS, **BUYS}) == [
        "employees,25,25",
        "public,35,35",
        "private,40,40",
    ]


def test_new_shares_shrink_everybody(client):
    assert of_offer(client, {**QUARTERS, **FIRM}) == [
        "employees,15,15",
        "public,45,45",
        "private,40,40",
    ]


def test_joint_example_of_accession_gives_staff_two_hundred_shares(client):
    shares = {
        "unit": "shares",
        "h1-category": "employees",
        "h1-amount": "500",
        "h2-category": "individuals",
        "h2-amount": "500",
        "o1-name": "Nobody",
        "o1-sector": "private",
        "o1-stake": "0",
        "target": "50",
        "tolerance": "5",
        "joiner_shares": "200",
        "joiner_category": "community",
    }

    assert cells(client, shares, "New shares for staff as a spin-out joins") == ["–", "200"]
    assert cells(client, shares, "Shares in issue") == ["1,000", "1,400"]
    assert cells(client, shares, "Staff, direct") == ["50%", "50%"]


def test_venture_on_record_is_read_on_its_day(client):
    make_pension_mutual()
    entries = {"venture": "mycsp", "o1-name": "Firm", "o1-sector": "social", "o1-stake": "20"}

    first = of_offer(client, {**entries, "as_of": "2013-01-01"})
    later = of_offer(client, {**entries, "as_of": "2015-01-01"})

    assert first == ["employees,20,20", "public,28,28", "private,32,32", "social,20,20"]
    assert later == ["employees,20,20", "public,19.2,19.2", "private,40.8,40.8", "social,20,20"]


def test_partner_on_record_buys_more_from_a_holder_on_record(client):
    make_pension_mutual()
    entries = {
        "venture": "MyCSP Ltd",
        "o1-name": "EQUINITI",
        "o1-stake": "11",
        "o1-way": "transfer",
        "o1-giver": "cabinet office",
        "as_of": "2013-01-01",
    }

    assert cells(client, entries, "Equiniti") == ["40%", "51%"]
    assert cells(client, entries, "Cabinet Office") == ["35%", "24%"]


def test_partners_own_owners_hold_in_the_end(client):
    partner = factories.make_organisation("Staff-owned Ltd", slug="staff-owned")
    factories.make_profile(partner, "private")
    factories.make_stake(partner, "employees", equity="60")
    factories.make_stake(partner, ("Fund", "private"), equity="40")
    settle_stakes(organisation_ids=[partner.pk])
    entries = {**QUARTERS, "o1-name": "staff-owned", "o1-stake": "40"}

    assert of_offer(client, entries, "look-through-split") == [
        "employees,39,39",
        "public,45,45",
        "private,16,16",
    ]


def test_second_picture_is_left_out_where_it_tells_nothing_else(client):
    response = client.get(address({**QUARTERS, **FIRM}))

    assert list(response.context["charts"]) == ["direct_split"]


def test_definitions_are_checked_now_and_after(client):
    entries = {**QUARTERS, **FIRM}

    assert cells(client, entries, "Quarter owned by staff") == ["pass", "fail"]
    assert cells(client, entries, "Cabinet Office: out of public hands") == ["fail", "pass"]


def test_rule_on_record_is_checked_now_and_after(client):
    mutual = make_schools_mutual()
    partner = factories.make_organisation("Prospects Group", slug="prospects-group")
    factories.make_ownership_rule(mutual, kind="floor", whose="staff", limit="75")
    entries = {"venture": "3bm", "o1-name": "prospects-group", "o1-stake": "1"}

    assert partner.slug == "prospects-group"
    assert cells(client, entries, "Staff (employees and their trust): at least 75% of equity") == [
        "met",
        "breached",
    ]


def test_rule_about_votes_cannot_be_told_after_an_offer(client):
    mutual = make_schools_mutual()
    factories.make_ownership_rule(mutual, kind="floor", measure="votes", whose="staff", limit="75")
    entries = {"venture": "3bm", "o1-name": "Firm", "o1-sector": "private", "o1-stake": "1"}

    rows = cells(client, entries, "Staff (employees and their trust): at least 75% of votes")
    assert rows[1] == "cannot tell"


def test_money_of_offers_is_set_against_stake_and_contract(client):
    entries = {
        **QUARTERS,
        **FIRM,
        "o1-cash": "£1m",
        "o1-in_kind": "£900,000",
        "o1-price": "£8m",
        "o1-value": "£21m",
        "o1-months": "84",
    }

    assert cells(client, entries, "Investment in all") == ["£1.9m"]
    assert cells(client, entries, "£ invested for 1% of equity") == ["£47,500"]
    assert cells(client, entries, "Price of 1% of equity") == ["£200,000"]
    assert cells(client, entries, "£ invested for each £ of contract") == ["£0.0905"]
    assert cells(client, entries, "Contract years") == ["7"]


def test_withheld_money_stays_withheld(client):
    entries = {**QUARTERS, **FIRM, "o1-price": "commercially sensitive", "o1-cash": "withheld"}

    assert cells(client, entries, "Price of the stake") == ["withheld"]
    assert cells(client, entries, "Price of 1% of equity") == ["withheld"]
    assert cells(client, entries, "£ invested for 1% of equity") == ["withheld"]


def test_withheld_stake_leaves_everything_open(client):
    entries = {**QUARTERS, **FIRM, "o1-stake": "withheld", "o1-cash": "£4m"}

    assert cells(client, entries, "Staff, direct") == ["25%", "not known"]
    assert cells(client, entries, "Quarter owned by staff") == ["pass", "cannot tell"]
    assert cells(client, entries, "£ invested for 1% of equity") == ["withheld"]


def test_stake_of_about_so_much_is_printed_so(client):
    assert cells(client, {**QUARTERS, **FIRM, "o1-stake": "~40"}, "Staff, direct") == [
        "25%",
        "~15%",
    ]


def test_stake_in_shares_prices_one_per_cent(client):
    shares = {"unit": "shares", "h1-category": "employees", "h1-amount": "600"}
    offer = {"o1-name": "Firm", "o1-sector": "private", "o1-shares": "400", "o1-cash": "£40"}

    assert cells(client, {**shares, **offer}, "£ invested for 1% of equity") == ["£1"]


def test_just_under_a_quarter_is_never_printed_as_a_quarter(client):
    shares = {
        "unit": "shares",
        "h1-category": "employees",
        "h1-amount": "249,999,999",
        "h2-category": "private",
        "h2-amount": "750,000,001",
    }
    entries = {**shares, **FIRM, "o1-stake": "0"}

    assert cells(client, entries, "Staff, direct")[0] == "24.9999999%"
    assert cells(client, entries, "Quarter owned by staff")[0] == "fail"


def test_entries_left_empty_leave_the_address(client):
    response = client.get(address({**QUARTERS, **FIRM, "venture": "", "o2-name": ""}))

    assert response.status_code == 302
    assert response["Location"] == address({**QUARTERS, **FIRM})


def test_day_stays_in_every_link_of_the_page(client):
    html = client.get(address({**QUARTERS, **FIRM, "as_of": "2013-01-01"})).content.decode()

    assert 'name="as_of" value="2013-01-01"' in html
    assert "/methodology/?as_of=2013-01-01#f1" in html
    assert "charts/direct-split.csv?" in html


def test_nothing_is_stored(client):
    client.get(address({**QUARTERS, **FIRM}))

    assert not DealSketch.objects.exists()


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({**FIRM, "o1-stake": "forty"}, "“forty” cannot be read"),
        ({**FIRM, "o1-stake": "100"}, "New shares can never be all of them"),
        ({**FIRM, "o1-shares": "5"}, "not both"),
        ({"o1-name": "Firm", "o1-sector": "private", "o1-shares": "5"}, "how many shares are in"),
        ({**FIRM, "o1-giver": "Government"}, "New shares come from nobody"),
        ({**QUARTERS, **BUYS, "o1-stake": "76"}, "Nobody passes on more shares than they have."),
        ({**QUARTERS, **BUYS, "o1-giver": "Nobody"}, "present holders are: Government, Staff."),
        ({"o1-stake": "40"}, "Say who makes this offer."),
        ({**FIRM, "o1-sector": "royal"}, "“royal” is not in the list"),
        ({**FIRM, "o1-way": "gift"}, "“gift” is not in the list"),
        ({"h1-name": "Government", "h1-amount": "75"}, "Choose in which class or sector"),
        ({**QUARTERS, "h1-amount": "75.1"}, "more than 100 per cent"),
        ({**QUARTERS, "unit": "shares", "shares": "99"}, "add up to 100, which is more"),
        ({**QUARTERS, "unit": "shares", "h1-amount": "1.5"}, "whole number of shares"),
        ({"venture": "nowhere"}, "The register has no organisation “nowhere”."),
        ({"o1-name": "Firm", "o1-stake": "4"}, "The register has no organisation “Firm”."),
        ({**FIRM, "target": "100"}, "from 0 to below 100"),
        ({**FIRM, **QUARTERS, "target": "50"}, "Say how many shares there are"),
        ({**FIRM, "joiner_shares": "5", "joiner_category": "public"}, "what part staff shall hold"),
        ({**FIRM, "shares": "many"}, "whole number of shares"),
        ({**FIRM, "o1-cash": "lots"}, "“lots” cannot be read"),
    ],
)
def test_nonsense_is_refused_in_words_beside_what_was_typed(client, entries, words):
    assert words in " ".join(complaints(client, entries))


@pytest.mark.parametrize("extension", ["svg", "png", "csv", "json"])
def test_chart_of_nonsense_is_refused_in_words(client, extension):
    response = client.get(address({"o1-stake": "x"}, f"{PAGE}charts/direct-split.{extension}"))

    assert response.status_code == 400
    assert b"Say who makes this offer." in response.content


@pytest.mark.parametrize("entries", [{"as_of": "yesterday"}, {"venture": "x" * 121}])
def test_address_that_makes_no_sense_is_refused(client, entries):
    assert client.get(address(entries)).status_code == 400


def test_venture_and_a_written_split_exclude_each_other(client):
    make_pension_mutual()

    assert "not both" in complaints(client, {"venture": "mycsp", **QUARTERS})[0]


def test_venture_is_no_partner_of_its_own(client):
    make_pension_mutual()

    words = complaints(client, {"venture": "mycsp", "o1-name": "mycsp", "o1-stake": "4"})
    assert "no partner of its own" in words[0]


def test_part_of_a_name_is_answered_with_whole_ones(client):
    make_pension_mutual()

    assert "Did you mean MyCSP Ltd (mycsp)?" in complaints(client, {"venture": "csp lt"})[0]


@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_draft_is_neither_found_nor_suggested(client, state):
    factories.make_organisation("Zanzibar Fund", slug="zanzibar-fund", state=state)

    words = complaints(client, {"venture": "zanzibar-fund"})
    unknown = complaints(client, {"venture": "nowhere-fund"})

    assert words == [text.replace("nowhere", "zanzibar") for text in unknown]


def test_hidden_holder_of_the_venture_is_not_named(client):
    venture = factories.make_organisation("Open Ltd", slug="open-ltd")
    secret = factories.make_organisation("Zanzibar Fund", state="hidden")
    factories.make_stake(venture, secret, equity="60")
    settle_stakes(organisation_ids=[venture.pk])
    factories.make_ownership_rule(venture, kind="cap", whose="holder", holder=secret, limit="60")
    entries = {"venture": "open-ltd", **FIRM}

    html = client.get(address(entries)).content.decode()

    assert "Zanzibar" not in html
    assert cells(client, entries, "Holder not public") == ["60%", "36%"]


TEXTS = (
    *("", "0", "1", "40", "99.9999", "100", "-1", "1e9", "~50", "<5", "25-30", "withheld", "x"),
    *("NaN", "∞", "١٢", "9" * 100, "1,000", "999999999999", "£1m", "at least £5m", "mycsp", "%"),
    *("public", "employees", "private", "social", "issue", "transfer", "shares", "\u0000", "<b>"),
)


@pytest.mark.parametrize("seed", range(60))
def test_hostile_entries_are_answered_or_refused(client, seed):
    chance = random.Random(seed)
    make_pension_mutual()
    names = chance.sample(NAMES, chance.randint(1, 25))
    entries = {name: chance.choice(TEXTS) for name in names if name != "competition"}
    if seed % 2:
        entries = QUARTERS | FIRM | {name: text for name, text in entries.items() if text}

    assert client.get(address(entries)).status_code in {200, 302, 400}
    chart = client.get(address(entries, f"{PAGE}charts/look-through-split.json"))
    assert chart.status_code in {200, 400}


def test_empty_register_answers(client):
    Profile.objects.all().delete()

    assert client.get(address({**QUARTERS, **FIRM})).status_code == 200


def test_chart_as_json_has_both_situations(client):
    response = client.get(address({**QUARTERS, **BUYS}, f"{PAGE}charts/direct-split.json"))

    assert "Offer 1: Firm" in json.dumps(response.json())


@pytest.mark.parametrize("count", [1, 50])
def test_page_needs_few_queries(client, count):
    venture = factories.make_organisation("Venture", slug="venture")
    for number in range(count):
        holder = factories.make_organisation(f"Holder {number}")
        factories.make_profile(holder, "private")
        factories.make_stake(venture, holder, equity="1", valid_from=date(2010, 1, 1))
        factories.make_ownership_rule(venture, kind="cap", whose="holder", holder=holder, limit="9")
    partners = [factories.make_organisation(f"Partner {number}") for number in range(4)]
    settle_stakes(organisation_ids=[venture.pk])
    entries = {"venture": "venture"}
    for number, partner in enumerate(partners, start=1):
        entries |= {f"o{number}-name": partner.slug, f"o{number}-stake": "10"}

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(entries)).status_code == 200

    assert len(queries) <= MOST_QUERIES
