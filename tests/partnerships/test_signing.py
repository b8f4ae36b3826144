"""Signing a competition: a whole deal or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from organisations import roles
from organisations.measured import Measured, Unit
from organisations.models import Organisation
from partnerships.actions.competition import (
    ContractTerms,
    HoldingLine,
    Signing,
    sign_competition,
)
from partnerships.choices import BidStatus, CompetitionStatus
from partnerships.models import Contract, Deal, Investment, Stake
from spinouts.models import SpinOut, SpinOutParent
from tests.factories import (
    make_bid,
    make_body,
    make_competition,
    make_contract,
    make_officer,
    make_organisation,
    make_source,
    make_stake,
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


def make_spin_out_of(venture, body) -> None:
    spin_out = SpinOut.objects.create(organisation=venture, source=venture.source)
    SpinOutParent.objects.create(spin_out=spin_out, body=body, source=venture.source)


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


def test_signed_venture_is_kept_by_the_body_that_signed(scene):
    body, firm, competition, bid, _lost, officer = scene

    deal = sign_competition(
        competition_id=competition.pk,
        signing=signing(bid, firm, body, venture_sector="hybrid"),
        by=officer,
    )

    assert roles.may(officer, "change", Organisation, deal.venture)
    assert deal.venture.profiles.get().sector == "hybrid"


def test_sign_competition_takes_over_no_other_bodys_organisation(scene):
    body, firm, competition, bid, _lost, officer = scene

    with pytest.raises(ValidationError, match="kept by another body"):
        sign_competition(
            competition_id=competition.pk,
            signing=signing(bid, firm, body, venture_id=firm.pk, venture_name=""),
            by=officer,
        )


def test_sign_competition_takes_no_other_bodys_contract(scene):
    body, firm, competition, bid, _lost, officer = scene
    foreign = make_contract("Care", commissioners=(make_body("Southshire Council"),))

    with pytest.raises(ValidationError, match="a contract of your own body"):
        sign_competition(
            competition_id=competition.pk,
            signing=signing(bid, firm, body, contract=ContractTerms(contract_id=foreign.pk)),
            by=officer,
        )


def test_sign_competition_with_a_hidden_holder_is_refused(scene):
    body, firm, competition, bid, _lost, officer = scene
    hidden = make_organisation("Hidden", state="draft")

    with pytest.raises(ValidationError, match="no record that you can see"):
        sign_competition(
            competition_id=competition.pk,
            signing=signing(
                bid, firm, body, lines=(HoldingLine(percent("40"), holder_id=hidden.pk),)
            ),
            by=officer,
        )


def test_sign_competition_without_publishing_keeps_everything_a_draft(scene):
    body, firm, competition, bid, _lost, officer = scene

    deal = sign_competition(
        competition_id=competition.pk, signing=signing(bid, firm, body, publishes=False), by=officer
    )

    competition.refresh_from_db()
    states = {deal.state, deal.contract.state, deal.venture.state, competition.state}
    assert states == {"draft"}


def test_sign_competition_follows_a_stake_by_one_of_the_new_size(scene):
    body, firm, competition, bid, _lost, officer = scene
    venture = make_organisation("Northshire Trading")
    make_spin_out_of(venture, body)
    before = make_stake(venture, body, equity="100", valid_from=date(2020, 1, 1))

    sign_competition(
        competition_id=competition.pk,
        signing=signing(
            bid,
            firm,
            body,
            venture_id=venture.pk,
            venture_name="",
            lines=(
                HoldingLine(percent("60"), stake_id=before.pk),
                HoldingLine(percent("40"), holder_id=firm.pk),
            ),
        ),
        by=officer,
    )

    rows = Stake.objects.filter(subject=venture).order_by("pk")
    assert [(row.holder_id, str(row.equity), row.valid_from, row.valid_to) for row in rows] == [
        (body.pk, "100%", date(2020, 1, 1), date(2025, 5, 1)),
        (body.pk, "60%", date(2025, 5, 1), None),
        (firm.pk, "40%", date(2025, 5, 1), None),
    ]


def test_sign_competition_of_another_body_is_forbidden(scene):
    body, firm, competition, bid, _lost, _officer = scene
    other = make_officer(make_body("Southshire Council"))

    with pytest.raises(PermissionDenied):
        sign_competition(competition_id=competition.pk, signing=signing(bid, firm, body), by=other)
