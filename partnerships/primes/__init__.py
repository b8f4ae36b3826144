"""Social primes (F6): who has the power, who delivers, how far these agree, and the five tests.

Frames in, frames and figures out. Splits come from `partnerships.ownership`, delivered value from
`partnerships.contract_values`. Fractions are 0-1; money is whole pence.
"""

from partnerships.primes.criteria import (
    CANNOT_TELL,
    FAIL,
    PASS,
    TestResult,
    commercially_driven,
    cross_sector,
    properly_capitalised,
    shared_mission,
    wins_major_contracts,
)
from partnerships.primes.delivered_by import Delivery, delivery
from partnerships.primes.equivalence import TOLD, Equivalence, equivalence
from partnerships.primes.largest import Largest, largest_value
from partnerships.primes.misses import NearMiss, nearest_misses, passing
from partnerships.primes.power import power

__all__ = [
    "CANNOT_TELL",
    "FAIL",
    "PASS",
    "TOLD",
    "Delivery",
    "Equivalence",
    "Largest",
    "NearMiss",
    "TestResult",
    "commercially_driven",
    "cross_sector",
    "delivery",
    "equivalence",
    "largest_value",
    "nearest_misses",
    "passing",
    "power",
    "properly_capitalised",
    "shared_mission",
    "wins_major_contracts",
]
