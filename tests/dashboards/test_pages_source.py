"""The page of one source: where it can be read, and what rests on it."""

import pytest

from organisations.models import Evidence, SourceLocation
from spinouts.dashboards.figures import citing
from tests import factories

pytestmark = pytest.mark.django_db


def page_of(client, source, **query):
    return client.get(f"/sources/{source.slug}/", query)


def resting(response) -> dict[str, str]:
    """Give what rests on the source by the name of its page."""
    return {row[0]["text"]: row[1]["text"] for row in response.context["rows"]}


def test_source_page_lists_every_kind_of_record_that_cites_it(client):
    source = factories.make_source("Report")
    spin_out = factories.make_spin_out("Circle", (factories.make_body("DoH"),), source=source)
    organisation = spin_out.organisation
    factories.make_name(organisation, "Circle Health")
    factories.make_identifier(organisation, "GB-COH", "07640786")
    factories.make_profile(organisation, "mutual")
    factories.make_stake(organisation, equity="49.9")
    factories.make_stake(organisation, ("Fund", "private"), equity="50.1")
    factories.make_stage_event(spin_out, factories.make_stage())
    factories.make_mutual(organisation)
    factories.make_contract("Hospital", (organisation,), source=source)

    response = page_of(client, source)

    assert resting(response) == {
        "Circle": "the organisation itself, 1 name, 1 identifier, its sector and legal form, "
        "2 stakes, its spin-out, 1 parent, 1 event, that it is a mutual",
        "Hospital": "the contract itself, 1 party",
    }
    assert response.context["citing"].record_count == 12


def test_source_page_counts_further_evidence(client):
    organisation = factories.make_organisation("Circle")
    source = factories.make_source("Second paper")
    Evidence.objects.create(source=source, record=organisation, stance="disputes")

    assert resting(page_of(client, source)) == {"Circle": "the organisation itself"}


def test_source_page_keeps_drafts_and_hidden_records_to_itself(client):
    source = factories.make_source("Report")
    draft = factories.make_spin_out("Secret plan", state="draft", source=source)
    factories.make_stake(draft.organisation, equity="50")
    factories.make_contract("Secret contract", source=source, state="hidden")
    body = factories.make_body("Secret council", state="draft", source=source)
    shown = factories.make_spin_out("Shown", parents=(body,))
    shown.parents.update(source=source)

    response = page_of(client, source)

    assert resting(response) == {}
    assert "Secret" not in response.content.decode()


def test_source_page_shows_the_first_records_and_counts_them_all(client, monkeypatch):
    monkeypatch.setattr(citing, "MOST_RECORDS", 2)
    source = factories.make_source("Report")
    for name in ("A", "B", "C"):
        factories.make_organisation(name, source=source)

    response = page_of(client, source)

    assert list(resting(response)) == ["A", "B"]
    assert "3 records; the first 2 are shown" in response.content.decode()


def test_source_page_links_web_addresses_only(client):
    source = factories.make_source("Report", url="https://example.org/report")
    SourceLocation.objects.create(source=source, url="javascript:alert(1)")
    SourceLocation.objects.create(source=source, url="http://example.org/copy")

    text = page_of(client, source).content.decode()

    assert 'href="https://example.org/report"' in text
    assert 'href="http://example.org/copy"' in text
    assert 'href="javascript:' not in text


def test_source_page_says_that_a_commissioning_document_is_not_on_the_web(client):
    source = factories.make_source("Blog", url="seed:001.txt", kind="seed")

    text = page_of(client, source).content.decode()

    assert "not on the web" in text
    assert "seed:001.txt" not in text


def test_source_page_tells_the_interest_of_its_author(client):
    source = factories.make_source("Blog", author="Stepping Out", author_interest="advises them")

    facts = {row["term"]: row["value"] for row in page_of(client, source).context["facts"]}

    assert facts["Author’s interest"] == "Advises them"
    assert facts["Published"] == "not recorded"


def test_source_page_that_does_not_exist_is_not_there(client):
    assert client.get("/sources/no-such-source/").status_code == 404


def test_source_page_lists_what_it_states_of_partners(client):
    source = factories.make_source("Report")
    venture = factories.make_organisation("Newco")
    partner = factories.make_organisation("Partner plc")
    partnership = factories.make_partnership("Alliance", source=source)
    factories.make_member(partnership, partner)
    factories.make_deal(venture, partner, title="Partner and Newco", source=source)
    factories.make_investment(venture, partner, source=source)
    factories.make_ownership_rule(venture, source=source)
    factories.make_contribution(partner, venture, source=source)
    competition = factories.make_competition(
        factories.make_body(), origin="reported", state="published", source=source
    )
    factories.make_bid(competition, partner, source=source)

    assert resting(page_of(client, source)) == {
        "Alliance": "the partnership itself, 1 member",
        "Capital and support": "1 sum of capital",
        "Newco": "1 ownership rule, 1 contribution",
        "Partner and Newco": "the deal itself",
        "Partner sought": "the competition itself, 1 bid",
    }


def test_source_page_does_not_name_a_deal_with_a_partner_who_is_not_public(client):
    source = factories.make_source("Report")
    venture = factories.make_organisation("Newco")
    hidden = factories.make_organisation("Hidden plc", state="draft")
    factories.make_deal(venture, hidden, title="Hidden and Newco", source=source)

    assert resting(page_of(client, source)) == {}
