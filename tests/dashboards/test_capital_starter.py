"""What is published of the starter register's capital and bids agrees with its files."""

import csv
import datetime
import io
from collections import Counter, defaultdict
from fractions import Fraction

import pandas as pd
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from organisations.frames import sectors_frame
from organisations.models import Profile
from partnerships import capital
from partnerships.choices import Instrument
from partnerships.frames.capital import investments_frame
from partnerships.models import Investment
from spinouts.dashboards.capital.figures import with_sides
from tests import alternatives, alternatives_capital
from tests.from_files import FOLDER
from tests.from_files_partnerships import bids_by_outcome, sums_of_capital

PAGE, DASHBOARD = "/partnerships/capital/", "/dashboards/partnerships/"
DAYS = [datetime.date(year, 7, 1) for year in (2005, 2011, 2012, 2015, 2018, 2026)]
OUTCOMES = {"won": "signed", "lost": "lost", "withdrawn": "withdrawn"}


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """The starter register in the database, once for all tests here, and out of it again."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        call_command("load_register", str(FOLDER), verbosity=0)
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_loaded")]


def rows_of(address: str) -> list[dict[str, str]]:
    response = Client().get(address)
    assert response.status_code == 200, address
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def pence(pounds: str) -> int:
    return round(Fraction(pounds) * 100)


def test_published_sums_by_form_agree_with_the_files():
    from_files = defaultdict(lambda: [Fraction(0), 0])
    for (form, _), (sum_, count) in sums_of_capital().items():
        from_files[form][0] += sum_
        from_files[form][1] += count

    published = {
        row["instrument"]: [pence(row["value_gbp_low"]), int(row["investment_count"])]
        for row in rows_of(f"{PAGE}charts/by-instrument.csv")
        if row["value_gbp_low"]
    }

    assert published == from_files


def test_published_sums_by_year_agree_with_the_files():
    from_files = Counter()
    for (form, year), (sum_, _) in sums_of_capital().items():
        if form != Instrument.GUARANTEE:
            from_files["" if year is None else str(year)] += sum_

    published = Counter()
    for row in rows_of(f"{PAGE}charts/by-year-and-sector.csv"):
        if row["value_gbp_low"]:
            published[row["year"]] += pence(row["value_gbp_low"])

    assert published == from_files


@pytest.mark.parametrize("day", DAYS)
def test_sums_of_the_starter_register_agree_with_their_slow_twin(day):
    frame = investments_frame(with_sides(Investment.objects.seen_by(AnonymousUser())))
    sectors = sectors_frame(Profile.objects.all())

    fast = capital.by_year_and_sector(capital.capital_rows(frame, sectors, day))

    slow = alternatives_capital.sums(
        alternatives.rows_of(frame),
        alternatives.rows_of(sectors),
        day,
        lambda row, sector: (row["agreed_on"] and row["agreed_on"].year, sector),
        of_guarantees=False,
    )
    names = [column for column in fast.columns if column not in ("year", "sector")]
    found = {
        (None if pd.isna(row["year"]) else row["year"], row["sector"]): [
            None if pd.isna(row[name]) else row[name] for name in names
        ]
        for _, row in fast.iterrows()
    }
    assert found == slow


def test_published_bids_agree_with_the_files():
    from_files = Counter()
    for outcomes in bids_by_outcome().values():
        from_files += outcomes

    rows = rows_of(f"{DASHBOARD}charts/win-rates.csv")

    published = {
        status: sum(int(row[f"{outcome}_count"]) for row in rows)
        for outcome, status in OUTCOMES.items()
    }
    assert published == {status: from_files[status] for status in OUTCOMES.values()}


def test_the_price_of_the_behavioural_insights_team_is_withheld():
    deals = {row["slug"]: row for row in rows_of(f"{DASHBOARD}charts/deals.csv")}

    row = deals["bit-2014"]

    assert row["stake_price_disclosure"] == row["per_percent_disclosure"] == "withheld"
    assert row["per_percent_gbp_low"] == row["stake_price_gbp_low"] == ""


def test_the_mutuals_support_programme_is_in_no_sum_and_three_times_in_the_list():
    shown = Client().get(PAGE, {"q": "Mutuals Support Programme"}).context

    tens = [row for row in shown["rows"] if row[3]["text"] == "£10m"]

    assert sorted(row[5]["text"] for row in tens) == ["same money", "same money", "whole fund"]
