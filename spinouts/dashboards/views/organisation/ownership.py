"""“Ownership”: who holds it, what stands beside the split, members, and what it holds itself."""

from __future__ import annotations

from typing import Any

from organisations.choices import ShareCapital
from organisations.measured import Measured
from partnerships.choices import Category, Measure, PeriodKind
from partnerships.models import Stake
from spinouts.dashboards.figures.organisation.ownership import HeldOn, kind_of_figure
from spinouts.dashboards.lists.cells import capital, cell, column
from spinouts.dashboards.views.organisation.members import members_table, terms_rows
from spinouts.dashboards.views.organisation.parts import (
    Part,
    holder_words,
    is_masked,
    table,
)
from spinouts.dashboards.words import date_words, percent_words, period_words

HOLDER_COLUMNS = [
    column("Holder"),
    column("Counts as"),
    column("Equity", is_numeric=True),
    column("Votes", is_numeric=True),
    column("Board seats", is_numeric=True),
    column("Profit share", is_numeric=True),
    column("When"),
]
MEASURE_COLUMNS = (Measure.EQUITY, Measure.VOTES, Measure.BOARD_SEATS)


def ownership_context(part: Part) -> dict[str, Any]:
    """Give everything that the ownership section shows beside its charts."""
    own = part.figures.ownership
    return {
        "no_shareholders": _no_shareholders(part),
        "has_split": len(own.split) > 0,
        "nobody_words": _nobody_words(part),
        "holders": _holders_table(part),
        "beside": _beside_table(part),
        "earlier": _earlier_table(part),
        "later_count": own.later_count,
        "final_holders": _final_holders_table(part),
        "members": members_table(part),
        "terms": terms_rows(part),
        "held": _held_table(part, own.held_in_others, "held", "Stakes that it holds in others"),
        "held_before": _held_table(
            part, own.held_before, "held-before", "Stakes once held, planned or undated"
        ),
    }


def _no_shareholders(part: Part) -> dict[str, Any] | None:
    """Say that it has no shareholders, with the source, if its profile of the day does."""
    profile = part.figures.ownership.profile
    if profile is None or profile.share_capital != ShareCapital.NO:
        return None
    form = profile.form_name or "its legal form"
    text = (
        f"It has no share capital ({form}), so nobody owns a part of it: control is told by "
        "votes, board seats and members."
    )
    return {
        "text": text,
        "numbers": part.book.numbers(profile, "no shareholders"),
    }


def _nobody_words(part: Part) -> str:
    """Say why there is no split on the day."""
    if hasattr(part.figures.organisation, "public_body"):
        return "It is a public body: nobody holds a stake in it."
    return f"Who holds {part.figures.name} on this day is not recorded."


def _holders_table(part: Part) -> dict[str, Any] | None:
    own = part.figures.ownership
    rows = [_holder_row(part, held) for held in own.held_on_day]
    rows += [_holder_row(part, HeldOn(stake, "")) for stake in own.standing_without_measure]
    if not rows:
        return None
    caption = f"Holders on {date_words(part.figures.day)}"
    return table("holders", caption, HOLDER_COLUMNS, rows)


def _holder_row(part: Part, held: HeldOn) -> list[dict[str, Any] | None]:
    stake = held.stake
    return [
        _holder_cell(part, stake),
        cell(Category(held.category).label) if held.category else None,
        *(_size_cell(stake, measure) for measure in MEASURE_COLUMNS),
        None if stake.profit_share is None else cell(stake.profit_share),
        cell(capital(when_words(stake))),
    ]


def _holder_cell(part: Part, stake: Stake) -> dict[str, Any]:
    """Name a holder with a link, its sources and what else is known of the stake."""
    words = holder_words(stake)
    if is_masked(stake):
        return {"text": capital(words), "is_missing": True, "note": "Its record is not public."}
    numbers = part.book.numbers(stake, f"stake of {words}")
    more = {"source_numbers": numbers, "note": _stake_note(part, stake)}
    if stake.holder_id:
        more["url"] = part.organisation_link(stake.holder_slug)
    return cell(capital(words), **more)


def _stake_note(part: Part, stake: Stake) -> str:
    """Collect in words what a stake carries beside its size."""
    conditions = [
        condition
        for condition in part.figures.records.facts["conditions"]
        if condition.stake_id == stake.pk
    ]
    parts = [
        f"named as “{stake.holder_name}”" if _is_named_otherwise(stake) else "",
        stake.share_class and f"{stake.share_class} shares",
        _voice_words(stake),
        _consideration_words(stake),
        *(_condition_words(condition) for condition in conditions),
        "our reading of the source" if stake.is_derived else "",
    ]
    words = "; ".join(part for part in parts if part)
    return ". ".join(capital(told) for told in (words, stake.note) if told)


def _is_named_otherwise(stake: Stake) -> bool:
    return bool(
        stake.holder_id and stake.holder_name and stake.holder_name != stake.holder_record_name
    )


def _voice_words(stake: Stake) -> str:
    if not stake.has_advisory_voice:
        return ""
    if stake.voice_seats and stake.voice_seats_total:
        return f"advises: {stake.voice_seats} of {stake.voice_seats_total} advisory seats, no vote"
    return "advises and does not decide"


def _consideration_words(stake: Stake) -> str:
    kind = stake.get_consideration_kind_display() if stake.consideration_kind else ""
    value = str(stake.consideration) if stake.consideration else ""
    words = ", ".join(part for part in (kind, value) if part)
    return f"given for it: {words}" if words else ""


