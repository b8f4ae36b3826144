"""Configuration of the organisations app."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class OrganisationsConfig(AppConfig):
    """Who exists."""

    name = "organisations"
    verbose_name = "Organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the history guard of the whole register step aside while migrations run."""
        pre_migrate.connect(_let_history_be_migrated, sender=self)
        post_migrate.connect(_guard_history, sender=self)


def _let_history_be_migrated(using: str, **event) -> None:
    from organisations import history_guard

    history_guard.step_aside(connections[using])


def _guard_history(using: str, **event) -> None:
    from organisations import history_guard

    history_guard.stand(connections[using])
