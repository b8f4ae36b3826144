"""Charts of one partnership: its members over time, its joint body's split, published counts."""

from __future__ import annotations

import pandas as pd
from django.urls import reverse

from organisations.choices import DatePrecision
from partnerships.choices import Category, Denominator, MemberRole
from spinouts.dashboards.builders.organisation.ownership import ownership
from spinouts.dashboards.charts.chart import (
    Bar,
    Chart,
    LeftOut,
    Part,
    Series,
    SplitBar,
    Timeline,
    TimelineRow,
)
from spinouts.dashboards.charts.palette import CATEGORY_LABELS
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.lists.cells import capital, with_query
from spinouts.dashboards.partnerships.figures.members import ONE_DAY, MemberOn
from spinouts.dashboards.partnerships.figures.partnership import PartnershipFigures
from spinouts.dashboards.partnerships.words import (
    SECTOR_WORDS,
    sectors_in_words,
)
from spinouts.dashboards.words import date_words, money_words, percent_words
from spinouts.small_numbers import is_rate_told, rate_words

MEMBER_COLUMNS = ["member", "role", "sector", "joined_on", "left_on"]
MOST_ROWS = 40
NOT_PUBLIC = "not public"
WHOLE = 100.0
"""Per cent."""
COUNTED = {Denominator.ORGANISATIONS: "organisations", Denominator.CONTRACTS: "contracts"}


def split_of_body(figures: PartnershipFigures) -> Chart:
    """Draw the split of the joint body on the day (F1)."""
    return ownership(figures.vehicle)


def members(figures: PartnershipFigures) -> Chart:
    """Draw who was a member when, coloured by sector."""
    known = figures.members
    dated = [one for one in known if one.member.joined_on or one.member.left_on]
    used = {category_of(one) for one in dated}
    series = tuple(Series(key) for key in Category.values if key in used)
    return Chart(
        name="members",
        title=f"Members of {figures.name} over time",
        summary=_members_summary(figures),
        unit="time",
        table=pd.DataFrame([_member_cells(one) for one in known], columns=MEMBER_COLUMNS),
        column_labels={
            "member": "Member",
            "role": "Role",
            "sector": "Sector, or staff",
            "joined_on": "Joined",
            "left_on": "Left before",
        },
        cell_labels=dict(MemberRole.choices),
        drawing=Timeline(
            rows=tuple(_member_row(figures, one) for one in dated[:MOST_ROWS]), series=series
        ),
        record_count=len(known),
        record_noun="members",
        left_out=(LeftOut(figures.later_count, "joining after this day"),),
        rule="F5",
        as_of=figures.day,
        notes=_members_notes(len(dated), len(known)),
        empty_words="No member with a date is recorded.",
    )


def category_of(one: MemberOn) -> str:
    """Give what a member counts as in the chart: its sector; staff are people, or their trust."""
    if one.member.role == MemberRole.STAFF:
        is_people = one.member.organisation_id is None
        return Category.EMPLOYEES.value if is_people else Category.EMPLOYEE_TRUST.value
    return one.sector or Category.NOT_RECORDED.value


def _members_summary(figures: PartnershipFigures) -> str:
    counts = figures.count_by_sector
    total = sum(counts.values())
    if not total:
        return f"No organisation is recorded as a member on {date_words(figures.day)}."
    told = counted(total, "organisations")
    verb = "is a member" if total == 1 else "are members"
    return f"{told} {verb} on {date_words(figures.day)}: {sectors_in_words(counts)}."


def _members_notes(dated_count: int, count: int) -> tuple[str, ...]:
    notes = []
    if dated_count < count:
        undated = count - dated_count
        notes.append(f"{counted(undated, 'members')} without any date stand in the table only.")
    if dated_count > MOST_ROWS:
        notes.append(f"The picture shows the first {MOST_ROWS}; the table shows all.")
    return tuple(notes)


def _member_cells(one: MemberOn) -> tuple:
    member = one.member
    return (
        one.name or NOT_PUBLIC,
        member.role,
        category_of(one),
        member.joined_on,
        member.left_on,
    )


def _member_row(figures: PartnershipFigures, one: MemberOn) -> TimelineRow:
    member = one.member
    href = ""
    if member.organisation_id and not one.is_masked:
        page = reverse("spinouts:organisation-detail", args=[member.record_slug])
        href = with_query(page, figures.as_of_query)
    return TimelineRow(
        label=capital(one.name or NOT_PUBLIC),
        starts_on=member.joined_on,
        ends_on=None if member.left_on is None else member.left_on - ONE_DAY,
        is_start_imprecise=member.joined_on_precision != DatePrecision.DAY,
        is_end_imprecise=member.left_on_precision != DatePrecision.DAY,
        words=member.get_role_display(),
        note=CATEGORY_LABELS[category_of(one)].lower(),
        href=href,
        series_key=category_of(one),
    )


