"""What pages of records that name organisations share: nobody learns by them who is not public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from organisations.admin import RecordAdmin
from organisations.admin.access import blank_words_of_sources, mask_invisible, visible_rows
from organisations.models import Organisation
from organisations.querysets import MOST_WORDS


class NamingAdmin(RecordAdmin):
    """Pages whose lists and searches tell no name that the person may not see.

    `list_select_related` names the foreign keys that the list shows.
    `own_words`: columns of the record's own text that are searched. `naming_keys`: foreign keys to
    organisations that are searched by any name; to each the column that names it where it has no
    record, or "".
    """

    search_fields = ("pk",)  # that there is a box; what it finds is told below
    own_words: tuple[str, ...] = ()
    naming_keys: Mapping[str, str] = {}

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Put stand-ins for records that the person may not see."""
        changelist = super().get_changelist_instance(request)
        shown = self.list_select_related
        changelist.result_list = mask_invisible(request, changelist.result_list, shown)
        return changelist

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Search by words of the record, and by names that the person may see."""
        words = search_term.split()
        if not words:
            return queryset, False
        if len(words) > MOST_WORDS:
            return queryset.none(), False
        seen = visible_rows(request, Organisation)
        named = seen.named_like(search_term).values("pk")
        condition = _all_words_in(self.own_words, words)
        for key, beside in self.naming_keys.items():
            condition |= Q(**{f"{key}__in": named})
            if beside:
                is_nameable = Q(**{key: None}) | Q(**{f"{key}__in": seen.values("pk")})
                condition |= _all_words_in((beside,), words) & is_nameable
        return queryset.filter(condition), False


def _all_words_in(columns: Iterable[str], words: Iterable[str]) -> Q:
    """Give the condition that each word stands in one of the columns; no column has none."""
    found = Q(pk__in=[])
    for column in columns:
        condition = Q()
        for word in words:
            condition &= Q(**{f"{column}__icontains": word})
        found |= condition
    return found


def mask_words_about(request: HttpRequest, record: Model, involved: QuerySet, what: str) -> None:
    """Leave out the words of sources where a record involves somebody the person may not see.

    :param involved: the organisations that hang on the record
    :param what: name for them among the record's `masked_fields`
    """
    if involved.exclude(pk__in=visible_rows(request, Organisation).values("pk")).exists():
        record.masked_fields = {*getattr(record, "masked_fields", ()), what}
        blank_words_of_sources(record)


def mask_named(
    request: HttpRequest,
    rows: Iterable[Model],
    name: str,
    naming: tuple[str, ...],
    stand_in: Callable[[int], Model],
) -> list[Model]:
    """Mask the records that rows name in one field, where their own words name organisations.

    :param name: the foreign key of the rows
    :param naming: the foreign keys of the named records that their words are made of
    :param stand_in: makes a nameless record of a key
    """
    rows = list(rows)
    keys = {getattr(row, f"{name}_id") for row in rows} - {None}
    if not keys:
        return rows
    model = type(rows[0])._meta.get_field(name).remote_field.model
    named = visible_rows(request, model).filter(pk__in=keys).select_related(*naming)
    seen = {record.pk: record for record in mask_invisible(request, named)}
    for row in rows:
        key = getattr(row, f"{name}_id")
        if key is None:
            continue
        setattr(row, name, seen.get(key) or stand_in(key))
        if key not in seen:
            row.masked_fields = {*getattr(row, "masked_fields", ()), name}
    return rows
