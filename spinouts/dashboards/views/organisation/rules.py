"""The part of an organisation's page about ownership rules, accessions and being a prime."""

from __future__ import annotations

from typing import Any

from spinouts.dashboards.views.organisation.parts import Part


def rules_context(part: Part) -> dict[str, Any]:
    """Give what the part shows; empty where nothing is recorded, and then it is left out.

    :return: variables of its template; `is_shown` tells whether there is anything
    """
    return {"is_shown": False}
