"""Ownership rules, accessions and the way to a prime on the page of an organisation (F3)."""

from datetime import date

import pytest

from partnerships.actions import settle_stakes
from tests.dashboards.organisation_samples import read, rows, section
from tests.factories import (
    make_accession,
    make_organisation,
    make_ownership_rule,
    make_profile,
    make_stake,
)

pytestmark = pytest.mark.django_db
PAGE = "/organisations/group/"
CHART = f"{PAGE}charts/ownership-rules.csv"


@pytest.fixture
def group():
    """A group whose staff hold 50, then about half, then 24.3."""
    found = make_organisation("Group Ltd", slug="group")
    investors = make_organisation("Investors plc", slug="investors")
    make_profile(investors, "private")
    spans = (
        (date(2004, 1, 1), date(2007, 1, 1), "50", "50"),
        (date(2007, 1, 1), date(2010, 1, 1), "45-55", "45-55"),
        (date(2010, 1, 1), None, "24.3", "75.7"),
    )
    for start, end, staff, others in spans:
        make_stake(found, "employee_trust", equity=staff, valid_from=start, valid_to=end)
        make_stake(found, investors, equity=others, valid_from=start, valid_to=end)
    settle_stakes(organisation_ids=[found.pk])
    return found


def make_target(group, **values):
    """Store the target of Circle: staff hold 50, within 5 points."""
    return make_ownership_rule(group, kind="target", limit="50", tolerance="5", **values)


def test_part_is_left_out_where_nothing_is_recorded(client, group):
    response = client.get(PAGE)

    assert response.context["rules"] == {"is_shown": False}
    assert "Ownership rules" not in response.content.decode()


def test_rule_is_written_in_words_with_its_state(client, group):
    make_target(group, words="about half belongs to staff")

    words = section(client, PAGE, "rules")

    assert "Staff: about 50% of equity, within 5 points" in words
    assert "About half belongs to staff" in words
    assert "24.3% breached" in words


@pytest.mark.parametrize(
    ("day", "state"),
    [("2005-01-01", "met"), ("2008-01-01", "met"), ("2012-01-01", "breached")],
)
def test_target_of_50_within_5_is_met_by_45_to_55_and_breached_by_24_3(client, group, day, state):
    make_target(group)

    table = client.get(f"{PAGE}?as_of={day}").context["rules"]["rules"]["rows"]

    assert table[0][3]["text"] == state


def test_state_is_told_at_every_change(client, group):
    make_target(group)

    table = client.get(f"{PAGE}?as_of=2015-01-01").context["rules"]["changes"]["rows"]

    assert [[cell["text"] for cell in row] for row in table] == [
        ["From 1 January 2010", RULE, "24.3%", "breached"],
        ["From 1 January 2007 until 31 December 2009", RULE, "45 to 55%", "met"],
        ["From 1 January 2004 until 31 December 2006", RULE, "50%", "met"],
        ["Until 31 December 2003", RULE, "no holder recorded", "cannot tell"],
    ]


RULE = "Staff: about 50% of equity, within 5 points"


def test_change_after_the_day_is_not_told(client, group):
    make_target(group)

    words = section(client, f"{PAGE}?as_of=2008-01-01", "rules")

    assert "From 1 January 2007" in words
    assert "2009" not in words
    assert "24.3" not in words


def test_chart_has_what_is_held_beside_what_is_allowed(client, group):
    make_target(group)

    header, *found = rows(client, f"{CHART}?as_of=2015-01-01")

    assert header.split(",") == [
        *["rule", "measure", "valid_from", "valid_to", "percent_low", "percent_high"],
        *["allowed_percent_low", "allowed_percent_high", "state"],
    ]
    assert found == [
        f'"{RULE}",equity,,2004-01-01,,,45,55,cannot_tell',
        f'"{RULE}",equity,2004-01-01,2007-01-01,50,50,45,55,met',
        f'"{RULE}",equity,2007-01-01,2010-01-01,45,55,45,55,met',
        f'"{RULE}",equity,2010-01-01,,24.3,24.3,45,55,breached',
    ]


@pytest.mark.parametrize(
    ("values", "words", "state"),
    [
        ({"kind": "floor", "limit": "25"}, "Staff: at least 25% of equity", "breached"),
        ({"kind": "cap", "limit": "25"}, "Staff: at most 25% of equity", "met"),
        ({"kind": "cap", "whose": "private", "limit": "~76"}, "at most ~76% of equity", "met"),
        ({"measure": "votes", "limit": "50"}, "Staff: at least 50% of votes", "cannot tell"),
    ],
)
def test_every_kind_of_rule_is_written_and_checked(client, group, values, words, state):
    make_ownership_rule(group, **values)

    table = client.get(PAGE).context["rules"]["rules"]["rows"]

    assert words in table[0][0]["text"]
    assert table[0][3]["text"] == state


def test_rule_about_one_holder_names_it(client, group):
    investors = group.stakes.exclude(holder=None).first().holder
    make_ownership_rule(group, kind="cap", whose="holder", holder=investors, limit="25")

    assert "Investors plc: at most 25% of equity" in section(client, PAGE, "rules")


