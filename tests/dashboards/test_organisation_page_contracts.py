"""The organisation page: its contracts, their value by year, income at risk and dependence."""

from datetime import date

import pytest
from django.test import Client

from partnerships.choices import FigureRole, PartyRole
from partnerships.models import ContractChange, ContractParty
from tests.dashboards.organisation_samples import read, rows, section
from tests.factories import (
    make_body,
    make_contract,
    make_organisation,
    make_spin_out,
    make_succession,
)

pytestmark = pytest.mark.django_db
DAY = "?as_of=2015-06-30"


def test_contract_value_csv_to_the_penny(client: Client) -> None:
    provider = make_organisation("Epic", slug="epic")
    make_contract(
        providers=(provider,),
        starts_on=date(2014, 1, 1),
        ends_on=date(2018, 12, 31),
        total_value="£21,000,000",
    )
    assert rows(client, "/organisations/epic/charts/contract-value.csv") == [
        "financial_year,value_gbp_low,value_gbp_high",
        "2013/14,1035049.29,1035049.29",
        "2014/15,4197699.89,4197699.89",
        "2015/16,4209200.44,4209200.44",
        "2016/17,4197699.89,4197699.89",
        "2017/18,4197699.89,4197699.89",
        "2018/19,3162650.60,3162650.60",
    ]


def test_contract_value_is_its_own_part_alone(client: Client) -> None:
    provider, partner = make_organisation("Half", slug="half"), make_organisation("Other")
    make_contract(
        providers=(provider, partner),
        starts_on=date(2015, 4, 1),
        ends_on=date(2016, 3, 31),
        total_value="£1,000",
    )
    assert rows(client, "/organisations/half/charts/contract-value.csv")[1:] == [
        "2015/16,500.00,500.00"
    ]
    assert "With Other" in section(client, "/organisations/half/", "contracts")


def test_contract_value_follows_changes_by_the_day(client: Client) -> None:
    provider = make_organisation("Raised", slug="raised")
    contract = make_contract(
        providers=(provider,),
        starts_on=date(2015, 4, 1),
        ends_on=date(2018, 3, 31),
        total_value="£1,200,000",
    )
    ContractChange.objects.create(
        contract=contract,
        changed_on=date(2016, 10, 1),
        total_value="£1,500,000",
        source=contract.source,
    )
    assert rows(client, "/organisations/raised/charts/contract-value.csv")[1:] == [
        "2015/16,400729.93,400729.93",
        "2016/17,499452.22,499452.22",
        "2017/18,599817.85,599817.85",
    ]
    before = rows(client, "/organisations/raised/charts/contract-value.csv?as_of=2016-01-01")
    assert before[1] == "2015/16,400729.93,400729.93"
    assert before[3] == "2017/18,399635.03,399635.03"


def test_status_follows_from_the_dates(client: Client) -> None:
    provider = make_organisation("Busy", slug="busy")
    body = make_body("Northshire Council")
    for title, start, end in (
        ("Past", date(2010, 1, 1), date(2012, 12, 31)),
        ("Present", date(2014, 1, 1), date(2018, 12, 31)),
        ("Endless", date(2014, 2, 1), None),
        ("Later", date(2016, 1, 1), date(2018, 12, 31)),
        ("Timeless", None, None),
    ):
        make_contract(title, (provider,), (body,), starts_on=start, ends_on=end)
    words = section(client, f"/organisations/busy/{DAY}", "contracts")
    assert "1 January 2010 to 31 December 2012 not known ended" in words
    assert "1 January 2014 to 31 December 2018 not known live" in words
    assert "1 February 2014 to end not known not known live" in words
    assert "Dates not known not known undated" in words
    assert "Later" not in words
    assert "1 contract that begins after this day is not shown." in words
    endings = [words.index(text) for text in ("not known live", "not known undated", "known ended")]
    assert endings == sorted(endings)


def test_rival_figure_stands_under_its_contract_and_in_no_sum(client: Client) -> None:
    provider = make_organisation("Sirona", slug="sirona")
    when = {"starts_on": date(2020, 4, 1), "ends_on": date(2030, 3, 31)}
    main = make_contract("Adult care", (provider,), total_value="£1.06bn", **when)
    make_contract(
        "Adult care, as the trade press has it",
        (provider,),
        total_value="£1.2bn",
        role=FigureRole.ALTERNATIVE,
        alternative_to=main,
        **when,
    )
    words = section(client, "/organisations/sirona/?as_of=2025-01-01", "contracts")
    assert "£1.06bn" in words
    assert "£1.2bn rival figure" in words
    assert "105941949.62" in rows(client, "/organisations/sirona/charts/contract-value.csv")[1]


