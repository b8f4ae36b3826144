"""F10: what of an organisation's income ends soon."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from partnerships.contract_values.pennies import half_up
from partnerships.income.live import fraction_of, live_contracts, total_of


@dataclass(frozen=True)
class IncomeAtRisk:
    """The annual value of an organisation's live contracts, and what of it ends soon.

    :ivar annual_low_pence, annual_high_pence: of the live contracts with a known annual value;
        high is None where one of them has no upper limit
    :ivar ending: by months ahead: low and high pence of what ends within them, and the fraction
        0-1, low and high, of the annual value (None if that is 0 or has no limit)
    :ivar live_count: live contracts, ceilings and revenue managed left out
    :ivar valued_count: those of them with an annual value
    :ivar end_not_known_count, end_not_known_low_pence, end_not_known_high_pence: live contracts
        without an end; they are part of the annual value, never safe and never ending
    :ivar not_valued_count: live contracts without an annual value, in no sum
    :ivar not_income_count: live ceilings and revenue managed, in no sum
    :ivar start_not_known_count: contracts without a start that had not ended by the day, in no sum
    """

    annual_low_pence: int
    annual_high_pence: int | None
    ending: dict[int, Ending]
    live_count: int
    valued_count: int
    end_not_known_count: int
    end_not_known_low_pence: int
    end_not_known_high_pence: int | None
    not_valued_count: int
    not_income_count: int
    start_not_known_count: int


@dataclass(frozen=True)
class Ending:
    """What ends within some months of a day: contracts, pence a year, fraction 0-1."""

    contract_count: int
    low_pence: int
    high_pence: int | None
    fraction_low: float | None
    fraction_high: float | None


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Give the same day some calendar months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def income_at_risk(
    contracts: pd.DataFrame,
    providers: pd.DataFrame,
    changes: pd.DataFrame,
    organisation_id: int,
    day: datetime.date,
    months: Sequence[int] = (6, 12, 24),
) -> IncomeAtRisk:
    """Give the fraction of an organisation's live annual value that ends soon (F10).

    :param contracts: contracts frame
    :param providers: contract providers frame of these contracts
    :param changes: contract changes frame
    :param months: how far ahead; what ends on the same day of the month counts
    """
    listed = live_contracts(contracts, providers, changes, organisation_id, day)
    rows = listed.to_dict("records")
    live = [row for row in rows if row["has_start"] and row["is_income"]]
    valued = [row for row in live if row["annual_low_pence"] is not None]
    open_ended = [row for row in live if row["ends_on"] is None]
    low, high = total_of(valued)
    open_low, open_high = total_of(row for row in open_ended if row in valued)
    return IncomeAtRisk(
        annual_low_pence=half_up(low),
        annual_high_pence=None if high is None else half_up(high),
        ending={ahead: _ending(valued, months_after(day, ahead)) for ahead in months},
        live_count=len(live),
        valued_count=len(valued),
        end_not_known_count=len(open_ended),
        end_not_known_low_pence=half_up(open_low),
        end_not_known_high_pence=None if open_high is None else half_up(open_high),
        not_valued_count=len(live) - len(valued),
        not_income_count=sum(row["has_start"] and not row["is_income"] for row in rows),
        start_not_known_count=sum(not row["has_start"] for row in rows),
    )


def _ending(rows: list[dict], last: datetime.date) -> Ending:
    """Give what ends by a day, and what fraction of all it is at least and at most."""
    ends = [row for row in rows if row["ends_on"] is not None and row["ends_on"] <= last]
    low, high = total_of(ends)
    fraction_low, fraction_high = fraction_of(rows, [Fraction(row in ends) for row in rows])
    return Ending(
        contract_count=len(ends),
        low_pence=half_up(low),
        high_pence=None if high is None else half_up(high),
        fraction_low=fraction_low,
        fraction_high=fraction_high,
    )
