"""A source on every published fact."""

import pytest

from organisations.actions import fill_sources, set_state
from organisations.choices import RecordState
from organisations.models import OrganisationName
from spinouts.models import StageEvent
from tests import factories

pytestmark = pytest.mark.django_db


def _draft_with_bare_name():
    organisation = factories.make_organisation("Newco")
    organisation.state = RecordState.DRAFT
    organisation.save()
    return organisation, OrganisationName.objects.create(organisation=organisation, name="Novel")


def test_fact_of_a_draft_may_still_look_for_its_source():
    organisation, name = _draft_with_bare_name()

    assert fill_sources(record=organisation, by=None, reason="test") == 0
    name.refresh_from_db()
    assert name.source is None


def test_publishing_gives_every_bare_fact_the_source_of_the_record():
    organisation, name = _draft_with_bare_name()

    set_state(
        record=organisation,
        state=RecordState.PUBLISHED,
        by=factories.make_curator(),
        reason="test",
    )

    name.refresh_from_db()
    assert name.source == organisation.source
    assert name.history.latest().history_change_reason == "test"


def test_event_of_a_spin_out_takes_the_source_of_the_organisation():
    spin_out = factories.make_spin_out("Newco")
    event = StageEvent.objects.create(spin_out=spin_out, stage=factories.make_stage())

    fill_sources(record=event, by=None, reason="test")

    event.refresh_from_db()
    assert event.source == spin_out.source


def test_source_of_its_own_is_kept():
    organisation = factories.make_organisation("Newco")
    other = factories.make_source()
    name = OrganisationName.objects.create(organisation=organisation, name="Novel", source=other)

    assert fill_sources(record=organisation, by=None, reason="test") == 0
    name.refresh_from_db()
    assert name.source == other