def denominators(figures: PartnershipFigures) -> Chart:
    """Draw published counts of a programme by organisations, contracts and value (F5, F13)."""
    frame = told_in_percent(figures.denominators)
    bars = tuple(
        _denominator_bar(frame[frame["denominator"] == denominator], denominator)
        for denominator in Denominator.values
        if (frame["denominator"] == denominator).any()
    )
    return Chart(
        name="denominators",
        title=f"{figures.name}: one share, counted three ways",
        summary=_denominators_summary(frame),
        unit="per cent of organisations, of contracts and of value",
        table=_in_pounds(frame).drop(columns=["tally_id", "is_about"]),
        column_labels={
            "denominator": "Counted by",
            "sector": "Sector",
            "part": "Part",
            "part_low": "Part, lowest",
            "part_high": "Part, highest",
            "whole": "Whole",
            "whole_low": "Whole, lowest",
            "whole_high": "Whole, highest",
            "percent": "Share",
            "percent_low": "Share in per cent, lowest",
            "percent_high": "Share in per cent, highest",
        },
        cell_labels=dict(Denominator.choices) | {"": "not broken down"},
        drawing=SplitBar(series=tuple(Series(key) for key in Category.values), bars=bars),
        record_count=len(frame),
        record_noun="published counts",
        rule="F5",
        as_of=figures.day,
        about_rows=frozenset(place for place, is_about in enumerate(frame["is_about"]) if is_about),
        notes=("Values are in pounds. A share says what it is a share of: the three can differ.",),
        empty_words="No count of this programme has been published, as far as is recorded.",
    )


def told_in_percent(frame: pd.DataFrame) -> pd.DataFrame:
    """Take the per cent away where fewer than five organisations or contracts are counted (F13).

    :param frame: of `PartnershipFigures.denominators`
    """
    is_told = [
        denominator == Denominator.VALUE or pd.isna(whole) or is_rate_told(int(whole))
        for denominator, whole in zip(frame["denominator"], frame["whole_low"], strict=True)
    ]
    columns = ["percent_low", "percent_high"]
    told = frame.copy()
    told[columns] = told[columns].where(pd.Series(is_told, index=frame.index), axis=0)
    return told


def _in_pounds(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn the pence of values into pounds for the published table."""
    table = frame.copy()
    is_value = table["denominator"] == Denominator.VALUE
    for column in ("part_low", "part_high", "whole_low", "whole_high"):
        numbers = pd.to_numeric(table[column]).astype(float)
        table[column] = numbers.where(~is_value, numbers / 100)
    return table


def _denominator_bar(rows: pd.DataFrame, denominator: str) -> Bar:
    """Draw the parts that are told; what the counts leave is not recorded."""
    label = Denominator(denominator).label.capitalize()
    told = rows[rows["percent_low"].notna() & (rows["sector"] != "")]
    if told.empty:
        return Bar(label=label, parts=(), message=_sentences(rows, denominator))
    parts = [
        Part(row.sector, row.percent_low, row.percent_high) for row in told.itertuples(index=False)
    ]
    low, high = told["percent_low"].sum(), told["percent_high"].sum()
    if low < WHOLE:
        rest = Part(Category.NOT_RECORDED, max(0.0, WHOLE - high), WHOLE - low)
        parts.append(rest)
    return Bar(label=label, parts=tuple(parts))


def _sentences(rows: pd.DataFrame, denominator: str) -> str:
    words = [tally_words(row, denominator) for _, row in rows.iterrows()]
    return f"{capital('; '.join(words))}."


def tally_words(row: pd.Series, denominator: str) -> str:
    """Write one published count: 36 of 40 contracts private: 90%; 18 organisations, not split."""
    if pd.isna(row["whole_low"]):
        return "the whole is not known"
    whole = _amount(row, "whole", denominator)
    if row["sector"] == "":
        return f"{whole} in all, not broken down by sector"
    sector = SECTOR_WORDS.get(row["sector"], "sector not recorded")
    if pd.isna(row["part_low"]):
        return f"{whole} in all, the part of the {sector} not known"
    if _is_exact_count(row):
        return f"{sector} {_rate_words(row, denominator)}"
    part = _amount(row, "part", denominator)
    share = percent_words(row["percent_low"], row["percent_high"], row["is_about"])
    return f"{sector} {part} of {whole}, {share}"


def _is_exact_count(row: pd.Series) -> bool:
    is_count = row["denominator"] in COUNTED
    return (
        is_count and row["part_low"] == row["part_high"] and row["whole_low"] == row["whole_high"]
    )


def _rate_words(row: pd.Series, denominator: str) -> str:
    """Write a share of counted things with its n: 90% (36 of 40 contracts), 2 of 3 contracts."""
    words = rate_words(int(row["part_low"]), int(row["whole_low"]))
    noun = COUNTED[denominator]
    return f"{words[:-1]} {noun})" if words.endswith(")") else f"{words} {noun}"


def _amount(row: pd.Series, side: str, denominator: str) -> str:
    low, high = row[f"{side}_low"], row[f"{side}_high"]
    least, most = int(low), None if pd.isna(high) else int(high)
    if denominator == Denominator.VALUE:
        return money_words(least, most, row["is_about"])
    if most is None:
        return f"at least {counted(least, COUNTED[denominator])}"
    if least == most:
        mark = "~" if row["is_about"] else ""
        return f"{mark}{counted(least, COUNTED[denominator])}"
    return f"{least:,} to {counted(most, COUNTED[denominator])}"


def _denominators_summary(frame: pd.DataFrame) -> str:
    if frame.empty:
        return "No count of this programme has been published, as far as is recorded."
    clauses = [
        f"{Denominator(row['denominator']).label}, {tally_words(row, row['denominator'])}"
        for _, row in frame.iterrows()
    ]
    return f"{capital('; '.join(clauses))}."


BUILDERS = {"members": members, "ownership": split_of_body, "denominators": denominators}
