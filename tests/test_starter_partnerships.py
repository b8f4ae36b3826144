"""Partnerships, bids and capital of the starter register agree with its files; named cases."""

import datetime
from collections import Counter, defaultdict

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction

from organisations.measured import Measured, Unit
from partnerships.models import (
    Bid,
    Bidder,
    Contract,
    Deal,
    Investment,
    OwnershipRule,
    PartnerCompetition,
    Partnership,
    PartnershipMember,
    ProgrammeTally,
    SocialPrime,
    Stake,
    SupplyLink,
)
from tests.exchange.register_folder import counts
from tests.from_files import FOLDER, rows_of
from tests.from_files_partnerships import (
    IN_NO_SUM,
    bidders,
    bids_by_outcome,
    memberships,
    partnerships,
    sums_of_capital,
)

ANYBODY = AnonymousUser()


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker, tmp_path_factory):
    """The starter register in the database, once for all tests here, with what was printed."""
    path = tmp_path_factory.mktemp("starter") / "printed.txt"
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        with path.open("w", encoding="utf-8") as out:
            call_command("load_register", str(FOLDER), stdout=out)
        yield path.read_text(encoding="utf-8")
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("printed")]


def named(party) -> str:
    """Give the key of a party that has a record, else its name."""
    return party.organisation.register_id if party.organisation_id else party.name


def test_no_row_of_partnerships_or_capital_is_refused_or_left_for_later(printed):
    loaded = counts(printed)

    assert {file: loaded[file][4:] for file in ("partnerships.csv", "investments.csv")} == {
        "partnerships.csv": [0, 0],
        "investments.csv": [0, 0],
    }
    assert loaded["all"][4] == 0
    assert loaded["indicators.csv"][5] == len(rows_of("indicators.csv")) - 4


def test_every_partnership_and_its_kind_agree_with_the_files():
    stored = dict(Partnership.objects.visible_to(ANYBODY).values_list("slug", "kind"))

    assert stored == {**partnerships(), "groupe-sos": "group", "work-programme": "programme"}


def test_every_membership_agrees_with_the_files():
    stored = defaultdict(list)
    rows = PartnershipMember.objects.visible_to(ANYBODY).select_related(
        "partnership", "organisation"
    )
    for member in rows.order_by("id"):
        period = (member.joined_on, member.left_on)
        stored[member.partnership.slug, named(member)].append(period)

    assert stored == memberships()


def test_every_bid_agrees_with_the_files():
    stored = defaultdict(Counter)
    for slug, status in Bid.objects.visible_to(ANYBODY).values_list("competition__slug", "status"):
        stored[slug][status] += 1

    assert stored == bids_by_outcome()


def test_every_bidder_agrees_with_the_files():
    rows = Bidder.objects.visible_to(ANYBODY).select_related("bid__competition", "organisation")
    stored = [
        (
            bidder.bid.competition.slug,
            named(bidder),
            str(bidder.share).rstrip("%") if bidder.share else "",
        )
        for bidder in rows
    ]

    assert sorted(stored) == bidders()


def test_sums_of_capital_by_form_and_year_agree_with_the_files():
    stored = defaultdict(lambda: (0, 0))
    for sum_ in Investment.objects.visible_to(ANYBODY).summed():
        if sum_.committed.is_known:
            key = sum_.instrument, sum_.agreed_on and sum_.agreed_on.year
            pence, count = stored[key]
            stored[key] = pence + sum_.committed.low, count + 1

    assert stored == sums_of_capital()


def test_what_enters_no_sum_is_an_alternative_or_a_plan():
    left_out = Investment.objects.exclude(role="main", basis="actual")

    assert set(left_out.values_list("register_id", flat=True)) == set(IN_NO_SUM)


def test_one_fund_with_three_reports_has_one_main_figure():
    reports = Investment.objects.filter(register_id__in=("IV006", "IV014", "IV020"))

    assert {(one.register_id, one.role) for one in reports} == {
        ("IV006", "alternative"),
        ("IV014", "main"),
        ("IV020", "alternative"),
    }


def test_no_stake_comes_from_partnerships_csv():
    ids = set(Stake.objects.values_list("register_id", flat=True))

    assert ids <= {row["id"] for row in rows_of("ownership.csv")}


def test_no_reported_bid_is_kept_from_the_public():
    assert set(Bid.objects.public()) == set(Bid.objects.all())
    assert set(PartnerCompetition.objects.values_list("origin", flat=True)) == {"reported"}


def test_mycsp_had_sixteen_bidders_and_one_signed():
    competition = PartnerCompetition.objects.get(slug="mycsp-competition")
    bids = {named(bid.bidders.get()): bid.status for bid in competition.bids.all()}

    assert (str(competition.bidder_count), competition.status) == ("16", "signed")
    assert bids == {
        "capita": "shortlisted",
        "equiniti": "signed",
        "jlt": "shortlisted",
        "wipro": "shortlisted",
        "xafinity": "shortlisted",
    }


