"""What competitions.csv, bids.csv and deals.csv add: contests told whole, and what came of them."""

import datetime

import pytest

from organisations.actions import save_record
from partnerships.models import (
    Bid,
    Contract,
    Deal,
    DealStake,
    Investment,
    PartnerCompetition,
)
from tests.exchange.register_folder import counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_once")]
COMPETITION = {
    "id": "contest",
    "title": "Partner for Northcare",
    "venture_key": "northcare",
    "public_body_key": "northshire",
    "signed_on": "2012-04-01",
    "signed_on_precision": "month",
    "status": "signed",
    "bidder_count": "at most 28",
}
BID = {
    "id": "BD1",
    "competition": "contest",
    "bidder_key": "partnerco",
    "status": "signed",
    "stake_price": "withheld",
}
DEAL = {
    "id": "northcare-2012",
    "title": "Partnerco and Northcare, 2012",
    "venture_key": "northcare",
    "partner_key": "partnerco",
    "competition": "contest",
    "bid": "BD1",
    "contract_row": "CT1",
    "stake_rows": "OW2;OW3",
    "investment_rows": "IV1",
    "stake": "40",
    "stake_price": "withheld",
    "investment": "~£1.9m",
    "signed_on": "2012-05-01",
    "signed_on_precision": "day",
    "basis": "actual",
}


@pytest.fixture
def deal(register):
    """The files of one deal: its competition, its bid and what came of it."""
    register.supplement("competitions.csv", COMPETITION)
    register.supplement("bids.csv", BID)
    register.supplement("deals.csv", DEAL)
    return register


def row(model: type, register_id: str):
    return model.objects.get(register_id=register_id)


def test_competition_is_reported_and_published(deal):
    deal.load()

    competition = row(PartnerCompetition, "contest")
    assert (competition.origin, competition.state) == ("reported", "published")
    assert (competition.public_body.slug, competition.venture.slug) == ("northshire", "northcare")
    assert (competition.status, str(competition.bidder_count)) == ("signed", "at most 28")


def test_winner_of_the_rows_is_signed_on_the_day_of_its_competition(deal):
    deal.change(
        "partnerships.csv",
        "PT3",
        kind="competition",
        partnership_key="contest",
        role="winner",
        from_="2012-01-01",
    )
    deal.supplement("bids.csv", {**BID, "status": "lost", "bidder_key": "faraway"})

    deal.load()

    bid = row(Bid, "PT3:bid")
    assert (bid.status, bid.closed_on) == ("signed", datetime.date(2012, 4, 1))
    assert bid.competition.title == "Partner for Northcare"


def test_competition_once_told_whole_stays_so_without_its_file(deal):
    deal.change(
        "partnerships.csv", "PT3", kind="competition", partnership_key="contest", role="winner"
    )
    deal.path("bids.csv").unlink()
    deal.path("deals.csv").unlink()
    deal.load()
    deal.path("competitions.csv").unlink()

    deal.load()

    assert row(PartnerCompetition, "contest").title == "Partner for Northcare"


def test_bid_of_its_own_file_has_its_bidder(deal):
    deal.load()

    bid = row(Bid, "BD1")
    assert (bid.status, str(bid.stake_price), bid.is_name_withheld) == ("signed", "withheld", False)
    assert [str(bidder) for bidder in bid.bidders.all()] == ["Partnerco plc"]


def test_bid_without_a_bidder_is_refused(deal):
    deal.supplement("bids.csv", {**BID, "bidder_key": ""})

    assert "bidder_key: empty. Expected who bids" in deal.refused()


def test_more_is_said_of_a_bid_of_the_rows(deal):
    deal.change(
        "partnerships.csv",
        "PT3",
        kind="competition",
        partnership_key="contest",
        role="unsuccessful bidder",
    )
    why = {"id": "BD2", "bid": "PT3", "closed_why": "Too dear.", "note": "seen in May"}
    deal.supplement("bids.csv", BID, why)

    deal.load()

    bid = row(Bid, "PT3:bid")
    assert (bid.status, bid.closed_why) == ("lost", "Too dear.")
    assert [evidence.note for evidence in bid.evidence.all()] == ["seen in May"]


