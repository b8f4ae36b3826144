"""The made-up register's partnerships, competitions, deals, capital, rules and primes."""

import pytest
from django.contrib.auth.models import AnonymousUser

from partnerships.models import (
    Accession,
    Bid,
    Bidder,
    Deal,
    Investment,
    OwnershipRule,
    PartnerCompetition,
    Partnership,
    PartnershipMember,
    SocialPrime,
)
from spinouts.exchange.synthetic import FULL, SCALES, Maker, Scale

pytestmark = pytest.mark.django_db

TINY = Scale(
    organisations=20,
    public_bodies=4,
    spin_outs=8,
    stakes=80,
    contracts=30,
    partnerships=3,
    competitions=10,
    investments=12,
    rules=4,
    primes=2,
)


@pytest.fixture
def _made():
    Maker(TINY, seed=1).make()


@pytest.mark.usefixtures("_made")
@pytest.mark.parametrize(
    ("model", "count"),
    [
        (Partnership, 3),
        (PartnershipMember, 12),
        (PartnerCompetition, 10),
        (Bid, 40),
        (Investment, 12),
        (OwnershipRule, 4),
        (Accession, 2),
        (SocialPrime, 2),
    ],
)
def test_made_up_register_has_joint_working_in_proportion(model, count):
    assert model.objects.count() == count
    assert model.history.count() == count


@pytest.mark.usefixtures("_made")
def test_made_up_competitions_that_are_run_keep_their_bids_secret():
    run = PartnerCompetition.objects.filter(origin="run")

    assert run.count() == 2
    assert Bid.objects.filter(competition__in=run).exists()
    assert not Bid.objects.visible_to(AnonymousUser()).filter(competition__in=run).exists()


@pytest.mark.usefixtures("_made")
def test_made_up_deals_belong_to_signed_competitions():
    signed = PartnerCompetition.objects.filter(status="signed")

    assert Deal.objects.count() == signed.count()
    assert {deal.competition for deal in Deal.objects.all()} == set(signed)
    assert all(deal.stakes.count() == 1 for deal in Deal.objects.all())


@pytest.mark.usefixtures("_made")
def test_made_up_bids_have_one_lead_each():
    assert Bidder.objects.filter(is_lead=True).count() == 40


def test_made_up_rows_keep_the_rules_of_their_models():
    Maker(TINY, seed=2).make()

    for model in (Partnership, PartnershipMember, Investment, OwnershipRule, Accession, Bidder):
        for record in model.objects.all():
            record.full_clean()


def test_scales_are_parts_of_the_full_one():
    assert vars(SCALES["S"]) == {name: count // 100 for name, count in vars(FULL).items()}
