"""The page of one partnership: members over time, who holds it, rules, counts three ways."""

from datetime import date

import pytest
from django.test import Client

from organisations.models import Organisation
from partnerships.models import ProgrammeTally
from tests.dashboards.organisation_samples import read, rows
from tests.dashboards.partnership_samples import (
    make_group,
    make_pension_deal,
    make_pension_venture,
    make_programme,
    words_of,
)
from tests.factories import (
    make_contract,
    make_member,
    make_organisation,
    make_ownership_rule,
    make_partnership,
    make_profile,
    make_social_prime,
)

pytestmark = pytest.mark.django_db
JV = "/partnerships/mycsp-jv/"


def test_page_names_members_with_role_sector_and_stake(client: Client) -> None:
    make_pension_venture()
    words = words_of(client, JV, "members")
    assert "Equiniti Partner Private sector 1 May 2012 40%" in words
    assert "Cabinet Office Shareholder Public sector 1 May 2012 35%" in words


def test_page_tells_what_each_partner_brought(client: Client) -> None:
    make_pension_venture()
    words = words_of(client, JV, "members")
    assert "Technology: a new system (came about in part); In kind: £2m (software)" in words


def test_staff_are_no_organisation_among_the_members(client: Client) -> None:
    make_pension_venture()
    words = read(client, JV)
    assert "2 organisations are members on" in words
    assert "1 private, 1 of the public sector" in words


def test_staff_are_drawn_as_employees(client: Client) -> None:
    make_pension_venture()
    assert rows(client, f"{JV}charts/members.csv") == [
        "member,role,sector,joined_on,left_on",
        "Equiniti,partner,private,2012-05-01,",
        "Cabinet Office,shareholder,public,2012-05-01,",
        "MyCSP staff,staff,employees,2012-05-01,",
    ]


def test_trust_of_the_staff_is_drawn_as_employee_trust(client: Client) -> None:
    partnership = make_partnership("Alliance", slug="alliance")
    make_member(partnership, make_organisation("Trust"), role="staff")
    lines = rows(client, "/partnerships/alliance/charts/members.csv")
    assert lines[1] == "Trust,staff,employee_trust,,"


def test_member_that_left_is_shown_with_its_last_day(client: Client) -> None:
    partnership = make_partnership("Alliance", slug="alliance")
    first = make_organisation("Early bird")
    make_member(partnership, first, joined_on=date(2011, 1, 1), left_on=date(2013, 1, 1))
    words = words_of(client, "/partnerships/alliance/", "members")
    assert "1 January 2011 31 December 2012" in words


def test_sector_of_a_former_member_is_that_of_its_last_day(client: Client) -> None:
    partnership = make_partnership("Alliance", slug="alliance")
    bought = make_organisation("Bought")
    make_profile(bought, "mutual", to=date(2015, 1, 1))
    make_profile(bought, "private", since=date(2015, 1, 1))
    make_member(partnership, bought, joined_on=date(2011, 1, 1), left_on=date(2013, 1, 1))
    lines = rows(client, "/partnerships/alliance/charts/members.csv")
    assert lines[1] == "Bought,member,mutual,2011-01-01,2013-01-01"


def test_page_of_an_earlier_day_leaves_later_members_out(client: Client) -> None:
    make_pension_venture()
    words = read(client, f"{JV}?as_of=2012-04-30")
    assert "3 members who joined after this day are not shown" in words
    assert "not begun by this day" in words
    assert "Equiniti" not in words_of(client, f"{JV}?as_of=2012-04-30", "members")


def test_ended_partnership_says_when_it_ended(client: Client) -> None:
    partnership = make_partnership("Alliance", slug="alliance")
    make_member(partnership, ("A", "social"), left_on=date(2013, 1, 2))
    assert "ended by 2 January 2013" in read(client, "/partnerships/alliance/")