def test_deal_ties_its_parts_together(deal):
    deal.load()

    signed = row(Deal, "northcare-2012")
    assert signed.competition == row(PartnerCompetition, "contest")
    assert signed.bid == row(Bid, "BD1")
    assert signed.contract == row(Contract, "CT1")
    assert {part.stake.register_id for part in signed.stakes.all()} == {"OW2", "OW3"}
    assert list(signed.investments.all()) == [row(Investment, "IV1")]


def test_price_that_was_kept_back_reads_withheld_and_an_empty_one_is_open(deal):
    deal.supplement("deals.csv", DEAL, {**DEAL, "id": "two", "competition": "", "bid": ""})
    deal.load()
    deal.supplement("deals.csv", {**DEAL, "stake_price": ""})
    deal.load()

    assert row(Deal, "northcare-2012").stake_price is None
    assert str(row(Deal, "two").stake_price) == "withheld"


def test_deal_lets_go_of_a_stake_that_it_names_no_longer(deal):
    deal.load()
    deal.supplement("deals.csv", {**DEAL, "stake_rows": "OW2"})

    deal.load()

    assert [part.stake.register_id for part in DealStake.objects.all()] == ["OW2"]


def test_deal_keeps_a_stake_that_somebody_added_by_hand(deal):
    deal.load()
    stake = DealStake.objects.get(stake__register_id="OW3").stake
    DealStake.objects.filter(stake=stake).delete()
    save_record(
        record=DealStake(deal=row(Deal, "northcare-2012"), stake=stake), by=None, reason="by hand"
    )
    deal.supplement("deals.csv", {**DEAL, "stake_rows": "OW2"})

    deal.load()

    assert DealStake.objects.count() == 2


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"stake_rows": "OW99"}, "stake_rows: “OW99” was not loaded"),
        ({"contract_row": "CT99"}, "contract_row: “CT99” was not loaded"),
        ({"stake_price": "a lot"}, "deals.csv row 2 (northcare-2012), stake_price"),
        ({"basis": "hoped"}, "basis: “hoped” is not known"),
    ],
)
def test_deal_that_cannot_be_read_is_refused_by_name(deal, cells, message):
    deal.supplement("deals.csv", {**DEAL, **cells})

    assert message in deal.refused()
    assert not Deal.objects.exists()


def test_whole_deal_is_found_the_same_again(deal):
    deal.load()

    printed = counts(deal.load())

    assert printed["all"][1:3] == [0, 0]
    assert printed["deals.csv"] == [1, 0, 0, 1, 0, 0]


def test_row_that_is_gone_is_noticed_and_its_record_stays(deal):
    deal.load()
    deal.path("deals.csv").unlink()

    printed = deal.load()

    assert (
        "deals from rows that the files no longer have stay: northcare-2012 (1 in all)" in printed
    )
    assert Deal.objects.exists()


def test_further_source_is_evidence_for_its_record(deal):
    deal.supplement(
        "more_evidence.csv",
        {"id": "EV1", "about": "deal", "row": "northcare-2012", "note": "the price"},
    )

    deal.load()

    assert [evidence.note for evidence in row(Deal, "northcare-2012").evidence.all()] == [
        "the price"
    ]


def test_evidence_for_what_is_not_there_is_refused(deal):
    deal.supplement("more_evidence.csv", {"id": "EV1", "about": "deal", "row": "gone"})

    assert "more_evidence.csv row 2 (EV1), row: “gone” was not loaded" in deal.refused()


def test_folder_without_further_files_reports_none_of_them(loaded_once):
    assert "deals.csv" not in loaded_once


def test_further_file_without_a_column_is_named(register):
    register.path("deals.csv").write_text("id,title\n", encoding="utf-8")

    with pytest.raises(Exception, match=r"deals.csv, row 1: the column “venture_key” is missing"):
        register.load()
