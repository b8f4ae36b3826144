"""The list of contracts: one row per contract, rival figures apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from organisations.choices import RecordState
from organisations.measured import Measured
from organisations.measured_fields import middle_of
from organisations.models import Organisation
from partnerships.choices import FigureRole, PartyRole, ValueKind
from partnerships.income import months_after
from partnerships.models import Contract, ContractParty
from spinouts.dashboards.filter_forms import NOT_RECORDED
from spinouts.dashboards.filters import FilterError, Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.lists.on_the_day import Standing, profiles_on
from spinouts.dashboards.words import NOT_KNOWN, date_words

ORDERS = {
    "title": Lower("title"),
    "service": "service_area",
    "start": "starts_on",
    "end": "ends_on",
    "value": middle_of("total_value"),
}
COLUMNS = [
    cells.column("Contract", "title"),
    cells.column("Provider"),
    cells.column("Commissioner"),
    cells.column("Service", "service"),
    cells.column("Starts", "start"),
    cells.column("Ends", "end"),
    cells.column("Value", "value", is_numeric=True),
    cells.column("On the day"),
]
TIME = "time"
SHORT_KINDS = {
    ValueKind.CEILING: "ceiling, in no sum",
    ValueKind.REVENUE_MANAGED: "revenue managed, in no sum",
    ValueKind.ESTIMATE: "estimate",
    ValueKind.BUDGET: "budget",
}


@dataclass(frozen=True)
class Parties:
    """Organisations by which a list of contracts is narrowed; None where it is not."""

    provider: Organisation | None = None
    commissioner: Organisation | None = None


def parties_asked_for(filters: Filters, user) -> Parties:
    """Find the organisations that the address names, and let the form show their names.

    :raises FilterError: for one that does not exist, or that the account may not see
    """
    found, errors = {}, {}
    for name in ("provider", "commissioner"):
        slug = filters.value(name)
        if slug is None:
            continue
        organisation = Organisation.objects.visible_to(user).filter(slug=slug).first()
        if organisation is None:
            errors[name] = f"The register has no organisation with the address “{slug[:40]}”."
            continue
        found[name] = organisation
        filters.form.fields[name].choices = [(slug, organisation.name)]
    if errors:
        raise FilterError(errors)
    return Parties(**found)


def chosen(filters: Filters, user, parties: Parties, *, without: Sequence[str] = ()) -> QuerySet:
    """Choose the contracts that the filters keep.

    :param without: filters to pass over, for counts of their own choices; `TIME` for all those
        that look at the day
    """
    wanted = {name: value for name, value in filters.values.items() if name not in without}
    # a subquery, because an officer's condition reaches a contract once for each of its parties
    rows = Contract.objects.filter(pk__in=Contract.objects.visible_to(user).values("pk"))
    rows = rows.filter(role=wanted.get("role", FigureRole.MAIN))
    if "q" in wanted:
        rows = _found(rows, wanted["q"], user)
    if "service" in wanted:
        rows = rows.filter(service_group__slug=wanted["service"])
    if "value_kind" in wanted:
        kind = wanted["value_kind"]
        rows = rows.filter(value_kind="" if kind == NOT_RECORDED else kind)
    if "valued" in wanted:
        rows = rows.valued() if wanted["valued"] == "yes" else rows.unvalued()
    if "sector" in wanted:
        rows = _of_sector(rows, wanted["sector"], filters.as_of, user)
    if parties.provider:
        rows = rows.provided_by(parties.provider.pk)
    if parties.commissioner:
        rows = rows.commissioned_by(parties.commissioner.pk)
    return rows if TIME in without else _timed(rows, wanted, filters)


def _visible_parties(user) -> QuerySet:
    """Choose the parties that may be named: without a record, or with one that may be seen."""
    return ContractParty.objects.filter(
        Q(organisation=None) | Q(organisation__in=Organisation.objects.visible_to(user))
    )


def _found(rows: QuerySet, words: str, user) -> QuerySet:
    """Keep contracts with every word in the title, or in the name of one party."""
    in_title = Q()
    for word in words.split():
        in_title &= Q(title__icontains=word)
    named = Organisation.objects.visible_to(user).named_like(words).values("pk")
    in_name = Q()
    for word in words.split():
        in_name &= Q(name__icontains=word)
    parties = _visible_parties(user).filter(Q(organisation__in=named) | in_name)
    return rows.filter(in_title | Q(pk__in=parties.values("contract")))


def _of_sector(rows: QuerySet, sector: str, day: date, user) -> QuerySet:
    """Keep contracts with a provider of the sector on the day."""
    providers = _visible_parties(user).filter(contract=OuterRef("pk"), role=PartyRole.PROVIDER)
    profiles = profiles_on(day).exclude(sector="")
    if sector == NOT_RECORDED:
        recorded = Q(organisation__in=profiles.values("organisation")) | ~Q(sector="")
        return rows.filter(Exists(providers.exclude(recorded)))
    of_sector = Q(organisation__in=profiles.filter(sector=sector).values("organisation"))
    return rows.filter(Exists(providers.filter(of_sector | Q(sector=sector))))


def _timed(rows: QuerySet, wanted: dict, filters: Filters) -> QuerySet:
    """Keep what the day and the filters of time ask for.

    Read on an earlier day, contracts that begin after it are listed on request only: the register
    cannot tell whether they were known then.
    """
    day = filters.as_of
    if "ending" in wanted:
        rows = rows.ending_between(day, months_after(day, int(wanted["ending"])))
    if "status" in wanted:
        return rows.filter(status_conditions(day)[wanted["status"]])
    return rows if filters.is_as_of_today else rows.begun_by(day)


def status_conditions(day: date) -> dict[str, Q]:
    """Give the condition of each status on a day; they exclude one another."""
    ended = Q(ends_on__isnull=False, ends_on__lt=day)
    running = Q(ends_on=None) | Q(ends_on__gte=day)
    return {
        "live": Q(starts_on__lte=day) & running,
        "ended": ended & (Q(starts_on=None) | Q(starts_on__lte=day)),
        "to-come": Q(starts_on__gt=day),
        "undated": Q(starts_on=None) & running,
    }


def listed(filters: Filters, user, parties: Parties) -> QuerySet:
    """Choose the contracts in the order asked for, with what their rows need."""
    rows = chosen(filters, user, parties).prefetch_related(
        Prefetch("parties", queryset=ContractParty.objects.seen_by(user))
    )
    return cells.ordered(rows, filters.sort, ORDERS, "-start")


def present(rows: Sequence[Contract], filters: Filters) -> list[list[dict[str, Any]]]:
    """Make the cells of contracts."""
    return [cells.labelled(COLUMNS, _row(row, filters)) for row in rows]


def _row(contract: Contract, filters: Filters) -> list[dict[str, Any]]:
    url = cells.with_query(contract.get_absolute_url(), filters.as_of_query)
    return [
        {"text": contract.title, "url": url, "note": role_note(contract)},
        party_cell(contract, PartyRole.PROVIDER, filters),
        party_cell(contract, PartyRole.COMMISSIONER, filters),
        cells.cell(cells.capital(contract.service_area)),
        day_cell(contract.starts_on, contract.starts_on_precision),
        day_cell(contract.ends_on, contract.ends_on_precision),
        value_cell(contract),
        standing_of(contract, filters.as_of).as_cell(),
    ]


def role_note(contract: Contract) -> str:
    """Say what a figure that is no contract of its own is, and that a draft is one."""
    notes = []
    if contract.role == FigureRole.ALTERNATIVE:
        notes.append("rival figure" if contract.alternative_to_id else "never became a contract")
    if contract.state != RecordState.PUBLISHED:
        notes.append(f"{contract.get_state_display()}: not public")
    return " · ".join(notes)


def party_name(party: ContractParty) -> str:
    """Name a party, unless its record is not public."""
    if party.organisation_id is None:
        return party.name
    return party.organisation_name if party.is_organisation_visible else cells.NOT_PUBLIC


def party_url(party: ContractParty, filters: Filters) -> str:
    """Give the address of a party's page, empty if it has none."""
    if party.organisation_id is None or not party.is_organisation_visible:
        return ""
    return cells.organisation_url(party.organisation_slug, filters)