def test_page_shows_the_cap_on_a_stake(client: Client) -> None:
    make_pension_venture()
    words = words_of(client, JV, "ownership")
    assert "Equiniti Private sector 40% Cap 49%: until 2014" in words


def test_split_of_the_joint_body_is_a_chart(client: Client) -> None:
    make_pension_venture()
    assert rows(client, f"{JV}charts/ownership.csv") == [
        "measure,category,percent_low,percent_high",
        "equity,employees,25,25",
        "equity,public,35,35",
        "equity,private,40,40",
    ]


@pytest.mark.parametrize(("limit", "state"), [("25", "met"), ("25.01", "breached")])
def test_ownership_rule_stands_with_its_state(client: Client, limit: str, state: str) -> None:
    venture = make_pension_venture().vehicle
    make_ownership_rule(venture, limit=limit, whose="staff")
    words = words_of(client, JV, "ownership")
    assert f"At least {limit}% of equity" in words
    assert f"Staff (employees and their trust) 25% {state}" in words


def test_rule_about_a_holder_that_cannot_be_told_says_so(client: Client) -> None:
    venture = make_pension_venture().vehicle
    make_ownership_rule(venture, limit="25", whose="staff", measure="votes")
    assert "cannot tell" in words_of(client, JV, "ownership")


def test_group_whose_members_hold_no_shares_has_no_split(client: Client) -> None:
    make_group()
    words = words_of(client, "/partnerships/groupe-sos/", "ownership")
    assert "Groupe SOS has no shareholders" in words
    assert "membership is no shareholding" in words
    assert "per cent of equity" not in words


def test_group_counts_stated_members_beside_those_named(client: Client) -> None:
    make_group()
    words = read(client, "/partnerships/groupe-sos/")
    assert "at least 40 members, as a source counts" in words
    assert "1 of them named here: 1 of the social sector" in words


def test_joint_body_is_no_member_of_itself(client: Client) -> None:
    partnership = make_group()
    make_member(partnership, partnership.vehicle, role="lead")
    words = read(client, "/partnerships/groupe-sos/")
    assert "1 of them named here: 1 of the social sector" in words


def test_prime_leads_to_its_page_as_a_prime(client: Client) -> None:
    make_social_prime(make_group().vehicle)
    html = client.get("/partnerships/groupe-sos/?as_of=2020-01-01").content.decode()
    assert 'href="/partnerships/primes/groupe-sos/?as_of=2020-01-01"' in html


def test_programme_tells_one_share_by_three_denominators(client: Client) -> None:
    make_programme()
    words = words_of(client, "/partnerships/work-programme/", "counts")
    assert "By organisations, 18 organisations in all, not broken down by sector" in words
    assert "by contracts, private sector 90% (36 of 40 contracts)" in words
    assert "by value, ~£5bn in all, not broken down by sector" in words


def test_denominators_csv_of_the_work_programme(client: Client) -> None:
    make_programme()
    assert rows(client, "/partnerships/work-programme/charts/denominators.csv") == [
        "denominator,sector,part_low,part_high,whole_low,whole_high,percent_low,percent_high",
        "organisations,,,,18,18,,",
        "contracts,private,36,36,40,40,90,90",
        "value,,,,5000000000,5000000000,,",
    ]


def test_fifteen_of_eighteen_primes_are_83_3_per_cent(client: Client) -> None:
    programme = make_programme()
    tally = ProgrammeTally.objects.get(denominator="organisations")
    tally.sector, tally.part_count = "private", "15"
    tally.save()
    words = words_of(client, programme.get_absolute_url(), "counts")
    assert "private sector 83.3% (15 of 18 organisations)" in words


