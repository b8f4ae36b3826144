"""Configuration of the spinouts app."""

from django.apps import AppConfig


class SpinoutsConfig(AppConfig):
    """The journey out."""

    name = "spinouts"
    verbose_name = "Spin-outs"
    default_auto_field = "django.db.models.BigAutoField"
