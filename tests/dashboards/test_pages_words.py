"""Methodology, glossary and accessibility: complete, and true of the code."""

import re
from importlib import import_module

import pytest

from organisations.choices import Sector
from organisations.models import LegalForm
from partnerships.choices import Category
from tests import factories

pytestmark = pytest.mark.django_db

RULES = [f"f{number}" for number in range(1, 15)]


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("rule", RULES)
def test_methodology_has_an_anchor_for_every_rule(client, rule):
    assert text_of(client, "/methodology/").count(f'id="{rule}"') == 1


def test_methodology_names_functions_that_exist(client):
    named = re.findall(r'<code class="made-by">([\w.]+)</code>', text_of(client, "/methodology/"))

    assert len(named) > 10
    for name in named:
        module, _, function = name.rpartition(".")
        assert callable(getattr(import_module(module), function)), name


@pytest.mark.parametrize(
    "amount", ["£4,209,200.44", "£3,162,650.60", "£666.67", "£499,452.22", "37.5", "83.3"]
)
def test_methodology_shows_the_worked_examples(client, amount):
    assert amount in text_of(client, "/methodology/")


@pytest.mark.parametrize(
    "anchor",
    [
        "spin-out",
        "contrast-case",
        "public-service-mutual",
        "look-through-share",
        "stake",
        "withheld",
        *(f"sector-{sector}" for sector in Sector.values),
        *(f"category-{category}" for category in Category.values),
    ],
)
def test_glossary_has_an_anchor_for_every_word(client, anchor):
    assert text_of(client, "/glossary/").count(f'id="{anchor}"') == 1


def test_glossary_lists_vocabularies_with_their_definitions(client):
    LegalForm.objects.create(
        slug="cic", name="community interest company", definition="A company with an asset lock."
    )
    factories.make_stage("launched", definition="The service runs by itself.")

    text = text_of(client, "/glossary/")

    assert "A company with an asset lock." in text
    assert "The service runs by itself." in text


def test_glossary_hides_stages_that_are_not_public(client):
    factories.make_stage("considering", is_public=False)

    assert "Considering" not in text_of(client, "/glossary/")


def test_glossary_gives_the_published_size_of_a_programme(client):
    cohort = factories.make_cohort("Pathfinders")
    cohort.published_size = "21"
    cohort.save()

    assert "Published size: 21" in text_of(client, "/glossary/")


@pytest.mark.parametrize("page", ["/methodology/", "/glossary/", "/accessibility/"])
def test_page_has_no_id_twice(client, page):
    ids = re.findall(r'\sid="([^"]+)"', text_of(client, page))

    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize(
    "words", ["partially compliant", "Equality and Human Rights Commission", "21 November 2026"]
)
def test_accessibility_statement_says_what_the_regulations_ask(client, words):
    assert words in text_of(client, "/accessibility/")
