"""What an officer of one council reaches of another council's records: through no door anything."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from organisations.models import Organisation, OrganisationName
from partnerships.models import Contract, ContractParty, Stake, StakeCondition
from spinouts.models import SpinOut, SpinOutParent, StageEvent
from tests import factories
from tests.admin_forms import admin_url, errors_of, fields_of, send, signed_in

pytestmark = pytest.mark.django_db
ADD = "/admin/organisations/organisation/add/"


@pytest.fixture
def own():
    return factories.make_body("Own Council")


@pytest.fixture
def officer(own):
    return signed_in(factories.make_officer(own))


@pytest.fixture
def others():
    """Store another council with a draft spin-out and everything that can hang on it."""
    body = factories.make_body("Other Council")
    spin_out = factories.make_spin_out("Secret Phoenix", (body,), state="draft")
    draft = spin_out.organisation
    factories.make_name(draft, "Codename Ember")
    return {
        "body": body,
        "organisation": draft,
        "spin_out": spin_out,
        "stake": factories.make_stake(draft, equity="25", state="draft"),
        "contract": factories.make_contract("Ember deal", (draft,), (body,), state="draft"),
        "mutual": factories.make_mutual(draft),
        "event": factories.make_stage_event(spin_out, factories.make_stage("launched")),
        "deal": factories.make_deal(draft, title="Ember deal", state="draft"),
        "investment": factories.make_investment(
            draft, ("Ember fund", "private"), purpose="Ember deal", state="draft"
        ),
        "partnership": factories.make_partnership("Ember deal", vehicle=draft, state="draft"),
        "rule": factories.make_ownership_rule(draft, words="Ember deal"),
        "accession": factories.make_accession(draft, body),
        "contribution": factories.make_contribution(body, draft, words="Ember deal"),
        "partner": factories.make_jv_partner(draft, skills="Ember deal"),
        "prime": factories.make_social_prime(draft, mission="Ember deal"),
    }


KINDS = [
    "organisation",
    "spin_out",
    "stake",
    "contract",
    "mutual",
    "deal",
    "investment",
    "partnership",
    "rule",
    "accession",
    "contribution",
    "partner",
    "prime",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_drafts_of_others_do_not_exist(kind, page, officer, others):
    address = admin_url(others[kind], page)

    assert officer.get(address).status_code in {404, 403 if page == "delete" else 404}
    assert officer.post(address, {"name": "Mine now"}).status_code in {403, 404}


@pytest.mark.parametrize("kind", KINDS)
def test_lists_and_searches_show_no_draft_of_others(kind, officer, others):
    address = admin_url(others[kind], "changelist")

    for query in ("", "?q=Phoenix", "?q=Ember", "?q=Secret", "?queue=drafts", "?state=draft"):
        page = officer.get(address + query, follow=True).content.decode()
        assert "Secret Phoenix" not in page
        assert "Ember deal" not in page


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("partnerships.stake", "holder"),
        ("partnerships.stake", "subject"),
        ("partnerships.contractparty", "organisation"),
        ("spinouts.spinoutparent", "body"),
        ("spinouts.spinout", "organisation"),
        ("partnerships.contract", "alternative_to"),
        ("partnerships.contract", "partnership"),
        ("partnerships.deal", "venture"),
        ("partnerships.deal", "partner"),
        ("partnerships.deal", "contract"),
        ("partnerships.dealstake", "stake"),
        ("partnerships.investment", "alternative_to"),
        ("partnerships.investment", "deal"),
        ("partnerships.investment", "investor"),
        ("partnerships.partnershipmember", "organisation"),
        ("partnerships.ownershiprule", "holder"),
        ("partnerships.accession", "spin_out"),
        ("partnerships.contribution", "partner"),
    ],
)
@pytest.mark.parametrize("term", ["Phoenix", "Ember", ""])
def test_search_boxes_offer_no_draft_of_others(model, field, term, officer, others):
    app, name = model.split(".")
    answer = officer.get(
        reverse("admin:autocomplete"),
        {"app_label": app, "model_name": name, "field_name": field, "term": term},
    )

    assert "Phoenix" not in answer.content.decode()
    assert "Ember deal" not in answer.content.decode()


def test_redirect_by_type_and_number_is_gone(officer, others):
    assert officer.get(f"/admin/r/1/{others['organisation'].pk}/").status_code in {302, 404}
    assert "phoenix" not in officer.get(f"/admin/r/1/{others['organisation'].pk}/").headers.get(
        "Location", ""
    )


@pytest.mark.parametrize(
    "lookup", ["names__name__startswith=C", "stakes__equity_low__gt=1", "source__title=x"]
)
def test_addresses_cannot_ask_through_relations(lookup, officer, others):
    response = officer.get(admin_url(others["organisation"], "changelist") + f"?{lookup}")

    assert response.status_code in {302, 400}


def test_public_record_of_others_is_read_only(officer, others):
    page = officer.get(admin_url(others["body"]))

    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert officer.post(admin_url(others["body"]), {"name": "Mine"}).status_code == 403
    assert officer.get(admin_url(others["body"], "history")).status_code == 403
    assert "historylink" not in page.content.decode()


def test_public_record_shows_no_draft_stakes_of_others(officer, others):
    factories.make_stake(others["body"], ("Hidden investor", "private"), equity="5", state="draft")

    page = officer.get(admin_url(others["body"])).content.decode()

    assert "Hidden investor" not in page
    assert "Equity today" not in page


def test_draft_holder_in_a_public_stake_has_no_name(officer, own, others):
    stake = factories.make_stake(own, others["organisation"], equity="10")

    for address in (admin_url(own), admin_url(stake), admin_url(stake, "changelist")):
        page = officer.get(address).content.decode()
        assert "Phoenix" not in page, address
        assert "not public" in page, address


def test_draft_holder_stays_when_the_stake_is_saved(officer, own, others):
    stake = factories.make_stake(own, others["organisation"], equity="10")

    response = send(officer, admin_url(own), **{"stakes-0-equity": "12"})

    assert response.status_code == 302, errors_of(response)
    stake.refresh_from_db()
    assert stake.holder == others["organisation"]
    assert str(stake.equity) == "12%"


def test_draft_of_others_cannot_be_named_as_holder(officer, own, others):
    response = send(
        officer,
        admin_url(own),
        **{"stakes-0-holder": others["organisation"].pk, "stakes-0-equity": "5"},
    )

    assert "Select a valid choice" in errors_of(response)
    assert "Phoenix" not in response.content.decode()


def test_rows_of_others_cannot_be_slipped_into_an_own_form(officer, own, others):
    name = OrganisationName.objects.get(name="Codename Ember")
    shown = fields_of(officer.get(admin_url(own)))

    officer.post(
        admin_url(own),
        shown
        | {
            "names-INITIAL_FORMS": 1,
            "names-0-id": name.pk,
            "names-0-organisation": own.pk,
            "names-0-name": "Mine now",
            "stakes-INITIAL_FORMS": 1,
            "stakes-0-id": others["stake"].pk,
            "stakes-0-equity": "99",
        },
    )

    name.refresh_from_db()
    assert (name.name, name.organisation) == ("Codename Ember", others["organisation"])
    others["stake"].refresh_from_db()
    assert others["stake"].subject == others["organisation"]
    assert str(others["stake"].equity) == "25%"


def test_officer_enters_a_spin_out_of_the_only_body(officer, own):
    response = send(officer, ADD, name="Newco")

    assert response.status_code == 302, errors_of(response)
    made = Organisation.objects.get(name="Newco")
    assert made.spin_out.parents.get().body == own
    assert officer.get(admin_url(made)).status_code == 200
    assert 'name="_save"' in officer.get(admin_url(made)).content.decode()


@pytest.mark.parametrize("parent", ["other", "", None])
def test_officer_cannot_enter_a_record_that_is_not_own(parent, officer, others):
    value = others["body"].pk if parent == "other" else parent

    response = send(officer, ADD, **{"name": "Newco", "spin_out-0-parent_body": value})

    assert response.status_code == 200
    assert not Organisation.objects.filter(name="Newco").exists()


def test_officer_cannot_leave_the_spin_out_row_away(officer):
    shown = fields_of(officer.get(ADD))
    rest = {key: text for key, text in shown.items() if not key.startswith("spin_out-0")}

    response = officer.post(ADD, rest | {"name": "Newco", "spin_out-TOTAL_FORMS": 0})

    assert response.status_code == 200
    assert not Organisation.objects.filter(name="Newco").exists()


def test_officer_of_no_body_enters_nothing():
    browser = signed_in(factories.make_officer())

    assert browser.get(ADD).status_code == 403


def test_officer_of_two_bodies_chooses(own):
    second = factories.make_body("Second Council")
    browser = signed_in(factories.make_officer(own, second))

    nothing_chosen = send(browser, ADD, name="Newco")
    chosen = send(browser, ADD, **{"name": "Newco", "spin_out-0-parent_body": second.pk})

    assert "required" in errors_of(nothing_chosen)
    assert chosen.status_code == 302
    assert SpinOutParent.objects.get().body == second


def test_officer_keeps_records_of_a_successor(own):
    browser = signed_in(factories.make_officer(own))
    successor = factories.make_body("Greater Own Council")
    factories.make_succession(own, successor)

    response = send(browser, admin_url(successor), description="Followed us.")

    assert response.status_code == 302


def test_public_organisation_of_others_cannot_be_taken_over_as_a_spin_out(officer, own, others):
    target = factories.make_organisation("Public company of others")

    response = send(
        officer,
        reverse("admin:spinouts_spinout_add"),
        **{"organisation": target.pk, "parents-0-body": own.pk},
    )

    assert response.status_code == 200
    assert not SpinOut.objects.filter(organisation=target).exists()


def test_stake_in_an_organisation_of_others_cannot_be_entered(officer, others):
    response = send(
        officer,
        reverse("admin:partnerships_stake_add"),
        subject=others["body"].pk,
        holder_class="employees",
        equity="5",
    )

    assert "Select a valid choice" in errors_of(response)
    assert not Stake.objects.filter(subject=others["body"]).exists()


def test_stake_stays_in_its_organisation(officer, own, others):
    stake = factories.make_stake(own, equity="10")
    shown = fields_of(officer.get(admin_url(stake)))

    officer.post(admin_url(stake), shown | {"subject": others["body"].pk, "equity": "11"})

    stake.refresh_from_db()
    assert stake.subject == own


def test_own_spin_out_cannot_be_given_away(officer, own, others):
    spin_out = factories.make_spin_out("Ours", (own,))

    response = send(officer, admin_url(spin_out), **{"parents-0-body": others["body"].pk})

    assert "Name one of your own public bodies" in errors_of(response)
    assert spin_out.parents.get().body == own


def test_contract_needs_an_own_party(officer, own, others):
    address = reverse("admin:partnerships_contract_add")
    both = {
        "title": "Care",
        "parties-0-role": "commissioner",
        "parties-1-role": "provider",
        "parties-1-name": "Somebody Ltd",
    }

    foreign = send(officer, address, **both, **{"parties-0-organisation": others["body"].pk})
    ours = send(officer, address, **both, **{"parties-0-organisation": own.pk})

    assert "Name your own public body" in errors_of(foreign)
    assert ours.status_code == 302, errors_of(ours)
    assert Contract.objects.get(title="Care").parties.count() == 2


def test_contract_with_two_own_parties_is_listed_once(officer, own):
    spin_out = factories.make_spin_out("Ours", (own,))
    contract = factories.make_contract("Care", (spin_out.organisation,), (own,))

    page = officer.get(admin_url(contract, "changelist"))

    assert [row.title for row in page.context["cl"].result_list] == ["Care"]
    assert officer.get(admin_url(contract)).status_code == 200


def test_own_party_cannot_be_taken_out(officer, own, others):
    contract = factories.make_contract("Care", (others["body"],), (own,))
    party = ContractParty.objects.get(organisation=own)
    place = list(contract.parties.order_by("role", "id")).index(party)

    response = send(officer, admin_url(contract), **{f"parties-{place}-DELETE": "on"})

    assert "Name your own public body" in errors_of(response)


def test_stage_that_is_not_public_stays_with_its_body(officer, own, others):
    considering = factories.make_stage("considering", is_public=False)
    public = factories.make_spin_out("Public spin-out", (others["body"],))
    factories.make_stage_event(public, considering, date(2010, 1, 1))

    page = officer.get(admin_url(public)).content.decode()

    assert StageEvent.objects.filter(stage=considering).exists()
    assert "Considering" not in page


@pytest.mark.parametrize(
    "kind",
    ["organisation", "stake", "contract", "spin_out", "deal", "partnership", "investment"],
)
def test_nobody_but_a_superuser_deletes_records(kind, own):
    spin_out = factories.make_spin_out("Ours", (own,))
    record = {
        "deal": factories.make_deal(spin_out.organisation),
        "partnership": factories.make_partnership(vehicle=spin_out.organisation),
        "investment": factories.make_investment(spin_out.organisation, ("A fund", "social")),
        "organisation": spin_out.organisation,
        "stake": factories.make_stake(spin_out.organisation, equity="5"),
        "contract": factories.make_contract("Care", (), (own,)),
        "spin_out": spin_out,
    }[kind]

    for user in (factories.make_officer(own), factories.make_curator()):
        response = signed_in(user).post(admin_url(record, "delete"), {"post": "yes"})
        assert response.status_code == 403

    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("role", [None, "researcher"])
def test_researchers_and_visitors_cannot_enter(role, client):
    if role:
        client.force_login(factories.make_user(role))

    response = client.get(reverse("admin:index"))

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("role", [None, "researcher", "officer"])
def test_live_warning_tells_only_what_the_person_sees(role, client, others):
    if role:
        client.force_login(factories.make_user(role))

    answer = client.get(
        reverse("admin:organisations_organisation_duplicates"), {"name": "Secret Phoenix"}
    )

    assert "Phoenix" not in answer.content.decode()
    assert answer.status_code == (200 if role == "officer" else 302)


def test_account_that_was_switched_off_cannot_enter(client, own):
    user = factories.make_officer(own)
    client.force_login(user)
    user.is_active = False
    user.save()

    assert client.get(reverse("admin:index")).status_code == 302


def test_history_of_an_own_stake_names_no_draft_holder_through_its_conditions(officer, own, others):
    stake = factories.make_stake(own, others["organisation"], equity="5")
    StakeCondition.objects.create(stake=stake, kind="cap", words="at most 5%")

    page = officer.get(admin_url(stake, "history")).content.decode()

    assert "at most 5%" in page
    assert "Phoenix" not in page


def test_draft_party_of_a_public_contract_has_no_name_in_the_list(officer, others):
    contract = factories.make_contract("Open deal", (others["organisation"],))
    contract.parties.update(name="Phoenix in the notice")

    page = officer.get("/admin/partnerships/contract/").content.decode()

    assert "Open deal" in page
    assert "not public" in page
    assert "Phoenix" not in page


def test_name_of_a_draft_party_or_holder_cannot_be_guessed(officer, own, others):
    contract = factories.make_contract("Open deal", (others["organisation"],))
    contract.parties.update(name="Phoenix in the notice")
    factories.make_stake(own, others["organisation"], equity="5", holder_name="Phoenix in it")

    contracts = officer.get("/admin/partnerships/contract/?q=Phoenix").context["cl"]
    stakes = officer.get("/admin/partnerships/stake/?q=Phoenix").context["cl"]

    assert (contracts.result_count, stakes.result_count) == (0, 0)


def test_draft_party_of_a_public_contract_has_no_name_on_its_page(officer, others):
    contract = factories.make_contract("Open deal", (others["organisation"],))
    contract.parties.update(name="Phoenix in the notice")
    factories.make_link(contract, others["organisation"], receiver_name="Phoenix below")

    page = officer.get(admin_url(contract)).content.decode()

    assert "Open deal" in page
    assert "Phoenix" not in page


def test_draft_holder_of_a_public_stake_has_no_name_on_its_page(officer, others):
    stake = factories.make_stake(
        others["body"], others["organisation"], equity="5", holder_name="Phoenix in it"
    )

    for address in (admin_url(stake), admin_url(others["body"])):
        assert "Phoenix" not in officer.get(address).content.decode()


def test_name_of_a_draft_party_stays_when_its_own_contract_is_saved(officer, own, others):
    contract = factories.make_contract("Own deal", (others["organisation"],), (own,))
    contract.parties.filter(role="provider").update(name="Phoenix in the notice")

    response = send(officer, admin_url(contract), reference="C 17")

    assert response.status_code == 302, errors_of(response)
    party = contract.parties.get(role="provider")
    assert (party.organisation, party.name) == (others["organisation"], "Phoenix in the notice")


def test_contract_that_names_a_hidden_party_keeps_its_words_from_other_councils():
    body = factories.make_body("Southshire Council")
    hidden = factories.make_organisation("Hidden Partner", state="hidden")
    contract = factories.make_contract("Libraries", (hidden,), (body,))
    contract.quote = contract.note = "Hidden Partner runs the libraries"
    contract.save()
    browser = signed_in(factories.make_officer(factories.make_body("Northshire Council")))

    page = browser.get(admin_url(contract))

    assert page.status_code == 200
    assert "Hidden Partner" not in page.content.decode()
    assert "Libraries" in page.content.decode()