def party_cell(contract: Contract, role: str, filters: Filters) -> dict[str, Any]:
    """Make the cell of one side of a contract: the first linked, all named."""
    side = [party for party in contract.parties.all() if party.role == role]
    if not side:
        return cells.cell("")
    first, *others = side
    note = "and " + ", ".join(party_name(party) for party in others) if others else ""
    return cells.cell(party_name(first), url=party_url(first, filters), note=note)


def day_cell(day: date | None, precision: str) -> dict[str, Any]:
    """Make the cell of a day."""
    words = date_words(day, precision) if day else NOT_KNOWN
    return cells.cell(words)


def value_cell(contract: Contract) -> dict[str, Any]:
    """Make the cell of a value: the total, else the yearly one, with what it is."""
    kind = SHORT_KINDS.get(contract.value_kind, "")
    total, annual = contract.total_value, contract.annual_value
    if is_known(total):
        return cells.cell(total, note=kind, is_numeric=True)
    if is_known(annual):
        return cells.cell(f"{annual} a year", note=kind, is_numeric=True)
    undisclosed = total or annual
    words = str(undisclosed) if undisclosed else NOT_KNOWN
    return {"text": words, "is_missing": True, "is_numeric": True}


def is_known(value: Measured | None) -> bool:
    """Tell whether a value was entered and gives a number."""
    return value is not None and value.is_known


def standing_of(contract: Contract, day: date) -> Standing:
    """Tell how a contract stood on a day, from its dates alone."""
    if contract.role == FigureRole.ALTERNATIVE:
        default = "rival figure" if contract.alternative_to_id else "no contract"
        return Standing(contract.status_words or default, "quiet")
    if contract.starts_on is not None and contract.starts_on > day:
        return Standing("to come", "planned")
    if contract.ends_on is not None and contract.ends_on < day:
        is_early = contract.has_ended_early
        return Standing("ended early", "ended-early") if is_early else Standing("ended", "quiet")
    if contract.starts_on is None:
        return Standing("undated", "warning", "start not known")
    if contract.ends_on is None:
        return Standing("live", "good", "end not known")
    return Standing("live", "good")


def counts(filters: Filters, user, parties: Parties) -> dict[str, int]:
    """Count the contracts by their status on the day, whatever the filters of time: one query.

    :return: live, ended, to_come, undated
    """
    rows = chosen(filters, user, parties, without=(TIME,)).order_by()
    return rows.aggregate(
        **{
            name.replace("-", "_"): Count("pk", filter=condition, distinct=True)
            for name, condition in status_conditions(filters.as_of).items()
        }
    )


def by_service(path: str, filters: Filters, user, parties: Parties) -> list[dict[str, Any]]:
    """Count the contracts by service group: one query."""
    rows = list(
        chosen(filters, user, parties, without=("service",))
        .filter(service_group__isnull=False)
        .order_by()
        .values_list("service_group__slug", "service_group__name")
        .annotate(Count("pk", distinct=True))
    )
    labels = {slug: name for slug, name, _ in rows}
    found = [(slug, count) for slug, _, count in rows]
    return cells.facets(path, filters, "service", labels, found)
