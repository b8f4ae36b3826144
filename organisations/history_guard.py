"""History that nobody rewrites: triggers that refuse UPDATE and DELETE on every history table.

SQLite loses a table's triggers whenever Django rebuilds the table, and a migration may have to
fill a new column of old history. So the guard steps aside before migrations and stands again after
them (`organisations.apps` connects both). TRUNCATE and DROP, which need the owner's rights, are
not its business.
"""

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from simple_history.models import HistoricalChanges

MESSAGE = "History is append-only: its rows are neither changed nor deleted."
TRIGGER = "history_guard"
STATEMENTS = ("UPDATE", "DELETE")


def history_tables() -> list[str]:
    """List the tables of all history models, sorted by name."""
    return sorted(
        model._meta.db_table for model in apps.get_models() if issubclass(model, HistoricalChanges)
    )


def stand(connection: BaseDatabaseWrapper) -> None:
    """Put the guard on every history table that exists; those that have it keep it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # 23000 is the SQLSTATE of a broken integrity rule: Django raises IntegrityError.
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23000'; END$$"
            )
        for table in _existing(connection):
            for statement in _create_statements(connection, table):
                cursor.execute(statement)


def step_aside(connection: BaseDatabaseWrapper) -> None:
    """Take the guard off every history table that exists."""
    with connection.cursor() as cursor:
        for table in _existing(connection):
            for statement in _drop_statements(connection, table):
                cursor.execute(statement)


def unguarded_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """List the history tables on which the guard does not stand, sorted by name."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT relation.relname, count(*) FROM pg_trigger "
            "JOIN pg_class relation ON relation.oid = tgrelid "
            "WHERE tgname = %s AND tgenabled <> 'D' "
            "AND relation.relnamespace = current_schema()::regnamespace GROUP BY 1"
        )
        arguments, expected = [TRIGGER], 1
    else:
        query = (
            "SELECT tbl_name, count(*) FROM sqlite_master "
            "WHERE type = 'trigger' AND name LIKE %s GROUP BY 1"
        )
        arguments, expected = [f"{TRIGGER}%"], len(STATEMENTS)
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        guarded = {table for table, count in cursor.fetchall() if count == expected}
    return [table for table in history_tables() if table not in guarded]


def _existing(connection: BaseDatabaseWrapper) -> list[str]:
    existing = set(connection.introspection.table_names())
    return [table for table in history_tables() if table in existing]


def _create_statements(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    quote = connection.ops.quote_name
    if connection.vendor == "postgresql":
        trigger = f"CREATE OR REPLACE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE ON {quote(table)}"
        return [f"{trigger} FOR EACH ROW EXECUTE FUNCTION {TRIGGER}()"]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {quote(_sqlite_name(statement, table))} "
        f"BEFORE {statement} ON {quote(table)} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for statement in STATEMENTS
    ]


def _drop_statements(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    quote = connection.ops.quote_name
    if connection.vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {TRIGGER} ON {quote(table)}"]
    return [
        f"DROP TRIGGER IF EXISTS {quote(_sqlite_name(statement, table))}"
        for statement in STATEMENTS
    ]


def _sqlite_name(statement: str, table: str) -> str:
    """Name a trigger; on SQLite names are the whole database's, not the table's."""
    return f"{TRIGGER}_{statement.lower()}_{table}"
