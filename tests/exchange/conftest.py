"""The small register of tests/fixtures/register, in the database and as a folder to be spoilt."""

from collections.abc import Iterator

import pytest

from tests.exchange.register_folder import RegisterFolder


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """Load the small register once for a module, give what was printed, and take it out again."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        yield RegisterFolder(tmp_path_factory.mktemp("loaded")).load()
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture
def register(tmp_path) -> RegisterFolder:
    """Give a copy of the small register's files."""
    return RegisterFolder(tmp_path)
