"""Tables of who holds the joint body: stakes with their conditions, and ownership rules (F3)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from partnerships.choices import Category, Measure, RuleHolder, RuleKind
from partnerships.models import OwnershipRule, Stake, StakeCondition
from partnerships.ownership_rules import BREACHED, MET
from spinouts.dashboards.lists.cells import NOT_PUBLIC, capital, cell, column
from spinouts.dashboards.partnerships.page_part import PagePart
from spinouts.dashboards.partnerships.tables import row_of, size_cell
from spinouts.dashboards.views.organisation.ownership import when_words
from spinouts.dashboards.views.organisation.parts import holder_words, is_masked, table
from spinouts.dashboards.words import date_words, percent_words

HELD_COLUMNS = [
    column("Holder"),
    column("Counts as"),
    column("Equity", is_numeric=True),
    column("Votes", is_numeric=True),
    column("Board seats", is_numeric=True),
    column("Caps and conditions"),
    column("When"),
]
RULE_COLUMNS = [
    column("Rule"),
    column("About"),
    column("Held on the day", is_numeric=True),
    column("On the day"),
]
STATE_WORDS = {MET: ("met", "good"), BREACHED: ("breached", "bad")}
CANNOT_TELL = ("cannot tell", "warning")
NO_CONDITION = "none recorded"


def held_table(part: PagePart) -> dict[str, Any] | None:
    """Give the stakes in the joint body on the day, with what binds them."""
    rows = [_held_row(part, stake) for stake in part.figures.held]
    if not rows:
        return None
    caption = f"Holders on {date_words(part.figures.day)}, and what binds their stakes"
    return table("holders", caption, HELD_COLUMNS, rows)


def _held_row(part: PagePart, stake: Stake) -> list[dict[str, Any] | None]:
    measures = (Measure.EQUITY, Measure.VOTES, Measure.BOARD_SEATS)
    category = part.figures.category_of(stake)
    return [
        _holder_cell(part, stake),
        cell(Category(category).label) if category else None,
        *(size_cell(getattr(stake, name), name, stake.board_seats_total) for name in measures),
        _conditions_cell(part, stake),
        cell(capital(when_words(stake))),
    ]


def _holder_cell(part: PagePart, stake: Stake) -> dict[str, Any]:
    words = capital(holder_words(stake))
    if is_masked(stake):
        return {"text": words, "is_missing": True, "note": "Its record is not public."}
    numbers = part.book.numbers(stake, f"stake of {holder_words(stake)}")
    more = {"url": part.organisation_link(stake.holder_slug)} if stake.holder_id else {}
    return cell(words, source_numbers=numbers, **more)


def _conditions_cell(part: PagePart, stake: Stake) -> dict[str, Any] | None:
    conditions = [one for one in part.figures.conditions if one.stake_id == stake.pk]
    if not conditions:
        return None
    if is_masked(stake):
        return cell("; ".join(capital(one.get_kind_display()) for one in conditions))
    return cell("; ".join(condition_words(one) for one in conditions))


def condition_words(condition: StakeCondition) -> str:
    """Write what binds a stake: Cap 25%: may not exceed a quarter."""
    size = f" {condition.percent}" if condition.percent else ""
    due = f" on {date_words(condition.due_on)}" if condition.due_on else ""
    words = f": {condition.words}" if condition.words else ""
    return f"{capital(condition.get_kind_display())}{size}{due}{words}"


def rules_table(part: PagePart) -> dict[str, Any] | None:
    """Give the ownership rules in force on the day, each with its state (F3)."""
    rules = {rule.pk: rule for rule in part.figures.facts["rules"]}
    if not rules:
        return None
    states = part.figures.rule_states
    rows = [
        _rule_row(part, rules[key], row_of(states, "rule_id", key)) for key in states["rule_id"]
    ]
    return table("rules-table", "Ownership rules in force", RULE_COLUMNS, rows) if rows else None


def _rule_row(part: PagePart, rule: OwnershipRule, state: pd.Series) -> list[dict[str, Any] | None]:
    words, tag = STATE_WORDS.get(state["state"], CANNOT_TELL)
    share = percent_words(
        *(
            None if pd.isna(state[f"percent_{end}"]) else state[f"percent_{end}"]
            for end in ("low", "high")
        )
    )
    is_hidden = bool(rule.holder_id) and not rule.is_holder_visible
    return [
        cell(
            rule_words(rule),
            source_numbers=part.book.numbers(rule, "an ownership rule", is_masked=is_hidden),
            note="" if is_hidden or not rule.words else rule.words,
        ),
        cell(capital(_whose_words(rule, is_hidden))),
        cell(share),
        {"text": words, "tag": tag},
    ]


def _whose_words(rule: OwnershipRule, is_hidden: bool) -> str:
    if rule.whose != RuleHolder.HOLDER:
        return rule.get_whose_display()
    return NOT_PUBLIC if is_hidden else rule.holder_name


def rule_words(rule: OwnershipRule) -> str:
    """Write what a rule asks for: At least 25% of equity; About 50% of equity, give or take 5%."""
    measure = rule.get_measure_display().lower()
    if rule.kind == RuleKind.TARGET:
        return f"About {rule.limit} of {measure}, give or take {rule.tolerance}"
    return f"{capital(rule.get_kind_display())} {rule.limit} of {measure}"
