"""F6: the exact way against the slow ones, on random registers."""

import random
from fractions import Fraction

import pandas as pd
import pytest

from partnerships import contract_values, ownership, primes
from partnerships.primes.distance import Part, Splits, largest_distance, smallest_distance
from tests import alternatives, alternatives_primes
from tests.registers import RandomContracts, RandomRegister

NAMES = ("employees", "private", "public", "social")


def near(value):
    return pytest.approx(float(value), abs=1e-7)


class RandomSplits:
    """Power and delivery from a seed, some exact, some not.

    :ivar power: {sector: (low, high)}, fractions
    :ivar values: {sector: (low, high)}, pence; high None without limit
    """

    def __init__(self, seed: int):
        """Make them; the same seed makes the same ones."""
        self.random = random.Random(seed)
        names = self.random.sample(NAMES, self.random.randint(1, len(NAMES)))
        weights = [self.random.randint(0, 9) + 1 for _ in names]
        width = self.random.choice([0, 0, 1, 3])
        self.power = {}
        for name, weight in zip(names, weights, strict=True):
            share = Fraction(weight, sum(weights))
            low = share * Fraction(10 - self.random.randint(0, width), 10)
            high = min(Fraction(1), share * Fraction(10 + self.random.randint(0, width), 10))
            self.power[name] = (low, high)
        least = sum(low for low, _ in self.power.values())
        self.free_power = self.random.choice([Fraction(0), 1 - least, (1 - least) / 2])
        receivers = self.random.sample(NAMES, self.random.randint(1, len(NAMES)))
        self.values = {name: self._value() for name in receivers}
        self.free_value = self._value() if self.random.random() < 0.3 else (0, 0)
        if not any(high != 0 for _, high in [*self.values.values(), self.free_value]):
            self.values["social"] = (5, 5)

    def _value(self):
        low = self.random.choice([0, 1, 5, 40, 70])
        draw = self.random.random()
        if draw < 0.1:
            return low, None
        return low, low if draw < 0.5 else low + self.random.randint(0, 60)

    def splits(self):
        """Give them to the code under test."""
        parts = tuple(
            Part(*self.power.get(name, (Fraction(0), Fraction(0))), self.values.get(name, (0, 0)))
            for name in NAMES
        )
        return Splits(parts, self.free_power, self.free_value)

    def slowly(self):
        """Give them to the twins."""
        return self.power, self.free_power, self.values, self.free_value


@pytest.mark.parametrize("seed", range(100))
def test_largest_distance_agrees_with_every_corner(seed):
    made = RandomSplits(seed)

    expected = alternatives_primes.largest_distance(*made.slowly())

    assert float(largest_distance(made.splits())) == near(expected)


@pytest.mark.parametrize("seed", range(100))
def test_smallest_distance_agrees_with_a_linear_programme(seed):
    made = RandomSplits(seed)

    expected = alternatives_primes.smallest_distance(*made.slowly())

    assert float(smallest_distance(made.splits())) == near(expected)


@pytest.mark.parametrize("seed", range(50))
def test_power_agrees_with_its_slow_twin(seed):
    made = RandomRegister(seed)
    day = made.days[0]

    rows = primes.power(ownership.split_on(made.holdings, made.sectors, day))

    slow = alternatives.split_on(
        alternatives.rows_of(made.holdings), alternatives.rows_of(made.sectors), day
    )
    expected = {
        (subject, measure, name): (float(low), float(high))
        for (subject, measure), split in slow.items()
        for name, (low, high) in alternatives_primes.power(split).items()
    }
    keys = zip(rows["subject_id"], rows["measure"], rows["sector"], strict=True)
    bounds = zip(rows["fraction_low"], rows["fraction_high"], strict=True)
    assert dict(zip(keys, bounds, strict=True)) == expected


def delivered(seed):
    """Give a random placement, fast and slow, and the contracts of a prime."""
    made = RandomContracts(seed)
    day = made.days[seed % len(made.days)]
    frames = made.contracts, made.providers, made.changes, made.links, made.sectors
    slow, _ = alternatives.delivered(*(alternatives.rows_of(frame) for frame in frames), day)
    return contract_values.delivered(*frames, day), slow, {1, 2, 3, 4, 5}


@pytest.mark.parametrize("seed", range(50))
@pytest.mark.parametrize("years", [None, ["2013/14", "2014/15"]], ids=["all years", "two years"])
def test_delivery_agrees_with_its_slow_twin(seed, years):
    placement, cells, contract_ids = delivered(seed)

    rows = primes.delivery(placement, contract_ids, years).rows

    values = alternatives_primes.delivery(cells, contract_ids, years)
    fractions = alternatives_primes.fractions(values)
    found = {
        row.sector: (
            row.value_low_pence,
            None if pd.isna(row.value_high_pence) else row.value_high_pence,
        )
        for row in rows.itertuples()
    }
    assert found == values
    for row in rows.itertuples():
        if fractions[row.sector] is None:
            assert pd.isna(row.fraction_low)
        else:
            assert (row.fraction_low, row.fraction_high) == pytest.approx(
                tuple(float(part) for part in fractions[row.sector]), abs=1e-9
            )


@pytest.mark.parametrize("seed", range(50))
def test_equivalence_agrees_with_its_slow_twin(seed):
    register = RandomRegister(seed, organisation_count=12)
    day = register.days[0]
    rows = primes.power(ownership.split_on(register.holdings, register.sectors, day))
    slow = alternatives.split_on(
        alternatives.rows_of(register.holdings), alternatives.rows_of(register.sectors), day
    )
    placement, cells, contract_ids = delivered(seed)
    done = primes.delivery(placement, contract_ids)
    values = alternatives_primes.delivery(cells, contract_ids)

    for subject_id, own in rows.groupby("subject_id"):
        found = primes.equivalence(own, done)
        measure = next(
            name for name in ("votes", "board_seats", "equity") if name in set(own["measure"])
        )
        power = alternatives_primes.power(slow[subject_id, measure])
        expected = alternatives_primes.equivalence(power, values)
        if done.undisclosed_link_count or done.undated_link_count or expected is None:
            assert (found.low, found.status) == (None, "cannot_tell")
        else:
            assert (found.low, found.high) == (near(expected[0]), near(expected[1]))


@pytest.mark.parametrize("seed", range(50))
def test_properly_capitalised_agrees_with_trying_every_value(seed):
    chance = random.Random(seed)
    drawn_low, annual_low = chance.randint(0, 20), chance.randint(1, 50)
    drawn = range(drawn_low, drawn_low + chance.randint(0, 5) + 1)
    annual = range(annual_low, annual_low + chance.randint(0, 20) + 1)
    threshold = Fraction(chance.randint(1, 20), 20)

    result = primes.properly_capitalised(
        drawn_low_pence=drawn[0],
        drawn_high_pence=drawn[-1],
        annual_low_pence=annual[0],
        annual_high_pence=annual[-1],
        threshold=threshold,
    )

    ratios = [Fraction(capital, value) for capital in drawn for value in annual]
    assert result.outcome == alternatives_primes.at_least(ratios, threshold)
