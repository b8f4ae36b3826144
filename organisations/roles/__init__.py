"""Who may do what (DESIGN 7): the one place that admin, pages, imports and exports ask.

Every model of the register stands in `SCOPES` with the way from it to the organisation whose
record it is, to everything that must be published before the public sees it, and to the body
that keeps it secret.
"""

from organisations.roles.accounts import (
    Part,
    body_ids,
    own_organisations,
    part_of,
    remember_bodies,
)
from organisations.roles.conditions import change_condition, public_condition, visible_condition
from organisations.roles.decisions import may
from organisations.roles.scopes import EVERYBODY, NOBODY, Keeper, Scope, Secret
from organisations.roles.table import SCOPES, scope_of

__all__ = [
    "EVERYBODY",
    "NOBODY",
    "SCOPES",
    "Keeper",
    "Part",
    "Scope",
    "Secret",
    "body_ids",
    "change_condition",
    "may",
    "own_organisations",
    "part_of",
    "public_condition",
    "remember_bodies",
    "scope_of",
    "visible_condition",
]
