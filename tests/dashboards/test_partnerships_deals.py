"""The page of one deal, and the list of deals: what was given for what, withheld never 0."""

from datetime import date

import pytest
from django.test import Client

from partnerships.choices import BidStatus, CompetitionOrigin, CompetitionStatus
from partnerships.models import BidOffer, Deal, PartnerCompetition
from spinouts.dashboards.partnerships.figures.deals import prices_of
from tests.dashboards.organisation_samples import read, rows
from tests.dashboards.partnership_samples import (
    SIGNED,
    WITHHELD,
    make_pension_deal,
    reported_competition,
    told_bid,
    words_of,
)
from tests.factories import (
    make_body,
    make_contract,
    make_deal,
    make_investment,
    make_officer,
    make_organisation,
    make_profile,
    make_stake,
)

pytestmark = pytest.mark.django_db
DEAL = "/partnerships/deals/equiniti-mycsp/"
LIST = "/partnerships/deals/"


def cells(client: Client, path: str = LIST, **query: str) -> dict[str, list[str]]:
    """Give the words of each row of the list by its deal."""
    response = client.get(path, query)
    return {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in response.context["rows"]}


def test_price_that_is_withheld_reads_withheld_and_never_nothing(client: Client) -> None:
    make_pension_deal()
    words = words_of(client, DEAL, "exchange")
    assert "withheld Price of the stake" in words
    assert "withheld For each 1% of equity" in words
    assert "£0 Price" not in words


def test_page_ties_competition_bid_stake_and_contract_together(client: Client) -> None:
    make_pension_deal()
    html = client.get(f"{DEAL}?as_of=2015-01-01").content.decode()
    for address in (
        "/partnerships/competitions/mycsp-competition/",
        "/organisations/equiniti/",
        "/organisations/mycsp/",
        "/organisations/cabinet-office/",
        "/contracts/pensions/",
    ):
        assert f'href="{address}?as_of=2015-01-01"' in html


def test_page_says_who_got_what_in_a_sentence(client: Client) -> None:
    make_pension_deal()
    assert "Equiniti got 40% of MyCSP Ltd, with a contract of 7 years (1 May 2012)." in read(
        client, DEAL
    )


def test_investment_for_each_pound_of_contract(client: Client) -> None:
    make_pension_deal()
    assert "£0.05 Invested for each £1 of contract" in words_of(client, DEAL, "exchange")


def test_bidders_counted_by_a_source_stand_beside_bids_on_record(client: Client) -> None:
    make_pension_deal()
    words = words_of(client, DEAL, "competition")
    assert "16, as a source counts; 2 bids on record" in words
    assert "Private sector 2 1 won; 1 lost" in words


def test_bid_is_not_decided_before_its_day(client: Client) -> None:
    make_pension_deal()
    words = words_of(client, f"{DEAL}?as_of=2012-04-30", "competition")
    assert "2 not decided by this day" in words


def test_deal_signed_after_the_day_says_so(client: Client) -> None:
    make_pension_deal()
    assert "It was signed after this day" in read(client, f"{DEAL}?as_of=2012-04-30")
    assert "It was signed after this day" not in read(client, f"{DEAL}?as_of=2012-05-01")


def test_split_before_and_after_signing_is_a_chart(client: Client) -> None:
    deal = make_pension_deal()
    make_stake(deal.venture, "individuals", equity="100", valid_to=SIGNED)
    from partnerships.actions import settle_stakes

    settle_stakes(organisation_ids=[deal.venture_id])
    assert rows(client, f"{DEAL}charts/before-and-after.csv") == [
        "when,category,percent_low,percent_high",
        "before,individuals,100,100",
        "after,employees,25,25",
        "after,public,35,35",
        "after,private,40,40",
    ]


@pytest.mark.parametrize("extension", ["svg", "png", "csv", "json"])
def test_chart_is_a_resource_in_every_form(client: Client, extension: str) -> None:
    make_pension_deal()
    assert client.get(f"{DEAL}charts/before-and-after.{extension}").status_code == 200


