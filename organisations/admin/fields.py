"""What the pages and their rows share: search boxes that offer only what may be chosen."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    CharField,
    Field,
    ForeignKey,
    Model,
    PositiveSmallIntegerField,
    URLField,
)
from django.db.models.options import Options
from django.http import HttpRequest
from django.utils.text import capfirst

from organisations.admin.access import choosable_rows
from organisations.dated_fields import DatedFormField, precision_name
from organisations.forms.boxes import ChoiceList, SearchBox, TextBox
from organisations.roles import SCOPES


def with_precisions(options: Options, names: tuple | list) -> list:
    """Put the precision of each day of a model after it, in lines of fields as in the names."""
    dated = {one.name: precision_name(one) for one in options.concrete_fields}
    widened: list = []
    for name in names:
        if isinstance(name, (tuple, list)):
            widened.append(with_precisions(options, name))
        else:
            widened += [name, dated[name]] if dated.get(name) else [name]
    return widened


class ScopedFields:
    """Mixed into admin pages and inlines alike."""

    formfield_overrides = {
        CharField: {"widget": TextBox(attrs={"class": "vTextField"})},
        PositiveSmallIntegerField: {
            "widget": TextBox(attrs={"class": "vIntegerField", "inputmode": "numeric"})
        },
        URLField: {"assume_scheme": "https"},
    }

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **options: Any):
        """Make one box of a day and its precision; let search boxes add, and not change."""
        if precision_name(db_field):
            help_text = {"help_text": db_field.help_text} if db_field.help_text else {}
            return DatedFormField(
                label=capfirst(db_field.verbose_name),
                required=not db_field.blank,
                widget=TextBox,
                **help_text,
            )
        field = super().formfield_for_dbfield(db_field, request, **options)
        for link in ("can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(getattr(field, "widget", None), link):
                setattr(field.widget, link, False)
        return field

    def formfield_for_choice_field(self, db_field: Field, request: HttpRequest, **options: Any):
        """Write short lists without a template for each choice."""
        options.setdefault("widget", ChoiceList)
        return super().formfield_for_choice_field(db_field, request, **options)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list:
        """Show the precision of days beside them to those who may only read."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": with_precisions(self.opts, options["fields"])})
            for title, options in fieldsets
        ]

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **options: Any
    ) -> Field:
        """Offer, and accept, only the rows that the person may put here."""
        if db_field.remote_field.model._meta.label_lower in SCOPES:
            options.setdefault("queryset", choosable_rows(request, db_field))
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", SearchBox(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **options)
