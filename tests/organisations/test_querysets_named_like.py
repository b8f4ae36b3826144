"""Search by name: every name an organisation has had, its numbers, and words without end."""

import pytest

from organisations.models import Organisation
from organisations.querysets import MOST_WORDS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def mycsp():
    organisation = factories.make_organisation("MyCSP Ltd")
    factories.make_name(organisation, "My Civil Service Pension")
    factories.make_name(organisation, "Civil Service Pensions Mutual")
    factories.make_identifier(organisation, "GB-COH", "07640786")
    factories.make_organisation("Another")
    return organisation


@pytest.mark.parametrize(
    "words", ["mycsp", "MYCSP ltd", "pension civil", "07640786", "ltd pension", " mycsp  mycsp "]
)
def test_named_like_finds_each_organisation_once(mycsp, words):
    assert list(Organisation.objects.named_like(words)) == [mycsp]


def test_named_like_wants_every_word(mycsp):
    assert not Organisation.objects.named_like("mycsp nonsense").exists()


def test_named_like_without_words_keeps_all(mycsp):
    assert Organisation.objects.named_like("  ").count() == 2


@pytest.mark.parametrize("count", [MOST_WORDS, MOST_WORDS + 1, 3_000])
def test_named_like_takes_any_number_of_words(mycsp, count):
    words = " ".join(f"w{number}" for number in range(count))

    assert not Organisation.objects.named_like(words).exists()
