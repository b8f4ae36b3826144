"""Methodology and glossary of partnerships and capital: the examples come out as they are told."""

import re
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

from organisations.measured import Unit, parse
from partnerships import capital
from partnerships.deals import (
    invested_per_contract_pound,
    pounds_per_percent,
    weighted_scores,
)
from partnerships.ownership_rules import shares_to_issue, staff_percent_after
from partnerships.supply import three_denominators
from tests.capital_rows import investment, investments_frame
from tests.registers import sectors_frame

pytestmark = pytest.mark.django_db


@pytest.fixture
def methodology(client) -> str:
    """The methodology as text without its markup."""
    text = client.get("/methodology/").content.decode()
    return re.sub(r"<[^>]+>", "", text)


def test_methodology_tells_how_many_shares_keep_the_target(methodology):
    needed = shares_to_issue(Decimal("0.5"), 1000, 500, 200)
    after = staff_percent_after(1000, 500, needed, 200)

    assert (needed, after) == (200, 50)
    assert "they must receive 200: then they hold 700 of 1,400" in methodology


def test_methodology_tells_what_one_per_cent_cost(methodology):
    paid, value = parse("£6m", Unit.MONEY), parse("£24m", Unit.MONEY)
    price = pounds_per_percent(paid, parse("40", Unit.PERCENT))

    assert f"£6m for 40 per cent is {price} per 1 per cent" in methodology
    assert f"that is £{invested_per_contract_pound(paid, value).low:.2f} for each" in methodology


def test_methodology_tells_how_a_bid_is_scored(methodology):
    criteria = pd.DataFrame({"criterion_id": [1, 2], "weight": [60, 40]})
    given = [(1, 7, 4), (1, 8, 5), (2, 7, 3), (2, 8, 3)]
    scores = pd.DataFrame(
        [(9, *row) for row in given], columns=["bid_id", "criterion_id", "assessor_id", "score"]
    )

    found = weighted_scores(criteria, scores, [9], [7, 8])["score"].item()

    assert f"(60 × 4.5 + 40 × 3) ÷ 100 = {found}" in methodology


def test_methodology_tells_what_a_guarantee_still_covers(methodology):
    row = investment(1, instrument="guarantee", committed=1_000_000_00, called=400_000_00)

    rows = capital.capital_rows(
        investments_frame([row]), sectors_frame([]), pd.Timestamp("2020-01-01").date()
    )

    assert rows["value_low_pence"].item() == 600_000_00
    assert "£400,000 of it is called: £600,000 is still covered" in methodology


def test_methodology_tells_the_shares_of_the_work_programme(methodology):
    numbers = ["organisations", "private", 15, 15, 18, 18], ["contracts", "private", 36, 36, 40, 40]
    ends = ["part_low", "part_high", "whole_low", "whole_high"]
    parts = pd.DataFrame(numbers, columns=["denominator", "sector", *ends])

    percents = [f"{percent:.1f}" for percent in three_denominators(parts)["percent_low"]]

    assert percents == ["83.3", "90.0"]
    assert f"15 are private: {percents[0]} per cent" in methodology
    assert f"36 went to companies: {percents[1]} per cent" in methodology


def test_methodology_tells_how_far_delivery_follows_power(methodology):
    private, social = abs(Fraction(9, 10) - Fraction(3, 10)), abs(Fraction(1, 10) - Fraction(7, 10))

    assert f"so equivalence is {float(1 - (private + social) / 2):.2f}" in methodology


@pytest.mark.parametrize("rule", ["f3", "f6", "f11"])
def test_methodology_counts_the_rules_of_partnerships_as_built(client, rule):
    text = client.get("/methodology/").content.decode()

    assert text.index(f'id="{rule}"') < text.index('id="not-built"')


@pytest.mark.parametrize(
    "anchor",
    [
        *["partner-competition", "bid", "consortium", "preferred-bidder", "deal"],
        *["ownership-rule", "power", "delivery", "equivalence", "tier", "denominator"],
        *["investment", "committed", "drawn", "called", "guarantee", "valuation", "fund"],
        *["in-kind", "purchase-of-shares"],
    ],
)
def test_glossary_has_the_words_of_partnerships(client, anchor):
    assert client.get("/glossary/").content.decode().count(f'id="{anchor}"') == 1
