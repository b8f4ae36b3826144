"""The organisation page: who holds it, on a day, over time and through every chain."""

from datetime import date

import pytest
from django.test import Client

from partnerships.actions import settle_stakes
from partnerships.models import StakeCondition
from tests.dashboards.organisation_samples import (
    make_guarantee_company,
    make_hospital_group,
    make_pension_mutual,
    make_schools_mutual,
    read,
    rows,
    section,
)
from tests.factories import make_body, make_organisation, make_stake

pytestmark = pytest.mark.django_db


def test_ownership_csv_in_2013(client: Client) -> None:
    make_pension_mutual()
    assert rows(client, "/organisations/mycsp/charts/ownership.csv?as_of=2013-01-01") == [
        "measure,category,percent_low,percent_high",
        "equity,employees,25,25",
        "equity,public,35,35",
        "equity,private,40,40",
    ]


def test_ownership_csv_in_2015(client: Client) -> None:
    make_pension_mutual()
    assert rows(client, "/organisations/mycsp/charts/ownership.csv?as_of=2015-01-01")[1:] == [
        "equity,employees,25,25",
        "equity,public,24,24",
        "equity,private,51,51",
    ]


def test_page_says_the_split_of_the_day(client: Client) -> None:
    make_pension_mutual()
    words = section(client, "/organisations/mycsp/?as_of=2013-01-01", "ownership")
    assert "Equity: private sector 40%, public sector 35% and employees 25%." in words
    assert "Holders on 1 January 2013" in words


def test_planned_split_is_shown_and_counted_in_no_sum(client: Client) -> None:
    make_pension_mutual()
    path = "/organisations/mycsp/?as_of=2013-01-01"
    words = section(client, path, "ownership")
    assert "Equiniti Source 1 planned 42% Said on 1 February 2012" in words
    assert "Employees directly Source 1 planned 25% Said on 1 February 2012" in words
    assert "6 left out: 3 only planned, 3 from after this day" in words
    assert "42" not in "".join(rows(client, "/organisations/mycsp/charts/ownership.csv"))


def test_plan_is_not_shown_before_it_was_made(client: Client) -> None:
    make_pension_mutual()
    words = section(client, "/organisations/mycsp/?as_of=2012-01-01", "ownership")
    assert "planned" not in words
    assert "Who holds MyCSP Ltd on this day is not recorded." in words
    assert "9 figures from after this day are not shown." in words


def test_ownership_over_time_is_uneven_and_open_at_the_end(client: Client) -> None:
    make_pension_mutual()
    assert rows(client, "/organisations/mycsp/charts/ownership-over-time.csv") == [
        "valid_from,valid_to,measure,category,percent_low,percent_high",
        "2012-05-01,2014-10-02,equity,employees,25,25",
        "2012-05-01,2014-10-02,equity,public,35,35",
        "2012-05-01,2014-10-02,equity,private,40,40",
        "2014-10-02,,equity,employees,25,25",
        "2014-10-02,,equity,public,24,24",
        "2014-10-02,,equity,private,51,51",
    ]


def test_periods_that_begin_after_the_day_are_left_out(client: Client) -> None:
    make_pension_mutual()
    path = "/organisations/mycsp/charts/ownership-over-time.csv?as_of=2013-01-01"
    assert [row[:10] for row in rows(client, path)[1:]] == ["2012-05-01"] * 3


def test_earlier_stakes_keep_their_sources(client: Client) -> None:
    make_pension_mutual()
    words = read(client, "/organisations/mycsp/")
    assert "Stakes that had ended by this day (3)" in words
    assert "Stake of Equiniti: holds 40 of it" in words


def test_chain_and_rival_claims_stand_beside_each_other(client: Client) -> None:
    make_hospital_group()
    words = section(client, "/organisations/circle/?as_of=2013-06-01", "ownership")
    assert "Equity: private sector 50.1% and employee trust 49.9%." in words
    assert "rival figure at least 50% Said on 3 December 2010" in words
    assert "rival figure ~49% Said on 1 January 2013" in words


def test_rival_claim_is_not_shown_before_it_was_made(client: Client) -> None:
    make_hospital_group()
    words = section(client, "/organisations/circle/?as_of=2012-06-01", "ownership")
    assert "Said on 3 December 2010" in words
    assert "Said on 1 January 2013" not in words


def test_holdings_csv_names_each_path_with_its_product(client: Client) -> None:
    make_hospital_group()
    assert rows(client, "/organisations/circle/charts/holdings.csv?as_of=2016-06-01") == [
        "path,category,percent_low,percent_high",
        "Circle Health Ltd ← Circle Holdings plc ← not recorded,not_recorded,75.7,75.7",
        "Circle Health Ltd ← Circle Holdings plc ← Benefit Trust,employee_trust,24.3,24.3",
    ]


def test_staff_reached_through_a_chain_is_a_key_figure_of_its_own(client: Client) -> None:
    make_hospital_group()
    words = section(client, "/organisations/circle/?as_of=2016-06-01", "key-figures")
    assert "0% Staff share of equity" in words
    assert "24.3% Staff share, looked through" in words


