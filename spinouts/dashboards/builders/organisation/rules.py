"""The chart of ownership rules: what is held over time, what the rules allow, who joined when."""

from __future__ import annotations

import pandas as pd

from partnerships.choices import Measure, RuleHolder, RuleKind
from partnerships.models import Accession, OwnershipRule
from partnerships.ownership_rules import BREACHED, CANNOT_TELL, MET
from spinouts.dashboards.charts.chart import (
    AllowedBand,
    Chart,
    DayMark,
    HeldAgainstLimits,
    HeldSpan,
)
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.figures.organisation import OrganisationFigures
from spinouts.dashboards.figures.organisation.rules import RuleFigures
from spinouts.dashboards.words import date_words, percent_words

STATE_WORDS = {MET: "met", BREACHED: "breached", CANNOT_TELL: "cannot tell"}
HOLDER_NOT_PUBLIC = "a holder that is not public"
MET_NOTE = (
    "A rule is met if everything that the records allow fulfils it, breached if nothing does; "
    "otherwise it cannot be told."
)
COLUMNS = {
    "rule": "Rule",
    "measure": "Of what",
    "valid_from": "From",
    "valid_to": "Until before",
    "percent": "Held",
    "percent_low": "Held in per cent, lowest",
    "percent_high": "Held in per cent, highest",
    "allowed_percent": "Allowed",
    "allowed_percent_low": "Allowed in per cent, lowest",
    "allowed_percent_high": "Allowed in per cent, highest",
    "state": "State",
}


def rules_over_time(figures: OrganisationFigures) -> Chart:
    """Draw what the rules' holder has over time, with the band and the accessions (F3)."""
    own = figures.rules
    drawn = own.drawn
    measure = Measure(drawn[0].measure).label.lower() if drawn else "equity"
    others = len(own.rules) - len(drawn)
    return Chart(
        name="ownership-rules",
        title=f"What the ownership rules of {figures.name} ask for, and what is held",
        summary=_summary(own),
        unit=f"per cent of {measure}",
        table=_table(own),
        column_labels=COLUMNS,
        cell_labels=STATE_WORDS,
        drawing=HeldAgainstLimits(
            held_label=f"{whose_words(drawn[0])}, share of {measure}" if drawn else "",
            spans=_spans(own) if drawn else (),
            bands=tuple(_band(own, rule) for rule in drawn),
            marks=tuple(
                DayMark(
                    accession.joined_on, f"{_joiner(accession)} joined, {_joined_when(accession)}"
                )
                for accession in dated(own.accessions)
            ),
            marks_label="Numbered: who joined the group",
        ),
        record_count=len(own.rules),
        record_noun="rules",
        rule="F3",
        as_of=figures.day,
        notes=(
            MET_NOTE,
            *((f"The table also has {counted(others, 'rules')} about others.",) if others else ()),
        ),
        empty_words="No ownership rule is recorded for this day.",
    )


def dated(accessions: list[Accession]) -> list[Accession]:
    """Keep the accessions that a time axis can show, in time: they are numbered from 1."""
    return [accession for accession in accessions if accession.joined_on]


def whose_words(rule: OwnershipRule) -> str:
    """Name whom a rule is about."""
    if rule.whose != RuleHolder.HOLDER:
        return {"staff": "Staff"}.get(rule.whose, rule.get_whose_display().capitalize())
    return rule.holder_record_name if rule.is_holder_visible else HOLDER_NOT_PUBLIC.capitalize()


def rule_words(rule: OwnershipRule) -> str:
    """Say what a rule asks for: “Staff: about 50% of equity, within 5 points”."""
    measure = Measure(rule.measure).label.lower()
    if rule.kind != RuleKind.TARGET:
        return f"{whose_words(rule)}: {rule.get_kind_display()} {rule.limit} of {measure}"
    about = "" if str(rule.limit).startswith("~") else "about "
    width = str(rule.tolerance).removesuffix("%") if rule.tolerance else "0"
    points = "point" if width == "1" else "points"
    return f"{whose_words(rule)}: {about}{rule.limit} of {measure}, within {width} {points}"


def _joiner(accession: Accession) -> str:
    if accession.spin_out_id is None:
        return accession.spin_out_name
    return accession.spin_out_record_name if accession.is_spin_out_visible else "a spin-out"


def _joined_when(accession: Accession) -> str:
    return date_words(accession.joined_on, accession.joined_on_precision)


def _spans(own: RuleFigures) -> tuple[HeldSpan, ...]:
    return tuple(
        HeldSpan(
            row.valid_from,
            row.valid_to,
            row.percent_low if row.has_stakes and not pd.isna(row.percent_low) else None,
            row.percent_high if row.has_stakes and not pd.isna(row.percent_high) else None,
        )
        for row in own.held.itertuples()
    )


def _band(own: RuleFigures, rule: OwnershipRule) -> AllowedBand:
    low, high = own.band(rule)
    words = percent_words(low, high)
    if rule.kind == RuleKind.FLOOR:
        words = f"at least {percent_words(low, low)}"
    elif rule.kind == RuleKind.CAP:
        words = f"at most {percent_words(high, high)}"
    return AllowedBand(low, high, rule.valid_from, rule.valid_to, f"The rule allows {words}")


def _table(own: RuleFigures) -> pd.DataFrame:
    """Give one row for each rule and period between changes."""
    rules = {rule.pk: rule for rule in own.rules}
    rows = []
    for span in own.spans.itertuples():
        rule = rules[span.rule_id]
        rows.append(
            (
                rule_words(rule),
                rule.measure,
                span.valid_from,
                span.valid_to,
                span.percent_low,
                span.percent_high,
                *own.band(rule),
                span.state,
            )
        )
    names = [name for name in COLUMNS if name not in ("percent", "allowed_percent")]
    return pd.DataFrame(rows, columns=names)


def _summary(own: RuleFigures) -> str:
    """Say how the rules in force stand on the day."""
    if not own.rules:
        return "No ownership rule is recorded for this day."
    if not own.states:
        return "No ownership rule is in force on this day."
    held = own.spans.drop_duplicates("rule_id", keep="last").set_index("rule_id")
    sentences = []
    for rule in own.rules:
        if rule.pk in own.states:
            row = held.loc[rule.pk]
            share = percent_words(row["percent_low"], row["percent_high"])
            state = STATE_WORDS[own.states[rule.pk]]
            known = f"held {share}" if row["has_stakes"] else "no holder recorded"
            sentences.append(f"{rule_words(rule)}: {known}, {state}.")
    return " ".join(sentences)
