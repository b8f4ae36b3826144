"""The investment's page: what of it is counted, whose it is, and who reads which names."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Investment
from tests import factories
from tests.admin_forms import admin_url, errors_of, send, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/partnerships/investment/add/"
LIST = "/admin/partnerships/investment/"


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
def bit(council):
    return factories.make_spin_out("Behavioural Insights Team", (council,)).organisation


@pytest.fixture
def nesta():
    return factories.make_organisation("Nesta")


def test_one_screen_enters_an_investment(curator, bit, nesta):
    deal = factories.make_deal(bit, nesta)
    source = factories.make_source("Press notice")

    response = send(
        curator,
        ADD,
        recipient=bit.pk,
        investor=nesta.pk,
        instrument="in_kind",
        committed="about £1.9m",
        agreed_on="February 2014",
        deal=deal.pk,
        source=source.pk,
        state="published",
    )

    assert response.status_code == 302, errors_of(response)
    investment = Investment.objects.get()
    assert str(investment.committed) == "~£1.9m"
    assert (investment.agreed_on, investment.agreed_on_precision) == (date(2014, 2, 1), "month")
    assert (investment.deal, investment.currency) == (deal, "GBP")
    assert investment.history.first().history_change_reason == "admin: investment form"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"investor_name": ""}, "Choose the investor&#x27;s record or give its name"),
        ({"recipient": ""}, "Choose the recipient&#x27;s record or give its name"),
        ({"drawn": "£3m"}, "is more than what was committed"),
        ({"called": "£1m"}, "Only a guarantee is called"),
        ({"instrument": "guarantee", "called": "£3m"}, "is more than what was committed"),
        ({"state": "published"}, "Name the source of this investment"),
        ({"agreed_on": "2014-01-02", "ends_on": "2014-01-01"}, "It ends before it was agreed"),
        ({"committed": "a lot"}, "committed"),
    ],
)
def test_rules_of_one_investment_are_said_in_words(changes, message, curator, bit):
    values = {"recipient": bit.pk, "investor_name": "A fund", "instrument": "loan"}

    response = send(curator, ADD, **values | {"committed": "£2m"} | changes)

    assert message in errors_of(response)
    assert not Investment.objects.exists()


def test_figure_beside_a_main_one_says_that_it_is_an_alternative(curator, bit, nesta):
    main = factories.make_investment(bit, nesta, committed="£1.9m")
    rival = factories.make_investment(bit, nesta, committed="£2m")

    refused = send(curator, admin_url(rival), alternative_to=main.pk)
    taken = send(curator, admin_url(rival), alternative_to=main.pk, role="alternative")

    assert "has the role “alternative”" in errors_of(refused)
    assert taken.status_code == 302, errors_of(taken)
    assert main.alternatives.get() == rival


def test_investment_is_no_alternative_to_itself(curator, bit, nesta):
    made = factories.make_investment(bit, nesta)

    response = send(curator, admin_url(made), alternative_to=made.pk, role="alternative")

    assert "no alternative to itself" in errors_of(response)


def test_queues_of_investments(curator, bit, nesta):
    factories.make_investment(
        bit, nesta, committed="£1m", agreed_on=date(2014, 2, 1), purpose="whole"
    )
    factories.make_investment(
        bit, ("Somebody", ""), committed="unknown", purpose="bare", source=None, state="draft"
    )
    queues = ("no-amount", "undated", "no-sector", "no-source", "drafts")

    found = {
        queue: [one.purpose for one in curator.get(f"{LIST}?queue={queue}").context["cl"].queryset]
        for queue in queues
    }

    assert found == {key: ["bare"] for key in queues}


@pytest.mark.parametrize("words", ["nudge", "Nesta", "start-up", "growth fund"])
def test_search_reaches_both_sides_purpose_and_programme(words, curator, bit, nesta):
    factories.make_name(bit, "Nudge Unit")
    factories.make_investment(bit, nesta, purpose="start-up costs", programme="Growth Fund")
    factories.make_investment(factories.make_organisation("Circle"), ("Bank", "private"))

    found = curator.get(LIST, {"q": words}).context["cl"].queryset

    assert [str(one) for one in found] == ["Nesta to Behavioural Insights Team"]


def test_list_prints_what_was_committed_or_drawn(curator, bit, nesta):
    factories.make_investment(bit, nesta, committed="withheld")
    factories.make_investment(bit, nesta, drawn="£2m")

    page = curator.get(LIST).content.decode()

    assert '<td class="field-committed_shown">withheld</td>' in page
    assert '<td class="field-committed_shown">£2m drawn</td>' in page


# Officers


def test_officer_enters_capital_of_an_own_spin_out(officer, bit):
    response = send(officer, ADD, recipient=bit.pk, investor_name="A fund", instrument="grant")

    assert response.status_code == 302, errors_of(response)
    assert officer.get(admin_url(Investment.objects.get())).status_code == 200


def test_officer_names_the_own_recipient(officer):
    response = send(
        officer, ADD, recipient_name="Somebody", investor_name="A fund", instrument="grant"
    )

    assert "Choose who received it: your own public body" in errors_of(response)
    assert not Investment.objects.exists()


def test_officer_enters_no_capital_of_others(officer):
    other = factories.make_organisation("Elsewhere")

    response = send(officer, ADD, recipient=other.pk, investor_name="A fund", instrument="grant")

    assert "Select a valid choice" in errors_of(response)


def test_own_investment_cannot_be_given_away(officer, bit, nesta):
    made = factories.make_investment(bit, nesta)
    other = factories.make_organisation("Elsewhere")

    given = send(officer, admin_url(made), recipient=other.pk)
    dropped = send(officer, admin_url(made), recipient="", recipient_name="Nobody")

    assert "Select a valid choice" in errors_of(given)
    assert "Choose who received it" in errors_of(dropped)
    made.refresh_from_db()
    assert made.recipient == bit


def test_draft_investment_of_others_does_not_exist(officer):
    made = factories.make_investment(
        factories.make_organisation("Elsewhere"), ("Phoenix fund", "private"), state="draft"
    )

    for page in ("change", "history"):
        assert officer.get(admin_url(made, page)).status_code == 404
    for query in ("", "?q=Phoenix", "?queue=drafts", "?state=draft"):
        assert not officer.get(LIST + query).context["cl"].queryset.exists()


def test_public_investment_names_no_hidden_investor(officer):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    made = factories.make_investment(
        factories.make_organisation("Elsewhere"),
        hidden,
        investor_name="Phoenix in the notice",
        note="Phoenix gave it",
    )

    page, listed = (officer.get(one).content.decode() for one in (admin_url(made), LIST))

    assert "not public" in page
    assert "not public" in listed
    assert "Phoenix" not in page + listed
    assert officer.get(LIST, {"q": "Phoenix"}).context["cl"].result_count == 0


def test_main_figure_beside_an_own_one_names_no_hidden_investor(officer, bit, nesta):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    public = factories.make_investment(factories.make_organisation("Elsewhere"), hidden)
    draft = factories.make_investment(
        factories.make_organisation("Apart"), ("Phoenix fund", "private"), state="draft"
    )
    pages = [
        officer.get(
            admin_url(
                factories.make_investment(bit, nesta, role="alternative", alternative_to=main)
            )
        ).content.decode()
        for main in (public, draft)
    ]

    assert "not public to Elsewhere" in pages[0]
    assert "not public to not public" in pages[1]
    assert "Phoenix" not in "".join(pages)


def test_draft_deal_of_others_has_no_title_in_an_investment(officer, bit, nesta):
    deal = factories.make_deal(factories.make_organisation("Elsewhere"), title="Ember deal")
    made = factories.make_investment(bit, nesta, deal=deal)
    deal.state = "draft"
    deal.save()

    page = officer.get(admin_url(made)).content.decode()

    assert "Ember" not in page
    assert send(officer, admin_url(made), note="Read again.").status_code == 302
    made.refresh_from_db()
    assert made.deal == deal


def test_search_box_of_investments_names_no_hidden_investor(officer):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    factories.make_investment(factories.make_organisation("Elsewhere"), hidden)
    asked = {"model_name": "investment", "field_name": "alternative_to", "term": ""}

    answer = officer.get(reverse("admin:autocomplete"), {"app_label": "partnerships", **asked})

    assert [one["text"] for one in answer.json()["results"]] == ["not public to Elsewhere"]


def test_publishing_from_the_list_asks_for_the_source(curator, bit, nesta):
    made = factories.make_investment(bit, nesta, source=None, state="draft")
    data = {"action": "publish", "_selected_action": [made.pk]}

    page = curator.post(LIST, data, follow=True).content.decode()

    made.refresh_from_db()
    assert made.state == "draft"
    assert "stays as it was: Name the source of this investment" in page


def test_form_is_light(curator, bit, nesta, django_assert_max_num_queries):
    made = factories.make_investment(bit, nesta, committed="£1m")

    with django_assert_max_num_queries(20):
        page = curator.get(admin_url(made))

    assert len(page.content) < 150_000
