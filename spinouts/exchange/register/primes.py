"""Load primes.csv, and put the five tests of a social prime with their thresholds (F6)."""

from __future__ import annotations

from organisations.measured import Unit
from partnerships.choices import PrimeTest, PrimeType
from partnerships.models import PrimeThreshold, SocialPrime
from spinouts.exchange.register import cells
from spinouts.exchange.register.facts import stated
from spinouts.exchange.register.loading import Loading
from spinouts.exchange.register.reading import Row, Table

COLUMNS = {"organisation": "org_key", "source": "source_key"}
ASKED_FOR_BY = "Asked for in “Prime Time for Social Primes?” (8 December 2015)"
OURS = "; the threshold is the register's own and can be changed."

THRESHOLDS = {
    PrimeTest.CAPITALISED: {
        "definition": (
            "The capital that it has drawn is at least this per cent of what its contracts are "
            f"worth in a year. {ASKED_FOR_BY}: “new, properly capitalised companies”{OURS}"
        ),
        "lowest": 10,
        "highest": None,
    },
    PrimeTest.COMMERCIAL: {
        "definition": (
            "At least this per cent of its income comes from contracts and trade, not from grants "
            f"and gifts. {ASKED_FOR_BY}: “commercially driven”{OURS}"
        ),
        "lowest": 50,
        "highest": None,
    },
    PrimeTest.MAJOR: {
        "definition": (
            "Its largest contract is worth at least this many pounds in all. "
            f"{ASKED_FOR_BY}: “big enough to win and deliver major public service contracts”{OURS}"
        ),
        "lowest": 20_000_000,
        "highest": None,
    },
    PrimeTest.BALANCED: {
        "definition": (
            "Partners of the social sector have at least the lower and at most the higher per cent "
            "of the power in it (votes, else board seats, else equity), so that no sector decides "
            f"alone. {ASKED_FOR_BY}: “a power and weighting given to social sector partners”{OURS}"
        ),
        "lowest": 25,
        "highest": 75,
    },
    PrimeTest.MISSION: {
        "definition": (
            "It has adopted a shared mission, and at least this per cent of its members have "
            f"signed it. {ASKED_FOR_BY}: “alignment has to come through shared mission and "
            f"values”{OURS}"
        ),
        "lowest": 50,
        "highest": None,
    },
}
"""The five tests in our words; the register's curators keep them from then on."""


def put_thresholds(loading: Loading) -> None:
    """Put the five tests into the register, leaving what a curator has changed in them."""
    for test, values in THRESHOLDS.items():
        loading.put_part(PrimeThreshold, {"test": test}, values)


def load_primes(table: Table, loading: Loading) -> None:
    """Store what kind of prime an organisation is; a mission only where a source has one."""

    def store(row: Row) -> None:
        adopted_on, precision = cells.dated(row, "adopted_on")
        loading.put(
            SocialPrime,
            row.key,
            {
                "organisation_id": loading.organisation(row, "org_key").pk,
                "prime_type": cells.word(row, "prime_type", PrimeType.values),
                "mission": row["mission"],
                "adopted_on": adopted_on,
                "adopted_on_precision": precision,
                "trading_income": cells.typed(row, "trading_income", Unit.PERCENT),
                **stated(row, loading),
            },
        )

    loading.each(table, COLUMNS, store)
