"""The deal modeller against its slow twins, on random registers of shares and of holdings."""

import random
from fractions import Fraction

import pandas as pd
import pytest

from partnerships import modelling, ownership, ownership_rules
from partnerships.modelling import Accession, Holder, Offer
from partnerships.ownership import CATEGORIES
from partnerships.ownership_rules import RULE_COLUMNS
from tests import alternatives, alternatives_modelling
from tests.registers import RandomRegister, frame

DUST = 1e-6
STAFF = ("staff", "trust")
CATEGORY = {"staff": "employees", "trust": "employee_trust", "council": "public", "firm": "private"}


def holder(name):
    return Holder(name, name, None, CATEGORY[name])


def random_shares(chance):
    counts = {name: chance.randint(1, 120) for name in ("staff", "trust", "council")}
    register = [name for name, count in counts.items() for _ in range(count)]
    held = modelling.holders_in_shares(
        [(holder(name), count) for name, count in counts.items()], len(register)
    )
    return register, held


def parts(held):
    assert all(one.is_exact for one in held)
    return {one.key: one.low for one in held if one.low}


@pytest.mark.parametrize("seed", range(50))
def test_issue_and_accession_agree_with_shares_written_one_by_one(seed):
    chance = random.Random(seed)
    register, held = random_shares(chance)
    shares, to_others = chance.randint(1, 150), chance.randint(0, 150)
    target = chance.choice([10, 25, 50, 60])

    offer = modelling.apply_offer(held, len(register), Offer(holder("firm"), "issue", None, shares))
    joined = modelling.accede(
        offer.ends,
        Accession(Fraction(target), Fraction(5), to_others, holder("firm"), holder("staff")),
    )

    after = alternatives_modelling.issue(register, "firm", shares)
    slow, issued = alternatives_modelling.accede(after, STAFF, "staff", "firm", to_others, target)
    assert parts(offer.holders) == alternatives_modelling.parts(after)
    assert joined.to_staff == (issued, issued)
    assert parts(joined.holders) == alternatives_modelling.parts(slow)


@pytest.mark.parametrize("seed", range(50))
def test_percentage_to_issue_agrees_with_shares_issued_one_by_one(seed):
    chance = random.Random(seed)
    register, held = random_shares(chance)
    percent = Fraction(chance.randint(0, 900_000), 10_000)

    offer = modelling.apply_offer(
        held, len(register), Offer(holder("firm"), "issue", (percent, percent))
    )

    slow, issued = alternatives_modelling.issue_percent(register, "firm", percent)
    assert offer.shares == (issued, issued)
    assert parts(offer.holders) == alternatives_modelling.parts(slow)


@pytest.mark.parametrize("seed", range(50))
def test_transfer_agrees_with_names_written_over(seed):
    chance = random.Random(seed)
    register, held = random_shares(chance)
    shares = chance.randint(1, 130)
    wanted = Offer(holder("firm"), "transfer", None, shares, "council")

    slow = alternatives_modelling.transfer(register, "council", "firm", shares)

    if slow is None:
        with pytest.raises(modelling.ImpossibleDeal):
            modelling.apply_offer(held, len(register), wanted)
    else:
        offer = modelling.apply_offer(held, len(register), wanted)
        assert parts(offer.holders) == alternatives_modelling.parts(slow)


def random_range(chance):
    low = chance.randint(0, 25)
    return low, chance.choice([low, min(100, low + chance.randint(0, 30))])


@pytest.mark.parametrize("seed", range(50))
def test_bounds_agree_with_every_whole_percentage_tried(seed):
    chance = random.Random(seed)
    names = chance.sample(sorted(CATEGORY), 3)
    sizes = [(CATEGORY[name], *random_range(chance)) for name in names]
    held = [
        holder(name).holding(Fraction(low), Fraction(high))
        for name, (_, low, high) in zip(names, sizes, strict=True)
    ]
    low, high = modelling.bounds_of_holders(held, modelling.is_staff)

    rest = ("not_recorded", 0, 100 - sum(low for _, low, _ in sizes))
    has_staff = any(name in STAFF for name in names)
    counted = ("employees", "employee_trust", *(() if has_staff else ("not_recorded",)))
    slow = alternatives_modelling.least_and_most([*sizes, rest], lambda one: one in counted)
    assert high == slow[1]
    assert low == (slow[0] if has_staff else 0)


