"""What happened in a competition: every change of its notice, bids and assessors, by whom and when.

Scores are left out: each assessor sees the own ones only, until all have scored.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from organisations import roles
from organisations.history import KINDS, Telling, Version, versions_told
from partnerships.models import Bid, PartnerCompetition
from spinouts.dashboards.competitions.versions import strands_of_bids, strands_of_competition
from spinouts.dashboards.lists import cells

COLUMNS = [
    cells.column("When"),
    cells.column("Who"),
    cells.column("What"),
    cells.column("From what to what"),
]
SILENT = {"competition", "address", "record"}
"""Labels that say what stands on the page anyway."""
EXACT = "how exact"


def versions_of(competition: PartnerCompetition, user) -> list[Version]:
    """List every change of a competition and of its bids, the latest first.

    :param user: an officer of the body that runs it; the names of records that the account may not
        see are left out
    """
    bids = Bid.objects.visible_to(user).filter(competition=competition)
    keys = list(bids.values_list("pk", flat=True))
    versions: list[Version] = []
    for strand in [*strands_of_competition(competition), *strands_of_bids(keys)]:
        rows = strand.select_related("history_user").order_by("history_id")
        versions += versions_told(strand.model.instance_type, rows)
    return sorted(versions, key=lambda version: (version.at, version.number), reverse=True)


def present(versions: list[Version], user) -> list[list[dict[str, Any]]]:
    """Make the cells of changes, with the names of what they tell of."""
    Telling(lambda model, keys: _names_of(model, keys, user)).look_up(versions)
    return [cells.labelled(COLUMNS, _row(version)) for version in versions]


def _row(version: Version) -> list[dict[str, Any]]:
    told = [one for one in version.changes if one.label not in SILENT]
    if version.kind == KINDS["+"]:
        changes = [f"{one.label}: {one.after}" for one in told if not one.label.endswith(EXACT)]
    else:
        changes = [f"{one.label}: {one.before} → {one.after}" for one in told]
    return [
        {"text": date_format(localtime(version.at), "DATETIME_FORMAT")},
        {"text": version.by},
        {"text": f"{version.what} {version.kind}", "note": version.record},
        {"text": "; ".join(changes)},
    ]


def _names_of(model: type[Model], keys: set, user) -> dict[Any, str]:
    """Name records by their keys, without those that the account may not see."""
    rows: QuerySet = model._default_manager.filter(roles.visible_condition(model, user))
    return dict.fromkeys(keys, cells.NOT_PUBLIC) | {
        key: str(row) for key, row in rows.in_bulk(list(keys)).items()
    }
