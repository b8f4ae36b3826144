"""“Contracts”: as provider with rival figures, as commissioner, income at risk and dependence."""

from __future__ import annotations

from typing import Any

from partnerships.choices import PartyRole, VatTreatment
from partnerships.income import IncomeAtRisk
from partnerships.models import Contract, ContractParty
from spinouts.dashboards.charts.words import counted
from spinouts.dashboards.lists.cells import capital, cell, column
from spinouts.dashboards.lists.contracts import is_known, role_note, standing_of, value_cell
from spinouts.dashboards.views.organisation.parts import Part, table
from spinouts.dashboards.words import NOT_KNOWN, date_words, fraction_words, money_words

ROWS_SHOWN = 50
NOT_PUBLIC = "not public"
COLUMNS = [
    column("Contract"),
    column("Commissioner"),
    column("Runs"),
    column("Value", is_numeric=True),
    column("On the day"),
]


def contracts_context(part: Part) -> dict[str, Any]:
    """Give everything that the contracts section shows beside its charts."""
    contracts = part.figures.contracts
    slug = part.figures.organisation.slug
    commissioned = part.figures.records.commissioned
    count = commissioned[0].commissioned_count if commissioned else 0
    return {
        "provided": _provided_table(part),
        "provided_more": max(0, len(contracts.begun) - ROWS_SHOWN),
        "provided_url": part.list_link("contract-list", provider=slug),
        "later_count": contracts.later_count,
        "commissioned": _commissioned_table(part, commissioned),
        "commissioned_count": count,
        "commissioned_more": count - len(commissioned),
        "commissioned_url": part.list_link("contract-list", commissioner=slug),
        "risk": _risk_table(part),
        "dependence": _dependence(part),
    }


def _provided_table(part: Part) -> dict[str, Any] | None:
    contracts = part.figures.contracts
    rows = []
    for contract in contracts.begun[:ROWS_SHOWN]:
        rows.append(_row(part, contract, PartyRole.COMMISSIONER))
        rows += [_rival_row(part, rival) for rival in contracts.alternatives[contract.pk]]
    rows += [_rival_row(part, rival) for rival in contracts.alternatives[None][:ROWS_SHOWN]]
    return table("provided", "Contracts that it provides", COLUMNS, rows) if rows else None


def _commissioned_table(part: Part, contracts: list[Contract]) -> dict[str, Any] | None:
    rows = [_row(part, contract, PartyRole.PROVIDER) for contract in contracts]
    if not rows:
        return None
    columns = [COLUMNS[0], column("Provider"), *COLUMNS[2:]]
    return table("commissioned", "Contracts that it commissions", columns, rows)


def _row(part: Part, contract: Contract, other_side: str) -> list[dict[str, Any] | None]:
    """Make the row of a contract, with its partners on its own side in the note."""
    return [
        _title_cell(part, contract, role_note(contract), other_side),
        _party_cell(part, contract, other_side),
        cell(capital(runs_words(contract))),
        _value_cell(contract),
        standing_of(contract, part.figures.day).as_cell(),
    ]


def _rival_row(part: Part, contract: Contract) -> list[dict[str, Any] | None]:
    """Make the row of a figure that is shown beside its contract and enters no sum."""
    kind = "rival figure" if contract.alternative_to_id else "never became a contract"
    return [
        _title_cell(part, contract, "In no sum", PartyRole.COMMISSIONER),
        _party_cell(part, contract, PartyRole.COMMISSIONER),
        cell(capital(runs_words(contract))),
        _value_cell(contract),
        {"text": kind, "tag": "disputed" if contract.alternative_to_id else "quiet"},
    ]


def _title_cell(part: Part, contract: Contract, note: str, other_side: str) -> dict[str, Any]:
    is_masked = part.figures.contracts.is_masked(contract)
    notes = [note, _partners_words(part, contract, other_side)]
    if contract.early_end_reason:
        notes.append(f"ended early: {contract.early_end_reason}")
    if contract.note and not is_masked:
        notes.append(contract.note)
    return cell(
        contract.title,
        url=part.link("contract-detail", contract.slug),
        note=". ".join(capital(words) for words in notes if words),
        source_numbers=part.book.numbers(
            contract, f"contract “{contract.title}”", is_masked=is_masked
        ),
    )


def _partners_words(part: Part, contract: Contract, other_side: str) -> str:
    """Name who shares its own side of the contract."""
    side = PartyRole.PROVIDER if other_side == PartyRole.COMMISSIONER else PartyRole.COMMISSIONER
    others = [
        party_words(party)
        for party in part.figures.contracts.parties_of(contract, side)
        if party.organisation_id != part.figures.organisation.pk
    ]
    return f"with {', '.join(others)}" if others else ""


