"""Rules that the database holds by itself: the journey. Each row is tried twice."""

from __future__ import annotations

from datetime import date

import pytest

from spinouts.models import (
    MembershipCount,
    Mutual,
    MutualTerms,
    SpinOut,
    SpinOutCohort,
    SpinOutParent,
    Stage,
)
from tests import factories
from tests.constraints import is_held

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2010, 1, 1), date(2012, 1, 1)


@pytest.mark.parametrize("model", [SpinOut, Mutual])
def test_organisation_is_one_spin_out_and_one_mutual(model):
    made = factories.make_organisation("Circle")
    model.objects.create(organisation=made)

    is_held(model(organisation=made), is_allowed=False)


def test_parent_and_cohort_stand_once():
    body, cohort = factories.make_body(), factories.make_cohort()
    spin_out = factories.make_spin_out("Newco", (body,))
    SpinOutCohort.objects.create(spin_out=spin_out, cohort=cohort)

    is_held(SpinOutParent(spin_out=spin_out, body=body), is_allowed=False)
    is_held(SpinOutCohort(spin_out=spin_out, cohort=cohort), is_allowed=False)
    is_held(SpinOutParent(spin_out=spin_out, body=factories.make_body("Two")), is_allowed=True)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_allowed"),
    [(None, None, True), (EARLY, LATE, True), (EARLY, EARLY, False), (LATE, EARLY, False)],
)
def test_terms_run_forwards(valid_from, valid_to, is_allowed):
    mutual = factories.make_mutual(factories.make_organisation("Circle"))

    is_held(
        MutualTerms(mutual=mutual, valid_from=valid_from, valid_to=valid_to),
        is_allowed=is_allowed,
    )


@pytest.mark.parametrize(
    ("staff_seats", "board_size", "is_allowed"),
    [(None, None, True), (3, 3, True), (3, None, True), (None, 3, True), (4, 3, False)],
)
def test_staff_seats_fit_the_board(staff_seats, board_size, is_allowed):
    made = factories.make_organisation("Circle")

    is_held(
        MembershipCount(organisation=made, staff_seats=staff_seats, board_size=board_size),
        is_allowed=is_allowed,
    )


@pytest.mark.parametrize(
    ("slug", "name", "is_allowed"),
    [("launched", "Other", False), ("other", "Launched", False), ("other", "Other", True)],
)
def test_terms_of_a_list_stand_once(slug, name, is_allowed):
    factories.make_stage("launched")

    is_held(Stage(slug=slug, name=name, kind="step"), is_allowed=is_allowed)
