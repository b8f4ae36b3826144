"""Signing in: who is asked for a password, and what Django is told about permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth.backends import ModelBackend
from django.db import models

from organisations.roles import SCOPES, Part, may, part_of

if TYPE_CHECKING:
    from organisations.models import User


class RoleBackend(ModelBackend):
    """Sign in with a password; permissions come from the roles above, never from groups."""

    def has_perm(self, user_obj: User, perm: str, obj: models.Model | None = None) -> bool:
        """Answer Django's question `app.action_model` from `may`."""
        app_label, _, codename = perm.partition(".")
        action, _, model_name = codename.partition("_")
        label = f"{app_label}.{model_name}"
        if label not in SCOPES or action not in {"view", "add", "change", "delete"}:
            return False
        return may(user_obj, action, apps.get_model(label), obj)

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        """Let keepers of records see the apps that hold some."""
        return part_of(user_obj) in {Part.OFFICER, Part.CURATOR, Part.SUPERUSER} and any(
            label.startswith(f"{app_label}.") for label in SCOPES
        )

    def get_all_permissions(self, user_obj: User, obj: models.Model | None = None) -> set[str]:
        """List every permission as Django's templates expect it."""
        return {
            f"{label.split('.')[0]}.{action}_{label.split('.')[1]}"
            for label in SCOPES
            for action in ("view", "add", "change", "delete")
            if may(user_obj, action, apps.get_model(label), obj if obj else None)
        }
