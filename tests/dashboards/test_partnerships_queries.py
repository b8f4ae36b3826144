"""Pages of partnerships ask the database as often with fifty rows as with one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partnerships.choices import BidStatus
from partnerships.models import DealStake, Partnership, StakeCondition
from tests.dashboards.organisation_samples import section
from tests.dashboards.partnership_samples import (
    SIGNED,
    make_pension_deal,
    reported_competition,
    told_bid,
)
from tests.factories import (
    make_contract,
    make_contribution,
    make_curator,
    make_deal,
    make_investment,
    make_jv_partner,
    make_member,
    make_officer,
    make_organisation,
    make_ownership_rule,
    make_partnership,
    make_profile,
    make_stake,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
PAGES = (
    "/partnerships/",
    "/partnerships/all/",
    "/partnerships/deals/",
    "/partnerships/partners/",
    "/partnerships/mycsp-jv/",
    "/partnerships/deals/equiniti-mycsp/",
)


def store(count: int) -> None:
    """Store a deal with everything on its page so many times."""
    deal = make_pension_deal()
    venture, competition = deal.venture, deal.competition
    partnership = Partnership.objects.get(slug="mycsp-jv")
    for number in range(count):
        partner = make_organisation(f"Partner {number}")
        make_profile(partner, "private")
        make_jv_partner(partner, skills="skills")
        day = SIGNED + timedelta(days=number)
        make_member(partnership, partner, joined_on=day)
        make_member(make_partnership(f"Alliance {number}"), partner)
        stake = make_stake(venture, partner, votes="1", valid_from=day)
        StakeCondition.objects.create(stake=stake, kind="cap", percent="25")
        DealStake.objects.create(deal=deal, stake=stake)
        make_contribution(partner, venture)
        make_investment(venture, partner, committed="£1m", deal=deal)
        make_ownership_rule(venture, limit="1", valid_from=day)
        make_contract(f"Contract {number}", (venture, partner), starts_on=day)
        make_deal(venture, partner, title=f"Deal {number}", signed_on=day)
        told_bid(competition, partner, BidStatus.LOST)
        other = reported_competition(
            competition.public_body, title=f"No. {number}", slug=f"no-{number}"
        )
        told_bid(other, deal.partner, BidStatus.LOST)


@pytest.mark.parametrize("count", [1, 50])
def test_pages_need_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    store(count)
    for page in PAGES:
        client.get(page)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(page).status_code == 200, page


def test_charts_need_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    store(3)
    for address in (
        "/partnerships/mycsp-jv/charts/members.csv",
        "/partnerships/mycsp-jv/charts/ownership.csv",
        "/partnerships/deals/equiniti-mycsp/charts/before-and-after.csv",
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("role", ["curator", "officer"])
def test_keepers_need_the_account_and_its_bodies_besides(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, role: str
) -> None:
    store(3)
    body = Partnership.objects.get(slug="mycsp-jv").members.get(role="shareholder").organisation
    client.force_login(make_curator() if role == "curator" else make_officer(body))
    for page in PAGES:
        client.get(page)
        with django_assert_max_num_queries(MOST_QUERIES + 5):
            assert client.get(page).status_code == 200, page


def test_part_of_an_organisations_page_costs_one_query(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    store(20)
    client.get("/organisations/equiniti/")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "No. 19" in section(client, "/organisations/equiniti/", "partnerships")
