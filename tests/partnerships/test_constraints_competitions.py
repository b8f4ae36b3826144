"""Rules that the database holds by itself: competitions, bids, deals, capital and members."""

from __future__ import annotations

from datetime import date

import pytest

from organisations.measured import Measured, Unit
from partnerships.models import (
    Accession,
    Bid,
    Bidder,
    BidGrant,
    BidOffer,
    BidScore,
    CompetitionAssessor,
    CompetitionCriterion,
    Contribution,
    Deal,
    Investment,
    OwnershipRule,
    PartnerCompetition,
    Partnership,
    PartnershipMember,
    PrimeThreshold,
)
from tests import factories
from tests.constraints import is_held

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2010, 1, 1), date(2012, 1, 1)


@pytest.fixture
def body():
    return factories.make_body("Northshire Council")


@pytest.fixture
def competition(body):
    return factories.make_competition(body)


@pytest.fixture
def firm():
    return factories.make_organisation("Firm")


@pytest.mark.parametrize(
    ("origin", "has_body", "words", "is_allowed"),
    [
        ("run", True, "", True),
        ("run", False, "a council", False),
        ("reported", False, "two councils, not named", True),
        ("reported", False, "", False),
    ],
)
def test_competition_has_a_body(origin, has_body, words, is_allowed, body):
    row = PartnerCompetition(
        slug="one",
        title="One",
        origin=origin,
        public_body=body if has_body else None,
        public_body_name=words,
    )

    is_held(row, is_allowed=is_allowed)


@pytest.mark.parametrize(
    ("opens", "closes", "is_allowed"),
    [(EARLY, LATE, True), (EARLY, EARLY, True), (LATE, EARLY, False), (None, EARLY, True)],
)
def test_competition_closes_after_opening(opens, closes, is_allowed, body):
    row = PartnerCompetition(
        slug="one", title="One", public_body=body, opens_on=opens, closes_on=closes
    )

    is_held(row, is_allowed=is_allowed)


@pytest.mark.parametrize(("highest", "is_allowed"), [(1, True), (100, True), (0, False)])
def test_competition_scores_in_range(highest, is_allowed, body):
    row = PartnerCompetition(slug="one", title="One", public_body=body, highest_score=highest)

    is_held(row, is_allowed=is_allowed)


@pytest.mark.parametrize(("weight", "is_allowed"), [(1, True), (1000, True), (0, False)])
def test_criterion_weighs_something(weight, is_allowed, competition):
    row = CompetitionCriterion(competition=competition, name="Price", weight=weight)

    is_held(row, is_allowed=is_allowed)


def test_criterion_stands_once(competition):
    factories.make_criterion(competition, "Price")

    is_held(CompetitionCriterion(competition=competition, name="Price"), is_allowed=False)


def test_assessor_stands_once(competition, body):
    officer = factories.make_officer(body)
    factories.make_assessor(competition, officer)

    is_held(CompetitionAssessor(competition=competition, account=officer), is_allowed=False)


@pytest.mark.parametrize(("why", "is_allowed"), [("audit of the award", True), ("", False)])
def test_leave_to_read_bids_has_a_reason(why, is_allowed, competition):
    row = BidGrant(competition=competition, account=factories.make_curator(), why=why)

    is_held(row, is_allowed=is_allowed)


@pytest.mark.parametrize(("has_record", "name"), [(True, ""), (False, "Firm"), (False, "")])
def test_bidder_is_named(has_record, name, competition, firm):
    bid = factories.make_bid(competition)
    row = Bidder(bid=bid, organisation=firm if has_record else None, name=name)

    is_held(row, is_allowed=has_record or bool(name))


def test_bidder_stands_once_in_a_bid(competition, firm):
    bid = factories.make_bid(competition, firm)

    is_held(Bidder(bid=bid, organisation=firm), is_allowed=False)


def test_bid_has_one_lead(competition, firm):
    bid = factories.make_bid(competition, firm)

    is_held(Bidder(bid=bid, name="Other", is_lead=True), is_allowed=False)


def test_bid_one_preferred_in_the_database(competition):
    factories.make_bid(competition, status="preferred")
    second = Bid(competition=competition, status="preferred", submitted_on=date(2025, 3, 1))

    is_held(second, is_allowed=False)


