"""F3: the fast way against the slow one, on random registers, rules and counts."""

import datetime
import itertools
import random
from fractions import Fraction

import pandas as pd
import pytest

from partnerships import ownership_rules
from partnerships.ownership import CATEGORIES
from partnerships.ownership_rules import ACCESSION_COLUMNS, RULE_COLUMNS
from tests import alternatives, alternatives_ownership_rules
from tests.registers import RandomRegister, frame

UNTIL = datetime.date(2016, 2, 29)
LIMITS = (0.0, 10.0, 25.0, 33.3333, 50.0, 75.1, 100.0)


def random_rules(chance, register, count=40):
    subjects = sorted(set(register.holdings["subject_id"]))
    holders = sorted({number for number in register.holdings["holder_id"] if pd.notna(number)})
    rows = []
    for number in range(1, count + 1):
        whose = chance.choice(["staff", "staff", "holder", *CATEGORIES[:14]])
        kind = chance.choice(["floor", "cap", "target"])
        low, high = sorted(chance.choices(LIMITS, k=2))
        days = sorted(chance.choices(register.days, k=2))
        row = {
            "rule_id": number,
            "subject_id": chance.choice(subjects),
            "kind": kind,
            "measure": chance.choice(["equity", "equity", "votes", "board_seats"]),
            "whose": whose,
            "holder_id": chance.choice(holders) if whose == "holder" else None,
            "percent_low": low,
            "percent_high": chance.choice([low, high]),
            "tolerance": chance.choice([0.0, 5.0, 12.5]) if kind == "target" else 0.0,
            "valid_from": chance.choice([None, days[0]]),
            "valid_to": chance.choice([None, days[1]]),
        }
        rows.append(row)
    return frame(rows, RULE_COLUMNS)


def as_numbers(low, high, state, has_stakes):
    numbers = [None if pd.isna(value) else float(value) for value in (low, high)]
    return (*numbers, state, has_stakes)


def slow_states(rules, register, day):
    holdings = alternatives.rows_of(register.holdings)
    sectors = alternatives.rows_of(register.sectors)
    found = {}
    for row in alternatives.rows_of(rules):
        answer = alternatives_ownership_rules.rule_on(row, holdings, sectors, day)
        if answer is not None:
            found[row["rule_id"]] = as_numbers(*answer)
    return found


@pytest.mark.parametrize("seed", range(50))
def test_rules_on_a_day_agree_with_their_slow_twin(seed):
    register = RandomRegister(seed)
    rules = random_rules(random.Random(seed), register)

    for day in register.days[:3]:
        states = ownership_rules.rules_on(rules, register.holdings, register.sectors, day)

        fast = {row[0]: as_numbers(*row[1:]) for row in states.itertuples(index=False)}
        assert fast == slow_states(rules, register, day)


@pytest.mark.parametrize("seed", range(50))
def test_rules_over_time_agree_with_their_slow_twin(seed):
    register = RandomRegister(seed, organisation_count=15)
    rules = random_rules(random.Random(seed), register, count=12)

    spans = ownership_rules.rules_over_time(rules, register.holdings, register.sectors, UNTIL)

    one_day = datetime.timedelta(days=1)
    changes = sorted(register.change_days)
    for day in {UNTIL, *changes, *(change - one_day for change in changes)}:
        if day <= UNTIL:
            fast = {
                row["rule_id"]: as_numbers(
                    *(row[name] for name in ("percent_low", "percent_high", "state", "has_stakes"))
                )
                for row in alternatives.rows_of(spans)
                if alternatives.holds(row, day, "valid_from", "valid_to")
            }
            assert fast == slow_states(rules, register, day), day


@pytest.mark.parametrize("seed", range(50))
def test_neighbouring_spans_of_a_rule_touch_and_differ(seed):
    register = RandomRegister(seed)
    rules = random_rules(random.Random(seed), register)

    spans = ownership_rules.rules_over_time(rules, register.holdings, register.sectors, None)

    for _, rows in spans.groupby("rule_id"):
        records = alternatives.rows_of(rows)
        for before, after in itertools.pairwise(records):
            names = ("percent_low", "percent_high", "state", "has_stakes")
            assert before["valid_to"] == after["valid_from"]
            assert as_numbers(*map(before.get, names)) != as_numbers(*map(after.get, names))


@pytest.mark.parametrize("seed", range(50))
def test_state_of_agrees_with_its_slow_twin(seed):
    chance = random.Random(seed)
    for _ in range(40):
        low, high = sorted(chance.choices(range(21), k=2))
        limit_low, limit_high = sorted(chance.choices(range(21), k=2))
        limit_high = chance.choice([limit_low, limit_high])
        for kind in ("floor", "cap", "target"):
            given = low, high, kind, limit_low, limit_high, chance.randrange(8)

            assert ownership_rules.state_of(*given) == alternatives_ownership_rules.state_of(*given)


@pytest.mark.parametrize("seed", range(50))
def test_shares_to_issue_agree_with_their_slow_twin(seed):
    chance = random.Random(seed)
    for _ in range(10):
        parts = chance.randint(1, 12)
        target = Fraction(chance.randrange(parts), parts)
        shares = chance.randrange(120)
        given = target, shares, chance.randint(0, shares), chance.randrange(60)

        fast = ownership_rules.shares_to_issue(*given)

        assert fast == alternatives_ownership_rules.shares_to_issue(*given), given


@pytest.mark.parametrize("seed", range(50))
def test_staff_at_accessions_agree_with_their_slow_twin(seed):
    chance = random.Random(seed)
    for _ in range(10):
        shares, staff, to_staff, to_others = (
            tuple(sorted(chance.choices(range(most), k=2))) for most in (9, 6, 5, 5)
        )
        if staff[0] > shares[1]:
            continue
        row = {"accession_id": 1, "group_id": 1, "joined_on": UNTIL}
        counts = zip(ACCESSION_COLUMNS[3:], shares + staff + to_staff + to_others, strict=True)
        accessions = frame([row | dict(counts)], ACCESSION_COLUMNS)

        found = ownership_rules.staff_at_accessions(accessions).iloc[0].tolist()[3:]

        nothing = (0, 0)
        slow = [
            *alternatives_ownership_rules.staff_after(shares, staff, nothing, nothing),
            *alternatives_ownership_rules.staff_after(shares, staff, to_staff, to_others),
        ]
        expected = [None if value is None else float(round(value, 4)) for value in slow]
        assert [None if pd.isna(value) else value for value in found] == expected
