"""F11: what was paid for what, weighted scores, and win rates."""

import datetime
import random
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

from organisations.measured import Disclosure, Measured, Qualifier, Unit, parse
from partnerships.deals import (
    DealRatio,
    contract_years,
    invested_per_contract_pound,
    pounds_per_percent,
    total_investment,
    weighted_scores,
    win_rates,
)
from tests import alternatives_deals

Date = datetime.date


def pounds(text):
    return parse(text, Unit.MONEY)


def per_cent(text):
    return parse(text, Unit.PERCENT)


def price(invested, stake):
    return str(pounds_per_percent(pounds(invested), per_cent(stake)))


@pytest.mark.parametrize(
    ("invested", "stake", "expected"),
    [
        ("£6m", "40", "£150,000"),
        ("£1,000,000", "33.3333", "£30,000.03"),
        ("£100", "3", "£33.33"),
        ("£0.05", "10", "£0.01"),
        ("£0.04", "10", "£0"),
        ("0", "25", "£0"),
    ],
)
def test_pounds_per_percent_of_exact_inputs_is_a_sum_to_the_penny(invested, stake, expected):
    made = pounds_per_percent(pounds(invested), per_cent(stake))

    assert made.qualifier == Qualifier.EXACT
    assert str(made) == expected


@pytest.mark.parametrize(("invested", "stake"), [("~£6m", "40"), ("£6m", "~40"), ("~£6m", "~40")])
def test_pounds_per_percent_carries_about(invested, stake):
    assert price(invested, stake) == "~£150,000"


@pytest.mark.parametrize(
    ("invested", "stake", "expected"),
    [
        ("£4m-£6m", "40", "£100,000–£150,000"),
        ("£6m", "40-50", "£120,000–£150,000"),
        ("£4m-£6m", "40-50", "£80,000–£150,000"),
        ("up to £6m", "40", "£0–£150,000"),
        ("£6m", "more than 50", "£60,000–£120,000"),
    ],
)
def test_pounds_per_percent_of_ranges_is_the_least_and_the_most(invested, stake, expected):
    assert price(invested, stake) == expected


def test_pounds_per_percent_of_ranges_is_rounded_outwards():
    made = pounds_per_percent(pounds("£100-£200"), per_cent("3"))

    assert (made.low, made.high) == (33_33, 66_67)


@pytest.mark.parametrize(
    ("invested", "stake"), [("£6m", "0-50"), ("more than £6m", "50"), ("£6m", "up to 50")]
)
def test_pounds_per_percent_has_no_upper_limit_where_the_stake_may_be_nothing(invested, stake):
    assert price(invested, stake) == "at least £120,000"


@pytest.mark.parametrize(
    ("invested", "stake", "expected"),
    [
        ("withheld", "40", Disclosure.WITHHELD),
        ("£6m", "withheld", Disclosure.WITHHELD),
        ("unknown", "withheld", Disclosure.WITHHELD),
        ("", "withheld", Disclosure.WITHHELD),
        ("unknown", "40", Disclosure.UNKNOWN),
        ("£6m", "unknown", Disclosure.UNKNOWN),
        ("", "40", Disclosure.UNKNOWN),
        ("£6m", "", Disclosure.UNKNOWN),
        ("not applicable", "40", Disclosure.NOT_APPLICABLE),
        ("£6m", "0", Disclosure.UNKNOWN),
    ],
)
def test_pounds_per_percent_is_no_number_where_an_input_is_none(invested, stake, expected):
    made = pounds_per_percent(pounds(invested), per_cent(stake))

    assert (made.disclosure, made.low, made.high) == (expected, None, None)


def test_pounds_per_percent_refuses_other_units():
    with pytest.raises(ValueError, match="percent"):
        pounds_per_percent(per_cent("40"), pounds("£6m"))


def test_invested_per_contract_pound_divides():
    made = invested_per_contract_pound(pounds("£6m"), pounds("£24m"))

    assert made == DealRatio(0.25, 0.25, Disclosure.KNOWN)


