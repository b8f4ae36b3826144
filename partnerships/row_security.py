"""Row-level security on PostgreSQL: the database itself keeps bids of unsigned competitions back.

It is the second lock. The first is `visible_to` (organisations.roles): should code ever forget it,
a connection that was not told of an insider still finds no secret row, in no table and in no
history. What a connection was told stands in two settings of its session, `register.bodies` and
`register.competitions`; `told` sets them for one reader and takes them back.

PostgreSQL asks neither superusers nor roles with BYPASSRLS: a site must not connect as one.
SQLite has nothing of the kind; all of this does nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from organisations import roles

if TYPE_CHECKING:
    from organisations.models import User

POLICY = "register_secret"
BODIES, COMPETITIONS = "register.bodies", "register.competitions"

_KEYS = "string_to_array(current_setting('{}', true), ',')::bigint[]"
_OF_A_COMPETITION = (
    "EXISTS (SELECT 1 FROM partnerships_partnercompetition told WHERE told.id = competition_id "
    "AND (told.status = 'signed' OR told.origin = 'reported' "
    f"OR told.public_body_id = ANY({_KEYS.format(BODIES)}) "
    f"OR told.id = ANY({_KEYS.format(COMPETITIONS)})))"
)
_OF_A_BID = "EXISTS (SELECT 1 FROM partnerships_bid told WHERE told.id = bid_id)"

CONDITIONS = {
    "partnerships_bid": _OF_A_COMPETITION,
    "partnerships_historicalbid": _OF_A_COMPETITION,
    "partnerships_bidder": _OF_A_BID,
    "partnerships_historicalbidder": _OF_A_BID,
    "partnerships_bidoffer": _OF_A_BID,
    "partnerships_historicalbidoffer": _OF_A_BID,
    "partnerships_bidscore": _OF_A_BID,
    "partnerships_historicalbidscore": _OF_A_BID,
}
"""Table to the condition under which its rows exist for a connection, read and written alike.

What hangs on a bid follows the bid, which the policy of its own table hides or shows.
"""


def stand(database: BaseDatabaseWrapper) -> None:
    """Put a policy on every table of secrets, for their owner too; repeating it changes nothing."""
    if database.vendor != "postgresql":
        return
    with database.cursor() as cursor:
        for table, condition in CONDITIONS.items():
            cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
            cursor.execute(f"CREATE POLICY {POLICY} ON {table} USING ({condition})")


def remove(database: BaseDatabaseWrapper) -> None:
    """Take the policies off, as before they were made."""
    if database.vendor != "postgresql":
        return
    with database.cursor() as cursor:
        for table in CONDITIONS:
            cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


def step_aside(database: BaseDatabaseWrapper) -> None:
    """Let the tables' owner see all rows: a migration that skipped secret rows would lose them."""
    _force(database, "NO FORCE")


def stand_again(database: BaseDatabaseWrapper) -> None:
    """Hold the tables' owner to the policies again, wherever there are any."""
    _force(database, "FORCE")


def _force(database: BaseDatabaseWrapper, word: str) -> None:
    if database.vendor != "postgresql":
        return
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies "
            "WHERE policyname = %s AND schemaname = current_schema()",
            [POLICY],
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {word} ROW LEVEL SECURITY")


def unsecured_tables(database: BaseDatabaseWrapper) -> list[str]:
    """List the tables of secrets that the database does not keep back, sorted by name.

    :return: none on SQLite, which cannot
    """
    if database.vendor != "postgresql":
        return []
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT relation.relname FROM pg_class relation "
            "JOIN pg_policy policy ON policy.polrelid = relation.oid AND policy.polname = %s "
            "WHERE relation.relnamespace = current_schema()::regnamespace "
            "AND relation.relrowsecurity AND relation.relforcerowsecurity",
            [POLICY],
        )
        secured = {table for (table,) in cursor.fetchall()}
    return sorted(set(CONDITIONS) - secured)


def is_above_policies(database: BaseDatabaseWrapper) -> bool:
    """Tell whether the database asks no policy of this connection's role."""
    if database.vendor != "postgresql":
        return False
    with database.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return cursor.fetchone()[0]


@contextmanager
def told(user: User | None) -> Iterator[None]:
    """Let the connection see what is secret to others and not to the account, and forget it after.

    One question for an account that is signed in, and one to forget; none for anybody else.
    """
    is_told = _tell(user)
    try:
        yield
    finally:
        if is_told:
            _forget()


def _tell(user: User | None) -> bool:
    part = roles.part_of(user)
    if connection.vendor != "postgresql" or part == roles.Part.ANONYMOUS:
        return False
    bodies = roles.body_ids(user) if part == roles.Part.OFFICER else ()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, false), set_config(%s, coalesce((SELECT "
            "string_agg(competition_id::text, ',') FROM partnerships_bidgrant "
            "WHERE account_id = %s AND NOT is_withdrawn), ''), false)",
            [BODIES, ",".join(map(str, sorted(bodies))), COMPETITIONS, user.pk],
        )
    return True


def _forget() -> None:
    """Empty both settings; a connection that cannot be made to forget is given up."""
    if connection.connection is None:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config(%s, '', false), set_config(%s, '', false)",
                [BODIES, COMPETITIONS],
            )
    except DatabaseError:
        connection.connection.close()
        connection.close()
