"""A visitor who tries every address of the site: all patterns, what pages link to, and guesses.

Patterns come from the resolver, so that a page written tomorrow is tried tomorrow.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.contrib import admin
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
LINK = re.compile(r'(?:href|src|action|data-url)="([^"#]*)')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
SELECT = re.compile(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
OPTION = re.compile(r'<option[^>]*value="([^"]*)"')
GET_FORM = re.compile(r'<form(?![^>]*method="post")[^>]*>(.*?)</form>', re.DOTALL | re.IGNORECASE)
PICTURE = re.compile(r"/charts/[\w-]+\.(svg|png|json)$")
"""Other forms of what a chart's table has as well: tried once for each kind of page."""
MOST_PARAMETERS = 1
"""Of addresses that are followed: combinations of filters would never end."""


def patterns(
    resolver: URLResolver | None = None, before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """List every pattern of the site with its route, as `resolve` names it."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern).removeprefix("^")
        if isinstance(one, URLResolver):
            yield from patterns(one, route)
        else:
            yield route, one


def addresses_of(route: str, values: Mapping[str, Iterable]) -> list[str]:
    """Write the addresses of a route, with every value that its parameters are known to have.

    :param values: parameter to its values; a key may say the route's beginning before a colon. A
        parameter that has none takes those of its kind: “int”, “slug”
    :raises KeyError: for a parameter of which no value is known, so that none is left out
    """
    if "(?P<app_label>" in route:
        return [f"/admin/{label}/" for label in values["app_label"]]
    if "(?P<url>" in route:
        return ["/admin/no/such/page"]
    parameters = list(dict.fromkeys(PARAMETER.findall(route)))
    written = []
    for chosen in itertools.product(*(_values_for(route, *one, values) for one in parameters)):
        address = route
        for (_, name), value in zip(parameters, chosen, strict=True):
            address = re.sub(rf"<(?:\w+:)?{name}>", lambda _, text=str(value): text, address)
        written.append(f"/{address}")
    return written


def _values_for(route: str, kind: str, name: str, values: Mapping[str, Iterable]) -> list:
    fitting = [
        key
        for key in values
        if key.rpartition(":")[2] == name and route.startswith(key.rpartition(":")[0])
    ]
    return list(values[max(fitting, key=len, default=kind)])


@dataclass(frozen=True)
class Answer:
    """What came back, without what differs between any two requests."""

    status: int
    location: str
    content_type: str
    text: str
    query_count: int


@dataclass
class Visitor:
    """One browser that keeps what it was answered, by address."""

    client: Client
    answers: dict[str, Answer] = field(default_factory=dict)

    def ask(self, address: str) -> Answer:
        """Get an address, once."""
        if address not in self.answers:
            self.answers[address] = get(self.client, address)
        return self.answers[address]

    def crawl(self, addresses: Iterable[str]) -> None:
        """Get the addresses, and what their pages link to and offer in filters."""
        addresses = list(addresses)
        kinds = {kind_of(address) for address in addresses}
        for address in addresses:
            answer = self.ask(address)
            if "?" in address:
                continue
            for found in linked(address, answer):
                kind = kind_of(found)
                if kind not in kinds and len(kind[1]) <= MOST_PARAMETERS:
                    kinds.add(kind)
                    self.ask(found)


class Counter:
    """Counts what is asked of the database."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, *question):
        """Count a question and pass it on."""
        self.count += 1
        return execute(*question)


def get(client: Client, address: str) -> Answer:
    """Get an address from an empty cache, and count what it asks of the database."""
    cache.clear()
    counter = Counter()
    with connection.execute_wrapper(counter):
        response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    text = content.decode() if "image/png" not in kind else content.hex()
    return Answer(
        response.status_code,
        response.headers.get("Location", ""),
        kind,
        TOKEN.sub("", text),
        counter.count,
    )


def post(client: Client, address: str) -> Answer:
    """Post nothing to an address, and take back whatever it did."""
    cache.clear()
    counter = Counter()
    with transaction.atomic():
        with connection.execute_wrapper(counter):
            response = client.post(address)
        transaction.set_rollback(True)
    return Answer(
        response.status_code,
        response.headers.get("Location", ""),
        response.headers.get("Content-Type", ""),
        TOKEN.sub("", response.content.decode(errors="replace")),
        counter.count,
    )


def kind_of(address: str) -> tuple[str, tuple[str, ...]]:
    """Tell which page an address is of, and of which parameters it gives values."""
    parts = urlsplit(address)
    path = parts.path
    if picture := PICTURE.search(path):
        return f"{path.split('/')[1]} {picture[1]}", ()
    if "/charts/" in path:
        return path, ()
    query = parse_qsl(parts.query, keep_blank_values=True)
    named = {f"{name}={value}" if name in CHOSEN else name for name, value in query}
    return path, tuple(sorted(named))


CHOSEN = {"queue", "status", "standing", "outcome"}
"""Parameters each of whose values is tried: what they choose may depend on a secret."""


def linked(address: str, answer: Answer) -> Iterator[str]:
    """List the addresses of the site to which an answer leads, its filters' choices among them."""
    if answer.location:
        yield from _inside(address, [answer.location])
    if "html" not in answer.content_type:
        return
    yield from _inside(address, LINK.findall(answer.text))
    for form in GET_FORM.findall(answer.text):
        for name, options in SELECT.findall(form):
            for value in OPTION.findall(options):
                query = urlencode({html.unescape(name): html.unescape(value)})
                yield f"{urlsplit(address).path}?{query}"


def _inside(address: str, links: Iterable[str]) -> Iterator[str]:
    for link in links:
        parts = urlsplit(urljoin(address, html.unescape(link)))
        is_ours = not parts.netloc and parts.path.startswith("/")
        if not is_ours or parts.path.startswith(("/static/", "/admin/logout")):
            continue
        yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def route_of(address: str) -> str:
    """Name the route that answers an address."""
    return resolve(urlsplit(address).path).route


def search_boxes() -> Iterator[str]:
    """Write the addresses by which the admin's search boxes ask, for every foreign key there is."""
    registered = set(admin.site._registry)
    for model in sorted(_all_models(), key=lambda one: one._meta.label):
        for key in model._meta.concrete_fields:
            if isinstance(key, models.ForeignKey) and key.remote_field.model in registered:
                yield "/admin/autocomplete/?" + urlencode(
                    {
                        "app_label": model._meta.app_label,
                        "model_name": model._meta.model_name,
                        "field_name": key.name,
                        "term": "",
                    }
                )


def _all_models() -> set[type[models.Model]]:
    from django.apps import apps

    return {
        model
        for app in ("organisations", "partnerships", "spinouts")
        for model in apps.get_app_config(app).get_models()
    }


def questions_through(secret_models: Iterable[type[models.Model]]) -> Iterator[str]:
    """Write lists of the admin that are filtered through relations to secret rows."""
    secret_models = set(secret_models)
    for model in admin.site._registry:
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for relation in model._meta.get_fields():
            if relation.is_relation and relation.related_model in secret_models:
                for lookup in ("isnull=False", "id__gte=1", "isnull=0&e=1"):
                    yield f"{place}?{relation.name}__{lookup}"
