"""Lists of organisations, public bodies, mutuals and sources: which rows, and what they say."""

from datetime import date

import pytest

from organisations.choices import OrganisationStatus
from organisations.models import LegalForm, OperatingModel, Profile
from spinouts.choices import Control
from spinouts.models import MembershipCount, MutualTerms
from tests import factories

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    """Give the headings of the rows that a list shows."""
    return [row[0]["text"] for row in response.context["rows"]]


def cells(response, name: str) -> dict[str, dict]:
    """Give the cells of one row by their headings."""
    row = next(row for row in response.context["rows"] if row[0]["text"] == name)
    return {cell["label"]: cell for cell in row[1:]}


def test_organisation_list_finds_by_former_name(client):
    organisation = factories.make_organisation("MyCSP")
    factories.make_name(organisation, "My Civil Service Pension")
    factories.make_organisation("Another")

    response = client.get("/organisations/", {"q": "civil pension"})

    assert names(response) == ["MyCSP"]
    assert response.context["rows"][0][0]["note"] == "former name: My Civil Service Pension"


def test_organisation_list_finds_by_company_number(client):
    organisation = factories.make_organisation("MyCSP")
    factories.make_identifier(organisation, "GB-COH", "07640786")

    assert names(client.get("/organisations/", {"q": "07640786"})) == ["MyCSP"]


def test_organisation_list_reads_the_sector_on_the_day(client):
    organisation = factories.make_organisation("Prospects")
    factories.make_profile(organisation, "mutual", None, date(2017, 10, 31))
    factories.make_profile(organisation, "social", date(2017, 10, 31))

    before = client.get("/organisations/", {"sector": "mutual", "as_of": "2017-10-30"})
    after = client.get("/organisations/", {"sector": "mutual", "as_of": "2017-10-31"})

    assert names(before) == ["Prospects"]
    assert names(after) == []
    assert cells(before, "Prospects")["Sector"]["text"] == "mutual"


def test_organisation_list_finds_sectors_not_recorded(client):
    factories.make_profile(factories.make_organisation("Known"), "public")
    factories.make_profile(factories.make_organisation("Empty"), "")
    factories.make_organisation("None at all")

    response = client.get("/organisations/", {"sector": "not-recorded"})

    assert names(response) == ["Empty", "None at all"]
    assert cells(response, "Empty")["Sector"] == {
        "label": "Sector",
        "text": "not recorded",
        "is_missing": True,
    }


def test_organisation_list_filters_by_legal_form_and_operating_model(client):
    form = LegalForm.objects.create(slug="cic", name="community interest company")
    model = OperatingModel.objects.create(slug="joint-venture", name="joint venture")
    organisation = factories.make_organisation("Both")
    Profile.objects.create(
        organisation=organisation,
        legal_form=form,
        operating_model=model,
        source=organisation.source,
    )
    factories.make_organisation("Neither")

    by_form = client.get("/organisations/", {"form": "cic"})
    by_model = client.get("/organisations/", {"model": "joint-venture"})

    assert names(by_form) == names(by_model) == ["Both"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("existing", ["Living", "Undated"]),
        ("dissolved", ["Gone", "Gone some day"]),
        ("later", ["Later", "Planned"]),
    ],
)
def test_organisation_list_filters_by_standing_on_the_day(client, status, expected):
    factories.make_organisation("Living", founded_on=date(2010, 1, 1))
    factories.make_organisation("Undated")
    factories.make_organisation("Gone", dissolved_on=date(2015, 1, 1))
    factories.make_organisation("Gone some day", status=OrganisationStatus.DISSOLVED)
    factories.make_organisation("Later", founded_on=date(2015, 1, 2))
    factories.make_organisation("Planned", status=OrganisationStatus.PLANNED)

    response = client.get("/organisations/", {"status": status, "as_of": "2015-01-01"})

    assert names(response) == expected


def test_organisation_list_says_how_each_stood_on_the_day(client):
    factories.make_organisation("Gone", dissolved_on=date(2015, 1, 1))

    before = client.get("/organisations/", {"as_of": "2014-12-31"})
    after = client.get("/organisations/", {"as_of": "2015-01-01"})

    assert cells(before, "Gone")["On the day"]["text"] == "no end recorded"
    assert cells(after, "Gone")["On the day"]["note"] == "by 1 January 2015"


def test_organisation_list_sorts_downwards_with_unknown_last(client):
    factories.make_organisation("Old", founded_on=date(2001, 1, 1))
    factories.make_organisation("Young", founded_on=date(2011, 1, 1))
    factories.make_organisation("Undated")

    response = client.get("/organisations/", {"sort": "-founded"})

    assert names(response) == ["Young", "Old", "Undated"]


