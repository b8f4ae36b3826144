"""The page of a record: who may open it, how it is stored, and what is said if it cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from organisations.actions import fill_sources, lock_organisations, save_record
from organisations.admin.access import mask_invisible, may, visible_rows
from organisations.admin.deleting import told_obstacles
from organisations.admin.fields import ScopedFields
from organisations.admin.history import history_page, latest_change, version_of
from organisations.forms import MainForm

AT_ONCE = (
    "Somebody else stored something at the same moment that this would contradict. "
    "Nothing of yours is stored yet: look through the form and save again."
)


HANGS_TOGETHER = "It cannot be deleted: records hang on it. Hide it, and nobody finds it any more."


class RecordAdmin(ScopedFields, admin.ModelAdmin):
    """A model's pages: scoped by role, stored through actions, with a history of its own.

    Subclasses say which organisations a record's rules hang on (`organisation_ids_of`) and what
    is to be settled after a write (`settle`).
    """

    form = MainForm
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.ALWAYS
    view_on_site = False

    # Who may do what

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Choose the rows that the person may see: all others do not exist here."""
        rows = visible_rows(request, self.model)
        return rows.order_by(*self.get_ordering(request)) if self.get_ordering(request) else rows

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """Find the record, with stand-ins for what it names and the person may not see."""
        record = super().get_object(request, object_id, from_field)
        return record if record is None else mask_invisible(request, [record])[0]

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str):
        """Answer as for any address that does not exist."""
        raise Http404

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Ask the roles."""
        return may(request, "view", self.model, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask the roles."""
        return may(request, "add", self.model)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Ask the roles."""
        return may(request, "change", self.model, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Ask the roles: records are hidden, and deleted by superusers alone."""
        return may(request, "delete", self.model, obj)

    def get_changelist_instance(self, request: HttpRequest):
        """List the records; a filter that no column can hold is as wrong as any other."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as nonsense:
            raise IncorrectLookupParameters(nonsense) from nonsense

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Refuse questions about rows that point here: some of them are nobody's business.

        Django would let anybody list the organisations that have a bid, secret ones too.
        """
        first, _, _ = lookup.partition("__")
        pointing = {
            one.name for one in self.opts.get_fields() if one.auto_created and one.is_relation
        }
        return first not in pointing and super().lookup_allowed(lookup, value, request)

    def get_actions(self, request: HttpRequest) -> dict:
        """Leave out deleting many records at once."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_inline_instances(self, request: HttpRequest, obj: Model | None = None) -> list:
        """Leave out rows that cannot be entered yet."""
        if getattr(obj, "masked_fields", ()) and not self.has_change_permission(request, obj):
            return []
        inlines = super().get_inline_instances(request, obj)
        return [inline for inline in inlines if obj is not None or inline.max_num != 0]

    # The form

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **options: Any
    ) -> type:
        """Tell the form who asks and which version of the record it shows."""
        form = super().get_form(request, obj, change=change, **options)
        form.request = request
        if obj is not None and issubclass(form, MainForm):
            form.current_version = version_of(obj, self.inlines)
            form.latest_change = latest_change(obj, self.inlines)
            form.history_url = reverse(self._address("history"), args=[obj.pk])
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list:
        """Add the hidden version to a form that can be saved over an existing record."""
        (title, options), *others = super().get_fieldsets(request, obj)
        has_version = obj is not None and issubclass(self.form, MainForm)
        if has_version and self.has_change_permission(request, obj):
            options = {**options, "fields": [*options["fields"], "seen_version"]}
        return [(title, options), *others]

    def _address(self, page: str) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"

    # Storing

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """Show or store the form; what a rule refuses at the very end becomes an error of it."""
        arguments = (request, object_id, form_url, extra_context)
        if request.method != "POST":
            return super().changeform_view(*arguments)
        try:
            with transaction.atomic():
                self.hold(request, object_id)
                return super().changeform_view(*arguments)
        except ValidationError as refusal:
            request.refused_because = _messages_of(refusal)
        except (IntegrityError, OperationalError):
            request.refused_because = [AT_ONCE]
        return super().changeform_view(*arguments)

    def hold(self, request: HttpRequest, object_id: str | None) -> None:
        """Hold what the record's rules hang on, so that two people save one after the other."""
        record = None if object_id is None else self.get_object(request, object_id)
        if record is None:
            return
        if organisation_ids := self.organisation_ids_of(record):
            lock_organisations(organisation_ids)
        else:
            list(self.model._default_manager.filter(pk=record.pk).select_for_update())

    def organisation_ids_of(self, record: Model) -> set[int]:
        """List the organisations that the record's rules hang on; none: the record itself."""
        return set()

    def settle(self, request: HttpRequest, record: Model) -> None:
        """Check the rules across records after a write, and note what follows from it.

        :raises ValidationError: if the records cannot all be true
        """

    def reason(self) -> str:
        """Say through what the record was changed, for the history."""
        return f"admin: {self.opts.verbose_name} form"

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Store the record through the action, if anything of its own changed."""
        if not change or form.changed_data:
            save_record(record=obj, by=request.user, reason=self.reason())

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Remove, change and add rows, with who and through what."""
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            _delete(row, request, self.reason())
        for row in rows:
            save_record(record=row, by=request.user, reason=self.reason())

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Iterable, change: bool
    ) -> None:
        """Store the rows, then settle the record with all of them."""
        super().save_related(request, form, formsets, change)
        fill_sources(record=form.instance, by=request.user, reason=self.reason())
        self.settle(request, form.instance)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete for good, with who did it in the history."""
        lock_organisations(self.organisation_ids_of(obj))
        kept = self.model._default_manager.get(pk=obj.pk)
        _delete(obj, request, f"admin: {self.opts.verbose_name} deleted")
        self.settle(request, kept)

    def get_deleted_objects(self, objs: Iterable[Model], request: HttpRequest) -> tuple:
        """Name what stands in the way of deleting, but nothing that the person may not see."""
        found, counts, missing, protected = super().get_deleted_objects(objs, request)
        return found, counts, missing, told_obstacles(request, objs) if protected else []

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """Ask, then delete; what a rule refuses is said on the record's page."""
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, extra_context)
        except ValidationError as refusal:
            refused_because = _messages_of(refusal)
        except IntegrityError:  # ProtectedError too: of something that was not named
            refused_because = [HANGS_TOGETHER]
        for message in refused_because:
            self.message_user(request, message, messages.ERROR)
        return HttpResponseRedirect(reverse(self._address("change"), args=[object_id]))

    # The history

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """Show who changed what, and when, to those who may change the record themselves."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        return history_page(self, request, record)


def _delete(row: Model, request: HttpRequest, reason: str) -> None:
    row._history_user = request.user
    row._change_reason = reason
    row.delete()


def _messages_of(refusal: ValidationError) -> list[str]:
    if not hasattr(refusal, "error_dict"):
        return refusal.messages
    return [message for errors in refusal.error_dict.values() for e in errors for message in e]
