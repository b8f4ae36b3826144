"""The page of one prime: members, power beside delivery, capital, mission, the five tests."""

from datetime import date

import pytest

from tests.dashboards.organisation_samples import read, rows, section
from tests.dashboards.prime_samples import (
    make_example_prime,
    make_group_without_shares,
    make_passing_prime,
    make_prime_contract,
    make_sector,
    make_thresholds,
)
from tests.factories import (
    make_contract,
    make_investment,
    make_link,
    make_member,
    make_organisation,
    make_partnership,
    make_social_prime,
    make_stake,
)

pytestmark = pytest.mark.django_db
PAGE = "/partnerships/primes/example-prime/"


def test_equivalence_of_the_worked_example_is_0_40_with_its_parts(client):
    make_example_prime()

    words = section(client, f"{PAGE}?as_of=2020-12-31", "delivery")

    assert "Equivalence 0.40 of 1, power by votes" in words
    assert "private sector decides 90% and delivers 30%" in words
    assert "social sector decides 10% and delivers 70%" in words


def test_power_and_delivery_stand_beside_each_other_in_the_csv(client):
    make_example_prime()

    assert rows(client, f"{PAGE}charts/power-and-delivery.csv?as_of=2020-12-31") == [
        "sector,power_percent_low,power_percent_high,delivery_percent_low,delivery_percent_high",
        "private,90,90,30,30",
        "social,10,10,70,70",
    ]


def test_equivalence_is_not_told_beside_a_link_that_is_not_disclosed(client):
    prime = make_example_prime()
    contract = prime.contract_parts.get().contract
    make_link(contract, make_sector("Other", "social"), value="withheld")

    words = section(client, f"{PAGE}?as_of=2020-12-31", "delivery")

    assert "cannot be told: the value of work passed on is not disclosed" in words


def test_delivery_so_far_leaves_years_to_come_out(client):
    make_example_prime()

    words = section(client, f"{PAGE}?as_of=2016-06-30", "delivery")

    assert "Delivery is the value of the financial years 2015/16 to 2016/17." in words


def test_page_says_that_a_group_has_no_shareholders(client):
    make_group_without_shares()

    words = section(client, "/partnerships/primes/groupe/", "power")

    assert "No shareholders" in words
    assert "It has no shareholders (its legal form), so there is no split of equity" in words
    assert "Download" not in words


def test_page_without_anything_recorded_says_so(client):
    make_organisation("Plain Prime", slug="plain", kind="prime")

    words = read(client, "/partnerships/primes/plain/")

    assert "No member is recorded for this day." in words
    assert "Who holds it on this day is not recorded." in words
    assert "No shared mission is recorded." in words
    assert "No capital and no live contract is recorded in pounds." in words


def test_members_are_counted_by_sector_period_by_period(client):
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    alliance = make_partnership("Alliance", vehicle=prime)
    charity = make_sector("Charity", "social")
    make_member(alliance, prime, role="lead")
    make_member(alliance, charity, joined_on=date(2010, 1, 1))
    make_member(alliance, ("Firm", "private"), joined_on=date(2012, 1, 1), left_on=date(2014, 1, 1))

    assert rows(client, f"{PAGE}charts/members-by-sector.csv?as_of=2015-01-01") == [
        "valid_from,valid_to,sector,member_count",
        "2010-01-01,2012-01-01,social,1",
        "2012-01-01,2014-01-01,private,1",
        "2012-01-01,2014-01-01,social,1",
        "2014-01-01,,social,1",
    ]


def test_members_are_listed_with_role_and_dates(client):
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    alliance = make_partnership("Alliance", vehicle=prime, stated_member_count="550")
    make_member(
        alliance,
        ("Firm", "private"),
        role="subcontractor",
        role_words="delivery in the north",
        joined_on=date(2012, 1, 1),
        left_on=date(2014, 1, 1),
    )

    words = section(client, PAGE, "members")

    assert "550 members in all, as a source counts." in words
    assert "Firm" in words
    assert "Subcontractor delivery in the north 1 January 2012 31 December 2013" in words


def test_a_member_who_left_after_the_day_is_still_one(client):
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    alliance = make_partnership("Alliance", vehicle=prime)
    make_member(alliance, ("Firm", "private"), joined_on=date(2012, 1, 1), left_on=date(2014, 1, 1))

    assert "1 January 2012 still" in section(client, f"{PAGE}?as_of=2013-12-31", "members")


def test_members_who_are_counted_and_not_named_may_have_signed(client):
    make_thresholds()
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    make_social_prime(prime, adopted_on=date(2012, 1, 1))
    alliance = make_partnership("Alliance", vehicle=prime, stated_member_count="10")
    make_member(alliance, ("Firm", "private"), signed_mission_on=date(2012, 1, 1))

    words = section(client, PAGE, "tests")

    assert "signed by 1 of 10 members, not known of 9" in words


def test_mission_is_shown_with_who_signed_and_when(client):
    make_thresholds()
    make_passing_prime()

    words = section(client, "/partnerships/primes/best-prime/?as_of=2018-01-01", "mission")

    assert "People first." in words
    assert "Adopted 1 June 2015" in words
    assert "Signed by Firm plc, 1 June 2015 Charity, 1 June 2015" in words


def test_mission_is_not_signed_before_its_day(client):
    make_thresholds()
    make_passing_prime()

    words = read(client, "/partnerships/primes/best-prime/?as_of=2015-05-31")

    assert "signed by 0 of 2 members" in words
    assert "Signed by not recorded" in words