def test_invested_per_contract_pound_of_ranges_is_the_least_and_the_most():
    made = invested_per_contract_pound(pounds("£4m-£6m"), pounds("£20m-£40m"))

    assert (made.low, made.high, made.is_about) == (0.1, 0.3, False)


def test_invested_per_contract_pound_carries_about_into_a_range():
    made = invested_per_contract_pound(pounds("~£6m"), pounds("£20m-£40m"))

    assert (made.low, made.high, made.is_about) == (0.15, 0.3, True)


def test_invested_per_contract_pound_without_limits_reaches_from_nothing():
    made = invested_per_contract_pound(pounds("more than £6m"), pounds("more than £24m"))

    assert (made.low, made.high) == (0, None)


@pytest.mark.parametrize(
    ("invested", "value", "expected"),
    [
        ("withheld", "£24m", Disclosure.WITHHELD),
        ("£6m", "unknown", Disclosure.UNKNOWN),
        ("£6m", "", Disclosure.UNKNOWN),
        ("£6m", "0", Disclosure.UNKNOWN),
    ],
)
def test_invested_per_contract_pound_is_no_number_where_an_input_is_none(invested, value, expected):
    made = invested_per_contract_pound(pounds(invested), pounds(value))

    assert made == DealRatio(None, None, expected)


def test_contract_years_count_both_ends():
    assert contract_years(Date(2014, 1, 1), Date(2018, 12, 31)) == pytest.approx(4.9993, abs=1e-4)
    assert contract_years(Date(2016, 2, 29), Date(2016, 2, 29)) == 1 / 365.25


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (None, Date(2018, 12, 31)),
        (Date(2014, 1, 1), None),
        (Date(2014, 1, 2), Date(2014, 1, 1)),
    ],
)
def test_contract_years_that_cannot_be_told_are_none(start, end):
    assert contract_years(start, end) is None


def total(*texts):
    return total_investment(*map(pounds, texts))


def test_total_investment_adds_the_parts_that_were_entered():
    assert str(total("£1m", "", "£2m")) == "£3m"


def test_total_investment_is_the_stated_one_where_there_is_one():
    assert str(total("£1m", "£1m", "£2m", "£5m")) == "£5m"
    assert str(total("£1m", "£1m", "£2m", "withheld")) == "withheld"


def test_total_investment_of_ranges_adds_their_ends():
    assert str(total("£1m-£2m", "£1m", "")) == "£2m–£3m"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("£1m", "withheld", "unknown"), "withheld"),
        (("£1m", "", "unknown"), "not known"),
        (("£1m", "not applicable", ""), "£1m"),
        (("", "not applicable", ""), "not applicable"),
    ],
)
def test_total_investment_of_parts_without_a_number(parts, expected):
    assert str(total(*parts)) == expected


def test_total_investment_of_nothing_entered_is_none():
    assert total("", "", "") is None


def criteria_frame(*rows):
    return pd.DataFrame(rows, columns=["criterion_id", "weight"], dtype=object)


