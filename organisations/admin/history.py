"""The history of a record and its rows: which version it is, and who changed what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.admin import GenericInlineModelAdmin
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Max, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from organisations.admin.access import NOT_PUBLIC, mask_invisible, visible_rows
from organisations.history import Telling, Version, versions_told
from organisations.roles import SCOPES

if TYPE_CHECKING:
    from organisations.admin.records import RecordAdmin

PER_PAGE = 50


@dataclass(frozen=True)
class _Strand:
    """The history rows of one model that belong to one page."""

    model: type[Model]
    rows: QuerySet


def _strands(record: Model, inlines: Iterable[type]) -> list[_Strand]:
    """Collect the history of a record and of the rows on its page."""
    strands = [_Strand(type(record), type(record).history.filter(id=record.pk))]
    for inline in inlines:
        if issubclass(inline, GenericInlineModelAdmin):
            hangs_on = {
                "content_type_id": ContentType.objects.get_for_model(record).pk,
                "object_id": record.pk,
            }
        else:
            hangs_on = {f"{_key_to(inline, record)}_id": record.pk}
        strands.append(_Strand(inline.model, inline.model.history.filter(**hangs_on)))
    return strands


def _key_to(inline: type, record: Model) -> str:
    if inline.fk_name:
        return inline.fk_name
    return next(
        field.name
        for field in inline.model._meta.concrete_fields
        if field.remote_field and field.remote_field.model is type(record)
    )


def version_of(record: Model, inlines: Iterable[type]) -> str:
    """Name the version of a record with its rows: it changes with every write to one of them."""
    newest = [
        strand.rows.aggregate(newest=Max("history_id"))["newest"]
        for strand in _strands(record, inlines)
    ]
    return "-".join(str(number or 0) for number in newest)


def latest_change(record: Model, inlines: Iterable[type]) -> str:
    """Say who changed the record or one of its rows last, and when."""
    newest = [
        strand.rows.select_related("history_user").order_by("-history_id").first()
        for strand in _strands(record, inlines)
    ]
    known = [version for version in newest if version is not None]
    if not known:
        return ""
    last = max(known, key=lambda version: version.history_date)
    who = last.history_user or "A command"
    when = date_format(localtime(last.history_date), "DATETIME_FORMAT")
    return f"{who} changed this record on {when}, while you were writing."


def history_page(page: RecordAdmin, request: HttpRequest, record: Model) -> HttpResponse:
    """Show every change of a record and its rows, the latest first."""
    telling = Telling(lambda model, keys: _names_of(request, model, keys))
    versions: list[Version] = []
    for strand in _strands(record, page.inlines):
        rows = strand.rows.select_related("history_user").order_by("history_id")
        versions += versions_told(strand.model, rows)
    versions.sort(key=lambda version: (version.at, version.number), reverse=True)
    paginator = Paginator(versions, PER_PAGE)
    shown = paginator.get_page(request.GET.get("p"))
    telling.look_up(shown.object_list)
    context = {
        **page.admin_site.each_context(request),
        "title": f"History of {record}",
        "subtitle": None,
        "versions": shown,
        "page_range": paginator.get_elided_page_range(shown.number),
        "object": record,
        "opts": page.opts,
        "module_name": str(page.opts.verbose_name_plural).capitalize(),
    }
    return TemplateResponse(request, "admin/object_history.html", context)


def _names_of(request: HttpRequest, model: type[Model], keys: set) -> dict:
    """Name records by key, without those that the person may not see."""
    known = model._meta.label_lower in SCOPES
    rows = visible_rows(request, model) if known else model._default_manager.all()
    named = mask_invisible(request, rows.in_bulk(list(keys)).values())
    names = {row.pk: str(row) for row in named}
    return dict.fromkeys(keys, NOT_PUBLIC) | names