def random_rules(chance, register):
    holders = sorted({number for number in register.holdings["holder_id"] if pd.notna(number)})
    rows = []
    for number in range(1, 41):
        whose = chance.choice(["staff", "holder", *CATEGORIES[:14]])
        low, high = sorted(chance.choices([0.0, 10.0, 25.0, 33.3333, 50.0, 75.1, 100.0], k=2))
        rows.append(
            {
                "rule_id": number,
                "subject_id": chance.choice(sorted(set(register.holdings["subject_id"]))),
                "kind": chance.choice(["floor", "cap", "target"]),
                "measure": "equity",
                "whose": whose,
                "holder_id": chance.choice(holders) if whose == "holder" else None,
                "percent_low": low,
                "percent_high": chance.choice([low, high]),
                "tolerance": 5.0,
                "valid_from": None,
                "valid_to": None,
            }
        )
    return frame(rows, RULE_COLUMNS)


@pytest.mark.parametrize("seed", range(50))
def test_rules_without_an_offer_stand_as_the_register_says(seed):
    register = RandomRegister(seed)
    rules = random_rules(random.Random(seed), register)
    day = register.days[0]

    known = ownership_rules.rules_on(rules, register.holdings, register.sectors, day)

    for subject, own in rules.groupby("subject_id"):
        held = modelling.holders_on_day(register.holdings, register.sectors, subject, day)
        modelled = modelling.rule_states(own, [held])
        wanted = known[known["rule_id"].isin(own["rule_id"])].reset_index(drop=True)
        assert modelled["state"].tolist() == wanted["state"].tolist()
        for column in ("percent_low", "percent_high"):
            assert modelled[column].fillna(-1).tolist() == wanted[column].fillna(-1).tolist()


@pytest.mark.parametrize("seed", range(50))
def test_splits_without_an_offer_stand_as_the_register_says(seed):
    register = RandomRegister(seed)
    day = register.days[0]
    frames = register.holdings, register.sectors
    direct = ownership.split_on(*frames, day)
    through = ownership.look_through_on(*frames, register.organisations, day)

    subjects = sorted(set(direct.loc[direct["measure"] == "equity", "subject_id"]))
    for subject in random.Random(seed).sample(subjects, min(4, len(subjects))):
        ends = [modelling.holders_on_day(*frames, subject, day)]
        modelled = modelling.split_after(*frames, subject, ends, day)
        reached = modelling.look_through_after(*frames, register.organisations, subject, ends, day)
        own = (direct["subject_id"] == subject) & (direct["measure"] == "equity")
        assert values(modelled) == values(direct[own])
        assert values(reached) == values(through[through["subject_id"] == subject])


def values(split):
    columns = ["category", "percent_low", "percent_high"]
    return [(name, round(low, 4), round(high, 4)) for name, low, high in split[columns].values]


@pytest.mark.parametrize("seed", range(50))
def test_look_through_after_an_offer_agrees_with_the_stakes_written_into_the_register(seed):
    chance, register = random.Random(seed), RandomRegister(seed)
    day = register.days[0]
    frames = register.holdings, register.sectors
    subject = chance.choice(sorted(set(register.holdings["subject_id"])))
    number = chance.choice([one for one in register.ids if one != subject])
    category = modelling.category_on(register.sectors, number, day)
    partner = Holder(f"organisation:{number}", f"Organisation {number}", number, category)
    stake = Fraction(chance.choice([10, 25, 40]))
    held = modelling.holders_on_day(*frames, subject, day)

    after = modelling.apply_offer(held, None, Offer(partner, "issue", (stake, stake)))
    ends = [end.holders for end in after.ends]
    fast = modelling.look_through_after(*frames, register.organisations, subject, ends, day)

    rows = alternatives_modelling.with_new_stake(
        alternatives.rows_of(register.holdings), subject, number, stake, day
    )
    slow = alternatives.look_through_on(
        rows,
        alternatives.rows_of(register.sectors),
        alternatives.rows_of(register.organisations),
        day,
    )
    wanted = {name: ends for name, ends in slow[subject].items() if ends[1] > DUST}
    found = {name: (low, high) for name, low, high in values(fast)}
    assert found.keys() == wanted.keys()
    for name, bounds in wanted.items():
        assert found[name] == pytest.approx([float(bound) for bound in bounds], abs=0.01)