def test_income_at_risk_counts_what_cannot_be_told(client: Client) -> None:
    provider = make_organisation("Risky", slug="risky")
    for title, end, value in (
        ("Soon", date(2015, 9, 30), {"annual_value": "£100,000"}),
        ("Next year", date(2016, 3, 31), {"annual_value": "£200,000"}),
        ("Far", date(2019, 3, 31), {"annual_value": "£700,000"}),
        ("Endless", None, {"annual_value": "£1m"}),
        ("Unvalued", date(2015, 12, 31), {}),
    ):
        make_contract(title, (provider,), starts_on=date(2014, 4, 1), ends_on=end, **value)
    words = section(client, f"/organisations/risky/{DAY}", "contracts")
    assert "4 contracts that run on this day are worth £2m a year to it." in words
    assert "Ends within 6 months 1 £100,000 5%" in words
    assert "Ends within 12 months 2 £300,000 15%" in words
    assert "Ends within 24 months 2 £300,000 15%" in words
    assert "End not known 1 £1m –" in words
    assert "No yearly value known 1 not known –" in words
    figures = section(client, f"/organisations/risky/{DAY}", "key-figures")
    assert "£2m Live contract value a year" in figures
    assert "£300,000 Of that, ends within 12 months" in figures


def test_unvalued_contracts_make_no_zero(client: Client) -> None:
    provider = make_organisation("Unvalued", slug="unvalued")
    make_contract(providers=(provider,), starts_on=date(2014, 4, 1), ends_on=date(2019, 3, 31))
    figures = section(client, f"/organisations/unvalued/{DAY}", "key-figures")
    assert "not known Live contract value a year" in figures
    assert "£0" not in read(client, f"/organisations/unvalued/{DAY}")


def test_dependence_follows_succession(client: Client) -> None:
    trust, group = make_body("Northshire PCT"), make_body("Northshire CCG")
    other = make_body("Southshire Council")
    succession = make_succession(trust, group)
    succession.happened_on = date(2013, 4, 1)
    succession.save()
    spin_out = make_spin_out("Newco", (trust,), slug="newco")
    when = {"starts_on": date(2012, 4, 1), "ends_on": date(2017, 3, 31)}
    make_contract("A", (spin_out.organisation,), (group,), annual_value="£300,000", **when)
    make_contract("B", (spin_out.organisation,), (other,), annual_value="£100,000", **when)
    words = section(client, f"/organisations/newco/{DAY}", "contracts")
    assert "75% of its live contract value a year (£300,000) comes from the public bodies" in words
    before = section(client, "/organisations/newco/?as_of=2012-12-31", "contracts")
    assert "0% of its live contract value a year (£0)" in before


def test_commissioner_lists_twenty_contracts_and_leads_to_the_others(client: Client) -> None:
    body = make_body("Northshire Council", slug="northshire")
    for number in range(23):
        make_contract(f"Contract {number:02}", (), (body,), starts_on=date(2010, 1, 1 + number))
    html = client.get("/organisations/northshire/?as_of=2015-06-30").content.decode()
    assert html.count("/contracts/contract-") == 20
    assert "All 23 contracts that it commissions" in html
    assert "/contracts/?commissioner=northshire&amp;as_of=2015-06-30" in html


def test_undelivered_part_and_plan_are_told(client: Client) -> None:
    provider = make_organisation("Cut", slug="cut")
    make_contract(
        "Hospital",
        (provider,),
        starts_on=date(2012, 2, 1),
        starts_on_precision="month",
        ends_on=date(2015, 3, 31),
        planned_ends_on=date(2022, 1, 31),
        planned_ends_on_precision="month",
        has_ended_early=True,
        early_end_reason="withdrew",
        total_value="£10m",
    )
    words = section(client, "/organisations/cut/", "contracts")
    assert "February 2012 to 31 March 2015 (planned to January 2022)" in words
    assert "ended early" in words
    assert "1 contract ended early: the part not delivered is left out." in words


def test_party_known_by_name_only_is_named(client: Client) -> None:
    provider = make_organisation("Named", slug="named")
    contract = make_contract(providers=(provider,), starts_on=date(2014, 1, 1))
    ContractParty.objects.create(
        contract=contract,
        role=PartyRole.COMMISSIONER,
        name="A school trust",
        source=contract.source,
    )
    assert "A school trust" in section(client, "/organisations/named/", "contracts")
