"""What the address asks for: the only reader of `request.GET`, and of the clock.

Every page reads its parameters here once and passes them on as a frozen dataclass. Nonsense
raises `FilterError`, which names the parameter and says what was expected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

EARLIEST, LATEST = date(1800, 1, 1), date(2100, 12, 31)
LONGEST_SEARCH = 200


class FilterError(ValueError):
    """The address asks for something that does not exist; carries a message per parameter."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("; ".join(f"{name}: {message}" for name, message in errors.items()))


class FilterForm(forms.Form):
    """The filters that a list shows; every field may be left empty."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        for name, form_field in self.fields.items():
            form_field.required = False
            form_field.widget.attrs.setdefault("id", f"filter-{name}")


class SearchForm(FilterForm):
    """A list that can only be searched."""

    q = forms.CharField(label="Search", max_length=LONGEST_SEARCH)


@dataclass(frozen=True)
class Filters:
    """What a page was asked for.

    :param as_of: the day to read the register on; today unless the address names one
    :param is_as_of_today: the address names no day, or today
    :param values: cleaned value of each filter; empty ones are missing
    :param raw: the filters as they stood in the address, for links
    :param sort: key of the order, with a leading “-” for downwards; empty for the list's own
    :param page: page number from 1
    :param form: the bound form, for the page to show
    """

    as_of: date
    is_as_of_today: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    form: FilterForm | None = field(default=None, compare=False)

    def value(self, name: str) -> Any:
        """Give the cleaned value of a filter, None where it is not set."""
        return self.values.get(name)

    @property
    def as_of_query(self) -> str:
        """Give the parameter that keeps the day, empty for today."""
        return "" if self.is_as_of_today else urlencode({"as_of": self.as_of.isoformat()})

    def query(self, **changes: str | None) -> str:
        """Give the whole query of this page with some parameters changed or (None) dropped."""
        kept: dict[str, str | None] = dict(self.raw)
        if self.sort:
            kept["sort"] = self.sort
        if not self.is_as_of_today:
            kept["as_of"] = self.as_of.isoformat()
        kept |= changes
        return urlencode({name: value for name, value in kept.items() if value})


def today() -> date:
    """Give the present day in London: the one place below which nothing reads the clock."""
    return timezone.localdate()


def read_as_of(request: HttpRequest) -> tuple[date, bool]:
    """Read the day that the page is to be read on.

    :return: the day, and whether it is today
    :raises FilterError: if it is no day of the register
    """
    present = today()
    text = request.GET.get("as_of", "").strip()
    if not text:
        return present, True
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise FilterError(
            {
                "as_of": f"“{text[:40]}” is not a day of the register. Write it as year, month and "
                f"day, for example 2015-03-31, between {EARLIEST.year} and {LATEST.year}."
            }
        )
    return day, day == present


def read_filters(
    request: HttpRequest,
    form_class: type[FilterForm] = FilterForm,
    *,
    sorts: Sequence[str] = (),
    defaults: Mapping[str, str] = MappingProxyType({}),
) -> Filters:
    """Read everything a page may be asked for.

    :param form_class: the filters of the page; parameters that it does not know are ignored
    :param sorts: keys by which the list can be sorted
    :param defaults: what a filter is where the address does not name it
    :raises FilterError: naming every parameter that makes no sense
    """
    errors: dict[str, str] = {}
    as_of, is_today = date.min, True
    try:
        as_of, is_today = read_as_of(request)
    except FilterError as error:
        errors |= error.errors
    data = {name: value for name, value in defaults.items() if not request.GET.get(name)}
    data |= {name: request.GET[name] for name in form_class.base_fields if request.GET.get(name)}
    form = form_class(data)
    if not form.is_valid():
        errors |= {
            name: " ".join(str(message) for message in messages)
            for name, messages in form.errors.items()
        }
    sort = request.GET.get("sort", "")
    if sort and sort.removeprefix("-") not in sorts:
        wanted = ", ".join(sorts) or "nothing: this page has one order"
        errors["sort"] = (
            f"“{sort[:40]}” is not an order of this list. It can be sorted by {wanted}."
        )
    page = _page(request.GET.get("page", ""), errors)
    if errors:
        raise FilterError(errors)
    values = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
    raw = {name: text for name, text in data.items() if name in values and text not in ("", None)}
    return Filters(
        as_of, is_today, MappingProxyType(values), MappingProxyType(raw), sort, page, form
    )


def _page(text: str, errors: dict[str, str]) -> int:
    if not text:
        return 1
    if text.isascii() and text.isdigit() and len(text) < 8 and int(text) > 0:
        return int(text)
    errors["page"] = f"“{text[:40]}” is not a page. Pages are counted from 1."
    return 1
