"""Pages of partnerships with members and counts, of joint venture partners and contributions."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Contribution, JVPartner, Partnership, ProgrammeTally
from tests import factories
from tests.admin_forms import admin_url, errors_of, fields_of, send, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/partnerships/partnership/"
ADD = f"{LIST}add/"
PARTNERS = "/admin/partnerships/jvpartner/"
CONTRIBUTIONS = "/admin/partnerships/contribution/"


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
def mycsp(council):
    return factories.make_spin_out("MyCSP", (council,)).organisation


@pytest.fixture
def equiniti():
    return factories.make_organisation("Equiniti")


def test_one_screen_enters_a_partnership_with_members_and_counts(curator, equiniti):
    source = factories.make_source("Evaluation")

    response = send(
        curator,
        ADD,
        **{
            "name": "Work Programme",
            "kind": "programme",
            "source": source.pk,
            "state": "published",
            "members-0-organisation": equiniti.pk,
            "members-0-role": "lead",
            "members-0-joined_on": "June 2011",
            "tallies-0-denominator": "contracts",
            "tallies-0-sector": "private",
            "tallies-0-part_count": "36",
            "tallies-0-whole_count": "40",
        },
    )

    assert response.status_code == 302, errors_of(response)
    partnership = Partnership.objects.get()
    member, tally = partnership.members.get(), partnership.tallies.get()
    assert partnership.slug == "work-programme"
    assert (member.joined_on, member.joined_on_precision) == (date(2011, 6, 1), "month")
    assert (str(tally.part_count), str(tally.whole_count)) == ("36", "40")
    assert {member.source, tally.source} == {source}
    assert member.history.first().history_change_reason == "admin: partnership form"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "This field is required"),
        ({"state": "published"}, "A published partnership needs a source"),
        ({"members-0-role": "lead", "members-0-sector": "social"}, "Choose the member"),
        (
            {"members-0-name": "A", "members-0-joined_on": "2012", "members-0-left_on": "2011"},
            "The member leaves before it joins",
        ),
        (
            {
                "tallies-0-denominator": "contracts",
                "tallies-0-part_count": "41",
                "tallies-0-whole_count": "40",
            },
            "41 is more than the whole, 40",
        ),
    ],
)
def test_rules_of_one_partnership_are_said_in_words(changes, message, curator):
    response = send(curator, ADD, **{"name": "Alliance", "kind": "consortium"} | changes)

    assert message in errors_of(response)
    assert not Partnership.objects.exists()


def test_member_twice_in_one_role_from_one_day_is_refused(curator, equiniti):
    partnership = factories.make_partnership()
    factories.make_member(partnership, equiniti)

    response = send(curator, admin_url(partnership), **{"members-1-organisation": equiniti.pk})

    assert "Equiniti stands here twice in the same role" in errors_of(response)


def test_member_that_left_may_come_back(curator, equiniti):
    partnership = factories.make_partnership()
    factories.make_member(
        partnership, equiniti, joined_on=date(2010, 1, 1), left_on=date(2011, 1, 1)
    )

    response = send(
        curator,
        admin_url(partnership),
        **{"members-1-organisation": equiniti.pk, "members-1-joined_on": "2013"},
    )

    assert response.status_code == 302, errors_of(response)
    assert partnership.members.count() == 2


def test_stored_member_is_summed_up_in_a_line(curator, equiniti):
    partnership = factories.make_partnership()
    factories.make_member(
        partnership,
        equiniti,
        role_words="private partner",
        joined_on=date(2012, 5, 1),
        left_on=date(2017, 1, 1),
        left_on_precision="year",
    )

    page = curator.get(admin_url(partnership)).content.decode()

    assert "Equiniti: private partner; from 1 May 2012 until 2017" in page


def test_page_links_to_the_public_one(curator):
    made = factories.make_partnership(slug="work-programme")

    assert 'href="/partnerships/work-programme/"' in curator.get(admin_url(made)).content.decode()


def test_list_prints_how_many_members_are_named_of_how_many(curator, equiniti):
    factories.make_member(
        factories.make_partnership("Groupe", kind="group", stated_member_count="550"), equiniti
    )

    page = curator.get(LIST).content.decode()

    assert '<td class="field-members_shown">1 of 550</td>' in page


def test_queues_of_partnerships(curator, mycsp, equiniti):
    whole = factories.make_partnership("Whole", kind="joint_venture", vehicle=mycsp)
    for member in (mycsp, equiniti):
        factories.make_member(whole, member)
    factories.make_partnership("Bare", kind="joint_venture", source=None, state="draft")
    queues = ("no-members", "no-vehicle", "no-source", "drafts")

    found = {
        queue: [str(one) for one in curator.get(f"{LIST}?queue={queue}").context["cl"].queryset]
        for queue in queues
    }

    assert found == {queue: ["Bare"] for queue in queues}


@pytest.mark.parametrize("words", ["pensions venture", "MyCSP", "my civil", "Equiniti", "unnamed"])
def test_search_reaches_name_joint_body_and_members(words, curator, mycsp, equiniti):
    factories.make_name(mycsp, "My Civil Service Pensions")
    made = factories.make_partnership("Pensions joint venture", vehicle=mycsp)
    factories.make_member(made, equiniti)
    factories.make_member(made, ("Unnamed trust", "social"))
    factories.make_partnership("Other")

    assert list(curator.get(LIST, {"q": words}).context["cl"].queryset) == [made]


def test_contract_is_put_under_a_programme_on_its_own_page(curator):
    programme = factories.make_partnership("Work Programme", kind="programme")
    contract = factories.make_contract("Work Programme: Wales")
    factories.make_contract("Another")

    response = send(curator, admin_url(contract), partnership=programme.pk)
    page = curator.get(admin_url(programme)).content.decode()
    listed = curator.get(f"/admin/partnerships/contract/?partnership__exact={programme.pk}")

    assert response.status_code == 302, errors_of(response)
    assert f'href="/admin/partnerships/contract/?partnership__exact={programme.pk}"' in page
    assert list(listed.context["cl"].queryset) == [contract]


# Officers


def test_officer_names_an_own_joint_body(officer, mycsp):
    values = {"name": "Pensions", "kind": "joint_venture"}

    nobodys = send(officer, ADD, **values)
    ours = send(officer, ADD, **values, vehicle=mycsp.pk)

    assert "Name the joint body: your own public body" in errors_of(nobodys)
    assert ours.status_code == 302, errors_of(ours)
    assert officer.get(admin_url(Partnership.objects.get())).status_code == 200


def test_officer_enters_no_partnership_of_others(officer, equiniti):
    response = send(officer, ADD, name="Theirs", kind="joint_venture", vehicle=equiniti.pk)

    assert "Select a valid choice" in errors_of(response)
    assert not Partnership.objects.exists()


@pytest.mark.parametrize("vehicle", ["", "other"])
def test_own_partnership_cannot_be_given_away(vehicle, officer, mycsp, equiniti):
    made = factories.make_partnership(vehicle=mycsp)

    response = send(officer, admin_url(made), vehicle=equiniti.pk if vehicle else "")

    assert response.status_code == 200
    made.refresh_from_db()
    assert made.vehicle == mycsp


def test_published_counts_are_kept_by_curators(officer, mycsp):
    made = factories.make_partnership("Ours", kind="programme", vehicle=mycsp)
    ProgrammeTally.objects.create(
        partnership=made, denominator="contracts", part_count="36", whole_count="40"
    )
    shown = fields_of(officer.get(admin_url(made)))

    officer.post(
        admin_url(made),
        shown
        | {
            "tallies-TOTAL_FORMS": 1,
            "tallies-INITIAL_FORMS": 1,
            "tallies-0-id": made.tallies.get().pk,
            "tallies-0-denominator": "contracts",
            "tallies-0-part_count": "1",
        },
    )

    assert str(made.tallies.get().part_count) == "36"


def test_draft_partnership_of_others_does_not_exist(officer, equiniti):
    made = factories.make_partnership("Phoenix alliance", vehicle=equiniti, state="draft")

    for page in ("change", "history"):
        assert officer.get(admin_url(made, page)).status_code == 404
    for query in ("", "?q=Phoenix", "?q=Equiniti", "?queue=drafts", "?state=draft"):
        assert not officer.get(LIST + query).context["cl"].queryset.exists()


def test_public_partnership_of_others_names_no_hidden_member(officer):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    made = factories.make_partnership("Open alliance", note="Phoenix joined late")
    factories.make_member(made, hidden, name="Phoenix in the notice")

    page = officer.get(admin_url(made)).content.decode()

    assert "Open alliance" in page
    assert "Phoenix" not in page
    assert officer.get(LIST, {"q": "Phoenix"}).context["cl"].result_count == 0


def test_public_partnership_of_others_names_no_hidden_joint_body(officer):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    made = factories.make_partnership("Open alliance", vehicle=hidden)

    page, listed = (officer.get(one).content.decode() for one in (admin_url(made), LIST))

    assert "not public" in page
    assert "not public" in listed
    assert "Phoenix" not in page + listed


def test_own_partnership_keeps_a_hidden_member_without_telling_its_name(officer, mycsp):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    made = factories.make_partnership("Ours", vehicle=mycsp)
    factories.make_member(made, hidden)

    page = officer.get(admin_url(made)).content.decode()
    response = send(officer, admin_url(made), note="Read again.")

    assert "not public: member" in page
    assert "Phoenix" not in page
    assert response.status_code == 302, errors_of(response)
    assert made.members.get().organisation == hidden


def test_draft_partnership_has_no_name_on_a_contract_of_others(officer, equiniti):
    draft = factories.make_partnership("Ember programme", kind="programme", state="draft")
    contract = factories.make_contract("Open contract", (equiniti,), partnership=draft)

    page = officer.get(admin_url(contract)).content.decode()

    assert "Open contract" in page
    assert "Ember" not in page


def test_search_box_of_contracts_offers_no_draft_partnership_of_others(officer):
    factories.make_partnership("Ember programme", state="draft")
    asked = {"app_label": "partnerships", "model_name": "contract", "field_name": "partnership"}

    answer = officer.get(reverse("admin:autocomplete"), {**asked, "term": "Ember"})

    assert answer.json()["results"] == []


def test_hundred_words_find_no_partnership(curator):
    factories.make_partnership()

    assert curator.get(LIST, {"q": "a " * 600}).context["cl"].result_count == 0


@pytest.mark.parametrize("rows", [1, 15])
def test_form_of_many_members_stays_light(rows, curator, django_assert_max_num_queries):
    made = factories.make_partnership()
    for number in range(rows):
        factories.make_member(made, factories.make_organisation(f"Member {number}"))

    with django_assert_max_num_queries(25):
        page = curator.get(admin_url(made))

    assert len(page.content) < 150_000


# Joint venture partners


def test_one_screen_enters_a_joint_venture_partner(curator, equiniti):
    response = send(
        curator,
        f"{PARTNERS}add/",
        organisation=equiniti.pk,
        skills="Pensions administration",
        capital="£10m-£20m",
        service_areas="pensions",
    )

    assert response.status_code == 302, errors_of(response)
    partner = JVPartner.objects.get()
    assert (str(partner.capital), partner.source) == ("£10m–£20m", equiniti.source)


def test_officer_reads_joint_venture_partners_and_changes_none(officer, equiniti):
    made = factories.make_jv_partner(equiniti, skills="Pensions")

    page = officer.get(admin_url(made)).content.decode()

    assert "Pensions" in page
    assert 'name="_save"' not in page
    assert officer.post(admin_url(made), {"skills": "None"}).status_code == 403


@pytest.mark.parametrize("words", ["Equiniti", "pensions", "schools", "Wales"])
def test_search_reaches_partners_by_name_and_offer(words, curator, equiniti):
    made = factories.make_jv_partner(
        equiniti, skills="pensions", service_areas="schools", works_in="Wales"
    )
    factories.make_jv_partner(factories.make_organisation("Other"))

    assert list(curator.get(PARTNERS, {"q": words}).context["cl"].queryset) == [made]


def test_queues_of_joint_venture_partners(curator, equiniti):
    factories.make_jv_partner(equiniti, skills="pensions")
    bare = factories.make_jv_partner(factories.make_organisation("Bare"), source=None)
    queues = ("no-skills", "no-source")

    found = {
        queue: list(curator.get(f"{PARTNERS}?queue={queue}").context["cl"].queryset)
        for queue in queues
    }

    assert found == {queue: [bare] for queue in queues}


# Contributions


def test_officer_enters_what_a_partner_brings_to_an_own_venture(officer, mycsp, equiniti):
    response = send(
        officer,
        f"{CONTRIBUTIONS}add/",
        venture=mycsp.pk,
        partner=equiniti.pk,
        kind="technology",
        words="a pensions system",
        promised_on="2012",
        delivered="part",
    )

    assert response.status_code == 302, errors_of(response)
    made = Contribution.objects.get()
    assert (made.venture, made.source) == (mycsp, mycsp.source)


def test_venture_does_not_contribute_to_itself(curator, mycsp):
    values = {"venture": mycsp.pk, "partner": mycsp.pk, "kind": "capital"}

    response = send(curator, f"{CONTRIBUTIONS}add/", **values)

    assert "A venture does not contribute to itself" in errors_of(response)


def test_officer_enters_no_contribution_to_a_venture_of_others(officer, mycsp, equiniti):
    values = {"venture": equiniti.pk, "partner": mycsp.pk, "kind": "capital"}

    response = send(officer, f"{CONTRIBUTIONS}add/", **values)

    assert "Select a valid choice" in errors_of(response)


def test_contribution_stays_in_its_venture(curator, mycsp, equiniti):
    made = factories.make_contribution(equiniti, mycsp)
    other = factories.make_organisation("Other")

    send(curator, admin_url(made), venture=other.pk, words="£1m")

    made.refresh_from_db()
    assert (made.venture, made.words) == (mycsp, "£1m")


def test_contribution_of_a_hidden_partner_does_not_exist_for_others(officer):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    made = factories.make_contribution(hidden, factories.make_organisation("Elsewhere"))

    assert officer.get(admin_url(made)).status_code == 404
    assert not officer.get(CONTRIBUTIONS).context["cl"].queryset.exists()


def test_queues_of_contributions(curator, mycsp, equiniti):
    whole = {"delivered": "yes", "promised_on": date(2012, 5, 1)}
    factories.make_contribution(equiniti, mycsp, **whole)
    bare = factories.make_contribution(equiniti, mycsp, "scale", source=None)
    queues = ("not-told", "undated", "no-source")

    found = {
        queue: list(curator.get(f"{CONTRIBUTIONS}?queue={queue}").context["cl"].queryset)
        for queue in queues
    }

    assert found == {queue: [bare] for queue in queues}
