"""Lists of the admin: queues with counts, searches, actions, and few queries however many rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from organisations.models import Organisation
from partnerships.models import Contract, Stake
from spinouts.models import SpinOut
from tests import factories, questions
from tests.admin_forms import admin_url, errors_of, fields_of, signed_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def _list(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def _shown(browser, model, query=""):
    return [str(row) for row in browser.get(_list(model) + query).context["cl"].result_list]


def _counts(browser, model):
    filters = browser.get(_list(model)).context["cl"].filter_specs
    queue = next(one for one in filters if one.title == "work to do")
    choices = queue.choices(browser.get(_list(model)).context["cl"])
    return [choice["display"] for choice in choices]


@pytest.fixture
def curator():
    return signed_in(factories.make_curator())


def test_queues_of_organisations(curator):
    factories.make_organisation("Unsourced", source=None, state="draft")
    whole, short = factories.make_organisation("Whole"), factories.make_organisation("Short")
    for subject, equity in ((whole, "100"), (short, "40")):
        factories.make_profile(subject, "private")
        factories.make_stake(subject, equity=equity)
    factories.make_stake(short, "managers", equity="<50")
    unknown = factories.make_organisation("Unknown rest")
    factories.make_profile(unknown, "private")
    factories.make_stake(unknown, equity="40")
    factories.make_stake(unknown, "managers", equity="unknown")
    staged = factories.make_spin_out("Staged")
    factories.make_stage_event(staged, factories.make_stage(), date(2012, 5, 1))
    factories.make_spin_out("Stageless")
    from partnerships.actions import settle_stakes

    settle_stakes(organisation_ids=Organisation.objects.values_list("pk", flat=True))

    assert _counts(curator, Organisation) == [
        "All",
        "no source (1)",
        "drafts (1)",
        "split does not reach 100 (1)",
        "spin-out without a stage (1)",
        "no sector in any profile (3)",
    ]
    assert _shown(curator, Organisation, "?queue=no-source") == ["Unsourced"]
    assert _shown(curator, Organisation, "?queue=split-not-100") == ["Short"]
    assert _shown(curator, Organisation, "?queue=no-stage") == ["Stageless"]
    assert _shown(curator, Organisation, "?queue=no-sector") == ["Staged", "Stageless", "Unsourced"]


def test_queues_of_contracts(curator):
    provider = factories.make_organisation("Provider")
    years = {"starts_on": date(2012, 4, 1), "ends_on": date(2015, 3, 31)}
    factories.make_contract("Complete", (provider,), total_value="£21m", **years)
    factories.make_contract("Unvalued", (provider,), total_value="withheld", **years)
    factories.make_contract("Undated", (provider,), total_value="£1m")
    factories.make_contract("Nobody’s", total_value="£1m", **years)

    assert _shown(curator, Contract, "?queue=no-value") == ["Unvalued"]
    assert _shown(curator, Contract, "?queue=undated") == ["Undated"]
    assert _shown(curator, Contract, "?queue=no-provider") == ["Nobody’s"]
    assert _counts(curator, Contract)[1:4] == ["no value (1)", "not dated (1)", "no provider (1)"]


def test_queues_of_stakes(curator):
    made = factories.make_organisation("Circle")
    factories.make_stake(made, equity="40")
    factories.make_stake(made, "managers", equity="unknown")
    factories.make_stake(made, "community", equity="5", period_kind="undated")

    assert _shown(curator, Stake, "?queue=no-size") == ["managers in Circle"]
    assert _shown(curator, Stake, "?queue=undated") == ["community members in Circle"]


@pytest.mark.parametrize("query", ["?queue=nonsense", "?queue=no-source&queue=drafts"])
def test_queue_that_does_not_exist_shows_a_list(query, curator):
    assert curator.get(_list(Organisation) + query).status_code == 200


@pytest.mark.parametrize("words", ["Locala", "kirklees", "Kirklees Community", "07640786"])
def test_search_reaches_every_name_and_identifier(words, curator):
    made = factories.make_organisation("Locala")
    factories.make_name(made, "Kirklees Community Healthcare")
    factories.make_identifier(made, "GB-COH", "07640786")
    factories.make_stake(made, ("Somebody", "private"), equity="5")
    factories.make_contract("Care", (made,))

    assert _shown(curator, Organisation, f"?q={words}") == ["Locala"]
    assert _shown(curator, Stake, f"?q={words}") == ["Somebody in Locala"]
    assert _shown(curator, Contract, f"?q={words}") == ["Care"]


@pytest.mark.parametrize("words", ["Somebody", "some BODY"])
def test_search_of_stakes_reaches_outside_holders(words, curator):
    made = factories.make_organisation("Locala")
    factories.make_stake(made, ("Somebody", "private"), equity="5")

    assert _shown(curator, Stake, f"?q={words}") == ["Somebody in Locala"]


def _make_partnership_rows(venture, body):
    """Store a competition, its deal and capital, a partnership and rules that name two others."""
    hidden = factories.make_organisation(f"Hidden beside {venture}", state="hidden")
    competition = factories.make_competition(body, f"Partner of {venture}", origin="reported")
    bid = factories.make_bid(competition, hidden)
    deal = factories.make_deal(venture, hidden, competition=competition, bid=bid)
    factories.make_investment(venture, hidden, committed="£1m", deal=deal)
    partnership = factories.make_partnership(f"Joint venture {venture}", vehicle=venture)
    factories.make_member(partnership, body)
    factories.make_jv_partner(venture)
    factories.make_contribution(body, venture)
    factories.make_social_prime(venture)
    factories.make_ownership_rule(venture, whose="holder", holder=hidden)
    factories.make_accession(venture, hidden)


@pytest.mark.parametrize("role", ["superuser", "curator", "officer"])
@pytest.mark.parametrize("rows", [1, 50])
def test_lists_take_few_queries(role, rows, django_assert_max_num_queries):
    body = factories.make_body()
    for number in range(rows):
        spin_out = factories.make_spin_out(f"Spin-out {number}", (body,))
        factories.make_stake(spin_out.organisation, body, equity="25")
        factories.make_contract(f"Contract {number}", (spin_out.organisation,), (body,))
        factories.make_mutual(spin_out.organisation)
        _make_partnership_rows(spin_out.organisation, body)
    user = {
        "superuser": factories.make_superuser,
        "curator": factories.make_curator,
        "officer": lambda: factories.make_officer(body),
    }[role]()
    browser = signed_in(user)

    for model in admin.site._registry:
        if role != "superuser" and model._meta.model_name in {"user", "group", "bidgrant"}:
            continue
        with django_assert_max_num_queries(MOST_QUERIES + questions.of_row_security()):
            assert browser.get(_list(model)).status_code == 200


def _act(browser, model, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return browser.post(_list(model), data, follow=True).content.decode()


def test_publishing_and_hiding_go_through_the_action(curator):
    made = factories.make_organisation("Locala", state="draft")

    page = _act(curator, Organisation, "publish", made)

    made.refresh_from_db()
    assert made.state == "published"
    assert "1 record is now published" in page
    assert made.history.first().history_change_reason == "admin: list of records"
    _act(curator, Organisation, "hide", made)
    made.refresh_from_db()
    assert made.state == "hidden"


def test_publishing_what_has_no_source_is_refused_in_words(curator):
    made = factories.make_organisation("Locala", state="draft", source=None)

    page = _act(curator, Organisation, "publish", made)

    made.refresh_from_db()
    assert made.state == "draft"
    assert "“Locala” stays as it was: Name the source" in page


def test_publishing_a_stake_that_cannot_be_true_is_refused_in_words(curator):
    made = factories.make_organisation("Circle")
    factories.make_stake(made, equity="60")
    hidden = factories.make_stake(made, "managers", equity="50", state="hidden")

    page = _act(curator, Stake, "publish", hidden)

    hidden.refresh_from_db()
    assert hidden.state == "hidden"
    assert "adds up to 110 per cent" in page


def test_hiding_a_stake_lets_the_earlier_one_count_on(curator):
    made = factories.make_organisation("Circle")
    earlier = factories.make_stake(
        made, equity="60", period_kind="snapshot", seen_on=date(2012, 1, 1)
    )
    later = factories.make_stake(
        made, equity="50", period_kind="snapshot", seen_on=date(2014, 1, 1)
    )

    _act(curator, Stake, "hide", later)

    earlier.refresh_from_db()
    assert (earlier.counts_from, earlier.equity_counts_to) == (date(2012, 1, 1), None)


def test_officer_publishes_own_records_only():
    own, other = factories.make_body("Own"), factories.make_body("Other")
    ours = factories.make_spin_out("Ours", (own,), state="draft").organisation
    browser = signed_in(factories.make_officer(own))

    page = _act(browser, Organisation, "hide", ours, other)

    ours.refresh_from_db()
    other.refresh_from_db()
    assert (ours.state, other.state) == ("hidden", "published")
    assert "“Other” is not yours to change." in page


@pytest.mark.parametrize("model", [Organisation, Stake, Contract, SpinOut])
def test_nothing_is_deleted_from_a_list(model):
    made = factories.make_spin_out("Circle")
    factories.make_stake(made.organisation, equity="60")
    factories.make_contract("Care", (made.organisation,))
    before = model.objects.count()

    browser = signed_in(factories.make_superuser())
    _act(browser, model, "delete_selected", model.objects.first())

    assert model.objects.count() == before


def test_superuser_deletes_for_good_and_it_is_on_record():
    made = factories.make_organisation("Typed twice")
    stake = factories.make_stake(made, equity="60")
    user = factories.make_superuser()

    response = signed_in(user).post(admin_url(stake, "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert not Stake.objects.exists()
    last = Stake.history.first()
    assert (last.history_type, last.history_user) == ("-", user)
    assert last.history_change_reason == "admin: stake deleted"


@pytest.mark.parametrize(
    "query", ["holder__exact=99999999999999999999999", "valid_from__year=0", "valid_from__year=-1"]
)
def test_filter_that_no_column_can_hold_finds_nothing_or_is_turned_down(query):
    factories.make_stake(factories.make_organisation("Newco"), equity="50")
    browser = signed_in(factories.make_curator())

    response = browser.get(f"/admin/partnerships/stake/?{query}")

    # SQLite cannot hold the number and says so; PostgreSQL compares it and finds no row
    if response.status_code == 302:
        assert response.headers["Location"] == "/admin/partnerships/stake/?e=1"
    else:
        assert response.context["cl"].result_count == 0


def test_search_of_hundreds_of_words_finds_no_contract():
    factories.make_contract("Care at home")
    browser = signed_in(factories.make_curator())

    response = browser.get("/admin/partnerships/contract/", {"q": "a " * 600})

    assert response.context["cl"].result_count == 0


@pytest.mark.parametrize("nonsense", ["mycsp", "1.5", "\x00", "99999999999999999999999"])
def test_search_box_takes_nonsense_for_no_choice(nonsense):
    browser = signed_in(factories.make_curator())
    address = "/admin/partnerships/stake/add/"

    assert browser.get(address, {"holder": nonsense}).status_code == 200
    refused = browser.post(address, fields_of(browser.get(address)) | {"holder": nonsense})
    assert "id_holder_error" in errors_of(refused)
