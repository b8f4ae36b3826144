"""The words of one contract's page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from organisations.choices import DatePrecision, Sector
from organisations.measured import Measured
from partnerships.choices import FigureRole, PartyRole
from partnerships.models import Contract, ContractParty, SupplyLink
from spinouts.dashboards.figures.contract import ContractPage
from spinouts.dashboards.figures.contract_history import RecordChange, latest_changes
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.lists import contracts as contract_cells
from spinouts.dashboards.views.numbered_sources import NumberedSources
from spinouts.dashboards.words import NOT_KNOWN, date_words, money_words

CHANGE_COLUMNS = [
    cells.column("From"),
    cells.column("New total value", is_numeric=True),
    cells.column("New value a year", is_numeric=True),
    cells.column("New last day"),
    cells.column("Reason"),
]
LINK_COLUMNS = [
    cells.column("To"),
    cells.column("From"),
    cells.column("Tier", is_numeric=True),
    cells.column("Kind"),
    cells.column("Value", is_numeric=True),
]
KIND_WORDS = {"contract": "Contract", "party": "Party", "change": "Change", "link": "Supply link"}
SHARED_EQUALLY = "Shared equally: the source does not say"
VERBS = {"+": "added", "~": "changed", "-": "removed"}
IN_SUMS = {
    "placed": "Its value is in the register’s sums, spread evenly over its days.",
    "unvalued": "No value is known, so it is in no sum. It is counted beside them as unvalued.",
    "undated": "It has a value, but not the dates to place it, so it is in no sum by year. It is "
    "counted beside them as undated.",
    "ceiling": "Its figure is a ceiling: the most that may be spent. It is shown, never added up.",
    "revenue_managed": "Its figure is the money of the service that it manages, not the provider’s "
    "own income. It is shown, never added up.",
    "not_begun": "It had not begun by this day, so it is in no sum of the day.",
}


class ContractWords:
    """One contract in words, with the numbers of its sources."""

    def __init__(self, page: ContractPage, filters: Filters) -> None:
        self.page = page
        self.contract = page.contract
        self.filters = filters
        self.sources = NumberedSources(page.evidence, filters, is_masked=page.is_masked)

    def context(self) -> dict[str, Any]:
        """Give the page what its template shows."""
        contract, page = self.contract, self.page
        standing = contract_cells.standing_of(contract, page.day)
        context = {
            "contract": contract,
            "standing": standing,
            "role_words": self._role_words(),
            "main": self._other(page.main) if page.main else None,
            "sums_words": self._sums_words(),
            "facts": self._facts(),
            "headline": contract_cells.value_cell(contract),
            "value_facts": self._value_facts(),
            "changes_rows": [self._change_row(change) for change in page.changes],
            "links_rows": [self._link_row(link) for link in page.links],
            "changes_columns": CHANGE_COLUMNS,
            "links_columns": LINK_COLUMNS,
            "rivals": [self._other(rival) for rival in page.rivals],
            "history": [_history_row(change) for change in latest_changes(contract)],
            "note": "" if page.is_masked else cells.capital(contract.note),
            "is_masked": page.is_masked,
        }
        return context | {"sources": self.sources.rows}

    def _role_words(self) -> str:
        if self.contract.role == FigureRole.MAIN:
            return ""
        if self.contract.alternative_to_id:
            return "This is a rival figure. It stands beside the main record and enters no sum."
        return "This never became a contract, or not in this form. It enters no sum."

    def _sums_words(self) -> str:
        status = self.page.status
        return "" if status is None else IN_SUMS[status["status"]]

    def _facts(self) -> list[dict[str, Any]]:
        contract = self.contract
        numbers = self.sources.of(contract)
        rows = [
            self._side_row("Provider", PartyRole.PROVIDER),
            self._side_row("Commissioner", PartyRole.COMMISSIONER),
            _row("Service", cells.capital(contract.service_area), note=_group_words(contract)),
            self._day_row("Starts", contract.starts_on, contract.starts_on_precision, numbers),
            self._day_row("Ends", contract.ends_on, contract.ends_on_precision),
        ]
        if contract.planned_ends_on:
            rows.append(
                self._day_row(
                    "Planned to end", contract.planned_ends_on, contract.planned_ends_on_precision
                )
            )
        optional = (
            ("Why it ended early", "" if self.page.is_masked else contract.early_end_reason),
            ("Extension options", contract.extension_options),
            ("How the provider was chosen", contract.get_procurement_route_display()),
            ("Reserved under", contract.get_reserved_under_display()),
            ("Commissioner’s reference", contract.reference),
            ("Open contracting ID", contract.ocid),
            ("Status, as the source says", self._status_words()),
        )
        return rows + [_row(term, value) for term, value in optional if value]

    def _status_words(self) -> str:
        contract = self.contract
        if not contract.status_words or contract.status_words == contract.early_end_reason:
            return ""
        seen = (
            f" ({date_words(contract.seen_on, contract.seen_on_precision)})"
            if contract.seen_on
            else ""
        )
        return f"{contract.status_words}{seen}"

    def _day_row(
        self, term: str, day: Any, precision: str, numbers: list[int] | None = None
    ) -> dict[str, Any]:
        if day is None:
            return _row(term, NOT_KNOWN)
        note = ""
        if precision == DatePrecision.YEAR:
            note = f"Known to the year; counted from {date_words(day)}"
            note = note.replace("from", "until") if term != "Starts" else note
        return _row(term, date_words(day, precision), note=note, source_numbers=numbers or [])

    def _side_row(self, term: str, role: str) -> dict[str, Any]:
        side = self.page.side(role)
        if not side:
            return _row(term, cells.NOT_RECORDED_WORDS)
        is_equal = len(side) > 1 and not any(party.fraction for party in side)
        first, *others = [self._party(party, role) for party in side]
        row = first | {"term": term if not others else f"{term}s", "more": others}
        if is_equal and role == PartyRole.PROVIDER:
            row["more"] = [*others[:-1], _with_note(others[-1], SHARED_EQUALLY)]
        return row

    def _party(self, party: ContractParty, role: str) -> dict[str, Any]:
        notes = []
        if role == PartyRole.PROVIDER:
            notes.append(self._sector_words(party))
        if party.fraction:
            notes.append(f"{party.fraction} of the contract")
        if party.organisation_id and party.is_organisation_visible and party.name:
            notes.append(f"“{party.name}” in the source")
        return _row(
            "",
            contract_cells.party_name(party),
            url=contract_cells.party_url(party, self.filters),
            note=" · ".join(note for note in notes if note),
            source_numbers=self.sources.of(party),
        )

    def _sector_words(self, party: ContractParty) -> str:
        if party.organisation_id and not party.is_organisation_visible:
            return ""
        sector = party.sector
        if party.organisation_id:
            sector = _sector_on(self.page.sectors, party.organisation_id, self.page.day)
        return f"{Sector(sector).label} sector" if sector in _PLAIN else _sector_label(sector)

    def _value_facts(self) -> list[dict[str, Any]]:
        contract = self.contract
        rows = [_value_row("Total value", contract.total_value)]
        if contract.annual_value is not None:
            rows.append(_value_row("Value a year", contract.annual_value))
        optional = (
            ("What the figure is", contract.get_value_kind_display()),
            ("VAT", contract.get_vat_display() if contract.vat else ""),
            (
                "Optional extensions",
                contract.get_extensions_in_value_display() if contract.extensions_in_value else "",
            ),
            ("Currency", contract.currency if contract.currency != "GBP" else ""),
            ("Not delivered", self._undelivered_words()),
            ("Whose reading", "Our arithmetic or reading" if contract.is_derived else ""),
        )
        return rows + [_row(term, cells.capital(value)) for term, value in optional if value]

    def _undelivered_words(self) -> str:
        status = self.page.status
        if status is None or pd.isna(status["undelivered_low_pence"]):
            return ""
        low, high = status["undelivered_low_pence"], status["undelivered_high_pence"]
        if not low:
            return ""
        return money_words(int(low), None if pd.isna(high) else int(high))

    def _change_row(self, change) -> list[dict[str, Any]]:
        is_applied = change.changed_on <= self.page.day
        return [
            {
                "text": date_words(change.changed_on, change.changed_on_precision),
                "note": "" if is_applied else "after the day of this page",
                "source_numbers": self.sources.of(change),
            },
            _value_cell("New total value", change.total_value),
            _value_cell("New value a year", change.annual_value),
            {
                "text": date_words(change.ends_on) if change.ends_on else "unchanged",
                "label": "New last day",
            },
            {"text": "" if self.page.is_masked else change.reason, "label": "Reason"},
        ]

    def _link_row(self, link: SupplyLink) -> list[dict[str, Any]]:
        giver = link.giver_name if link.is_giver_visible else cells.NOT_PUBLIC
        return [
            self._receiver_cell(link),
            {"text": giver if link.giver_id else "the provider", "label": "From"},
            {"text": str(link.tier), "label": "Tier", "is_numeric": True},
            {"text": link.get_kind_display(), "label": "Kind", "note": _function_words(link)},
            _value_cell("Value", link.value, absent="not disclosed"),
        ]

    def _receiver_cell(self, link: SupplyLink) -> dict[str, Any]:
        numbers = self.sources.of(link)
        if link.receiver_id is None:
            return {"text": link.receiver_name, "source_numbers": numbers}
        if not link.is_receiver_visible:
            return {"text": cells.NOT_PUBLIC, "is_missing": True}
        url = cells.organisation_url(link.receiver_slug, self.filters)
        return {"text": link.receiver_record_name, "url": url, "source_numbers": numbers}

    def _other(self, contract: Contract) -> dict[str, Any]:
        value = contract_cells.value_cell(contract)
        start = date_words(contract.starts_on, contract.starts_on_precision)
        end = date_words(contract.ends_on, contract.ends_on_precision)
        return {
            "title": contract.title,
            "url": cells.with_query(contract.get_absolute_url(), self.filters.as_of_query),
            "value": value["text"],
            "dates": f"{start} to {end}" if contract.starts_on or contract.ends_on else "no dates",
            "words": contract.status_words,
            "publisher": contract.source.publisher or contract.source.title
            if contract.source and not self.page.is_masked
            else "",
        }


_PLAIN = {Sector.PUBLIC, Sector.PRIVATE, Sector.SOCIAL}


def _sector_label(sector: str) -> str:
    return {Sector.MUTUAL: "mutual", Sector.HYBRID: "hybrid"}.get(sector, "sector not recorded")


def _sector_on(sectors: pd.DataFrame, organisation_id: int, day) -> str:
    """Read the sector that an organisation had on a day; empty if none is recorded."""
    for row in sectors.itertuples():
        has_begun = row.valid_from is None or row.valid_from <= day
        has_not_ended = row.valid_to is None or row.valid_to > day
        if row.organisation_id == organisation_id and has_begun and has_not_ended:
            return row.sector
    return ""


def _function_words(link: SupplyLink) -> str:
    """Say whether the receiver designs the service, delivers it, or both."""
    functions = [("designs", link.does_design), ("delivers", link.does_delivery)]
    return " and ".join(words for words, does in functions if does)


def _group_words(contract: Contract) -> str:
    group = contract.service_group
    return f"Service group: {group.name}" if group else ""


def _row(term: str, value: Any, **more: Any) -> dict[str, Any]:
    words = str(value) if value else cells.NOT_RECORDED_WORDS
    is_missing = words in {NOT_KNOWN, cells.NOT_RECORDED_WORDS, cells.NOT_PUBLIC}
    return {"term": term, "value": words, "is_missing": is_missing, **more}


def _with_note(row: dict[str, Any], note: str) -> dict[str, Any]:
    notes = [words for words in (row.get("note"), note) if words]
    return row | {"note": " · ".join(notes)}


def _value_row(term: str, value: Measured | None) -> dict[str, Any]:
    if value is None:
        return _row(term, NOT_KNOWN)
    return {"term": term, "value": str(value), "is_missing": not value.is_known}


def _value_cell(label: str, value: Measured | None, absent: str = "unchanged") -> dict[str, Any]:
    text = absent if value is None else str(value)
    is_missing = value is None or not value.is_known
    return {"text": text, "label": label, "is_numeric": True, "is_missing": is_missing}


def _history_row(change: RecordChange) -> dict[str, str]:
    words = f"{KIND_WORDS[change.kind]} {VERBS[change.what]}"
    if change.columns:
        words = f"{words}: {', '.join(change.columns)}"
    return {"when": date_words(change.changed_on), "text": words}
