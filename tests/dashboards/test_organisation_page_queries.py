"""The organisation page asks the database as often with fifty rows of each kind as with one."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from organisations.models import Evidence, Organisation, OrganisationName
from partnerships.actions import settle_stakes
from partnerships.models import ContractChange, StakeCondition
from spinouts.models import MembershipCount, SpinOutParent
from tests import questions
from tests.factories import (
    make_body,
    make_contract,
    make_curator,
    make_identifier,
    make_mutual,
    make_organisation,
    make_source,
    make_spin_out,
    make_stage,
    make_stage_event,
    make_stake,
    make_succession,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def _store(count: int) -> Organisation:
    """Store an organisation that is everything at once, with rows of every kind."""
    organisation = make_body("Everything", slug="everything")
    own = make_spin_out("Own spin-out of it")
    spin_out = make_spin_out("Holder of it")
    for part in (own, spin_out):
        SpinOutParent.objects.create(spin_out=part, body=organisation, source=part.source)
    make_mutual(organisation)
    for number in range(count):
        _store_one(organisation, number)
    settle_stakes(organisation_ids=[organisation.pk])
    return organisation


def _store_one(organisation: Organisation, number: int) -> None:
    day = date(2000, 1, 1) + timedelta(days=number)
    source = make_source(f"Source {number}")
    OrganisationName.objects.create(
        organisation=organisation, name=f"Name {number}", kind="trading", source=source
    )
    make_identifier(organisation, "GB-COH", f"{number:08}")
    MembershipCount.objects.create(
        organisation=organisation, counted_on=day, take_up="62", source=source
    )
    holder, body = make_organisation(f"Holder {number}"), make_body(f"Body {number}")
    stake = make_stake(
        organisation,
        holder,
        equity="1",
        valid_from=day,
        valid_to=day + timedelta(days=1),
        source=source,
    )
    StakeCondition.objects.create(stake=stake, kind="cap", percent="25")
    make_stake(holder, organisation, equity="2", valid_from=day)
    Evidence.objects.create(source=make_source(f"Evidence {number}"), record=stake, quote="so")
    contract = make_contract(
        f"Care {number}",
        (organisation,),
        (body,),
        starts_on=day,
        ends_on=date(2030, 1, 1),
        total_value="£1m",
    )
    ContractChange.objects.create(
        contract=contract, changed_on=date(2010, 1, 1), total_value="£2m", source=source
    )
    make_contract(f"Bought {number}", (holder,), (organisation,), starts_on=day)
    make_succession(organisation, body)
    child = make_spin_out(f"Child {number}", (organisation,))
    make_stage_event(child, make_stage("launched"), day)


@pytest.mark.parametrize("count", [1, 50])
def test_page_needs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    _store(count)
    client.get("/organisations/everything/")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get("/organisations/everything/?as_of=2020-01-01").status_code == 200


def test_spin_out_needs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    spin_out = make_spin_out("Newco", (make_body("Council"),), slug="newco")
    make_mutual(spin_out.organisation)
    for number in range(50):
        make_stage_event(spin_out, make_stage(f"stage-{number}"), date(2010, 1, 1))
    client.get("/organisations/newco/")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get("/organisations/newco/").status_code == 200


def test_chart_needs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _store(3)
    client.get("/organisations/everything/charts/ownership.csv")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get("/organisations/everything/charts/holdings.svg").status_code == 200


def test_curator_needs_the_account_and_session_besides(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _store(3)
    client.force_login(make_curator())
    client.get("/organisations/everything/")
    with django_assert_max_num_queries(MOST_QUERIES + 2 + questions.of_row_security()):
        assert client.get("/organisations/everything/").status_code == 200
