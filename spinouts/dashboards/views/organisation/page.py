"""The whole page of one organisation, part by part, in the order in which it is read."""

from __future__ import annotations

from typing import Any

from spinouts.dashboards.figures.organisation import OrganisationFigures
from spinouts.dashboards.figures.organisation.sources import SourceBook
from spinouts.dashboards.filters import Filters
from spinouts.dashboards.views.organisation import identity
from spinouts.dashboards.views.organisation.closing import change_items, source_items
from spinouts.dashboards.views.organisation.contracts import contracts_context
from spinouts.dashboards.views.organisation.journey import journey_context
from spinouts.dashboards.views.organisation.key_figures import key_figures
from spinouts.dashboards.views.organisation.ownership import ownership_context
from spinouts.dashboards.views.organisation.partnerships import partnerships_context
from spinouts.dashboards.views.organisation.parts import Part
from spinouts.dashboards.views.organisation.rules import rules_context

OPTIONAL = (
    {"anchor": "rules", "label": "Ownership rules"},
    {"anchor": "partnerships", "label": "Partnerships"},
)
"""Parts that only some organisations have."""


def page_context(figures: OrganisationFigures, filters: Filters) -> dict[str, Any]:
    """Give the template everything but the charts.

    Sources are numbered as the parts are made, so the order here is the order of the page.
    """
    part = Part(figures, SourceBook(figures.records))
    context = {
        "filters": filters,
        "organisation": figures.organisation,
        "name": figures.name,
        "crumbs": [
            ("Home", part.link("home")),
            ("Organisations", part.link("organisation-list")),
            (figures.name, ""),
        ],
        "kicker": identity.kicker(part),
        "lead": identity.lead(part),
        "tags": identity.tags(part),
        "existence_notice": identity.existence_notice(part),
        "key_figures": key_figures(part),
        "identity_rows": identity.identity_rows(part),
        "profile_table": identity.profile_table(part),
        "ownership": ownership_context(part),
        "rules": rules_context(part),
        "partnerships": partnerships_context(part),
        "contracts": contracts_context(part),
        "journey": journey_context(part),
        "sources": source_items(part),
        "changes": change_items(part),
    }
    return context | {"sections": _sections(context)}


def _optional_sections(context: dict[str, Any]) -> list[dict[str, Any]]:
    """List the optional parts that are shown; a part may bring a title of its own."""
    shown = [section for section in OPTIONAL if context[section["anchor"]]["is_shown"]]
    return [
        section | {"label": context[section["anchor"]].get("title", section["label"])}
        for section in shown
    ]


def _sections(context: dict[str, Any]) -> list[dict[str, Any]]:
    """List the parts of the page for its navigation."""
    sections = [
        {"anchor": "identity", "label": "What it is and was"},
        {"anchor": "ownership", "label": "Ownership"},
        *_optional_sections(context),
        {"anchor": "contracts", "label": "Contracts"},
        {"anchor": "journey", "label": "The journey"},
        {"anchor": "sources", "label": "Sources", "count": len(context["sources"])},
        {"anchor": "changes", "label": "What changed"},
    ]
    return [{"count": None, **section} for section in sections]
