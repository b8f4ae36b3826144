"""The organisation's page: one screen for names, identifiers, profile, stakes and evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Case, Exists, F, OuterRef, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse

from organisations.actions import save_record
from organisations.admin import EvidenceRows, RecordAdmin, StateActions
from organisations.admin.access import is_officer, own_bodies, visible_rows
from organisations.admin.clock import this_day
from organisations.admin.queues import WorkQueueFilter
from organisations.choices import OrganisationKind, RecordState
from organisations.duplicates import likely_duplicates
from organisations.forms import OrganisationForm
from organisations.models import Organisation, Profile
from partnerships.admin import StakeRows
from partnerships.models import Stake
from partnerships.rules import TOLERANCE, WHOLE
from spinouts.actions import settle_exits
from spinouts.admin.journey import without_stage
from spinouts.admin.organisation_rows import (
    IdentifierRows,
    NameRows,
    ProfileRows,
    PublicBodyRows,
    SpinOutRows,
)
from spinouts.admin.split_panel import split_sentences
from spinouts.models import SpinOut, SpinOutParent

LONGEST_TYPED = 200


def _split_not_whole(request: HttpRequest, organisations: QuerySet) -> QuerySet:
    """Keep organisations whose recorded equity of today cannot reach 100 per cent."""
    largest = Case(
        When(equity_disclosure="known", then=Coalesce(F("equity_high"), Value(WHOLE))),
        When(equity_disclosure="not_applicable", then=Value(0)),
        default=Value(WHOLE),
    )
    stakes = visible_rows(request, Stake).exclude(state=RecordState.HIDDEN)
    short = (
        stakes.held_on(this_day(), "equity")
        .order_by()
        .values("subject")
        .annotate(largest=Sum(largest))
        .filter(largest__lt=WHOLE - TOLERANCE)
    )
    return organisations.filter(pk__in=short.values("subject"))


def _no_stage(request: HttpRequest, organisations: QuerySet) -> QuerySet:
    spin_outs = without_stage(request, SpinOut.objects.counted())
    return organisations.filter(pk__in=spin_outs.values("organisation"))


def _no_sector(request: HttpRequest, organisations: QuerySet) -> QuerySet:
    with_sector = Profile.objects.filter(organisation=OuterRef("pk")).exclude(sector="")
    return organisations.filter(~Exists(with_sector))


class OrganisationQueueFilter(WorkQueueFilter):
    """Organisations that something is missing from."""

    queues = {
        "no-source": ("no source", lambda _, rows: rows.filter(source=None)),
        "drafts": ("drafts", lambda _, rows: rows.filter(state=RecordState.DRAFT)),
        "split-not-100": ("split does not reach 100", _split_not_whole),
        "no-stage": ("spin-out without a stage", _no_stage),
        "no-sector": ("no sector in any profile", _no_sector),
    }


@admin.register(Organisation)
class OrganisationAdmin(StateActions, RecordAdmin):
    """Organisations of all kinds."""

    form = OrganisationForm
    inlines = (
        NameRows,
        IdentifierRows,
        ProfileRows,
        SpinOutRows,
        StakeRows,
        PublicBodyRows,
        EvidenceRows,
    )
    actions = ("publish", "hide")
    list_display = ("name", "kind", "region", "status", "state", "source")
    list_filter = (OrganisationQueueFilter, "state", "kind", "region")
    list_select_related = ("source",)
    search_fields = ("name", "names__name", "identifiers__value")
    search_help_text = "Any name the organisation has or had, or an identifier"
    autocomplete_fields = ("source",)
    fieldsets = (
        (None, {"fields": ("name", ("kind", "status"), ("region", "local_authority"), "state")}),
        ("Who says so", {"fields": (("source", "location"), "quote")}),
        (
            "When it began and ended",
            {"fields": (("founded_on", "dissolved_on"),)},
        ),
        (
            "Description, website and place",
            {
                "classes": ("collapse",),
                "fields": (
                    "description",
                    "website",
                    ("local_authority_code", "country"),
                    "note",
                    "slug",
                ),
            },
        ),
    )

    # Addresses

    def get_urls(self) -> list:
        """Add the address that warns of likely duplicates while somebody types."""
        view = self.admin_site.admin_view(self.duplicates_view)
        name = "organisations_organisation_duplicates"
        return [path("duplicates/", view, name=name), *super().get_urls()]

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """Name the organisations that what is typed may repeat, as far as the person sees them."""
        asked = {
            key: request.GET.get(key, "")[:LONGEST_TYPED]
            for key in ("name", "scheme", "value", "exclude")
        }
        exclude_id = int(asked["exclude"]) if asked["exclude"].isdecimal() else None
        candidates = likely_duplicates(
            visible_rows(request, Organisation),
            [asked["name"]] if asked["name"].strip() else [],
            [(asked["scheme"], asked["value"])],
            exclude_id,
        )
        answer = [
            {
                "name": candidate.words,
                "url": reverse(
                    "admin:organisations_organisation_change", args=[candidate.organisation_id]
                ),
            }
            for candidate in candidates
        ]
        return JsonResponse({"candidates": answer})

    def view_on_site(self, record: Organisation) -> str | None:
        """Link to the public page, once it has an address."""
        return record.get_absolute_url() if record.slug else None

    # The form

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let an officer enter spin-outs, once there is a body whose they can be."""
        return super().has_add_permission(request) and (
            not is_officer(request) or bool(own_bodies(request))
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search every name and identifier."""
        return queryset.named_like(search_term), False

    def get_fieldsets(self, request: HttpRequest, obj: Organisation | None = None) -> list:
        """Ask about duplicates of a new organisation."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            title, options = fieldsets[0]
            name, *others = options["fields"]
            fieldsets[0] = title, {**options, "fields": [name, "is_another", *others]}
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> tuple:
        """Keep the address once others may have linked to it."""
        return ("slug",) if obj is not None and is_officer(request) else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any
    ) -> type:
        """Tell the name's box where to ask for likely duplicates."""
        form = super().get_form(request, obj, change=change, **options)
        if "name" in form.base_fields:
            form.base_fields["name"].widget.attrs.update(
                {
                    "data-duplicates-url": reverse("admin:organisations_organisation_duplicates"),
                    "data-duplicates-exclude": "" if obj is None else obj.pk,
                }
            )
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """Start an officer's new organisation as a spin-out."""
        initial = super().get_changeform_initial_data(request)
        if is_officer(request):
            initial.setdefault("kind", OrganisationKind.SPIN_OUT)
        return initial

    def render_change_form(
        self, request: HttpRequest, context: dict, *arguments: Any, **options: Any
    ) -> HttpResponse:
        """Put the split of today beside the stakes."""
        record = context.get("original")
        context["split_sentences"] = split_sentences(request, record) if record else []
        return super().render_change_form(request, context, *arguments, **options)

    # Storing

    def organisation_ids_of(self, record: Organisation) -> set[int]:
        """Hold the organisation itself."""
        return {record.pk}

    def settle(self, request: HttpRequest, record: Organisation) -> None:
        """Note the first exit and settle the stakes."""
        settle_exits(organisation_ids={record.pk})

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Store the rows; a new spin-out with the parent named beside it."""
        super().save_formset(request, form, formset, change)
        if formset.model is not SpinOut:
            return
        for row_form in formset.forms:
            body = row_form.cleaned_data.get("parent_body")
            if body is not None and row_form.instance.pk:
                self._add_parent(request, row_form.instance, body)

    def _add_parent(self, request: HttpRequest, spin_out: SpinOut, body: Organisation) -> None:
        parent = SpinOutParent(spin_out=spin_out, body=body, source=spin_out.source)
        save_record(record=parent, by=request.user, reason=self.reason())
