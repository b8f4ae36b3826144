"""Those who keep other records learn of no unsigned bid either (see test_secrecy)."""

from __future__ import annotations

import pytest

from tests.secrecy import check_same_answers, known_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return known_register()


@pytest.mark.parametrize("who", ["officer of another council", "curator", "superuser"])
@pytest.mark.ignore_template_errors
def test_outsiders_get_the_same_answers_with_and_without_secrets(who, register):
    check_same_answers(who, register)
