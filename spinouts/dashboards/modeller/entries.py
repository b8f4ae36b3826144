"""The parameters of the modeller's address: their names and lengths, and nothing of what they mean.

Whatever is entered stays in the address as it was typed, also where it makes no sense: the page
shows it again beside what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict

from spinouts.dashboards.filters import FilterForm, Filters, read_filters

MOST_HOLDERS, MOST_OFFERS = 8, 4
LONGEST_ENTRY = 120
LONGEST_QUERY = 8000

PRESENT_NAMES = ("venture", "unit", "shares")
ACCESSION_NAMES = (
    "target",
    "tolerance",
    "joiner",
    "joiner_category",
    "joiner_shares",
    "staff_category",
)
HOLDER_PARTS = ("name", "category", "amount")
MONEY_PARTS = ("cash", "in_kind", "debt", "investment", "price", "value")
OFFER_PARTS = ("name", "sector", "way", "giver", "stake", "shares", *MONEY_PARTS, "months")
HOLDER_PREFIXES = tuple(f"h{number}" for number in range(1, MOST_HOLDERS + 1))
OFFER_PREFIXES = tuple(f"o{number}" for number in range(1, MOST_OFFERS + 1))
COMPETITION, BIDS_FROM = "competition", "from"
NAMES = (
    COMPETITION,
    BIDS_FROM,
    *PRESENT_NAMES,
    *(f"{prefix}-{part}" for prefix in HOLDER_PREFIXES for part in HOLDER_PARTS),
    *(f"{prefix}-{part}" for prefix in OFFER_PREFIXES for part in OFFER_PARTS),
    *ACCESSION_NAMES,
)


def _entry() -> forms.CharField:
    message = f"Write at most {LONGEST_ENTRY} characters here."
    return forms.CharField(max_length=LONGEST_ENTRY, error_messages={"max_length": message})


ModellerFilters = type(
    "ModellerFilters",
    (FilterForm,),
    {
        "__doc__": "Everything that the modeller's address may hold, as text.",
        "__module__": __name__,
        **{name: _entry() for name in NAMES},
    },
)


def read_entries(request: HttpRequest) -> Filters:
    """Read the modeller's address.

    :raises FilterError: for a day that makes no sense, or an entry that is far too long
    """
    return read_filters(request, ModellerFilters)


def tidy_query(request: HttpRequest, filters: Filters) -> str | None:
    """Give the query without the boxes that were left empty; None if it has none of them.

    A form sends every box: an address to pass on names only those that are filled.
    """
    sent = QueryDict(request.META["QUERY_STRING"])
    if not any(name in NAMES and not text for name, text in sent.items()):
        return None
    return as_query(filters.raw, filters.as_of_query)


def filled(entries: Mapping[str, str], prefix: str) -> bool:
    """Tell whether anything is entered for a holder or an offer."""
    return any(name.startswith(f"{prefix}-") for name, text in entries.items() if text)


def filled_offers(entries: Mapping[str, str]) -> list[str]:
    """Give the prefixes of the offers of which anything is entered."""
    return [prefix for prefix in OFFER_PREFIXES if filled(entries, prefix)]


def as_query(entries: Mapping[str, str], as_of_query: str = "") -> str:
    """Write entries as the query of an address, in the order of the form.

    :param as_of_query: the parameter that keeps the day; empty for today
    """
    kept = urlencode([(name, entries[name]) for name in NAMES if entries.get(name)])
    return "&".join(part for part in (kept, as_of_query) if part)


def known_query(text: str) -> str:
    """Keep of a query what the modeller's address may hold, and the day."""
    sent = QueryDict(text)
    kept = {name: sent[name] for name in NAMES if sent.get(name)}
    day = sent.get("as_of", "")
    return as_query(kept, urlencode({"as_of": day}) if day else "")
