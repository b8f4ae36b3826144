"""Spin-outs with parents and stages, mutuals with terms, counts of members, and exits."""

from __future__ import annotations

from datetime import date

import pytest

from spinouts.actions import settle_exits
from spinouts.choices import StageKind
from spinouts.models import MembershipCount
from tests import factories
from tests.admin_forms import admin_url, errors_of, send, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return signed_in(factories.make_curator())


def test_spin_out_takes_parents_stages_and_cohorts(curator):
    spin_out = factories.make_spin_out("Newco")
    council, cohort = factories.make_body(), factories.make_cohort()

    response = send(
        curator,
        admin_url(spin_out),
        **{
            "parents-0-body": council.pk,
            "parents-0-staff_transferred": "about 300",
            "stage_events-0-stage": factories.make_stage("launched").pk,
            "stage_events-0-happened_on": "October 2011",
            "cohorts-0-cohort": cohort.pk,
        },
    )

    assert response.status_code == 302, errors_of(response)
    assert str(spin_out.parents.get().staff_transferred) == "~300"
    event = spin_out.stage_events.get()
    assert (event.happened_on, event.happened_on_precision) == (date(2011, 10, 1), "month")
    assert event.source == spin_out.source
    assert spin_out.cohorts.get().cohort == cohort


def test_exit_ends_what_was_last_seen(curator):
    spin_out = factories.make_spin_out("Newco")
    stake = factories.make_stake(
        spin_out.organisation, equity="60", period_kind="snapshot", seen_on=date(2012, 1, 1)
    )
    closed = factories.make_stage("closed", StageKind.EXIT)

    send(
        curator,
        admin_url(spin_out),
        **{"stage_events-0-stage": closed.pk, "stage_events-0-happened_on": "2016-03-01"},
    )

    spin_out.organisation.refresh_from_db()
    stake.refresh_from_db()
    assert spin_out.organisation.exited_on == date(2016, 3, 1)
    assert stake.equity_counts_to == date(2016, 3, 1)


def test_exit_taken_back_lets_the_stakes_count_on(curator):
    spin_out = factories.make_spin_out("Newco")
    factories.make_stage_event(
        spin_out, factories.make_stage("closed", StageKind.EXIT), date(2016, 3, 1)
    )
    send(curator, admin_url(spin_out), note="Look again.")

    send(curator, admin_url(spin_out), **{"stage_events-0-DELETE": "on"})

    spin_out.organisation.refresh_from_db()
    assert spin_out.organisation.exited_on is None


def test_spin_out_is_not_its_own_parent(curator):
    spin_out = factories.make_spin_out("Newco")

    response = send(curator, admin_url(spin_out), **{"parents-0-body": spin_out.organisation.pk})

    assert "cannot be its own parent" in errors_of(response)


def test_same_parent_twice_is_refused(curator):
    council = factories.make_body()
    spin_out = factories.make_spin_out("Newco", (council,))

    response = send(curator, admin_url(spin_out), **{"parents-1-body": council.pk})

    assert "stands here twice" in errors_of(response)


def test_mutual_takes_terms_over_time(curator):
    mutual = factories.make_mutual(factories.make_organisation("Circle"))

    response = send(
        curator,
        admin_url(mutual),
        **{
            "terms-0-valid_from": "2008",
            "terms-0-control": "trust",
            "terms-0-one_member_one_vote": "no",
        },
    )

    assert response.status_code == 302, errors_of(response)
    assert mutual.terms.get().get_control_display() == "a trust holds for staff"


def test_membership_count_keeps_take_up_apart_from_stakes(curator):
    made = factories.make_organisation("Circle")

    response = send(
        curator,
        "/admin/spinouts/membershipcount/add/",
        organisation=made.pk,
        counted_on="2012",
        members="about 600",
        eligible="1,000",
        take_up="~60",
    )

    assert response.status_code == 302, errors_of(response)
    assert str(MembershipCount.objects.get().take_up) == "~60%"
    assert not made.stakes.exists()


def test_seats_of_staff_over_the_board_are_refused(curator):
    made = factories.make_organisation("Circle")

    response = send(
        curator,
        "/admin/spinouts/membershipcount/add/",
        organisation=made.pk,
        staff_seats="5",
        board_size="3",
    )

    assert "more seats than the board has" in errors_of(response)


def test_stage_that_becomes_an_exit_ends_the_spin_outs_that_reached_it(curator):
    spin_out = factories.make_spin_out("Newco")
    stage = factories.make_stage("sold", name="Sold")
    factories.make_stage_event(spin_out, stage, date(2014, 6, 1))

    send(curator, admin_url(stage), kind=StageKind.EXIT)

    spin_out.organisation.refresh_from_db()
    assert spin_out.organisation.exited_on == date(2014, 6, 1)


def test_stage_that_is_no_exit_any_more_ends_nothing(curator):
    spin_out = factories.make_spin_out("Newco")
    stage = factories.make_stage("sold", StageKind.EXIT, name="Sold")
    factories.make_stage_event(spin_out, stage, date(2014, 6, 1))
    settle_exits(organisation_ids=[spin_out.organisation_id])

    send(curator, admin_url(stage), kind=StageKind.STEP)

    spin_out.organisation.refresh_from_db()
    assert spin_out.organisation.exited_on is None
