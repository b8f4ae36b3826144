"""Bids of disclosed competitions, and how often bidders of each sector win (F11, F13)."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd
from django.db.models import Count, Q

from organisations.frames import object_frame
from partnerships.capital import sectors_when
from partnerships.choices import CompetitionOrigin, CompetitionStatus
from partnerships.deals import win_rates
from partnerships.frames.bids import OUTCOMES, day_of_bid, sector_of_bid
from partnerships.models import Bid, Bidder, PartnerCompetition
from spinouts.dashboards.capital.words import SECTORS, sector_label
from spinouts.dashboards.charts.chart import Chart, LeftOut, RankedBar, RankedBars
from spinouts.dashboards.charts.words import counted
from spinouts.small_numbers import is_rate_told, rate_words

if TYPE_CHECKING:
    from spinouts.dashboards.capital.dashboard.figures import PartnershipFigures

NONE_DECIDED = "none decided"
NOT_RECORDED = "not_recorded"


class BidFigures:
    """The bids behind win rates: of competitions signed or reported, the same for every reader.

    What only insiders know of enters no figure here, theirs neither.
    """

    def __init__(self, figures: PartnershipFigures) -> None:
        self.figures = figures

    def _of_competitions(self, prefix: str) -> Q:
        """Give the condition of service, region and day on the competition of a lookup."""
        filters = self.figures.filters
        condition = Q(**{f"{prefix}opens_on": None}) | Q(
            **{f"{prefix}opens_on__lte": filters.as_of}
        )
        if filters.value("service"):
            condition &= Q(**{f"{prefix}service_group__slug": filters.value("service")})
        if filters.value("region"):
            region = filters.value("region")
            condition &= Q(**{f"{prefix}venture__region": region}) | Q(
                **{f"{prefix}venture": None, f"{prefix}public_body__region": region}
            )
        return condition

    @cached_property
    def records(self) -> list[Bid]:
        """The bids that anybody may know of, made by the day or on a day not known."""
        chosen = Bid.objects.public().filter(self._of_competitions("competition__"))
        chosen = chosen.exclude(submitted_on__gt=self.figures.day)
        return list(chosen.select_related("competition").order_by("competition", "pk"))

    @cached_property
    def bidders(self) -> dict[int, list[Bidder]]:
        """The bidders of each bid, by its key."""
        chosen = Bidder.objects.public().filter(self._of_competitions("bid__competition__"))
        found = defaultdict(list)
        for bidder in chosen.order_by("pk"):
            found[bidder.bid_id].append(bidder)
        return found

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """What had become of each by the day: bid_id, sector (see `sector_of_bid`), outcome."""
        sector_of = self._sectors_of_bidders()
        rows = [
            (
                bid.pk,
                sector_of_bid(self.bidders[bid.pk], sector_of[bid.pk]) or NOT_RECORDED,
                self._outcome(bid),
            )
            for bid in self.records
        ]
        wanted = self.figures.sector
        kept = [row for row in rows if wanted in (None, row[1])]
        return object_frame(kept, ["bid_id", "sector", "outcome"])

    def _sectors_of_bidders(self) -> dict[int, dict[int, str]]:
        """Give each bid the sectors of its bidders with a record on the day of the bid."""
        parties = object_frame(
            [
                (bid.pk, bidder.organisation_id, "", day_of_bid(bid))
                for bid in self.records
                for bidder in self.bidders[bid.pk]
                if bidder.organisation_id
            ],
            ["bid_id", "organisation_id", "sector_fixed", "happened_on"],
        )
        sectors = sectors_when(parties, self.figures.sectors, self.figures.day)
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for party, sector in zip(parties.itertuples(), sectors, strict=True):
            if sector != NOT_RECORDED:
                found[party.bid_id][party.organisation_id] = sector
        return found

    def _outcome(self, bid: Bid) -> str:
        """Tell what had become of a bid by the day; a decision on no known day counts as made."""
        decided_on = bid.closed_on or bid.competition.signed_on
        if decided_on is not None and decided_on > self.figures.day:
            return "open"
        return OUTCOMES.get(bid.status, "open")

    @cached_property
    def rates(self) -> pd.DataFrame:
        """The win rate of bidders of each sector (see `win_rates`)."""
        return win_rates(self.outcomes)

    @cached_property
    def unnamed_count(self) -> int:
        """How many more bidders the sources count than they name, at the least."""
        if self.figures.sector is not None:
            return 0
        disclosed = Q(origin=CompetitionOrigin.REPORTED) | Q(status=CompetitionStatus.SIGNED)
        counts = (
            PartnerCompetition.objects.public()
            .filter(disclosed, self._of_competitions(""), bidder_count_low__isnull=False)
            .annotate(bid_count=Count("bids"))
            .values_list("bidder_count_low", "bid_count")
        )
        return sum(max(0, low - bid_count) for low, bid_count in counts)


def win_rates_by_sector(figures: PartnershipFigures) -> Chart:
    """Draw how many of the decided bids of each sector were won; few are told by number."""
    rates = figures.bids.rates
    order = {sector: place for place, sector in enumerate(SECTORS)}
    rows = sorted(rates.to_dict("records"), key=lambda row: order[row["sector"]])
    table = pd.DataFrame(rows, columns=rates.columns).drop(columns="percent")
    table["win_rate"] = [_rate(row) for row in rows]
    return Chart(
        name="win-rates",
        title="Bids won, by the bidder's sector",
        summary=_summary(rows),
        unit="per cent of decided bids",
        table=table,
        column_labels={
            "sector": "Bidder's sector",
            "won_count": "Won",
            "lost_count": "Lost",
            "withdrawn_count": "Withdrawn",
            "open_count": "Outcome not recorded",
            "decided_count": "Decided",
            "win_rate": "Won, of the decided",
        },
        drawing=RankedBars(bars=tuple(_bar(row) for row in rows), scale="percent"),
        record_count=sum(row["decided_count"] for row in rows),
        record_noun="decided bids",
        left_out=(
            LeftOut(sum(row["withdrawn_count"] for row in rows), "withdrawn"),
            LeftOut(
                sum(row["open_count"] for row in rows), "without a recorded outcome by this day"
            ),
            LeftOut(figures.bids.unnamed_count, "counted by sources and not named"),
        ),
        rule="F11",
        as_of=figures.day,
        notes=(
            "A consortium counts once, in the sector of its lead.",
            "Counted are bids in competitions that were signed, or that public sources report.",
            "Sources name winners more often than losers: these rates run high.",
            "Of fewer than five decided bids the numbers are given, and no rate.",
        ),
        empty_words="No bid is public for this choice.",
    )


def _rate(row: dict) -> str:
    if not row["decided_count"]:
        return NONE_DECIDED
    return rate_words(row["won_count"], row["decided_count"])


def _bar(row: dict) -> RankedBar:
    """Make the bar of one sector; of fewer than five decided bids the numbers stand alone (F13)."""
    is_told = is_rate_told(row["decided_count"])
    percent = float(row["percent"]) if is_told else None
    notes = []
    if row["withdrawn_count"]:
        notes.append(f"{row['withdrawn_count']} withdrawn")
    if row["open_count"]:
        notes.append(f"{row['open_count']} not recorded")
    return RankedBar(
        label=sector_label(row["sector"]),
        low=percent,
        high=percent,
        series_key=row["sector"],
        words=_rate(row),
        note="; ".join(notes),
    )


def _summary(rows: list[dict]) -> str:
    won, decided = (sum(row[f"{name}_count"] for row in rows) for name in ("won", "decided"))
    if not rows:
        return "No bid is public for this choice."
    if not decided:
        return (
            f"Of {counted(_bid_count(rows), 'bids')} that are public none is known to be decided."
        )
    told = [row for row in rows if is_rate_told(row["decided_count"])]
    few = "" if told else " No sector has five decided bids, so there are numbers and no rates."
    return (
        f"Of {counted(_bid_count(rows), 'bids')} that are public {decided} were decided: {won} "
        f"won, {decided - won} lost.{few}"
    )


def _bid_count(rows: list[dict]) -> int:
    names = ("won", "lost", "withdrawn", "open")
    return sum(row[f"{name}_count"] for row in rows for name in names)
