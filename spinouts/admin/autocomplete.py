"""What the admin's search boxes offer: rows in words that tell no name of a hidden record.

A page whose records are not told apart by their own text says how they are: `choice_words`.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet

from organisations.admin.access import mask_invisible


class MaskedAutocompleteView(AutocompleteJsonView):
    """Django's answer to a search box; what a row names and the person may not see has no name."""

    def get_queryset(self) -> QuerySet:
        """Read what the rows name along with them."""
        rows = super().get_queryset()
        named = self.model_admin.list_select_related
        return rows.select_related(*named) if isinstance(named, tuple) and named else rows

    def get_context_data(self, **options: Any) -> dict:
        """Put stand-ins for records that the person may not see."""
        context = super().get_context_data(**options)
        context["object_list"] = mask_invisible(self.request, context["object_list"])
        return context

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Offer the row by its key, in the words of its own page."""
        words = getattr(self.model_admin, "choice_words", str)
        return {"id": str(getattr(obj, to_field_name)), "text": words(obj)}
