"""The list of spin-outs: which rows, how each stood on the day, and what staff held."""

from datetime import date

import pytest

from organisations.choices import OrganisationStatus
from organisations.models import ServiceGroup
from partnerships.actions import settle_stakes
from spinouts.actions import settle_exits
from spinouts.choices import StageKind
from spinouts.models import SpinOutCohort
from tests import factories
from tests.dashboards.test_lists_organisations import cells, names

pytestmark = pytest.mark.django_db


def make_launched(name: str, day: date | None, **values):
    """Store a spin-out that was launched on a day."""
    spin_out = factories.make_spin_out(name, **values)
    factories.make_stage_event(spin_out, factories.make_stage("launched"), day)
    return spin_out


def exit_on(spin_out, day: date | None, slug: str = "acquired") -> None:
    """Let a spin-out leave."""
    stage = factories.make_stage(slug, StageKind.EXIT)
    factories.make_stage_event(spin_out, stage, day)
    settle_exits(organisation_ids=[spin_out.organisation_id])


def share_of(client, spin_out, **query) -> str:
    response = client.get("/spin-outs/", query)
    return cells(response, spin_out.organisation.name)["Staff share"]["text"]


def test_spin_out_list_leaves_contrast_cases_out_and_counts_them(client):
    factories.make_spin_out("Leisure Trust")
    factories.make_spin_out("Council Company", is_contrast=True)

    response = client.get("/spin-outs/")

    assert names(response) == ["Leisure Trust"]
    assert response.context["contrast_count"] == 1
    assert "1 contrast case</a> not counted" in response.content.decode()


@pytest.mark.parametrize(
    ("contrast", "expected"),
    [("with", ["Council Company", "Leisure Trust"]), ("only", ["Council Company"])],
)
def test_spin_out_list_shows_contrast_cases_on_request(client, contrast, expected):
    factories.make_spin_out("Leisure Trust")
    factories.make_spin_out("Council Company", is_contrast=True)

    assert names(client.get("/spin-outs/", {"contrast": contrast})) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("standing", ["Standing"]),
        ("exited", ["Dissolved", "Exited"]),
        ("later", ["Later"]),
        ("unknown", ["Unknown"]),
    ],
)
def test_spin_out_list_filters_by_status_on_the_day(client, status, expected):
    make_launched("Standing", date(2012, 5, 1))
    exit_on(make_launched("Exited", date(2012, 5, 1)), date(2015, 1, 1))
    make_launched("Dissolved", date(2012, 5, 1), dissolved_on=date(2014, 1, 1))
    make_launched("Later", date(2015, 1, 2))
    factories.make_spin_out("Unknown")

    response = client.get("/spin-outs/", {"status": status, "as_of": "2015-01-01"})

    assert names(response) == expected


def test_spin_out_list_counts_every_status(client):
    make_launched("Standing", date(2012, 5, 1))
    make_launched("Later", date(2015, 1, 2))

    response = client.get("/spin-outs/", {"as_of": "2015-01-01"})

    assert [(link["count"], link["label"]) for link in response.context["statuses"]] == [
        (1, "launched, with no dated exit"),
        (1, "not launched by then"),
    ]


def test_spin_out_list_tells_how_one_left(client):
    exit_on(make_launched("Exited", date(2012, 5, 1)), date(2015, 1, 1), "returned-in-house")

    before = client.get("/spin-outs/", {"as_of": "2014-12-31"})
    after = client.get("/spin-outs/", {"as_of": "2015-01-01"})

    assert cells(before, "Exited")["On the day"]["text"] == "live when last seen"
    assert cells(after, "Exited")["On the day"]["text"] == "returned in house"
    assert cells(after, "Exited")["On the day"]["note"] == "1 January 2015"


def test_spin_out_list_tells_that_an_exit_has_no_date(client):
    exit_on(make_launched("Exited", date(2012, 5, 1)), None)

    assert cells(client.get("/spin-outs/"), "Exited")["On the day"]["note"] == "date not known"


def test_spin_out_list_tells_that_the_main_contract_was_lost(client):
    spin_out = make_launched("MyCSP", date(2012, 5, 1))
    stage = factories.make_stage("main-contract-lost", StageKind.EVENT)
    factories.make_stage_event(spin_out, stage, date(2025, 12, 1))

    before = client.get("/spin-outs/", {"as_of": "2025-11-30"})
    after = client.get("/spin-outs/", {"as_of": "2025-12-01"})

    assert cells(before, "MyCSP")["On the day"]["text"] == "live when last seen"
    assert cells(after, "MyCSP")["On the day"]["text"] == "lost its main contract"


def test_spin_out_list_tells_of_a_plan(client):
    factories.make_spin_out("Plan", status=OrganisationStatus.PLANNED)

    assert cells(client.get("/spin-outs/"), "Plan")["On the day"]["text"] == "planned"


def test_spin_out_list_hides_stages_that_are_not_public(client):
    spin_out = factories.make_spin_out("Plan")
    stage = factories.make_stage("considering", is_public=False, name="Considering it")
    factories.make_stage_event(spin_out, stage, date(2020, 1, 1))

    assert "considering it" not in client.get("/spin-outs/").content.decode().lower()


