"""Pages of ownership rules and accessions: what they refuse in words, and whose they are."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.models import Accession, OwnershipRule
from tests import factories
from tests.admin_forms import admin_url, errors_of, send, signed_in

pytestmark = pytest.mark.django_db
RULES = "/admin/partnerships/ownershiprule/"
ACCESSIONS = "/admin/partnerships/accession/"


@pytest.fixture
def curator():
    return signed_in(factories.make_curator())


@pytest.fixture
def council():
    return factories.make_body("Own Council")


@pytest.fixture
def officer(council):
    return signed_in(factories.make_officer(council))


@pytest.fixture
def circle(council):
    return factories.make_spin_out("Circle", (council,)).organisation


def test_one_screen_enters_a_rule(curator, circle):
    response = send(
        curator,
        f"{RULES}add/",
        organisation=circle.pk,
        whose="staff",
        kind="target",
        limit="~50",
        tolerance="5",
        words="Staff hold about half.",
        valid_from="2008",
    )

    assert response.status_code == 302, errors_of(response)
    rule = OwnershipRule.objects.get()
    assert (str(rule.limit), str(rule.tolerance)) == ("~50%", "5%")
    assert (rule.valid_from, rule.valid_from_precision) == (date(2008, 1, 1), "year")
    assert rule.source == circle.source
    assert rule.history.first().history_type == "~"
    assert rule.history.last().history_change_reason == "admin: ownership rule form"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"limit": ""}, "Give the percentage that the rule asks for"),
        ({"limit": "unknown"}, "Give the percentage that the rule asks for"),
        ({"limit": "101"}, "Enter a value from 0 to 100"),
        ({"kind": "target"}, "A target needs its tolerance"),
        ({"whose": "holder"}, "Name the holder where the rule is about one"),
        ({"valid_from": "2012", "valid_to": "2011"}, "valid_to"),
    ],
)
def test_rules_of_one_rule_are_said_in_words(changes, message, curator, circle):
    values = {"organisation": circle.pk, "whose": "staff", "kind": "floor", "limit": "50"}

    response = send(curator, f"{RULES}add/", **values | changes)

    assert message in errors_of(response)
    assert not OwnershipRule.objects.exists()


def test_rule_stays_with_its_organisation(curator, circle):
    rule = factories.make_ownership_rule(circle)
    other = factories.make_organisation("Other")

    send(curator, admin_url(rule), organisation=other.pk, limit="51")

    rule.refresh_from_db()
    assert (rule.organisation, str(rule.limit)) == (circle, "51%")


def test_list_prints_limit_and_tolerance(curator, circle):
    factories.make_ownership_rule(circle, kind="target", limit="~50", tolerance="5")

    assert "~50% ± 5%" in curator.get(RULES).content.decode()


def test_queues_of_rules(curator, circle):
    whole = {"words": "Staff hold half.", "valid_from": date(2008, 1, 1)}
    factories.make_ownership_rule(circle, **whole)
    bare = factories.make_ownership_rule(circle, limit="25", source=None)
    queues = ("no-words", "undated", "no-source")

    found = {
        queue: list(curator.get(f"{RULES}?queue={queue}").context["cl"].queryset)
        for queue in queues
    }

    assert found == {key: [bare] for key in queues}


@pytest.mark.parametrize("words", ["circle", "health partnership", "about half", "Prospects"])
def test_search_reaches_organisation_holder_and_words(words, curator, circle):
    factories.make_name(circle, "Circle Health Partnership")
    prospects = factories.make_organisation("Prospects")
    rule = factories.make_ownership_rule(
        circle, whose="holder", holder=prospects, words="about half"
    )
    factories.make_ownership_rule(factories.make_organisation("Other"))

    assert list(curator.get(RULES, {"q": words}).context["cl"].queryset) == [rule]


def test_officer_keeps_rules_of_own_spin_outs_only(officer, circle):
    other = factories.make_organisation("Other")
    values = {"whose": "staff", "kind": "floor", "limit": "50"}

    ours = send(officer, f"{RULES}add/", organisation=circle.pk, **values)
    theirs = send(officer, f"{RULES}add/", organisation=other.pk, **values)

    assert ours.status_code == 302, errors_of(ours)
    assert "Select a valid choice" in errors_of(theirs)
    assert OwnershipRule.objects.get().organisation == circle


def test_rule_of_a_draft_of_others_does_not_exist(officer):
    rule = factories.make_ownership_rule(
        factories.make_organisation("Phoenix", state="draft"), words="Phoenix stays ours"
    )

    assert officer.get(admin_url(rule)).status_code == 404
    assert "Phoenix" not in officer.get(RULES).content.decode()


def test_rule_of_others_names_no_hidden_holder(officer):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    rule = factories.make_ownership_rule(
        factories.make_organisation("Elsewhere"), whose="holder", holder=hidden, kind="cap"
    )

    page, listed = (officer.get(one).content.decode() for one in (admin_url(rule), RULES))

    assert "not public" in page
    assert "not public" in listed
    assert "Phoenix" not in page + listed
    assert officer.get(RULES, {"q": "Phoenix"}).context["cl"].result_count == 0


def test_officer_removes_an_own_rule_and_it_is_on_record(officer, circle):
    rule = factories.make_ownership_rule(circle)

    officer.post(admin_url(rule, "delete"), {"post": "yes"})

    assert not OwnershipRule.objects.exists()
    last = OwnershipRule.history.first()
    assert (last.history_type, last.history_change_reason) == ("-", "admin: ownership rule deleted")


# Accessions


def test_one_screen_enters_an_accession(officer, circle):
    joining = factories.make_organisation("Joining")

    response = send(
        officer,
        f"{ACCESSIONS}add/",
        group=circle.pk,
        spin_out=joining.pk,
        joined_on="2010",
        shares_before="1,000",
        staff_before="500",
        issued_to_others="200",
        issued_to_staff="200",
    )

    assert response.status_code == 302, errors_of(response)
    accession = Accession.objects.get()
    assert (str(accession.shares_before), accession.group) == ("1,000", circle)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"spin_out_name": ""}, "Choose who joins, or give its name"),
        ({"shares_before": "100", "staff_before": "101"}, "is more than all shares before"),
    ],
)
def test_rules_of_one_accession_are_said_in_words(changes, message, curator, circle):
    values = {"group": circle.pk, "spin_out_name": "Joining"}

    response = send(curator, f"{ACCESSIONS}add/", **values | changes)

    assert message in errors_of(response)
    assert not Accession.objects.exists()


def test_group_does_not_join_itself(curator, circle):
    response = send(curator, f"{ACCESSIONS}add/", group=circle.pk, spin_out=circle.pk)

    assert "A group does not join itself" in errors_of(response)


def test_officer_lets_nobody_join_a_group_of_others(officer, circle):
    other = factories.make_organisation("Other group")

    response = send(officer, f"{ACCESSIONS}add/", group=other.pk, spin_out=circle.pk)

    assert "Select a valid choice" in errors_of(response)


def test_queues_of_accessions(curator, circle):
    factories.make_accession(
        circle,
        factories.make_organisation("Whole"),
        joined_on=date(2010, 1, 1),
        shares_before="1000",
        staff_before="500",
        issued_to_others="200",
    )
    bare = factories.make_accession(circle, factories.make_organisation("Bare"), source=None)
    queues = ("no-shares", "undated", "no-source")

    found = {
        queue: list(curator.get(f"{ACCESSIONS}?queue={queue}").context["cl"].queryset)
        for queue in queues
    }

    assert found == {key: [bare] for key in queues}


@pytest.mark.parametrize("words", ["Circle", "joining"])
def test_search_reaches_group_and_who_joins(words, curator, circle):
    made = factories.make_accession(circle, factories.make_organisation("Joining"))
    others = factories.make_organisation("A"), factories.make_organisation("B")
    factories.make_accession(*others)

    assert list(curator.get(ACCESSIONS, {"q": words}).context["cl"].queryset) == [made]


def test_accession_of_others_names_nobody_who_is_hidden(officer):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    made = factories.make_accession(
        factories.make_organisation("Elsewhere"), hidden, spin_out_name="Phoenix CIC"
    )

    page, listed = (officer.get(one).content.decode() for one in (admin_url(made), ACCESSIONS))

    assert "not public" in page
    assert "Phoenix" not in page + listed
    assert officer.get(ACCESSIONS, {"q": "Phoenix"}).context["cl"].result_count == 0


@pytest.mark.parametrize("kind", ["rule", "accession"])
def test_forms_are_light(kind, curator, circle, django_assert_max_num_queries):
    record = {
        "rule": lambda: factories.make_ownership_rule(circle),
        "accession": lambda: factories.make_accession(
            circle, factories.make_organisation("Joining")
        ),
    }[kind]()

    with django_assert_max_num_queries(20):
        page = curator.get(admin_url(record))

    assert len(page.content) < 150_000
