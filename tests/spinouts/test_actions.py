"""Settling exits: the first exit ends what was last seen."""

from __future__ import annotations

from datetime import date

import pytest

from spinouts.actions import settle_exits
from spinouts.choices import StageKind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def spin_out():
    return factories.make_spin_out("Newco")


def _exit(spin_out, day, slug="closed", kind=StageKind.EXIT):
    return factories.make_stage_event(spin_out, factories.make_stage(slug, kind), day)


def _settled(spin_out):
    settle_exits(organisation_ids=[spin_out.organisation_id])
    spin_out.organisation.refresh_from_db()
    return spin_out.organisation.exited_on


def test_first_exit_is_noted(spin_out):
    _exit(spin_out, date(2016, 3, 1))
    _exit(spin_out, date(2014, 3, 1), "acquired")

    assert _settled(spin_out) == date(2014, 3, 1)


@pytest.mark.parametrize("kind", [StageKind.STEP, StageKind.EVENT])
def test_what_is_no_exit_is_not_noted(kind, spin_out):
    _exit(spin_out, date(2014, 3, 1), "main-contract-lost", kind)

    assert _settled(spin_out) is None


def test_exit_without_a_date_is_not_noted(spin_out):
    _exit(spin_out, None)

    assert _settled(spin_out) is None


def test_exit_that_is_taken_back_is_forgotten(spin_out):
    event = _exit(spin_out, date(2014, 3, 1))
    _settled(spin_out)
    event.delete()

    assert _settled(spin_out) is None


def test_exit_ends_snapshots_and_leaves_periods(spin_out):
    seen = factories.make_stake(
        spin_out.organisation, equity="40", period_kind="snapshot", seen_on=date(2012, 1, 1)
    )
    dated = factories.make_stake(
        spin_out.organisation, "managers", votes="40", valid_from=date(2012, 1, 1)
    )
    _exit(spin_out, date(2014, 3, 1))

    _settled(spin_out)

    seen.refresh_from_db()
    dated.refresh_from_db()
    assert seen.equity_counts_to == date(2014, 3, 1)
    assert dated.votes_counts_to is None


def test_organisation_that_is_no_spin_out_has_no_exit():
    made = factories.make_organisation("Circle")

    settle_exits(organisation_ids=[made.pk])

    made.refresh_from_db()
    assert made.exited_on is None


def test_noting_an_exit_leaves_no_trace_in_the_history(spin_out):
    _exit(spin_out, date(2014, 3, 1))
    before = spin_out.organisation.history.count()

    _settled(spin_out)

    assert spin_out.organisation.history.count() == before
