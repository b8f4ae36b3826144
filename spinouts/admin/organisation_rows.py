"""Rows on the organisation's page that no other page has."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from organisations.admin import BlockRows, TableRows
from organisations.admin.access import choosable_rows, is_officer
from organisations.forms import (
    IdentifierForm,
    IdentifierFormSet,
    ProfileForm,
    ProfileFormSet,
    RowForm,
)
from organisations.forms.boxes import SearchBox
from organisations.models import (
    Identifier,
    Organisation,
    OrganisationName,
    Profile,
    PublicBody,
)
from spinouts.admin.journey import SPIN_OUT_FACTS
from spinouts.forms import SpinOutRowForm
from spinouts.models import SpinOut, SpinOutParent


class NameRows(TableRows):
    """Names beside the registered one."""

    model = OrganisationName
    fields = ("name", "kind", "valid_from", "valid_to", "source")
    autocomplete_fields = ("source",)


class IdentifierRows(TableRows):
    """Numbers under which public lists know the organisation."""

    model = Identifier
    form = IdentifierForm
    formset = IdentifierFormSet
    fields = ("scheme", "value", "source")
    autocomplete_fields = ("source",)


class ProfileRows(BlockRows):
    """What the organisation was over each period."""

    model = Profile
    form = ProfileForm
    formset = ProfileFormSet
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("sector", "legal_form", "operating_model", "share_capital"),
                    ("valid_from", "valid_to"),
                    ("source", "location"),
                )
            },
        ),
    )
    autocomplete_fields = ("legal_form", "operating_model", "source")


class SpinOutRows(BlockRows):
    """What makes the organisation a spin-out; parents and stages have a page of their own."""

    model = SpinOut
    form = SpinOutRowForm
    verbose_name_plural = "spin-out"
    fieldsets = ((None, {"fields": ("parent_body", *SPIN_OUT_FACTS)}),)
    autocomplete_fields = ("service_group", "source")
    can_delete = False
    show_change_link = True
    max_num = 1

    def get_fieldsets(self, request: HttpRequest, obj: Organisation | None = None) -> list:
        """Ask for the parent of a new spin-out only."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not SpinOut.objects.filter(organisation=obj).exists():
            return fieldsets
        title, options = fieldsets[0]
        fields = [name for name in options["fields"] if name != "parent_body"]
        return [(title, {**options, "fields": fields}), *fieldsets[1:]]

    def get_min_num(self, request: HttpRequest, obj: Organisation | None = None, **_: Any) -> int:
        """Make an officer's new organisation a spin-out of an own body."""
        return 1 if self._is_needed(request, obj) else 0

    def _is_needed(self, request: HttpRequest, obj: Organisation | None) -> bool:
        return obj is None and is_officer(request)

    def get_formset(
        self, request: HttpRequest, obj: Organisation | None = None, **options: Any
    ) -> type:
        """Tell the row whether it is needed, and offer the bodies that may be chosen."""
        is_needed = self._is_needed(request, obj)
        options.setdefault("validate_min", is_needed)
        formset = super().get_formset(request, obj, **options)
        formset.form.is_needed = is_needed
        field = formset.form.base_fields["parent_body"]
        body = SpinOutParent._meta.get_field("body")
        field.queryset = choosable_rows(request, body)
        if not is_needed:
            field.widget = SearchBox(body, self.admin_site)
            field.widget.choices = field.choices
        return formset


class PublicBodyRows(BlockRows):
    """What makes the organisation a public body."""

    model = PublicBody
    form = RowForm
    verbose_name_plural = "public body"
    fields = ("kind",)
    max_num = 1
    classes = ("collapse",)
