"""The measured value itself: an interval with its words, its sums and how it is printed.

Numbers are integers in the smallest unit that the register keeps: pence for money,
ten-thousandths of one per cent for percentages, ones for counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import models


class Unit(models.TextChoices):
    """What a measured value counts, and so how it is scaled, read and printed."""

    PERCENT = "percent", "per cent"
    MONEY = "money", "pounds"
    COUNT = "count", "number"


class Qualifier(models.TextChoices):
    """How the source's words bound the figure."""

    EXACT = "exact", "exactly"
    ABOUT = "about", "about"
    LESS_THAN = "less_than", "less than"
    MORE_THAN = "more_than", "more than"
    AT_MOST = "at_most", "at most"
    AT_LEAST = "at_least", "at least"
    BETWEEN = "between", "between"


class Disclosure(models.TextChoices):
    """Whether the figure is known; nothing entered at all is the empty text."""

    KNOWN = "known", "known"
    WITHHELD = "withheld", "withheld"
    UNKNOWN = "unknown", "not known"
    NOT_APPLICABLE = "not_applicable", "not applicable"


SCALE = {Unit.PERCENT: 10_000, Unit.MONEY: 100, Unit.COUNT: 1}
LARGEST = {Unit.PERCENT: 100 * 10_000, Unit.MONEY: 10**15, Unit.COUNT: 10**12}
OPEN_ABOVE = {Qualifier.MORE_THAN, Qualifier.AT_LEAST}
OPEN_BELOW = {Qualifier.LESS_THAN, Qualifier.AT_MOST}

