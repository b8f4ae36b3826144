"""What the pages of primes add up, against slow twins on random records."""

import random
from datetime import date, timedelta

import pandas as pd
import pytest

from organisations.frames import SECTOR_COLUMNS
from partnerships import contract_values, primes
from partnerships.frames.primes import CAPITAL_COLUMNS, MEMBER_COLUMNS
from spinouts.dashboards.primes.capital import capital_on
from spinouts.dashboards.primes.contract_facts import NO_CONTRACTS, contract_facts
from spinouts.dashboards.primes.members import members_over_time
from tests.alternatives_prime_pages import annual_value_on, drawn_on, members_on
from tests.registers import RandomContracts

PRIME = 1
DAY = date(2020, 1, 1)
SECTORS = ("public", "private", "social", "")


def some_day(chance: random.Random) -> date | None:
    return None if chance.random() < 0.25 else date(2010, 1, 1) + timedelta(chance.randrange(4500))


def some_period(chance: random.Random) -> tuple[date | None, date | None]:
    start, end = some_day(chance), some_day(chance)
    if start is not None and end is not None and end <= start:
        start, end = (end, start) if end < start else (start, None)
    return start, end


def some_members(chance: random.Random) -> pd.DataFrame:
    rows = []
    for number in range(chance.randrange(8)):
        key = chance.choice([None, PRIME, 2, 3, 4])
        name = chance.choice("abc")
        member_key = f"organisation:{key}" if key else f"outside:{name}"
        sector = "" if key else chance.choice(SECTORS)
        start, end = some_period(chance)
        row = (number, PRIME, 1, key, member_key, "", name, sector, "member", start, end, None)
        rows.append(row)
    return pd.DataFrame(rows, columns=MEMBER_COLUMNS, dtype=object)


def some_sectors(chance: random.Random) -> pd.DataFrame:
    rows = []
    for key in (2, 3, 4):
        change = some_day(chance)
        if change is None:
            rows.append((key, chance.choice(SECTORS), False, None, None, None))
        else:
            rows.append((key, chance.choice(SECTORS), False, None, None, change))
            rows.append((key, chance.choice(SECTORS), False, None, change, None))
    return pd.DataFrame(rows, columns=SECTOR_COLUMNS, dtype=object)


def some_amount(chance: random.Random) -> tuple[int | None, int | None, str]:
    kind = chance.choice(["", "withheld", "unknown", "known", "known", "known"])
    if kind != "known":
        return None, None, kind
    low = chance.randrange(1000)
    return low, chance.choice([None, low, low, low + chance.randrange(100)]), kind


def some_capital(chance: random.Random) -> pd.DataFrame:
    rows = []
    for number in range(chance.randrange(7)):
        instrument = chance.choice(["grant", "loan", "equity", "sib", "guarantee", "in_kind"])
        currency = chance.choice(["GBP", "GBP", "GBP", "EUR"])
        amounts = (*some_amount(chance), *some_amount(chance), *some_amount(chance))
        rows.append((number, PRIME, instrument, currency, some_day(chance), *amounts, False))
    return pd.DataFrame(rows, columns=CAPITAL_COLUMNS, dtype=object)


@pytest.mark.parametrize("seed", range(50))
def test_members_over_time_agree_with_every_day(seed):
    chance = random.Random(seed)
    members, sectors = some_members(chance), some_sectors(chance)

    periods = members_over_time(members, sectors, PRIME, DAY)

    for _ in range(40):
        day = date(2009, 1, 1) + timedelta(chance.randrange((DAY - date(2009, 1, 1)).days + 1))
        held = [
            row
            for row in periods.to_dict("records")
            if (row["valid_from"] is None or row["valid_from"] <= day)
            and (row["valid_to"] is None or row["valid_to"] > day)
        ]
        counted = {row["sector"]: row["member_count"] for row in held}
        assert counted == members_on(members, sectors, PRIME, day)


@pytest.mark.parametrize("seed", range(50))
def test_capital_drawn_agrees_with_a_loop(seed):
    chance = random.Random(seed)
    rows = some_capital(chance)

    assert capital_on(rows.to_dict("records"), DAY).drawn == drawn_on(rows, DAY)


@pytest.mark.parametrize("seed", range(50))
def test_contracts_of_all_primes_agree_with_each_by_itself(seed):
    made = RandomContracts(seed)
    day = made.days[seed % len(made.days)]
    frames = (made.contracts, made.providers, made.changes)

    found = contract_facts(*frames, day)

    for key in made.ids:
        own = found.get(key, NO_CONTRACTS)
        assert own.annual == annual_value_on(*frames, key, day)
        ids = made.providers.loc[made.providers["organisation_id"] == key, "contract_id"]
        begun = [pd.isna(start) or start <= day for start in made.contracts["starts_on"]]
        mine = made.contracts[made.contracts["contract_id"].isin(ids) & pd.Series(begun)]
        current = contract_values.as_of(mine.reset_index(drop=True), made.changes, day)
        assert own.largest == primes.largest_value(current)
