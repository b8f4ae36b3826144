"""The words of a competition's page: the notice for everybody, bids as far as they are told."""

from __future__ import annotations

from datetime import date
from typing import Any

from organisations.choices import RecordState
from partnerships.choices import CompetitionStatus
from partnerships.rules.competitions import SCORED
from spinouts.dashboards.competitions import steps
from spinouts.dashboards.competitions.bid_tables import (
    BID_COLUMNS,
    SECTOR_COLUMNS,
    BidTables,
)
from spinouts.dashboards.competitions.figures import CompetitionPage
from spinouts.dashboards.competitions.forms.moves import account_words
from spinouts.dashboards.competitions.lists import body_cell
from spinouts.dashboards.competitions.phrases import bid_name, fact, months
from spinouts.dashboards.competitions.standing import standing_of
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.views.numbered_sources import NumberedSources
from spinouts.dashboards.words import date_words

CRITERION_COLUMNS = [
    cells.column("Criterion"),
    cells.column("Weight", is_numeric=True),
    cells.column("Part of the whole", is_numeric=True),
    cells.column("What a good bid shows"),
]
STATUS_TAGS = {
    CompetitionStatus.DRAFT: "draft",
    CompetitionStatus.SIGNED: "good",
    CompetitionStatus.ABANDONED: "quiet",
}
WHO_SEES = (
    "What stands in this part is seen by the officers of your body alone, and by accounts that "
    "were given leave on record. Nobody else can tell whether there are bids."
)


class CompetitionWords:
    """One competition in words, with the numbers of its sources."""

    def __init__(self, page: CompetitionPage, filters: Filters, today: date) -> None:
        self.page = page
        self.competition = page.competition
        self.filters = filters
        self.today = today
        self.sources = NumberedSources(page.evidence, filters)
        self.tables = BidTables(page, filters, self.sources)

    def context(self) -> dict[str, Any]:
        """Give the page what its template shows."""
        page, competition = self.page, self.competition
        context = {
            "competition": competition,
            "standing": standing_of(competition),
            "is_draft": competition.state != RecordState.PUBLISHED,
            "is_told": page.is_told,
            "is_insider": page.is_insider,
            "is_own": page.is_own,
            "facts": self._facts(),
            "offer_facts": self._offer_facts(),
            "day_facts": self._day_facts(),
            "criteria_columns": CRITERION_COLUMNS,
            "criteria_rows": self._criteria_rows(),
            "highest_score": competition.highest_score,
            "bids_columns": BID_COLUMNS,
            "bids_rows": self.tables.rows(),
            "sectors_columns": SECTOR_COLUMNS,
            "sectors_rows": self.tables.by_sector(),
            "bidder_count": self._bidder_count(),
            "winner": self.tables.winner(),
            "deal": page.deal,
            "abandoned_why": self._abandoned_why(),
            "note": competition.note,
        }
        if page.is_insider and not competition.is_disclosed:
            context |= self._insiders_part()
        elif page.is_own:
            context |= {"steps": self._steps(), "status": None}
        return context | {"sources": self.sources.rows}

    def _facts(self) -> list[dict[str, Any]]:
        competition = self.competition
        body = body_cell(competition, self.filters)
        numbers = self.sources.of(competition)
        return [
            fact("Public body", body["text"], url=body.get("url", ""), source_numbers=numbers),
            self._venture_fact(),
            fact(
                "Service",
                cells.capital(competition.service_area),
                note=f"Service group: {competition.service_group}"
                if competition.service_group
                else "",
            ),
            fact("Investment sought", competition.investment_sought),
            fact("Skills sought", competition.skills_sought),
        ]

    def _venture_fact(self) -> dict[str, Any]:
        competition, term = self.competition, "Organisation to be formed"
        if competition.venture_id and competition.is_venture_visible:
            url = cells.organisation_url(competition.venture_slug, self.filters)
            return fact(term, competition.venture_record_name, url=url)
        if competition.venture_name:
            return fact(term, competition.venture_name, note="working name")
        return fact(term, cells.NOT_PUBLIC if competition.venture_id else "")

    def _offer_facts(self) -> list[dict[str, Any]]:
        competition = self.competition
        return [
            fact("Stake on offer", competition.stake_on_offer),
            fact("Contract term", months(competition.term_months)),
            fact("Contract value", competition.contract_value),
        ]

    def _day_facts(self) -> list[dict[str, Any]]:
        competition = self.competition
        rows = [
            self._day_fact("Opens", "opens_on"),
            self._day_fact("Closes", "closes_on"),
        ]
        if competition.decides_on:
            rows.append(fact("Decision planned for", date_words(competition.decides_on)))
        if competition.standing == "signed":
            rows.append(self._day_fact("Signed", "signed_on"))
        if competition.standing == "abandoned":
            rows.append(fact("Abandoned", date_words(competition.abandoned_on)))
        return rows

    def _day_fact(self, term: str, name: str) -> dict[str, Any]:
        day = getattr(self.competition, name)
        precision = getattr(self.competition, f"{name}_precision")
        return fact(term, date_words(day, precision) if day else "")

    def _abandoned_why(self) -> str:
        return self.competition.abandoned_why if self.competition.standing == "abandoned" else ""

    def _criteria_rows(self) -> list[list[dict[str, Any]]]:
        whole = sum(criterion.weight for criterion in self.page.criteria)
        return [
            cells.labelled(
                CRITERION_COLUMNS,
                [
                    {"text": criterion.name},
                    {"text": str(criterion.weight), "is_numeric": True},
                    {"text": f"{100 * criterion.weight / whole:.1f}%", "is_numeric": True},
                    {"text": criterion.guidance},
                ],
            )
            for criterion in self.page.criteria
        ]

    def _bidder_count(self) -> str:
        """Say how many bidders there were in all, where a source counts more than it names."""
        count = self.competition.bidder_count
        return str(count) if count is not None and self.page.is_told else ""

    def _steps(self) -> list[steps.Step]:
        if not self.page.is_own:
            return []
        return steps.steps_of_competition(
            self.competition, self.today, is_assessor=self.page.is_assessor
        )

    def _insiders_part(self) -> dict[str, Any]:
        """Give those who run a competition what nobody else may see."""
        page, competition = self.page, self.competition
        return {
            "status": {
                "label": competition.get_status_display(),
                "kind": STATUS_TAGS.get(competition.status, "info"),
            },
            "steps": self._steps(),
            "who_sees": WHO_SEES,
            "assessors": self.progress(),
            "wanted_count": page.wanted_count,
            "are_scores_told": page.are_scores_told,
            "to_score": self._to_score(),
        }

    def progress(self) -> list[dict[str, Any]]:
        """Tell how many of their scores the assessors have given."""
        page = self.page
        return [
            {
                "name": account_words(one.account),
                "given": page.given_counts.get(one.account_id, 0),
                "is_done": page.given_counts.get(one.account_id, 0) >= page.wanted_count > 0,
            }
            for one in page.assessors
        ]

    def _to_score(self) -> list[dict[str, str]]:
        """List the bids that wait for the reader's own scores."""
        page = self.page
        if not page.is_assessor or self.competition.status != CompetitionStatus.EVALUATING:
            return []
        given = {
            (score.bid_id, score.criterion_id)
            for score in page.scores
            if score.assessor_id == page.user.pk
        }
        return [
            {"name": bid_name(page.shown[bid.pk]), "url": steps.bid_url("scores", bid)}
            for bid in page.scored_bids
            if bid.status in SCORED
            and any((bid.pk, criterion.pk) not in given for criterion in page.criteria)
        ]
