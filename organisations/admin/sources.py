"""Pages of sources."""

from __future__ import annotations

from django.contrib import admin

from organisations.admin.queues import WorkQueueFilter
from organisations.admin.records import RecordAdmin
from organisations.admin.rows import TableRows
from organisations.forms import RowForm, SluggedForm
from organisations.models import Source, SourceLocation


class SourceForm(SluggedForm):
    """One work; its short name is made of its title."""

    named_by = "title"


class LocationRows(TableRows):
    """Further places at which the work can be read."""

    model = SourceLocation
    form = RowForm
    fields = ("url", "note")


class SourceQueueFilter(WorkQueueFilter):
    """Sources that something is missing from."""

    queues = {
        "no-address": ("no address", lambda request, rows: rows.filter(url="")),
        "undated": ("not dated", lambda request, rows: rows.filter(published_on=None)),
        "no-publisher": ("no publisher", lambda request, rows: rows.filter(publisher="")),
    }


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Works that state facts."""

    form = SourceForm
    inlines = (LocationRows,)
    list_display = ("title", "publisher", "kind", "published_on")
    list_filter = (SourceQueueFilter, "kind")
    search_fields = ("title", "publisher", "author", "url", "slug")
    fieldsets = (
        (None, {"fields": ("title", "publisher", "kind", "url")}),
        ("Dates", {"fields": (("published_on", "accessed_on"),)}),
        (
            "Author, licence and notes",
            {
                "classes": ("collapse",),
                "fields": ("author", "author_interest", "licence", "note", "slug"),
            },
        ),
    )

    def view_on_site(self, record: Source) -> str | None:
        """Link to the public page, once it has an address."""
        return record.get_absolute_url() if record.slug else None
