"""The tables of the modeller: situations side by side, fact by fact."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from partnerships.choices import Category, RuleHolder
from partnerships.modelling import (
    CHECKS,
    bounds_among,
    bounds_over,
    is_staff,
)
from partnerships.models import OwnershipRule
from spinouts.dashboards.lists.cells import capital, cell, column
from spinouts.dashboards.modeller.model import Modeller, Situation
from spinouts.dashboards.modeller.money import Cell, Row, money_rows, row_of
from spinouts.dashboards.modeller.shares import (
    counted_shares,
    percent_words,
    shares_words,
)
from spinouts.dashboards.words import NOT_KNOWN

CHECK_WORDS = {
    CHECKS[0]: ("Quarter owned by staff", "Staff hold at least 25% of equity, direct."),
    CHECKS[1]: (
        "Cabinet Office: out of public hands",
        "The public sector holds at most 50% of equity, every chain followed.",
    ),
    CHECKS[2]: (
        "Cabinet Office: staff’s role",
        "Staff hold at least 25% of equity; votes, seats or members may do instead.",
    ),
}
STATE_WORDS = {
    "pass": ("pass", "good"),
    "fail": ("fail", "bad"),
    "met": ("met", "good"),
    "breached": ("breached", "bad"),
    "cannot_tell": ("cannot tell", "warning"),
}
CAPTIONS = {
    "holdings": "Who would hold it",
    "holders": "Holder by holder",
    "tests": "Definitions and ownership rules",
    "money": "What it costs, and for which contract",
}
HEADINGS = {
    "holdings": "Part of equity",
    "holders": "Holder",
    "tests": "Test or rule",
    "money": "Terms",
}
RULES = {
    "holdings": (("F1", "direct"), ("F2", "in the end"), ("F3", "a spin-out joins")),
    "holders": (("F1", "direct"),),
    "tests": (("F7", "definitions"), ("F3", "ownership rules")),
    "money": (("F11", "deals"),),
}


def comparison(figures: Modeller) -> list[dict[str, Any]]:
    """Give the tables that the page shows, in order: name, caption, rules, columns, rows."""
    rows_of = {
        "holdings": _holding_rows(figures),
        "holders": _holder_rows(figures),
        "tests": _test_rows(figures),
        "money": money_rows(figures),
    }
    return [
        {
            "name": name,
            "caption": CAPTIONS[name],
            "rules": RULES[name],
            "columns": _columns(figures, HEADINGS[name], has_now=name != "money"),
            "rows": _labelled(figures, rows, has_now=name != "money"),
        }
        for name, rows in rows_of.items()
        if rows
    ]


def _columns(figures: Modeller, heading: str, *, has_now: bool) -> list[dict[str, Any]]:
    shown = figures.situations if has_now else figures.offers
    return [column(heading), *(column(one.label) for one in shown)]


def _labelled(figures: Modeller, rows: list[Row], *, has_now: bool) -> list[Row]:
    """Give every cell the situation that it is of, which a phone shows beside it."""
    shown = figures.situations if has_now else figures.offers
    return [
        [row[0], *({**one, "label": of.label} for of, one in zip(shown, row[1:], strict=True))]
        for row in rows
    ]


def _each(figures: Modeller, words: Callable[[Situation], Cell]) -> list[Cell]:
    return [words(one) for one in figures.situations]


def _share_cell(low: Any, high: Any, note: str = "", *, is_about: bool = False) -> Cell:
    return cell(percent_words(low, high, is_about=is_about), note=note)


def _is_any_about(one: Situation) -> bool:
    return any(holder.is_about for holder in one.holders)


def _dash() -> Cell:
    return {"text": "–"}


def _holding_rows(figures: Modeller) -> list[Row]:
    rows = [
        row_of(
            "The partner’s new stake", "", _each(figures, lambda one: _stake_cell(figures, one))
        ),
        row_of("Staff, direct", "employees and their trust", _each(figures, _staff_cell)),
        row_of("Staff, in the end", "every chain followed", _each(figures, _final_staff_cell)),
        row_of("Public sector, in the end", "every chain followed", _each(figures, _public_cell)),
    ]
    if figures.sheet.shares_in_issue:
        rows.append(
            row_of("Shares in issue", "", _each(figures, lambda one: _issue_cell(figures, one)))
        )
    if figures.sheet.accession.cleaned_data.get("target") is not None:
        rows.append(_accession_row(figures))
    return rows


def _stake_cell(figures: Modeller, one: Situation) -> Cell:
    if one.key == "now":
        return _dash()
    if one.outcome is None:
        return {"text": NOT_KNOWN, "is_missing": True}
    words = "" if one.outcome.shares is None else shares_words(*one.outcome.shares)
    is_about = figures.sheet.offers[one.key].is_about
    return _share_cell(*one.outcome.stake, note=words, is_about=is_about)


def _staff_cell(one: Situation) -> Cell:
    is_about = any(holder.is_about for holder in one.holders if is_staff(holder))
    return _share_cell(*bounds_over(one.ends, is_staff), is_about=is_about)


def _among(one: Situation, *categories: str) -> tuple:
    rows = one.look_through.itertuples(index=False, name=None)
    return bounds_among(rows, categories)


def _final_staff_cell(one: Situation) -> Cell:
    bounds = _among(one, Category.EMPLOYEES, Category.EMPLOYEE_TRUST)
    return _share_cell(*bounds, is_about=_is_any_about(one))


def _public_cell(one: Situation) -> Cell:
    return _share_cell(*_among(one, Category.PUBLIC), is_about=_is_any_about(one))


def _issue_cell(figures: Modeller, one: Situation) -> Cell:
    if one.key == "now":
        return cell(f"{figures.sheet.shares_in_issue:,}")
    if one.accession is not None:
        return cell(counted_shares(*one.accession.shares_in_issue))
    counts = [end.shares_in_issue for end in one.outcome.ends] if one.outcome else []
    return cell(counted_shares(min(counts), max(counts)) if counts else NOT_KNOWN)


def _accession_row(figures: Modeller) -> Row:
    values = figures.sheet.accession.cleaned_data
    joiner = values["joiner"] or "a spin-out"
    tolerance = f" ± {values['tolerance'].normalize():f}" if values["tolerance"] else ""
    target = f"{values['target'].normalize():f}%{tolerance}"
    return row_of(
        f"New shares for staff as {joiner} joins",
        f"so that staff hold {target}",
        _each(figures, _accession_cell),
    )


def _accession_cell(one: Situation) -> Cell:
    if one.key == "now":
        return _dash()
    if one.accession is None:
        return cell(NOT_KNOWN, note="the stake, or who holds what, is not known")
    words = STATE_WORDS[one.accession.state][0]
    return cell(counted_shares(*one.accession.to_staff), note=f"target afterwards: {words}")


def _holder_rows(figures: Modeller) -> list[Row]:
    """Give every holder of any situation a row, those of the present first."""
    holders = {held.key: held for one in figures.situations for held in one.holders}
    return [
        row_of(
            capital(holder.name),
            Category(holder.category).label.lower(),
            _each(figures, lambda one, key=key: _size_cell(one, key)),
        )
        for key, holder in holders.items()
    ]


def _size_cell(one: Situation, key: str) -> Cell:
    held = next((held for held in one.holders if held.key == key), None)
    if held is not None:
        return _share_cell(held.low, held.high, is_about=held.is_about)
    return _dash() if one.ends else cell(NOT_KNOWN)


def _test_rows(figures: Modeller) -> list[Row]:
    rows = [
        row_of(*CHECK_WORDS[name], _each(figures, lambda one, name=name: _check_cell(one, name)))
        for name in CHECKS
    ]
    for rule in figures.rules:
        cells = _each(figures, lambda one, rule=rule: _rule_cell(one, rule.pk))
        rows.append(row_of(_rule_words(rule), "rule on record", cells))
    return rows


def _check_cell(one: Situation, name: str) -> Cell:
    check = one.checks[name]
    words, tag = STATE_WORDS[check.outcome]
    return {"text": words, "tag": tag, "note": percent_words(check.low, check.high)}


def _rule_cell(one: Situation, rule_id: int) -> Cell:
    row = next(one.rules[one.rules["rule_id"] == rule_id].itertuples())
    words, tag = STATE_WORDS[row.state]
    bounds = (None, None) if row.percent_low != row.percent_low else _exact(row)
    return {"text": words, "tag": tag, "note": percent_words(*bounds)}


def _exact(row) -> tuple[Fraction, Fraction]:
    return Fraction(str(row.percent_low)), Fraction(str(row.percent_high))


def _rule_words(rule: OwnershipRule) -> str:
    """Say what a rule asks for, without naming a holder who may not be named."""
    whose = rule.get_whose_display()
    if rule.whose == RuleHolder.HOLDER:
        whose = rule.holder.name if rule.is_holder_visible else "a holder that is not public"
    points = f" ± {rule.tolerance}" if rule.tolerance else ""
    measure = rule.get_measure_display().lower()
    kind = rule.get_kind_display().removesuffix(", within a tolerance")
    return capital(f"{whose}: {kind} {rule.limit}{points} of {measure}")