def test_rule_about_a_holder_that_is_not_public_does_not_name_it(client, group):
    secret = make_organisation("Secret Fund", state="hidden")
    make_ownership_rule(
        group,
        kind="cap",
        whose="holder",
        holder=secret,
        limit="25",
        words="Secret Fund at most a quarter",
        quote="Secret Fund",
    )

    words = read(client, PAGE)

    assert "A holder that is not public: at most 25% of equity" in words
    assert "Secret" not in words
    assert "Secret" not in client.get(CHART).content.decode()


def test_rule_out_of_force_is_shown_as_such(client, group):
    make_target(group, valid_from=date(2004, 1, 1), valid_to=date(2008, 1, 1))

    table = client.get(f"{PAGE}?as_of=2012-01-01").context["rules"]["rules"]["rows"]

    assert [cell["text"] for cell in table[0][1:]] == [
        "From 1 January 2004 until 31 December 2007",
        "not in force",
        "not in force",
    ]


def test_rule_from_after_the_day_is_counted_and_not_shown(client, group):
    make_target(group, valid_from=date(2020, 1, 1))

    words = section(client, f"{PAGE}?as_of=2012-01-01", "rules")

    assert "1 rule from after this day is not shown." in words
    assert "within 5 points" not in words


def test_accession_says_how_many_shares_staff_had_to_receive(client, group):
    make_target(group)
    joiner = make_organisation("Joiner Ltd", slug="joiner")
    make_accession(
        group,
        joiner,
        joined_on=date(2007, 1, 1),
        shares_before="1,000",
        staff_before="500",
        issued_to_others="200",
        issued_to_staff="200",
    )

    row = client.get(PAGE).context["rules"]["accessions"]["rows"][0]

    assert [cell["text"] for cell in row] == [
        *["Joiner Ltd", "1 January 2007", "1,000", "500", "200", "200", "200", "50%"],
    ]
    assert row[0]["note"] == "Number 1 in the chart"
    assert row[6]["note"] == "to hold 50%"
    assert row[7]["note"] == "before: 50%"


def test_accession_with_shares_that_are_not_known_cannot_tell(client, group):
    make_target(group)
    make_accession(group, make_organisation("Joiner Ltd"), joined_on=date(2007, 1, 1))

    row = client.get(PAGE).context["rules"]["accessions"]["rows"][0]

    assert [cell["text"] for cell in row[2:]] == [*["not known"] * 4, "cannot tell", "not known"]
    assert row[6]["note"] == "the shares are not known"


def test_accession_without_a_rule_of_that_day_cannot_tell(client, group):
    make_target(group, valid_from=date(2008, 1, 1))
    make_accession(group, make_organisation("Joiner Ltd"), joined_on=date(2007, 1, 1))

    row = client.get(PAGE).context["rules"]["accessions"]["rows"][0]

    assert row[6]["note"] == "no rule on staff is recorded for that day"


def test_accession_after_the_day_is_not_shown(client, group):
    make_accession(group, make_organisation("Joiner Ltd"), joined_on=date(2016, 1, 1))

    assert "Joiner" not in read(client, f"{PAGE}?as_of=2015-12-31")
    assert "Joiner" in read(client, f"{PAGE}?as_of=2016-01-01")


def test_accession_of_a_spin_out_that_is_not_public_does_not_name_it(client, group):
    make_target(group)
    secret = make_organisation("Secret Care", state="hidden")
    make_accession(group, secret, joined_on=date(2007, 1, 1), quote="Secret Care joins")

    words = read(client, PAGE)

    assert "not public" in words
    assert "Secret" not in words


def test_spin_out_says_which_group_it_joined(client, group):
    joiner = make_organisation("Joiner Ltd", slug="joiner")
    make_accession(group, joiner, joined_on=date(2007, 1, 1), issued_to_staff="200")

    words = section(client, "/organisations/joiner/", "rules")

    assert "Joined a group Group Ltd" in words
    assert "1 January 2007; 200 shares issued to staff" in words


def test_rules_have_their_sources_numbered(client, group):
    rule = make_target(group, quote="staff to hold half")

    html = client.get(PAGE).content.decode()

    assert "staff to hold half" in html
    assert rule.source.title in html


def test_chart_of_an_organisation_without_rules_says_so(client, group):
    assert len(rows(client, CHART)) == 1
    assert client.get(f"{PAGE}charts/ownership-rules.svg").status_code == 200


def test_page_with_fifty_rules_needs_as_many_queries_as_with_one(
    client, group, django_assert_max_num_queries
):
    for number in range(50):
        make_target(group, valid_from=date(2000 + number % 20, 1, 1))
        make_accession(
            group, make_organisation(f"Joiner {number}"), joined_on=date(2001 + number % 9, 1, 1)
        )
    client.get(PAGE)

    with django_assert_max_num_queries(12):
        assert client.get(PAGE).status_code == 200
