"""The list of partner competitions: one row each, notices only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Lower

from organisations.choices import RecordState
from organisations.models import Organisation
from partnerships.choices import CompetitionOrigin
from partnerships.models import PartnerCompetition
from partnerships.querysets import is_visible
from spinouts.dashboards.competitions.standing import STANDINGS, standing_of, with_standing
from spinouts.dashboards.filter_choices import terms_of, with_any
from spinouts.dashboards.filter_forms import OneOf, OrganisationField, SearchField
from spinouts.dashboards.filters import FilterError, FilterForm, Filters
from spinouts.dashboards.lists import cells
from spinouts.dashboards.words import date_words

ORDERS = {
    "title": Lower("title"),
    "service": "service_area",
    "opens": "opens_on",
    "closes": "closes_on",
}
COLUMNS = [
    cells.column("Competition", "title"),
    cells.column("Public body"),
    cells.column("Service", "service"),
    cells.column("Opens", "opens"),
    cells.column("Closes", "closes"),
    cells.column("Stake on offer", is_numeric=True),
    cells.column("On the day"),
]


class CompetitionFilters(FilterForm):
    """Filters of /partnerships/competitions/."""

    q = SearchField("Title, service or public body")
    service = OneOf("Service", terms_of("organisations.ServiceGroup"))
    status = OneOf("On the day", with_any(STANDINGS))
    origin = OneOf("Record", with_any(CompetitionOrigin.choices))
    body = OrganisationField("Public body")


def body_asked_for(filters: Filters, user) -> Organisation | None:
    """Find the public body that the address names, and let the form show its name.

    :raises FilterError: for one that does not exist, or that the account may not see
    """
    slug = filters.value("body")
    if slug is None:
        return None
    body = Organisation.objects.visible_to(user).filter(slug=slug).first()
    if body is None:
        raise FilterError(
            {"body": f"The register has no organisation with the address “{slug[:40]}”."}
        )
    filters.form.fields["body"].choices = [(slug, body.name)]
    return body


def seen_by(competitions: QuerySet, user) -> QuerySet:
    """Tell of each competition whom the account may name."""
    return competitions.annotate(
        is_body_visible=is_visible(user, "public_body"),
        is_venture_visible=is_visible(user, "venture"),
        body_record_name=F("public_body__name"),
        body_slug=F("public_body__slug"),
        venture_record_name=F("venture__name"),
        venture_slug=F("venture__slug"),
    )


def chosen(filters: Filters, user, body: Organisation | None) -> QuerySet:
    """Choose the competitions that the filters keep, whatever their standing on the day.

    Read on an earlier day, those that open after it are left out.
    """
    rows = PartnerCompetition.objects.filter(
        pk__in=PartnerCompetition.objects.visible_to(user).values("pk")
    )
    if "q" in filters.values:
        rows = _found(rows, filters.values["q"], user)
    if "service" in filters.values:
        rows = rows.filter(service_group__slug=filters.values["service"])
    if "origin" in filters.values:
        rows = rows.filter(origin=filters.values["origin"])
    if body is not None:
        rows = rows.filter(public_body=body)
    if not filters.is_as_of_today:
        rows = rows.filter(Q(opens_on=None) | Q(opens_on__lte=filters.as_of))
    return with_standing(rows, filters.as_of)


def _found(rows: QuerySet, words: str, user) -> QuerySet:
    """Keep competitions with every word in the notice, or in the name of its body or venture."""
    in_notice = Q()
    for word in words.split():
        in_notice &= (
            Q(title__icontains=word)
            | Q(service_area__icontains=word)
            | Q(public_body_name__icontains=word)
            | Q(venture_name__icontains=word)
        )
    named = Organisation.objects.visible_to(user).named_like(words).values("pk")
    return rows.filter(in_notice | Q(public_body__in=named) | Q(venture__in=named))


def listed(filters: Filters, user, body: Organisation | None) -> QuerySet:
    """Choose the competitions in the order asked for, with what their rows need."""
    rows = seen_by(chosen(filters, user, body), user)
    if "status" in filters.values:
        rows = rows.filter(standing=filters.values["status"])
    return cells.ordered(rows, filters.sort, ORDERS, "-opens")


def by_standing(path: str, filters: Filters, user, body: Organisation | None) -> list[dict]:
    """Count the competitions by their standing on the day: one query."""
    counts = chosen(filters, user, body).order_by().values_list("standing").annotate(Count("pk"))
    return cells.facets(path, filters, "status", dict(STANDINGS), counts)


def present(
    rows: Sequence[PartnerCompetition], filters: Filters, own_body_ids: frozenset[int]
) -> list[list[dict[str, Any]]]:
    """Make the cells of competitions."""
    return [cells.labelled(COLUMNS, _row(row, filters, own_body_ids)) for row in rows]


def _row(
    competition: PartnerCompetition, filters: Filters, own_body_ids: frozenset[int]
) -> list[dict[str, Any]]:
    return [
        {
            "text": competition.title,
            "url": cells.with_query(competition.get_absolute_url(), filters.as_of_query),
            "note": _note(competition, own_body_ids),
        },
        body_cell(competition, filters),
        cells.cell(cells.capital(competition.service_area)),
        _day_cell(competition.opens_on, competition.opens_on_precision),
        _day_cell(competition.closes_on, competition.closes_on_precision),
        _stake_cell(competition),
        standing_of(competition).as_cell(),
    ]


def _note(competition: PartnerCompetition, own_body_ids: frozenset[int]) -> str:
    notes = []
    if competition.public_body_id in own_body_ids:
        notes.append("your body’s")
    if competition.state != RecordState.PUBLISHED:
        notes.append(f"{competition.get_state_display()}: not public")
    return " · ".join(notes)


def body_cell(competition: PartnerCompetition, filters: Filters) -> dict[str, Any]:
    """Make the cell of the public body, which a source may have given in words only."""
    if competition.public_body_id is None:
        return cells.cell(competition.public_body_name)
    if not competition.is_body_visible:
        return {"text": cells.NOT_PUBLIC, "is_missing": True}
    url = cells.organisation_url(competition.body_slug, filters)
    return cells.cell(competition.body_record_name, url=url)


def _day_cell(day, precision: str) -> dict[str, Any]:
    return cells.cell(date_words(day, precision) if day else "")


def _stake_cell(competition: PartnerCompetition) -> dict[str, Any]:
    stake = competition.stake_on_offer
    if stake is None:
        return cells.cell("", is_numeric=True)
    return {"text": str(stake), "is_missing": not stake.is_known, "is_numeric": True}