def test_mycsp_deal_ties_competition_bid_contract_and_stake():
    deal = Deal.objects.get(slug="mycsp-2012")

    assert (deal.competition.slug, named(deal.bid.bidders.get())) == (
        "mycsp-competition",
        "equiniti",
    )
    assert (deal.contract.register_id, str(deal.stake)) == ("CT001", "40%")
    assert [part.stake.register_id for part in deal.stakes.all()] == ["OW002"]
    assert str(deal.stake_price) == "not known"


def test_price_of_the_behavioural_insights_team_is_withheld():
    deal = Deal.objects.get(slug="bit-2014")

    assert (str(deal.stake_price), str(deal.bid.stake_price)) == ("withheld", "withheld")
    assert (str(deal.investment), str(deal.stake)) == ("~£1.9m", "~33.3%")
    assert deal.source.slug == "standard-bit-2014"


def test_circle_has_a_target_about_fifty_and_its_parent_too():
    rules = OwnershipRule.objects.filter(kind="target").order_by("register_id")

    assert [
        (rule.organisation.slug, rule.whose, str(rule.limit), str(rule.tolerance)) for rule in rules
    ] == [("circle", "staff", "~50%", "5%"), ("circle-holdings", "staff", "~50%", "5%")]


def test_3sc_is_meant_as_a_social_prime_without_a_mission():
    prime = SocialPrime.objects.get(organisation__slug="3sc")
    capital = Investment.objects.summed().filter(recipient__slug="3sc")

    assert (prime.prime_type, prime.mission) == ("social_prime", "")
    assert sum(one.drawn.low for one in capital) == 160_000_000


def test_groupe_sos_has_no_shareholders():
    group = Partnership.objects.get(slug="groupe-sos")

    assert (group.kind, group.has_no_shareholders, group.vehicle.slug) == (
        "group",
        True,
        "groupe-sos",
    )
    assert not Stake.objects.filter(subject__slug="groupe-sos").exists()


def test_work_programme_has_three_denominators():
    tallies = {
        tally.denominator: (tally.sector, tally.part_count, tally.whole_count, tally.whole_value)
        for tally in ProgrammeTally.objects.filter(partnership__slug="work-programme")
    }

    assert tallies == {
        "organisations": ("", None, Measured.exact(Unit.COUNT, 18), None),
        "contracts": (
            "private",
            Measured.exact(Unit.COUNT, 36),
            Measured.exact(Unit.COUNT, 40),
            None,
        ),
        "value": ("", None, None, Measured.qualified(Unit.MONEY, 5_000_000_000, "about")),
    }


def test_work_programme_has_the_contracts_titled_after_it():
    contracts = Contract.objects.filter(partnership__slug="work-programme")

    assert set(contracts.values_list("register_id", flat=True)) == {"CT041", "CT042"}


def test_surrey_had_four_bidders_of_whom_one_withdrew():
    competition = PartnerCompetition.objects.get(slug="surrey-2011-competition")
    bids = {named(bid.bidders.get()): bid.status for bid in competition.bids.all()}

    assert str(competition.bidder_count) == "4"
    assert bids == {
        "virgin-care": "signed",
        "csh": "lost",
        "sabp": "lost",
        "Southern Health NHS Foundation Trust": "withdrawn",
    }
    assert not hasattr(competition, "deal")


def test_failed_probation_bid_is_a_consortium_that_withdrew():
    bid = Bid.objects.get(competition__slug="innovo-clm-bid")

    assert (bid.status, bid.closed_on) == ("withdrawn", datetime.date(2014, 6, 26))
    assert str(bid.investment) == "~£4m"
    assert [(named(bidder), str(bidder.share)) for bidder in bid.bidders.all()] == [
        ("The Manchester College", "51%"),
        ("Innovo CLM", "49%"),
    ]


def test_preferred_bidder_of_west_mercia_left_and_another_signed():
    competition = PartnerCompetition.objects.get(slug="wwm-crc-competition")
    bids = {
        tuple(named(bidder) for bidder in bid.bidders.all()): (bid.status, bid.closed_on)
        for bid in competition.bids.all()
    }

    assert bids == {
        ("geo-uk", "mercia-ca", "willowdene"): ("withdrawn", datetime.date(2014, 11, 6)),
        ("eos",): ("signed", datetime.date(2014, 12, 5)),
    }


def test_two_councils_are_not_named():
    competition = PartnerCompetition.objects.get(slug="stepping-out-jv")

    assert (competition.public_body, competition.public_body_name) == (
        None,
        "two councils, not named",
    )
    assert (competition.status, competition.bids.count()) == ("draft", 0)


def test_every_supply_link_of_the_files_says_that_its_value_is_not_known():
    assert {str(link.value) for link in SupplyLink.objects.all()} == {"not known"}
