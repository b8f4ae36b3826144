"""Configuration of the partnerships app."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """What binds them."""

    name = "partnerships"
    verbose_name = "Partnerships"
    default_auto_field = "django.db.models.BigAutoField"
