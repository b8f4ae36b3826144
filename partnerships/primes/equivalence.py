"""F6: how far delivery follows power in a prime."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from partnerships.ownership.stakes import CATEGORIES
from partnerships.primes.delivered_by import Delivery, has_value, values_of
from partnerships.primes.distance import (
    NOTHING,
    Part,
    Splits,
    largest_distance,
    smallest_distance,
)
from partnerships.primes.power import NOT_RECORDED, Power, read_power

TOLD = "told"
CANNOT_TELL = "cannot_tell"
SAYS_NOTHING = Fraction(1, 200)
PART_COLUMNS = ["sector", "power_low", "power_high", "delivery_low", "delivery_high"]


@dataclass(frozen=True)
class Equivalence:
    """How far delivery follows power: 1 where each sector delivers as much as it decides.

    :ivar measure_used: votes, board_seats or equity; None where no power is known
    :ivar low, high: 0-1; None where it cannot be told
    :ivar status: told or cannot_tell
    :ivar reasons: why it cannot be told, each of no_power, power_not_recorded,
        power_exceeds_whole, no_delivery_value, links_undisclosed, links_undated,
        range_says_nothing (it would be 0.00 to 1.00)
    :ivar parts: sector, power_low, power_high, delivery_low, delivery_high (fractions 0-1; all
        missing where no power, or no delivery, is known; 0 for a sector that has none recorded);
        never print the figure without them
    """

    measure_used: str | None
    low: float | None
    high: float | None
    status: str
    reasons: tuple[str, ...]
    parts: pd.DataFrame


def equivalence(power_rows: pd.DataFrame, delivery: Delivery) -> Equivalence:
    """Give 1 - 1/2 sum |power - delivery| over sectors, at least and at most (F6).

    Power is that of votes, else board seats, else equity. What may belong to any sector (holders
    that are not disclosed, power that may be not recorded, delivery by someone of no known sector)
    is tried with all. Power that is sure to be not recorded leaves no answer.

    :param power_rows: of `power`, of one prime, all its measures
    :param delivery: of `delivery`, of the prime's contracts
    """
    power = read_power(power_rows)
    values = values_of(delivery.rows)
    parts = _parts(power_rows, power, delivery)
    reasons = (*_power_reasons(power), *_delivery_reasons(delivery))
    if reasons:
        return Equivalence(power.measure, None, None, CANNOT_TELL, reasons, parts)
    unknown = values.pop(NOT_RECORDED, NOTHING)
    splits = Splits(
        parts=tuple(
            Part(
                power_low=power.lows.get(sector, Fraction(0)),
                power_high=power.highs.get(sector, Fraction(0)),
                value=values.get(sector, NOTHING),
            )
            for sector in sorted(power.lows.keys() | values.keys())
        ),
        free_power=power.free,
        free_value=unknown,
    )
    low, high = 1 - largest_distance(splits), 1 - smallest_distance(splits)
    if low < SAYS_NOTHING and high > 1 - SAYS_NOTHING:
        reasons = ("range_says_nothing",)
        return Equivalence(power.measure, None, None, CANNOT_TELL, reasons, parts)
    return Equivalence(power.measure, float(low), float(high), TOLD, (), parts)


def _power_reasons(power: Power) -> Iterator[str]:
    """Say why power leaves no answer."""
    if power.measure is None:
        yield "no_power"
    elif power.exceeds_whole:
        yield "power_exceeds_whole"
    elif not power.is_recorded:
        yield "power_not_recorded"


def _delivery_reasons(delivery: Delivery) -> Iterator[str]:
    """Say why delivery leaves no answer."""
    if not has_value(values_of(delivery.rows)):
        yield "no_delivery_value"
    if delivery.undisclosed_link_count:
        yield "links_undisclosed"
    if delivery.undated_link_count:
        yield "links_undated"


def _parts(power_rows: pd.DataFrame, power: Power, delivery: Delivery) -> pd.DataFrame:
    """Put power and delivery side by side as they are recorded, in the order of splits."""
    used = power_rows[power_rows["measure"] == power.measure].set_index("sector")
    done = delivery.rows.set_index("sector")
    names = sorted(set(used.index) | set(done.index), key=_rank)
    is_told = has_value(values_of(delivery.rows))
    return pd.DataFrame(
        {
            "sector": np.array(names, dtype=object),
            "power_low": _column(used["fraction_low"], names, power.measure is not None),
            "power_high": _column(used["fraction_high"], names, power.measure is not None),
            "delivery_low": _column(done["fraction_low"], names, is_told),
            "delivery_high": _column(done["fraction_high"], names, is_told),
        },
        columns=PART_COLUMNS,
    )


def _column(values: pd.Series, names: list[str], is_known: bool) -> np.ndarray:
    """Line fractions up by sector: nothing where a sector has none, missing if all are."""
    known = dict(zip(values.index, values, strict=True))
    return np.array([known.get(name, 0.0) if is_known else np.nan for name in names], dtype=float)


def _rank(sector: str) -> tuple[int, str]:
    """Order sectors as the categories of splits, others after them."""
    place = CATEGORIES.index(sector) if sector in CATEGORIES else len(CATEGORIES)
    return place, sector
