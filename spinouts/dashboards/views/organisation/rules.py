"""The part of an organisation's page about ownership rules, accessions and being a prime."""

from __future__ import annotations

from typing import Any

import pandas as pd

from organisations.choices import OrganisationKind
from partnerships.models import Accession, OwnershipRule
from partnerships.ownership_rules import BREACHED, MET
from spinouts.dashboards.builders.organisation.rules import (
    STATE_WORDS,
    dated,
    rule_words,
    whose_words,
)
from spinouts.dashboards.figures.organisation.rules import Needed
from spinouts.dashboards.lists.cells import NOT_PUBLIC, capital, cell, column
from spinouts.dashboards.views.organisation.parts import Part, table
from spinouts.dashboards.words import NOT_KNOWN, date_words, percent_words, period_words

STATE_TAGS = {MET: "good", BREACHED: "bad"}
PRIMES = (OrganisationKind.PRIME, OrganisationKind.SOCIAL_PRIME)
RULE_COLUMNS = [
    column("Rule"),
    column("In force"),
    column("Held on the day", is_numeric=True),
    column("State on the day"),
]
STATE_COLUMNS = [
    column("Period"),
    column("Rule"),
    column("Held", is_numeric=True),
    column("State"),
]
ACCESSION_COLUMNS = [
    column("Who joined"),
    column("When"),
    column("Shares before", is_numeric=True),
    column("Of these, staff", is_numeric=True),
    column("Issued to others", is_numeric=True),
    column("Issued to staff", is_numeric=True),
    column("Staff had to receive", is_numeric=True),
    column("Staff’s share after", is_numeric=True),
]


def rules_context(part: Part) -> dict[str, Any]:
    """Give what the part shows; empty where nothing is recorded, and then it is left out.

    :return: variables of its template; `is_shown` tells whether there is anything
    """
    own = part.figures.rules
    is_prime = own.social_prime is not None or part.figures.organisation.kind in PRIMES
    if not (own.rules or own.accessions or own.joined or own.later_count or is_prime):
        return {"is_shown": False}
    slug = part.figures.organisation.slug
    return {
        "is_shown": True,
        "title": "Ownership rules" if own.rules or not is_prime else "As a prime",
        "rules": _rules_table(part),
        "changes": _changes_table(part),
        "accessions": _accessions_table(part),
        "joined": [_joined_row(part, accession) for accession in own.joined],
        "later_count": own.later_count,
        "prime_url": part.link("prime-detail", slug) if is_prime else "",
        "methodology_url": f"{part.link('methodology')}#f3",
    }


def _rules_table(part: Part) -> dict[str, Any] | None:
    """Give each rule in words with its state on the day."""
    own = part.figures.rules
    if not own.rules:
        return None
    latest = own.spans.drop_duplicates("rule_id", keep="last").set_index("rule_id")
    rows = []
    for rule in own.rules:
        is_in_force = rule.pk in own.states
        period = period_words(
            rule.valid_from, rule.valid_to, rule.valid_from_precision, rule.valid_to_precision
        )
        if not (rule.valid_from or rule.valid_to):
            period = "since before our records"
        rows.append(
            [
                _rule_cell(part, rule),
                cell(capital(period)),
                _held_cell(latest.loc[rule.pk]) if is_in_force else cell("not in force"),
                _state_cell(own.states[rule.pk]) if is_in_force else cell("not in force"),
            ]
        )
    return table("rules-table", "Rules about who must hold how much", RULE_COLUMNS, rows)


def _rule_cell(part: Part, rule: OwnershipRule) -> dict[str, Any]:
    is_masked = bool(rule.holder_id) and not rule.is_holder_visible
    notes = [] if is_masked else [rule.words, rule.note]
    words = rule_words(rule)
    return cell(
        words,
        note=". ".join(capital(note).removesuffix(".") for note in notes if note),
        source_numbers=part.book.numbers(rule, f"rule on {whose_words(rule)}", is_masked=is_masked),
    )


def _held_cell(row: pd.Series) -> dict[str, Any]:
    if not row["has_stakes"]:
        return {"text": "no holder recorded", "is_missing": True}
    return cell(percent_words(row["percent_low"], row["percent_high"]))


