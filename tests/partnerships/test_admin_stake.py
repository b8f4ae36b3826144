"""The stake's own page: everything rare, its conditions, and the rules with its neighbours."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Stake
from tests import factories
from tests.admin_forms import admin_url, errors_of, send, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/partnerships/stake/add/"


@pytest.fixture
def curator():
    return signed_in(factories.make_curator())


@pytest.fixture
def circle():
    return factories.make_organisation("Circle")


def test_stake_takes_its_source_from_the_organisation_held(curator, circle):
    response = send(curator, ADD, subject=circle.pk, holder_class="employees", equity="~50")

    assert response.status_code == 302, errors_of(response)
    stake = Stake.objects.get()
    assert stake.source == circle.source
    assert str(stake.equity) == "~50%"
    assert stake.counts_from is None
    assert stake.history.first().history_change_reason == "admin: stake form"


def test_stake_is_checked_with_its_neighbours(curator, circle):
    factories.make_stake(circle, equity="60")

    response = send(curator, ADD, subject=circle.pk, holder_class="managers", equity="41")

    assert "adds up to 101 per cent" in errors_of(response)
    assert Stake.objects.count() == 1


def test_ending_a_stake_and_settling_its_days(curator, circle):
    stake = factories.make_stake(circle, equity="60", valid_from=date(2010, 1, 1))

    response = send(curator, admin_url(stake), valid_to="June 2011")

    assert response.status_code == 302, errors_of(response)
    stake.refresh_from_db()
    assert (stake.valid_to, stake.valid_to_precision) == (date(2011, 6, 1), "month")
    assert stake.equity_counts_to == date(2011, 6, 1)


def test_day_known_to_the_month_does_not_move_when_the_form_is_saved(curator, circle):
    stake = factories.make_stake(
        circle, equity="60", valid_from=date(2010, 1, 17), valid_from_precision="month"
    )

    send(curator, admin_url(stake), note="Read again.")

    stake.refresh_from_db()
    assert stake.note == "Read again."
    assert (stake.valid_from, stake.valid_from_precision) == (date(2010, 1, 17), "month")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"holder_class": ""}, "Name one holder"),
        ({"holder_sector": "private"}, "Name one holder"),
        ({"holder_class": "", "holder_sector": "private"}, "Name the outside holder"),
        ({"valid_from": "2012-01-01", "valid_to": "2012-01-01"}, "before it has begun"),
        ({"period_kind": "snapshot"}, "Give the day on which it was seen"),
        ({"board_seats": "5", "board_seats_total": "3"}, "more seats than the board has"),
        ({"equity": "101"}, "Enter a value from 0 to 100"),
        ({"valid_from": "someday"}, "is no date"),
    ],
)
def test_rules_of_one_stake_are_said_in_words(changes, message, curator, circle):
    response = send(curator, ADD, **{"subject": circle.pk, "holder_class": "employees"} | changes)

    assert message in errors_of(response)
    assert not Stake.objects.exists()


def test_conditions_are_rows_of_the_stake(curator, circle):
    stake = factories.make_stake(circle, equity="60")

    send(
        curator,
        admin_url(stake),
        **{"conditions-0-kind": "cap", "conditions-0-percent": "at most 75"},
    )

    assert str(stake.conditions.get().percent) == "at most 75%"


def test_hiding_a_stake_on_its_page_frees_its_place(curator, circle):
    stake = factories.make_stake(circle, equity="60")

    send(curator, admin_url(stake), state="hidden")
    response = send(curator, ADD, subject=circle.pk, holder_class="managers", equity="100")

    assert response.status_code == 302, errors_of(response)


def test_stake_of_an_unknown_organisation_is_refused(curator):
    response = send(curator, ADD, subject="999", holder_class="employees")

    assert "Select a valid choice" in errors_of(response)


def test_list_prints_values_as_people_write_them(curator, circle):
    factories.make_stake(circle, equity="45-50", board_seats="2", board_seats_total=9)

    page = curator.get(reverse("admin:partnerships_stake_changelist")).content.decode()

    assert "45%–50%" in page
    assert "2 of 9" in page
