"""Settling stakes and contracts: what is noted, what is refused, and two people at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, close_old_connections, connection, transaction

from organisations.actions import save_record
from partnerships.actions import settle_contracts, settle_stakes
from partnerships.models import Stake, SupplyLink
from tests import factories

Y2010, Y2012, Y2014 = (date(year, 1, 1) for year in (2010, 2012, 2014))


def _days(stake):
    stake.refresh_from_db()
    return stake.counts_from, stake.equity_counts_to


@pytest.fixture
def circle(db):
    return factories.make_organisation("Circle")


def test_settle_stakes_notes_periods_and_snapshots(circle):
    period = factories.make_stake(circle, equity="40", valid_from=Y2010, valid_to=Y2014)
    first = factories.make_stake(
        circle, "managers", equity="10", period_kind="snapshot", seen_on=Y2012
    )
    second = factories.make_stake(
        circle, "managers", equity="20", period_kind="snapshot", seen_on=Y2014
    )

    changed = settle_stakes(organisation_ids=[circle.pk])

    assert changed == 3
    assert _days(period) == (Y2010, Y2014)
    assert _days(first) == (Y2012, Y2014)
    assert _days(second) == (Y2014, None)


def test_settle_stakes_changes_nothing_the_second_time(circle):
    factories.make_stake(circle, equity="40", valid_from=Y2010)
    settle_stakes(organisation_ids=[circle.pk])

    assert settle_stakes(organisation_ids=[circle.pk]) == 0


def test_settle_stakes_leaves_no_trace_in_the_history(circle):
    stake = factories.make_stake(circle, equity="40", valid_from=Y2010)

    settle_stakes(organisation_ids=[circle.pk])

    assert stake.history.count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"role": "alternative"},
        {"basis": "planned"},
        {"period_kind": "undated", "valid_from": None},
    ],
)
def test_settle_stakes_gives_no_days_to_what_does_not_count(values, circle):
    stake = factories.make_stake(circle, **{"equity": "40", "valid_from": Y2010} | values)

    settle_stakes(organisation_ids=[circle.pk])

    assert _days(stake) == (None, None)


def test_draft_does_not_end_what_everybody_sees(circle):
    public = factories.make_stake(circle, equity="40", period_kind="snapshot", seen_on=Y2010)
    draft = factories.make_stake(
        circle, equity="50", period_kind="snapshot", seen_on=Y2012, state="draft"
    )

    settle_stakes(organisation_ids=[circle.pk])

    assert _days(public) == (Y2010, None)
    assert _days(draft) == (Y2012, None)


def test_hidden_stake_counts_for_nothing(circle):
    factories.make_stake(circle, equity="60", valid_from=Y2010)
    factories.make_stake(circle, "managers", equity="60", valid_from=Y2010, state="hidden")

    settle_stakes(organisation_ids=[circle.pk])


def test_settle_stakes_refuses_and_stores_nothing(circle):
    first = factories.make_stake(circle, equity="60", valid_from=Y2010)
    factories.make_stake(circle, "managers", equity="60", valid_from=Y2012)

    with pytest.raises(ValidationError, match="120 per cent"):
        settle_stakes(organisation_ids=[circle.pk])

    assert _days(first) == (None, None)


def test_settle_stakes_of_one_organisation_leaves_the_others_alone(circle):
    other = factories.make_organisation("Other")
    stake = factories.make_stake(other, equity="60", valid_from=Y2010)

    settle_stakes(organisation_ids=[circle.pk])

    assert _days(stake) == (None, None)


def test_settle_contracts_checks_links_and_fractions(db):
    helper = factories.make_organisation("Helper")
    contract = factories.make_contract("Care", total_value="£10m")
    settle_contracts(contract_ids=[contract.pk])
    factories.make_link(contract, helper, value="£11m")

    with pytest.raises(ValidationError, match="reached that tier"):
        settle_contracts(contract_ids=[contract.pk])


def test_settle_contracts_counts_each_side_by_itself(db):
    contract = factories.make_contract("Care")
    for role in ("provider", "commissioner"):
        contract.parties.create(role=role, name=f"A {role}", fraction="100")
    settle_contracts(contract_ids=[contract.pk])
    contract.parties.create(role="provider", name="Another", fraction="1")

    with pytest.raises(ValidationError, match="cannot exceed 100"):
        settle_contracts(contract_ids=[contract.pk])


def test_save_record_tells_who_and_through_what(circle):
    user = factories.make_curator()

    save_record(
        record=Stake(subject=circle, holder_class="managers", equity="5"),
        by=user,
        reason="a test",
    )

    entry = Stake.history.get()
    assert (entry.history_user, entry.history_change_reason) == (user, "a test")


def _at_once(*writes):
    """Run writes in threads that all start together; give what each ended with."""
    barrier = threading.Barrier(len(writes))
    endings: list = [None] * len(writes)

    def run(position, write):
        close_old_connections()
        barrier.wait()
        try:
            endings[position] = write()
        except (ValidationError, OperationalError) as refusal:
            endings[position] = refusal
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(position, write))
        for position, write in enumerate(writes)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return endings


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_give_away_more_than_the_whole_at_once():
    circle = factories.make_organisation("Circle")

    def add(holder_class):
        def write():
            with transaction.atomic():
                stake = Stake(subject_id=circle.pk, holder_class=holder_class, equity="60")
                save_record(record=stake, by=None, reason="a test")
                settle_stakes(organisation_ids=[circle.pk])
            return "stored"

        return write

    endings = _at_once(add("employees"), add("managers"), add("community"), add("independents"))

    assert endings.count("stored") == 1
    assert Stake.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_pass_on_more_than_the_contract_at_once():
    helper = factories.make_organisation("Helper")
    contract = factories.make_contract("Care", total_value="£10m")

    def write():
        with transaction.atomic():
            link = SupplyLink(contract_id=contract.pk, receiver_id=helper.pk, value="£6m")
            save_record(record=link, by=None, reason="a test")
            settle_contracts(contract_ids=[contract.pk])
        return "stored"

    endings = _at_once(write, write, write)

    assert endings.count("stored") == 1
    assert SupplyLink.objects.count() == 1
