"""What indicators.csv tells of programmes: published counts by three denominators."""

import datetime

import pytest

from partnerships.models import Contract, ProgrammeTally
from tests.exchange.register_folder import counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_once")]
COUNTED = {
    "PR": ("work_programme_prime_contractors", "18"),
    "CO": ("work_programme_contracts", "40"),
    "CP": ("work_programme_contracts_to_private", "36"),
    "VA": ("work_programme_value", "5000000000"),
}


@pytest.fixture
def work_programme(register):
    """The four published counts, and a contract titled after the programme."""
    for key, (indicator, value) in COUNTED.items():
        unit = {"org_key": "sector", "indicator": indicator, "value": value, "period": "2011-04"}
        days = {"period_start": "2011-04-01", "qualifier": "exact"}
        register.add("indicators.csv", "IN1", id=key, **unit, **days)
    register.change("contracts.csv", "CT3", title="Work Programme: North")
    return register


def test_counts_of_a_programme_become_three_tallies(work_programme):
    printed = work_programme.load()

    tallies = {
        tally.denominator: (
            tally.sector,
            *map(str, (tally.part_count, tally.whole_count, tally.whole_value)),
        )
        for tally in ProgrammeTally.objects.all()
    }
    assert tallies == {
        "organisations": ("", "None", "18", "None"),
        "contracts": ("private", "36", "40", "None"),
        "value": ("", "None", "None", "£5bn"),
    }
    assert counts(printed)["indicators.csv"] == [6, 3, 0, 1, 0, 2]


def test_tally_has_the_month_of_its_period(work_programme):
    work_programme.load()

    tally = ProgrammeTally.objects.get(denominator="contracts")
    assert (tally.as_at, tally.as_at_precision) == (datetime.date(2011, 4, 1), "month")


def test_contract_titled_after_a_programme_belongs_to_it(work_programme):
    work_programme.load()

    assert Contract.objects.get(register_id="CT3").partnership.slug == "work-programme"
    assert Contract.objects.get(register_id="CT1").partnership is None


def test_part_above_its_whole_is_refused(work_programme):
    work_programme.change("indicators.csv", "CP", value="41")

    assert "41 is more than the whole, 40" in work_programme.refused()
