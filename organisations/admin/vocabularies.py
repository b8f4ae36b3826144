"""Pages of the lists that curators keep."""

from __future__ import annotations

from django.contrib import admin

from organisations.admin.records import RecordAdmin
from organisations.forms import SluggedForm
from organisations.models import LegalForm, OperatingModel, ServiceGroup


class TermAdmin(RecordAdmin):
    """One word of a list with its definition."""

    form = SluggedForm
    list_display = ("name", "slug", "definition")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "definition")


@admin.register(LegalForm)
class LegalFormAdmin(TermAdmin):
    """Legal forms."""


@admin.register(ServiceGroup)
class ServiceGroupAdmin(TermAdmin):
    """Service groups."""


@admin.register(OperatingModel)
class OperatingModelAdmin(TermAdmin):
    """Operating models."""

    list_display = ("name", "slug", "is_staff_vehicle", "definition")
    list_filter = ("is_staff_vehicle",)
    fields = ("name", "slug", "definition", "is_staff_vehicle")