def test_spin_out_list_prints_the_share_of_employees_and_their_trust(client):
    spin_out = factories.make_spin_out("3BM")
    subject = spin_out.organisation
    factories.make_stake(subject, "employees", equity="40")
    factories.make_stake(subject, "employee_trust", equity="35.1")
    factories.make_stake(subject, ("Prospects", "private"), equity="24.9")
    settle_stakes(organisation_ids=[subject.pk])

    assert share_of(client, spin_out) == "75.1%"


def test_spin_out_list_reads_the_share_of_the_day(client):
    spin_out = factories.make_spin_out("MyCSP")
    subject = spin_out.organisation
    factories.make_stake(subject, equity="25", valid_to=date(2014, 10, 1))
    factories.make_stake(subject, equity="24", valid_from=date(2014, 10, 1))
    settle_stakes(organisation_ids=[subject.pk])

    assert share_of(client, spin_out, as_of="2014-09-30") == "25%"
    assert share_of(client, spin_out, as_of="2014-10-01") == "24%"


def test_spin_out_list_keeps_the_mark_of_about(client):
    spin_out = factories.make_spin_out("Circle")
    factories.make_stake(spin_out.organisation, equity="~50%")
    settle_stakes(organisation_ids=[spin_out.organisation_id])

    assert share_of(client, spin_out) == "~50%"


def test_spin_out_list_prints_the_range_of_a_share_of_unknown_size(client):
    spin_out = factories.make_spin_out("Range")
    subject = spin_out.organisation
    factories.make_stake(subject, equity="unknown")
    factories.make_stake(subject, ("Partner", "private"), equity="40")
    settle_stakes(organisation_ids=[subject.pk])

    assert share_of(client, spin_out) == "up to 60%"


def test_spin_out_list_never_prints_an_unrecorded_share_as_nothing(client):
    spin_out = factories.make_spin_out("Gap")
    subject = spin_out.organisation
    factories.make_stake(subject, ("Partner", "private"), equity="40")
    settle_stakes(organisation_ids=[subject.pk])

    assert share_of(client, spin_out) == "not known"


def test_spin_out_list_says_that_there_are_no_shareholders(client):
    spin_out = factories.make_spin_out("Guarantee")
    profile = factories.make_profile(spin_out.organisation, "social")
    profile.share_capital = "no"
    profile.save()

    assert share_of(client, spin_out) == "no shareholders"


def test_spin_out_list_leaves_plans_out_of_the_share(client):
    spin_out = factories.make_spin_out("Planned split")
    factories.make_stake(spin_out.organisation, equity="25", basis="planned")
    settle_stakes(organisation_ids=[spin_out.organisation_id])

    assert share_of(client, spin_out) == "not known"


def test_spin_out_list_names_the_parents(client):
    first, second = factories.make_body("Cabinet Office"), factories.make_body("DWP")
    factories.make_spin_out("MyCSP", parents=(first, second))

    cell = cells(client.get("/spin-outs/"), "MyCSP")["Parent"]

    assert (cell["text"], cell["note"]) == ("Cabinet Office", "and DWP")


def test_spin_out_list_filters_by_kind_of_parent(client):
    council = factories.make_body("Northshire Council")
    trust = factories.make_body("NHS Hull", body_kind="primary_care_trust")
    factories.make_spin_out("Leisure", parents=(council,))
    factories.make_spin_out("Health", parents=(trust,))

    assert names(client.get("/spin-outs/", {"parent": "primary_care_trust"})) == ["Health"]


def test_spin_out_list_filters_by_service_cohort_region_and_structure(client):
    group = ServiceGroup.objects.create(slug="health", name="health")
    cohort = factories.make_cohort("Pathfinders")
    spin_out = factories.make_spin_out("Both", region="london")
    spin_out.service_group, spin_out.structure = group, "standalone"
    spin_out.save()
    SpinOutCohort.objects.create(spin_out=spin_out, cohort=cohort)
    factories.make_spin_out("Neither")

    for name, value in (
        ("service", "health"),
        ("cohort", cohort.slug),
        ("region", "london"),
        ("structure", "standalone"),
    ):
        assert names(client.get("/spin-outs/", {name: value})) == ["Both"], name
    assert names(client.get("/spin-outs/", {"structure": "not-recorded"})) == ["Neither"]


def test_spin_out_list_filters_by_year_of_launch(client):
    make_launched("Early", date(2010, 12, 31))
    make_launched("First", date(2011, 1, 1))
    make_launched("Last", date(2012, 12, 31))

    response = client.get("/spin-outs/", {"launched_from": "2011", "launched_to": "2012"})

    assert names(response) == ["First", "Last"]


def test_spin_out_list_refuses_years_that_run_backwards(client):
    response = client.get("/spin-outs/", {"launched_from": "2013", "launched_to": "2012"})

    assert response.status_code == 400
    assert "launched_to" in response.content.decode()


def test_spin_out_list_finds_by_service_and_by_any_name(client):
    spin_out = factories.make_spin_out("Aspire", service_area="learning disability support")
    factories.make_name(spin_out.organisation, "Leeds Day Services")
    factories.make_spin_out("Other")

    assert names(client.get("/spin-outs/", {"q": "disability"})) == ["Aspire"]
    assert names(client.get("/spin-outs/", {"q": "leeds"})) == ["Aspire"]
