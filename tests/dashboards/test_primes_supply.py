"""The page of supply chains: tiers, contracts with links, denominators, programmes."""

from datetime import date

import pytest

from partnerships.models import ProgrammeTally
from tests.dashboards.organisation_samples import read, rows, section
from tests.dashboards.prime_samples import make_sector
from tests.factories import make_contract, make_link, make_partnership

pytestmark = pytest.mark.django_db
PAGE = "/partnerships/supply-chains/"


def make_chain(title: str = "Work support"):
    """Store a private provider that passes 4 of 10 to a charity, which passes 1 to a mutual."""
    firm, charity = make_sector("Firm plc", "private"), make_sector("Charity", "social")
    contract = make_contract(
        title,
        (firm,),
        starts_on=date(2015, 4, 1),
        ends_on=date(2016, 3, 31),
        total_value="£10m",
    )
    make_link(contract, charity, value="£4m")
    make_link(contract, make_sector("Co-op", "mutual"), tier=2, giver=charity, value="£1m")
    make_link(contract, make_sector("Council company", "public"), value="withheld")
    return contract


def make_work_programme():
    """Store the Work Programme as the register has it: 18 primes, 36 of 40 contracts, ~£5bn."""
    programme = make_partnership("Work Programme", kind="programme")
    common = {"partnership": programme, "source": programme.source}
    ProgrammeTally.objects.create(denominator="organisations", whole_count="18", **common)
    ProgrammeTally.objects.create(
        denominator="contracts", sector="private", part_count="36", whole_count="40", **common
    )
    ProgrammeTally.objects.create(denominator="value", whole_value="~£5bn", **common)
    return programme


def test_value_is_added_up_by_tier_and_sector(client):
    make_chain()

    assert rows(client, f"{PAGE}charts/value-by-tier.csv") == [
        "tier,sector,contract_count,link_count,undisclosed_count,value_gbp_low,value_gbp_high",
        "0,private,1,0,0,10000000.00,10000000.00",
        "1,public,0,0,1,,",
        "1,social,1,1,0,4000000.00,4000000.00",
        "2,mutual,1,1,0,1000000.00,1000000.00",
    ]


def test_flow_goes_from_sector_to_sector(client):
    make_chain()

    header, *found = rows(client, f"{PAGE}charts/flow.csv")

    assert header.split(",") == [
        *["giver_tier", "giver_sector", "receiver_sector", "link_count", "undisclosed_count"],
        *["value_gbp_low", "value_gbp_high"],
    ]
    assert found == [
        "0,private,public,0,1,,",
        "0,private,social,1,0,4000000.00,4000000.00",
        "1,social,mutual,1,0,1000000.00,1000000.00",
    ]


def test_what_stays_is_told_as_far_as_links_are_disclosed(client):
    make_chain()

    cells = [[cell["text"] for cell in row] for row in client.get(PAGE).context["tier_rows"]]

    # beside £4m the provider passes on a sum that is withheld
    assert [(row[0], row[1], row[3], row[4]) for row in cells] == [
        ("Providers", "Private sector", "at least £4m", "up to £6m"),
        ("Tier 1: passed on", "Public sector", "£0", "not known"),
        ("Tier 1: passed on", "Social sector", "£1m", "£3m"),
        ("Tier 2: passed on", "Mutuals", "£0", "£1m"),
    ]


def test_links_that_are_not_disclosed_are_never_nothing(client):
    firm = make_sector("Firm plc", "private")
    contract = make_contract(
        "Work",
        (firm,),
        starts_on=date(2015, 4, 1),
        ends_on=date(2016, 3, 31),
        total_value="£10m",
    )
    make_link(contract, make_sector("Charity", "social"))

    provider, _ = client.get(PAGE).context["tier_rows"]

    assert [cell["text"] for cell in provider[2:5]] == ["£10m", "not disclosed", "up to £10m"]


def test_contracts_with_links_are_listed_with_what_is_not_disclosed(client):
    make_chain()
    make_contract("Without links")

    response = client.get(PAGE)

    assert [[cell["text"] for cell in row] for row in response.context["rows"]] == [
        ["Work support", "3", "2", "£4m", "1"]
    ]
    assert response.context["undisclosed_count"] == 1


def test_contract_begun_after_the_day_passes_nothing_on_yet(client):
    make_chain()

    response = client.get(f"{PAGE}?as_of=2015-03-31")

    assert response.context["rows"] == []
    assert "No work is recorded as passed on." in response.content.decode()


def test_work_programme_is_90_per_cent_by_contracts_and_of_unknown_sector_by_organisations(client):
    make_work_programme()

    table = client.get(PAGE).context["programmes"][0]["rows"]

    assert [[cell["text"] for cell in row[:4]] for row in table] == [
        ["By organisations", "not stated", "not known of 18", "not known"],
        ["By contracts", "Private sector", "36 of 40", "90%"],
        ["By value", "not stated", "not known of ~£5bn", "not known"],
    ]


def test_fifteen_of_eighteen_primes_are_83_3_per_cent(client):
    programme = make_partnership("Work Programme", kind="programme")
    ProgrammeTally.objects.create(
        partnership=programme,
        denominator="organisations",
        sector="private",
        part_count="15",
        whole_count="18",
    )

    assert rows(client, f"{PAGE}charts/programmes.csv") == [
        "programme,counted_by,sector,percent_low,percent_high",
        "Work Programme,organisations,private,83.3333,83.3333",
    ]
    assert "83.3%" in section(client, PAGE, "programmes")


def test_fewer_than_five_give_no_rate(client):
    programme = make_partnership("Small programme", kind="programme")
    ProgrammeTally.objects.create(
        partnership=programme,
        denominator="organisations",
        sector="social",
        part_count="2",
        whole_count="3",
    )

    words = section(client, PAGE, "programmes")

    assert "2 of 3 too few for a rate" in words
    assert "66.7" not in words
    assert rows(client, f"{PAGE}charts/programmes.csv")[1:] == [
        "Small programme,organisations,social,,"
    ]


def test_counts_published_after_the_day_are_not_shown(client):
    programme = make_work_programme()
    programme.tallies.all().delete()
    ProgrammeTally.objects.create(
        partnership=programme, denominator="contracts", whole_count="40", as_at=date(2012, 1, 1)
    )

    assert client.get(f"{PAGE}?as_of=2011-12-31").context["programmes"] == []
    assert len(client.get(f"{PAGE}?as_of=2012-01-01").context["programmes"]) == 1


def test_draft_programme_is_not_shown(client):
    programme = make_work_programme()
    programme.state = "draft"
    programme.save()

    assert client.get(PAGE).context["programmes"] == []


def test_all_contracts_have_three_denominators(client):
    make_chain()
    make_contract(
        "Other",
        (make_sector("Mutual", "mutual"),),
        starts_on=date(2015, 4, 1),
        ends_on=date(2016, 3, 31),
        total_value="£30m",
    )

    found = rows(client, f"{PAGE}charts/shares-by-sector.csv")

    assert found[1:] == [
        "mutual,1,50,1,50,75,75,30000000.00,30000000.00",
        "private,1,50,1,50,25,25,10000000.00,10000000.00",
    ]


def test_page_says_what_links_do_not_disclose(client):
    make_chain()

    words = read(client, PAGE)

    assert "Providers pass on £4m: social sector £4m." in words
    assert "Of 1 link from them the value is not disclosed." in words
