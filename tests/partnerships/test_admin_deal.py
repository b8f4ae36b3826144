"""The deal's page: what belongs together, what was signed and stays, and who reads which names."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Contract, Deal, DealStake
from tests import factories
from tests.admin_forms import admin_url, errors_of, fields_of, send, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/partnerships/deal/add/"
LIST = "/admin/partnerships/deal/"


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


def _signed_here(council, venture, partner):
    """Store a deal as signing leaves it: competition and bid run here, both signed."""
    competition = factories.make_competition(
        council, "Pensions partner", status="signed", signed_on=date(2012, 5, 1)
    )
    bid = factories.make_bid(competition, partner, status="signed")
    return factories.make_deal(venture, partner, competition=competition, bid=bid)


def test_one_screen_enters_a_deal_with_its_stakes(curator, mycsp, equiniti):
    contract = factories.make_contract("Pensions", (mycsp,))
    stake = factories.make_stake(mycsp, equiniti, equity="40")
    source = factories.make_source("Press notice")

    response = send(
        curator,
        ADD,
        **{
            "title": "Equiniti and MyCSP, 2012",
            "venture": mycsp.pk,
            "partner": equiniti.pk,
            "signed_on": "May 2012",
            "stake": "40",
            "stake_price": "withheld",
            "investment": "£1.9m",
            "contract": contract.pk,
            "source": source.pk,
            "state": "published",
            "stakes-0-stake": stake.pk,
        },
    )

    assert response.status_code == 302, errors_of(response)
    deal = Deal.objects.get()
    assert deal.slug == "equiniti-and-mycsp-2012"
    assert (deal.signed_on, deal.signed_on_precision) == (date(2012, 5, 1), "month")
    assert (str(deal.stake), str(deal.stake_price)) == ("40%", "withheld")
    assert (deal.contract, deal.stakes.get().stake) == (contract, stake)
    assert deal.history.first().history_change_reason == "admin: deal form"
    assert deal.stakes.get().history.first().history_change_reason == "admin: deal form"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"partner_name": ""}, "Choose the partner&#x27;s record or give its name"),
        ({"state": "published"}, "A published deal needs a source"),
        ({"stake": "101"}, "Enter a value from 0 to 100"),
        ({"venture": ""}, "This field is required"),
    ],
)
def test_rules_of_one_deal_are_said_in_words(changes, message, curator, mycsp):
    values = {"title": "A deal", "venture": mycsp.pk, "partner_name": "Partner plc"}

    response = send(curator, ADD, **values | changes)

    assert message in errors_of(response)
    assert not Deal.objects.exists()


def test_venture_is_no_partner_of_its_own(curator, mycsp):
    response = send(curator, ADD, title="A deal", venture=mycsp.pk, partner=mycsp.pk)

    assert "A venture is no partner in itself" in errors_of(response)


def test_stake_in_another_organisation_is_refused_beside_the_rows(curator, mycsp, equiniti):
    elsewhere = factories.make_stake(factories.make_organisation("Circle"), equiniti, equity="5")
    deal = factories.make_deal(mycsp, equiniti)

    response = send(curator, admin_url(deal), **{"stakes-0-stake": elsewhere.pk})

    assert "“Equiniti in Circle” is no stake in the venture of this deal" in errors_of(response)
    assert not DealStake.objects.exists()


def test_stake_that_is_in_the_deal_already_is_refused(curator, mycsp, equiniti):
    stake = factories.make_stake(mycsp, equiniti, equity="40")
    deal = factories.make_deal(mycsp, equiniti, (stake,))

    response = send(curator, admin_url(deal), **{"stakes-1-stake": stake.pk})

    assert "stands here twice" in errors_of(response)


def test_bid_brings_its_competition_along(curator, council, mycsp, equiniti):
    competition = factories.make_competition(council, origin="reported", status="signed")
    bid = factories.make_bid(competition, equiniti, status="signed")

    response = send(curator, ADD, title="A deal", venture=mycsp.pk, partner_name="X", bid=bid.pk)

    assert response.status_code == 302, errors_of(response)
    assert Deal.objects.get().competition == competition


def test_bid_of_another_competition_is_refused(curator, council, mycsp, equiniti):
    first, second = (
        factories.make_competition(council, title, origin="reported") for title in ("One", "Two")
    )
    bid = factories.make_bid(first, equiniti, status="signed")
    values = {"title": "A deal", "venture": mycsp.pk, "partner_name": "X"}

    response = send(curator, ADD, **values, competition=second.pk, bid=bid.pk)

    assert "This bid was made in another competition" in errors_of(response)


@pytest.mark.parametrize("who", ["curator", "officer"])
def test_competition_that_is_not_signed_makes_no_deal_here(who, council, mycsp, request):
    competition = factories.make_competition(council, "Secret partner")
    bid = factories.make_bid(competition, factories.make_organisation("Bidder"))
    browser = request.getfixturevalue(who)
    values = {"title": "A deal", "venture": mycsp.pk, "partner_name": "X"}

    for chosen in ({"competition": competition.pk}, {"bid": bid.pk}):
        response = send(browser, ADD, **values, **chosen)
        assert "Select a valid choice" in errors_of(response)

    assert "Secret partner" not in browser.get(ADD).content.decode()
    assert not Deal.objects.exists()


def test_deal_that_was_signed_here_keeps_its_competition(curator, council, mycsp, equiniti):
    deal = _signed_here(council, mycsp, equiniti)
    other = factories.make_competition(council, "Other", origin="reported")
    shown = fields_of(curator.get(admin_url(deal)))

    response = curator.post(
        admin_url(deal), shown | {"competition": other.pk, "bid": "", "title": "Renamed"}
    )

    assert response.status_code == 302, errors_of(response)
    kept = Deal.objects.get()
    assert (kept.title, kept.competition, kept.bid) == ("Renamed", deal.competition, deal.bid)


def test_deal_stays_with_its_venture(curator, mycsp, equiniti):
    deal = factories.make_deal(mycsp, equiniti)
    shown = fields_of(curator.get(admin_url(deal)))

    curator.post(admin_url(deal), shown | {"venture": equiniti.pk, "note": "Read again."})

    deal.refresh_from_db()
    assert (deal.venture, deal.note) == (mycsp, "Read again.")


def test_list_says_withheld_and_never_nothing(curator, mycsp, equiniti):
    factories.make_deal(mycsp, equiniti, stake="40", stake_price="withheld")

    page = curator.get(LIST).content.decode()

    assert '<td class="field-price_shown">withheld</td>' in page
    assert '<td class="field-stake_shown">40%</td>' in page


def test_queues_of_deals(curator, mycsp, equiniti):
    stake = factories.make_stake(mycsp, equiniti, equity="40")
    whole = {
        "contract": factories.make_contract("Pensions", (mycsp,)),
        "signed_on": date(2012, 5, 1),
        "stake_price": "withheld",
    }
    factories.make_deal(mycsp, equiniti, (stake,), title="Whole", **whole)
    factories.make_deal(mycsp, title="Bare", source=None, state="draft")
    queues = ("no-stake", "no-contract", "no-price", "undated", "no-source", "drafts")

    found = {
        queue: [deal.title for deal in curator.get(f"{LIST}?queue={queue}").context["cl"].queryset]
        for queue in queues
    }

    assert found == {key: ["Bare"] for key in queues}


@pytest.mark.parametrize("words", ["MyCSP", "my civil", "Equiniti", "2012"])
def test_search_reaches_title_venture_and_partner(words, curator, mycsp, equiniti):
    factories.make_name(mycsp, "My Civil Service Pensions")
    factories.make_deal(mycsp, equiniti, title="Signed in 2012")
    factories.make_deal(factories.make_organisation("Circle"), title="Another")

    found = curator.get(LIST, {"q": words}).context["cl"].queryset

    assert [deal.title for deal in found] == ["Signed in 2012"]


def test_search_of_hundreds_of_words_finds_no_deal(curator, mycsp):
    factories.make_deal(mycsp)

    assert curator.get(LIST, {"q": "a " * 600}).context["cl"].result_count == 0


def test_page_leads_to_the_capital_that_came_with_it(curator, mycsp, equiniti):
    deal = factories.make_deal(mycsp, equiniti)
    with_it = factories.make_investment(mycsp, equiniti, deal=deal, purpose="start-up")
    factories.make_investment(mycsp, equiniti, purpose="another")

    page = curator.get(admin_url(deal)).content.decode()
    listed = curator.get(f"/admin/partnerships/investment/?deal__exact={deal.pk}")

    assert f'href="/admin/partnerships/investment/?deal__exact={deal.pk}"' in page
    assert list(listed.context["cl"].queryset) == [with_it]


def test_page_links_to_the_public_one(curator, mycsp):
    deal = factories.make_deal(mycsp, slug="equiniti-and-mycsp")

    assert (
        'href="/partnerships/deals/equiniti-and-mycsp/"'
        in curator.get(admin_url(deal)).content.decode()
    )


def test_capital_that_came_with_a_deal_starts_with_deal_and_recipient(curator, mycsp):
    deal = factories.make_deal(mycsp)

    form = fields_of(
        curator.get(f"/admin/partnerships/investment/add/?deal={deal.pk}&recipient={mycsp.pk}")
    )

    assert (form["deal"], form["recipient"]) == (str(deal.pk), str(mycsp.pk))


# Deleting


@pytest.mark.parametrize("method", ["get", "post"])
def test_contract_of_a_deal_is_not_deleted_and_it_says_why(method, mycsp, equiniti):
    contract = factories.make_contract("Pensions", (mycsp,))
    factories.make_deal(mycsp, equiniti, contract=contract, title="Equiniti and MyCSP")
    browser = signed_in(factories.make_superuser())

    ask = getattr(browser, method)
    page = ask(admin_url(contract, "delete"), {"post": "yes"}, follow=True).content.decode()

    assert "“Pensions” is the contract of the deal “Equiniti and MyCSP”" in page
    assert "Take it out of the deal first" in page
    assert Contract.objects.filter(pk=contract.pk).exists()


def test_contract_of_no_deal_is_deleted_by_a_superuser(mycsp):
    contract = factories.make_contract("Pensions", (mycsp,))

    signed_in(factories.make_superuser()).post(admin_url(contract, "delete"), {"post": "yes"})

    assert not Contract.objects.exists()


def test_officer_keeps_the_deal_of_a_competition_that_the_own_body_ran(council, officer):
    venture = factories.make_organisation("Joint venture")
    competition = factories.make_competition(council, origin="reported", status="signed")
    deal = factories.make_deal(venture, competition=competition)

    response = send(officer, admin_url(deal), note="Read again.")

    assert response.status_code == 302, errors_of(response)


def test_officer_links_no_competition_or_bid_of_another_body(officer, mycsp, equiniti):
    others = factories.make_body("Other Council")
    competition = factories.make_competition(
        others, origin="reported", state="published", source=others.source
    )
    bid = factories.make_bid(competition, equiniti)
    values = {"title": "Ours", "venture": mycsp.pk, "partner_name": "Partner plc"}

    for chosen in ({"competition": competition.pk}, {"bid": bid.pk}):
        response = send(officer, ADD, **values, **chosen)
        assert "Select a valid choice" in errors_of(response)

    assert not Deal.objects.exists()


def test_officer_saves_an_own_deal_that_a_curator_linked_elsewhere(officer, mycsp, equiniti):
    others = factories.make_body("Other Council")
    competition = factories.make_competition(
        others, origin="reported", state="published", source=others.source
    )
    bid = factories.make_bid(competition, equiniti)
    deal = factories.make_deal(mycsp, competition=competition, bid=bid)

    response = send(officer, admin_url(deal), note="Read again.")

    assert response.status_code == 302, errors_of(response)
    deal.refresh_from_db()
    assert (deal.competition, deal.bid, deal.note) == (competition, bid, "Read again.")


def test_who_may_not_delete_learns_of_no_deal_by_trying(officer, mycsp):
    other = factories.make_organisation("Elsewhere")
    contract = factories.make_contract("Care", (other,))
    factories.make_deal(other, contract=contract, title="Secret deal", state="draft")

    response = officer.get(admin_url(contract, "delete"))

    assert response.status_code == 403
    assert "Secret deal" not in response.content.decode()


def test_contract_taken_out_of_its_deal_can_be_deleted(mycsp, equiniti):
    contract = factories.make_contract("Pensions", (mycsp,))
    deal = factories.make_deal(mycsp, equiniti, contract=contract)
    browser = signed_in(factories.make_superuser())

    send(browser, admin_url(deal), contract="")
    browser.post(admin_url(contract, "delete"), {"post": "yes"})

    assert not Contract.objects.exists()


def test_deal_is_deleted_by_a_superuser_with_its_links_and_not_its_stakes(mycsp, equiniti):
    stake = factories.make_stake(mycsp, equiniti, equity="40")
    deal = factories.make_deal(mycsp, equiniti, (stake,))

    signed_in(factories.make_superuser()).post(admin_url(deal, "delete"), {"post": "yes"})

    stake.refresh_from_db()
    assert not DealStake.objects.exists()
    assert Deal.history.first().history_change_reason == "admin: deal deleted"


# Officers


def test_officer_enters_a_deal_of_an_own_spin_out(officer, mycsp):
    response = send(officer, ADD, title="Ours", venture=mycsp.pk, partner_name="Partner plc")

    assert response.status_code == 302, errors_of(response)
    assert officer.get(admin_url(Deal.objects.get())).status_code == 200


def test_officer_enters_no_deal_of_others(officer):
    other = factories.make_organisation("Others’ venture")

    response = send(officer, ADD, title="Theirs", venture=other.pk, partner_name="Partner plc")

    assert "Select a valid choice" in errors_of(response)
    assert not Deal.objects.exists()


def test_public_deal_of_others_shows_no_name_of_a_hidden_partner(officer):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    venture = factories.make_organisation("Public venture")
    deal = factories.make_deal(
        venture, hidden, title="Open deal", partner_name="Phoenix in the notice", note="Phoenix"
    )

    pages = [
        officer.get(address).content.decode()
        for address in (admin_url(deal), LIST, f"{LIST}?q=Phoenix")
    ]

    assert "Open deal" in pages[0]
    assert "not public" in pages[0]
    assert "not public" in pages[1]
    assert officer.get(f"{LIST}?q=Phoenix").context["cl"].result_count == 0
    assert not any("Phoenix</" in page or "Phoenix in" in page for page in pages)


def test_public_deal_of_others_shows_no_title_of_a_draft_contract_or_competition(officer):
    body, venture = factories.make_body("Other"), factories.make_organisation("Venture")
    deal = factories.make_deal(
        venture,
        title="Open deal",
        contract=factories.make_contract("Codename Ember", (venture,), state="draft"),
        competition=factories.make_competition(body, "Codename Ash", origin="reported"),
    )

    page = officer.get(admin_url(deal)).content.decode()

    assert "Open deal" in page
    assert "Codename" not in page


def test_public_deal_of_others_shows_no_words_where_a_holder_is_hidden(officer):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    venture = factories.make_organisation("Venture")
    stake = factories.make_stake(venture, hidden, equity="10")
    deal = factories.make_deal(venture, stakes=(stake,), quote="Phoenix took a tenth")

    page = officer.get(admin_url(deal)).content.decode()

    assert "Deal of Venture" in page
    assert "Phoenix" not in page


def test_own_deal_names_no_hidden_holder_in_its_stakes(officer, mycsp):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    stake = factories.make_stake(mycsp, hidden, equity="10")
    deal = factories.make_deal(mycsp, stakes=(stake,))

    for page in ("change", "history"):
        text = officer.get(admin_url(deal, page)).content.decode()
        assert "not public in MyCSP" in text or page == "history"
        assert "Phoenix" not in text

    response = send(officer, admin_url(deal), note="Read again.")
    assert response.status_code == 302, errors_of(response)
    assert deal.stakes.get().stake == stake


def test_draft_stake_of_others_has_no_name_in_a_deal(officer, mycsp):
    elsewhere = factories.make_organisation("Elsewhere")
    stake = factories.make_stake(elsewhere, ("Phoenix plc", "private"), equity="5", state="draft")
    deal = factories.make_deal(mycsp, stakes=(stake,))

    page = officer.get(admin_url(deal)).content.decode()

    assert 'name="_save"' in page
    assert "not public in not public" in page
    assert "Phoenix" not in page


@pytest.mark.parametrize("term", ["MyCSP", ""])
def test_search_box_of_stakes_names_no_hidden_holder(term, officer, mycsp):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    factories.make_stake(mycsp, hidden, equity="10", holder_name="Phoenix in the notice")

    answer = officer.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "partnerships",
            "model_name": "dealstake",
            "field_name": "stake",
            "term": term,
        },
    ).json()

    assert [one["text"] for one in answer["results"]] == [
        "MyCSP: not public: equity 10%; from before our records"
    ]


def test_search_box_of_bids_names_the_bidders_and_the_competition(curator, council, equiniti):
    competition = factories.make_competition(council, "Pensions partner", origin="reported")
    factories.make_bid(competition, equiniti)
    asked = {"app_label": "partnerships", "model_name": "deal", "field_name": "bid", "term": ""}

    answer = curator.get(reverse("admin:autocomplete"), asked).json()

    assert [one["text"] for one in answer["results"]] == ["Equiniti (Pensions partner)"]


def test_page_names_the_bidders_and_tells_stakes_apart(curator, council, mycsp, equiniti):
    competition = factories.make_competition(council, origin="reported")
    bid = factories.make_bid(competition, equiniti)
    stake = factories.make_stake(mycsp, equiniti, equity="40", valid_from=date(2012, 5, 1))
    deal = factories.make_deal(mycsp, stakes=(stake,), competition=competition, bid=bid)

    page = curator.get(admin_url(deal)).content.decode()

    assert ">Equiniti</option>" in page
    assert ">Equiniti: equity 40%; from 1 May 2012</option>" in page


def test_own_deal_names_no_hidden_bidder(officer, council, mycsp):
    hidden = factories.make_organisation("Phoenix", state="hidden")
    competition = factories.make_competition(council, origin="reported")
    bid = factories.make_bid(competition, hidden)
    deal = factories.make_deal(mycsp, competition=competition, bid=bid)

    page = officer.get(admin_url(deal)).content.decode()

    assert 'name="_save"' in page
    assert "Phoenix" not in page


@pytest.mark.parametrize("rows", [1, 20])
def test_search_box_of_stakes_takes_few_queries(rows, curator, django_assert_max_num_queries):
    for number in range(rows):
        holder = factories.make_organisation(f"Holder {number}")
        factories.make_stake(factories.make_organisation(f"Held {number}"), holder, equity="10")
    asked = {"app_label": "partnerships", "model_name": "dealstake", "field_name": "stake"}

    with django_assert_max_num_queries(6):
        answer = curator.get(reverse("admin:autocomplete"), {**asked, "term": ""})

    assert len(answer.json()["results"]) == rows


@pytest.mark.parametrize("rows", [1, 20])
def test_form_of_many_stakes_stays_light(rows, curator, mycsp, django_assert_max_num_queries):
    stakes = [
        factories.make_stake(
            mycsp,
            (f"Holder {number}", "private"),
            equity="2",
            valid_from=date(2000 + number, 1, 1),
        )
        for number in range(rows)
    ]
    deal = factories.make_deal(mycsp, stakes=tuple(stakes))

    with django_assert_max_num_queries(25):
        page = curator.get(admin_url(deal))

    assert len(page.content) < 150_000
