"""Publishing and hiding records from their list."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from organisations.actions import lock_organisations, set_state
from organisations.choices import RecordState


class StateActions:
    """Mixed into the pages of models with a record state; hiding takes the place of deletion."""

    @admin.action(description="Publish the chosen records", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Let everybody see the records."""
        self._set_states(request, queryset, RecordState.PUBLISHED)

    @admin.action(description="Hide the chosen records", permissions=["change"])
    def hide(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Let only own bodies and curators see the records."""
        self._set_states(request, queryset, RecordState.HIDDEN)

    def _set_states(self, request: HttpRequest, queryset: QuerySet, state: RecordState) -> None:
        done = 0
        for record in queryset:
            try:
                self._set_state(request, record, state)
                done += 1
            except PermissionDenied:
                self._say(request, f"“{record}” is not yours to change.")
            except ValidationError as refusal:
                self._say(request, f"“{record}” stays as it was: {' '.join(refusal.messages)}")
        if done:
            self.message_user(
                request,
                f"{done} {'record is' if done == 1 else 'records are'} now {state.label}.",
                messages.SUCCESS,
            )

    def _say(self, request: HttpRequest, words: str) -> None:
        self.message_user(request, words, messages.ERROR)

    @transaction.atomic
    def _set_state(self, request: HttpRequest, record: Model, state: RecordState) -> None:
        lock_organisations(self.organisation_ids_of(record))
        set_state(record=record, state=state, by=request.user, reason="admin: list of records")
        self.settle(request, record)
