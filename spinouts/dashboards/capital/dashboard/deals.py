"""Deals: what was offered for what stake and contract, one row a deal (F11)."""

from __future__ import annotations

from typing import Any

import pandas as pd
from django.urls import reverse

from organisations.measured import SCALE, Measured, Unit
from partnerships.choices import Basis
from partnerships.models import Contract, Deal
from spinouts.dashboards.capital.dashboard.figures import PartnershipFigures
from spinouts.dashboards.capital.words import SECTORS, sector_label
from spinouts.dashboards.charts.chart import Chart, LeftOut, RankedBar, RankedBars, Series
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.lists.cells import with_query
from spinouts.dashboards.partnerships.figures.deals import DealPrices, contract_of, prices_of
from spinouts.dashboards.partnerships.words import per_percent_words, ratio_words, years_words
from spinouts.dashboards.words import NOT_KNOWN, date_words

MOST_BARS = 20
AMOUNTS = ("stake_price", "investment", "contract_value", "per_percent")
COLUMNS = [
    "slug",
    "title",
    "venture",
    "partner",
    "sector",
    "signed_on",
    "basis",
    "percent_low",
    "percent_high",
    "percent_disclosure",
    *(f"{name}_{part}" for name in AMOUNTS for part in ("gbp_low", "gbp_high", "disclosure")),
    "contract_years",
    "invested_per_contract_pound_low",
    "invested_per_contract_pound_high",
    "invested_per_contract_pound_disclosure",
]
NOTE = (
    "£ per 1% is the price of the stake, else all that the partner put in, divided by the per "
    "cent of equity. Prices are those of their day; what was withheld stays withheld."
)


class DealRow:
    """One deal with its prices."""

    def __init__(self, deal: Deal, sector: str) -> None:
        self.deal = deal
        self.sector = sector
        self.contract: Contract | None = contract_of(deal)
        self.prices: DealPrices = prices_of(deal, self.contract)

    @property
    def partner(self) -> str:
        """The partner's name."""
        return self.deal.partner.name if self.deal.partner_id else self.deal.partner_name

    @property
    def contract_value(self) -> Measured | None:
        """What the contract that went with the stake is worth in all."""
        return None if self.contract is None else self.contract.total_value

    @property
    def order(self) -> tuple[bool, float, str]:
        """The dearest per cent first, those without a price last."""
        middle = self.prices.per_percent.middle
        return middle is None, -float(middle or 0), self.deal.title


def ranked(figures: PartnershipFigures) -> list[DealRow]:
    """Put deals in the order of what one per cent cost."""
    return sorted((DealRow(*pair) for pair in figures.deals), key=lambda row: row.order)


def deals(figures: PartnershipFigures) -> Chart:
    """Draw what partners paid for one per cent, with all figures of each deal."""
    rows = ranked(figures)
    table = pd.DataFrame([_numbers(row) for row in rows], columns=COLUMNS)
    return _chart(figures, rows, table, LABELS)


def _chart(
    figures: PartnershipFigures, rows: list[DealRow], table: pd.DataFrame, labels: dict[str, str]
) -> Chart:
    told = [row for row in rows if row.prices.per_percent.is_known]
    withheld = sum(row.prices.per_percent.disclosure == "withheld" for row in rows)
    present = {row.sector for row in rows[:MOST_BARS]}
    notes = [NOTE]
    if len(rows) > MOST_BARS:
        notes.append(f"The picture shows the first {MOST_BARS} of {len(rows)} deals.")
    return Chart(
        name="deals",
        title="What partners gave for 1 per cent of equity, deal by deal",
        summary=_summary(rows, told, withheld),
        unit="pounds for 1 per cent of equity",
        table=table,
        column_labels=labels,
        drawing=RankedBars(
            bars=tuple(_bar(row, figures) for row in rows[:MOST_BARS]),
            scale="pounds",
            series=tuple(Series(code, sector_label(code)) for code in SECTORS if code in present),
        ),
        record_count=len(told),
        record_noun="deals",
        left_out=(
            LeftOut(withheld, "with a price or stake that is withheld"),
            LeftOut(len(rows) - len(told) - withheld, "with a price or stake that is not known"),
        ),
        rule="F11",
        as_of=figures.day,
        notes=tuple(notes),
        empty_words="No deal is on record for this choice.",
    )


def _summary(rows: list[DealRow], told: list[DealRow], withheld: int) -> str:
    if not rows:
        return "No deal is on record for this choice."
    if not told:
        return f"Of {counted(len(rows), 'deals')} none has a price and a stake that are known."
    dear, cheap = told[0], told[-1]
    between = (
        f"{per_percent_words(dear.prices.per_percent)} ({dear.deal.title})"
        if len(told) == 1
        else f"from {per_percent_words(cheap.prices.per_percent)} ({cheap.deal.title}) to "
        f"{per_percent_words(dear.prices.per_percent)} ({dear.deal.title})"
    )
    tail = f"; of {withheld} it is withheld" if withheld else ""
    known = f"{len(told)} of {counted(len(rows), 'deals')}"
    return f"What 1 per cent cost is known of {known}: {between}{tail}."