def test_organisation_list_counts_kinds_under_the_other_filters(client):
    factories.make_body("Northshire Council", region="london")
    factories.make_body("Southshire Council", region="wales")
    factories.make_organisation("Investor", kind="investor", region="london")

    response = client.get("/organisations/", {"region": "london", "kind": "investor"})

    assert [(facet["label"], facet["count"]) for facet in response.context["facets"]] == [
        ("Investor or funder", 1),
        ("Public body", 1),
    ]


def test_organisation_list_leaves_merged_records_out(client):
    kept = factories.make_organisation("Kept")
    factories.make_organisation("Merged", merged_into=kept)

    assert names(client.get("/organisations/")) == ["Kept"]


def test_organisation_list_keeps_the_day_in_its_links(client):
    organisation = factories.make_organisation("Example")

    response = client.get("/organisations/", {"as_of": "2015-03-31"})

    assert response.context["rows"][0][0]["url"] == (
        f"/organisations/{organisation.slug}/?as_of=2015-03-31"
    )


def test_organisation_list_shows_an_officer_drafts_of_the_own_body(client):
    body = factories.make_body("Northshire Council")
    factories.make_spin_out("Secret plan", parents=(body,), state="draft")
    client.force_login(factories.make_officer(body))

    response = client.get("/organisations/")

    assert names(response) == ["Northshire Council", "Secret plan"]
    assert response.context["rows"][1][0]["note"] == "draft: not public"


def test_public_body_list_counts_spin_outs_without_contrast_cases(client):
    body = factories.make_body("Northshire Council")
    factories.make_spin_out("Leisure Trust", parents=(body,))
    factories.make_spin_out("Council Company", parents=(body,), is_contrast=True)
    factories.make_spin_out("Draft", parents=(body,), state="draft")
    factories.make_body("Southshire Council")

    response = client.get("/public-bodies/", {"spin_outs": "yes"})

    assert names(response) == ["Northshire Council"]
    assert cells(response, "Northshire Council")["Spin-outs"]["text"] == "1"


def test_public_body_list_filters_bodies_without_spin_outs(client):
    body = factories.make_body("Northshire Council")
    factories.make_spin_out("Leisure Trust", parents=(body,))
    factories.make_body("Southshire Council")

    assert names(client.get("/public-bodies/", {"spin_outs": "no"})) == ["Southshire Council"]


def test_public_body_list_names_what_had_followed_by_the_day(client):
    trust = factories.make_body("NHS Hull", body_kind="primary_care_trust")
    group = factories.make_body("Hull CCG", body_kind="clinical_commissioning_group")
    succession = factories.make_succession(trust, group)
    succession.happened_on = date(2013, 4, 1)
    succession.save()

    before = client.get("/public-bodies/", {"as_of": "2013-03-31", "kind": "primary_care_trust"})
    after = client.get("/public-bodies/", {"as_of": "2013-04-01", "kind": "primary_care_trust"})

    assert cells(before, "NHS Hull")["Followed by"]["text"] == "–"
    assert cells(after, "NHS Hull")["Followed by"]["text"] == "Hull CCG"


def test_mutual_list_reads_terms_on_the_day(client):
    mutual = factories.make_mutual(factories.make_organisation("Circle"))
    MutualTerms.objects.create(
        mutual=mutual, control=Control.BOTH, valid_to=date(2014, 1, 1), source=mutual.source
    )

    before = client.get("/mutuals/", {"control": "both", "as_of": "2013-12-31"})
    after = client.get("/mutuals/", {"control": "both", "as_of": "2014-01-01"})

    assert names(before) == ["Circle"]
    assert cells(before, "Circle")["Owned or controlled"]["text"] == Control.BOTH.label
    assert names(after) == []


def test_mutual_list_shows_the_latest_take_up_by_the_day(client):
    organisation = factories.make_organisation("Aspire")
    factories.make_mutual(organisation)
    for year, take_up in ((2012, "62"), (2016, "~90%")):
        MembershipCount.objects.create(
            organisation=organisation,
            counted_on=date(year, 1, 1),
            take_up=take_up,
            source=organisation.source,
        )

    response = client.get("/mutuals/", {"as_of": "2014-01-01"})

    assert cells(response, "Aspire")["Take-up of membership"]["text"] == "62%"


def test_source_list_searches_title_publisher_and_author(client):
    factories.make_source("The Mutuals Census", publisher="Cabinet Office")
    factories.make_source("Something else")

    assert names(client.get("/sources/", {"q": "cabinet census"})) == ["The Mutuals Census"]


def test_source_list_filters_by_year_and_says_how_exact_the_date_is(client):
    factories.make_source(
        "Old", published_on=date(2012, 1, 1), published_on_precision="year", kind="report"
    )
    factories.make_source("New", published_on=date(2013, 1, 1))

    response = client.get("/sources/", {"year": "2012"})

    assert names(response) == ["Old"]
    assert cells(response, "Old")["Published"]["text"] == "2012"
