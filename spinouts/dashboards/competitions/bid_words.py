"""The words of one bid's page: all of it for insiders, and for others what is not held back."""

from __future__ import annotations

from typing import Any

from partnerships.choices import ContributionKind
from partnerships.models import Bid
from spinouts.dashboards.competitions import steps
from spinouts.dashboards.competitions.bid_tables import TAGS
from spinouts.dashboards.competitions.forms.moves import account_words
from spinouts.dashboards.competitions.phrases import bid_name, fact, months, sector_words
from spinouts.dashboards.competitions.words import WHO_SEES, CompetitionWords
from spinouts.dashboards.lists import cells
from spinouts.dashboards.words import date_words

SCORE_COLUMNS = [
    cells.column("Criterion"),
    cells.column("Assessor"),
    cells.column("Score", is_numeric=True),
    cells.column("Reason"),
]


class BidWords:
    """One bid in words; it stands on the page of its competition, whose words it shares."""

    def __init__(self, words: CompetitionWords, bid: Bid) -> None:
        self.words = words
        self.page = words.page
        self.bid = bid
        self.shown = words.page.shown[bid.pk]

    def context(self) -> dict[str, Any]:
        """Give the page what its template shows."""
        bid, shown, page = self.bid, self.shown, self.page
        is_secret = page.is_insider and not page.competition.is_disclosed
        numbers = self.words.tables.source_numbers(bid, shown)
        return {
            "competition": page.competition,
            "bid": bid,
            "title": cells.capital(bid_name(shown)),
            "tag": {"label": bid.get_status_display(), "kind": TAGS.get(bid.status, "quiet")},
            "sector": sector_words(page.sector_of(bid)),
            "is_secret": is_secret,
            "who_sees": WHO_SEES,
            "is_held_back": shown.is_name_withheld or shown.are_terms_withheld,
            "bidders": self.words.tables.bidder_rows(shown),
            "term_facts": self._term_facts(numbers),
            "offers": [
                fact(cells.capital(ContributionKind(kind).label), words)
                for kind, words in shown.offers
            ],
            "skills": shown.skills,
            "values_statement": shown.values_statement,
            "are_terms_withheld": shown.are_terms_withheld,
            "day_facts": self._day_facts(),
            "held_back_words": self._held_back_words(),
            "steps": self._steps(),
            "scores_columns": SCORE_COLUMNS,
            "scores_rows": self._score_rows() if page.is_insider else [],
            "are_scores_told": page.are_scores_told,
            "sources": self.words.sources.rows,
        }

    def _term_facts(self, numbers: list[int]) -> list[dict[str, Any]]:
        terms = self.shown.terms
        rows = [
            fact("Investment in cash", terms["cash"], source_numbers=numbers),
            fact("Investment in kind", terms["in_kind"]),
            fact("Investment as debt", terms["debt"]),
            fact("Investment in all", self.words.tables.investment_of(self.bid, self.shown)),
            fact("Stake sought", terms["stake_sought"]),
            fact("Price for the stake", terms["stake_price"]),
            fact("Contract term asked for", months(terms["term_months"])),
        ]
        if terms["term_months"] is not None and not terms["term_months"].is_known:
            rows[-1]["is_missing"] = True
        return rows

    def _day_facts(self) -> list[dict[str, Any]]:
        bid = self.bid
        rows = []
        if bid.invited_on and self.page.is_insider:
            rows.append(fact("Invited", date_words(bid.invited_on)))
        if bid.submitted_on:
            rows.append(fact("Came in", date_words(bid.submitted_on, bid.submitted_on_precision)))
        if bid.closed_on:
            rows.append(fact("Decided", date_words(bid.closed_on, bid.closed_on_precision)))
        if self.shown.closed_why:
            rows.append(fact("Why", self.shown.closed_why))
        return rows

    def _held_back_words(self) -> str:
        """Tell insiders what the public does not see of a bid whose competition is signed."""
        bid, page = self.bid, self.page
        if not page.is_insider or not page.competition.is_disclosed:
            return ""
        parts = []
        if bid.is_name_withheld and bid.status != "signed":
            parts.append("who the bidders are")
        if bid.are_terms_withheld:
            parts.append("what was offered and asked for")
        return " and ".join(parts)

    def _steps(self) -> list[steps.Step]:
        if not self.page.is_own:
            return []
        return steps.steps_of_bid(self.bid, is_assessor=self.page.is_assessor)

    def _score_rows(self) -> list[list[dict[str, Any]]]:
        order = {criterion.pk: criterion for criterion in self.page.criteria}
        places = list(order)
        own = [score for score in self.page.scores if score.bid_id == self.bid.pk]
        own.sort(key=lambda score: (places.index(score.criterion_id), score.assessor.username))
        return [
            cells.labelled(
                SCORE_COLUMNS,
                [
                    {"text": order[score.criterion_id].name},
                    {"text": account_words(score.assessor)},
                    {"text": str(score.score), "is_numeric": True},
                    {"text": score.why},
                ],
            )
            for score in own
        ]
