"""The chart of the list of primes: outcomes by test."""

from __future__ import annotations

import pandas as pd

from partnerships.primes import CANNOT_TELL, FAIL, PASS
from spinouts.dashboards.charts.chart import Chart, Column, Part, Series, StackedColumns
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.primes.figures import PrimesFigures
from spinouts.dashboards.primes.words import SHORT_NAMES, name_of_test

OUTCOMES = {PASS: "series_1", FAIL: "series_3", CANNOT_TELL: "series_4"}
SERIES = (
    Series("series_1", "Pass"),
    Series("series_3", "Fail"),
    Series("series_4", "Cannot tell"),
)


def outcomes_by_test(figures: PrimesFigures) -> Chart:
    """Draw how many primes of the UK pass each test (F6)."""
    table = pd.DataFrame(
        [(test, *(_count(figures, test, outcome) for outcome in OUTCOMES)) for test in SHORT_NAMES],
        columns=["test", "pass_count", "fail_count", "cannot_tell_count"],
    )
    columns = tuple(
        Column(
            str(SHORT_NAMES[row[0]]),
            tuple(
                Part(key, float(count), float(count))
                for key, count in zip(OUTCOMES.values(), row[1:], strict=True)
                if count
            ),
        )
        for row in table.itertuples(index=False, name=None)
    )
    primes = counted(len(figures.home), "primes")
    return Chart(
        name="outcomes-by-test",
        title="Primes of the UK, test by test",
        summary=_summary(figures),
        unit="primes",
        table=table,
        column_labels={
            "test": "Test",
            "pass_count": "Pass",
            "fail_count": "Fail",
            "cannot_tell_count": "Cannot tell",
        },
        cell_labels={test: name_of_test(test) for test in SHORT_NAMES},
        drawing=StackedColumns(SERIES, columns, "count"),
        record_count=len(figures.home),
        record_noun="primes",
        rule="F6",
        as_of=figures.day,
        notes=(f"Every column stands for the same {primes}; those from abroad are shown apart.",),
        empty_words="No prime of the UK is recorded for this day.",
    )


def _count(figures: PrimesFigures, test: str, outcome: str) -> int:
    return sum(
        result.key == test and result.outcome == outcome
        for prime in figures.home
        for result in prime.results
    )


def _summary(figures: PrimesFigures) -> str:
    """Say how many pass all, and what keeps most of them from it."""
    if not figures.home:
        return "No prime of the UK is recorded for this day."
    passing = len(figures.passing)
    words = "None" if not passing else f"{passing:,}"
    whole = counted(len(figures.home), "primes")
    untold = max(SHORT_NAMES, key=lambda test: _count(figures, test, CANNOT_TELL))
    count = _count(figures, untold, CANNOT_TELL)
    more = (
        f" The test that can least often be told is “{name_of_test(untold).lower()}”: "
        f"{count} of {len(figures.home)}."
        if count
        else ""
    )
    return f"{words} of {whole} of the UK passes all five tests.{more}"


PRIME_LIST_CHARTS = {"outcomes-by-test": outcomes_by_test}