def scores_frame(*rows):
    columns = ["bid_id", "criterion_id", "assessor_id", "score"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


QUALITY, COST = 1, 2
ANN, BOB = 8, 9
CRITERIA = criteria_frame((QUALITY, 60), (COST, 40))


def test_weighted_scores_weigh_the_means():
    scores = scores_frame(
        (1, QUALITY, ANN, 8), (1, QUALITY, BOB, 6), (1, COST, ANN, 5), (1, COST, BOB, 4)
    )

    made = weighted_scores(CRITERIA, scores, [1], [ANN, BOB])

    # (60 x 7 + 40 x 4.5) / 100
    assert made.to_dict("records") == [
        {"bid_id": 1, "score": 6.0, "is_complete": True, "missing_count": 0, "rank": 1}
    ]


def test_weighted_scores_need_not_have_weights_that_make_100():
    scores = scores_frame((1, QUALITY, ANN, 10), (1, COST, ANN, 4))

    made = weighted_scores(criteria_frame((QUALITY, 2), (COST, 1)), scores, [1], [ANN])

    assert made["score"].tolist() == [8.0]


def test_weighted_scores_wait_for_every_assessor():
    scores = scores_frame(
        (1, QUALITY, ANN, 10),
        (1, COST, ANN, 10),
        (1, QUALITY, BOB, None),
        (2, QUALITY, ANN, 1),
        (2, COST, ANN, 1),
        (2, QUALITY, BOB, 1),
        (2, COST, BOB, 1),
    )

    made = weighted_scores(CRITERIA, scores, [1, 2, 3], [ANN, BOB])

    assert made["score"].isna().tolist() == [True, False, True]
    assert made["missing_count"].tolist() == [2, 0, 4]
    assert made["is_complete"].tolist() == [False, True, False]
    assert made["rank"].isna().tolist() == [True, False, True]
    assert made["rank"].iloc[1] == 1


def test_weighted_scores_that_are_equal_share_a_rank():
    # 0.1 + 0.2 + 0.3 and three times 0.2 are equal, but not in binary fractions
    criteria = criteria_frame((1, Decimal("0.1")), (2, Decimal("0.1")), (3, Decimal("0.1")))
    scores = scores_frame(
        *((1, number, ANN, score) for number, score in ((1, 0.1), (2, 0.2), (3, 0.3))),
        *((2, number, ANN, 0.2) for number in (1, 2, 3)),
        *((3, number, ANN, 0.1) for number in (1, 2, 3)),
        *((4, number, ANN, 0.9) for number in (1, 2, 3)),
    )

    made = weighted_scores(criteria, scores, [1, 2, 3, 4], [ANN])

    assert made["rank"].tolist() == [2, 2, 4, 1]


def test_weighted_scores_pass_over_those_of_others():
    scores = scores_frame((1, QUALITY, ANN, 4), (1, QUALITY, BOB, 9), (1, COST, ANN, 9))

    made = weighted_scores(criteria_frame((QUALITY, 1)), scores, [1], [ANN])

    assert made["score"].tolist() == [4.0]


@pytest.mark.parametrize(
    ("criteria", "assessors"),
    [
        (criteria_frame(), [ANN]),
        (CRITERIA, []),
        (criteria_frame((QUALITY, 0)), [ANN]),
    ],
    ids=["no criteria", "no assessors", "no weight"],
)
def test_weighted_scores_without_anything_to_weigh_are_not_complete(criteria, assessors):
    made = weighted_scores(criteria, scores_frame((1, QUALITY, ANN, 4)), [1], assessors)

    assert made["score"].isna().all()
    assert not made["is_complete"].any()


def test_weighted_scores_of_no_bids_have_their_columns():
    made = weighted_scores(CRITERIA, scores_frame(), [], [ANN])

    assert list(made) == ["bid_id", "score", "is_complete", "missing_count", "rank"]


@pytest.mark.parametrize("seed", range(50))
def test_weighted_scores_agree_with_their_slow_twin(seed):
    draw = random.Random(seed)
    criteria = [{"criterion_id": n, "weight": draw.randint(1, 50)} for n in range(3)]
    bids, assessors = list(range(draw.randint(1, 6))), list(range(draw.randint(1, 4)))
    scores = [
        {"bid_id": bid, "criterion_id": n, "assessor_id": assessor, "score": draw.randint(0, 3)}
        for bid in bids
        for n in range(3)
        for assessor in assessors
        if draw.random() < 0.98
    ]

    made = weighted_scores(
        pd.DataFrame(criteria),
        pd.DataFrame(scores, columns=["bid_id", "criterion_id", "assessor_id", "score"]),
        bids,
        assessors,
    )

    assert {
        row.bid_id: (
            None if pd.isna(row.score) else row.score,
            row.missing_count,
            None if pd.isna(row.rank) else row.rank,
        )
        for row in made.itertuples()
    } == {
        bid: (None if score is None else float(score), missing, rank)
        for bid, (score, missing, rank) in alternatives_deals.weighted_scores(
            criteria, scores, bids, assessors
        ).items()
    }


def bids_frame(*rows):
    rows = [(number, *row) for number, row in enumerate(rows, 1)]
    return pd.DataFrame(rows, columns=["bid_id", "sector", "outcome"], dtype=object)


def test_win_rates_are_won_of_decided():
    made = win_rates(
        bids_frame(
            ("private", "won"),
            ("private", "lost"),
            ("private", "lost"),
            ("private", "withdrawn"),
            ("private", "open"),
        )
    )

    assert made.to_dict("records") == [
        {
            "sector": "private",
            "won_count": 1,
            "lost_count": 2,
            "withdrawn_count": 1,
            "open_count": 1,
            "decided_count": 3,
            "percent": 33.3333,
        }
    ]


def test_win_rates_without_a_decided_bid_are_missing():
    made = win_rates(bids_frame(("social", "withdrawn"), ("social", "open")))

    assert made["percent"].isna().tolist() == [True]
    assert made["decided_count"].tolist() == [0]


def test_win_rates_name_bidders_whose_sector_is_not_recorded():
    made = win_rates(bids_frame((None, "won"), ("", "lost"), ("social", "lost")))

    assert made[["sector", "percent"]].to_numpy().tolist() == [["not_recorded", 50], ["social", 0]]


def test_win_rates_refuse_another_outcome():
    with pytest.raises(ValueError, match="outcome"):
        win_rates(bids_frame(("private", "preferred")))


def test_win_rates_of_no_bids_have_their_columns():
    assert list(win_rates(bids_frame())) == [
        "sector",
        "won_count",
        "lost_count",
        "withdrawn_count",
        "open_count",
        "decided_count",
        "percent",
    ]


@pytest.mark.parametrize("seed", range(50))
def test_win_rates_agree_with_their_slow_twin(seed):
    draw = random.Random(seed)
    sectors = ["private", "social", "mutual", "public", "", None]
    rows = [
        (draw.choice(sectors), draw.choice(alternatives_deals.OUTCOMES))
        for _ in range(draw.randint(0, 30))
    ]

    made = win_rates(bids_frame(*rows))

    slow = alternatives_deals.win_rates(bids_frame(*rows).to_dict("records"))
    assert {
        row.sector: (row.won_count, row.lost_count, row.withdrawn_count, row.open_count)
        for row in made.itertuples()
    } == {sector: values[:4] for sector, values in slow.items()}
    for row in made.itertuples():
        expected = slow[row.sector][4]
        assert (
            pd.isna(row.percent) if expected is None else row.percent == round(float(expected), 4)
        )


@pytest.mark.parametrize("seed", range(50))
def test_prices_agree_with_their_slow_twin(seed):
    draw = random.Random(seed)

    def value(unit, most):
        low = draw.randint(0, most)
        high = draw.choice([low, draw.randint(low, most), None])
        return Measured(unit, low, high, Qualifier.BETWEEN, Disclosure.KNOWN)

    invested, contract = value(Unit.MONEY, 10**9), value(Unit.MONEY, 10**10)
    stake = value(Unit.PERCENT, 10**6)

    low, high = alternatives_deals.extremes((invested.low, invested.high), (stake.low, stake.upper))
    made = pounds_per_percent(invested, stake)
    assert abs(made.low - low * 10_000) < 1
    assert (made.high is None) == (high is None)
    assert high is None or abs(made.high - high * 10_000) < 1
    low, high = alternatives_deals.extremes(
        (invested.low, invested.high), (contract.low, contract.high)
    )
    ratio = invested_per_contract_pound(invested, contract)
    assert (ratio.low, ratio.high) == (float(low), None if high is None else float(Fraction(high)))
