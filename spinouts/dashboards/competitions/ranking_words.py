"""The words of the weighted table: ranks, mean scores by criterion, and every score's reason."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean
from typing import Any

import pandas as pd

from partnerships.choices import CompetitionStatus
from partnerships.models import Bid
from spinouts.dashboards.competitions.bid_tables import TAGS
from spinouts.dashboards.competitions.bid_words import BidWords
from spinouts.dashboards.competitions.phrases import bid_name
from spinouts.dashboards.competitions.steps import bid_url
from spinouts.dashboards.competitions.words import CompetitionWords
from spinouts.dashboards.lists import cells

NOT_YET = "not yet"
OVER = (CompetitionStatus.SIGNED, CompetitionStatus.ABANDONED)


class RankingWords:
    """All scores of one competition, for those who run it."""

    def __init__(self, words: CompetitionWords) -> None:
        self.words = words
        self.page = words.page

    def context(self) -> dict[str, Any]:
        """Give the page what its template shows."""
        page, competition = self.page, self.page.competition
        columns = self._columns()
        is_told = page.are_scores_told
        return {
            "competition": competition,
            "is_told": is_told,
            "is_over": competition.status in OVER,
            "highest_score": competition.highest_score,
            "columns": columns,
            "rows": [cells.labelled(columns, row) for row in self._rows()] if is_told else [],
            "details": self._details() if is_told else [],
            "assessors": self.words.progress(),
            "wanted_count": page.wanted_count,
            "bids_count": len(page.scored_bids),
            "filters": self.words.filters,
        }

    def _columns(self) -> list[dict[str, Any]]:
        criteria = [
            cells.column(f"{one.name} (weight {one.weight})", is_numeric=True)
            for one in self.page.criteria
        ]
        return [
            cells.column("Bid"),
            cells.column("Rank", is_numeric=True),
            cells.column("Weighted score", is_numeric=True),
            *criteria,
        ]

    def _rows(self) -> list[list[dict[str, Any]]]:
        """Write the bids, the best first; those without all scores come last."""
        bids = {bid.pk: bid for bid in self.page.scored_bids}
        ranked = self.page.ranking.sort_values(["rank", "bid_id"], na_position="last")
        return [self._row(bids[row.bid_id], row) for row in ranked.itertuples()]

    def _row(self, bid: Bid, ranked: Any) -> list[dict[str, Any]]:
        rank = NOT_YET if pd.isna(ranked.rank) else str(ranked.rank)
        score = NOT_YET if pd.isna(ranked.score) else f"{ranked.score:.2f}"
        status = bid.get_status_display() if bid.status in TAGS else ""
        return [
            {
                "text": bid_name(self.page.shown[bid.pk]),
                "url": bid_url("detail", bid),
                "note": status,
            },
            {"text": rank, "is_numeric": True, "is_missing": rank == NOT_YET},
            {"text": score, "is_numeric": True, "is_missing": score == NOT_YET},
            *(self._mean_cell(bid, criterion.pk) for criterion in self.page.criteria),
        ]

    def _mean_cell(self, bid: Bid, criterion_id: int) -> dict[str, Any]:
        found = self._given[bid.pk, criterion_id]
        if not found:
            return {"text": NOT_YET, "is_numeric": True, "is_missing": True}
        return {"text": f"{fmean(found):.2f}", "is_numeric": True}

    @property
    def _given(self) -> dict[tuple[int, int], list[int]]:
        given: dict[tuple[int, int], list[int]] = defaultdict(list)
        for score in self.page.scores:
            given[score.bid_id, score.criterion_id].append(score.score)
        return given

    def _details(self) -> list[dict[str, Any]]:
        """List every score with its reason, bid by bid."""
        found = []
        for bid in self.page.scored_bids:
            context = BidWords(self.words, bid).context()
            found.append(
                {
                    "name": context["title"],
                    "columns": context["scores_columns"],
                    "rows": context["scores_rows"],
                    "anchor": f"bid-{bid.pk}",
                }
            )
        return found
