"""How alike names are, on pairs like those of the register."""

import pytest

from organisations.likeness import ALIKE, likeness, search_fragments, significant_words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("MyCSP", "My CSP Ltd"),
        ("3BM", "3BM Education Partners"),
        ("Circle Partnership", "Circel Partnership"),
        ("Central Surrey Health", "Surrey Central Health Ltd"),
        ("Bromley Healthcare", "Bromley Health Care CIC"),
        ("Spectrum Community Health CIC", "Spectrum Health"),
        ("MyCSP", "MyCPS"),
        ("Café Society", "Cafe Society"),
        ("Bath & North East Somerset Council", "Bath and North East Somerset Council"),
        ("St. George's", "St Georges"),
    ],
)
def test_likeness_of_what_may_be_one_organisation(first, second):
    assert likeness(first, second) >= ALIKE
    assert likeness(first, second) == likeness(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Salford Community Leisure", "Salford Community Health"),
        ("Oldham Care and Support", "Oldham Community Leisure"),
        ("Locala Community Partnerships", "Provide Community Partnerships"),
        ("Stockport Council", "Southport Council"),
        ("City Health Care Partnership CIC", "Central Surrey Health"),
        ("Essex County Council", "Essex Cares"),
        ("Community Trust", "Community Services"),
        ("Locala", "Provide"),
        ("Sirona", "Serco"),
        ("", "MyCSP"),
        ("!!!", "???"),
    ],
)
def test_likeness_of_what_is_not(first, second):
    assert likeness(first, second) < ALIKE


def test_likeness_of_a_name_to_itself_is_one():
    assert likeness("The Company Ltd", "The Company Ltd") == 1


def test_significant_words_keep_a_name_made_of_legal_words():
    assert significant_words("The Company Ltd") == ["the", "company", "ltd"]


def test_search_fragments_are_ends_of_the_telling_words():
    assert search_fragments("Zephyr Care Trust") == ["zeph", "phyr"]
    assert search_fragments("Care Trust") == ["tru", "ust", "car", "are"]
    assert search_fragments("") == []
