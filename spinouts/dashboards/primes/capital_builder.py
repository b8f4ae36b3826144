"""The chart of a prime's capital: committed, drawn and called, beside its contracts a year."""

from __future__ import annotations

import pandas as pd

from spinouts.dashboards.charts.chart import Chart, LeftOut, RankedBar, RankedBars
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.primes.capital import Bounds, PrimeCapital
from spinouts.dashboards.primes.figures import PrimeFigures
from spinouts.dashboards.words import money_words

PENCE = 100


def capital(figures: PrimeFigures) -> Chart:
    """Draw what was committed, drawn and called beside the annual value of live contracts."""
    own = figures.capital
    amounts: dict[str, tuple[str, Bounds]] = {
        "committed": ("Capital committed", own.committed),
        "drawn": ("Capital drawn", own.drawn),
        "guaranteed": ("Guarantees", own.guaranteed),
        "called": ("Guarantees called", own.called),
        "annual_contract_value": ("Live contracts, a year", figures.tested.facts.annual),
    }
    known = {name: pair for name, pair in amounts.items() if _is_shown(name, figures)}
    table = pd.DataFrame(
        [(name, *(_pounds(end) for end in bounds)) for name, (_, bounds) in known.items()],
        columns=["amount", "value_gbp_low", "value_gbp_high"],
    )
    return Chart(
        name="capital",
        title=f"Capital of {figures.organisation.name} beside its contracts",
        summary=" ".join(
            f"{label}: {money_words(*bounds, _is_about(name, figures))}."
            for name, (label, bounds) in known.items()
        )
        or "No capital and no live contract is recorded.",
        unit="pounds",
        table=table,
        column_labels={"amount": "What", "value_gbp": "Amount"},
        cell_labels={name: label for name, (label, _) in amounts.items()},
        drawing=RankedBars(
            tuple(
                RankedBar(
                    label,
                    _pounds(bounds[0]),
                    _pounds(bounds[1]),
                    is_about=_is_about(name, figures),
                    series_key="series_2" if name == "annual_contract_value" else "series_1",
                )
                for name, (label, bounds) in known.items()
            ),
            "pounds",
        ),
        record_count=own.counted,
        record_noun="investments",
        left_out=tuple(
            LeftOut(own.not_counted.get(reason, 0), words) for reason, words in NOT_COUNTED.items()
        ),
        about_rows=frozenset(place for place, name in enumerate(known) if _is_about(name, figures)),
        rule="F6",
        as_of=figures.day,
        notes=_capital_notes(own),
        empty_words="No capital and no live contract is recorded.",
    )


NOT_COUNTED = {
    "undated": "undated",
    "later": "from after this day",
    "currency": "in another currency",
    "instrument": "in kind or for shares bought from others",
}
DRAWN_NOTE = "What was committed and not recorded as drawn counts from nothing to all of it."


def _capital_notes(own: PrimeCapital) -> tuple[str, ...]:
    notes = [DRAWN_NOTE] if own.drawn[0] != own.drawn[1] else []
    if own.withheld:
        notes.append(f"Amounts withheld, in no sum: of {counted(own.withheld, 'investments')}.")
    return tuple(notes)


def _is_about(name: str, figures: PrimeFigures) -> bool:
    """Tell whether a source calls part of an amount “about”."""
    if name == "annual_contract_value":
        return figures.tested.facts.are_contracts_about
    return figures.capital.is_about


def _is_shown(name: str, figures: PrimeFigures) -> bool:
    """Tell whether an amount belongs on the chart: guarantees only where there is one."""
    own = figures.capital
    if name in ("guaranteed", "called"):
        return own.guaranteed[0] is not None
    return own.counted > 0 or figures.tested.facts.annual[0] is not None


def _pounds(pence: int | None) -> float | None:
    return None if pence is None else pence / PENCE