def test_offer_stands_once(competition):
    bid = factories.make_bid(competition)
    BidOffer.objects.create(bid=bid, kind="scale", words="many branches")

    is_held(BidOffer(bid=bid, kind="scale", words="more"), is_allowed=False)


@pytest.mark.parametrize(("why", "is_allowed"), [("clear plan", True), ("", False)])
def test_score_has_a_reason(why, is_allowed, competition, body):
    row = BidScore(
        bid=factories.make_bid(competition),
        criterion=factories.make_criterion(competition),
        assessor=factories.make_officer(body),
        score=3,
        why=why,
    )

    is_held(row, is_allowed=is_allowed)


@pytest.mark.parametrize(("has_record", "name"), [(True, ""), (False, "Firm"), (False, "")])
def test_deal_has_a_partner(has_record, name, firm):
    row = Deal(
        slug="one",
        title="One",
        venture=factories.make_organisation("Venture"),
        partner=firm if has_record else None,
        partner_name=name,
    )

    is_held(row, is_allowed=has_record or bool(name))


@pytest.mark.parametrize("model", [Deal, PartnerCompetition, Partnership, Investment])
@pytest.mark.parametrize("has_source", [True, False])
def test_published_record_needs_a_source(model, has_source, body, firm):
    values = {
        Deal: {"slug": "a", "title": "A", "venture": firm, "partner_name": "B"},
        PartnerCompetition: {"slug": "a", "title": "A", "public_body": body},
        Partnership: {"slug": "a", "name": "A", "kind": "consortium"},
        Investment: {"investor_name": "A", "recipient": firm, "instrument": "loan"},
    }[model]
    source = factories.make_source() if has_source else None

    is_held(model(state="published", source=source, **values), is_allowed=has_source)


@pytest.mark.parametrize(
    ("joined", "left", "is_allowed"),
    [(EARLY, LATE, True), (EARLY, None, True), (EARLY, EARLY, False), (LATE, EARLY, False)],
)
def test_member_leaves_after_joining(joined, left, is_allowed):
    partnership = Partnership.objects.create(slug="a", name="A", kind="consortium")
    row = PartnershipMember(partnership=partnership, name="Member", joined_on=joined, left_on=left)

    is_held(row, is_allowed=is_allowed)


def test_member_is_named():
    partnership = Partnership.objects.create(slug="a", name="A", kind="consortium")

    is_held(PartnershipMember(partnership=partnership), is_allowed=False)


def test_contribution_goes_to_another(firm):
    is_held(Contribution(partner=firm, venture=firm, kind="capital"), is_allowed=False)


@pytest.mark.parametrize(
    ("whose", "has_holder", "is_allowed"),
    [
        ("staff", False, True),
        ("holder", True, True),
        ("holder", False, False),
        ("staff", True, False),
    ],
)
def test_ownership_rule_names_its_holder(whose, has_holder, is_allowed, firm):
    row = OwnershipRule(
        organisation=factories.make_organisation("Group"),
        kind="cap",
        whose=whose,
        holder=firm if has_holder else None,
        limit=Measured.exact(Unit.PERCENT, 25),
    )

    is_held(row, is_allowed=is_allowed)


def test_group_does_not_join_itself(firm):
    is_held(Accession(group=firm, spin_out=firm), is_allowed=False)


def test_accession_names_who_joins(firm):
    is_held(Accession(group=firm), is_allowed=False)


@pytest.mark.parametrize(
    ("investor", "recipient", "is_allowed"),
    [("A", "B", True), ("", "B", False), ("A", "", False)],
)
def test_investment_names_both_sides(investor, recipient, is_allowed):
    row = Investment(investor_name=investor, recipient_name=recipient, instrument="grant")

    is_held(row, is_allowed=is_allowed)


def test_figure_beside_a_main_one_is_an_alternative():
    main = Investment.objects.create(investor_name="A", recipient_name="B", instrument="fund")
    row = Investment(investor_name="A", recipient_name="B", instrument="fund", alternative_to=main)

    is_held(row, is_allowed=False)


@pytest.mark.parametrize(
    ("lowest", "highest", "is_allowed"), [(10, None, True), (10, 90, True), (90, 10, False)]
)
def test_threshold_is_ordered(lowest, highest, is_allowed):
    row = PrimeThreshold(test="cross_sector", definition="words", lowest=lowest, highest=highest)

    is_held(row, is_allowed=is_allowed)
