"""The tables of bids on a competition's page, and who makes each bid."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from organisations.choices import Sector
from organisations.measured import Measured
from partnerships.choices import BidStatus
from partnerships.deals import total_investment
from partnerships.disclosure import WITHHELD_NAME, ShownBid, ShownBidder
from partnerships.models import Bid
from spinouts.dashboards.competitions.figures import CompetitionPage
from spinouts.dashboards.competitions.phrases import bid_name, measured_cell, sector_words
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.views.numbered_sources import NumberedSources

BID_COLUMNS = [
    cells.column("Bid"),
    cells.column("Sector"),
    cells.column("Status"),
    cells.column("Stake sought", is_numeric=True),
    cells.column("Investment", is_numeric=True),
    cells.column("Term", is_numeric=True),
]
SECTOR_COLUMNS = [
    cells.column("Sector of the lead"),
    cells.column("Bids", is_numeric=True),
    cells.column("Won", is_numeric=True),
    cells.column("Lost", is_numeric=True),
    cells.column("Withdrawn", is_numeric=True),
    cells.column("Not decided", is_numeric=True),
]
TAGS = {
    BidStatus.SIGNED: "good",
    BidStatus.PREFERRED: "info",
    BidStatus.SHORTLISTED: "info",
    BidStatus.LOST: "quiet",
    BidStatus.WITHDRAWN: "quiet",
}


class BidTables:
    """The bids of one competition in tables, as far as the reader may know them."""

    def __init__(self, page: CompetitionPage, filters: Filters, sources: NumberedSources) -> None:
        self.page = page
        self.filters = filters
        self.sources = sources

    def rows(self) -> list[list[dict[str, Any]]]:
        """Write one row for each bid."""
        return [self._row(bid) for bid in self.page.bids]

    def _row(self, bid: Bid) -> list[dict[str, Any]]:
        shown = self.page.shown[bid.pk]
        url = cells.with_query(
            reverse("spinouts:bid-detail", args=[self.page.competition.slug, bid.pk]),
            self.filters.as_of_query,
        )
        others = len(shown.bidders) - 1
        note = f"with {others} more bidder{'s' if others > 1 else ''}" if others > 0 else ""
        head = {"text": bid_name(shown), "url": url, "note": note}
        head["source_numbers"] = self.source_numbers(bid, shown)
        row = [
            head,
            cells.cell(sector_words(self.page.sector_of(bid))),
            {"text": bid.get_status_display(), "tag": TAGS.get(bid.status, "quiet")},
            measured_cell(shown.terms["stake_sought"]),
            measured_cell(self.investment_of(bid, shown)),
            measured_cell(shown.terms["term_months"], "months"),
        ]
        return cells.labelled(BID_COLUMNS, row)

    def source_numbers(self, bid: Bid, shown: ShownBid) -> list[int]:
        """Give the sources of a bid, unless their words could tell what is held back."""
        is_whole = not (shown.is_name_withheld or shown.are_terms_withheld)
        return self.sources.of(bid) if is_whole else []

    def investment_of(self, bid: Bid, shown: ShownBid) -> Measured | None:
        """Give all that a bid invests, as far as it may be known (F11)."""
        terms = shown.terms
        return total_investment(terms["cash"], terms["in_kind"], terms["debt"], terms["investment"])

    def by_sector(self) -> list[list[dict[str, Any]]]:
        """Count the bids by the sector of their lead, and by what became of them."""
        counts = self.page.counts_by_sector()
        order = [*Sector.values, ""]
        return [
            cells.labelled(
                SECTOR_COLUMNS,
                [
                    cells.cell(sector_words(sector)),
                    *(
                        {"text": str(count), "is_numeric": True}
                        for count in counts[sector].values()
                    ),
                ],
            )
            for sector in sorted(counts, key=order.index)
        ]

    def winner(self) -> dict[str, Any] | None:
        """Name the winner; nobody has won before the deal is signed."""
        for bid in self.page.bids:
            if bid.status == BidStatus.SIGNED:
                shown = self.page.shown[bid.pk]
                return {"name": bid_name(shown), "bidders": self.bidder_rows(shown)}
        return None

    def bidder_rows(self, shown: ShownBid) -> list[dict[str, Any]]:
        """Write the bidders of a bid, each linked to its page."""
        return [self._bidder_row(bidder) for bidder in shown.bidders]

    def _bidder_row(self, bidder: ShownBidder) -> dict[str, Any]:
        record = self.page.organisations.get(bidder.organisation_id)
        share = f"{bidder.share} of the bid" if bidder.share else ""
        parts = [
            f"{sector_words(bidder.sector)} sector" if bidder.sector else "sector not recorded",
            "leads the bid" if bidder.is_lead else "",
            bidder.role_words,
            share,
        ]
        return {
            "name": bidder.name,
            "url": cells.organisation_url(record.slug, self.filters) if record else "",
            "is_missing": bidder.name == WITHHELD_NAME,
            "note": " · ".join(part for part in parts if part),
        }
