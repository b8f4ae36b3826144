"""Configuration of the organisations app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Who exists."""

    name = "organisations"
    verbose_name = "Organisations"
    default_auto_field = "django.db.models.BigAutoField"
