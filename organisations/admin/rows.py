"""Inlines: rows on the page of the record that they hang on."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.admin import GenericTabularInline
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest

from organisations.admin.access import mask_invisible, may, visible_rows
from organisations.admin.fields import ScopedFields
from organisations.forms import EvidenceFormSet, FactRowForm, RowForm, RowFormSet
from organisations.models import Evidence


class Rows(ScopedFields):
    """Who sees and changes rows: whoever sees the row, and changes the record it hangs on."""

    extra = 1
    form = FactRowForm
    formset = RowFormSet
    view_on_site = False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let everybody in the admin see rows; which ones, `get_queryset` decides."""
        return may(request, "view", self.model)

    def has_add_permission(self, request: HttpRequest, obj: Model | None) -> bool:
        """Let those add rows who may change the page's record."""
        return self._may(request, "add", obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let those change rows who may change the page's record."""
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let those remove rows who may change the page's record; records are only hidden."""
        return self._may(request, "delete", obj)

    def _may(self, request: HttpRequest, action: str, parent: Model | None) -> bool:
        return may(request, action, self.model) and (
            parent is None or may(request, "change", type(parent), parent)
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Choose the rows that the person may see, with what they name."""
        named = [
            field.name
            for field in self.model._meta.concrete_fields
            if isinstance(field, ForeignKey) and field.name != "content_type"
        ]
        rows = visible_rows(request, self.model).select_related(*named)
        return rows.order_by(*self.get_ordering(request)) if self.get_ordering(request) else rows

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **options: Any) -> type:
        """Tell the forms who asks."""
        formset = super().get_formset(request, obj, **options)
        formset.request = formset.form.request = request
        formset.mask = staticmethod(partial(mask_invisible, request))
        return formset


class TableRows(Rows, admin.TabularInline):
    """Rows of few fields, as a table."""


class BlockRows(Rows, admin.StackedInline):
    """Rows of many fields, one under the other; stored ones are folded behind a line of words."""

    template = "admin/edit_inline/folded.html"


class EvidenceRows(Rows, GenericTabularInline):
    """What sources say of the page's record, beside its main source."""

    model = Evidence
    form = RowForm
    formset = EvidenceFormSet
    fields = ("source", "stance", "location", "quote", "note")
    autocomplete_fields = ("source",)
    classes = ("collapse",)
