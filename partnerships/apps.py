"""Configuration of the partnerships app."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class PartnershipsConfig(AppConfig):
    """What binds them."""

    name = "partnerships"
    verbose_name = "Partnerships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let migrations see every row of the tables whose secrets the database keeps."""
        pre_migrate.connect(_let_secrets_be_migrated, sender=self)
        post_migrate.connect(_keep_secrets, sender=self)


def _let_secrets_be_migrated(using: str, **event) -> None:
    from partnerships import row_security

    row_security.step_aside(connections[using])


def _keep_secrets(using: str, **event) -> None:
    from partnerships import row_security

    row_security.stand_again(connections[using])