def _bar(row: DealRow, figures: PartnershipFigures) -> RankedBar:
    price = row.prices.per_percent
    low = _pounds(price.low)
    return RankedBar(
        label=row.deal.title,
        low=low,
        high=None if low is None else _pounds(price.high),
        href=deal_url(row.deal, figures),
        series_key=row.sector,
        words=per_percent_words(price),
        note=_offer(row),
    )


def _offer(row: DealRow) -> str:
    """Say what was given for what: 40% for £6m, 7 years."""
    stake, paid, put_in = row.deal.stake, row.prices.paid, row.deal.investment
    words = ["a stake" if stake is None or not stake.is_known else str(stake)]
    if paid is not None and paid.is_known:
        words[0] += f" for {paid}"
    elif put_in is not None and put_in.is_known:
        words.append(f"{put_in} put in")
    if row.prices.years is not None:
        words.append(years_words(row.prices.years))
    if row.deal.basis == Basis.PLANNED:
        words.append("planned")
    return ", ".join(words)


def deal_url(deal: Deal, figures: PartnershipFigures) -> str:
    """Give the page of a deal, on the same day."""
    url = reverse("spinouts:deal-detail", args=[deal.slug])
    return with_query(url, figures.filters.as_of_query)


def _pounds(pence: int | None) -> float | None:
    return None if pence is None else pence / SCALE[Unit.MONEY]


def _numbers(row: DealRow) -> list[Any]:
    """Give one deal in the published columns."""
    deal, ratio = row.deal, row.prices.per_contract_pound
    amounts = (deal.stake_price, deal.investment, row.contract_value, row.prices.per_percent)
    return [
        deal.slug,
        deal.title,
        deal.venture.name,
        row.partner,
        row.sector,
        deal.signed_on,
        deal.basis,
        *_ends(deal.stake, Unit.PERCENT),
        *(part for amount in amounts for part in _ends(amount, Unit.MONEY)),
        None if row.prices.years is None else round(row.prices.years, 4),
        ratio.low,
        ratio.high,
        str(ratio.disclosure),
    ]


def _ends(value: Measured | None, unit: Unit) -> tuple[float | None, float | None, str]:
    """Give low, high and disclosure of a value; what was never entered has none of them."""
    if value is None:
        return None, None, ""
    low, high = (None, None) if not value.is_known else (value.low, value.upper)
    scale = SCALE[unit]
    return (
        None if low is None else low / scale,
        None if high is None else high / scale,
        str(value.disclosure),
    )


LABELS = {
    "slug": "Address",
    "title": "Deal",
    "venture": "Venture",
    "partner": "Partner",
    "sector": "Partner's sector when signed",
    "signed_on": "Signed on",
    "basis": "Basis",
    "percent_low": "Stake, per cent, lowest",
    "percent_high": "Stake, per cent, highest",
    "percent_disclosure": "Stake known or withheld",
    "stake_price_gbp_low": "Price of the stake in pounds, lowest",
    "stake_price_gbp_high": "Price of the stake in pounds, highest",
    "stake_price_disclosure": "Price known or withheld",
    "investment_gbp_low": "All that was put in, in pounds, lowest",
    "investment_gbp_high": "All that was put in, in pounds, highest",
    "investment_disclosure": "Investment known or withheld",
    "contract_value_gbp_low": "Contract value in pounds, lowest",
    "contract_value_gbp_high": "Contract value in pounds, highest",
    "contract_value_disclosure": "Contract value known or withheld",
    "per_percent_gbp_low": "Pounds for 1 per cent, lowest",
    "per_percent_gbp_high": "Pounds for 1 per cent, highest",
    "per_percent_disclosure": "Pounds for 1 per cent known or withheld",
    "contract_years": "Contract, years",
    "invested_per_contract_pound_low": "Invested for £1 of contract, lowest",
    "invested_per_contract_pound_high": "Invested for £1 of contract, highest",
    "invested_per_contract_pound_disclosure": "Invested for £1 known or withheld",
}
WORDS = {
    "title": "Deal",
    "partner": "Partner",
    "sector": "Partner's sector when signed",
    "signed": "Signed",
    "stake": "Stake",
    "price": "Price of the stake",
    "investment": "All that was put in",
    "contract": "Contract value",
    "years": "Contract, years",
    "per_percent": "£ per 1%",
    "per_contract_pound": "Invested for £1 of contract",
}


def deals_in_words(figures: PartnershipFigures) -> Chart:
    """Draw the same chart with its table as people read it: withheld says so."""
    rows = ranked(figures)
    table = pd.DataFrame([_words(row) for row in rows], columns=[*WORDS])
    return _chart(figures, rows, table, WORDS)


def _words(row: DealRow) -> list[str]:
    deal, prices = row.deal, row.prices
    signed = date_words(deal.signed_on, deal.signed_on_precision) if deal.signed_on else NOT_KNOWN
    return [
        deal.title,
        row.partner,
        row.sector,
        f"{signed} (planned)" if deal.basis == Basis.PLANNED else signed,
        _told(deal.stake),
        _told(deal.stake_price),
        _told(deal.investment),
        "no contract on record" if row.contract is None else _told(row.contract_value),
        years_words(prices.years),
        per_percent_words(prices.per_percent),
        ratio_words(prices.per_contract_pound),
    ]


def _told(value: Measured | None) -> str:
    return NOT_KNOWN if value is None else str(value)