def test_share_of_fewer_than_five_prints_no_per_cent(client: Client) -> None:
    programme = make_partnership("Pilots", slug="pilots", kind="programme")
    ProgrammeTally.objects.create(
        partnership=programme,
        denominator="contracts",
        sector="social",
        part_count="2",
        whole_count="3",
        source=programme.source,
    )
    words = words_of(client, "/partnerships/pilots/", "counts")
    assert "social sector 2 of 3 contracts" in words
    assert "66.7" not in words
    lines = rows(client, "/partnerships/pilots/charts/denominators.csv")
    assert lines[1] == "contracts,social,2,2,3,3,,"


def test_count_published_after_the_day_is_not_shown(client: Client) -> None:
    make_programme()
    assert "90%" not in read(client, "/partnerships/work-programme/?as_of=2011-03-31")


def test_programme_known_by_counts_alone_has_no_empty_list_of_members(client: Client) -> None:
    make_programme()
    html = client.get("/partnerships/work-programme/").content.decode()
    assert 'id="members"' not in html


def test_contracts_of_the_partnership_and_of_its_joint_body_are_listed(client: Client) -> None:
    partnership = make_pension_venture()
    make_contract("Its own", (partnership.vehicle,), starts_on=date(2013, 1, 1))
    make_contract("Of the programme", (), partnership=partnership, starts_on=date(2014, 1, 1))
    make_contract("To come", (partnership.vehicle,), starts_on=date(2013, 6, 1))
    words = words_of(client, f"{JV}?as_of=2013-05-31", "contracts")
    assert "Its own" in words
    assert "To come" not in words
    assert "Of the programme" in words_of(client, JV, "contracts")


def test_deal_of_the_joint_body_leads_to_its_page(client: Client) -> None:
    make_pension_deal()
    html = client.get(f"{JV}?as_of=2015-01-01").content.decode()
    assert 'href="/partnerships/deals/equiniti-mycsp/?as_of=2015-01-01"' in html
    words = words_of(client, JV, "deals")
    assert "Equiniti and MyCSP, 2012 1 May 2012 40% withheld £2m withheld" in words


def test_every_link_keeps_the_day(client: Client) -> None:
    make_pension_deal()
    html = client.get(f"{JV}?as_of=2015-01-01").content.decode()
    links = [part.split('"')[0] for part in html.split('href="/')[1:]]
    lost = [link for link in links if "as_of=2015-01-01" not in link and "static/" not in link]
    assert lost == ["partnerships/mycsp-jv/?", "admin/"]  # “Read it as of today”, and the keepers


def test_page_without_anything_still_answers(client: Client) -> None:
    make_partnership("Bare", slug="bare")
    assert "No member is named here for this day" in read(client, "/partnerships/bare/")


@pytest.mark.parametrize("name", ["members", "ownership", "denominators"])
@pytest.mark.parametrize("extension", ["svg", "png", "csv", "json"])
def test_chart_is_a_resource_in_every_form(client: Client, name: str, extension: str) -> None:
    make_pension_venture()
    assert client.get(f"{JV}charts/{name}.{extension}").status_code == 200


def test_partnership_without_a_joint_body_has_no_split(client: Client) -> None:
    make_programme()
    assert client.get("/partnerships/work-programme/charts/ownership.csv").status_code == 404


def test_unknown_partnership_and_chart_are_not_found(client: Client) -> None:
    make_pension_venture()
    assert client.get("/partnerships/nothing/").status_code == 404
    assert client.get(f"{JV}charts/nothing.csv").status_code == 404


def test_nonsense_day_is_refused_in_words(client: Client) -> None:
    make_pension_venture()
    response = client.get(JV, {"as_of": "yesterday-ish"})
    assert response.status_code == 400
    assert "<code>as_of</code>" in response.content.decode()


def test_page_is_read_only(client: Client) -> None:
    make_pension_venture()
    assert client.post(JV).status_code == 405


def test_sources_are_numbered_as_they_are_met(client: Client) -> None:
    make_pension_venture()
    words = words_of(client, JV, "sources")
    assert "About MyCSP joint venture" in words
    assert "Equiniti as a member" in words
    assert Organisation.objects.count() == 3
