"""The list of primes: who passes, the nearest misses, the five tests, those from abroad."""

import csv
import io
from datetime import date

import pytest

from tests.dashboards.organisation_samples import read
from tests.dashboards.prime_samples import (
    make_example_prime,
    make_group_without_shares,
    make_passing_prime,
    make_thresholds,
)
from tests.factories import make_organisation, make_social_prime

pytestmark = pytest.mark.django_db
LIST = "/partnerships/primes/"


def outcomes(client, address: str = LIST, name: str = "rows") -> dict[str, list[str]]:
    """Give the outcomes of the five tests by the name of the prime."""
    rows = client.get(address).context[name]
    return {row[0]["text"]: [cell["text"] for cell in row[2:]] for row in rows}


def test_list_says_none_passes_and_what_the_nearest_failed(client):
    make_thresholds()
    make_example_prime()

    words = read(client, f"{LIST}?as_of=2018-01-01")

    assert "None passes." in words
    assert "Example Prime Passes: wins major contracts. Fails: cross-sector with balance." in words
    assert "Cannot be told: properly capitalised, commercially driven, shared mission." in words


def test_list_names_a_prime_that_passes_all_five(client):
    make_thresholds()
    make_passing_prime()

    response = client.get(f"{LIST}?as_of=2018-01-01")

    assert [prime["name"] for prime in response.context["passing"]] == ["Best Prime"]
    assert response.context["misses"] == []
    assert outcomes(client, f"{LIST}?as_of=2018-01-01") == {"Best Prime": ["pass"] * 5}


def test_list_without_thresholds_can_tell_nothing(client):
    make_passing_prime()

    assert outcomes(client, f"{LIST}?as_of=2018-01-01") == {"Best Prime": ["cannot tell"] * 5}
    assert "no threshold is recorded" in read(client, LIST)


def test_list_sets_primes_from_abroad_apart(client):
    make_thresholds()
    make_group_without_shares()
    make_example_prime()

    response = client.get(LIST)

    assert [row[0]["text"] for row in response.context["rows"]] == ["Example Prime"]
    assert [row[0]["text"] for row in response.context["foreign_rows"]] == ["Groupe Exemple"]
    assert response.context["home_count"] == 1


def test_nearest_miss_is_the_one_that_passes_most(client):
    make_thresholds()
    make_passing_prime()
    make_example_prime()
    make_organisation("Unknown Prime", kind="prime")

    response = client.get(f"{LIST}?as_of=2015-05-01")

    assert [miss["name"] for miss in response.context["misses"]] == ["Best Prime", "Example Prime"]
    assert response.context["untold_count"] == 1


def test_list_counts_outcomes_test_by_test(client):
    make_thresholds()
    make_passing_prime()
    make_example_prime()

    text = client.get(f"{LIST}charts/outcomes-by-test.csv?as_of=2018-01-01").content.decode()

    assert list(csv.reader(io.StringIO(text))) == [
        ["test", "pass_count", "fail_count", "cannot_tell_count"],
        ["properly_capitalised", "1", "0", "1"],
        ["commercially_driven", "1", "0", "1"],
        ["wins_major_contracts", "2", "0", "0"],
        ["cross_sector", "1", "1", "0"],
        ["shared_mission", "1", "0", "1"],
    ]


def test_list_has_a_prime_by_its_record_alone(client):
    make_social_prime(make_organisation("Charity Prime"), prime_type="charity")

    assert list(outcomes(client)) == ["Charity Prime"]


def test_list_leaves_out_a_prime_founded_later(client):
    make_organisation("Later Prime", kind="prime", founded_on=date(2016, 1, 1))

    assert outcomes(client, f"{LIST}?as_of=2015-12-31") == {}
    assert list(outcomes(client, f"{LIST}?as_of=2016-01-01")) == ["Later Prime"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=char", ["Charity Prime"]),
        ("type=charity", ["Charity Prime"]),
        ("type=not-recorded", ["Plain Prime"]),
        ("sort=-name", ["Plain Prime", "Charity Prime"]),
        ("q=nothing", []),
    ],
)
def test_list_is_narrowed_and_sorted(client, query, names):
    make_social_prime(make_organisation("Charity Prime"), prime_type="charity")
    make_organisation("Plain Prime", kind="prime")

    assert list(outcomes(client, f"{LIST}?{query}")) == names
