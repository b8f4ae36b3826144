"""The rows about money and the contract: what each offer costs and brings (F11)."""

from __future__ import annotations

from typing import Any

from organisations import measured
from organisations.measured import Disclosure, Measured, Qualifier, Unit
from partnerships.deals import (
    DealRatio,
    invested_per_contract_pound,
    pounds_per_percent,
    total_investment,
)
from spinouts.dashboards.charts.words import plain_number
from spinouts.dashboards.lists.cells import cell
from spinouts.dashboards.modeller.model import Modeller, Situation
from spinouts.dashboards.modeller.shares import years_words

SCALE = measured.SCALE[Unit.PERCENT]
MONEY_ROWS = (
    ("cash", "Investment in cash"),
    ("in_kind", "Investment in kind"),
    ("debt", "Investment as debt"),
)


Cell = dict[str, Any]
Row = list[Cell]


def row_of(heading: str, note: str, cells: list[Cell]) -> Row:
    """Make a row of cells; its first cell heads it."""
    return [{"text": heading, "note": note}, *cells]


def _not_entered() -> Cell:
    return {"text": "not entered", "is_missing": True}


def money_rows(figures: Modeller) -> list[Row]:
    """Give the rows of which at least one offer says anything."""
    forms = [figures.sheet.offers[one.key].cleaned_data for one in figures.offers]
    stakes = [_stake(one, values) for one, values in zip(figures.offers, forms, strict=True)]
    totals = [_total(values) for values in forms]
    prices = [values["price"] for values in forms]
    contracts = [values["value"] for values in forms]
    rows = [
        (label, "", [_value_cell(values[name]) for values in forms], [v[name] for v in forms])
        for name, label in MONEY_ROWS
    ]
    rows += [
        ("Investment in all", "", [_value_cell(total) for total in totals], totals),
        (
            "£ invested for 1% of equity",
            "investment ÷ stake",
            [_value_cell(pounds_per_percent(*pair)) for pair in zip(totals, stakes, strict=True)],
            totals,
        ),
        ("Price of the stake", "", [_value_cell(price) for price in prices], prices),
        (
            "Price of 1% of equity",
            "price ÷ stake",
            [_value_cell(pounds_per_percent(*pair)) for pair in zip(prices, stakes, strict=True)],
            prices,
        ),
        ("Contract value", "", [_value_cell(value) for value in contracts], contracts),
        (
            "£ invested for each £ of contract",
            "investment ÷ contract value",
            [
                _ratio_cell(invested_per_contract_pound(*pair))
                for pair in zip(totals, contracts, strict=True)
            ],
            [value for pair in zip(totals, contracts, strict=True) for value in pair if all(pair)],
        ),
        (
            "Contract years",
            "months ÷ 12",
            [_years_cell(values["months"]) for values in forms],
            [values["months"] for values in forms],
        ),
    ]
    return [
        row_of(label, note, cells)
        for label, note, cells, given in rows
        if any(value is not None for value in given)
    ]


def _total(values: dict) -> Measured | None:
    parts = (values[name] for name in ("cash", "in_kind", "debt"))
    return total_investment(*parts, values["investment"])


def _stake(one: Situation, values: dict) -> Measured | None:
    """Give the stake for sums of money: as entered, else what the shares come to."""
    if values["stake"] is not None or one.outcome is None:
        return values["stake"]
    exact = one.outcome.stake[0] * SCALE
    scaled = round(exact)
    word = Qualifier.EXACT if exact == scaled else Qualifier.ABOUT
    return Measured(Unit.PERCENT, scaled, scaled, word, Disclosure.KNOWN)


def _value_cell(value: Measured | None) -> Cell:
    if value is None:
        return _not_entered()
    return cell(str(value), is_missing=not value.is_known)


def _years_cell(months: Measured | None) -> Cell:
    if months is None:
        return _not_entered()
    return cell(years_words(months), is_missing=not months.is_known)


def _ratio_cell(ratio: DealRatio) -> Cell:
    if ratio.low is None:
        return cell(ratio.disclosure.label, is_missing=True)
    first = _pounds(ratio.low)
    if ratio.high is None:
        return cell(f"at least {first}")
    last = _pounds(ratio.high)
    words = first if first == last else f"{first} to {last}"
    return cell(f"~{words}" if ratio.is_about and first == last else words)


def _pounds(value: float) -> str:
    """Write pounds for each pound to four decimals, and never with only one: £0.0905, £0.10."""
    words = plain_number(value, 4)
    has_one = words[-2:-1] == "."
    return f"£{words}0" if has_one else f"£{words}"