EXAMPLES = {
    Unit.PERCENT: "24.9, ~50%, <5, more than 50, 45-55, withheld or unknown",
    Unit.MONEY: "£21m, about £6,000,000, up to £450k, £450m-£500m, withheld or unknown",
    Unit.COUNT: "650, about 300, more than 1,000, 300-400, withheld or unknown",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of a source as an interval with its words.

    `low` and `high` are integers of the unit's scale and equal when exact; `high` is None where
    the source sets no upper bound; both are None unless the figure is known.
    """

    unit: Unit
    low: int | None = None
    high: int | None = None
    qualifier: Qualifier | str = ""
    disclosure: Disclosure | str = Disclosure.UNKNOWN

    @classmethod
    def exact(cls, unit: Unit, value: Decimal | int | str) -> Measured:
        """Make a known, exact value.

        :param unit: what is counted
        :param value: in people's units: pounds, per cent 0-100, ones
        """
        scaled = _scaled(Decimal(str(value)), unit)
        return cls(unit, scaled, scaled, Qualifier.EXACT, Disclosure.KNOWN)

    @classmethod
    def qualified(cls, unit: Unit, value: Decimal | int | str, qualifier: str) -> Measured:
        """Make a known value from one number and the words around it.

        :param value: in people's units; `between` needs two numbers, see `between`
        :param qualifier: one of `Qualifier` except between
        :raises ValidationError: for a qualifier that needs two numbers or does not exist
        """
        word = _qualifier(qualifier)
        scaled = _scaled(Decimal(str(value)), unit)
        if word == Qualifier.BETWEEN:
            raise ValidationError("Give both ends of the range.", code="one_ended_range")
        if word in OPEN_ABOVE:
            return cls(unit, scaled, None, word, Disclosure.KNOWN)
        if word in OPEN_BELOW:
            return cls(unit, 0, scaled, word, Disclosure.KNOWN)
        return cls(unit, scaled, scaled, word, Disclosure.KNOWN)

    @classmethod
    def between(cls, unit: Unit, low: Decimal | int | str, high: Decimal | int | str) -> Measured:
        """Make a known range from its ends, in people's units."""
        ends = [_scaled(Decimal(str(end)), unit) for end in (low, high)]
        return cls(unit, ends[0], ends[1], Qualifier.BETWEEN, Disclosure.KNOWN)

    @classmethod
    def undisclosed(cls, unit: Unit, disclosure: Disclosure = Disclosure.UNKNOWN) -> Measured:
        """Make a value that exists but is withheld, not known or not applicable."""
        return cls(unit, disclosure=disclosure)

    @property
    def is_known(self) -> bool:
        """Tell whether the source gives any number."""
        return self.disclosure == Disclosure.KNOWN

    @property
    def is_exact(self) -> bool:
        """Tell whether the figure is known and exact; *about* is not exact."""
        return self.is_known and self.qualifier == Qualifier.EXACT

    @property
    def upper(self) -> int | None:
        """Give the upper bound: 100 per cent where a percentage has none, else None."""
        if self.high is None and self.is_known and self.unit == Unit.PERCENT:
            return LARGEST[Unit.PERCENT]
        return self.high

    @property
    def middle(self) -> Decimal | None:
        """Give the middle, by which values sort; the lower bound where there is no upper one."""
        if not self.is_known:
            return None
        upper = self.low if self.upper is None else self.upper
        return Decimal(self.low + upper) / 2

    def bounds(self) -> tuple[int | None, int | None]:
        """Give the interval that calculations use, in scaled integers.

        :return: (low, high). An undisclosed percentage is (0, 100 per cent); undisclosed money
            and counts are (None, None); high is None where money or a count has no upper bound.
        """
        if self.is_known:
            return self.low, self.upper
        if self.unit == Unit.PERCENT and self.disclosure != Disclosure.NOT_APPLICABLE:
            return 0, LARGEST[Unit.PERCENT]
        return None, None

    def __add__(self, other: Measured) -> Measured:
        """Add two values of one unit as intervals; *about* is carried to the result."""
        return self._combined(other, self._require(other, "low") + other.low, 1)

    def __sub__(self, other: Measured) -> Measured:
        """Subtract as intervals: the smallest and the largest difference the inputs allow."""
        self._require(other, "low")
        low = None if other.upper is None else self.low - other.upper
        high = None if self.upper is None else self.upper - other.low
        if low is None:
            raise ValidationError(
                "A value without an upper bound cannot be taken away.", code="no_upper_bound"
            )
        return replace(self, low=low, high=high, qualifier=self._word(other, low, high))

    def times(self, factor: Decimal | int) -> Measured:
        """Multiply by an exact number that is not negative, rounding half up."""
        if factor < 0:
            raise ValueError("factor must not be negative")
        return replace(
            self,
            low=None if self.low is None else _rounded(self.low * Decimal(factor)),
            high=None if self.high is None else _rounded(self.high * Decimal(factor)),
        )

    def _combined(self, other: Measured, low: int, sign: int) -> Measured:
        high = None if None in (self.upper, other.upper) else self.upper + sign * other.upper
        return replace(self, low=low, high=high, qualifier=self._word(other, low, high))

    def _word(self, other: Measured, low: int, high: int | None) -> Qualifier:
        if high is None:
            return Qualifier.AT_LEAST
        if low != high:
            return Qualifier.BETWEEN
        both = {self.qualifier, other.qualifier}
        return Qualifier.EXACT if both == {Qualifier.EXACT} else Qualifier.ABOUT

    def _require(self, other: Measured, end: str) -> int:
        if self.unit != other.unit:
            raise ValueError(f"{self.unit} and {other.unit} cannot be combined")
        if not (self.is_known and other.is_known):
            raise ValidationError("A value that is not known cannot be added up.", code="not_known")
        return getattr(self, end)

    def __lt__(self, other: Measured) -> bool:
        """Order by the middle; values that are not known come first."""
        own = Decimal(-1) if self.middle is None else self.middle
        return own < (Decimal(-1) if other.middle is None else other.middle)

    def clean(self) -> None:
        """Check that the interval and its words agree.

        :raises ValidationError: with the bound that is broken
        """
        if not self.is_known:
            if self.low is not None or self.high is not None:
                raise ValidationError("Only a known value has a number.", code="number_unknown")
            return
        if self.low is None:
            raise ValidationError("A known value needs a number.", code="number_missing")
        top = LARGEST[self.unit]
        highest = self.low if self.high is None else self.high
        if self.low < 0 or highest > top:
            raise ValidationError(
                "Enter a value from 0 to %(top)s.",
                code="out_of_range",
                params={"top": _number(top, self.unit)},
            )
        if self.high is not None and self.high < self.low:
            raise ValidationError("The range runs downwards.", code="range_downwards")

    def __str__(self) -> str:
        """Print as people write it: ~50%, <5%, £450m–£500m, withheld."""
        if not self.is_known:
            return Disclosure(self.disclosure).label
        if self.qualifier == Qualifier.BETWEEN:
            return _printed_range(self.low, self.upper, self.unit)
        marks = {
            Qualifier.ABOUT: "~",
            Qualifier.LESS_THAN: "<",
            Qualifier.MORE_THAN: ">",
            Qualifier.AT_MOST: "at most ",
            Qualifier.AT_LEAST: "at least ",
        }
        shown = self.high if self.qualifier in OPEN_BELOW else self.low
        return f"{marks.get(self.qualifier, '')}{_printed(shown, self.unit)}"


def _qualifier(word: str) -> Qualifier:
    try:
        return Qualifier(word or Qualifier.EXACT)
    except ValueError:
        raise ValidationError(
            "“%(word)s” is not a qualifier.", code="qualifier", params={"word": word}
        ) from None


def _rounded(value: Decimal) -> int:
    return int(value.to_integral_value(rounding=ROUND_HALF_UP))


def _scaled(value: Decimal, unit: Unit) -> int:
    scaled = value * SCALE[unit]
    if scaled != scaled.to_integral_value():
        decimals = {Unit.PERCENT: "4 decimals", Unit.MONEY: "2 decimals", Unit.COUNT: "0 decimals"}
        raise ValidationError(
            "Enter at most %(decimals)s.", code="decimals", params={"decimals": decimals[unit]}
        )
    return int(scaled)


def _number(scaled: int, unit: Unit) -> str:
    value = Decimal(scaled) / SCALE[unit]
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    if unit == Unit.MONEY and value != value.to_integral_value():
        text = f"{value:,.2f}"
    return text


def _printed_range(low: int, high: int, unit: Unit) -> str:
    """Print both ends; a high end is not shortened where its “m” would be read of both."""
    start, end = _printed(low, unit), _printed(high, unit)
    if end[-1].isalpha() and not start[-1].isalpha():
        end = f"£{_number(high, unit)}"
    return f"{start}–{end}"


_POUND_STEPS = ((10**9, "bn"), (10**6, "m"), (10**3, "k"))


def _printed(scaled: int, unit: Unit) -> str:
    """Print one number with its unit, shortened only where nothing is lost."""
    if unit == Unit.PERCENT:
        return f"{_number(scaled, unit)}%"
    if unit == Unit.COUNT:
        return _number(scaled, unit)
    pounds = Decimal(scaled) / 100
    for step, letter in _POUND_STEPS[:2]:
        short = pounds / step
        if short >= 1 and short == round(short, 3):
            return f"£{short.normalize():f}{letter}"
    return f"£{_number(scaled, unit)}"