def test_look_through_carries_a_size_that_is_not_known(client: Client) -> None:
    make_schools_mutual()
    assert rows(client, "/organisations/3bm/charts/look-through.csv?as_of=2015-01-01") == [
        "measure,category,percent_low,percent_high",
        "equity,employees,75.1,100",
        "equity,not_recorded,0,24.9",
    ]


def test_look_through_over_time_changes_without_an_event_here(client: Client) -> None:
    make_schools_mutual()
    assert rows(client, "/organisations/3bm/charts/look-through-over-time.csv")[1:] == [
        "2013-04-01,2017-11-01,equity,employees,75.1,100",
        "2013-04-01,2017-11-01,equity,not_recorded,0,24.9",
        "2017-11-01,,equity,employees,75.1,75.1",
        "2017-11-01,,equity,social,24.9,24.9",
    ]


def test_page_of_today_tells_the_look_through_of_earlier_periods(client: Client) -> None:
    make_schools_mutual()
    words = section(client, "/organisations/3bm/", "ownership")
    assert "1 April 2013 1 November 2017 Equity Employees 75.1 to 100%" in words


def test_no_shareholders_is_a_fact_with_a_source(client: Client) -> None:
    make_guarantee_company()
    words = read(client, "/organisations/sirona/")
    assert "No shareholders It has no share capital" in words
    assert "no shareholders Staff share of equity" in words
    assert rows(client, "/organisations/sirona/charts/ownership.csv") == [
        "measure,category,percent_low,percent_high"
    ]


def test_nothing_recorded_is_said_in_words(client: Client) -> None:
    make_organisation("Bare", slug="bare")
    words = read(client, "/organisations/bare/")
    assert "not recorded Staff share of equity" in words
    assert "Who holds Bare on this day is not recorded." in words
    assert "No contract is recorded for this day." in words
    assert "No journey out of a public body is recorded for it." in words


def test_size_not_known_is_named_and_is_no_zero(client: Client) -> None:
    company = make_organisation("Opaque", slug="opaque")
    make_stake(company, ("Backers", "private"), equity="withheld", valid_from=date(2015, 1, 1))
    settle_stakes(organisation_ids=[company.pk])
    words = section(client, "/organisations/opaque/", "ownership")
    assert "Size not known or withheld: equity of Backers." in words
    assert "Private sector size withheld From 1 January 2015" in words
    assert "0%" not in section(client, "/organisations/opaque/", "key-figures")


def test_snapshot_says_when_it_was_seen(client: Client) -> None:
    company = make_organisation("Seen", slug="seen")
    make_stake(
        company,
        "employees",
        equity="~50",
        period_kind="snapshot",
        seen_on=date(2014, 2, 1),
        seen_on_precision="month",
    )
    settle_stakes(organisation_ids=[company.pk])
    words = section(client, "/organisations/seen/", "ownership")
    assert "~50% As last seen in February 2014" in words
    assert "~50% Staff share of equity" in section(client, "/organisations/seen/", "key-figures")


def test_stake_tells_conditions_and_consideration(client: Client) -> None:
    company = make_organisation("Bound", slug="bound")
    stake = make_stake(
        company,
        ("Backers", "private"),
        equity="24.9",
        profit_share="10",
        consideration_kind="cash",
        consideration="£2m",
        has_advisory_voice=True,
        valid_from=date(2015, 1, 1),
    )
    StakeCondition.objects.create(stake=stake, kind="cap", percent="25", words="on performance")
    settle_stakes(organisation_ids=[company.pk])
    words = section(client, "/organisations/bound/", "ownership")
    assert "Advises and does not decide; given for it: cash, £2m; cap 25%: on performance" in words
    assert "24.9% 10% From 1 January 2015" in words


def test_stakes_in_others_are_listed_with_links_that_keep_the_day(client: Client) -> None:
    make_pension_mutual()
    response = client.get("/organisations/equiniti/?as_of=2013-01-01")
    words = section(client, "/organisations/equiniti/?as_of=2013-01-01", "ownership")
    assert "Stakes that it holds in others" in words
    assert "40%" in words
    assert 'href="/organisations/mycsp/?as_of=2013-01-01"' in response.content.decode()


def test_public_body_is_held_by_nobody(client: Client) -> None:
    make_body("Northshire Council", slug="northshire")
    assert "It is a public body: nobody holds a stake in it." in read(
        client, "/organisations/northshire/"
    )


@pytest.mark.parametrize("extension", ["svg", "png", "json"])
@pytest.mark.parametrize(
    "name",
    [
        "ownership",
        "look-through",
        "ownership-over-time",
        "look-through-over-time",
        "holdings",
        "contracts-timeline",
        "contract-value",
    ],
)
def test_every_chart_is_a_resource(client: Client, name: str, extension: str) -> None:
    make_schools_mutual()
    response = client.get(f"/organisations/3bm/charts/{name}.{extension}?as_of=2015-01-01")
    assert response.status_code == 200
    assert response.content


def test_chart_of_another_name_is_not_found(client: Client) -> None:
    make_organisation("Bare", slug="bare")
    assert client.get("/organisations/bare/charts/nonsense.csv").status_code == 404


def test_nonsense_day_is_refused(client: Client) -> None:
    make_organisation("Bare", slug="bare")
    assert client.get("/organisations/bare/?as_of=yesterday-ish").status_code == 400
