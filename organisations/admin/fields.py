"""What the pages and their rows share: search boxes that offer only what may be chosen."""

from __future__ import annotations

from typing import Any

from django.db.models import Field, ForeignKey, URLField
from django.http import HttpRequest

from organisations.admin.access import choosable_rows
from organisations.admin.widgets import KnownAutocompleteSelect
from organisations.roles import SCOPES


class ScopedFields:
    """Mixed into admin pages and inlines alike."""

    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **options: Any
    ) -> Field:
        """Offer, and accept, only the rows that the person may put here."""
        if db_field.remote_field.model._meta.label_lower in SCOPES:
            options.setdefault("queryset", choosable_rows(request, db_field))
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", KnownAutocompleteSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **options)
