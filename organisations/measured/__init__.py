"""The measured value: a figure as sources give it, known only in part or not at all (DESIGN 4)."""

from organisations.measured.typed import parse
from organisations.measured.value import (
    EXAMPLES,
    LARGEST,
    SCALE,
    Disclosure,
    Measured,
    Qualifier,
    Unit,
)

__all__ = [
    "EXAMPLES",
    "LARGEST",
    "SCALE",
    "Disclosure",
    "Measured",
    "Qualifier",
    "Unit",
    "parse",
]
