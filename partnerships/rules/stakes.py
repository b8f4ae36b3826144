"""Rules of stakes: one holder, no more than the whole, no right twice, the days that count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from organisations.measured import SCALE, Measured, Unit
from organisations.rules import check_has_source, check_period, do_periods_overlap
from partnerships.choices import Basis, FigureRole, Measure, PeriodKind

if TYPE_CHECKING:
    from partnerships.models import Stake

MEASURES = (Measure.EQUITY, Measure.VOTES, "profit_share", Measure.BOARD_SEATS)
CAPPED_MEASURES = (Measure.EQUITY, Measure.VOTES, "profit_share")
WHOLE = 100 * SCALE[Unit.PERCENT]
TOLERANCE = SCALE[Unit.PERCENT] // 100
"""A hundredth of one per cent: rounding in sources may carry a split that far over 100 (F1)."""


def seats_percent(seats: Measured | None, seats_total: int | None) -> Measured | None:
    """Turn seats of a board into per cent of the board (F1: seats ÷ seats in all).

    :return: None where no seats were entered; unknown where the seats or the board's size are
    """
    if seats is None:
        return None
    if not seats.is_known or not seats_total:
        return Measured.undisclosed(Unit.PERCENT)
    low, high = (
        None if count is None else round(count * WHOLE / seats_total)
        for count in (seats.low, seats.high)
    )
    return Measured(Unit.PERCENT, low, high, seats.qualifier, seats.disclosure)


@dataclass(frozen=True)
class Counting:
    """On which days a stake counts: from `start` (None: since before our records) until `ends`.

    `ends` gives the first day on which a measure no longer counts (None: still).
    """

    counts: bool
    start: date | None = None
    ends: dict[str, date | None] = field(default_factory=dict)


NEVER = Counting(counts=False)


def is_counted(stake: Stake) -> bool:
    """Tell whether a stake enters sums at all: main, actual and dated."""
    return (
        stake.role == FigureRole.MAIN
        and stake.basis == Basis.ACTUAL
        and stake.period_kind != PeriodKind.UNDATED
    )


def starts_counting_on(stake: Stake) -> date | None:
    """Give the day from which a stake counts; a snapshot counts from the day it was seen."""
    return stake.seen_on if stake.period_kind == PeriodKind.SNAPSHOT else stake.valid_from


def counting_periods(
    stakes: Sequence[Stake], dissolved_on: date | None, exited_on: date | None
) -> dict[int, Counting]:
    """Work out on which days each stake of one organisation counts (DESIGN 5).

    A snapshot counts from its day to the first of: the next main, actual stake of that measure
    in the organisation; its dissolution; its exit.

    :param stakes: all stakes in one organisation that may end one another
    :return: position in `stakes` to its counting
    """
    starts = defaultdict(set)
    for stake in stakes:
        if is_counted(stake):
            for measure in stake.rights():
                starts[measure].add(starts_counting_on(stake))
    return {
        position: _counting(stake, starts, (dissolved_on, exited_on))
        for position, stake in enumerate(stakes)
    }


def _counting(stake: Stake, starts: dict, endings: Iterable[date | None]) -> Counting:
    if not is_counted(stake):
        return NEVER
    start = starts_counting_on(stake)
    if stake.period_kind == PeriodKind.PERIOD:
        return Counting(True, start, dict.fromkeys(stake.rights(), stake.valid_to))
    ends = {
        measure: min(
            (day for day in (*starts[measure], *endings) if day is not None and day > start),
            default=None,
        )
        for measure in stake.rights()
    }
    return Counting(True, start, ends)


def holder_identity(stake: Stake) -> tuple:
    """Tell holders apart: an organisation, a named outside holder, or a class and its vehicle."""
    if stake.holder_id:
        return ("organisation", stake.holder_id)
    name = " ".join(stake.holder_name.casefold().split())
    if stake.holder_class:
        return ("class", stake.holder_class, name)
    return ("outside", name, stake.holder_sector)


def check_stake(stake: Stake) -> None:
    """Refuse a stake that contradicts itself.

    :raises ValidationError: naming the field
    """
    check_period(stake.valid_from, stake.valid_to)
    if stake.holder_id and stake.holder_id == stake.subject_id:
        raise ValidationError(
            {
                "holder": ValidationError(
                    "An organisation cannot hold a stake in itself.", code="stake_in_itself"
                )
            }
        )
    _check_one_holder(stake)
    if stake.period_kind == PeriodKind.SNAPSHOT and not stake.seen_on:
        raise ValidationError(
            {"seen_on": ValidationError("Give the day on which it was seen.", code="day_missing")}
        )
    seats, total = stake.board_seats, stake.board_seats_total
    if seats is not None and seats.is_known and total is not None and seats.low > total:
        raise ValidationError(
            {
                "board_seats": ValidationError(
                    "There are more seats than the board has.", code="seats_exceed_board"
                )
            }
        )
    check_has_source(stake.source_id, stake.state, "stake")


def _check_one_holder(stake: Stake) -> None:
    is_class, is_outside = bool(stake.holder_class), bool(stake.holder_sector)
    if bool(stake.holder_id) + is_class + is_outside != 1:
        raise ValidationError(
            {
                "holder": ValidationError(
                    "Name one holder: an organisation with a record, or a class of people, "
                    "or an outside holder with its name and sector.",
                    code="one_holder",
                )
            }
        )
    if is_outside and not stake.holder_name:
        raise ValidationError(
            {"holder_name": ValidationError("Name the outside holder.", code="holder_unnamed")}
        )


def check_stakes_of_one_organisation(
    stakes: Sequence[Stake],
    dissolved_on: date | None = None,
    exited_on: date | None = None,
) -> None:
    """Refuse stakes that cannot all be true: over 100 in all, or one holder's right twice.

    :param stakes: every stake in one organisation that is not hidden, stored or about to be
    :raises ValidationError: naming the measure, the day and the holders
    """
    periods = counting_periods(stakes, dissolved_on, exited_on)
    for measure in MEASURES:
        held = [
            (stake, (periods[position].start, periods[position].ends[measure]))
            for position, stake in enumerate(stakes)
            if periods[position].counts and measure in periods[position].ends
        ]
        _check_no_right_twice(measure, held)
        if measure in CAPPED_MEASURES:
            _check_sum(measure, held)


def _measure_words(measure: str) -> str:
    return str(measure).replace("_", " ")


def _check_no_right_twice(measure: str, held: list) -> None:
    by_holder = defaultdict(list)
    for stake, period in held:
        by_holder[holder_identity(stake)].append((stake, period))
    for rows in by_holder.values():
        for index, (stake, period) in enumerate(rows):
            for _, other_period in rows[index + 1 :]:
                if do_periods_overlap(period, other_period):
                    raise ValidationError(
                        "%(holder)s has two main figures for %(measure)s on the same day. "
                        "End one of them, or mark one as an alternative.",
                        code="right_twice",
                        params={
                            "holder": stake.holder_words(),
                            "measure": _measure_words(measure),
                        },
                    )


def _check_sum(measure: str, held: list) -> None:
    for day in {period[0] for _, period in held}:
        present = [
            stake
            for stake, (start, end) in held
            if (start is None or (day is not None and start <= day))
            and (end is None or day is None or day < end)
        ]
        low = sum(stake.rights()[measure].bounds()[0] or 0 for stake in present)
        if low > WHOLE + TOLERANCE:
            raise ValidationError(
                "%(measure)s adds up to %(sum)s per cent on %(day)s: %(holders)s. "
                "It cannot exceed 100.",
                code="over_100",
                params={
                    "measure": _measure_words(measure).capitalize(),
                    "sum": f"{low / SCALE[Unit.PERCENT]:g}",
                    "day": day or "the first day of our records",
                    "holders": ", ".join(
                        f"{stake.holder_words()} {stake.rights()[measure]}" for stake in present
                    ),
                },
            )