def _party_cell(part: Part, contract: Contract, side: str) -> dict[str, Any]:
    parties = part.figures.contracts.parties_of(contract, side)
    if not parties:
        return cell("")
    first, *others = parties
    more = {}
    if first.organisation_id and first.is_organisation_visible:
        more["url"] = part.organisation_link(first.organisation_slug)
    note = f"and {', '.join(party_words(party) for party in others)}" if others else ""
    return cell(party_words(first), note=note, **more)


def party_words(party: ContractParty) -> str:
    """Name a party as far as the account may know."""
    if party.organisation_id is None:
        return party.name
    return party.organisation_name if party.is_organisation_visible else NOT_PUBLIC


def runs_words(contract: Contract) -> str:
    """Say from when to when a contract runs, and what was planned if it ended otherwise."""
    start = date_words(contract.starts_on, contract.starts_on_precision)
    end = date_words(contract.ends_on, contract.ends_on_precision)
    if contract.starts_on is None and contract.ends_on is None:
        return "dates not known"
    first = start if contract.starts_on else "start not known"
    last = end if contract.ends_on else "end not known"
    planned = ""
    if contract.planned_ends_on and contract.planned_ends_on != contract.ends_on:
        planned = date_words(contract.planned_ends_on, contract.planned_ends_on_precision)
        planned = f" (planned to {planned})"
    return f"{first} to {last}{planned}"


def _value_cell(contract: Contract) -> dict[str, Any]:
    """Write a contract's value with what it is, and the yearly one beside a total."""
    made = value_cell(contract)
    notes = [made.get("note", "")]
    if is_known(contract.total_value) and is_known(contract.annual_value):
        notes.append(f"{contract.annual_value} a year")
    if contract.vat != VatTreatment.UNKNOWN:
        notes.append(contract.get_vat_display())
    if contract.currency != "GBP":
        notes.append(f"in {contract.currency}")
    return made | {"note": "; ".join(words for words in notes if words)}


def _risk_table(part: Part) -> dict[str, Any] | None:
    """Give what of the live yearly value ends within some months, and what cannot be told."""
    risk = part.figures.contracts.risk
    if not risk.live_count:
        return None
    rows = [
        [
            cell(f"Ends within {months} months"),
            cell(ending.contract_count),
            cell(money_words(ending.low_pence, ending.high_pence)),
            cell(fraction_words(ending.fraction_low, ending.fraction_high)),
        ]
        for months, ending in risk.ending.items()
        if risk.valued_count
    ]
    rows += [
        [cell(words), cell(count), money, None] for words, count, money in _not_told(risk) if count
    ]
    columns = [
        column("When"),
        column("Contracts", is_numeric=True),
        column("Value a year", is_numeric=True),
        column("Of live value", is_numeric=True),
    ]
    return {
        "table": table("risk", "Live contract value that ends soon", columns, rows),
        "summary": _risk_summary(risk),
    }


def _not_told(risk: IncomeAtRisk) -> list[tuple[str, int, dict[str, Any] | None]]:
    """List what stands beside the income at risk: never safe, and in no sum."""
    open_value = money_words(risk.end_not_known_low_pence, risk.end_not_known_high_pence)
    is_open_valued = risk.end_not_known_low_pence or risk.end_not_known_high_pence != 0
    return [
        (
            "End not known",
            risk.end_not_known_count,
            cell(open_value if is_open_valued else NOT_KNOWN),
        ),
        ("No yearly value known", risk.not_valued_count, cell(NOT_KNOWN)),
        ("Ceiling or revenue managed, no income", risk.not_income_count, None),
        ("Start not known", risk.start_not_known_count, None),
    ]


def _risk_summary(risk: IncomeAtRisk) -> str:
    if not risk.valued_count:
        known = f"{counted(risk.live_count, 'contracts')} run on this day"
        return f"{known}; the yearly value of none of them is known."
    value = money_words(risk.annual_low_pence, risk.annual_high_pence)
    return (
        f"{counted(risk.valued_count, 'contracts')} that run on this day "
        f"{'is' if risk.valued_count == 1 else 'are'} worth {value} a year to it."
    )


def _dependence(part: Part) -> str:
    """Say what of its live yearly value comes from the bodies that it left; empty without any."""
    contracts = part.figures.contracts
    if not part.figures.records.facts["parents"] or not contracts.risk.valued_count:
        return ""
    found = contracts.dependence
    share = fraction_words(found.fraction_low, found.fraction_high)
    value = money_words(found.low_pence, found.high_pence)
    beside = [
        (found.not_valued_count, "without a yearly value"),
        (found.commissioner_not_known_count, "without a known commissioner"),
    ]
    left = [f"{counted(count, 'contracts')} {why}" for count, why in beside if count]
    aside = f" In no sum: {', '.join(left)}." if left else ""
    known = contracts.risk.valued_count - found.commissioner_not_known_count
    return (
        f"{share} of its live contract value a year ({value}) comes from the public bodies that "
        f"it left and those that followed them, counted over {counted(known, 'contracts')}.{aside}"
    )
