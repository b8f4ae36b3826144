"""The tables of one prime's page: tests, members, who decides and delivers, capital."""

from __future__ import annotations

from typing import Any

from partnerships.choices import PrimeTest
from partnerships.models import Investment, PartnershipMember
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists.cells import (
    NOT_PUBLIC,
    capital,
    cell,
    column,
    labelled,
    organisation_url,
)
from spinouts.dashboards.primes.figures import PrimeFigures
from spinouts.dashboards.primes.members import sector_on
from spinouts.dashboards.primes.outcomes import GOVERNING
from spinouts.dashboards.primes.words import (
    OUTCOME_TAGS,
    OUTCOME_WORDS,
    missing_words,
    name_of_test,
    sector_words,
    threshold_words,
)
from spinouts.dashboards.views.numbered_sources import NumberedSources
from spinouts.dashboards.words import NOT_KNOWN, date_words, fraction_words, last_day_words

TEST_COLUMNS = [column("Test"), column("Outcome"), column("Told from"), column("Asks for")]
MEMBER_COLUMNS = [
    column("Member"),
    column("Sector"),
    column("Role"),
    column("Joined"),
    column("Left"),
    column("Signed the mission"),
]
PART_COLUMNS = [
    column("Sector"),
    column("Decides", is_numeric=True),
    column("Delivers", is_numeric=True),
]
INVESTMENT_COLUMNS = [
    column("From"),
    column("Form"),
    column("Committed", is_numeric=True),
    column("Drawn", is_numeric=True),
    column("Called", is_numeric=True),
    column("Agreed"),
]
NOT_BY_THEN = "not by this day"


class PrimeTables:
    """The rows of the tables of one prime's page; sources are numbered as rows are made."""

    def __init__(self, figures: PrimeFigures, filters: Filters, sources: NumberedSources) -> None:
        self.figures = figures
        self.filters = filters
        self.day = figures.day
        self.sources = sources

    def tests_rows(self) -> list[list[dict[str, Any]]]:
        """Give each test with its outcome, what it was told from and what it asks for."""
        thresholds = self.figures.records.thresholds
        rows = []
        for result in self.figures.tested.results:
            threshold = thresholds.get(PrimeTest(result.key))
            missing = missing_words(result)
            row = [
                cell(name_of_test(result.key)),
                {"text": OUTCOME_WORDS[result.outcome], "tag": OUTCOME_TAGS[result.outcome]},
                cell(
                    self.figures.tested.told_from(result),
                    note=f"Missing: {missing}" if missing else "",
                ),
                cell(threshold_words(threshold)),
            ]
            rows.append(labelled(TEST_COLUMNS, row))
        return rows

    def members(self) -> list[PartnershipMember]:
        """Give the members known by the day, in the order in which they joined."""
        known = [
            member
            for member in self.figures.records.members
            if member.organisation_id != self.figures.organisation.pk
            and (member.joined_on is None or member.joined_on <= self.day)
        ]
        return sorted(known, key=lambda member: (str(member.joined_on or ""), member.pk))

    def _member_row(self, member: PartnershipMember) -> list[dict[str, Any]]:
        is_masked = bool(member.organisation_id) and not member.is_organisation_visible
        has_left = member.left_on is not None and member.left_on <= self.day
        left = last_day_words(member.left_on, member.left_on_precision) if has_left else "still"
        joined = date_words(member.joined_on, member.joined_on_precision)
        return [
            self._member_cell(member, is_masked=is_masked),
            cell(capital(sector_words(self._sector(member, is_masked=is_masked)))),
            cell(
                capital(member.get_role_display()),
                note="" if is_masked else member.role_words,
            ),
            cell(capital(joined), is_missing=member.joined_on is None),
            cell(left),
            self._signed_cell(member),
        ]

    def _member_cell(self, member: PartnershipMember, *, is_masked: bool) -> dict[str, Any]:
        if is_masked:
            return {"text": NOT_PUBLIC, "is_missing": True}
        numbers = self.sources.of(member)
        if member.organisation_id is None:
            return cell(member.name, source_numbers=numbers)
        url = organisation_url(member.organisation_slug, self.filters)
        return cell(member.organisation_name, url=url, source_numbers=numbers)

    def _sector(self, member: PartnershipMember, *, is_masked: bool) -> str:
        if member.organisation_id is None:
            return member.sector or "not_recorded"
        if is_masked:
            return "not_recorded"
        return sector_on(self.figures.records.sectors, member.organisation_id, self.day)

    def _signed_cell(self, member: PartnershipMember) -> dict[str, Any]:
        if member.role not in GOVERNING:
            return cell("no part in it")
        signed = member.signed_mission_on
        if signed is None:
            return cell(NOT_KNOWN)
        return cell(date_words(signed)) if signed <= self.day else cell(NOT_BY_THEN)

    def members_rows(self) -> list[list[dict[str, Any]]]:
        """Give the members known by the day: sector, role, when, and who signed."""
        return [labelled(MEMBER_COLUMNS, self._member_row(member)) for member in self.members()]

    def parts_rows(self) -> list[list[dict[str, Any]]]:
        """Give what each sector decides and delivers."""
        return [
            labelled(
                PART_COLUMNS,
                [
                    cell(capital(sector_words(row.sector))),
                    cell(_fraction(row.power_low, row.power_high), is_numeric=True),
                    cell(_fraction(row.delivery_low, row.delivery_high), is_numeric=True),
                ],
            )
            for row in self.figures.equivalence.parts.itertuples()
        ]

    def investments_rows(self) -> list[list[dict[str, Any]]]:
        """Give the capital received by the day, row by row."""
        return [
            labelled(INVESTMENT_COLUMNS, self._investment_row(investment))
            for investment in self.figures.records.investments
            if investment.agreed_on is None or investment.agreed_on <= self.day
        ]

    def _investment_row(self, investment: Investment) -> list[dict[str, Any]]:
        agreed = date_words(investment.agreed_on, investment.agreed_on_precision)
        return [
            self._investor_cell(investment),
            cell(
                capital(investment.get_instrument_display()),
                note="" if _is_masked(investment) else investment.purpose,
            ),
            *(
                _amount_cell(amount)
                for amount in (investment.committed, investment.drawn, investment.called)
            ),
            cell(capital(agreed), is_missing=investment.agreed_on is None),
        ]

    def _investor_cell(self, investment: Investment) -> dict[str, Any]:
        if investment.investor_id is None:
            return cell(investment.investor_name, source_numbers=self.sources.of(investment))
        if _is_masked(investment):
            return {"text": NOT_PUBLIC, "is_missing": True}
        return cell(
            investment.investor.name,
            url=organisation_url(investment.investor.slug, self.filters),
            source_numbers=self.sources.of(investment),
        )


def _is_masked(investment: Investment) -> bool:
    return bool(investment.investor_id) and not investment.is_investor_visible


def _fraction(low: float, high: float) -> str:
    return NOT_KNOWN if low != low else fraction_words(low, high)


def _amount_cell(amount) -> dict[str, Any]:
    if amount is None:
        return {"text": "–", "is_numeric": True}
    return {"text": str(amount), "is_numeric": True, "is_missing": not amount.is_known}
