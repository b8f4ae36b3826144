"""History tables take new rows and give none away."""

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, transaction

from organisations import history_guard
from organisations.models import ServiceGroup


@pytest.fixture
def history() -> type:
    """Give the history of one group that was saved and renamed."""
    group = ServiceGroup.objects.create(slug="libraries", name="Libraries")
    group.name = "Libraries and museums"
    group.save()
    return ServiceGroup.history.model


@pytest.mark.django_db
def test_history_tables_are_one_for_each_tracked_model():
    tables = history_guard.history_tables()

    assert "organisations_historicalservicegroup" in tables
    assert "partnerships_historicalstake" in tables
    assert "spinouts_historicalspinout" in tables
    assert "organisations_servicegroup" not in tables


@pytest.mark.django_db
def test_unguarded_tables_are_none_after_migrating():
    assert history_guard.unguarded_tables(connection) == []


@pytest.mark.django_db
def test_unguarded_tables_names_those_that_lost_their_triggers():
    history_guard.step_aside(connection)

    assert history_guard.unguarded_tables(connection) == history_guard.history_tables()

    history_guard.stand(connection)
    history_guard.stand(connection)

    assert history_guard.unguarded_tables(connection) == []


@pytest.mark.django_db
def test_guard_lets_new_history_in(history):
    assert history.objects.count() == 2


@pytest.mark.django_db
def test_guard_refuses_to_change_history(history):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        history.objects.update(name="What really happened")

    assert not history.objects.filter(name="What really happened").exists()


@pytest.mark.django_db
def test_guard_refuses_to_delete_history(history):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        history.objects.all().delete()

    assert history.objects.count() == 2


@pytest.mark.django_db
def test_guard_refuses_raw_sql(history):
    table = connection.ops.quote_name(history._meta.db_table)

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.django_db
def test_guard_keeps_the_account_that_changed_something(history, django_user_model):
    account = django_user_model.objects.create(username="curator")
    ServiceGroup(slug="parks", name="Parks").save()
    entry = history.objects.create(
        id=1,
        slug="parks",
        name="Parks",
        history_date="2026-01-01T00:00Z",
        history_type="~",
        history_user=account,
    )

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        account.delete()

    entry.refresh_from_db()
    assert entry.history_user == account


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_guard_stands_again_after_a_test_that_emptied_the_tables(turn):
    ServiceGroup.objects.create(slug="libraries", name="Libraries")

    assert ServiceGroup.history.count() == 1
    assert history_guard.unguarded_tables(connection) == []


@pytest.mark.django_db
def test_guard_steps_aside_for_migrations_and_stands_again_after_them():
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
    assert history_guard.unguarded_tables(connection) == history_guard.history_tables()

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert history_guard.unguarded_tables(connection) == []
