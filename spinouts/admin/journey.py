"""Spin-outs with parents, cohorts and stages; and the lists of stages and cohorts."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from organisations.admin import BlockRows, EvidenceRows, RecordAdmin, TableRows, TermAdmin
from organisations.admin.access import visible_rows
from organisations.admin.queues import WorkQueueFilter
from organisations.forms import RowForm
from organisations.models import Organisation
from spinouts.actions import settle_exits
from spinouts.forms import ParentFormSet, SpinOutPageForm
from spinouts.models import Cohort, SpinOut, SpinOutCohort, SpinOutParent, Stage, StageEvent

SPIN_OUT_FACTS = (
    ("service_area", "service_group"),
    ("structure", "is_contrast"),
    ("last_status", "last_status_words"),
    ("status_evidence", "last_seen_on"),
    "staff_transferred",
    ("source", "location"),
)
SPIN_OUT_MORE = ("policy_route", "motive", "seen_on", "quote", "note")


class ParentRows(BlockRows):
    """Public bodies that the spin-out left."""

    model = SpinOutParent
    formset = ParentFormSet
    fieldsets = (
        (None, {"fields": (("body", "staff_transferred"), ("source", "location"))}),
        ("More", {"classes": ("collapse",), "fields": ("quote", "note")}),
    )
    autocomplete_fields = ("body", "source")


class CohortRows(TableRows):
    """Programmes and waves that the spin-out was part of."""

    model = SpinOutCohort
    form = RowForm
    fields = ("cohort",)
    autocomplete_fields = ("cohort",)


class StageRows(TableRows):
    """What happened when on the journey."""

    model = StageEvent
    fields = ("stage", "happened_on", "note", "source", "location")
    autocomplete_fields = ("stage", "source")


def without_stage(request: HttpRequest, spin_outs: QuerySet) -> QuerySet:
    """Keep spin-outs of which no stage is recorded that the person may see."""
    events = visible_rows(request, StageEvent).filter(spin_out=OuterRef("pk"))
    return spin_outs.filter(~Exists(events))


class SpinOutQueueFilter(WorkQueueFilter):
    """Spin-outs that something is missing from."""

    queues = {
        "no-stage": ("no stage", without_stage),
        "no-parent": ("no parent", lambda _, rows: rows.filter(parents=None)),
        "no-service": ("no service group", lambda _, rows: rows.filter(service_group=None)),
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
    }


@admin.register(SpinOut)
class SpinOutAdmin(RecordAdmin):
    """Spin-outs and contrast cases."""

    form = SpinOutPageForm
    inlines = (ParentRows, StageRows, CohortRows, EvidenceRows)
    list_display = ("organisation", "service_area", "structure", "last_status", "is_contrast")
    list_filter = (SpinOutQueueFilter, "is_contrast", "last_status")
    list_select_related = ("organisation",)
    search_fields = ("organisation__name",)
    autocomplete_fields = ("organisation", "service_group", "source")
    fieldsets = (
        (None, {"fields": ("organisation", *SPIN_OUT_FACTS)}),
        ("More about this spin-out", {"classes": ("collapse",), "fields": SPIN_OUT_MORE}),
    )

    def view_on_site(self, record: SpinOut) -> str:
        """Link to the public page of its organisation."""
        return record.get_absolute_url()

    def get_readonly_fields(self, request: HttpRequest, obj: SpinOut | None = None) -> tuple:
        """Keep a spin-out with the organisation for which it was entered."""
        return () if obj is None else ("organisation",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search every name of the organisation."""
        named = Organisation.objects.named_like(search_term).values("pk")
        return queryset.filter(organisation__in=named), False

    def organisation_ids_of(self, record: SpinOut) -> set[int]:
        """Hold the organisation."""
        return {record.organisation_id}

    def settle(self, request: HttpRequest, record: SpinOut) -> None:
        """Note the first exit and settle the stakes that it ends."""
        settle_exits(organisation_ids={record.organisation_id})


@admin.register(Stage)
class StageAdmin(TermAdmin):
    """Stages, exits and events of the journey."""

    list_display = ("name", "kind", "order", "is_public", "slug")
    list_filter = ("kind", "is_public")
    fields = ("name", "slug", "definition", "kind", "order", "is_public")

    def settle(self, request: HttpRequest, record: Stage) -> None:
        """Note anew who has exited: the stage may have become an exit, or no longer be one."""
        reached = StageEvent.objects.filter(stage=record)
        settle_exits(organisation_ids=reached.values_list("spin_out__organisation", flat=True))


@admin.register(Cohort)
class CohortAdmin(TermAdmin):
    """Programmes, waves and routes."""

    fields = ("name", "slug", "definition", "published_size")