def test_tests_name_their_inputs_and_what_they_ask_for(client):
    make_thresholds()
    make_passing_prime()

    words = section(client, "/partnerships/primes/best-prime/?as_of=2018-01-01", "tests")

    assert "Capital drawn £1m; live contracts a year £2m; ratio 50%" in words
    assert "Capital drawn of at least 10% of the annual value of live contracts" in words
    assert "Largest contract of known value: £10m A contract worth at least £10m" in words
    assert "Social sector’s power by votes: 50%; sectors with power: 2" in words


def test_tests_name_what_is_missing(client):
    make_thresholds()
    make_organisation("Plain Prime", slug="plain", kind="prime")

    words = section(client, "/partnerships/primes/plain/", "tests")

    assert "Missing: the capital drawn, the annual value of live contracts" in words
    assert "Missing: who has the power" in words


def test_capital_stands_beside_contracts(client):
    make_thresholds()
    prime = make_passing_prime()
    make_investment(
        prime,
        ("Bank", "private"),
        instrument="guarantee",
        committed="£500,000",
        called="£100,000",
        agreed_on=date(2015, 1, 1),
    )

    page = "/partnerships/primes/best-prime/charts/capital.csv?as_of=2018-01-01"

    assert rows(client, page) == [
        "amount,value_gbp_low,value_gbp_high",
        "committed,2000000.00,2000000.00",
        "drawn,1000000.00,1000000.00",
        "guaranteed,500000.00,500000.00",
        "called,100000.00,100000.00",
        "annual_contract_value,1999178.98,1999178.98",
    ]


def test_capital_that_is_withheld_reads_withheld_and_counts_from_nothing(client):
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    make_investment(
        prime,
        ("Fund", "social"),
        instrument="loan",
        committed="£1m",
        drawn="withheld",
        agreed_on=date(2015, 1, 1),
    )

    words = section(client, PAGE, "capital")

    assert "withheld" in words
    assert "Capital drawn: up to £1m." in words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"agreed_on": None}, "1 left out: undated"),
        ({"currency": "EUR"}, "1 left out: in another currency"),
        ({"agreed_on": date(2030, 1, 1)}, "1 left out: from after this day"),
        ({"instrument": "in_kind"}, "1 left out: in kind or for shares bought from others"),
    ],
)
def test_capital_says_what_it_leaves_out(client, values, words):
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    fund = ("Fund", "social")
    given = {"instrument": "loan", "agreed_on": date(2015, 1, 1), "committed": "£1m"}
    make_investment(prime, fund, **given)
    make_investment(prime, fund, **{**given, **values})

    assert words in section(client, f"{PAGE}?as_of=2020-01-01", "capital")


def test_a_plan_and_a_valuation_are_no_capital(client):
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    fund = ("Fund", "social")
    make_investment(prime, fund, instrument="loan", committed="£1m", basis="planned")
    make_investment(prime, fund, instrument="valuation", committed="£9m")

    assert "No capital" in section(client, PAGE, "capital")


def test_annual_value_takes_only_the_own_fraction_of_live_contracts(client):
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    other = make_organisation("Other")
    make_contract(
        "Joint",
        (prime, other),
        starts_on=date(2015, 4, 1),
        ends_on=date(2030, 3, 31),
        annual_value="£4m",
    )
    make_prime_contract(prime)

    figures = client.get(f"{PAGE}?as_of=2021-01-01").context["key_figures"]

    assert figures[3]["value"] == "£2m"


def test_a_live_contract_without_a_value_lifts_the_limit(client):
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    make_prime_contract(prime)
    make_contract("Unknown", (prime,), starts_on=date(2015, 4, 1), ends_on=date(2030, 3, 31))

    figures = client.get(f"{PAGE}?as_of=2018-01-01").context["key_figures"]

    assert figures[3]["value"] == "at least £2m"


def test_page_of_a_name_that_is_no_prime_is_not_there(client):
    make_organisation("Plain", slug="plain")

    assert client.get("/partnerships/primes/plain/").status_code == 404
    assert client.get("/partnerships/primes/plain/charts/power.csv").status_code == 404


def test_page_numbers_the_sources_of_power_and_members(client):
    make_thresholds()
    make_passing_prime()

    response = client.get("/partnerships/primes/best-prime/")

    titles = [source["title"] for source in response.context["sources"]]
    assert titles == ["About Best Prime", "About Best alliance"]


def test_organisation_page_leads_to_the_page_of_the_prime(client):
    make_example_prime()

    html = client.get("/organisations/example-prime/?as_of=2016-01-01").content.decode()

    assert 'href="/partnerships/primes/example-prime/?as_of=2016-01-01"' in html


def test_power_of_somebody_not_public_is_not_named(client):
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    hidden = make_organisation("Secret Fund", state="hidden")
    make_stake(
        prime, hidden, equity="40", quote="Secret Fund holds it", valid_from=date(2014, 1, 1)
    )

    assert "Secret" not in read(client, PAGE)


def test_about_is_carried_into_the_tests_and_the_capital(client):
    make_thresholds()
    prime = make_organisation("Prime", slug="example-prime", kind="prime")
    make_social_prime(prime, trading_income="~95%")
    make_investment(
        prime,
        ("Fund", "social"),
        instrument="loan",
        committed="about £2m",
        drawn="about £1m",
        agreed_on=date(2015, 1, 1),
    )
    make_prime_contract(prime, "about £10m")

    words = read(client, f"{PAGE}?as_of=2018-01-01")

    assert "Income from contracts and trade: ~95%" in words
    assert "Capital drawn ~£1m; live contracts a year ~£2m; ratio ~50%" in words
    assert "Largest contract of known value: ~£10m" in words
    assert "Capital committed: ~£2m." in words
