"""Signing a competition: a whole deal or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from organisations.measured import Measured, Unit
from partnerships.actions.competition import (
    ContractTerms,
    HoldingLine,
    Signing,
    sign_competition,
)
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import Contract, Deal, Investment, Stake
from tests.factories import (
    make_bid,
    make_body,
    make_competition,
    make_officer,
    make_organisation,
    make_source,
)

pytestmark = pytest.mark.django_db


def percent(value: str) -> Measured:
    return Measured.exact(Unit.PERCENT, value)


@pytest.fixture
def scene():
    body = make_body("Northshire Council")
    firm, rival = make_organisation("Firm"), make_organisation("Rival")
    competition = make_competition(
        body, status=CompetitionStatus.PREFERRED, venture_name="Northshire Services"
    )
    bid = make_bid(
        competition, firm, status=BidStatus.PREFERRED, cash=Measured.exact(Unit.MONEY, 500_000)
    )
    lost = make_bid(competition, rival)
    return body, firm, competition, bid, lost, make_officer(body)


def signing(bid, firm, body, **values) -> Signing:
    values = {
        "bid_id": bid.pk,
        "signed_on": date(2025, 5, 1),
        "lines": (
            HoldingLine(percent("40"), holder_id=firm.pk),
            HoldingLine(percent("35"), holder_id=body.pk),
            HoldingLine(percent("25"), holder_class="employee_trust"),
        ),
        "contract": ContractTerms(
            title="School support",
            starts_on=date(2025, 5, 1),
            ends_on=date(2032, 4, 30),
            total_value=Measured.exact(Unit.MONEY, 7_000_000),
        ),
        "source_id": make_source("Decision notice").pk,
        "publishes": True,
        **values,
    }
    return Signing(**values)


def test_sign_competition_stores_the_whole_deal(scene):
    body, firm, competition, bid, lost, officer = scene

    deal = sign_competition(
        competition_id=competition.pk, signing=signing(bid, firm, body), by=officer
    )

    competition.refresh_from_db()
    lost.refresh_from_db()
    bid.refresh_from_db()
    assert (competition.status, bid.status, lost.status) == ("signed", "signed", "lost")
    assert deal.venture.name == "Northshire Services"
    assert deal.stake == percent("40")
    assert deal.contract.title == "School support"
    assert deal.stakes.count() == 3
    assert str(deal.investments.get().committed) == "withheld"


def test_sign_competition_refused_in_part_stores_nothing(scene):
    body, firm, competition, bid, _lost, officer = scene
    too_much = (
        HoldingLine(percent("80"), holder_id=firm.pk),
        HoldingLine(percent("35"), holder_id=body.pk),
    )

    with pytest.raises(ValidationError, match="115 per cent"):
        sign_competition(
            competition_id=competition.pk,
            signing=signing(bid, firm, body, lines=too_much),
            by=officer,
        )

    competition.refresh_from_db()
    assert competition.status == "preferred"
    assert not Deal.objects.exists()
    assert not Stake.objects.exists()
    assert not Contract.objects.exists()
    assert not Investment.objects.exists()


def test_sign_competition_twice_tells_the_second(scene):
    body, firm, competition, bid, _lost, officer = scene
    sign_competition(competition_id=competition.pk, signing=signing(bid, firm, body), by=officer)

    with pytest.raises(ValidationError, match="Somebody else has signed"):
        sign_competition(
            competition_id=competition.pk, signing=signing(bid, firm, body), by=officer
        )

    assert Deal.objects.count() == 1


def test_sign_competition_of_another_body_is_forbidden(scene):
    body, firm, competition, bid, _lost, _officer = scene
    other = make_officer(make_body("Southshire Council"))

    with pytest.raises(PermissionDenied):
        sign_competition(competition_id=competition.pk, signing=signing(bid, firm, body), by=other)
