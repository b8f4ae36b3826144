"""Reading a measured value from what people type, and from what sources print."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from organisations.measured.value import EXAMPLES, Disclosure, Measured, Qualifier, Unit

_NUMBER = r"\d[\d,\s]*(?:\.\d+)?|\.\d+"
_STEP = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
}
_AMOUNT = re.compile(
    rf"^(?P<pound>£|gbp)?\s*(?P<number>{_NUMBER})\s*"
    r"(?P<step>k|thousand|mn|million|m|bn|billion|b)?\s*(?P<percent>%|per\s?cent|percent)?$"
)
_PREFIXES = (
    (Qualifier.ABOUT, r"~|≈|c\.?(?=\s*[£\d])|circa|about|around|approx(?:imately|\.)?|roughly"),
    (Qualifier.AT_MOST, r"≤|<=|at most|up to|no more than|maximum(?: of)?|max\.?"),
    (Qualifier.AT_LEAST, r"≥|>=|at least|no less than|not less than|minimum(?: of)?|min\.?"),
    (Qualifier.LESS_THAN, r"<|less than|under|below|fewer than"),
    (Qualifier.MORE_THAN, r">|more than|over|above"),
)
_UNDISCLOSED = {
    "withheld": Disclosure.WITHHELD,
    "commercially sensitive": Disclosure.WITHHELD,
    "confidential": Disclosure.WITHHELD,
    "undisclosed": Disclosure.WITHHELD,
    "not disclosed": Disclosure.WITHHELD,
    "unknown": Disclosure.UNKNOWN,
    "not known": Disclosure.UNKNOWN,
    "not stated": Disclosure.UNKNOWN,
    "?": Disclosure.UNKNOWN,
    "not applicable": Disclosure.NOT_APPLICABLE,
    "n/a": Disclosure.NOT_APPLICABLE,
    "none stated": Disclosure.UNKNOWN,
}


def parse(text: str, unit: Unit) -> Measured | None:
    """Read what people type: `~50%`, `<5`, `£450m-£500m`, `withheld`.

    :param text: one value with its words; white space around it does not matter
    :param unit: what the field counts
    :return: the value, or None where nothing was entered
    :raises ValidationError: where it cannot be read, with examples of what can
    """
    cleaned = " ".join((text or "").replace("\u00a0", " ").split()).lower()
    if not cleaned:
        return None
    if cleaned in _UNDISCLOSED:
        return Measured.undisclosed(unit, _UNDISCLOSED[cleaned])
    measured = _parsed_known(cleaned, unit)
    if measured is None:
        raise ValidationError(
            "“%(text)s” cannot be read as a %(unit)s. Examples: %(examples)s.",
            code="unreadable",
            params={
                "text": text.strip()[:60],
                "unit": {"percent": "percentage", "money": "sum of money"}.get(unit, unit.label),
                "examples": EXAMPLES[unit],
            },
        )
    measured.clean()
    return measured


def _parsed_known(cleaned: str, unit: Unit) -> Measured | None:
    for qualifier, pattern in _PREFIXES:
        found = re.match(rf"^(?:{pattern})\s*", cleaned)
        if found:
            amount = _amount(cleaned[found.end() :], unit)
            return None if amount is None else Measured.qualified(unit, amount, qualifier)
    if cleaned.endswith("+"):
        amount = _amount(cleaned[:-1].strip(), unit)
        return None if amount is None else Measured.qualified(unit, amount, Qualifier.AT_LEAST)
    amount = _amount(cleaned, unit)
    if amount is not None:
        return Measured.exact(unit, amount)
    return _parsed_range(cleaned, unit)


def _parsed_range(cleaned: str, unit: Unit) -> Measured | None:
    ends = re.split(r"\s*(?:-|–|—|\bto\b|\band\b)\s*", re.sub(r"^between\s+", "", cleaned))
    if len(ends) != 2:
        return None
    low, high = ends
    step = re.search(r"(k|thousand|mn|million|m|bn|billion|b)$", high)
    if step and not re.search(r"[a-z]$", low):
        low = f"{low}{step.group(1)}"
    values = _amount(low, unit), _amount(high, unit)
    if None in values:
        return None
    if values[0] > values[1]:
        raise ValidationError("The range runs downwards.", code="range_downwards")
    return Measured.between(unit, *values)


def _amount(text: str, unit: Unit) -> Decimal | None:
    found = _AMOUNT.match(text.strip())
    if not found:
        return None
    if found["percent"] and unit != Unit.PERCENT:
        return None
    if (found["pound"] and unit != Unit.MONEY) or (found["step"] and unit == Unit.PERCENT):
        return None
    digits = found["number"].strip()
    if "," in digits and not re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        return None
    if " " in digits and not re.fullmatch(r"\d{1,3}( \d{3})+(\.\d+)?", digits):
        return None
    try:
        return Decimal(re.sub(r"[,\s]", "", digits)) * _STEP.get(found["step"] or "", 1)
    except InvalidOperation:
        return None
