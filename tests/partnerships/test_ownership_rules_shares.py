"""F3: shares that staff must receive, and the staff's part before and after an accession."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from partnerships import ownership_rules
from partnerships.ownership_rules import ACCESSION_COLUMNS
from tests.registers import frame

DAY = datetime.date(2015, 3, 31)


def accession(shares, staff, to_staff, to_others):
    row = {"accession_id": 3, "group_id": 1, "joined_on": DAY}
    counts = (
        ("shares_before", shares),
        ("staff_before", staff),
        ("to_staff", to_staff),
        ("to_others", to_others),
    )
    for name, count in counts:
        low, high = count if isinstance(count, tuple) else (count, count)
        row |= {f"{name}_low": low, f"{name}_high": high}
    return row


def percents_of(*counts):
    rows = frame([accession(*counts)], ACCESSION_COLUMNS)
    found = ownership_rules.staff_at_accessions(rows).iloc[0]
    before = found["before_percent_low"], found["before_percent_high"]
    return before, (found["after_percent_low"], found["after_percent_high"])


def test_shares_to_issue_hold_half_of_a_group():
    assert ownership_rules.shares_to_issue("0.5", 1000, 500, 200) == 200


def test_staff_percent_after_issue_of_200_each_is_half():
    assert ownership_rules.staff_percent_after(1000, 500, 200, 200) == 50


@pytest.mark.parametrize("target", ["1/4", "0.25", Decimal("0.25"), Fraction(1, 4)])
def test_shares_to_issue_takes_exact_targets(target):
    assert ownership_rules.shares_to_issue(target, 1000, 250, 300) == 100


@pytest.mark.parametrize(
    ("others", "issued"), [(1, 1), (2, 1), (3, 2), (4, 2)], ids=["up", "whole", "up 2", "whole 2"]
)
def test_shares_to_issue_are_rounded_up_to_a_whole_share(others, issued):
    assert ownership_rules.shares_to_issue("1/3", 300, 100, others) == issued


def test_shares_to_issue_are_none_where_staff_have_enough():
    assert ownership_rules.shares_to_issue("1/2", 1000, 900, 200) == 0


def test_shares_to_issue_for_a_tenth_are_free_of_binary_noise():
    assert ownership_rules.shares_to_issue("0.1", 10**18, 10**17, 9) == 1


def test_shares_to_issue_for_a_target_of_nothing_are_none():
    assert ownership_rules.shares_to_issue(0, 1000, 0, 200) == 0


@pytest.mark.parametrize(
    "target",
    ["1", "50", "-1/2", Decimal("1"), "a half", "1/0", Decimal("NaN"), Decimal("Infinity")],
)
def test_shares_to_issue_refuses_a_target_that_is_no_fraction_below_one(target):
    with pytest.raises(ValueError, match=r"."):
        ownership_rules.shares_to_issue(target, 1000, 500, 200)


def test_shares_to_issue_refuses_a_float():
    with pytest.raises(TypeError, match="must be exact"):
        ownership_rules.shares_to_issue(0.1, 1000, 500, 200)


def test_shares_to_issue_refuses_more_staff_shares_than_there_are():
    with pytest.raises(ValueError, match="more shares than are in issue"):
        ownership_rules.shares_to_issue("1/2", 1000, 1001, 200)


def test_shares_to_issue_refuses_negative_counts():
    with pytest.raises(ValueError, match="cannot be below 0"):
        ownership_rules.shares_to_issue("1/2", 1000, 500, -1)


def test_staff_percent_after_stays_below_a_limit_missed_by_one_share():
    after = ownership_rules.staff_percent_after(10**9, 10**9 // 4 - 1, 0, 0)

    assert ownership_rules.state_of(after, after, "floor", 25, 25) == "breached"


def test_staff_percent_after_without_shares_is_missing():
    assert ownership_rules.staff_percent_after(0, 0, 0, 0) is None


def test_staff_at_accession_with_exact_counts():
    assert percents_of(1000, 500, 200, 200) == ((50, 50), (50, 50))


def test_staff_at_accession_rounds_to_four_decimals():
    assert percents_of(3, 1, 0, 3) == ((33.3333, 33.3333), (16.6667, 16.6667))


def test_staff_at_accession_spans_what_imprecise_counts_allow():
    assert percents_of(1000, (400, 500), 100, (0, 900)) == ((40, 50), (25, 54.5455))


def test_staff_at_accession_never_has_staff_hold_more_than_all():
    assert percents_of((100, 200), (150, 400), 0, 0) == ((75, 100), (75, 100))


def test_staff_at_accession_with_missing_issue_to_others_has_no_least():
    assert percents_of(1000, 500, 200, (None, None)) == ((50, 50), (0, 58.3333))


def test_staff_at_accession_with_missing_issue_to_staff_has_no_most():
    assert percents_of(1000, 500, (None, None), 1000) == ((50, 50), (25, 100))


def test_staff_at_accession_of_nothing_known_may_be_anything():
    unknown = (None, None)

    assert percents_of(unknown, unknown, unknown, unknown) == ((0, 100), (0, 100))


def test_staff_at_accession_to_a_new_group_have_no_part_before():
    rows = frame([accession(0, 0, 60, 40)], ACCESSION_COLUMNS)

    found = ownership_rules.staff_at_accessions(rows)

    assert found["before_percent_low"].isna().tolist() == [True]
    assert found["after_percent_low"].tolist() == [60]


def test_staff_at_accessions_without_any_keep_their_columns():
    found = ownership_rules.staff_at_accessions(frame([], ACCESSION_COLUMNS))

    assert list(found.columns) == [
        "accession_id",
        "group_id",
        "joined_on",
        "before_percent_low",
        "before_percent_high",
        "after_percent_low",
        "after_percent_high",
    ]
