"""The organisation page: what it is and was, its journey, its sources and what changed."""

from datetime import date

import pytest
from django.test import Client

from organisations.choices import NameKind, Stance
from organisations.models import Evidence, Organisation, OrganisationName, Profile
from spinouts.choices import StageKind
from spinouts.models import MembershipCount, Mutual, SpinOutCohort
from tests.dashboards.organisation_samples import read, section
from tests.factories import (
    make_body,
    make_cohort,
    make_identifier,
    make_name,
    make_organisation,
    make_source,
    make_spin_out,
    make_stage,
    make_stage_event,
    make_succession,
)

pytestmark = pytest.mark.django_db


def _make_newco() -> Organisation:
    body = make_body("Northshire Council", slug="northshire")
    spin_out = make_spin_out("Newco CIC", (body,), slug="newco", service_area="youth services")
    make_stage_event(spin_out, make_stage("launched"), date(2013, 4, 1))
    return spin_out.organisation


def test_masthead_says_what_it_is_and_where_it_came_from(client: Client) -> None:
    organisation = _make_newco()
    Mutual.objects.create(organisation=organisation, source=organisation.source)
    words = read(client, "/organisations/newco/")
    assert "Public service mutual, spun out of Northshire Council Newco CIC" in words
    assert "Took youth services out of Northshire Council. It launched on 1 April 2013." in words


def test_contrast_case_is_never_called_a_spin_out(client: Client) -> None:
    make_spin_out("Norse", slug="norse", is_contrast=True, kind="council_company")
    words = read(client, "/organisations/norse/")
    assert "Council-owned company, kept for comparison Norse" in words
    assert "kept for contrast: not counted" in words


def test_name_is_the_one_of_the_day(client: Client) -> None:
    organisation = make_organisation("Newer Ltd", slug="renamed")
    OrganisationName.objects.create(
        organisation=organisation,
        name="Older Ltd",
        kind=NameKind.FORMER,
        valid_to=date(2014, 1, 1),
        source=organisation.source,
    )
    before = client.get("/organisations/renamed/?as_of=2013-12-31").content.decode()
    after = client.get("/organisations/renamed/?as_of=2014-01-01").content.decode()
    assert "<h1>Older Ltd</h1>" in before
    assert "<h1>Newer Ltd</h1>" in after
    assert "Former name, until 31 December 2013" in after


def test_profiles_are_told_as_they_were(client: Client) -> None:
    organisation = make_organisation("Prospects", slug="prospects")
    source = organisation.source
    Profile.objects.create(
        organisation=organisation, sector="mutual", valid_to=date(2017, 11, 1), source=source
    )
    Profile.objects.create(
        organisation=organisation, sector="social", valid_from=date(2017, 11, 1), source=source
    )
    today = section(client, "/organisations/prospects/", "identity")
    assert "Sector Social" in today
    assert "Until 31 October 2017" in today
    earlier = section(client, "/organisations/prospects/?as_of=2015-01-01", "identity")
    assert "Sector Mutual" in earlier
    assert "Social" not in earlier


def test_identifiers_name_their_list_and_lead_to_it(client: Client) -> None:
    organisation = make_organisation("Listed", slug="listed")
    make_identifier(organisation, "GB-COH", "07640786")
    html = client.get("/organisations/listed/").content.decode()
    assert "company-information.service.gov.uk/company/07640786" in html
    assert "Companies House" in html


def test_succession_is_told_both_ways_and_by_the_day(client: Client) -> None:
    trust = make_body("Northshire PCT", slug="northshire-pct")
    group = make_body("Northshire CCG", slug="northshire-ccg")
    step = make_succession(trust, group)
    step.happened_on, step.extent = date(2013, 4, 1), "part"
    step.save()
    after = section(client, "/organisations/northshire-pct/?as_of=2013-04-01", "identity")
    assert "Followed by Northshire CCG Source 1 In part, 1 April 2013" in after
    assert "Follows Northshire PCT" in section(
        client, "/organisations/northshire-ccg/?as_of=2013-04-01", "identity"
    )
    assert "Followed by" not in section(
        client, "/organisations/northshire-pct/?as_of=2013-03-31", "identity"
    )