def _state_cell(state: str) -> dict[str, Any]:
    return {"text": STATE_WORDS[state], "tag": STATE_TAGS.get(state, "warning")}


def _changes_table(part: Part) -> dict[str, Any] | None:
    """Give the state of each rule at every change of stakes, the latest first."""
    own = part.figures.rules
    rules = {rule.pk: rule for rule in own.rules}
    if len(own.spans) <= len(rules):
        return None
    rows = []
    for _, span in own.spans[::-1].iterrows():
        # a span that goes on after the day is not known to end
        end = span["valid_to"]
        end = None if end is not None and end > part.figures.day else end
        period = period_words(span["valid_from"], end)
        if span["valid_from"] is None and end is None:
            period = "since before our records"
        words = rule_words(rules[span["rule_id"]])
        rows.append(
            [cell(capital(period)), cell(words), _held_cell(span), _state_cell(span["state"])]
        )
    return table("rule-changes", "Their state at every change", STATE_COLUMNS, rows)


def _accessions_table(part: Part) -> dict[str, Any] | None:
    own = part.figures.rules
    if not own.accessions:
        return None
    numbered = {entry.pk: place for place, entry in enumerate(dated(own.accessions), start=1)}
    rows = [
        [
            _joiner_cell(part, accession, numbered.get(accession.pk)),
            cell(capital(date_words(accession.joined_on, accession.joined_on_precision))),
            *(
                _count_cell(count)
                for count in (
                    accession.shares_before,
                    accession.staff_before,
                    accession.issued_to_others,
                    accession.issued_to_staff,
                )
            ),
            _needed_cell(own.needed(accession)),
            _share_cell(own.staff_at[accession.pk]),
        ]
        for accession in own.accessions
    ]
    return table("accessions", "Spin-outs that joined the group", ACCESSION_COLUMNS, rows)


def _joiner_cell(part: Part, accession: Accession, number: int | None) -> dict[str, Any]:
    note = f"number {number} in the chart" if number and part.figures.rules.rules else ""
    if accession.spin_out_id and not accession.is_spin_out_visible:
        return {"text": NOT_PUBLIC, "is_missing": True, "note": note}
    words = accession.spin_out_record_name or accession.spin_out_name
    more: dict[str, Any] = {"source_numbers": part.book.numbers(accession, f"{words} joins")}
    if accession.spin_out_id:
        more["url"] = part.organisation_link(accession.spin_out_slug)
    notes = [text for text in (note, accession.note) if text]
    return cell(words, note=". ".join(capital(text) for text in notes), **more)


def _count_cell(count) -> dict[str, Any]:
    if count is None:
        return {"text": NOT_KNOWN, "is_missing": True}
    return cell(count, is_missing=not count.is_known)


def _needed_cell(needed: Needed) -> dict[str, Any]:
    if needed.shares is None:
        return {"text": "cannot tell", "is_missing": True, "note": needed.reason}
    return cell(f"{needed.shares:,}", note=f"to hold {needed.rule.limit}")


def _share_cell(ends: tuple[float, float, float, float]) -> dict[str, Any]:
    """Give the staff's share after an accession, with the share before it."""
    before, after = (
        NOT_KNOWN if pd.isna(low) else percent_words(low, high)
        for low, high in (ends[:2], ends[2:])
    )
    return cell(after, note=f"before: {before}")


def _joined_row(part: Part, accession: Accession) -> dict[str, Any]:
    """Say which group the organisation joined, and when."""
    when = date_words(accession.joined_on, accession.joined_on_precision)
    if not accession.is_group_visible:
        return part.row("Joined a group", NOT_PUBLIC, note=when)
    issued = accession.issued_to_staff
    notes = [when] + ([f"{issued} shares issued to staff"] if issued else [])
    return part.row(
        "Joined a group",
        accession.group_name,
        url=f"{part.organisation_link(accession.group_slug)}#rules",
        note="; ".join(notes),
        source_numbers=part.book.numbers(accession, f"joins {accession.group_name}"),
    )
