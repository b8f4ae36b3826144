"""The admin's first page: what is kept, in the order of the work, for whoever keeps it."""

from __future__ import annotations

import pytest

from spinouts.config.admin_site import ORDER
from tests import factories
from tests.admin_forms import signed_in

pytestmark = pytest.mark.django_db


def _listed(user, app):
    apps = signed_in(user).get("/admin/").context["app_list"]
    found = next((one for one in apps if one["app_label"] == app), {"models": []})
    return [model["object_name"] for model in found["models"]]


@pytest.mark.parametrize("app", ["organisations", "partnerships", "spinouts"])
def test_index_lists_models_in_the_order_of_the_work(app):
    listed = _listed(factories.make_superuser(), app)
    placed = [name for name in listed if name in ORDER]

    assert placed == sorted(placed, key=ORDER.index)
    assert listed[: len(placed)] == placed


def test_index_begins_partnerships_with_competitions_and_deals():
    listed = _listed(factories.make_curator(), "partnerships")

    assert listed[:4] == ["PartnerCompetition", "Bid", "Deal", "Stake"]
    assert listed[-1] == "PrimeThreshold"


def test_index_lists_no_accounts_for_curators():
    assert "User" not in _listed(factories.make_curator(), "organisations")


def test_every_model_that_has_a_place_has_pages():
    user = factories.make_superuser()
    listed = {
        name for app in ("organisations", "partnerships", "spinouts") for name in _listed(user, app)
    }

    assert set(ORDER) <= listed