def test_dates_are_as_exact_as_they_are_known(client: Client) -> None:
    make_organisation(
        "Vague",
        slug="vague",
        founded_on=date(2004, 1, 1),
        founded_on_precision="year",
        dissolved_on=date(2016, 3, 1),
        dissolved_on_precision="month",
    )
    words = read(client, "/organisations/vague/?as_of=2017-01-01")
    assert "Founded 2004" in words
    assert "dissolved, March 2016" in words
    assert "dissolved" not in read(client, "/organisations/vague/?as_of=2015-01-01")
    assert "it did not exist yet: it was founded 2004." in read(
        client, "/organisations/vague/?as_of=2003-01-01"
    )


def test_journey_is_told_in_words_and_by_the_day(client: Client) -> None:
    organisation = _make_newco()
    spin_out = organisation.spin_out
    make_stage_event(
        spin_out, make_stage("acquired", StageKind.EXIT, name="Acquired"), date(2016, 6, 1)
    )
    make_stage_event(spin_out, make_stage("ballot", name="Staff balloted"))
    SpinOutCohort.objects.create(spin_out=spin_out, cohort=make_cohort("Pathfinders"))
    today = section(client, "/organisations/newco/", "journey")
    assert "1 April 2013 Launched Source 1" in today
    assert "1 June 2016 exit Acquired" in today
    assert "Date not known Staff balloted" in today
    assert "Programme or wave Pathfinders" in today
    earlier = section(client, "/organisations/newco/?as_of=2014-01-01", "journey")
    assert "Acquired" not in earlier
    assert "1 event after this day is not shown." in earlier
    assert "acquired, 1 June 2016" in read(client, "/organisations/newco/")


def test_before_its_launch_it_says_so(client: Client) -> None:
    _make_newco()
    words = read(client, "/organisations/newco/?as_of=2012-01-01")
    assert "not launched by this day" in words
    assert "It launched on" not in words


def test_body_lists_the_services_spun_out_of_it_by_the_day(client: Client) -> None:
    _make_newco()
    today = section(client, "/organisations/northshire/", "journey")
    assert "Newco CIC Source 2 Youth services 1 April 2013" in today
    earlier = section(client, "/organisations/northshire/?as_of=2012-01-01", "journey")
    assert "Newco CIC" not in earlier
    assert "1 launched after this day is not shown." in earlier


def test_take_up_is_never_a_stake(client: Client) -> None:
    organisation = _make_newco()
    MembershipCount.objects.create(
        organisation=organisation,
        who="staff",
        counted_on=date(2015, 1, 1),
        counted_on_precision="year",
        take_up="62",
        source=organisation.source,
    )
    words = section(client, "/organisations/newco/", "ownership")
    assert "it is no stake and enters no split" in words
    assert "2015 Source 1 staff 62%" in words
    assert "62" not in section(client, "/organisations/newco/", "key-figures")


def test_sources_are_numbered_with_quotes_and_disputes(client: Client) -> None:
    organisation = make_organisation(
        "Quoted", slug="quoted", source=make_source("First report", publisher="The Council")
    )
    Evidence.objects.create(
        source=make_source("Second report", published_on=date(2014, 5, 1)),
        record=organisation,
        stance=Stance.DISPUTES,
        quote="there is no such body",
        location="p. 3",
    )
    words = section(client, "/organisations/quoted/", "sources")
    assert "First report The Council, date not known" in words
    assert "Second report 1 May 2014" in words
    assert "The organisation says otherwise , p. 3: there is no such body" in words
    html = client.get("/organisations/quoted/").content.decode()
    assert 'href="#source-2"' in html
    assert 'id="source-2"' in html


def test_what_changed_is_gathered_by_day_and_sort(client: Client) -> None:
    organisation = _make_newco()
    make_name(organisation, "Newco Youth")
    words = section(client, "/organisations/newco/", "changes")
    assert "Added: the record itself; name “Newco Youth”; spin-out record; parent" in words


def test_links_to_other_pages_keep_the_day(client: Client) -> None:
    _make_newco()
    html = client.get("/organisations/newco/?as_of=2014-01-01").content.decode()
    assert 'href="/organisations/northshire/?as_of=2014-01-01"' in html
    assert 'href="/organisations/northshire/"' not in html
