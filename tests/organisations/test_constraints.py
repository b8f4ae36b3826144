"""Rules that the database holds by itself: organisations. Each row of a table is tried twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organisations.models import (
    Identifier,
    OfficerTie,
    Organisation,
    OrganisationName,
    Profile,
    Source,
    SourceLocation,
    Succession,
)
from tests import factories
from tests.constraints import is_held

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2010, 1, 1), date(2012, 1, 1)


@pytest.fixture
def made():
    return factories.make_organisation("Circle")


@pytest.mark.parametrize(
    ("founded_on", "dissolved_on", "is_allowed"),
    [
        (None, None, True),
        (EARLY, None, True),
        (None, EARLY, True),
        (EARLY, LATE, True),
        (EARLY, EARLY, True),
        (LATE, EARLY, False),
    ],
)
def test_organisation_is_founded_before_dissolved(founded_on, dissolved_on, is_allowed):
    row = Organisation(name="Newco", slug="newco", founded_on=founded_on, dissolved_on=dissolved_on)

    is_held(row, is_allowed=is_allowed)


@pytest.mark.parametrize(
    ("state", "has_source", "is_allowed"),
    [
        ("draft", False, True),
        ("hidden", False, True),
        ("published", True, True),
        ("published", False, False),
    ],
)
def test_published_organisation_has_a_source(state, has_source, is_allowed):
    source = factories.make_source() if has_source else None

    is_held(
        Organisation(name="Newco", slug="newco", state=state, source=source),
        is_allowed=is_allowed,
    )


@pytest.mark.parametrize(("slug", "is_allowed"), [("other", True), ("taken", False)])
def test_address_of_an_organisation_is_its_own(slug, is_allowed):
    factories.make_organisation("Circle", slug="taken")

    is_held(Organisation(name="Newco", slug=slug), is_allowed=is_allowed)


@pytest.mark.parametrize(
    ("name", "kind", "is_allowed"),
    [("Old", "former", False), ("Old", "trading", True), ("Older", "former", True)],
)
def test_name_stands_once(name, kind, is_allowed, made):
    factories.make_name(made, "Old", "former")

    is_held(OrganisationName(organisation=made, name=name, kind=kind), is_allowed=is_allowed)


@pytest.mark.parametrize("model", [OrganisationName, Profile])
@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_allowed"),
    [
        (None, None, True),
        (EARLY, LATE, True),
        (None, LATE, True),
        (EARLY, None, True),
        (EARLY, EARLY, False),
        (LATE, EARLY, False),
    ],
)
def test_periods_run_forwards(model, valid_from, valid_to, is_allowed, made):
    values = {"name": "Old"} if model is OrganisationName else {"sector": "private"}

    is_held(
        model(organisation=made, valid_from=valid_from, valid_to=valid_to, **values),
        is_allowed=is_allowed,
    )


@pytest.mark.parametrize(
    ("scheme", "value", "is_allowed"),
    [
        ("GB-COH", "07640786", False),
        ("GB-COH", "07640787", True),
        ("GB-UKPRN", "07640786", True),
    ],
)
def test_identifier_belongs_to_one_organisation(scheme, value, is_allowed, made):
    factories.make_identifier(factories.make_organisation("Other"), "GB-COH", "07640786")

    is_held(Identifier(organisation=made, scheme=scheme, value=value), is_allowed=is_allowed)


def test_identifier_is_stored_as_its_list_writes_it(made):
    row = Identifier(organisation=made, scheme="GB-COH", value="7640786")

    row.full_clean()

    assert row.value == "07640786"


@pytest.mark.parametrize("start", [None, EARLY])
def test_two_profiles_do_not_begin_on_one_day(start, made):
    factories.make_profile(made, "private", start)

    is_held(Profile(organisation=made, sector="social", valid_from=start), is_allowed=False)


@pytest.mark.parametrize(
    ("start", "end", "is_allowed"),
    [
        (None, EARLY, True),
        (LATE, None, True),
        (date(2011, 1, 1), None, False),
        (None, date(2010, 1, 2), False),
        (date(2010, 6, 1), date(2010, 7, 1), False),
        (None, None, False),
    ],
)
def test_profiles_do_not_overlap(start, end, is_allowed, made):
    factories.make_profile(made, "private", EARLY, LATE)
    row = Profile(organisation=made, sector="social", valid_from=start, valid_to=end)

    if is_allowed:
        row.full_clean()
        return
    with pytest.raises(ValidationError, match="same day"):
        row.full_clean()


def test_succession_is_of_two_bodies_and_stands_once(made):
    other = factories.make_organisation("Other")
    Succession.objects.create(predecessor=made, successor=other, happened_on=EARLY)

    is_held(Succession(predecessor=made, successor=made), is_allowed=False)
    is_held(Succession(predecessor=made, successor=other, happened_on=EARLY), is_allowed=False)
    is_held(Succession(predecessor=made, successor=other, happened_on=LATE), is_allowed=True)


def test_source_has_an_address_of_its_own_and_each_location_once():
    source = factories.make_source(slug="taken")
    SourceLocation.objects.create(source=source, url="https://example.org/a")

    is_held(Source(slug="taken", title="Other"), is_allowed=False)
    is_held(SourceLocation(source=source, url="https://example.org/a"), is_allowed=False)
    is_held(SourceLocation(source=source, url="https://example.org/b"), is_allowed=True)


def test_officer_is_tied_to_a_body_once():
    body = factories.make_body()
    officer = factories.make_officer(body)

    is_held(OfficerTie(user=officer, body=body), is_allowed=False)
