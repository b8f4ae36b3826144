"""Rules that the database holds by itself: stakes and contracts. Each row is tried twice."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.models import Contract, ContractChange, ContractParty, Stake, SupplyLink
from tests import factories
from tests.constraints import is_held

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2010, 1, 1), date(2012, 1, 1)


@pytest.fixture
def made():
    return factories.make_organisation("Circle")


@pytest.fixture
def contract():
    return factories.make_contract("Care", total_value="£10m")


@pytest.mark.parametrize("has_record", [True, False])
@pytest.mark.parametrize("holder_class", ["", "employees"])
@pytest.mark.parametrize("holder_name", ["", "Acme Ltd"])
@pytest.mark.parametrize("holder_sector", ["", "private"])
def test_stake_has_one_holder(has_record, holder_class, holder_name, holder_sector, made):
    is_outside = bool(holder_name and holder_sector)
    is_allowed = (
        (has_record and not holder_class and not holder_sector)
        or (not has_record and bool(holder_class) and not holder_sector)
        or (not has_record and not holder_class and is_outside)
    )
    row = Stake(
        subject=made,
        holder=factories.make_organisation("Holder") if has_record else None,
        holder_class=holder_class,
        holder_name=holder_name,
        holder_sector=holder_sector,
    )

    is_held(row, is_allowed=is_allowed)


def test_stake_is_not_in_itself(made):
    is_held(Stake(subject=made, holder=made), is_allowed=False)


@pytest.mark.parametrize(
    ("values", "is_allowed"),
    [
        ({"valid_from": EARLY, "valid_to": LATE}, True),
        ({"valid_from": EARLY}, True),
        ({"valid_to": EARLY}, True),
        ({"valid_from": EARLY, "valid_to": EARLY}, False),
        ({"valid_from": LATE, "valid_to": EARLY}, False),
        ({"period_kind": "snapshot", "seen_on": EARLY}, True),
        ({"period_kind": "snapshot"}, False),
        ({"period_kind": "undated"}, True),
        ({"board_seats": "3", "board_seats_total": 3}, True),
        ({"board_seats": "4", "board_seats_total": 3}, False),
        ({"board_seats": "4"}, True),
        ({"board_seats": "unknown", "board_seats_total": 3}, True),
        ({"state": "published"}, False),
        ({"state": "hidden"}, True),
        ({"equity_low": -1, "equity_high": 0, "equity_disclosure": "known"}, False),
        ({"votes_low": 1_000_001, "votes_disclosure": "known"}, False),
        ({"profit_share_disclosure": "known"}, False),
        (
            {"consideration_low": 5, "consideration_high": 4, "consideration_disclosure": "known"},
            False,
        ),
    ],
)
def test_stake_does_not_contradict_itself(values, is_allowed, made):
    is_held(Stake(subject=made, holder_class="employees", **values), is_allowed=is_allowed)


@pytest.mark.parametrize(
    ("values", "is_allowed"),
    [
        ({}, True),
        ({"starts_on": EARLY, "ends_on": LATE}, True),
        ({"starts_on": EARLY, "ends_on": EARLY}, True),
        ({"starts_on": LATE, "ends_on": EARLY}, False),
        ({"starts_on": LATE, "planned_ends_on": EARLY}, False),
        ({"ends_on": EARLY}, True),
        ({"state": "published"}, False),
        ({"total_value_low": -1, "total_value_high": 0, "total_value_disclosure": "known"}, False),
        ({"annual_value_low": 5, "annual_value_high": 5}, False),
    ],
)
def test_contract_does_not_contradict_itself(values, is_allowed):
    is_held(Contract(title="Care", slug="care", **values), is_allowed=is_allowed)


@pytest.mark.parametrize(
    ("has_record", "name", "is_allowed"),
    [(True, "", True), (False, "Acme", True), (True, "Acme", True), (False, "", False)],
)
def test_party_is_named(has_record, name, is_allowed, contract, made):
    row = ContractParty(
        contract=contract,
        role="provider",
        organisation=made if has_record else None,
        name=name,
    )

    is_held(row, is_allowed=is_allowed)


@pytest.mark.parametrize(("role", "is_allowed"), [("provider", False), ("commissioner", True)])
def test_party_stands_once_on_a_side(role, is_allowed, contract, made):
    ContractParty.objects.create(contract=contract, role="provider", organisation=made)

    is_held(ContractParty(contract=contract, role=role, organisation=made), is_allowed=is_allowed)


@pytest.mark.parametrize(("day", "is_allowed"), [(EARLY, False), (LATE, True)])
def test_two_changes_do_not_count_from_one_day(day, is_allowed, contract):
    ContractChange.objects.create(contract=contract, changed_on=EARLY)

    is_held(ContractChange(contract=contract, changed_on=day), is_allowed=is_allowed)


@pytest.mark.parametrize(
    ("values", "is_allowed"),
    [
        ({"receiver_name": "Acme"}, True),
        ({}, False),
        ({"receiver_name": "Acme", "tier": 0}, False),
        ({"receiver_name": "Acme", "tier": 2}, True),
        ({"receiver_name": "Acme", "starts_on": LATE, "ends_on": EARLY}, False),
        ({"receiver_name": "Acme", "starts_on": EARLY, "ends_on": EARLY}, True),
        ({"receiver_name": "Acme", "value_low": 5, "value_high": 4}, False),
    ],
)
def test_link_does_not_contradict_itself(values, is_allowed, contract):
    is_held(SupplyLink(contract=contract, **values), is_allowed=is_allowed)


def test_link_does_not_lead_back_to_the_giver(contract, made):
    is_held(SupplyLink(contract=contract, giver=made, receiver=made), is_allowed=False)
