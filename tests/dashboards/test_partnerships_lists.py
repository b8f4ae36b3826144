"""The index of partnerships, the list of all of them, and the list of partners."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.test import Client

from organisations.models import Organisation, User
from partnerships.choices import BidStatus, CompetitionOrigin, CompetitionStatus, MemberRole
from partnerships.models import Partnership
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.partnerships.figures.members import count_by_sector, members_by
from spinouts.dashboards.partnerships.figures.partnership import PartnershipFigures
from spinouts.dashboards.partnerships.lists import partners, partnerships
from tests.alternatives_partnerships import bids_won_and_decided, members_by_sector
from tests.dashboards.organisation_samples import read
from tests.dashboards.partnership_samples import (
    SIGNED,
    make_group,
    make_pension_deal,
    make_pension_venture,
    make_programme,
    reported_competition,
    told_bid,
)
from tests.factories import (
    make_body,
    make_curator,
    make_jv_partner,
    make_member,
    make_organisation,
    make_partnership,
    make_profile,
)

pytestmark = pytest.mark.django_db
INDEX, ALL, PARTNERS = "/partnerships/", "/partnerships/all/", "/partnerships/partners/"
NONSENSE = [
    ("page", "0"),
    ("page", "99"),
    ("sort", "nonsense"),
    ("q", "x" * 5_000),
    ("q", "\x00"),
    ("as_of", "2015-02-30"),
]
CHOICES = {
    ALL: ["kind", "sector", "status"],
    "/partnerships/deals/": ["sector", "competition", "price", "signed_from", "signed_to"],
    PARTNERS: ["sector", "has"],
}


def names(client: Client, path: str, **query: str) -> list[str]:
    """Give what heads the rows of a list."""
    return [row[0]["text"] for row in client.get(path, query).context["rows"]]


def cell(client: Client, path: str, name: str, place: int, **query: str) -> dict:
    """Give one cell of the row that a name heads."""
    rows = client.get(path, query).context["rows"]
    return next(row[place] for row in rows if row[0]["text"] == name)


def test_index_counts_what_is_on_record_by_the_day(client: Client) -> None:
    make_pension_deal()
    make_programme()
    figures = {
        figure["label"]: figure["value"] for figure in client.get(INDEX).context["key_figures"]
    }
    assert figures == {
        "joint ventures": "1",
        "partner competitions": "1",
        "deals signed": "1",
        "primes": "0",
    }


def test_index_of_an_earlier_day_counts_no_later_deal_or_competition(client: Client) -> None:
    make_pension_deal()
    context = client.get(INDEX, {"as_of": "2011-09-30"}).context
    values = [figure["value"] for figure in context["key_figures"]]
    assert values == ["1", "0", "0", "0"]
    assert context["deal_rows"] == []


def test_index_leads_to_every_part_on_the_same_day(client: Client) -> None:
    html = client.get(INDEX, {"as_of": "2015-01-01"}).content.decode()
    day = "as_of=2015-01-01"
    assert f'href="/partnerships/all/?{day}&amp;kind=joint_venture"' in html
    parts = ("all", "competitions", "deals", "partners", "primes", "supply-chains", "capital")
    for part in (*parts, "modeller"):
        assert f'href="/partnerships/{part}/?{day}"' in html


def test_index_shows_the_latest_deals_first(client: Client) -> None:
    make_pension_deal()
    rows = client.get(INDEX).context["deal_rows"]
    assert [row[0]["text"] for row in rows] == ["Equiniti and MyCSP, 2012"]
    assert rows[0][4]["text"] == "withheld"


@pytest.mark.parametrize("path", [INDEX, ALL, "/partnerships/deals/", PARTNERS])
def test_list_answers_on_an_empty_register(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", CHOICES)
def test_list_answers_nonsense_by_naming_the_field(client: Client, path: str) -> None:
    wrong = NONSENSE + [(name, "nonsense!") for name in CHOICES[path]]
    for name, value in wrong:
        response = client.get(path, {name: value})
        assert response.status_code == 400, (path, name)
        assert f"<code>{name}</code>" in response.content.decode()


def test_years_that_run_backwards_are_refused(client: Client) -> None:
    response = client.get("/partnerships/deals/", {"signed_from": "2015", "signed_to": "2012"})
    assert response.status_code == 400
    assert "2012 is before 2015" in response.content.decode()


@pytest.mark.parametrize("path", CHOICES)
def test_list_has_every_order_in_both_directions(client: Client, path: str) -> None:
    make_pension_deal()
    keys = [column["key"] for column in client.get(path).context["columns"] if "key" in column]
    assert keys
    for sort in [*keys, *(f"-{key}" for key in keys)]:
        assert client.get(path, {"sort": sort}).status_code == 200


def test_list_names_members_of_the_day_by_sector(client: Client) -> None:
    make_pension_venture()
    row = client.get(ALL).context["rows"][0]
    assert row[3]["text"] == "2"
    assert row[4]["text"] == "Equiniti, Cabinet Office, MyCSP staff"
    assert row[4]["note"] == "1 private, 1 of the public sector"


def test_list_counts_stated_members_beside_those_named(client: Client) -> None:
    make_group()
    found = cell(client, ALL, "Groupe SOS, its members", 3)
    assert (found["text"], found["note"]) == ("at least 40", "1 named here")


def test_list_tells_former_members_of_what_has_ended(client: Client) -> None:
    ended = make_partnership("Ended")
    make_member(ended, ("A", "social"), joined_on=date(2011, 1, 1), left_on=date(2013, 1, 1))
    row = client.get(ALL).context["rows"][0]
    assert (row[4]["text"], row[4]["note"]) == ("A", "No longer members on the day")
    assert (row[5]["text"], row[5]["note"]) == ("ended", "by 1 January 2013")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "equiniti"}, ["MyCSP joint venture"]),
        ({"q": "mycsp ltd"}, ["MyCSP joint venture"]),
        ({"q": "founding"}, ["Groupe SOS, its members"]),
        ({"kind": "group"}, ["Groupe SOS, its members"]),
        ({"sector": "private"}, ["MyCSP joint venture"]),
        ({"sector": "social"}, ["Groupe SOS, its members"]),
        ({"sector": "not-recorded"}, []),
        ({"status": "ended"}, []),
        ({"status": "later", "as_of": "2012-04-30"}, ["MyCSP joint venture"]),
    ],
)
def test_list_is_narrowed(client: Client, query: dict, found: list[str]) -> None:
    make_pension_venture()
    make_group()
    assert names(client, ALL, **query) == found


def test_list_of_an_earlier_day_says_what_is_not_in_it(client: Client) -> None:
    make_pension_venture()
    make_group()
    assert names(client, ALL, as_of="2012-04-30") == ["Groupe SOS, its members"]
    words = read(client, f"{ALL}?as_of=2012-04-30")
    assert "1 not begun . Those not begun are not in the list below." in words


def test_list_keeps_back_a_joint_body_that_is_not_public(client: Client) -> None:
    secret = make_organisation("Zanzibar Ltd", slug="zanzibar", state="draft")
    shown = make_partnership("Open", slug="open", vehicle=secret, description="For Zanzibar")
    make_member(shown, make_organisation("Zanzibar too", state="hidden"), note="Zanzibar")
    for path in (ALL, "/partnerships/open/", f"{ALL}?q=zanzibar", INDEX):
        text = client.get(path).content.decode().replace('value="zanzibar"', "")
        text = text.replace("Search: zanzibar", "").replace("Name or member: zanzibar", "")
        text = text.replace("q=zanzibar", "")
        assert "anzibar" not in text, path
    assert names(client, ALL, q="zanzibar") == []


@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_partnership_that_is_not_public_is_for_keepers(client: Client, state: str) -> None:
    Partnership.objects.filter(pk=make_pension_venture().pk).update(state=state)
    assert names(client, ALL) == []
    assert client.get("/partnerships/mycsp-jv/").status_code == 404
    assert client.get("/partnerships/mycsp-jv/charts/members.csv").status_code == 404
    assert "MyCSP joint venture" not in read(client, "/organisations/equiniti/")
    client.force_login(make_curator())
    assert names(client, ALL) == ["MyCSP joint venture"]
    assert f"{state}: not public" in read(client, "/partnerships/mycsp-jv/")


def test_list_is_cut_into_pages_of_fifty(client: Client) -> None:
    for number in range(51):
        make_partnership(f"Alliance {number:02}")
    assert len(names(client, ALL)) == 50
    assert names(client, ALL, page="2") == ["Alliance 50"]


def test_partners_are_who_owns_signed_or_bid(client: Client) -> None:
    make_pension_deal()
    offering = make_organisation("Offering")
    make_jv_partner(offering, skills="pensions")
    assert names(client, PARTNERS) == ["Capita", "Equiniti", "Offering"]


def test_partner_row_tells_offer_venture_stake_deal_and_bids(client: Client) -> None:
    make_pension_deal()
    make_jv_partner(
        Organisation.objects.get(slug="equiniti"), skills="software", capital="£5m", works_in="UK"
    )
    row = next(row for row in client.get(PARTNERS).context["rows"] if row[0]["text"] == "Equiniti")
    assert [found["text"] for found in row[1:]] == [
        "Private sector",
        "software",
        "MyCSP joint venture",
        "MyCSP Ltd, 40%",
        "Equiniti and MyCSP, 2012",
        "1 of 1",
    ]
    assert row[2]["note"] == "capital: £5m; works in UK"


def test_bids_won_are_a_rate_from_five_on(client: Client) -> None:
    body, bidder = make_body("Northshire"), make_organisation("Bidder")
    outcomes = ["signed", "lost", "lost", "lost", "signed", "withdrawn", "shortlisted"]
    for number, outcome in enumerate(outcomes):
        competition = reported_competition(body, title=f"No. {number}", slug=f"no-{number}")
        told_bid(competition, bidder, outcome)
    found = cell(client, PARTNERS, "Bidder", 6)
    assert (found["text"], found["note"]) == ("40% (2 of 5)", "2 not decided or withdrawn")


def test_bid_whose_name_is_kept_back_makes_nobody_a_partner(client: Client) -> None:
    body, bidder = make_body("Northshire"), make_organisation("Bidder")
    competition = reported_competition(body)
    told_bid(competition, bidder, BidStatus.LOST, is_name_withheld=True)
    assert names(client, PARTNERS) == []
    assert "Bids in partner competitions" not in read(client, f"/organisations/{bidder.slug}/")


def test_bid_in_an_unsigned_competition_makes_nobody_a_partner(client: Client) -> None:
    body, bidder = make_body("Northshire"), make_organisation("Bidder")
    competition = reported_competition(
        body, origin=CompetitionOrigin.RUN, status=CompetitionStatus.PREFERRED, signed_on=None
    )
    told_bid(competition, bidder, BidStatus.PREFERRED)
    client.force_login(make_curator())
    assert names(client, PARTNERS) == []


def test_bid_made_after_the_day_is_not_counted(client: Client) -> None:
    make_pension_deal()
    assert names(client, PARTNERS, as_of="2011-09-30") == []
    assert cell(client, PARTNERS, "Equiniti", 6, as_of="2011-10-01")["text"] == "none decided"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "equi"}, ["Equiniti"]),
        ({"q": "software"}, ["Equiniti"]),
        ({"has": "ventures"}, ["Equiniti"]),
        ({"has": "deals"}, ["Equiniti"]),
        ({"has": "bids"}, ["Capita", "Equiniti"]),
        ({"sector": "private"}, ["Capita", "Equiniti"]),
        ({"sector": "not-recorded"}, []),
    ],
)
def test_partners_are_narrowed(client: Client, query: dict, found: list[str]) -> None:
    make_pension_deal()
    make_jv_partner(Organisation.objects.get(slug="equiniti"), skills="software")
    assert names(client, PARTNERS, **query) == found


def a_random_partnership(chance: random.Random, number: int) -> Partnership:
    """Store a partnership whose members of all sectors come and go."""
    partnership = make_partnership(f"Random {number}", vehicle=make_organisation(f"Body {number}"))
    for place in range(chance.randrange(7)):
        organisation = make_organisation(f"Member {number}.{place}")
        turn = date(2010, 1, 1) + timedelta(days=chance.randrange(3000))
        make_profile(organisation, chance.choice(["private", "social", "mutual"]), to=turn)
        if chance.random() < 0.6:
            make_profile(organisation, chance.choice(["public", "hybrid"]), since=turn)
        joined = date(2010, 1, 1) + timedelta(days=chance.randrange(2000))
        left = joined + timedelta(days=1 + chance.randrange(2000))
        member = chance.choice([organisation, (f"Name {place}", "social"), partnership.vehicle])
        make_member(
            partnership,
            member,
            role=chance.choice(MemberRole.values),
            joined_on=chance.choice([None, joined]),
            left_on=chance.choice([None, left]),
        )
    return partnership


@pytest.mark.parametrize("seed", range(8))
def test_members_by_sector_as_their_slow_twin_counts_them(seed: int) -> None:
    chance = random.Random(seed)
    for number in range(4):
        partnership = a_random_partnership(chance, number)
        seen = Partnership.objects.seen_by(None).get(pk=partnership.pk)
        for day in (date(2011, 6, 1), date(2014, 3, 1), date(2018, 1, 1)):
            wanted = members_by_sector(partnership, day)
            figures = PartnershipFigures(seen, None, day)
            assert figures.count_by_sector == wanted
            row = partnerships.narrowed(Filters(day, False), None).get(pk=partnership.pk)
            assert row.member_count == sum(wanted.values())


@pytest.mark.parametrize("seed", range(8))
def test_bids_won_as_their_slow_twin_counts_them(seed: int) -> None:
    chance, body = random.Random(seed), make_body("Northshire")
    bidder = make_organisation("Bidder")
    make_jv_partner(bidder)
    for number in range(12):
        days = [date(2010 + chance.randrange(8), 1, 1) for _ in range(4)]
        competition = reported_competition(
            body,
            title=f"No. {number}",
            slug=f"no-{number}",
            origin=chance.choice(CompetitionOrigin.values),
            status=chance.choice(["signed", "evaluating"]),
            opens_on=chance.choice([None, days[0]]),
            signed_on=days[1],
            state=chance.choice(["published", "published", "draft"]),
        )
        told_bid(
            competition,
            bidder,
            chance.choice(["signed", "lost", "withdrawn", "submitted"]),
            submitted_on=chance.choice([None, days[2]]),
            closed_on=chance.choice([None, days[3]]),
            is_name_withheld=chance.random() < 0.4,
        )
    for year in range(2010, 2019):
        filters = Filters(date(year, 6, 1), False)
        found = partners.PartnersRecords.read([bidder.pk], filters, User()).bids.get(bidder.pk, [])
        won, decided = bids_won_and_decided(bidder, filters.as_of)
        text = partners.bids_cell(found, filters)["text"]
        assert text == expected_rate(won, decided, len(found))


def expected_rate(won: int, decided: int, count: int) -> str:
    if not count:
        return "–"
    if not decided:
        return "none decided"
    share = f"{100 * won / decided:,.1f}".removesuffix(".0")
    return f"{share}% ({won} of {decided})" if decided >= 5 else f"{won} of {decided}"


def test_count_by_sector_puts_the_largest_first_and_unknown_last() -> None:
    partnership = make_partnership("Alliance")
    for name, sector in (("A", ""), ("B", "social"), ("C", "social"), ("D", "private")):
        make_member(partnership, (name, sector))
    figures = PartnershipFigures(Partnership.objects.seen_by(None).get(), None, SIGNED)
    members = members_by(figures.all_members, figures.sectors, SIGNED)
    assert list(count_by_sector(members).items()) == [("social", 2), ("private", 1), ("", 1)]