def test_cap_on_the_stake_and_capital_stand_on_the_page(client: Client) -> None:
    deal = make_pension_deal()
    make_investment(deal.venture, deal.partner, instrument="loan", committed=WITHHELD, deal=deal)
    assert "Cap 49%: until 2014" in words_of(client, DEAL, "stakes")
    assert "Equiniti Loan withheld" in words_of(client, DEAL, "capital")


def test_terms_held_back_read_withheld_and_offers_are_not_told(client: Client) -> None:
    deal = make_pension_deal()
    deal.bid.are_terms_withheld = True
    deal.bid.cash = "£3m"
    deal.bid.skills = "Zanzibar skills"
    deal.bid.quote = "Zanzibar words"
    deal.bid.save()
    BidOffer.objects.create(bid=deal.bid, kind="scale", words="Zanzibar size")
    html = client.get(DEAL).content.decode()
    assert "Zanzibar" not in html
    assert "£3m" not in html
    assert "Investment in cash withheld" in words_of(client, DEAL, "bid")


def test_officer_of_the_body_reads_the_terms_held_back(client: Client) -> None:
    deal = make_pension_deal()
    deal.bid.are_terms_withheld = True
    deal.bid.cash = "£3m"
    deal.bid.save()
    client.force_login(make_officer(deal.competition.public_body))
    assert "Investment in cash £3m" in words_of(client, DEAL, "bid")


def test_losers_name_that_is_held_back_is_nowhere(client: Client) -> None:
    deal = make_pension_deal()
    loser = make_organisation("Zanzibar Bidders")
    told_bid(deal.competition, loser, BidStatus.LOST, is_name_withheld=True)
    for path in (DEAL, LIST, "/partnerships/partners/", "/organisations/mycsp/"):
        assert "anzibar" not in client.get(path).content.decode()


def test_deal_tied_to_an_unsigned_competition_tells_nothing_of_its_bids(client: Client) -> None:
    deal = make_pension_deal()
    PartnerCompetition.objects.filter(pk=deal.competition_id).update(
        origin=CompetitionOrigin.RUN, status=CompetitionStatus.EVALUATING, signed_on=None
    )
    words = words_of(client, DEAL, "competition")
    assert "0 bids on record" in words
    assert "Private sector" not in words
    assert 'id="bid"' not in client.get(DEAL).content.decode()


def test_deal_without_anything_beside_it_still_answers(client: Client) -> None:
    make_deal(make_organisation("Bare venture"), title="Bare", slug="bare")
    words = read(client, "/partnerships/deals/bare/")
    assert "No competition is on record for this deal" in words
    assert "No contract is tied to this deal on record" in words
    assert "No stake is tied to this deal on record" in words


def test_deal_whose_partner_is_not_public_is_not_there(client: Client) -> None:
    venture = make_organisation("Open venture", slug="open")
    secret = make_organisation("Zanzibar Partners", state="draft")
    make_deal(venture, secret, title="Zanzibar and Open", slug="zanzibar")
    assert client.get("/partnerships/deals/zanzibar/").status_code == 404
    for path in (LIST, "/partnerships/", "/organisations/open/", f"{LIST}?q=open"):
        assert "anzibar" not in client.get(path).content.decode()


@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_deal_that_is_not_public_is_not_there(client: Client, state: str) -> None:
    deal = make_pension_deal()
    Deal.objects.filter(pk=deal.pk).update(state=state)
    assert client.get(DEAL).status_code == 404
    assert client.get(f"{DEAL}charts/before-and-after.csv").status_code == 404
    assert cells(client) == {}


def test_list_gives_one_row_a_deal(client: Client) -> None:
    make_pension_deal()
    assert cells(client)["Equiniti and MyCSP, 2012"] == [
        "Equiniti",
        "MyCSP Ltd",
        "40%",
        "withheld",
        "£2m",
        "£40m",
        "withheld",
        "£0.05",
    ]


def test_list_prices_one_per_cent_from_the_price(client: Client) -> None:
    make_deal(make_organisation("Remploy"), title="A", stake="70", stake_price="~£2m")
    assert cells(client)["A"][6] == "~£28,571"