def _condition_words(condition) -> str:
    size = f" {condition.percent}" if condition.percent else ""
    due = f" on {date_words(condition.due_on)}" if condition.due_on else ""
    words = f": {condition.words}" if condition.words else ""
    return f"{condition.get_kind_display()}{size}{due}{words}"


def _size_cell(stake: Stake, measure: str) -> dict[str, Any] | None:
    """Write the size of a stake in one measure; None where it carries none of it."""
    size: Measured | None = getattr(stake, measure)
    if size is None:
        return None
    if measure == Measure.BOARD_SEATS and size.is_known:
        total = stake.board_seats_total
        return cell(f"{size} of {total}" if total else f"{size} of an unknown number")
    words = str(size) if size.is_known else f"size {size}"
    return cell(words, is_missing=not size.is_known)


def when_words(stake: Stake) -> str:
    """Say when a stake held, as far as it is known."""
    if stake.period_kind == PeriodKind.SNAPSHOT:
        return f"as last seen {_on(stake.seen_on, stake.seen_on_precision)}"
    if stake.period_kind == PeriodKind.UNDATED:
        return "undated"
    if not (stake.valid_from or stake.valid_to):
        return "since before our records"
    return period_words(
        stake.valid_from, stake.valid_to, stake.valid_from_precision, stake.valid_to_precision
    )


def _on(day, precision: str) -> str:
    words = date_words(day, precision)
    return f"in {words}" if precision in {"month", "year"} else f"on {words}"


def _beside_table(part: Part) -> dict[str, Any] | None:
    """Give plans, rival figures and undated stakes: beside the split and in no sum."""
    rows = [
        [
            _holder_cell(part, stake),
            _kind_cell(stake),
            *(_size_cell(stake, measure) for measure in MEASURE_COLUMNS),
            None if stake.profit_share is None else cell(stake.profit_share),
            cell(capital(said_words(stake))),
        ]
        for stake in part.figures.ownership.beside
    ]
    if not rows:
        return None
    columns = [HOLDER_COLUMNS[0], column("What it is"), *HOLDER_COLUMNS[2:]]
    caption = "Plans, rival figures and undated figures, counted in no sum"
    return table("beside", caption, columns, rows, is_caption_hidden=True)


def _kind_cell(stake: Stake) -> dict[str, Any]:
    kind = kind_of_figure(stake)
    tags = {"planned": "planned", "rival figure": "disputed"}
    return {"text": kind, "tag": tags.get(kind, "undated")}


def said_words(stake: Stake) -> str:
    """Say what time a plan or a rival figure is about."""
    if stake.period_kind == PeriodKind.SNAPSHOT:
        return f"said {_on(stake.seen_on, stake.seen_on_precision)}"
    return when_words(stake)


def _earlier_table(part: Part) -> dict[str, Any] | None:
    rows = [
        [
            _holder_cell(part, stake),
            *(_size_cell(stake, measure) for measure in MEASURE_COLUMNS),
            cell(capital(when_words(stake))),
        ]
        for stake in part.figures.ownership.earlier
    ]
    if not rows:
        return None
    columns = [HOLDER_COLUMNS[0], *HOLDER_COLUMNS[2:5], HOLDER_COLUMNS[6]]
    return table("earlier", "Stakes that had ended by this day", columns, rows)


def _final_holders_table(part: Part) -> dict[str, Any] | None:
    """Name the final holders, where following the chains tells more than the direct split."""
    own = part.figures.ownership
    if not own.has_chain:
        return None
    slugs = dict(zip(own.organisations["organisation_id"], own.organisations["slug"], strict=True))
    names = dict(zip(own.organisations["organisation_id"], own.organisations["name"], strict=True))
    rows = []
    for row in own.final_holders.itertuples():
        slug = slugs.get(_organisation_key(row.holder_key))
        words, note = row.holder_name, f"of {names[row.held_in_id]}" if row.held_in_id else ""
        if row.category in {Category.NOT_RECORDED, Category.CIRCULAR}:
            words, note = Category(row.category).label, f"in {row.holder_name}"
        more = {"url": part.organisation_link(slug)} if slug and not note else {}
        share = cell(percent_words(row.percent_low, row.percent_high))
        rows.append(
            [cell(capital(words), note=note, **more), cell(Category(row.category).label), share]
        )
    columns = [column("In the end"), column("Counts as"), column("Share", is_numeric=True)]
    return table("final-holders", "Who holds it in the end, every chain followed", columns, rows)


def _organisation_key(holder_key: str) -> int | None:
    kind, _, key = holder_key.partition(":")
    return int(key) if kind == "organisation" and key.isdigit() else None


def _held_table(part: Part, stakes: list[Stake], name: str, caption: str) -> dict[str, Any] | None:
    rows = [
        [
            cell(
                stake.subject_name,
                url=part.organisation_link(stake.subject_slug),
                source_numbers=part.book.numbers(stake, f"stake in {stake.subject_name}"),
            ),
            _kind_cell(stake) if kind_of_figure(stake) else None,
            *(_size_cell(stake, measure) for measure in MEASURE_COLUMNS),
            cell(capital(said_words(stake) if kind_of_figure(stake) else when_words(stake))),
        ]
        for stake in stakes
    ]
    if not rows:
        return None
    columns = [column("In"), column("What it is"), *HOLDER_COLUMNS[2:5], HOLDER_COLUMNS[6]]
    return table(name, caption, columns, rows)
