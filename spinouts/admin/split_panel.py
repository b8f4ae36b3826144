"""The split of today in a sentence for each measure, shown beside the stakes as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from organisations.admin.access import visible_rows
from organisations.admin.clock import this_day
from organisations.choices import RecordState
from organisations.models import Organisation, Profile
from partnerships.choices import Category, Measure
from partnerships.models import Stake

if TYPE_CHECKING:
    import pandas as pd

STAFF = (Category.EMPLOYEES, Category.EMPLOYEE_TRUST)


def split_sentences(request: HttpRequest, organisation: Organisation) -> list[str]:
    """Say how equity, votes and board seats split today, drafts that the person sees included.

    :return: “Equity today: staff 25, public sector 24, private sector 51; not recorded 0.” for
        each measure of which a stake is recorded; empty if there is none
    """
    from organisations.frames import sectors_frame
    from partnerships.frames import holdings_frame
    from partnerships.ownership import split_on

    stakes = Stake.objects.filter(subject=organisation).exclude(state=RecordState.HIDDEN)
    holdings = holdings_frame(stakes.seen_by(request.user))
    if holdings.empty:
        return []
    holders = [key for key in holdings["holder_id"] if key is not None]
    sectors = sectors_frame(visible_rows(request, Profile).filter(organisation__in=holders))
    split = split_on(holdings, sectors, this_day())
    return [
        _sentence(Measure(measure), rows) for measure, rows in split.groupby("measure", sort=False)
    ]


def _sentence(measure: Measure, rows: pd.DataFrame) -> str:
    bounds = {row.category: (row.percent_low, row.percent_high) for row in rows.itertuples()}
    staff = [bounds.pop(category) for category in STAFF if category in bounds]
    low, high = bounds.pop(Category.NOT_RECORDED, (0.0, 0.0))
    parts = []
    if staff:
        total = sum(part[0] for part in staff), min(100.0, sum(part[1] for part in staff))
        parts.append(f"staff {_range(*total)}")
    parts += [f"{Category(name).label.lower()} {_range(*ends)}" for name, ends in bounds.items()]
    listed = f"{', '.join(parts)}; " if parts else ""
    return f"{measure.label} today: {listed}not recorded {_range(low, high)}."


def _range(low: float, high: float) -> str:
    return f"{low:.4g}" if low == high else f"{low:.4g} to {high:.4g}"
