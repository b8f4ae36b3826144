"""What the pages publish of the starter register agrees with its files, on many dates."""

import csv
import datetime
import io
from fractions import Fraction

import numpy as np
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import Client

from organisations.frames import organisations_frame, sectors_frame
from organisations.models import Organisation, Profile
from partnerships import ownership
from partnerships.frames import holdings_frame
from partnerships.models import Stake
from tests.from_files import FOLDER, Register

TODAY = datetime.date(2026, 11, 21)
YEAR_STARTS = [datetime.date(year, 1, 1) for year in range(1994, 2027, 4)]
VALUE_DAYS = [
    TODAY,
    datetime.date(2020, 2, 29),
    datetime.date(2015, 3, 31),
    datetime.date(2012, 4, 1),
    datetime.date(2009, 7, 9),
]
SMALLEST = Fraction(1, 100)


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """The starter register in the database, once for all tests here, and out of it again."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        call_command("load_register", str(FOLDER), verbosity=0)
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture(scope="module")
def files():
    return Register()


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_loaded")]


def _rows(address: str) -> list[dict[str, str]]:
    response = Client().get(address)
    assert response.status_code == 200, address
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def _without_dust(split: dict) -> dict:
    return {category: pair for category, pair in split.items() if pair[1] > SMALLEST}


def _is_near(got: dict, expected: dict) -> bool:
    got, expected = _without_dust(got), _without_dust(expected)
    return set(got) == set(expected) and all(
        abs(float(got[category][end]) - float(expected[category][end])) <= 0.01
        for category in got
        for end in (0, 1)
    )


def _change_days(files: Register) -> list[datetime.date]:
    days = {stake[end] for stake in files.stakes for end in ("since", "until")}
    return sorted({day for day in days if day} | set(YEAR_STARTS))[::3]


def test_every_split_agrees_with_the_files(files):
    holdings = holdings_frame(Stake.objects.seen_by(AnonymousUser()))
    sectors = sectors_frame(Profile.objects.all())
    slugs = dict(Organisation.objects.values_list("pk", "slug"))
    subjects = {stake["subject"] for stake in files.stakes}
    for day in _change_days(files):
        got = {}
        for row in ownership.split_on(holdings, sectors, day).itertuples():
            key = slugs[row.subject_id], row.measure
            got.setdefault(key, {})[row.category] = (row.percent_low, row.percent_high)
        for subject in subjects:
            for measure in ("equity", "votes", "board_seats"):
                expected = files.split(subject, measure, day)
                assert _is_near(got.get((subject, measure), {}), expected), (subject, measure, day)


def test_every_look_through_split_agrees_with_the_files(files):
    holdings = holdings_frame(Stake.objects.seen_by(AnonymousUser()))
    sectors = sectors_frame(Profile.objects.all())
    organisations = organisations_frame(Organisation.objects.all())
    slugs = dict(Organisation.objects.values_list("pk", "slug"))
    for day in _change_days(files)[::2]:
        got = {}
        through = ownership.look_through_on(holdings, sectors, organisations, day)
        for row in through.itertuples():
            got.setdefault(slugs[row.subject_id], {})[row.category] = (
                row.percent_low,
                row.percent_high,
            )
        for subject in {stake["subject"] for stake in files.stakes}:
            held = files.held(subject, "equity", day)
            expected = files.look_through(subject, day) if held else {}
            assert _is_near(got.get(subject, {}), expected), (subject, day)


@pytest.mark.parametrize(
    ("slug", "day"),
    [
        ("mycsp", datetime.date(2013, 1, 1)),
        ("mycsp", datetime.date(2015, 1, 1)),
        ("circle", datetime.date(2012, 1, 1)),
        ("circle", datetime.date(2016, 6, 1)),
        ("3bm", datetime.date(2015, 1, 1)),
        ("shca", datetime.date(2005, 1, 1)),
        ("explore-york", datetime.date(2020, 1, 1)),
    ],
)
def test_ownership_csv_agrees_with_the_files(files, slug, day):
    rows = _rows(f"/organisations/{slug}/charts/ownership.csv?as_of={day}")
    for measure in ("equity", "votes", "board_seats"):
        got = {
            row["category"]: (float(row["percent_low"]), float(row["percent_high"]))
            for row in rows
            if row["measure"] == measure
        }
        assert _is_near(got, files.split(slug, measure, day))


@pytest.mark.parametrize("day", VALUE_DAYS)
def test_value_by_year_and_sector_agrees_with_the_files(files, day):
    address = f"/dashboards/contracts/charts/value-by-year-and-sector.csv?as_of={day}"
    got = {(row["financial_year"], row["sector"]): row for row in _rows(address)}
    expected = files.contract_value(day)
    assert set(got) == set(expected)
    for key, (count, low, high) in expected.items():
        row = got[key]
        assert int(row["contract_count"]) == count
        # each contract is rounded to whole pence once, so a cell may differ by a penny for each
        assert abs(Fraction(row["value_gbp_low"]) * 100 - low) < count, key
        if high is None:
            assert row["value_gbp_high"] == ""
        else:
            assert abs(Fraction(row["value_gbp_high"]) * 100 - high) < count, key


def test_staff_share_by_year_agrees_with_the_files(files):
    rows = _rows(f"/dashboards/ownership/charts/staff-share-by-year.csv?as_of={TODAY}")
    assert [row["year"] for row in rows] == [str(year) for year in range(1993, 2026)]
    for row in rows:
        known, not_known_count = files.staff_shares(datetime.date(int(row["year"]), 12, 31))
        assert int(row["organisation_count"]) == len(known)
        assert int(row["not_known_count"]) == not_known_count
        quartiles = np.percentile([float(share) for share in known], [25, 50, 75])
        for name, value in zip(
            ("lower_quartile", "median_percent", "upper_quartile"), quartiles, strict=True
        ):
            assert abs(float(row[name]) - value) <= 0.01


def test_a_plan_enters_no_sum():
    rows = _rows("/organisations/mycsp/charts/ownership.csv?as_of=2012-03-01")
    assert rows == []