def test_list_prices_one_per_cent_from_the_investment_without_a_price(client: Client) -> None:
    make_deal(make_organisation("Newco"), title="A", stake="20", investment="£1m")
    row = client.get(LIST).context["rows"][0]
    assert row[7]["text"] == "£50,000"
    assert row[7]["note"] == "of the investment"


def test_prices_of_a_deal_with_a_contract_that_is_not_public(client: Client) -> None:
    venture = make_organisation("Newco")
    contract = make_contract("Zanzibar", (venture,), total_value="£10m", state="draft")
    make_deal(venture, title="A", investment="£1m", contract=contract)
    assert "Zanzibar" not in client.get(LIST).content.decode()
    assert cells(client)["A"][5] == "not recorded"
    assert cells(client)["A"][7] == "not known"


def test_years_of_a_contract_are_those_planned() -> None:
    contract = make_contract(
        "Ended early",
        starts_on=date(2010, 1, 1),
        ends_on=date(2011, 12, 31),
        planned_ends_on=date(2019, 12, 31),
    )
    deal = make_deal(make_organisation("Newco"), contract=contract)
    assert prices_of(deal, contract).years == pytest.approx(3652 / 365.25)


def test_list_leaves_out_deals_signed_after_the_day(client: Client) -> None:
    make_pension_deal()
    make_deal(make_organisation("Newco"), title="Undated")
    assert list(cells(client, as_of="2012-04-30")) == ["Undated"]
    assert len(cells(client, as_of="2012-05-01")) == 2


def test_list_reads_the_partners_sector_on_the_day_of_signing(client: Client) -> None:
    partner = make_organisation("Prospects")
    make_profile(partner, "mutual", to=date(2017, 11, 1))
    make_profile(partner, "social", since=date(2017, 11, 1))
    make_deal(make_organisation("3BM"), partner, title="A", signed_on=date(2013, 4, 1))
    assert list(cells(client, sector="mutual")) == ["A"]
    assert cells(client, sector="social") == {}
    assert client.get(LIST).context["rows"][0][1]["note"] == "Mutual"


def test_facets_count_deals_by_sector(client: Client) -> None:
    make_pension_deal()
    make_deal(make_organisation("Newco"), ("A partner without a record",), title="B")
    facets = {facet["label"]: facet["count"] for facet in client.get(LIST).context["facets"]}
    assert facets == {"Private": 1, "Not recorded": 1}
    assert list(cells(client, sector="not-recorded")) == ["B"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"q": "equiniti"}, 1),
        ({"q": "mycsp 2012"}, 1),
        ({"q": "nobody"}, 0),
        ({"price": "withheld"}, 1),
        ({"price": "known"}, 0),
        ({"price": "unknown"}, 0),
        ({"competition": "yes"}, 1),
        ({"competition": "no"}, 0),
        ({"signed_from": "2012"}, 1),
        ({"signed_to": "2011"}, 0),
        ({"sector": "private"}, 1),
        ({"sector": "social"}, 0),
    ],
)
def test_list_is_narrowed(client: Client, query: dict, count: int) -> None:
    make_pension_deal()
    assert client.get(LIST, query).context["result_count"] == count


def test_consortium_counts_once_under_the_sector_of_its_lead(client: Client) -> None:
    body = make_body("Northshire", slug="northshire")
    competition = reported_competition(body, title="Two sectors", slug="two")
    lead, second = make_organisation("Lead"), make_organisation("Second")
    make_profile(lead, "social")
    make_profile(second, "private")
    bid = told_bid(competition, lead, BidStatus.SIGNED, closed_on=SIGNED)
    bid.bidders.create(organisation=second, share="49")
    make_deal(
        make_organisation("Newco"),
        lead,
        title="A",
        slug="a",
        competition=competition,
        bid=bid,
        signed_on=SIGNED,
    )
    words = words_of(client, "/partnerships/deals/a/", "competition")
    assert "Social sector 1 1 won" in words
    assert "Private sector" not in words
    assert "share of the bid: 49%" in words_of(client, "/partnerships/deals/a/", "bid")
